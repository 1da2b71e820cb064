"""Slices smoothed by a kernel: a network for each point in time, of statements near it."""

from datetime import date
from math import ceil

import numpy as np
from numpy.typing import NDArray

from stakeholders.analysis.discourse.choices import Normalization, Over, Placing, Qualifier
from stakeholders.analysis.discourse.columns import Days
from stakeholders.analysis.discourse.counting import DENSE_CELLS, count_statements
from stakeholders.analysis.discourse.kernels import Clock, Kernel
from stakeholders.analysis.discourse.network import Mode, Network
from stakeholders.analysis.discourse.networks import find_evidence, list_labels
from stakeholders.analysis.discourse.placing import When
from stakeholders.analysis.discourse.recipes import Recipe
from stakeholders.analysis.discourse.series import Series, Slice
from stakeholders.analysis.discourse.statements import Rows, Statements
from stakeholders.analysis.discourse.units import Unit, step_days
from stakeholders.analysis.discourse.windows import check_width, keep_dated, read_asked
from stakeholders.errors import QuestionError
from stakeholders.tracker.filters import read_choice

Floats = NDArray[np.float64]


def make_kernel_slices(
    statements: Statements,
    *,
    kernel: str | Kernel,
    width: int,
    unit: str | Unit,
    step: int = 1,
    since: When | None = None,
    until: When | None = None,
    indent: bool = False,
    dates: str | Placing = Placing.WITHIN,
    mode: str | Mode = Mode.ONE,
    over: str | Over = Over.ACTOR,
    qualifier: str | Qualifier = Qualifier.IGNORE,
    normalization: str | Normalization = Normalization.NONE,
    isolates: bool = False,
    dna_compat: bool = False,
    dense_cells: int = DENSE_CELLS,
) -> Series:
    """Return a network for each point in time, to which statements near it count most.

    The points lie `step` units apart, from the first statement to the last. At a point g, a
    statement of day t has the weight z(u) of `weigh`, where u = 2 (t - g) / width: t - g in days,
    and the half width the days of so many units before or after g in the calendar. With the
    Gaussian kernel half the width is one standard deviation, and every statement counts at every
    point.

    In two-mode networks a statement counts z in the place of 1. In one-mode networks it counts the
    root of z, so that a pair of statements counts the root of z z'; all formulas of
    `make_one_mode`, also those of what ties are divided by, are then of weighted counts.

    Source: the kernel smoothing of the Discourse Network Analyzer (Leifeld), with kernels that are
    the same on both sides.

    Args:
        statements: what to count.
        kernel: "uniform", "triangular", "epanechnikov" or "gaussian".
        width: how far a kernel reaches, both sides together.
        unit: "days", "weeks", "months" or "years".
        step: how many units lie from one point to the next.
        since: the first point; without it, or where it comes before, the day of the first
            statement.
        until: the last day that a point can be; without it, or where it comes after, the day of
            the last statement.
        indent: whether the first and last point lie half a width inside, so that none lacks the
            statements of one side.
        dates: "within" takes only statements whose day is known; "earliest" and "latest" go by the
            first or last day that they can date from.
        mode: "one-mode" or "two-mode".
        over: see `make_one_mode`.
        qualifier: see there.
        normalization: see there.
        isolates: keep all labels of the statements.
        dna_compat: the weights as the reference tool (Discourse Network Analyzer) has them, see
            `weigh`, with t - g cut to whole units and an odd width made even. Its defects of slices
            with values on a scale and of the normalization are not copied.
        dense_cells: see `make_one_mode`.

    Raises:
        QuestionError: if the kernel is wider than the data with `indent`, or a choice is unknown.

    Example:
        >>> said = Statements.of(
        ...     actor=["mill", "union"],
        ...     concept=["toll", "toll"],
        ...     time=["2011-01-05", "2011-01-09"],
        ... )
        >>> series = make_kernel_slices(said, kernel="triangular", width=8, unit="days", step=2)
        >>> [round(each.network.get_weight("mill", "union"), 6) for each in series]
        [0.0, 0.5, 0.0]
    """
    recipe = Recipe.read(
        statements.levels,
        mode=mode,
        over=over,
        qualifier=qualifier,
        normalization=normalization,
        dna_compat=dna_compat,
    )
    units = read_choice(unit, Unit, "unit")
    if units is Unit.EVENTS:
        raise QuestionError("unit: a kernel needs time: expected days, weeks, months or years")
    check_width(width, step)
    clock = Clock(
        kernel=read_choice(kernel, Kernel, "kernel"), width=width, unit=units, dna_compat=dna_compat
    )
    used, days, _ = keep_dated(statements, dates, single_days=True)
    points = _list_points(days, since, until, step, clock, indent=indent)
    if not isolates:
        used = used.trim()
    smoother = _Smoother(used, recipe, days, clock, dense_cells)
    return Series(slices=tuple(map(smoother.smooth, points)), left_out=used.left_out)


def _list_points(
    days: Days,
    since: When | None,
    until: When | None,
    step: int,
    clock: Clock,
    *,
    indent: bool,
) -> list[int]:
    asked = read_asked(days, days, since, until)
    first, last = max(asked[0], int(days.min())), min(asked[1], int(days.max()))
    begin, end = first, last
    if indent:
        begin += ceil(clock.find_half(first, 1))
        end -= ceil(clock.find_half(last, -1))
    points: list[int] = []
    while (point := step_days(begin, len(points) * step, clock.unit)) <= end:
        points.append(point)
    if not points:
        raise QuestionError(
            f"width: {clock.width} {clock.unit} is longer than the data, which reach from "
            f"{date.fromordinal(first)} to {date.fromordinal(last)}"
        )
    return points


class _Smoother:
    """Networks at points in time, of statements that are sorted once."""

    def __init__(
        self, statements: Statements, recipe: Recipe, days: Days, clock: Clock, dense_cells: int
    ) -> None:
        order = np.argsort(days, kind="stable")
        self._statements, self._days = statements.take(order), days[order]
        self._recipe, self._clock, self._dense_cells = recipe, clock, dense_cells

    def smooth(self, point: int) -> Slice:
        """Return the slice at a point."""
        start, stop = self._find_reach(point)
        weights = self._clock.weigh(self._days[start:stop], point)
        near = start + np.flatnonzero(weights)
        weights = weights[near - start]
        days = self._days[near] if near.size else np.array([point])
        return Slice(
            first=date.fromordinal(int(days[0])),
            middle=date.fromordinal(point),
            last=date.fromordinal(int(days[-1])),
            number=len(near),
            network=self._make_network(near, weights),
        )

    def _find_reach(self, point: int) -> tuple[int, int]:
        if self._clock.kernel is Kernel.GAUSSIAN or self._clock.dna_compat:
            return 0, len(self._days)
        ends = point - self._clock.find_half(point, -1), point + self._clock.find_half(point, 1)
        return (
            int(np.searchsorted(self._days, ends[0], side="left")),
            int(np.searchsorted(self._days, ends[1], side="right")),
        )

    def _make_network(self, near: Rows, weights: Floats) -> Network:
        is_one_mode = self._recipe.mode is Mode.ONE
        tensor = count_statements(
            self._statements.take(near),
            by_concept=self._recipe.by_concept,
            weights=np.sqrt(weights) if is_one_mode else weights,
            dense_cells=self._dense_cells,
        )
        rows, columns = list_labels(self._statements, self._recipe)
        return Network(
            rows=rows,
            columns=rows if is_one_mode else columns,
            matrix=self._recipe.cook(tensor),
            mode=self._recipe.mode,
            evidence=find_evidence(self._statements, self._recipe, lambda: near),
            left_out=self._statements.left_out,
        )
