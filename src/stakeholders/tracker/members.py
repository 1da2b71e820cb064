"""Who sits: members, tallies and snapshots of a day."""

from collections.abc import Iterable
from datetime import date

from stakeholders.answers import Composition, Member, Snapshot, Tally
from stakeholders.dates import Truth
from stakeholders.model import (
    Body,
    Confidence,
    Counted,
    Group,
    Person,
    Relation,
)
from stakeholders.seats import Seat, Status, count_seats
from stakeholders.tracker.index import Index
from stakeholders.tracker.positions import select_stances
from stakeholders.twins import find_maker

_make_member = find_maker(Member)


def list_members(index: Index, group: Group, day: date | None) -> tuple[Member, ...]:
    """Return who sits when the day ends; without a day, everybody who ever sat."""
    members: list[Member] = []
    for seat in index.list_seats_on(group.id, day):
        status = Status.CERTAIN if day is None else seat.get_status(day)
        if status is not None:
            members.append(make_member(index, seat, status))
    return tuple(members)


def make_member(index: Index, seat: Seat, status: Status) -> Member:
    """Return a seat with the records that it names."""
    membership = seat.membership
    person = index.get(membership.person, Person) if membership.person else None
    return _make_member(
        person,
        membership.unnamed,
        index.get_group(membership.body),
        membership.role,
        index.list_groups(membership.on_behalf_of),
        status,
        seat,
    )


def tally_members(index: Index, group: Group, day: date) -> Tally:
    """Return how many sit when the day ends."""
    seats = index.list_seats_on(group.id, day)
    certain, possible = count_seats(seats, day)
    stated = group.headcounts if isinstance(group, Body) else ()
    return Tally(
        body=group,
        on=day,
        certain=certain,
        possible=possible,
        unnamed=_count_unnamed(index, seats, day),
        stated=tuple(
            headcount
            for headcount in stated
            if headcount.of is Counted.MEMBERS
            and headcount.on is not None
            and headcount.on.earliest == headcount.on.latest == day
        ),
    )


def _count_unnamed(index: Index, seats: Iterable[Seat], day: date) -> int:
    people: set[str] = set()
    total = 0
    for seat in seats:
        person = seat.membership.person
        if seat.get_status(day) is None:
            continue
        if person is None:
            total += seat.membership.unnamed
        elif not index.get(person, Person).named:
            people.add(person)
    return total + len(people)


def take_snapshot(index: Index, day: date, least: Confidence) -> Snapshot:
    """Return who sat where, who stood where, and which relations held when the day ended."""
    groups = [group for group in index.records.bodies if index.has_seats(group.id)]
    return Snapshot(
        on=day,
        bodies=tuple(
            Composition(
                body=group,
                members=list_members(index, group, day),
                tally=tally_members(index, group, day),
            )
            for group in groups
        ),
        stances=select_stances(index, on=day, min_confidence=least),
        relations=tuple(r for r in index.records.relations if _can_hold(r, day)),
    )


def _can_hold(relation: Relation, day: date) -> bool:
    begun = Truth.CANNOT_TELL if relation.start is None else relation.start.is_by(day)
    ended = Truth.NO if relation.end is None else relation.end.is_by(day)
    return begun is not Truth.NO and ended is not Truth.YES
