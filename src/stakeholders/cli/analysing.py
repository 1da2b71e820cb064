"""What each analysis asks of a tracker, the report of it, and its chart."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import attrs
import numpy as np

from stakeholders.analysis import (
    Network,
    Over,
    Qualifier,
    Statements,
    Tie,
    filter_statements,
    make_one_mode,
    make_two_mode,
    read_statements,
)
from stakeholders.analysis.variables import Variables
from stakeholders.charts.chart import Chart
from stakeholders.errors import QuestionError, UnknownIdError, did_you_mean, find_nearest, quote
from stakeholders.formats import Report
from stakeholders.formats.analysis_reports import Asked, report_network, report_tie
from stakeholders.model import Topic
from stakeholders.tracker import Tracker

_BOTH: Final = "both"


@attrs.frozen
class Analysis:
    """The report of an analysis, and what draws it."""

    report: Report
    draw: Callable[[], Chart]


def read_asked(tracker: Tracker, given: argparse.Namespace, value: str | None = None) -> Asked:
    """Return the statements that a command line asks for, with the names of their labels."""
    if given.on and not given.body:
        raise QuestionError("--on says who sat on a body: name it with --body")
    said = read_statements(
        tracker,
        actor=given.actor,
        concept=given.concept,
        value=value or given.value,
        since=given.since,
        until=given.until,
        dates=given.dates,
        body=given.body,
        on=given.on,
        basis=given.basis,
        min_confidence=given.min_confidence or "medium",
    )
    if given.topic:
        said = _keep_topics(tracker, said, given.topic)
    said = filter_statements(
        said, min_per_actor=given.min_statements, duplicates=given.duplicates
    ).trim()
    variables = Variables(tracker)
    return Asked(
        tracker=tracker,
        statements=said,
        actors=variables.name_labels(given.actor, said.actor.labels),
        concepts=variables.name_labels(given.concept, said.concept.labels),
    )


def _keep_topics(tracker: Tracker, said: Statements, wanted: Sequence[str]) -> Statements:
    known = [topic.id for topic in tracker.of(Topic)]
    for name in wanted:
        if name not in known:
            raise UnknownIdError(name, "topic", find_nearest(name, known))
    topics = [statement.stance.topic if statement.stance else "" for statement in said]
    return said.keep(np.flatnonzero(np.isin(topics, wanted)), "on other topics")


def _analyse_network(tracker: Tracker, given: argparse.Namespace) -> Analysis:
    asked = read_asked(tracker, given)
    network, qualifier = _make_network(asked.statements, given)
    if given.why:
        return _explain_tie(asked, network, given)
    report = report_network(asked, network, qualifier, given.threshold)
    return Analysis(report, lambda: _draw_network(asked, network, given.threshold))


def _make_network(said: Statements, given: argparse.Namespace) -> tuple[Network, Qualifier]:
    known = [*Over, _BOTH]
    if given.over not in known:
        hint = did_you_mean(find_nearest(given.over, known))
        raise QuestionError(f"--over: {quote(given.over)} is none of {', '.join(known)}{hint}")
    options = {
        "qualifier": given.qualifier,
        "normalization": given.normalization,
        "isolates": given.isolates,
    }
    if given.over == _BOTH:
        network = make_two_mode(said, **options)
    else:
        network = make_one_mode(said, over=given.over, **options)
    return network, Qualifier(given.qualifier)


def _explain_tie(asked: Asked, network: Network, given: argparse.Namespace) -> Analysis:
    one, other = given.why
    for name, labels in ((one, network.rows), (other, network.columns)):
        if name not in labels:
            raise UnknownIdError(name, "label of this network", find_nearest(name, labels))
    if network.evidence is None:  # pragma: no cover - statements were read above
        raise QuestionError("--why: this network has no statements")
    weight = network.get_weight(one, other)
    tie = Tie(one=one, other=other, weight=weight, evidence=network.evidence)
    return Analysis(report_tie(asked, tie), lambda: _draw_network(asked, network, 0.0))


def _draw_network(asked: Asked, network: Network, threshold: float) -> Chart:
    if network.mode is Mode.TWO:
        raise QuestionError(
            "--chart: who said what is drawn by `stakeholders chart stance-matrix`"
        )
    names = [asked.names[label] for label in network.rows]
    ties = network.to_dense().tolist()
    title = "Who agrees with whom"
    return network_chart(names, ties, title=title, threshold=threshold, tones=_find_tones(asked))


def _find_tones(asked: Asked) -> dict[str, Tone]:
    """Return how to paint the nodes that are records, by name."""
    kinds = {Person: Tone.PERSON, Organization: Tone.ORGANIZATION, Body: Tone.BODY, Topic: Tone.TOPIC}
    found = {
        asked.names[record.id]: tone
        for kind, tone in kinds.items()
        for record in asked.tracker.of(kind)
        if record.id in asked.names
    }
    return found
