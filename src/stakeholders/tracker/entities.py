"""Every record that has an id, by it, and a name for each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from stakeholders.answers import describe_holder
from stakeholders.cache import read_field
from stakeholders.model import Body, Entity, Event, Organization, Person, Source, Topic


class Entities(Mapping[str, Entity]):
    """Every record that has an id, by it.

    Sections are gone through one by one, and only as far as the one that has the id: who asks
    about people needs no look-up of a million departures.
    """

    def __init__(self, sections: Iterable[Sequence[Entity]]) -> None:
        self._sections = tuple(sections)
        self._rows: list[dict[str, int]] = []
        self._made: dict[str, Entity] = {}

    def __getitem__(self, name: str) -> Entity:
        found = self.find(name)
        if found is None:
            raise KeyError(name)
        return found

    def find(self, name: str) -> Entity | None:
        """Return the record of an id, or None."""
        made = self._made.get(name)
        if made is not None:
            return made
        for section, rows in zip(self._sections, self._list_rows(), strict=True):
            row = rows.get(name)
            if row is not None:
                made = self._made[name] = section[row]
                return made
        return None

    def _list_rows(self) -> Iterator[dict[str, int]]:
        for number, section in enumerate(self._sections):
            if number == len(self._rows):
                ids = read_field(section, "id")
                self._rows.append(dict(zip(ids, range(len(ids)), strict=True)))
            yield self._rows[number]

    def walk(self) -> Iterator[Entity]:
        """Yield every record, in the order of the sections."""
        return chain.from_iterable(self._sections)

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(self._list_rows())

    def __len__(self) -> int:
        return sum(map(len, self._sections))


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
