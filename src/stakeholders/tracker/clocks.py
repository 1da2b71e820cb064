"""The second clock: what is left of the records when only some of the sources count."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, TypeVar

from stakeholders.claims import walk_top
from stakeholders.dates import Truth
from stakeholders.late import define, evolve, field
from stakeholders.model import (
    Basis,
    Body,
    Citation,
    Claim,
    Departure,
    Event,
    Organization,
    Person,
    Record,
    Records,
    Source,
)

C = TypeVar("C", bound=Claim)
_NESTED = ("former_names", "headcounts", "reasons", "figures")
_LISTS = ("signatories", "participants", "responds_to", "triggered_by")


def list_published(records: Records, day: date) -> frozenset[str]:
    """Return the sources that surely were published when the day ended."""
    return frozenset(
        source.id
        for source in records.sources
        if source.date is not None and source.date.is_by(day) is Truth.YES
    )


def list_relays(records: Records, fallen: str) -> frozenset[str]:
    """Return the sources that pass a source on: they are based on it, at any remove."""
    below: dict[str, list[str]] = defaultdict(list)
    for source in records.sources:
        for base in source.based_on:
            below[base].append(source.id)
    found: set[str] = set()
    waiting = [fallen]
    while waiting:
        fresh = [name for name in below[waiting.pop()] if name not in found]
        found.update(fresh)
        waiting.extend(fresh)
    return frozenset(found)


def restrict(
    records: Records,
    kept: frozenset[str],
    *,
    fallen: str | None = None,
) -> tuple[Records, tuple[Claim, ...]]:
    """Return the records with only the kept sources, and the claims that fall without the others.

    A claim stands while one of its sources does; an inferred one needs all its sources, for they
    are its premises. Where a claim cites a source that has `fallen` beside others that are based
    on it, those only passed it on, and hold up nothing there. A person, organization or body
    stays, as a bare name: that is no claim.
    """
    view = _View(kept, fallen, list_relays(records, fallen) if fallen else frozenset())
    sources = tuple(_keep_source(source, kept) for source in records.sources if source.id in kept)
    events = tuple(view.keep(records.events))
    departures = tuple(view.keep(records.departures))
    gone = _list_ids(records.events, records.departures) - _list_ids(events, departures)
    limited = evolve(
        records,
        people=tuple(view.keep_names(records.people)),
        organizations=tuple(view.keep_names(records.organizations)),
        bodies=tuple(view.keep_names(records.bodies)),
        sources=sources,
        memberships=tuple(view.keep(records.memberships)),
        departures=tuple(_prune(departure, gone) for departure in departures),
        stances=tuple(view.keep(records.stances)),
        relations=tuple(
            r for r in view.keep(records.relations) if not gone & {r.subject, r.object}
        ),
        events=tuple(_prune(event, gone) for event in events),
    )
    return limited, tuple(view.fallen)


def _list_ids(events: Iterable[Event], departures: Iterable[Departure]) -> set[str]:
    return {event.id for event in events} | {departure.id for departure in departures}


def _keep_source(source: Source, kept: frozenset[str]) -> Source:
    return evolve(source, based_on=tuple(s for s in source.based_on if s in kept))


def _prune(record: C, gone: set[str]) -> C:
    changes: dict[str, Any] = {
        name: tuple(i for i in getattr(record, name) if i not in gone)
        for name in _LISTS
        if gone.intersection(getattr(record, name, ()))
    }
    if getattr(record, "announced_in", None) in gone:
        changes["announced_in"] = None
    return evolve(record, **changes) if changes else record


@define
class _View:
    """One pass over the records, with the claims that fell on the way."""

    kept: frozenset[str]
    source: str | None
    relays: frozenset[str]
    fallen: list[Claim] = field(factory=list)

    def keep(self, claims: Iterable[C]) -> Iterator[C]:
        """Yield the claims that stand, each with the sources that do."""
        for claim in claims:
            if self._stands(claim):
                yield self._limit(claim)
            else:
                self.fallen.append(claim)

    def keep_names(self, entities: Iterable[C]) -> Iterator[C]:
        """Yield every entity; one that no source is left for as no more than its name."""
        for entity in entities:
            if not entity.sources or self._stands(entity):
                yield self._limit(entity)
            else:
                self.fallen.append(entity)
                yield _make_bare(entity)

    def _stands(self, claim: Claim) -> bool:
        left = self._cite(claim.sources)
        is_inferred = getattr(claim, "basis", None) is Basis.INFERRED
        return len(left) == len(claim.sources) if is_inferred else bool(left)

    def _limit(self, claim: C) -> C:
        """Return the claim without fallen citations, readings and claims inside it."""
        changes: dict[str, Any] = {"sources": self._cite(claim.sources)}
        readings = (evolve(r, sources=self._cite(r.sources)) for r in claim.disputed)
        changes["disputed"] = tuple(reading for reading in readings if reading.sources)
        for name in _NESTED:
            inner = getattr(claim, name, None)
            if inner:
                changes[name] = tuple(self.keep(inner))
        is_same = all(getattr(claim, name) == value for name, value in changes.items())
        return claim if is_same else evolve(claim, **changes)

    def _cite(self, citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
        held_up_by = {citation.source for citation in citations}
        idle = self.relays if self.source in held_up_by else frozenset()
        return tuple(c for c in citations if c.source in self.kept and c.source not in idle)


def _make_bare(entity: C) -> C:
    if isinstance(entity, Person):
        keep = {"id", "name", "named", "aliases", "mark"}
    elif isinstance(entity, Organization | Body):
        keep = {"id", "name", "aliases", "kind", "mark"}
    else:  # pragma: no cover - only entities are asked for
        raise TypeError(type(entity))
    return type(entity)(**{name: getattr(entity, name) for name in keep})


def list_single_source(records: Records) -> Iterator[Claim]:
    """Yield the claims, also those inside records, that rest on one source alone.

    A source that is based on another that is cited as well does not count as a second one.
    """
    based_on = {source.id: source.based_on for source in records.sources}
    for record in walk_top(records):
        for claim in _walk_claims(record):
            cited = {citation.source for citation in claim.sources}
            if cited and sum(not _relays(name, cited, based_on) for name in cited) <= 1:
                yield claim


def _walk_claims(record: Record) -> Iterator[Claim]:
    if isinstance(record, Claim):
        yield record
        for name in _NESTED:
            for inner in getattr(record, name, ()):
                yield from _walk_claims(inner)


def _relays(source: str, cited: set[str], based_on: dict[str, tuple[str, ...]]) -> bool:
    """Tell whether a cited source passes on another cited one, at any remove."""
    seen: set[str] = {source}
    waiting = list(based_on.get(source, ()))
    while waiting:
        name = waiting.pop()
        if name in cited and name != source:
            return True
        if name not in seen:
            seen.add(name)
            waiting.extend(based_on.get(name, ()))
    return False
