"""What happened when: events, departures, seats taken and stances on one line of time."""

from collections.abc import Iterator
from datetime import date

from stakeholders.answers import Entry, Happening
from stakeholders.dates import PartialDate
from stakeholders.model import Departure, Event, Group, Holder, Top, Topic
from stakeholders.tracker.departures import can_lie_within
from stakeholders.tracker.index import Index


def list_entries(
    index: Index,
    about: Holder | None,
    topic: Topic | None,
    first: PartialDate | None,
    last: PartialDate | None,
) -> tuple[Entry, ...]:
    """Return what is dated, concerns the holder and the topic, and can lie in the span."""
    entries = [
        entry
        for entry in _list_all(index)
        if can_lie_within(entry.date, first, last)
        and (about is None or about.id in _list_concerned(entry.record))
        and (topic is None or topic.id in _list_topics(entry.record))
    ]
    return tuple(sorted(entries, key=_order))


def _order(entry: Entry) -> tuple[date, date]:
    return entry.date.sort_key


def _list_all(index: Index) -> Iterator[Entry]:
    records = index.records
    for event in records.events:
        yield from _enter(event.date, Happening.EVENT, event)
    for departure in records.departures:
        yield from _enter(departure.date, Happening.DEPARTURE, departure)
        if departure.announced != departure.date:
            yield from _enter(departure.announced, Happening.ANNOUNCED, departure)
    for membership in records.memberships:
        yield from _enter(membership.start, Happening.JOINED, membership)
    for stance in records.stances:
        yield from _enter(stance.date, Happening.STANCE, stance)
    groups: tuple[Group, ...] = (*records.organizations, *records.bodies)
    for group in groups:
        yield from _enter(group.founded, Happening.FOUNDED, group)
        yield from _enter(group.dissolved, Happening.DISSOLVED, group)


def _enter(when: PartialDate | None, what: Happening, record: Top) -> Iterator[Entry]:
    if when is not None:
        yield Entry(date=when, what=what, record=record)


def _list_concerned(record: Top) -> Iterator[str]:
    for name in ("id", "holder", "speaker", "person", "body"):
        value = getattr(record, name, None)
        if value is not None:
            yield value
    for name in ("bodies", "people", "participants", "signatories", "on_behalf_of", "addressees"):
        yield from getattr(record, name, ())


def _list_topics(record: Top) -> Iterator[str]:
    if isinstance(record, Departure):
        for reason in record.reasons:
            yield from reason.topics
    elif not isinstance(record, Event):
        topic = getattr(record, "topic", None)
        if topic is not None:
            yield topic
