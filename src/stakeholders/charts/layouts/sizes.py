"""How large a box of text is: one width for all, and as high as its wrapped lines need."""

from collections.abc import Iterable
from math import ceil
from typing import NamedTuple

from stakeholders.charts.fonts import Widths, get_widths, wrap
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
    bold, plain = get_widths(bold=True), get_widths()
    room = width - 2 * PAD
    found: list[Sized] = []
    for item in items:
        title = _fit(item.title, room, bold, _NAME, most, is_bold=True)
        lines: tuple[str, ...] = ()
        for line in item.lines:
            lines += _fit(line, room, plain, _TEXT, most)
        status: tuple[str, ...] = ()
        if item.status:
            glyph = GLYPHS.get(item.tone)
            said = f"{glyph} {item.status}" if glyph else item.status
            status = _fit(said, room, plain, _TEXT, most)
        count = len(title) + len(lines) + len(status)
        found.append(Sized(title, lines, status, width, 2 * TOP + LINE * count - 1))
    return found


def size_widely(item: Item) -> Sized:
    """Wrap the texts of an item to a box as wide as they need, within bounds."""
    texts = [measure_ink(item.title, Ink.NAME)]
    texts += [measure_ink(line, Ink.TEXT) for line in (*item.lines, f"× {item.status or ''}")]
    width = min(WIDEST, max(WIDTH, max(texts) + 2 * PAD + 2))
    return size_item(item, ceil(width))


def _fit(
    text: str,
    room: float,
    widths: Widths,
    size: float,
    most: int,
    *,
    is_bold: bool = False,
) -> tuple[str, ...]:
    # Most texts are short: one comparison must do for them, since a chart may have ten thousand.
    if widths.measure(text) * size <= room and text.isprintable():
        return (text,)
    return tuple(wrap(text, room, size, bold=is_bold, lines=most))
