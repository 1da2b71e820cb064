"""What questions look up: records by id, and by what a field of them names.

Each look-up is made when a question first needs it, from one column of a section: no record is
made for it. It holds row numbers; a record is made when a row is asked for.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, TypeVar, overload

from stakeholders.dates import PartialDate
from stakeholders.errors import UnknownIdError, find_nearest, join_words
from stakeholders.late import field, frozen
from stakeholders.model import (
    Body,
    Departure,
    DepartureKind,
    Entity,
    Event,
    Group,
    Holder,
    Organization,
    Person,
    Reading,
    Reason,
    Records,
    Stance,
    Topic,
)
from stakeholders.seats import Seat, find_seats, make_seat
from stakeholders.tracker.attendance import Attendances, bound_rows
from stakeholders.tracker.entities import Entities, Names
from stakeholders.tracker.postings import (
    Postings,
    Sought,
    post,
    post_each,
    read_field,
    read_some,
    take,
)
from stakeholders.tracker.spans import Spans
from stakeholders.tracker.spellings import Spellings

R1 = TypeVar("R1", bound=Entity)
R2 = TypeVar("R2", bound=Entity)
R3 = TypeVar("R3", bound=Entity)


@frozen(eq=False, slots=False)
class Index:
    """The records of a tracker with the look-ups that its questions share, each made once."""

    records: Records
    _seats: dict[int, Seat] = field(factory=dict, init=False)
    _bounds: dict[str, Sequence[tuple[int, int, int]]] = field(factory=dict, init=False)
    _held: dict[str, dict[str, list[int]]] = field(factory=dict, init=False)

    # By id

    @cached_property
    def by_id(self) -> Entities:
        """Every record that has an id."""
        r = self.records
        return Entities(
            (r.people, r.organizations, r.bodies, r.topics, r.sources, r.departures, r.events)
        )

    @cached_property
    def names(self) -> Names:
        """A name for every id, to show."""
        return Names(self.by_id)

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        """The topics by id."""
        return {topic.id: topic for topic in self.records.topics}

    @overload
    def get(self, wanted: str | Entity, kind: type[R1], /) -> R1: ...
    @overload
    def get(self, wanted: str | Entity, kind: type[R1], other: type[R2], /) -> R1 | R2: ...
    @overload
    def get(
        self, wanted: str | Entity, kind: type[R1], other: type[R2], third: type[R3], /
    ) -> R1 | R2 | R3: ...
    def get(self, wanted: str | Entity, *kinds: type[Any]) -> Any:
        """Return the record of an id, or of a record, that is one of the kinds.

        Raises:
            UnknownIdError: if there is no such record.
        """
        return self.get_any(wanted, kinds)

    def get_any(self, wanted: str | Entity, kinds: tuple[type[Any], ...]) -> Entity:
        """Return the record of an id that is one of any number of kinds; see `get`."""
        name = wanted if isinstance(wanted, str) else wanted.id
        record = self.by_id.find(name)
        if record is not None and isinstance(record, kinds):
            return record
        known = [other.id for other in self.by_id.walk() if isinstance(other, kinds)]
        nouns = join_words([kind.__name__.lower() for kind in kinds])
        raise UnknownIdError(name, nouns, find_nearest(name, known))

    def get_holder(self, wanted: str | Holder) -> Holder:
        """Return the person, organization or body of an id."""
        return self.get(wanted, Person, Organization, Body)

    def get_group(self, wanted: str | Group) -> Group:
        """Return the body or organization of an id."""
        return self.get(wanted, Body, Organization)

    def list_groups(self, ids: Iterable[str]) -> tuple[Group, ...]:
        """Return the bodies and organizations of ids that the records name."""
        return tuple(map(self.get_group, ids))

    @cached_property
    def spellings(self) -> Spellings:
        """The names of everything, folded."""
        return Spellings(self.by_id.walk())

    # Seats

    @cached_property
    def seats(self) -> tuple[Seat, ...]:
        """A seat for every membership, in file order."""
        if not self._seats:
            self._seats.update(enumerate(find_seats(self.records)))
        return tuple(map(self._get_seat, range(len(self.records.memberships))))

    def list_seats_on(self, body: str, day: date | None = None) -> list[Seat]:
        """Return the seats of a body or organization, in file order.

        With a day, those are left out whose own dates say that they were not held when it ended.
        """
        if day is None:
            rows = self.seats_by_body.get(body, ())
        else:
            number = day.toordinal()
            rows = [row for row, first, over in self._bound(body) if first <= number < over]
        take(self.records.memberships, rows)
        return list(map(self._get_seat, rows))

    def _bound(self, body: str) -> Sequence[tuple[int, int, int]]:
        bounds = self._bounds.get(body)
        if bounds is None:
            rows = self.seats_by_body.get(body, ())
            bounds = self._bounds[body] = bound_rows(self.records.memberships, rows)
        return bounds

    def list_seats_of(self, person: str) -> list[Seat]:
        """Return the seats of a person, in file order."""
        return list(map(self._get_seat, self.seats_by_person.get(person, ())))

    def list_seats_after(self, person: str) -> list[Seat]:
        """Return the seats of those who succeeded a person, in file order."""
        return list(map(self._get_seat, self._seats_by_predecessor.get(person, ())))

    @cached_property
    def attendances(self) -> Attendances:
        """The seats by the days on which they were held."""
        return Attendances.make(self.records, self._get_seat)

    def has_seats(self, body: str) -> bool:
        """Tell whether anybody ever sat on a body."""
        return body in self.seats_by_body

    def _get_seat(self, row: int) -> Seat:
        seat = self._seats.get(row)
        if seat is None:
            seat = self._seats[row] = self._make_seat(row)
        return seat

    def _make_seat(self, row: int) -> Seat:
        membership = self.records.memberships[row]
        left = self._list_shared(membership.person, membership.body) if membership.person else ()
        return make_seat(
            membership,
            self.get(membership.person, Person) if membership.person else None,
            self.get_group(membership.body),
            [d for d in left if d.kind is not DepartureKind.DECLINED_SEAT],
        )

    def _list_shared(self, person: str, body: str) -> list[Departure]:
        return [d for d in self.list_departures_of(person) if body in d.bodies]

    @cached_property
    def seats_by_body(self) -> Postings:
        """The rows of the memberships of each body."""
        return Sought(self.records.memberships, "body")

    @cached_property
    def seats_by_person(self) -> Postings:
        """The rows of the memberships of each person."""
        return Sought(self.records.memberships, "person")

    @cached_property
    def seats_by_behind(self) -> Postings:
        """The rows of the memberships on behalf of each organization."""
        return Sought(self.records.memberships, "on_behalf_of")

    @cached_property
    def seat_spans(self) -> Spans:
        """The memberships by the date they began."""
        return _span(read_field(self.records.memberships, "start"))

    @cached_property
    def _seats_by_predecessor(self) -> Postings:
        return Sought(self.records.memberships, "succeeds")

    # Departures

    def list_departures_of(self, person: str) -> list[Departure]:
        """Return the departures of a person, in file order."""
        return list(
            map(self.records.departures.__getitem__, self.departures_by_person.get(person, ()))
        )

    def list_answers_to(self, name: str) -> list[Event | Departure]:
        """Return the events that respond to a departure or event, and the departures it set off."""
        records = self.records
        events = map(records.events.__getitem__, self._events_by_cause.get(name, ()))
        return [
            *events,
            *map(records.departures.__getitem__, self._departures_by_cause.get(name, ())),
        ]

    @cached_property
    def departures_by_person(self) -> Postings:
        """The rows of the departures of each person."""
        return Sought(self.records.departures, "people")

    @cached_property
    def departures_by_body(self) -> Postings:
        """The rows of the departures from each body."""
        return Sought(self.records.departures, "bodies")

    @cached_property
    def departures_by_kind(self) -> Postings:
        """The rows of the departures of each kind."""
        return post(read_field(self.records.departures, "kind"))

    @cached_property
    def departures_by_topic(self) -> Postings:
        """The rows of the departures that a reason about each topic explains."""
        reasons: list[tuple[Reason, ...]] = read_field(self.records.departures, "reasons")
        return post_each([[topic for r in given for topic in r.topics] for given in reasons])

    @cached_property
    def departure_spans(self) -> Mapping[str | None, Spans]:
        """The departures by date: of each kind, and of all under None."""
        dated = list(enumerate(_read_dates(self.records.departures)))
        found: dict[str | None, Spans] = {None: Spans.make(dated)}
        for kind, rows in self.departures_by_kind.items():
            found[kind] = Spans.make(dated[row] for row in rows)
        return found

    @cached_property
    def departure_moments(self) -> Spans:
        """The departures by their dates and by those on which they were announced."""
        dates, announced = (read_field(self.records.departures, n) for n in ("date", "announced"))
        return _span(dates, announced)

    # Events

    @cached_property
    def events_by_name(self) -> Postings:
        """The rows of the events in which each person, organization or body had any part."""
        names = ("bodies", "participants", "signatories", "on_behalf_of", "addressees")
        return post_each(*(read_field(self.records.events, name) for name in names))

    @cached_property
    def event_spans(self) -> Spans:
        """The events by date."""
        return _span(read_field(self.records.events, "date"))

    @cached_property
    def _events_by_cause(self) -> Postings:
        return Sought(self.records.events, "responds_to")

    @cached_property
    def _departures_by_cause(self) -> Postings:
        return Sought(self.records.departures, "triggered_by")

    # Stances

    def list_stances_of(self, holder: str, topic: str | None = None) -> tuple[Stance, ...]:
        """Return the stances of a holder, on a topic or on all, in file order."""
        if topic is None:
            rows = self.stances_by_holder.get(holder, ())
            return tuple(take(self.records.stances, rows))
        held = self._held.get(holder)
        if held is None:
            rows = self.stances_by_holder.get(holder, ())
            held = self._held[holder] = defaultdict(list)
            for row, name in zip(rows, read_some(self.records.stances, "topic", rows), strict=True):
                held[name].append(row)
        return tuple(take(self.records.stances, held.get(topic, ())))

    @cached_property
    def stances_by_holder(self) -> Postings:
        """The rows of the stances of each holder."""
        return Sought(self.records.stances, "holder")

    @cached_property
    def stances_by_speaker(self) -> Postings:
        """The rows of the stances that each person voiced."""
        return Sought(self.records.stances, "speaker")

    @cached_property
    def stances_by_topic(self) -> Postings:
        """The rows of the stances on each topic."""
        return Sought(self.records.stances, "topic")

    @cached_property
    def stance_spans(self) -> Spans:
        """The stances by date."""
        return Spans.make(enumerate(read_field(self.records.stances, "date")))

    # Scores

    @cached_property
    def scores_by_holder(self) -> Postings:
        """The rows of the scores of each holder."""
        return Sought(self.records.scores, "holder")

    @cached_property
    def scores_by_topic(self) -> Postings:
        """The rows of the scores on each topic."""
        return Sought(self.records.scores, "topic")


def _read_dates(section: Sequence[Departure]) -> Iterator[PartialDate | None]:
    """Yield the date of each departure; None also where sources disagree on it."""
    disputes: list[tuple[Reading, ...]] = read_field(section, "disputed")
    for when, disputed in zip(read_field(section, "date"), disputes, strict=True):
        yield None if any(reading.field == "date" for reading in disputed) else when


def _span(*columns: Sequence[PartialDate | None]) -> Spans:
    """Return the rows by each of their dates; a row without one is nowhere."""
    return Spans.make(
        (row, when) for dates in columns for row, when in enumerate(dates) if when is not None
    )
