"""The commands `coalitions` and `polarization`: who stands together, and how far apart."""

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping

from stakeholders.analysis import (
    Coalitions,
    Network,
    find_camps,
    find_coalitions,
    find_frustration,
    make_one_mode,
    make_two_mode,
    measure_ei,
    measure_esteban_ray,
    split_sides,
)
from stakeholders.analysis.discourse.levels import Kind
from stakeholders.analysis.structure.dispersion import measure_agreement
from stakeholders.charts.agreement_matrix import draw_groups, name_groups
from stakeholders.charts.chart import Chart
from stakeholders.cli.asking import Analysis, read_asked
from stakeholders.errors import QuestionError, quote
from stakeholders.formats.analysis_reports import Asked, count
from stakeholders.formats.structure_reports import (
    Measured,
    Spread,
    order_groups,
    report_coalitions,
    report_polarization,
)
from stakeholders.model import Position, Scale, Topic
from stakeholders.tracker import Tracker

_STEPS = {
    Scale.TWO: (Position.OPPOSE, Position.SUPPORT),
    Scale.THREE: (Position.OPPOSE, Position.NEUTRAL, Position.SUPPORT),
    Scale.FIVE: tuple(Position),
}
_LEAST_STEPS = 3


def analyse_coalitions(tracker: Tracker, given: argparse.Namespace) -> Analysis:
    """Return who stands together.

    Raises:
        StakeholdersError: if a choice or id is unknown, or no statement is left.
    """
    least, most = _read_span(given.k)
    asked = read_asked(tracker, given)
    network = make_one_mode(
        asked.statements, qualifier="subtract", normalization=given.normalization
    )
    found = find_coalitions(
        network,
        _make_table(asked),
        methods=given.method,
        k_min=least,
        k_max=most,
        seed=given.seed,
    )
    report = report_coalitions(asked, network, found)
    return Analysis(report, lambda: _draw_coalitions(asked, found))


def _read_span(text: str) -> tuple[int, int]:
    first, dots, last = text.partition("..")
    if not first.isdecimal() or (dots and not last.isdecimal()):
        raise QuestionError(f"--k: {quote(text)}: expected a number, 3, or a span, 2..5")
    least, most = int(first), int(last if dots else first)
    if not 1 <= least <= most:
        raise QuestionError(f"--k: {quote(text)}: expected 1 or more, the smaller number first")
    return least, most


def _make_table(asked: Asked) -> Network:
    """Return who is for and who against what, or who said what where there are no two sides."""
    kind = asked.statements.levels.kind
    if kind is Kind.CATEGORICAL:
        return make_two_mode(asked.statements, qualifier="ignore")
    # Without the two sides, who is for something would be as near to who is against it as can be.
    how = "combine" if kind is Kind.BOOLEAN else "subtract"
    return split_sides(make_two_mode(asked.statements, qualifier=how), qualifier=how)


def _draw_coalitions(asked: Asked, found: Coalitions) -> Chart:
    best = found.best
    number = count(best.k, "coalition")
    how = f"{number} by {best.method}, modularity {best.modularity:.3f}"
    return _draw(asked, name_groups(order_groups(best), "Coalition"), "Who stands together", how)


def _draw(asked: Asked, groups: Mapping[str, str], title: str, how: str) -> Chart:
    return draw_groups(
        asked.statements,
        groups,
        names=asked.actors,
        tracker=asked.tracker,
        title=title,
        how=how,
    )


def analyse_polarization(tracker: Tracker, given: argparse.Namespace) -> Analysis:
    """Return how far actors fall into two camps, and positions apart.

    Raises:
        StakeholdersError: if a choice or id is unknown, no statement is left, or the sizes of the
            camps do not add up.
    """
    asked = read_asked(tracker, given)
    congruence, conflict, net = (
        make_one_mode(asked.statements, qualifier=name, normalization=given.normalization)
        for name in ("congruence", "conflict", "subtract")
    )
    sizes = (given.sizes[0], given.sizes[1]) if given.sizes else None
    camps = find_camps(congruence, conflict, sizes=sizes, seed=given.seed)
    found = Measured(
        camps=camps,
        ei=measure_ei(congruence, camps.labels),
        even=_spread_evenly(camps.labels),
        frustration=find_frustration(net, seed=given.seed),
        spreads=tuple(_measure_spreads(tracker, given)),
    )
    return Analysis(report_polarization(asked, found), lambda: _draw_camps(asked, found))


def _spread_evenly(labels: tuple[int, ...]) -> float:
    """Return the E-I index of groups in which all pairs are tied alike."""
    number = len(labels)
    inside = sum(size * (size - 1) for size in Counter(labels).values())
    pairs = number * (number - 1)
    return (pairs - 2 * inside) / pairs if pairs else 0.0


def _measure_spreads(tracker: Tracker, given: argparse.Namespace) -> Iterator[Spread]:
    """Yield how positions spread, on the scale that each topic declares."""
    asked = read_asked(tracker, given, value="position")
    said = asked.statements
    scales = {topic.id: topic.scale for topic in tracker.of(Topic)}
    for concept in said.concept.labels:
        found = [one for one in said if one.concept == concept]
        steps = _STEPS[scales.get(concept, Scale.FIVE)]
        shares = [said.levels.shares[said.levels.labels.index(one.value)] for one in found]
        places = Counter(round(share * (len(steps) - 1)) for share in shares)
        counts = tuple(places[place] for place in range(len(steps)))
        yield Spread(
            concept=concept,
            labels=steps,
            counts=counts,
            actors=len({one.actor for one in found}),
            agreement=measure_agreement(counts) if len(steps) >= _LEAST_STEPS else None,
            polarization=measure_esteban_ray(shares, span=1.0),
        )


def _draw_camps(asked: Asked, found: Measured) -> Chart:
    groups = name_groups(found.camps.groups, "Camp")
    return _draw(asked, groups, "Two camps", f"balance Q {found.camps.score:.3f}")
