"""How large a box of text is: one width for all, and as high as its wrapped lines need."""

from collections.abc import Iterable
from itertools import chain
from math import ceil
from typing import NamedTuple

from stakeholders.charts.fonts import wrap_all
from stakeholders.charts.scene import FACES, Ink, measure_ink
from stakeholders.charts.values import GLYPHS, Item

WIDTH = 174.0
WIDEST = 340.0
PAD = 9.0
LINE = 15.0
TOP = 6.5
PAGE = 1048.0
GAP_X = 12.0
GAP_Y = 20.0
_NAME = FACES[Ink.NAME].size
_TEXT = FACES[Ink.TEXT].size


class Sized(NamedTuple):
    """A box's texts, wrapped, and the size it needs."""

    title: tuple[str, ...]
    lines: tuple[str, ...]
    status: tuple[str, ...]
    width: float
    height: float


def size_item(item: Item, width: float = WIDTH, most: int = 3) -> Sized:
    """Wrap the texts of an item to the width of a box, to at most so many lines each."""
    return size_items([item], width, most)[0]


def size_items(items: Iterable[Item], width: float = WIDTH, most: int = 3) -> list[Sized]:
    """Wrap the texts of items, each to the width of a box."""
    given = tuple(items)
    room = width - 2 * PAD
    lines_of, status_of = [item.lines for item in given], list(map(_say_status, given))
    bold = wrap_all([item.title for item in given], room, _NAME, bold=True, lines=most)
    # What is said in a role, or for an organization, is said again and again: wrapped once.
    plain = wrap_all({*chain(*lines_of), *status_of}, room, _TEXT, lines=most)
    lines = {each: tuple(chain(*map(plain.__getitem__, each))) for each in set(lines_of)}
    plain[""] = ()
    sizes = []
    for item, said in zip(given, status_of, strict=True):
        texts = bold[item.title], lines[item.lines], plain[said]
        height = 2 * TOP + LINE * sum(map(len, texts)) - 1
        sizes.append(Sized(*texts, width, height))
    return sizes


def _say_status(item: Item) -> str:
    """Return the status as it is shown, behind the glyph of the tone."""
    glyph = GLYPHS.get(item.tone)
    said = item.status or ""
    return f"{glyph} {said}" if glyph and said else said


def size_widely(item: Item) -> Sized:
    """Wrap the texts of an item to a box as wide as they need, within bounds."""
    texts = [measure_ink(item.title, Ink.NAME)]
    texts += [measure_ink(line, Ink.TEXT) for line in (*item.lines, f"× {item.status or ''}")]
    width = min(WIDEST, max(WIDTH, max(texts) + 2 * PAD + 2))
    return size_item(item, ceil(width))
