"""Rules across records: seats, departures and head counts must agree with each other."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import Final, TypeVar

from stakeholders.cache import read_field
from stakeholders.dates import PartialDate
from stakeholders.errors import Mark, Problem, Severity, quote
from stakeholders.loading.draft import Draft
from stakeholders.model import (
    Counted,
    Departure,
    Group,
    Headcount,
    Membership,
    Record,
    Records,
)
from stakeholders.seats import Seat, count_seats, does_end, find_seats, index_departures

T = TypeVar("T")
_SCORED: Final = ("holder", "of", "topic", "unit", "date", "basis", "coder")


def check_departures(draft: Draft, records: Records) -> Iterator[Problem]:
    """Everybody who leaves a body has a seat there, joined before, and leaves it once."""
    seats: dict[tuple[str | None, str], list[Membership]] = defaultdict(list)
    for membership in records.memberships:
        seats[membership.person, membership.body].append(membership)
    for (person, body), departures in index_departures(records).items():
        held = seats.get((person, body))
        for departure in departures:
            if not held:
                mark = _mark_person(draft, departure, person)
                message = f"departure: {person} leaves {body} without a membership in it"
                yield Problem(mark, "no-seat", message)
            elif not any(does_end(departure, membership) for membership in held):
                start = held[0].start
                message = (
                    f"date: {departure.date} lies before {person} joined, {start} at {held[0].mark}"
                )
                yield Problem(draft.get_mark(departure, "date"), "departure-before-start", message)
        if held and len(departures) > len(held):
            first = departures[0].mark
            message = f"departure: {person} left {body} already: see {first}"
            yield Problem(_mark_person(draft, departures[-1], person), "left-twice", message)


def _mark_person(draft: Draft, departure: Departure, person: str | None) -> Mark:
    return draft.find_name(departure, "people", person or "")


def check_ends(draft: Draft, records: Records) -> Iterator[Problem]:
    """The end of a seat is not written where a departure says it."""
    leaving = index_departures(records)
    for membership in records.memberships:
        if membership.end is None:
            continue
        for departure in leaving.get((membership.person, membership.body), ()):
            if does_end(departure, membership) and not _is_over(membership.end, departure.date):
                message = f"end: the departure at {departure.mark} says it: leave the end out"
                yield Problem(draft.get_mark(membership, "end"), "end-twice", message)


def _is_over(end: PartialDate, when: PartialDate | None) -> bool:
    return when is not None and end.is_surely_before(when)


def check_same_seat(_: Draft, records: Records) -> Iterator[Problem]:
    """Nobody sits twice in the same seat, by body and role, at the same time."""
    same: dict[tuple[str, str, str], list[Membership]] = defaultdict(list)
    for membership in records.memberships:
        if membership.person is not None:
            same[membership.person, membership.body, membership.role].append(membership)
    again = [membership for held in same.values() if len(held) > 1 for membership in held]
    seats = {id(seat.membership): seat for seat in find_seats(records, again)}
    for (person, body, _role), held in same.items():
        for one, other in combinations(held, 2):
            first, second = seats[id(one)], seats[id(other)]
            if not (_can_precede(first, second) or _can_precede(second, first)):
                mark = second.membership.mark
                message = (
                    f"membership: {person} already sits on {body}: see {first.membership.mark}"
                )
                yield Problem(mark, "same-seat", message)
                break


def _can_precede(first: Seat, second: Seat) -> bool:
    if first.ending is None:
        return False
    end, start = first.end, second.membership.start
    if end is None or end.earliest is None or start is None or start.latest is None:
        return True
    return end.earliest <= start.latest


def check_lifetimes(draft: Draft, records: Records) -> Iterator[Problem]:
    """Nobody acts surely after death, and no group surely after its end."""
    ends: dict[str, tuple[PartialDate, Mark, str]] = {}
    for person in records.people:
        if person.died is not None:
            ends[person.id] = (person.died, person.mark, "died")
    groups: tuple[Group, ...] = (*records.organizations, *records.bodies)
    for group in groups:
        if group.dissolved is not None:
            ends[group.id] = (group.dissolved, group.mark, "was dissolved")
    for record, actor, when, field in list_acts(records) if ends else ():
        over = ends.get(actor)
        if over is not None and when is not None and over[0].is_surely_before(when):
            end, mark, verb = over
            message = f"{field}: {when} lies after {actor} {verb}, {end} at {mark}"
            yield Problem(draft.get_mark(record, field), "after-end", message)


def list_acts(records: Records) -> Iterator[tuple[Record, str, PartialDate | None, str]]:
    """Yield what somebody did: the record, who it was, when, and the field that says so."""
    for stance in records.stances:
        yield stance, stance.holder, stance.date, "date"
        if stance.speaker:
            yield stance, stance.speaker, stance.date, "date"
    for membership in records.memberships:
        yield membership, membership.body, membership.start, "start"
        if membership.person:
            yield membership, membership.person, membership.start, "start"
    for departure in records.departures:
        for actor in (*departure.people, *departure.bodies):
            yield departure, actor, departure.date, "date"
    for event in records.events:
        for actor in (*event.participants, *event.signatories):
            yield event, actor, event.date, "date"


def check_headcounts(draft: Draft, records: Records) -> Iterator[Problem]:
    """Every head count agrees with the seats and departures that are recorded."""
    counted = {body.id for body in records.bodies if body.headcounts}
    seats: dict[str, list[Seat]] = defaultdict(list)
    for seat in find_seats(records, [m for m in records.memberships if m.body in counted]):
        seats[seat.membership.body].append(seat)
    left: dict[tuple[str, str], list[Departure]] = defaultdict(list)
    for departure in records.departures:
        for name in counted.intersection(departure.bodies):
            left[name, departure.kind.value].append(departure)
    for body in records.bodies:
        for headcount in body.headcounts:
            if headcount.of is Counted.VACANCIES:
                continue
            if headcount.of is Counted.MEMBERS:
                low, high, place = _bound_members(headcount, seats[body.id])
            else:
                low, high, place = _bound_left(headcount, left[body.id, headcount.of.value])
            if not low <= headcount.count <= high:
                found = str(low) if low == high else f"{low} to {high}"
                day = f" on {headcount.on}" if headcount.on else ""
                other = f", the first at {place}" if place else ""
                message = (
                    f"count: {headcount.count} {headcount.of}{day}, "
                    f"but the records of {body.id} say {found}{other}"
                )
                yield Problem(draft.get_mark(headcount, "count"), "head-count", message)


def _bound_members(headcount: Headcount, seats: list[Seat]) -> tuple[int, int, Mark | None]:
    place = min((seat.membership.mark for seat in seats), default=None)
    if headcount.on is None:
        people = {seat.membership.person for seat in seats if seat.membership.person}
        total = len(people) + sum(seat.membership.unnamed for seat in seats)
        return total, total, place
    counts = [count_seats(seats, day) for day in _list_ends(headcount.on)]
    return min(c for c, _ in counts), max(c + p for c, p in counts), place


def _list_ends(on: PartialDate) -> list[date]:
    return [day for day in (on.earliest, on.latest) if day is not None]


def _bound_left(headcount: Headcount, left: list[Departure]) -> tuple[int, int, Mark | None]:
    place = min((departure.mark for departure in left), default=None)
    low = high = 0
    for departure in left:
        number = len(departure.people) + departure.unnamed
        surely, perhaps = _is_counted(departure.date, headcount.on)
        low += number * surely
        high += number * perhaps
    return low, high, place


def _is_counted(when: PartialDate | None, on: PartialDate | None) -> tuple[bool, bool]:
    """Tell whether a departure surely, and whether it perhaps, came by the end of a day."""
    if on is None:
        return True, True
    if when is None:
        return False, True
    surely = when.latest is not None and on.earliest is not None and when.latest <= on.earliest
    never = when.earliest is not None and on.latest is not None and when.earliest > on.latest
    return surely, not never


def check_unused(draft: Draft, records: Records) -> Iterator[Problem]:
    """Every source is cited, or another source is based on it; a stray one is a warning."""
    used = draft.list_named("sources")
    for source in records.sources:
        if source.id not in used:
            message = f"source: nothing cites {quote(source.id)}"
            yield Problem(source.mark, "unused-source", message, Severity.WARNING)


def check_same_score(_: Draft, records: Records) -> Iterator[Problem]:
    """Nobody is scored twice alike: where sources differ, one reading is disputed."""
    columns = [read_field(records.scores, name) for name in _SCORED]
    for score, twin in _find_twins(records.scores, zip(*columns, strict=True)):
        message = (
            f"score: the {score.of} of {score.holder} is also at {twin.mark}: one score with "
            "a disputed reading, or another date, basis or coder"
        )
        yield Problem(score.mark, "same-score", message, Severity.WARNING)


def check_people(_: Draft, records: Records) -> Iterator[Problem]:
    """Two records with the same name are one person written twice, or one has a namesake's note."""
    names = map(str.casefold, read_field(records.people, "name"))
    for person, twin in _find_twins(records.people, names):
        if person.named and twin.named and not (person.note or twin.note):
            message = (
                f"person: {quote(person.name)} is also at {twin.mark}: one person, "
                "or a note that says they are two"
            )
            yield Problem(person.mark, "same-name", message, Severity.WARNING)


def _find_twins(section: Sequence[T], keys: Iterable[object]) -> Iterator[tuple[T, T]]:
    """Yield each record whose key another had before, and the first that had it."""
    first: dict[object, int] = {}
    for number, key in enumerate(keys):
        twin = first.setdefault(key, number)
        if twin != number:
            yield section[number], section[twin]
