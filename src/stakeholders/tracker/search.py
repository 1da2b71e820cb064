"""Finding a record by name: part of a name is enough, and accents and capitals do not matter."""

import unicodedata
from collections.abc import Iterable, Iterator

from stakeholders.model import Entity
from stakeholders.tracker.index import Index


def fold(text: str) -> str:
    """Return the text without accents, capitals and signs between words.

    Example:
        >>> fold("Roberto Villaseñor, Jr.")
        'roberto villasenor jr'
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join(kept.split())


def find_entities(index: Index, text: str) -> tuple[Entity, ...]:
    """Return what has the text in its id, name or aliases; whole names, then whole words first."""
    wanted = fold(text)
    if not wanted:
        return ()
    ranked: list[tuple[int, int, Entity]] = []
    for place, record in enumerate(index.by_id.values()):
        rank = min((_rank(fold(name), wanted) for name in _list_names(record)), default=9)
        if rank < 9:  # noqa: PLR2004 - 9 is no match
            ranked.append((rank, place, record))
    return tuple(record for _, _, record in sorted(ranked, key=lambda found: found[:2]))


def _list_names(record: Entity) -> Iterator[str]:
    yield record.id
    for field in ("name", "title", "label", "proposition", "description"):
        value = getattr(record, field, None)
        if value:
            yield value
    names: Iterable[str] = getattr(record, "aliases", ())
    yield from names
    for former in getattr(record, "former_names", ()):
        yield former.name


def _rank(name: str, wanted: str) -> int:
    if name == wanted:
        return 0
    if f" {wanted} " in f" {name} ":
        return 1
    return 2 if wanted in name else 9
