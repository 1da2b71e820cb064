"""How wide a text is, and where its lines break, without the font it will be shown in.

The widths are those of the widest of the fonts that the pictures name, so that what fits here fits
with any of them. A character that no such font has is taken for the widest it can be.
"""

import base64
import re
import unicodedata
import zlib
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from math import inf

from stakeholders.charts import glyphs

FAMILY = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
WIDE = 1.0
EMOJI = 1.4
_FIRST_EMOJI = 0x1F000
ELLIPSIS = "…"
_NO_GLYPH = 255
_BREAK = b"\xff"  # between texts that are measured together: no glyph is that wide
# A no-break space holds the words around it together.
_SPACES = re.compile(r"[ \t\r\n\f\v\u2028\u2029]+")


class Widths(dict[str, float]):
    """The width of each character, in em; one that is not in the table is measured by its kind."""

    def __init__(self, known: Mapping[str, float]) -> None:
        super().__init__(known)
        # ASCII is summed in C, as bytes of hundredths: a third of the time of the dictionary, and
        # nearly all that is drawn.
        self._ascii = bytes(round(known.get(chr(code), 0) * 100) for code in range(256))
        self._lines = self._ascii.replace(b"\0", _BREAK)

    def __missing__(self, character: str) -> float:
        if unicodedata.category(character) in {"Mn", "Me", "Cf", "Cc"}:
            width = 0.0
        elif ord(character) >= _FIRST_EMOJI:
            width = EMOJI
        else:
            width = WIDE
        self[character] = width
        return width

    def measure(self, text: str) -> float:
        """Return how wide a text is, in em."""
        if text.isascii():
            return sum(text.encode().translate(self._ascii)) / 100
        return sum(map(self.__getitem__, text))

    def measure_all(self, texts: Sequence[str]) -> list[float]:
        """Return how wide each text is, in em; infinity for one that cannot be printed as it is.

        Where all are printable ASCII they are measured at once: 0.22 microseconds instead of 0.28.
        """
        joined = "".join(texts)
        if not texts or not (joined.isascii() and joined.isprintable()):
            return [self.measure(text) if text.isprintable() else inf for text in texts]
        measured = "\n".join(texts).encode().translate(self._lines)
        return [total / 100 for total in map(sum, measured.split(_BREAK))]


@cache
def get_widths(*, bold: bool = False) -> Widths:
    """Return the widths of the regular or the bold face."""
    packed = zlib.decompress(base64.b85decode(glyphs.BOLD if bold else glyphs.REGULAR))
    codes = (code for first, end in glyphs.SPANS for code in range(first, end))
    found = zip(map(chr, codes), packed, strict=True)
    widths = {c: w / 100 for c, w in found if w != _NO_GLYPH}
    return Widths({c: w for c, w in widths.items() if unicodedata.category(c) not in {"Mn", "Cf"}})


def measure(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a line of text is at most, in the unit of the size.

    Example:
        >>> measure("iii", 12) < measure("WWW", 12) < measure("WWW", 12, bold=True)
        True
    """
    return get_widths(bold=bold).measure(text) * size


def wrap(text: str, width: float, size: float, *, bold: bool = False, lines: int = 3) -> list[str]:
    """Break a text into at most so many lines of a width; what is left out shows as an ellipsis.

    Lines break at spaces, after hyphens and slashes, and inside a word that is wider than a line.

    Example:
        >>> wrap("National Community Advisory Commission", 130, 12)
        ['National Community', 'Advisory', 'Commission']
    """
    known = get_widths(bold=bold)
    if len(text) * size <= width or known.measure(text) * size <= width:
        return [text] if text.isprintable() else [" ".join(_SPACES.split(text.strip()))]
    room, space = width / size, known[" "]
    found: list[str] = []
    line, used = "", 0.0
    for word in _SPACES.split(text.strip()):
        need = known.measure(word)
        # Only a word that does not fit as it is need be taken apart.
        pieces = [word] if used + need <= room else _split(word, room, known)
        for piece in pieces:
            need = known.measure(piece)
            if line and used + need > room:
                found.append(line.rstrip())
                line, used = "", 0.0
            line += piece
            used += need
        line += " "
        used += space
    found.append(line.rstrip())
    if len(found) > lines:
        found[lines - 1] = _cut(" ".join(found[lines - 1 :]), room, known)
        del found[lines:]
    return found


def wrap_all(
    texts: Sequence[str], width: float, size: float, *, bold: bool = False, lines: int = 3
) -> list[tuple[str, ...]]:
    """Return the lines of each text, as `wrap` breaks them.

    A chart may have ten thousand texts, and nearly all fit on one line: they are measured together,
    and only the others looked at one by one.

    Example:
        >>> wrap_all(["Ana Ruiz", "Advisory Commission"], 80, 12)
        [('Ana Ruiz',), ('Advisory', 'Commission')]
    """
    found: list[tuple[str, ...]] = list(zip(texts))
    needs = get_widths(bold=bold).measure_all(texts)
    odd = [i for i, need in enumerate(needs) if need * size > width]
    wrapped = {
        t: tuple(wrap(t, width, size, bold=bold, lines=lines)) for t in {texts[i] for i in odd}
    }
    for i in odd:
        found[i] = wrapped[texts[i]]
    return found


def shorten(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """Return the text, cut with an ellipsis where it is wider than the width."""
    known = get_widths(bold=bold)
    plain = text if text.isprintable() else " ".join(_SPACES.split(text.strip()))
    if known.measure(plain) * size <= width:
        return plain
    return _cut(plain, width / size, known)


def _cut(text: str, room: float, known: Widths) -> str:
    room -= known[ELLIPSIS]
    kept = 0
    for character in text:
        room -= known[character]
        if room < 0:
            break
        kept += 1
    while kept and unicodedata.combining(text[kept : kept + 1] or " "):
        kept -= 1
    return text[:kept].rstrip() + ELLIPSIS


def _split(word: str, room: float, known: Widths) -> list[str]:
    """Split a word into pieces that may stand on a line of their own, none wider than a line."""
    if word.isalnum():
        return _chop(word, room, known)
    breaks = [0, *(i + 1 for i, c in enumerate(word[:-1]) if c in "-/–—"), len(word)]
    pieces: list[str] = []
    for first, end in pairwise(breaks):
        pieces += _chop(word[first:end], room, known)
    return pieces


def _chop(word: str, room: float, known: Widths) -> list[str]:
    if known.measure(word) <= room:
        return [word]
    pieces, start, used = [], 0, 0.0
    for i, character in enumerate(word):
        need = known[character]
        if used + need > room and i > start:
            pieces.append(word[start:i])
            start, used = i, 0.0
        used += need
    return [*pieces, word[start:]]
