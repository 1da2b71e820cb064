"""Where sources disagree, and on what a record rests."""

from collections.abc import Iterable, Iterator

from stakeholders.answers import Dispute
from stakeholders.claims import get_citations, walk_inside, walk_top
from stakeholders.dates import PartialDate
from stakeholders.model import Claim, Record, Records, Source, Top
from stakeholders.tracker.index import Index


def list_disputes(records: Records) -> Iterator[Dispute]:
    """Yield every field on which sources disagree, a reading each."""
    for record in walk_top(records):
        yield from list_disputes_in(record)


def list_disputes_in(record: Top) -> Iterator[Dispute]:
    """Yield the disputed readings of a record and of the claims inside it."""
    for claim in walk_inside(record):
        if not isinstance(claim, Claim):
            continue
        for reading in claim.disputed:
            taken = _show(getattr(claim, reading.field))
            yield Dispute(
                record=record, claim=claim, field=reading.field, taken=taken, reading=reading
            )


def _show(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, PartialDate):
        return value.edtf
    if isinstance(value, tuple):
        return ", ".join(str(item) for item in value if isinstance(item, str))
    return str(value)


def list_sources(index: Index, records: Iterable[Record]) -> tuple[Source, ...]:
    """Return the sources that records cite, in order, then those that they are based on."""
    cited = {citation.source: None for record in records for citation in get_citations(record)}
    waiting = list(cited)
    while waiting:
        source = index.by_id.get(waiting.pop(0))
        for below in source.based_on if isinstance(source, Source) else ():
            if below not in cited:
                cited[below] = None
                waiting.append(below)
    found = (index.by_id.get(name) for name in cited)
    return tuple(source for source in found if isinstance(source, Source))
