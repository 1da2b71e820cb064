"""What happened when: events, departures, seats taken and stances on one line of time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import TypeVar

from stakeholders.answers import Entry, Happening
from stakeholders.collecting import pause_collector
from stakeholders.dates import PartialDate
from stakeholders.late import frozen
from stakeholders.model import Group, Holder, Top, Topic
from stakeholders.tracker.departures import can_lie_within, list_candidates
from stakeholders.tracker.index import Index
from stakeholders.tracker.postings import Postings, pick
from stakeholders.tracker.spans import Spans

T = TypeVar("T", bound=Top)
Span = tuple[PartialDate | None, PartialDate | None]
_read_key = attrgetter("date.sort_key")


def list_entries(
    index: Index, about: Holder | None, topic: Topic | None, span: Span
) -> tuple[Entry, ...]:
    """Return what is dated, concerns the holder and the topic, and can lie in the span."""
    search = _Search(
        index,
        about.id if about is not None else None,
        topic.id if topic is not None else None,
        span,
    )
    with pause_collector():
        found = [
            entry
            for entry in (*search.list_acts(), *search.list_claims(), *search.list_groups())
            if can_lie_within(entry.date, *span)
        ]
        return tuple(sorted(found, key=_read_key))


@frozen
class _Search:
    """What is asked for: whom it concerns, the topic, and the span."""

    index: Index
    about: str | None
    topic: str | None
    span: Span

    def list_acts(self) -> Iterator[Entry]:
        index, records = self.index, self.index.records
        for event in self._pick(
            records.events, [index.events_by_name], {}, lambda: index.event_spans
        ):
            yield from _enter(event.date, Happening.EVENT, event)
        for departure in self._pick(
            records.departures,
            [index.departures_by_person, index.departures_by_body],
            index.departures_by_topic if self.topic else {},
            lambda: index.departure_moments,
        ):
            yield from _enter(departure.date, Happening.DEPARTURE, departure)
            if departure.announced != departure.date:
                yield from _enter(departure.announced, Happening.ANNOUNCED, departure)

    def list_claims(self) -> Iterator[Entry]:
        index, records = self.index, self.index.records
        for membership in self._pick(
            records.memberships,
            [index.seats_by_person, index.seats_by_body, index.seats_by_behind],
            {},
            lambda: index.seat_spans,
        ):
            yield from _enter(membership.start, Happening.JOINED, membership)
        for stance in self._pick(
            records.stances,
            [index.stances_by_holder, index.stances_by_speaker],
            index.stances_by_topic if self.topic else {},
            lambda: index.stance_spans,
        ):
            yield from _enter(stance.date, Happening.STANCE, stance)

    def list_groups(self) -> Iterator[Entry]:
        if self.topic is not None:
            return
        records = self.index.records
        groups: Iterable[Group] = (*records.organizations, *records.bodies)
        if self.about is not None:
            found = self.index.by_id[self.about]
            groups = [found] if isinstance(found, Group) else []
        for group in groups:
            yield from _enter(group.founded, Happening.FOUNDED, group)
            yield from _enter(group.dissolved, Happening.DISSOLVED, group)

    def _pick(
        self,
        section: Sequence[T],
        concerned: Iterable[Postings],
        topical: Postings,
        find_spans: Callable[[], Spans],
    ) -> Iterable[T]:
        """Return the records that concern whom and what is asked for, and perhaps some too many."""
        rows: list[Sequence[int] | None] = []
        if self.about is not None:
            rows.append(sorted({row for found in concerned for row in found.get(self.about, ())}))
        if self.topic is not None:
            rows.append(topical.get(self.topic, ()))
        if len(rows) > 1:
            rows = [sorted(set(rows[0] or ()).intersection(rows[1] or ()))]
        if self.span != (None, None):
            rows.append(list_candidates(find_spans(), *self.span, rows))
        return pick(section, rows)


def _enter(when: PartialDate | None, what: Happening, record: Top) -> Iterator[Entry]:
    if when is not None:
        yield Entry(date=when, what=what, record=record)
