"""The command `network`: the ties, the statements behind one, or windows of time."""

import argparse
from collections.abc import Mapping, Sequence
from typing import Any, Final, NoReturn

import attrs

from stakeholders.analysis import (
    Mode,
    Network,
    Over,
    Qualifier,
    Tie,
    make_one_mode,
    make_two_mode,
    make_windows,
)
from stakeholders.charts.chart import Chart
from stakeholders.charts.matrix_chart import matrix_chart
from stakeholders.charts.network_chart import network_chart
from stakeholders.charts.values import Tone
from stakeholders.cli.asking import Analysis, read_asked
from stakeholders.errors import QuestionError, UnknownIdError, did_you_mean, find_nearest, quote
from stakeholders.formats.analysis_reports import (
    Asked,
    report_network,
    report_tie,
    report_windows,
)
from stakeholders.tracker import Tracker

_BOTH: Final = "both"
_MOST_NODES: Final = 20  # lines between more cannot be told apart


def analyse_network(tracker: Tracker, given: argparse.Namespace) -> Analysis:
    """Return who is tied with whom, or what was asked of it.

    Raises:
        StakeholdersError: if a choice or id is unknown, no statement is left, or a window is
            longer than the data.
    """
    _check_over(given.over)
    if not given.threshold >= 0:
        raise QuestionError(f"--threshold: {given.threshold:g}: expected a number from 0")
    asked = read_asked(tracker, given)
    if given.window:
        return _analyse_windows(asked, given)
    if given.over == _BOTH:
        network = make_two_mode(asked.statements, **_read_options(given))
    else:
        network = make_one_mode(asked.statements, over=given.over, **_read_options(given))
    if given.why:
        report = report_tie(asked, _find_tie(tracker, network, given))
    else:
        report = report_network(asked, network, Qualifier(given.qualifier), given.threshold)
    return Analysis(report, lambda: _draw_network(asked, network, given))


def _read_options(given: argparse.Namespace) -> Mapping[str, Any]:
    return {"qualifier": given.qualifier, "normalization": given.normalization}


def _check_over(over: str) -> None:
    known = [*Over, _BOTH]
    if over not in known:
        hint = did_you_mean(find_nearest(over, known))
        raise QuestionError(f"--over: {quote(over)} is none of {', '.join(known)}{hint}")


def _find_tie(tracker: Tracker, network: Network, given: argparse.Namespace) -> Tie:
    one, other = given.why
    if one == other and network.mode is Mode.ONE:
        raise QuestionError(f"--why: expected two, found {quote(one)} twice")
    for name, labels in ((one, network.rows), (other, network.columns)):
        if name not in labels:
            _refuse_label(tracker, name, labels)
    weight = network.get_weight(one, other)
    return Tie(one=one, other=other, weight=weight, evidence=network.evidence)


def _refuse_label(tracker: Tracker, name: str, labels: Sequence[str]) -> NoReturn:
    try:
        tracker.get(name)
    except UnknownIdError:
        kind = "label of this network"
        raise UnknownIdError(name, kind, find_nearest(name, labels)) from None
    raise QuestionError(f"--why: of {quote(name)}, no statement counts here")


def _analyse_windows(asked: Asked, given: argparse.Namespace) -> Analysis:
    if given.why or given.chart:
        raise QuestionError("--window: ask for one span, by --since and --until, to see its ties")
    width, unit = given.window
    if not width.isdecimal():
        raise QuestionError(f"--window: expected a number and a unit, found {quote(width)}")
    mode = {"mode": Mode.TWO} if given.over == _BOTH else {"over": given.over}
    series = make_windows(
        asked.statements,
        width=int(width),
        unit=unit,
        step=given.step,
        since=given.since,
        until=given.until,
        dates=given.dates,
        **mode,
        **_read_options(given),
    )
    report = report_windows(asked, series, Qualifier(given.qualifier))
    return Analysis(report, _refuse_to_draw)


def _refuse_to_draw() -> Chart:  # pragma: no cover - refused where it is asked for
    raise QuestionError("--chart: windows are not drawn")


def _draw_network(asked: Asked, network: Network, given: argparse.Namespace) -> Chart:
    if network.mode is Mode.TWO:
        raise QuestionError("--chart: who said what is drawn by `stakeholders chart stance-matrix`")
    qualifier = Qualifier(given.qualifier)
    if qualifier is Qualifier.IGNORE:
        expected = "expected subtract, congruence or conflict"
        raise QuestionError(f"--chart: ignore tells neither agreement nor conflict: {expected}")
    # Both pictures take a tie above 0 for agreement.
    is_conflict = qualifier is Qualifier.CONFLICT
    signed = attrs.evolve(network, matrix=-network.matrix) if is_conflict else network
    if len(signed.rows) > _MOST_NODES and not given.threshold:
        return matrix_chart(signed, names=asked.names, tracker=asked.tracker)
    return network_chart(
        [asked.names[label] for label in signed.rows],
        signed.to_dense().tolist(),
        threshold=given.threshold,
        tones=_find_tones(asked),
    )


def _find_tones(asked: Asked) -> dict[str, Tone]:
    """Return how to paint the nodes that are records, by name."""
    names, records = asked.names, asked.tracker.records
    kinds = (
        (records.people, Tone.PERSON),
        (records.organizations, Tone.ORGANIZATION),
        (records.bodies, Tone.BODY),
        (records.topics, Tone.TOPIC),
    )
    return {names[r.id]: tone for found, tone in kinds for r in found if r.id in names}
