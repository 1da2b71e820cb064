"""How far coders agree: Krippendorff's alpha, from a table or from the stances of a tracker."""

import enum
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

import attrs
import numpy as np

from stakeholders.analysis.discourse.columns import is_missing
from stakeholders.analysis.discourse.network import Floats
from stakeholders.errors import QuestionError, quote
from stakeholders.model import Position, Stance
from stakeholders.tracker import Tracker
from stakeholders.tracker.filters import read_choice

Value = Hashable
Unit = tuple[str, str, str, str]


class Metric(enum.StrEnum):
    """What distances between values mean: different or not, ranks, or numbers."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"


@attrs.frozen(kw_only=True)
class Alpha:
    """Krippendorff's alpha, and what it rests on.

    `alpha` is 1 for perfect agreement and 0 for what chance gives; below 0, coders disagree
    systematically. It is None where nothing can be told: no unit has two values, or all values are
    one. `observed` and `expected` are the mean disagreements of which alpha is
    1 - observed/expected. `units` counts the units that two or more coders coded, `values` the
    values in them, and `single` the units that were left out since one coder alone coded them.
    """

    alpha: float | None
    metric: Metric
    coders: tuple[str, ...]
    units: int
    values: int
    single: int
    observed: float
    expected: float


def measure_alpha(
    table: Mapping[str, Sequence[Value | None]],
    *,
    metric: str | Metric = Metric.NOMINAL,
    order: Sequence[Value] | None = None,
) -> Alpha:
    """Return Krippendorff's alpha for the values that coders gave to the same units.

    alpha = 1 - D_o/D_e, D_o = (1/n) sum over c, k of o_ck d_ck^2, D_e = sum over c, k of
    n_c n_k d_ck^2 / (n (n - 1)). o_ck counts pairs of values c, k of different coders within units,
    each pair of a unit with m values by 1/(m - 1); n_c are its row sums, n their sum. d_ck^2 is:
    nominal, 1 where c and k differ; ordinal, (sum of n_g from c to k - (n_c + n_k)/2)^2; interval,
    (c - k)^2.

    Source: Krippendorff 2004, chapter 11; Hayes and Krippendorff 2007.

    Args:
        table: for each coder, a value for each unit; None (or NaN) where the coder gave none.
        metric: "nominal", "ordinal" or "interval".
        order: all values from the lowest to the highest, for ordinal values that are no numbers.

    Raises:
        QuestionError: if there are less than two coders, rows differ in length, the metric is
            unknown, or values do not fit it or the order.

    Example:
        >>> measure_alpha({"ana": ["yes", "no", "no"], "bo": ["yes", "no", "yes"]}).alpha
        0.4444444444444444
    """
    how = read_choice(metric, Metric, "metric")
    _check_table(table)
    units = [[v for v in unit if not is_missing(v)] for unit in zip(*table.values(), strict=True)]
    values = _sort_values((value for unit in units for value in unit), how, order)
    kept = [unit for unit in units if len(unit) > 1]
    coincidences = _count_coincidences(kept, values)
    counts = coincidences.sum(axis=1)
    total = float(counts.sum())
    squares = _square_distances(values, counts, how)
    observed = float((coincidences * squares).sum()) / (total or 1.0)
    expected = float(counts @ squares @ counts) / (total * (total - 1) or 1.0)
    return Alpha(
        alpha=1 - observed / expected if expected else None,
        metric=how,
        coders=tuple(table),
        units=len(kept),
        values=sum(map(len, kept)),
        single=sum(len(unit) == 1 for unit in units),
        observed=observed,
        expected=expected,
    )


def _check_table(table: Mapping[str, Sequence[Value | None]]) -> None:
    if len(table) < 2:  # noqa: PLR2004 - one coder agrees with nobody
        raise QuestionError(f"table: {len(table)} coders: expected at least 2")
    for coder, values in table.items():
        for value in values:
            if not isinstance(value, Hashable):
                raise QuestionError(
                    f"table: {value!r:.60} of {quote(coder)}: expected one value for each unit"
                )
    lengths = {coder: len(values) for coder, values in table.items()}
    if len({*lengths.values()}) > 1:
        found = ", ".join(f"{quote(coder)} {length}" for coder, length in lengths.items())
        raise QuestionError(f"table: rows of different lengths ({found}): expected one per unit")


def _sort_values(
    values: Iterable[Value], metric: Metric, order: Sequence[Value] | None
) -> list[Value]:
    found = dict.fromkeys(values)
    if order is not None:
        for value in found:
            if value not in order:
                raise QuestionError(f"order: {value!r} is not in it: expected every value")
        return [value for value in order if value in found]
    if metric is Metric.NOMINAL:
        return list(found)
    for value in found:
        if not isinstance(value, int | float | np.number):
            raise QuestionError(
                f"table: {value!r} is no number: {metric} values need numbers"
                + (", or their order" if metric is Metric.ORDINAL else "")
            )
    return sorted(found, key=_read_number)


def _read_number(value: Value) -> float:
    return float(value)  # type: ignore[arg-type]  # it was checked to be a number


def _count_coincidences(units: Iterable[Sequence[Value]], values: Sequence[Value]) -> Floats:
    places = {value: place for place, value in enumerate(values)}
    found = np.zeros((len(values), len(values)))
    for unit in units:
        counts = np.bincount([places[value] for value in unit], minlength=len(values))
        found += (np.outer(counts, counts) - np.diag(counts)) / (len(unit) - 1)
    return found


def _square_distances(values: Sequence[Value], counts: Floats, metric: Metric) -> Floats:
    if metric is Metric.NOMINAL:
        return 1 - np.eye(len(values))
    if metric is Metric.ORDINAL:
        # Ranks are the middles of what each value holds: their gaps are the sums of the formula.
        numbers = np.cumsum(counts) - counts / 2
    else:
        numbers = np.array([_read_number(value) for value in values])
    gaps: Floats = np.subtract.outer(numbers, numbers) ** 2
    return gaps


def measure_coder_agreement(tracker: Tracker, *, metric: str | Metric = Metric.ORDINAL) -> Alpha:
    """Return Krippendorff's alpha for the stances of a tracker that name their coder.

    A unit is a holder (and the part of it), a topic and a date, as written; coders are those whom
    stances name. Positions are ordered from strongly-oppose to strongly-support; as numbers they
    are 1 to 5. Stances without a coder do not count. The same position twice by one coder for one
    unit counts once.

    Source: as `measure_alpha`.

    Raises:
        QuestionError: if less than two coders are named, or one gave two positions to one unit.

    Example:
        >>> import stakeholders
        >>> tracker = stakeholders.loads('''
        ... people: {ana: {name: Ana Ruiz}, bo: {name: Bo Lund}}
        ... topics: {toll: {proposition: The bridge should have a toll.}}
        ... sources: {s: {title: The Harbour Post}}
        ... stances:
        ... - {holder: ana, topic: toll, position: support, coder: i, basis: stated, sources: [s]}
        ... - {holder: ana, topic: toll, position: support, coder: k, basis: stated, sources: [s]}
        ... - {holder: bo, topic: toll, position: oppose, coder: i, basis: stated, sources: [s]}
        ... - {holder: bo, topic: toll, position: oppose, coder: k, basis: stated, sources: [s]}
        ... ''')
        >>> measure_coder_agreement(tracker).alpha
        1.0
    """
    coded: dict[str, dict[Unit, Stance]] = defaultdict(dict)
    for stance in tracker.of(Stance):
        if stance.coder is None:
            continue
        unit = _name_unit(stance)
        known = coded[stance.coder].setdefault(unit, stance)
        if known.position is not stance.position:
            raise QuestionError(
                f"coder {quote(stance.coder)} says {known.position} at {known.mark} and"
                f" {stance.position} at {stance.mark} of {stance.holder} on {stance.topic}:"
                " expected one position for a holder, topic and date"
            )
    if len(coded) < 2:  # noqa: PLR2004 - one coder agrees with nobody
        names = f" ({quote(next(iter(coded)))})" if coded else ""
        raise QuestionError(
            f"stances name {len(coded)} coders{names}: expected at least 2, in the field 'coder'"
        )
    units = sorted({unit for stances in coded.values() for unit in stances})
    ranks = {position: rank for rank, position in enumerate(Position, start=1)}
    table = {
        coder: [ranks[stances[unit].position] if unit in stances else None for unit in units]
        for coder, stances in sorted(coded.items())
    }
    return measure_alpha(table, metric=metric)


def _name_unit(stance: Stance) -> Unit:
    when = stance.date.edtf if stance.date else ""
    return stance.holder, stance.part or "", stance.topic, when
