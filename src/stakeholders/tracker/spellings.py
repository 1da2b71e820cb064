"""Names as they are looked for: without accents, capitals and signs between words.

All of them make one text, a name a line, so that a part of a name is found as fast as a text is
searched, and not name by name.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from stakeholders.model import Entity


def fold(text: str) -> str:
    """Return the text without accents, capitals and signs between words.

    Example:
        >>> fold("Roberto Villaseñor, Jr.")
        'roberto villasenor jr'
    """
    folded = text.casefold()
    if not folded.isascii():
        decomposed = unicodedata.normalize("NFKD", folded)
        folded = "".join(c for c in decomposed if not unicodedata.combining(c))
    kept = folded if folded.isalnum() else "".join(c if c.isalnum() else " " for c in folded)
    return " ".join(kept.split())


class Spellings:
    """The folded names of records, with the place of each record among them."""

    def __init__(self, records: Iterable[Entity]) -> None:
        self._records = tuple(records)
        lines: list[str] = []
        self._first: list[int] = []
        length = 0
        for record in self._records:
            self._first.append(length)
            for name in _list_names(record):
                folded = fold(name)
                lines.append(folded)
                length += len(folded) + 1
        self._text = "\n".join(lines)

    def find(self, wanted: str) -> Iterator[tuple[int, int, Entity]]:
        """Yield how well each record fits that a folded text is in, its place, and the record.

        A whole name is 0, whole words 1, and a part of a word 2; the best of a record counts.
        """
        best: dict[int, int] = {}
        for start, line in self._list_lines(wanted):
            place = bisect_right(self._first, start) - 1
            best[place] = min(_rank(line, wanted), best.get(place, 2))
        for place, rank in best.items():
            yield rank, place, self._records[place]

    def _list_lines(self, wanted: str) -> Iterator[tuple[int, str]]:
        text = self._text
        found = text.find(wanted)
        while found >= 0:
            start = text.rfind("\n", 0, found) + 1
            stop = text.find("\n", found)
            stop = stop if stop >= 0 else len(text)
            yield start, text[start:stop]
            found = text.find(wanted, stop)


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
    return 1 if f" {wanted} " in f" {name} " else 2
