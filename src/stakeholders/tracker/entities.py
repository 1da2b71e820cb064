"""Every record that has an id, by it, and a name for each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from stakeholders.answers import describe_holder
from stakeholders.cache import Columns
from stakeholders.model import Body, Entity, Event, Organization, Person, Source, Topic
from stakeholders.tracker.postings import FEW, read_field


class Entities(Mapping[str, Entity]):
    """Every record that has an id, by it.

    Sections are gone through one by one, and only as far as the one that has the id: who asks
    about people needs no look-up of a million departures. The first few ids are sought in the
    columns themselves.
    """

    def __init__(self, sections: Iterable[Sequence[Entity]]) -> None:
        self._sections = tuple(sections)
        self._rows: dict[int, dict[str, int]] = {}
        self._asked = 0
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
        self._asked += 1
        for number, section in enumerate(self._sections):
            row = self._find_row(number, section, name)
            if row is not None:
                made = self._made[name] = section[row]
                return made
        return None

    def _find_row(self, number: int, section: Sequence[Entity], name: str) -> int | None:
        if self._asked <= FEW and isinstance(section, Columns):
            found = section.find_rows("id", name)
            if found is not None:
                return found[0] if found else None
        return self._get_rows(number).get(name)

    def _get_rows(self, number: int) -> dict[str, int]:
        rows = self._rows.get(number)
        if rows is None:
            ids = read_field(self._sections[number], "id")
            rows = self._rows[number] = dict(zip(ids, range(len(ids)), strict=True))
        return rows

    def walk(self) -> Iterator[Entity]:
        """Yield every record, in the order of the sections."""
        return chain.from_iterable(self._sections)

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(map(self._get_rows, range(len(self._sections))))

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
