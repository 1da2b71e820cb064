"""What of a stance can be an actor, a concept or a value: the variables of a tracker."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import cached_property
from typing import Final

import attrs

from stakeholders.answers import describe_holder
from stakeholders.dates import PartialDate
from stakeholders.errors import QuestionError, did_you_mean, find_nearest, join_words, quote
from stakeholders.model import Body, Entity, Holder, Organization, Person, Source, Stance, Topic
from stakeholders.seats import Seat, find_seats
from stakeholders.tracker import Tracker

Answer = tuple[str, ...]
Variable = Callable[[Stance], Answer]
_HOLDERS: Final = (Person, Organization, Body)
_NESTED: Final = {"mark", "sources", "disputed", "former_names", "headcounts"}


def _list_fields(*kinds: type) -> frozenset[str]:
    names = (field.name for kind in kinds for field in attrs.fields(kind))
    return frozenset(name for name in names if name not in _NESTED)


_OF_STANCE: Final = _list_fields(Stance)
_OF_HOLDER: Final = _list_fields(*_HOLDERS)
_IDS: Final = frozenset(
    {
        *("holder", "person", "organization", "body", "on_behalf_of", "part_of", "convened_by"),
        *("speaker", "topic", "source", "id"),
    }
)


@attrs.frozen(eq=False)
class Variables:
    """The variables of a tracker, found by name."""

    tracker: Tracker

    def find(self, name: str, what: str) -> Variable:
        """Return the function that reads a variable from a stance: none, one or several texts.

        Raises:
            QuestionError: if there is no such variable; `what` says where it was asked for.
        """
        named: Mapping[str, Variable] = {
            "person": lambda stance: self._name_holder(stance, Person),
            "organization": lambda stance: self._name_holder(stance, Organization),
            "body": self._list_bodies,
            "on_behalf_of": self._list_behind,
            "source": lambda stance: tuple(dict.fromkeys(c.source for c in stance.sources)),
        }
        if name in named:
            return named[name]
        if name in _OF_STANCE:
            return lambda stance: _spell(getattr(stance, name))
        if name in _OF_HOLDER:
            return lambda stance: _spell(getattr(self._get_holder(stance), name, None))
        known = sorted({*named, *_OF_STANCE, *_OF_HOLDER})
        hint = did_you_mean(find_nearest(name, known))
        expected = join_words(known, "and")
        raise QuestionError(
            f"{what}: there is no variable {quote(name)}{hint}: there is {expected}"
        )

    def name_labels(self, variable: str, labels: tuple[str, ...]) -> dict[str, str]:
        """Return a name for each label that is an id; one that two would have gets the id, too."""
        if variable not in _IDS:
            return {label: label for label in labels}
        names = {label: _name(self.tracker.get(label)) for label in labels}
        owners: dict[str, list[str]] = defaultdict(list)
        for label, name in names.items():
            owners[name].append(label)
        return {
            label: name if len(owners[name]) == 1 else f"{name} ({label})"
            for label, name in names.items()
        }

    def _get_holder(self, stance: Stance) -> Holder:
        found = self.tracker.get(stance.holder)
        assert isinstance(found, _HOLDERS)  # noqa: S101 - the loader has checked it
        return found

    def _name_holder(self, stance: Stance, kind: type[Holder]) -> Answer:
        return (stance.holder,) if isinstance(self._get_holder(stance), kind) else ()

    def _list_bodies(self, stance: Stance) -> Answer:
        if isinstance(self._get_holder(stance), Body):
            return (stance.holder,)
        return tuple(dict.fromkeys(seat.membership.body for seat in self._list_seats(stance)))

    def _list_behind(self, stance: Stance) -> Answer:
        if not isinstance(self._get_holder(stance), Person):
            return (stance.holder,)
        seats = self._list_seats(stance)
        return tuple(dict.fromkeys(name for s in seats for name in s.membership.on_behalf_of))

    def _list_seats(self, stance: Stance) -> list[Seat]:
        seats = self._seats.get(stance.holder, [])
        return [seat for seat in seats if _can_hold(seat, stance.date)]

    @cached_property
    def _seats(self) -> Mapping[str, list[Seat]]:
        found: dict[str, list[Seat]] = defaultdict(list)
        for seat in find_seats(self.tracker.records):
            if seat.membership.person is not None:
                found[seat.membership.person].append(seat)
        return found


def _can_hold(seat: Seat, when: PartialDate | None) -> bool:
    """Tell whether a seat can be held when a stance is taken.

    A day is asked about at its end; but who resigns with a statement makes it with the seat still
    held, so the end of the day before counts as well.
    """
    days = [] if when is None else [when.earliest, when.latest]
    known = [day for day in days if day is not None]
    if not known:
        return True
    asked = (known[0] - timedelta(days=1), *known)
    return any(seat.get_status(day) is not None for day in asked)


def _spell(value: object) -> Answer:
    if isinstance(value, tuple):
        return tuple(map(str, value))
    return () if value is None else (str(value),)


def _name(record: Entity) -> str:
    if isinstance(record, _HOLDERS):
        return describe_holder(record)
    if isinstance(record, Topic):
        return record.label or record.proposition
    if isinstance(record, Source):
        return record.title or record.description or record.id
    return record.id
