"""The statements that a command line asks for, and what every analysis gives back."""

import argparse
from collections.abc import Callable

import attrs

from stakeholders.analysis import filter_statements, read_statements
from stakeholders.analysis.discourse.variables import Variables
from stakeholders.charts.agreement_matrix import keep_topics
from stakeholders.charts.chart import Chart
from stakeholders.errors import QuestionError
from stakeholders.formats import Report
from stakeholders.formats.analysis_reports import Asked
from stakeholders.tracker import Tracker


@attrs.frozen
class Analysis:
    """The report of an analysis, and what draws it."""

    report: Report
    draw: Callable[[], Chart]


def read_asked(tracker: Tracker, given: argparse.Namespace, value: str | None = None) -> Asked:
    """Return the statements that a command line asks for, with the names of their labels.

    Raises:
        QuestionError: if a variable or choice is unknown, or no statement is left.
        UnknownIdError: if an id is unknown.
    """
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
        said = keep_topics(tracker, said, given.topic)
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
