"""What questions look up: records by id, by holder, by body; and the filters that name them."""

import enum
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar, overload

import attrs

from stakeholders.answers import Selection, describe_holder
from stakeholders.errors import QuestionError, UnknownIdError, find_nearest, join_words, quote
from stakeholders.model import (
    Body,
    Claim,
    Confidence,
    Entity,
    Event,
    Group,
    Holder,
    Organization,
    Person,
    Records,
    Source,
    Stance,
    Topic,
)
from stakeholders.seats import Seat, find_seats

E = TypeVar("E", bound=enum.StrEnum)
C = TypeVar("C", bound=Claim)
R1 = TypeVar("R1", bound=Entity)
R2 = TypeVar("R2", bound=Entity)
R3 = TypeVar("R3", bound=Entity)
_RANKS = {Confidence.LOW: 0, Confidence.MEDIUM: 1, Confidence.HIGH: 2}


@attrs.frozen(eq=False)
class Index:
    """The records of a tracker with the look-ups that its questions share, each made once."""

    records: Records

    @cached_property
    def by_id(self) -> Mapping[str, Entity]:
        """Every record that has an id."""
        records = self.records
        found: dict[str, Entity] = {}
        sections: tuple[Sequence[Entity], ...] = (
            records.people,
            records.organizations,
            records.bodies,
            records.topics,
            records.sources,
            records.departures,
            records.events,
        )
        for section in sections:
            found.update((record.id, record) for record in section)
        return found

    @cached_property
    def seats(self) -> tuple[Seat, ...]:
        """A seat for every membership, in file order."""
        return find_seats(self.records)

    @cached_property
    def seats_by_body(self) -> Mapping[str, list[Seat]]:
        """The seats of each body and organization."""
        found: dict[str, list[Seat]] = defaultdict(list)
        for seat in self.seats:
            found[seat.membership.body].append(seat)
        return found

    @cached_property
    def seats_by_person(self) -> Mapping[str, list[Seat]]:
        """The seats of each person."""
        found: dict[str, list[Seat]] = defaultdict(list)
        for seat in self.seats:
            if seat.membership.person:
                found[seat.membership.person].append(seat)
        return found

    @cached_property
    def stances_by_holder(self) -> Mapping[str, list[Stance]]:
        """The stances of each holder."""
        found: dict[str, list[Stance]] = defaultdict(list)
        for stance in self.records.stances:
            found[stance.holder].append(stance)
        return found

    @cached_property
    def names(self) -> Mapping[str, str]:
        """A name for every id, to show."""
        return {name: _name(record) for name, record in self.by_id.items()}

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
        record = self.by_id.get(name)
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
        return tuple(self.get_group(name) for name in ids)


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


def read_choice(value: "str | E", choices: type[E], what: str) -> E:
    """Return the enum member that a filter names.

    Raises:
        QuestionError: if there is no such value; the message lists those that exist.
    """
    try:
        return choices(value)
    except ValueError:
        known = [choice.value for choice in choices]
        nearest = find_nearest(str(value), known)
        hint = f" (did you mean {quote(nearest)}?)" if nearest else ""
        message = f"{what}: {quote(str(value))} is not known{hint}: expected {join_words(known)}"
        raise QuestionError(message) from None


def select(
    claims: Iterable[C],
    fits: Callable[[C], bool],
    least: Confidence | None,
    *,
    is_datable: Callable[[C], bool] = lambda _: True,
) -> Selection[C]:
    """Return the claims that fit, apart from those with less confidence than the least.

    Claims that fit but whose date cannot be compared (`is_datable` is false) are left out, too.
    """
    kept: list[C] = []
    left_out: list[C] = []
    for claim in claims:
        if fits(claim):
            is_kept = has_confidence(claim, least) and is_datable(claim)
            (kept if is_kept else left_out).append(claim)
    return Selection.make(kept, left_out)


def has_confidence(claim: Claim, least: Confidence | None) -> bool:
    """Tell whether a claim has at least the confidence asked for; None asks for none."""
    return least is None or _RANKS[claim.confidence] >= _RANKS[least]
