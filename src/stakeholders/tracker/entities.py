"""Every record that has an id, by it, and a name for each."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, count

from stakeholders.answers import describe_holder
from stakeholders.model import Body, Entity, Event, Organization, Person, Source, Topic
from stakeholders.tracker.postings import read_field


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
