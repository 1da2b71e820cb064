"""Who to show at a table: each person once, with what is so of the seat on the day."""

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from stakeholders.answers import Member
from stakeholders.charts.telling import list_phases
from stakeholders.charts.values import Phase
from stakeholders.model import Group
from stakeholders.seats import EndedBy, Status
from stakeholders.tracker import Tracker

LEADING_ROLES = frozenset({"chair", "chairman", "chairwoman", "chairperson", "president"})


@attrs.frozen(kw_only=True)
class Seated:
    """Somebody to show: the latest seat, the roles held before in the same body, who has left."""

    member: Member
    earlier_roles: tuple[str, ...] = ()
    has_left: bool = False

    @property
    def is_leading(self) -> bool:
        """Whether the role is that of the chair."""
        return self.member.role.casefold() in LEADING_ROLES


def find_seated(tracker: Tracker, group: Group, on: date | None) -> tuple[Seated, ...]:
    """Return who sits on a body when a day ends, with those who left it by then.

    Without a day, everybody who ever sat. Seats that ended without a departure are left out once
    they are over on the day.
    """
    latest: dict[str, Seated] = {}
    for number, member in enumerate(tracker.members(group)):
        found = Seated(member=member) if on is None else _see(member, on)
        if found is None:
            continue
        if on is None:
            found = attrs.evolve(found, has_left=member.seat.departure is not None)
        key = member.person.id if member.person else f" {number}"
        before = latest.get(key)
        if before is not None:
            found = _merge(before, found)
        latest[key] = found
    return tuple(latest.values())


def _see(member: Member, on: date) -> Seated | None:
    phases = [phase for day, phase in list_phases(member.seat) if day <= on]
    if phases[-1] is Phase.BEFORE:
        return None
    status = member.seat.get_status(on)
    if status is not None:
        return Seated(member=attrs.evolve(member, status=status))
    if member.seat.departure is None:
        return None
    return Seated(member=member, has_left=True)


def _merge(before: Seated, after: Seated) -> Seated:
    """Return one place for two seats of a person: that which began later."""
    if _rank(before) > _rank(after):
        before, after = after, before
    roles = (*before.earlier_roles, before.member.role)
    others = tuple(role for role in roles if role != after.member.role)
    return attrs.evolve(after, earlier_roles=others)


def _rank(seated: Seated) -> date:
    start = seated.member.start
    return (start.latest or start.earliest or date.min) if start else date.min


def count(seated: Iterable[Seated]) -> int:
    """Return how many seats they are."""
    return sum(one.member.number for one in seated)


def list_doubts(seated: Iterable[Seated]) -> Iterator[str]:
    """Yield what must be said of seats whose holders or days are not known."""
    everyone = tuple(seated)
    unnamed = sum(
        s.member.number for s in everyone if s.member.person is None or not s.member.person.named
    )
    if unnamed:
        seats = "1 seat" if unnamed == 1 else f"{unnamed} seats"
        yield f"No source seen prints the name behind {seats}."
    possible = sum(s.member.number for s in everyone if s.member.status is Status.POSSIBLE)
    if possible:
        yield f"Of {possible}, the sources do not tell whether they sat on this day."
    ended = sum(s.member.number for s in everyone if not s.has_left and _has_ended(s.member))
    if ended:
        yield f"Seats that ended without a departure on record: {ended}."


def _has_ended(member: Member) -> bool:
    """Tell whether a seat has an end of its own, other than a departure or the body's end."""
    ending = member.seat.ending
    return ending is not None and ending.by in {EndedBy.RECORD, EndedBy.DEATH}
