"""What questions look up: records by id, and by what a field of them names.

Each look-up is made when a question first needs it, from one column of a section: no record is
made for it. It holds row numbers; a record is made when a row is asked for.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, count
from operator import attrgetter
from typing import Any, TypeVar, overload

from stakeholders.answers import describe_holder
from stakeholders.cache import Rows
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
    Source,
    Stance,
    Topic,
)
from stakeholders.seats import Seat, find_seats, make_seat
from stakeholders.tracker.spans import Spans

T = TypeVar("T")
R1 = TypeVar("R1", bound=Entity)
R2 = TypeVar("R2", bound=Entity)
R3 = TypeVar("R3", bound=Entity)
Postings = Mapping[str, list[int]]


def read_field(section: Sequence[Any], name: str) -> list[Any]:
    """Return one field of every record of a section, without making a record that is not yet."""
    if isinstance(section, Rows):
        return section.read_column(name)
    return list(map(attrgetter(name), section))


class Entities(Mapping[str, Entity]):
    """Every record that has an id, by it."""

    def __init__(self, sections: Iterable[Sequence[Entity]]) -> None:
        self._sections = tuple(sections)
        self._ends = list(accumulate(map(len, self._sections)))
        self._places: dict[str, int] = {}
        self._made: dict[str, Entity] = {}
        start = 0
        for section, end in zip(self._sections, self._ends, strict=True):
            self._places.update(zip(read_field(section, "id"), count(start), strict=False))
            start = end

    def __getitem__(self, name: str) -> Entity:
        made = self._made.get(name)
        if made is None:
            place = self._places[name]
            number = bisect_right(self._ends, place)
            made = self._made[name] = self._sections[number][place - self._ends[number]]
        return made

    def find(self, name: str) -> Entity | None:
        """Return the record of an id, or None."""
        return self._made.get(name) or (self[name] if name in self._places else None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


class Names(Mapping[str, str]):
    """A name for every id, to show."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        self._entities = entities

    def __getitem__(self, name: str) -> str:
        return _name(self._entities[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._entities)

    def __len__(self) -> int:
        return len(self._entities)


@frozen(eq=False, slots=False)
class Index:
    """The records of a tracker with the look-ups that its questions share, each made once."""

    records: Records
    _seats: dict[int, Seat] = field(factory=dict, init=False)
    _held: dict[str, dict[str, tuple[Stance, ...]]] = field(factory=dict, init=False)

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
        known = [i for i, other in self.by_id.items() if isinstance(other, kinds)]
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

    # Seats

    @cached_property
    def seats(self) -> tuple[Seat, ...]:
        """A seat for every membership, in file order."""
        if not self._seats:
            self._seats.update(enumerate(find_seats(self.records)))
        return tuple(map(self._get_seat, range(len(self.records.memberships))))

    def list_seats_on(self, body: str) -> list[Seat]:
        """Return the seats of a body or organization, in file order."""
        return list(map(self._get_seat, self._seats_by_body.get(body, ())))

    def list_seats_of(self, person: str) -> list[Seat]:
        """Return the seats of a person, in file order."""
        return list(map(self._get_seat, self._seats_by_person.get(person, ())))

    def list_seats_after(self, person: str) -> list[Seat]:
        """Return the seats of those who succeeded a person, in file order."""
        return list(map(self._get_seat, self._seats_by_predecessor.get(person, ())))

    def has_seats(self, body: str) -> bool:
        """Tell whether anybody ever sat on a body."""
        return body in self._seats_by_body

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
    def _seats_by_body(self) -> Postings:
        return _post(read_field(self.records.memberships, "body"))

    @cached_property
    def _seats_by_person(self) -> Postings:
        return _post(read_field(self.records.memberships, "person"))

    @cached_property
    def _seats_by_predecessor(self) -> Postings:
        return _post(read_field(self.records.memberships, "succeeds"))

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
        return _post_each(read_field(self.records.departures, "people"))

    @cached_property
    def departures_by_body(self) -> Postings:
        """The rows of the departures from each body."""
        return _post_each(read_field(self.records.departures, "bodies"))

    @cached_property
    def departures_by_kind(self) -> Postings:
        """The rows of the departures of each kind."""
        return _post(read_field(self.records.departures, "kind"))

    @cached_property
    def departures_by_topic(self) -> Postings:
        """The rows of the departures that a reason about each topic explains."""
        reasons: list[tuple[Reason, ...]] = read_field(self.records.departures, "reasons")
        return _post_each([[topic for r in given for topic in r.topics] for given in reasons])

    @cached_property
    def departure_spans(self) -> Mapping[str | None, Spans]:
        """The departures by date: of each kind, and of all under None."""
        dated = list(enumerate(_read_dates(self.records.departures)))
        found: dict[str | None, Spans] = {None: Spans.make(dated)}
        for kind, rows in self.departures_by_kind.items():
            found[kind] = Spans.make(dated[row] for row in rows)
        return found

    @cached_property
    def _events_by_cause(self) -> Postings:
        return _post_each(read_field(self.records.events, "responds_to"))

    @cached_property
    def _departures_by_cause(self) -> Postings:
        return _post_each(read_field(self.records.departures, "triggered_by"))

    # Stances

    def list_stances_of(self, holder: str, topic: str | None = None) -> tuple[Stance, ...]:
        """Return the stances of a holder, on a topic or on all, in file order."""
        if topic is None:
            rows = self.stances_by_holder.get(holder, ())
            return tuple(map(self.records.stances.__getitem__, rows))
        held = self._held.get(holder)
        if held is None:
            found: dict[str, list[Stance]] = defaultdict(list)
            for stance in self.list_stances_of(holder):
                found[stance.topic].append(stance)
            held = self._held[holder] = {name: tuple(same) for name, same in found.items()}
        return held.get(topic, ())

    @cached_property
    def stances_by_holder(self) -> Postings:
        """The rows of the stances of each holder."""
        return _post(read_field(self.records.stances, "holder"))

    @cached_property
    def stances_by_speaker(self) -> Postings:
        """The rows of the stances that each person voiced."""
        return _post(read_field(self.records.stances, "speaker"))

    @cached_property
    def stances_by_topic(self) -> Postings:
        """The rows of the stances on each topic."""
        return _post(read_field(self.records.stances, "topic"))

    @cached_property
    def stance_spans(self) -> Spans:
        """The stances by date."""
        return Spans.make(enumerate(read_field(self.records.stances, "date")))


def pick(section: Sequence[T], found: Iterable[Sequence[int] | None]) -> Iterable[T]:
    """Return the records of the shortest of several lists of rows; of None, and if none, all."""
    rows = min((rows for rows in found if rows is not None), key=len, default=None)
    return section if rows is None else map(section.__getitem__, rows)


def _post(values: Iterable[str | None]) -> Postings:
    found: dict[str, list[int]] = defaultdict(list)
    for row, value in enumerate(values):
        if value is not None:
            found[value].append(row)
    return dict(found)


def _post_each(values: Iterable[Iterable[str]]) -> Postings:
    found: dict[str, list[int]] = defaultdict(list)
    for row, named in enumerate(values):
        for value in dict.fromkeys(named):
            found[value].append(row)
    return dict(found)


def _read_dates(section: Sequence[Departure]) -> Iterator[PartialDate | None]:
    """Yield the date of each departure; None also where sources disagree on it."""
    disputes: list[tuple[Reading, ...]] = read_field(section, "disputed")
    for when, disputed in zip(read_field(section, "date"), disputes, strict=True):
        yield None if any(reading.field == "date" for reading in disputed) else when


def _name(record: Entity) -> str:
    if isinstance(record, Person | Organization | Body):
        return describe_holder(record)
    if isinstance(record, Topic):
        return record.label or record.proposition
    if isinstance(record, Source):
        return record.title or record.description or record.id
    if isinstance(record, Event):
        return record.name
    return record.id
