"""What is left of the records when only some of the sources count.

Nothing is decided before it is asked for. A section looks at its own records' citations when it is
first touched, and limits a record when that is touched.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import Any, TypeVar, overload

from stakeholders.cache import Columns
from stakeholders.claims import list_nested
from stakeholders.late import evolve, frozen
from stakeholders.model import Basis, Citation, Claim, Person, Record, Records, Source
from stakeholders.tracker.postings import read_cited, read_field

C = TypeVar("C", bound=Claim)
R = TypeVar("R", bound=Record)
_LISTS = ("signatories", "participants", "responds_to", "triggered_by")
_BARE = frozenset({"id", "name", "named", "aliases", "kind", "mark"})


@frozen(eq=False, slots=False)
class Restriction:
    """Records with only the `kept` sources.

    A claim stands while one of its sources does; an inferred one needs all its sources, for they
    are its premises. Where a claim cites the one source that has `fallen` beside `relays`, others
    that are based on it, those only passed it on, and hold up nothing there. A person,
    organization or body stays, as a bare name: that is no claim.
    """

    records: Records
    kept: frozenset[str]
    fallen: str | None = None
    relays: frozenset[str] = frozenset()

    def limit(self) -> Records:
        """Return the records that stand."""
        r = self.records
        return Records(
            about=r.about,
            people=Limited(r.people, None, self._limit_name),
            organizations=Limited(r.organizations, None, self._limit_name),
            bodies=Limited(r.bodies, None, self._limit_name),
            topics=r.topics,
            sources=Limited(r.sources, self._list_sources, self._limit_source),
            memberships=Limited(r.memberships, lambda: self._list_rows(r.memberships), self._limit),
            departures=Limited(r.departures, lambda: self._departures, self._limit_act),
            stances=Limited(r.stances, lambda: self._list_rows(r.stances), self._limit),
            scores=Limited(r.scores, lambda: self._list_rows(r.scores), self._limit),
            relations=Limited(r.relations, self._list_relations, self._limit),
            events=Limited(r.events, lambda: self._events, self._limit_act),
        )

    def list_fallen(self) -> Iterator[Claim]:
        """Yield the claims, also those inside records, that fall without the other sources."""
        r = self.records
        for claim in chain(r.events, r.departures):
            yield from self._list_fallen(claim)
        for entity in chain[Claim](r.people, r.organizations, r.bodies):
            yield from self._list_fallen(entity) if entity.sources else ()
        for claim in chain[Claim](r.memberships, r.stances, r.scores, r.relations):
            yield from self._list_fallen(claim)

    def _list_fallen(self, claim: Claim) -> Iterator[Claim]:
        if not self._stands(claim):
            yield claim
            return
        for name in list_nested(type(claim)):
            if name != "disputed":
                for inner in getattr(claim, name):
                    yield from self._list_fallen(inner)

    # Which rows stand

    def _list_rows(self, section: Sequence[Claim]) -> list[int]:
        """Return the rows of the claims that stand, by a look at their citations alone."""
        cited = read_cited(section)
        if self.fallen is not None:
            cited = [self._cite_names(names) for names in cited]
        rows = [row for row, names in enumerate(cited) if not self.kept.isdisjoint(names)]
        basis = read_field(section, "basis")
        inferred = Basis.INFERRED
        if inferred not in basis:
            return rows
        whole = cited if self.fallen is None else read_cited(section)
        return [
            row
            for row in rows
            if basis[row] is not inferred
            or (len(cited[row]) == len(whole[row]) and self.kept.issuperset(cited[row]))
        ]

    def _cite_names(self, names: tuple[str, ...]) -> tuple[str, ...]:
        idle = self.relays if self.fallen in names else frozenset()
        return tuple(name for name in names if name in self.kept and name not in idle)

    def _list_sources(self) -> list[int]:
        ids = read_field(self.records.sources, "id")
        return [row for row, name in enumerate(ids) if name in self.kept]

    def _list_relations(self) -> list[int]:
        relations = self.records.relations
        rows, gone = self._list_rows(relations), self._gone
        if not gone:
            return rows
        subjects, objects = read_field(relations, "subject"), read_field(relations, "object")
        return [row for row in rows if gone.isdisjoint((subjects[row], objects[row]))]

    @cached_property
    def _departures(self) -> list[int]:
        return self._list_rows(self.records.departures)

    @cached_property
    def _events(self) -> list[int]:
        return self._list_rows(self.records.events)

    @cached_property
    def _gone(self) -> frozenset[str]:
        gone: set[str] = set()
        sections: tuple[Sequence[Claim], ...] = (self.records.departures, self.records.events)
        for section, rows in zip(sections, (self._departures, self._events), strict=True):
            ids = read_field(section, "id")
            gone.update(ids)
            gone.difference_update(map(ids.__getitem__, rows))
        return frozenset(gone)

    # One record

    def _stands(self, claim: Claim) -> bool:
        left = self._cite(claim.sources)
        is_inferred = getattr(claim, "basis", None) is Basis.INFERRED
        return len(left) == len(claim.sources) if is_inferred else bool(left)

    def _cite(self, citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
        names = self._cite_names(tuple(citation.source for citation in citations))
        return tuple(citation for citation in citations if citation.source in names)

    def _limit(self, claim: C) -> C:
        """Return the claim without fallen citations, readings and claims inside it."""
        changes: dict[str, Any] = {"sources": self._cite(claim.sources)}
        readings = (evolve(r, sources=self._cite(r.sources)) for r in claim.disputed)
        changes["disputed"] = tuple(reading for reading in readings if reading.sources)
        for name in list_nested(type(claim)):
            if name != "disputed" and (inner := getattr(claim, name)):
                changes[name] = tuple(self._limit(one) for one in inner if self._stands(one))
        return _change(claim, changes)

    def _limit_act(self, act: C) -> C:
        """Return a departure or event that names no other which has fallen."""
        claim, gone = self._limit(act), self._gone
        changes: dict[str, Any] = {
            name: tuple(i for i in getattr(claim, name, ()) if i not in gone) for name in _LISTS
        }
        changes["announced_in"] = named = getattr(claim, "announced_in", None)
        if named in gone:
            changes["announced_in"] = None
        known = {name: value for name, value in changes.items() if hasattr(claim, name)}
        return _change(claim, known)

    def _limit_name(self, entity: C) -> C:
        """Return a person, organization or body; no more than its name where no source is left."""
        if not entity.sources or self._stands(entity):
            return self._limit(entity)
        kind = type(entity)
        kept = _BARE - {"kind"} if kind is Person else _BARE - {"named"}
        return kind(**{name: getattr(entity, name) for name in kept})

    def _limit_source(self, source: Source) -> Source:
        based_on = tuple(name for name in source.based_on if name in self.kept)
        return _change(source, {"based_on": based_on})


def _change(record: R, changes: dict[str, Any]) -> R:
    is_same = all(getattr(record, name) == value for name, value in changes.items())
    return record if is_same else evolve(record, **changes)


class Limited(Columns[R]):
    """A section of which some rows stand; None of them stands for a list of all.

    A column tells what a record says, but for what may be limited: that, the records are asked.
    """

    _SAME = frozenset(
        {
            *("id", "person", "body", "role", "unnamed", "holder", "part", "speaker", "topic"),
            *("position", "date", "announced", "start", "end", "basis", "confidence", "subject"),
            *("object", "kind", "people", "bodies", "on_behalf_of", "addressees", "succeeds", "of"),
        }
    )

    def __init__(
        self,
        section: Sequence[R],
        list_rows: Callable[[], list[int]] | None,
        limit: Callable[[R], R],
    ) -> None:
        self._section = section
        self._list_rows = list_rows
        self._limit = limit
        self._made: dict[int, R] = {}

    @cached_property
    def _rows(self) -> Sequence[int]:
        return range(len(self._section)) if self._list_rows is None else self._list_rows()

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> R: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[R, ...]: ...
    def __getitem__(self, place: int | slice) -> R | tuple[R, ...]:
        if isinstance(place, slice):
            return tuple(map(self._make, self._rows[place]))
        return self._make(self._rows[place])

    def __iter__(self) -> Iterator[R]:
        return map(self._make, self._rows)

    def _make(self, row: int) -> R:
        made = self._made.get(row)
        if made is None:
            made = self._made[row] = self._limit(self._section[row])
        return made

    def read_column(self, name: str) -> list[Any]:
        """Return one field of every record."""
        if name in self._SAME and self._list_rows is not None:
            return list(map(read_field(self._section, name).__getitem__, self._rows))
        if name == "id":
            return read_field(self._section, name)
        return [getattr(record, name) for record in self]

    def find_rows(self, name: str, text: str) -> Sequence[int] | None:
        """Return the rows in which a field is a text, or has it among several."""
        if name not in self._SAME or not isinstance(self._section, Columns):
            return None
        found = self._section.find_rows(name, text)
        if found is None or self._list_rows is None:
            return found
        places = ((row, bisect_left(self._rows, row)) for row in found)
        return [place for row, place in places if self._rows[place : place + 1] == [row]]

    def read_inside(self, name: str, inner: str) -> list[tuple[Any, ...]]:
        """Return, for every record, one field of each record that a field of it holds."""
        return [tuple(getattr(one, inner) for one in getattr(r, name)) for r in self]


class Fallen(Columns[Claim]):
    """The claims that fell, looked for when somebody first asks."""

    def __init__(self, before: Iterable[Claim], restriction: Restriction) -> None:
        self._before = before
        self._restriction = restriction

    @cached_property
    def _all(self) -> tuple[Claim, ...]:
        return (*self._before, *self._restriction.list_fallen())

    def __len__(self) -> int:
        return len(self._all)

    @overload
    def __getitem__(self, place: int) -> Claim: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Claim, ...]: ...
    def __getitem__(self, place: int | slice) -> Claim | tuple[Claim, ...]:
        return self._all[place]

    def read_column(self, name: str) -> list[Any]:
        """Return one field of every claim."""
        return [getattr(claim, name) for claim in self._all]

    def read_inside(self, name: str, inner: str) -> list[tuple[Any, ...]]:
        """Return, for every claim, one field of each record that a field of it holds."""
        return [tuple(getattr(one, inner) for one in getattr(c, name)) for c in self._all]
