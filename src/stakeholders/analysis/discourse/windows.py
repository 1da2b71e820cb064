"""Sliding windows: a network for each span of time, or of so many statements."""

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from stakeholders.analysis.discourse.choices import Normalization, Over, Placing, Qualifier
from stakeholders.analysis.discourse.columns import Days
from stakeholders.analysis.discourse.counting import DENSE_CELLS
from stakeholders.analysis.discourse.network import Mode
from stakeholders.analysis.discourse.numbers import read_whole
from stakeholders.analysis.discourse.placing import NEVER, When, place, read_span
from stakeholders.analysis.discourse.recipes import Recipe
from stakeholders.analysis.discourse.series import Series
from stakeholders.analysis.discourse.sliding import Slider
from stakeholders.analysis.discourse.statements import Statements
from stakeholders.analysis.discourse.units import Unit, find_start, list_spans, step_days
from stakeholders.errors import QuestionError
from stakeholders.tracker.filters import read_choice

Span = tuple[int, int, int]  # the numbers of the first, middle and last day


def make_windows(
    statements: Statements,
    *,
    width: int,
    unit: str | Unit,
    step: int = 1,
    since: When | None = None,
    until: When | None = None,
    dates: str | Placing = Placing.WITHIN,
    mode: str | Mode = Mode.ONE,
    over: str | Over = Over.ACTOR,
    qualifier: str | Qualifier = Qualifier.IGNORE,
    normalization: str | Normalization = Normalization.NONE,
    isolates: bool = False,
    dna_compat: bool = False,
    dense_cells: int = DENSE_CELLS,
) -> Series:
    """Return a network for each window of time, as `make_one_mode` or `make_two_mode` make it.

    In days, weeks, months or years, windows are `width` units long and begin `step` units apart:
    with a step of the width they tile the time. Only whole windows are made. In events, a window
    reaches from the statement that comes width // 2 before a focal one to the one that comes as
    many after it, and takes all statements of its first and its last day, so that none is chosen
    by chance; `step` is from one focal statement to the next, and windows that are the same are
    made once.

    Statements are sorted once and then added as they enter a window and taken off as they leave
    it. All slices have the labels of all statements that are in any.

    Source: the moving windows of the Discourse Network Analyzer (Leifeld), in a calendar, and with
    all statements of one day.

    Args:
        statements: what to count.
        width: how long a window is.
        unit: "days", "weeks" (ISO, from Monday), "months", "years" or "events".
        step: by how much one window begins after the one before.
        since: the first day of the first window; without it, the first day of the week, month or
            year of the first statement.
        until: the last day that a window can have; without it, the end of the week, month or year
            of the last statement.
        dates: how statements are placed whose date is not known to the day. "within", the default,
            takes a statement into the windows that hold all days it can date from, so that one
            known to the month is in no window of a week, and counted in `left_out`. "earliest" and
            "latest" go by that day. Windows of events need the day: with "within", only statements
            known to the day are placed.
        mode: "one-mode" or "two-mode".
        over: see `make_one_mode`.
        qualifier: see there.
        normalization: see there.
        isolates: keep all labels of the statements.
        dna_compat: see `make_one_mode`. The windows are not changed by it: the reference tool
            (Discourse Network Analyzer) picks among the statements of one day by chance.
        dense_cells: see `make_one_mode`.

    Raises:
        QuestionError: if a window is longer than the data, or a choice is unknown.

    Example:
        >>> said = Statements.of(
        ...     actor=["mill", "union", "mill", "union"],
        ...     concept=["toll"] * 4,
        ...     value=[True, False, True, True],
        ...     time=["2011-01-05", "2011-01-20", "2011-02-01", "2011-03-09"],
        ... )
        >>> for each in make_windows(said, width=2, unit="months", qualifier="subtract"):
        ...     print(each.first, each.last, each.number, each.network.get_weight("mill", "union"))
        2011-01-01 2011-02-28 3 -2.0
        2011-02-01 2011-03-31 2 1.0
    """
    recipe = Recipe.read(
        statements.levels,
        mode=mode,
        over=over,
        qualifier=qualifier,
        normalization=normalization,
        dna_compat=dna_compat,
    )
    chosen = read_choice(unit, Unit, "unit")
    check_width(width, step)
    dated, begin, end = keep_dated(statements, dates, single_days=chosen is Unit.EVENTS)
    if chosen is Unit.EVENTS:
        spans = _list_event_spans(begin, since, until, width, step)
    else:
        spans = _list_time_spans(find_range(begin, end, since, until, chosen), width, step, chosen)
    placed = np.flatnonzero(_are_placed(begin, end, spans))
    used = dated.keep(placed, "in no window")
    if not isolates:
        used = used.trim()
    slider = Slider(used, recipe, begin[placed], end[placed], dense_cells)
    slices = tuple(map(slider.move, *zip(*spans, strict=True)))
    return Series(slices=slices, left_out=used.left_out)


def check_width(width: int, step: int) -> None:
    """Refuse a width or step that is not a whole number from 1 on.

    Raises:
        QuestionError: if one is not.
    """
    read_whole(width, "width")
    read_whole(step, "step")


def keep_dated(
    statements: Statements, dates: str | Placing, *, single_days: bool
) -> tuple[Statements, Days, Days]:
    """Return the statements that can be placed in time, and the days a span must hold for each."""
    begin, end = place(statements.first, statements.last, dates)
    known = end != NEVER
    if single_days:
        known &= begin == end
    rows = np.flatnonzero(known)
    return statements.keep(rows, "not dated well enough"), begin[rows], end[rows]


def find_range(
    begin: Days, end: Days, since: When | None, until: When | None, unit: Unit
) -> tuple[int, int]:
    """Return the first and last day that windows can have; by default whole units of the data.

    Raises:
        QuestionError: if no statement is dated between them.
    """
    first, last = read_asked(begin, end, since, until)
    if since is None:
        first = find_start(int(begin.min()), unit)
    if until is None:
        last = step_days(find_start(int(end.max()), unit), 1, unit) - 1
    return first, last


def read_asked(begin: Days, end: Days, since: When | None, until: When | None) -> tuple[int, int]:
    """Return the span that is asked for, as `read_span`.

    Raises:
        QuestionError: if all statements are dated before or after it.
    """
    asked = read_span(since, until)
    low, high = int(begin.min()), int(end.max())
    if asked[0] > high or asked[1] < low:
        found = f"which reach from {date.fromordinal(low)} to {date.fromordinal(high)}"
        which = f"since: {since} is after" if asked[0] > high else f"until: {until} is before"
        raise QuestionError(f"{which} the data, {found}")
    return asked


def _list_time_spans(span: tuple[int, int], width: int, step: int, unit: Unit) -> list[Span]:
    found = list_spans(*span, width=width, step=step, unit=unit)
    spans = [(first, (first + last) // 2, last) for first, last in found]
    if not spans:
        raise QuestionError(
            f"width: {width} {unit} is longer than the data, which reach from "
            f"{date.fromordinal(span[0])} to {date.fromordinal(span[1])}"
        )
    return spans


def _list_event_spans(
    days: Days, since: When | None, until: When | None, width: int, step: int
) -> list[Span]:
    """Return the spans from the statement before each focal one to that after it."""
    first, last = read_asked(days, days, since, until)
    ordered = np.sort(days[(days >= first) & (days <= last)])
    half = width // 2
    focal = np.arange(half, len(ordered) - half, step)
    if not focal.size:
        raise QuestionError(
            f"width: {width} events is more than the data, which have {len(ordered)} statements "
            "of a known day in the range"
        )
    columns = ordered[focal - half], ordered[focal], ordered[focal + half]
    found = zip(*(column.tolist() for column in columns), strict=True)
    return list({(begin, end): (begin, middle, end) for begin, middle, end in found}.values())


def _are_placed(begin: Days, end: Days, spans: Sequence[Span]) -> NDArray[np.bool_]:
    """Tell which statements lie in any span; both ends of spans rise from one to the next."""
    firsts = np.array([first for first, _, _ in spans])
    lasts = np.array([last for _, _, last in spans])
    # Of all spans that have begun when a statement does, the last one reaches farthest.
    number = np.searchsorted(firsts, begin, side="right") - 1
    found: NDArray[np.bool_] = (number >= 0) & (end <= lasts[np.maximum(number, 0)])
    return found
