"""The second clock: which sources there were on a day, and what rests on one alone."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from stakeholders.claims import list_nested, walk_top
from stakeholders.dates import Truth
from stakeholders.model import Claim, Record, Records
from stakeholders.tracker.postings import read_field


def list_published(records: Records, day: date) -> frozenset[str]:
    """Return the sources that surely were published when the day ended."""
    ids, dates = (read_field(records.sources, name) for name in ("id", "date"))
    # Few of many dates differ.
    past = {when for when in set(dates) - {None} if when.is_by(day) is Truth.YES}
    return frozenset(name for name, when in zip(ids, dates, strict=True) if when in past)


def list_relays(records: Records, fallen: str) -> frozenset[str]:
    """Return the sources that pass a source on: they are based on it, at any remove."""
    below: dict[str, list[str]] = defaultdict(list)
    ids, bases = (read_field(records.sources, name) for name in ("id", "based_on"))
    for name, above in zip(ids, bases, strict=True):
        for base in above:
            below[base].append(name)
    found: set[str] = set()
    waiting = [fallen]
    while waiting:
        fresh = [name for name in below[waiting.pop()] if name not in found]
        found.update(fresh)
        waiting.extend(fresh)
    return frozenset(found)


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
        for name in list_nested(type(record)):
            for inner in getattr(record, name):
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
