"""Seats: from when to when each membership lasts, as far as its sources tell.

A seat's end is written once. It follows from the departure of the person, else from the
membership's own `end`, else from the end of the body or the person's death, and says from which.
"""

import enum
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from stakeholders.dates import PartialDate, Truth
from stakeholders.errors import DateError
from stakeholders.late import frozen
from stakeholders.model import Claim, Departure, DepartureKind, Group, Membership, Person, Records


class Status(enum.StrEnum):
    """Whether somebody has a seat on a day: `certain` under every reading, or `possible`."""

    CERTAIN = "certain"
    POSSIBLE = "possible"


class EndedBy(enum.StrEnum):
    """What ends a seat."""

    DEPARTURE = "departure"
    RECORD = "record"
    BODY = "body"
    DEATH = "death"


@frozen
class Ending:
    """One thing that ends a seat: what it is, when by the reading taken, and by the others."""

    by: EndedBy
    when: PartialDate | None
    others: tuple[PartialDate, ...]
    departure: Departure | None = None

    def is_by(self, day: date) -> Truth:
        """Tell whether this has come when the day ends, under every reading."""
        return _agree(self.when, self.others, day)


@frozen
class Seat:
    """A membership with its start and all that ends it, the one that counts at the front."""

    membership: Membership
    others: tuple[PartialDate, ...]
    endings: tuple[Ending, ...]

    @property
    def ending(self) -> Ending | None:
        """What ended it, or None."""
        return self.endings[0] if self.endings else None

    @property
    def end(self) -> PartialDate | None:
        """When it ended, or None where that is not known or nothing ended it."""
        return self.endings[0].when if self.endings else None

    @property
    def departure(self) -> Departure | None:
        """The departure that ended it, if one did."""
        return next((ending.departure for ending in self.endings if ending.departure), None)

    def get_status(self, day: date) -> Status | None:
        """Return the status when the day ends, or None when it surely is no seat then."""
        begun = _agree(self.membership.start, self.others, day)
        if begun is Truth.NO:
            return None
        is_certain = begun is Truth.YES
        for ending in self.endings:
            ended = ending.is_by(day)
            if ended is Truth.YES:
                return None
            is_certain = is_certain and ended is Truth.NO
        return Status.CERTAIN if is_certain else Status.POSSIBLE


def _agree(taken: PartialDate | None, others: Iterable[PartialDate], day: date) -> Truth:
    answer = Truth.CANNOT_TELL if taken is None else taken.is_by(day)
    for other in others:
        if other.is_by(day) is not answer:
            return Truth.CANNOT_TELL
    return answer


def read_other_dates(claim: Claim, field: str) -> tuple[PartialDate, ...]:
    """Return the disputed readings of a date field, those that are dates."""
    return tuple(_parse_dates(claim, field))


def _parse_dates(claim: Claim, field: str) -> Iterator[PartialDate]:
    for reading in claim.disputed:
        if reading.field == field:
            try:
                yield PartialDate.parse(reading.value)
            except DateError:
                continue


def find_seats(
    records: Records, memberships: Iterable[Membership] | None = None
) -> tuple[Seat, ...]:
    """Return a seat for every membership, or for some of them, in file order."""
    people = {person.id: person for person in records.people}
    groups: dict[str, Group] = {group.id: group for group in records.organizations}
    groups |= {group.id: group for group in records.bodies}
    leaving = index_departures(records)
    return tuple(
        make_seat(
            membership,
            people.get(membership.person or ""),
            groups.get(membership.body),
            leaving.get((membership.person, membership.body), ()),
        )
        for membership in (records.memberships if memberships is None else memberships)
    )


def index_departures(records: Records) -> dict[tuple[str | None, str], list[Departure]]:
    """Return the departures from a seat that was held, by (person, body)."""
    found: dict[tuple[str | None, str], list[Departure]] = defaultdict(list)
    for departure in records.departures:
        if departure.kind is not DepartureKind.DECLINED_SEAT:
            for person in departure.people:
                for body in departure.bodies:
                    found[person, body].append(departure)
    return found


def does_end(departure: Departure, membership: Membership) -> bool:
    """Tell whether a departure of the same person from the same body can end this membership."""
    if departure.date is None or membership.start is None:
        return True
    return not departure.date.is_surely_before(membership.start)


def make_seat(
    membership: Membership,
    person: Person | None,
    group: Group | None,
    departures: Iterable[Departure],
) -> Seat:
    """Return the seat of a membership; `departures` are those of the person from the body."""
    endings = [
        Ending(EndedBy.DEPARTURE, d.date, read_other_dates(d, "date"), d)
        for d in departures
        if membership.end is None and does_end(d, membership)
    ]
    endings.sort(key=lambda ending: _sort_key(ending.when))
    del endings[1:]
    if membership.end is not None:
        others = read_other_dates(membership, "end")
        endings.append(Ending(EndedBy.RECORD, membership.end, others))
    if group is not None and group.dissolved is not None:
        others = read_other_dates(group, "dissolved")
        endings.append(Ending(EndedBy.BODY, group.dissolved, others))
    if person is not None and person.died is not None:
        endings.append(Ending(EndedBy.DEATH, person.died, read_other_dates(person, "died")))
    return Seat(membership, read_other_dates(membership, "start"), tuple(endings))


def _sort_key(when: PartialDate | None) -> tuple[date, date]:
    return (date.max, date.max) if when is None else when.sort_key


def count_seats(seats: Iterable[Seat], day: date) -> tuple[int, int]:
    """Return how many people certainly and how many possibly sit when the day ends.

    A person with several roles counts once; unnamed seats count as many as they are.
    """
    best: dict[str, Status] = {}
    unnamed = {Status.CERTAIN: 0, Status.POSSIBLE: 0}
    for seat in seats:
        status = seat.get_status(day)
        person = seat.membership.person
        if status is None:
            continue
        if person is None:
            unnamed[status] += seat.membership.unnamed
        elif best.get(person) is not Status.CERTAIN:
            best[person] = status
    certain = sum(status is Status.CERTAIN for status in best.values())
    return (
        certain + unnamed[Status.CERTAIN],
        len(best) - certain + unnamed[Status.POSSIBLE],
    )
