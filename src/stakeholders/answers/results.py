"""Small frozen results: what a question gives back, always with the records behind it."""

import enum
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Self, TypeVar

from stakeholders.dates import PartialDate
from stakeholders.display import Shown
from stakeholders.late import frozen
from stakeholders.model import (
    Claim,
    Group,
    Headcount,
    Holder,
    Person,
    Position,
    Reading,
    Relation,
    Stance,
    Top,
    Topic,
)
from stakeholders.seats import Seat, Status

T = TypeVar("T")


class Selection(Shown, tuple[T, ...]):  # noqa: SLOT001 - it carries what was left out
    """A tuple of records that also knows which ones the question left out, and so could be asked.

    `left_out` holds what fits the question but has less confidence than asked for, or a date that
    cannot be compared with the day asked about.
    """

    left_out: tuple[T, ...]

    @classmethod
    def make(cls, kept: Iterable[T], left_out: Iterable[T] = ()) -> Self:
        """Return a selection of what was kept and what was left out."""
        selection = cls(kept)
        selection.left_out = tuple(left_out)
        return selection


@frozen(kw_only=True, weakref_slot=False)
class Member:
    """Somebody on a body: a person, or `unnamed` seats whose holders no source names.

    `status` is certain where every reading of the dates agrees, else possible.
    """

    person: Person | None
    unnamed: int
    body: Group
    role: str
    on_behalf_of: tuple[Group, ...]
    status: Status
    seat: Seat

    @property
    def start(self) -> PartialDate | None:
        """Since when, or None where that is not known."""
        return self.seat.membership.start

    @property
    def end(self) -> PartialDate | None:
        """Until when, also where a departure or the end of the body says so."""
        return self.seat.end

    @property
    def number(self) -> int:
        """How many seats this is: 1 for a person."""
        return 1 if self.person else self.unnamed


@frozen(kw_only=True)
class Tally:
    """How many sit on a body when a day ends, and what sources say of that very day.

    `unnamed` are those among `certain` and `possible` whose names no source prints.
    """

    body: Group
    on: date
    certain: int
    possible: int
    unnamed: int
    stated: tuple[Headcount, ...]


@frozen(kw_only=True)
class Composition:
    """A body on a day: its members and their number."""

    body: Group
    members: tuple[Member, ...]
    tally: Tally


@frozen(kw_only=True)
class Snapshot(Shown):
    """Everything that was so when a day ended."""

    on: date
    bodies: tuple[Composition, ...]
    stances: Selection[Stance]
    relations: tuple[Relation, ...]


@frozen(kw_only=True)
class Standing:
    """Where a holder stood on a topic: the latest stance by a day.

    `age` is the number of days from the last day the stance can date from to the day asked about;
    None without a day, or for a stance without a date. `rivals` are stances as late as this one
    that take another position.
    """

    holder: Holder
    topic: Topic
    stance: Stance
    on: date | None
    age: int | None
    rivals: tuple[Stance, ...]

    @property
    def position(self) -> Position:
        """The position."""
        return self.stance.position


@frozen(kw_only=True)
class Change:
    """A move of one holder on one topic, from one stance to the next."""

    holder: Holder
    topic: Topic
    before: Stance
    after: Stance


@frozen(kw_only=True)
class Bloc:
    """Those who took one position; `position` is None for those of whom no stance is known."""

    position: Position | None
    members: tuple[Standing, ...]
    organizations: tuple[Standing, ...]
    unknown_members: tuple[Person, ...] = ()
    unknown_organizations: tuple[Group, ...] = ()
    unnamed: int = 0

    @property
    def number(self) -> int:
        """How many members."""
        return len(self.members) + len(self.unknown_members) + self.unnamed


@frozen(kw_only=True)
class Divisions(Shown):
    """How a body divides on a topic: members by position, and the organizations behind them.

    `parts` are stances of unnamed parts of the body; nobody can be counted from them.
    """

    body: Group
    topic: Topic
    on: date | None
    blocs: tuple[Bloc, ...]
    parts: tuple[Stance, ...]


@frozen(kw_only=True)
class Divergence:
    """A member's position beside that of the organization they speak for.

    `gap` is the member's step on the scale less the organization's: 0 where they agree, at most 4.
    """

    person: Person
    organization: Group
    own: Standing
    theirs: Standing
    gap: int


class Happening(enum.StrEnum):
    """What an entry of a timeline is about."""

    EVENT = "event"
    DEPARTURE = "departure"
    ANNOUNCED = "announced"
    JOINED = "joined"
    STANCE = "stance"
    FOUNDED = "founded"
    DISSOLVED = "dissolved"


@frozen(kw_only=True)
class Attendance:
    """Who sat where when a day ended, all bodies at once.

    `certain` and `possible` are rows of `records.memberships`, the second those of seats that can
    have been held then. They are whole numbers side by side in memory, so that numpy and the like
    take them as they are, and in no order that means anything.
    """

    on: date
    certain: Sequence[int]
    possible: Sequence[int]


@frozen(kw_only=True, weakref_slot=False)
class Agreement:
    """Two holders, by id, the first of the two first: on how many topics they agree and differ."""

    one: str
    other: str
    agree: int
    conflict: int


@frozen(kw_only=True)
class Entry:
    """Something on a timeline."""

    date: PartialDate
    what: Happening
    record: Top


@frozen(kw_only=True)
class Dispute:
    """A field on which sources disagree: the reading taken, and one that was not.

    `record` is the record of a section, `claim` the claim in it that has the field.
    """

    record: Top
    claim: Claim
    field: str
    taken: str
    reading: Reading
