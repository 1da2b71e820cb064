"""What each command asks of a tracker, and the report it makes of the answer."""

import argparse
from collections.abc import Callable, Mapping
from typing import Final

from stakeholders.errors import UnknownIdError
from stakeholders.formats import Report
from stakeholders.formats.reports import (
    report_changes,
    report_departures,
    report_disputes,
    report_divisions,
    report_entities,
    report_explanation,
    report_members,
    report_sources,
    report_stances,
    report_timeline,
)
from stakeholders.model import Body, DepartureKind, Group, Organization, Record, Source, Topic
from stakeholders.tracker import Tracker

Ask = Callable[[Tracker, argparse.Namespace], Report]
_STANCES_CONFIDENCE: Final = "medium"


def _ask_departures(tracker: Tracker, given: argparse.Namespace) -> Report:
    kind = "resigned" if given.command == "resigned" else given.kind
    found = tracker.departures(
        person=given.person,
        body=given.body,
        kind=kind,
        because=given.because,
        behind=given.behind,
        since=given.since,
        until=given.until,
        basis=given.basis,
        min_confidence=given.min_confidence,
    )
    return report_departures(tracker, found, DepartureKind(kind) if kind else None)


def _ask_why(tracker: Tracker, given: argparse.Namespace) -> Report:
    least = given.min_confidence or _STANCES_CONFIDENCE
    return report_explanation(tracker.explain(given.who, min_confidence=least))


def _ask_members(tracker: Tracker, given: argparse.Namespace) -> Report:
    return report_members(tracker, _choose_groups(tracker, given.body), given.on)


def _choose_groups(tracker: Tracker, wanted: str | None) -> tuple[Group, ...]:
    if wanted is None:
        return tuple(body for body in tracker.of(Body) if tracker.members(body))
    group = tracker.get(wanted)
    if isinstance(group, Body | Organization):
        return (group,)
    raise UnknownIdError(wanted, "body or organization")


def _ask_stances(tracker: Tracker, given: argparse.Namespace) -> Report:
    found = tracker.stances(
        topic=given.topic,
        holder=given.holder,
        speaker=given.speaker,
        body=given.body,
        position=given.position,
        since=given.since,
        until=given.until,
        on=given.on,
        min_confidence=given.min_confidence or _STANCES_CONFIDENCE,
    )
    return report_stances(tracker, found)


def _ask_divisions(tracker: Tracker, given: argparse.Namespace) -> Report:
    least = given.min_confidence or _STANCES_CONFIDENCE
    topics = tracker.of(Topic) if given.topic is None else (given.topic,)
    found = [
        tracker.divisions(group, topic, on=given.on, min_confidence=least)
        for group in _choose_groups(tracker, given.body)
        for topic in topics
    ]
    is_chosen = given.topic is not None
    spoken = [d for d in found if is_chosen or any(bloc.members for bloc in d.blocs)]
    return report_divisions(spoken)


def _ask_changes(tracker: Tracker, given: argparse.Namespace) -> Report:
    least = given.min_confidence or _STANCES_CONFIDENCE
    found = tracker.changes(holder=given.holder, topic=given.topic, min_confidence=least)
    return report_changes(found)


def _ask_timeline(tracker: Tracker, given: argparse.Namespace) -> Report:
    found = tracker.timeline(
        about=given.about, topic=given.topic, since=given.since, until=given.until
    )
    return report_timeline(tracker, found)


def _ask_find(tracker: Tracker, given: argparse.Namespace) -> Report:
    return report_entities(tracker.find(given.text))


def _ask_sources(tracker: Tracker, given: argparse.Namespace) -> Report:
    if given.of is None:
        return report_sources(tracker, tracker.of(Source))
    record: Record = tracker.get(given.of)
    return report_sources(tracker, tracker.sources_of(record))


def _ask_disputes(tracker: Tracker, given: argparse.Namespace) -> Report:  # noqa: ARG001 - one signature for all
    return report_disputes(tracker.disputes())


QUESTIONS: Final[Mapping[str, Ask]] = {
    "resigned": _ask_departures,
    "departures": _ask_departures,
    "why": _ask_why,
    "members": _ask_members,
    "stances": _ask_stances,
    "divisions": _ask_divisions,
    "changes": _ask_changes,
    "timeline": _ask_timeline,
    "find": _ask_find,
    "sources": _ask_sources,
    "disputes": _ask_disputes,
}
