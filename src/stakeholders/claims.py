"""What is inside a record: the claims and readings it holds, and the sources they cite."""

from collections.abc import Iterator

from stakeholders.model import Citation, Record, Records, Top

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
    yield from records.relations
    yield from records.events


def walk_inside(record: Record) -> Iterator[Record]:
    """Yield a record, then the claims and disputed readings inside it, at any depth."""
    yield record
    for name in _NESTED:
        for inner in getattr(record, name, ()):
            yield from walk_inside(inner)


def get_citations(record: Record) -> tuple[Citation, ...]:
    """Return the citations of a record and of all that is inside it, in the order written."""
    found: list[Citation] = []
    for inner in walk_inside(record):
        found.extend(getattr(inner, "sources", ()))
    return tuple(found)
