"""What is inside a record: the claims and readings it holds, and the sources they cite."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Final

from stakeholders.late import list_fields
from stakeholders.model import Citation, Record, Records, Top

_NESTED_IN: Final[dict[type[Record], tuple[str, ...]]] = {}
_NESTED = ("former_names", "headcounts", "reasons", "figures", "disputed")


def walk_top(records: Records) -> Iterator[Top]:
    """Yield every record of every section, in the order of the sections."""
    yield from records.people
    yield from records.organizations
    yield from records.bodies
    yield from records.topics
    yield from records.sources
    yield from records.memberships
    yield from records.departures
    yield from records.stances
    yield from records.scores
    yield from records.relations
    yield from records.events


def walk_inside(record: Record) -> Iterator[Record]:
    """Yield a record, then the claims and disputed readings inside it, at any depth."""
    yield record
    for name in list_nested(type(record)):
        for inner in getattr(record, name):
            yield from walk_inside(inner)


def list_nested(kind: type[Record]) -> tuple[str, ...]:
    """Return the fields of a class that hold claims or readings."""
    if kind not in _NESTED_IN:
        _NESTED_IN[kind] = _list_nested(kind)
    return _NESTED_IN[kind]


def _list_nested(kind: type[Record]) -> tuple[str, ...]:
    return tuple(field.name for field in list_fields(kind) if field.name in _NESTED)


def group_by_class(sections: Iterable[Iterable[Record]]) -> Mapping[type[Record], list[Record]]:
    """Return the records of sections, the claims and readings inside them, and citations, by class.

    The records of a section, and all that one field holds, must be of one class.
    """
    found: dict[type[Record], list[Record]] = defaultdict(list)
    waiting = [list(section) for section in sections]
    while waiting:
        records = waiting.pop()
        if not records:
            continue
        kind = type(records[0])
        found[kind] += records
        names = list_nested(kind)
        for read in map(attrgetter, (*names, *(["sources"] if hasattr(kind, "sources") else []))):
            inner = [claim for record in records for claim in read(record)]
            waiting.append(inner)
    return found


def get_citations(record: Record) -> tuple[Citation, ...]:
    """Return the citations of a record and of all that is inside it, in the order written."""
    found: list[Citation] = []
    for inner in walk_inside(record):
        found.extend(getattr(inner, "sources", ()))
    return tuple(found)
