"""A matrix of cells: headings above, names at the left, a sign beside every colour.

Where the columns are more than fit a page, they stand in several blocks below one another; a block
has the rows with a statement in it and says in words who has none.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import ceil
from typing import NamedTuple

from stakeholders.charts.fonts import shorten, wrap
from stakeholders.charts.layouts.sizes import LINE, PAGE
from stakeholders.charts.scene import (
    FACES,
    Anchor,
    Drawing,
    Ink,
    Mark,
    Path,
    Rect,
    Shape,
    Trace,
    Words,
    measure_ink,
)
from stakeholders.charts.values import GLYPHS, Cell, Item, Matrix, Row, Tone

_MOST_NAME = 230.0
_MOST_BEHIND = 160.0
_LEAST_LEFT = 270.0
_BEHIND = 0.42
_WIDEST = 132.0
_NARROWEST = 76.0
_ROW = 25.0
_TALL_ROW = 42.0
_SECTION = 26.0
_GAP = 2.0
_GLYPH = 24.0
_EDGE = 3.0
_BLOCK = 26.0
_MOST_LINES = 4
_HEAD_LINES = 5
_SIZE = FACES[Ink.TEXT].size


def draw_matrix(figure: Matrix) -> Drawing:
    """Set the cells of each row beside the holder's name, under headings that wrap."""
    sizes = _measure(figure)
    count = len(figure.columns)
    blocks = max(1, ceil(count / sizes.most))
    each = ceil(count / blocks)
    pages = [(first, min(first + each, count)) for first in range(0, max(count, 1), max(each, 1))]
    width = sizes.left + sizes.pitch * each
    shapes: list[Shape] = []
    y = 0.0
    for first, end in pages:
        if first:
            y += _BLOCK
        part = Matrix(
            columns=figure.columns[first:end],
            rows=tuple(
                Row(item=row.item, section=row.section, cells=row.cells[first:end])
                for row in figure.rows
            ),
        )
        y = _draw_block(shapes, part, sizes, width, y, is_whole=len(pages) == 1)
    return Drawing(width, y, shapes)


class _Sizes(NamedTuple):
    """Widths: of the column of organizations, of the names, of a cell; how many fit a page."""

    behind: float
    name: float
    pitch: float
    most: int

    @property
    def left(self) -> float:
        """Where the cells begin."""
        return self.behind + self.name + 10


def _measure(figure: Matrix) -> _Sizes:
    """Give the cells what they need, and the names what they want or, for a page, what is left."""
    notes = _widest(cell.note for row in figure.rows for cell in row.cells)
    signs = max((1 + len(c.item.lines) for row in figure.rows for c in row.cells), default=1)
    needed = max(_GLYPH + notes + _EDGE, _GLYPH * signs) + _GAP
    least = min(_WIDEST, max(_NARROWEST, needed))
    behind = _widest(line for row in figure.rows for line in row.item.lines)
    names = _widest(text for row in figure.rows for text in (row.item.title, _say_status(row.item)))
    count = max(1, len(figure.columns))
    left = max(_LEAST_LEFT, PAGE - least * count) - 10
    if behind:
        behind = min(behind, _MOST_BEHIND, left * _BEHIND) + 12
    name = min(names, _MOST_NAME, left - behind)
    room = PAGE - behind - name - 10
    most = int((room + 0.1) // least)
    each = ceil(count / ceil(count / most))
    return _Sizes(behind, name, max(least, min(_WIDEST, room / each)), most)


def _widest(texts: Iterator[str]) -> float:
    return ceil(max((measure_ink(text, Ink.TEXT) for text in texts), default=0.0))


def _say_status(item: Item) -> str:
    return f"{GLYPHS.get(item.tone, '')} {item.status}".strip() if item.status else ""


def _draw_block(
    shapes: list[Shape], figure: Matrix, sizes: _Sizes, width: float, y: float, *, is_whole: bool
) -> float:
    """Draw headings and rows from y on; return where they end."""
    y = _draw_heads(shapes, figure.columns, sizes, y)
    rows = [row for row in figure.rows if is_whole or _says_something(row)]
    for section, found in groupby(rows, key=lambda row: row.section):
        if section:
            said = shorten(section, width, FACES[Ink.HEADING].size, bold=True)
            shapes.append(Words(0.0, y + 18, said, Ink.HEADING))
            y += _SECTION
        before: tuple[str, ...] | None = None
        for row in found:
            if row.item.lines != before and (section or before is not None):
                reach = width if before is None else sizes.left - 10
                shapes.append(Path(f"M0 {y - 1:.1f}H{reach:.1f}", Trace.RULE))
            y = _draw_row(shapes, row, sizes, y, is_first=row.item.lines != before)
            before = row.item.lines
        y += 6
    silent = [row.item.title for row in figure.rows if row not in rows]
    if silent:
        said = f"No statement on these topics: {', '.join(silent)}."
        for line in wrap(said, width, _SIZE, lines=len(said)):
            y += LINE
            shapes.append(Words(0.0, y, line, Ink.LABEL))
        y += 4
    return y


def _says_something(row: Row) -> bool:
    return any(cell.item.tone is not Tone.NO_STATEMENT for cell in row.cells)


def _draw_heads(shapes: list[Shape], columns: Sequence[Item], sizes: _Sizes, y: float) -> float:
    room = sizes.pitch - 8
    texts = [wrap(column.title, room, _SIZE, lines=_HEAD_LINES) for column in columns]
    bottom = y + LINE * max((len(lines) for lines in texts), default=0)
    for number, (column, lines) in enumerate(zip(columns, texts, strict=True)):
        x = sizes.left + sizes.pitch * number + (sizes.pitch - _GAP) / 2
        top = bottom - LINE * len(lines)
        words = [
            Words(x, top + LINE * k + 11, line, Ink.TEXT, Anchor.MIDDLE, Tone.PERSON)
            for k, line in enumerate(lines)
        ]
        shapes.append(Mark(column, tuple(words)))
    return bottom + 8


def _draw_row(shapes: list[Shape], row: Row, sizes: _Sizes, y: float, *, is_first: bool) -> float:
    """Draw a row: whom the holder speaks for if that is new, the name and status, the cells."""
    item = row.item
    name = wrap(item.title, sizes.name, _SIZE, lines=_MOST_LINES)
    said = _say_status(item)
    status = wrap(said, sizes.name, _SIZE, lines=_MOST_LINES) if said else []
    behind: list[str] = []
    if item.lines and is_first:
        behind = wrap(" ".join(item.lines), sizes.behind - 12, _SIZE, lines=_MOST_LINES)
    least = _TALL_ROW if any(cell.item.lines for cell in row.cells) else _ROW
    height = max(least, LINE * max(len(name) + len(status), len(behind)) + 8)
    tone = Tone.LEFT if item.tone is Tone.LEFT else Tone.PERSON
    x = sizes.left - 8
    first = y + (height - _GAP - LINE * (len(name) + len(status))) / 2 + 11.5
    words = [
        Words(x, first + LINE * k, line, Ink.TEXT, Anchor.END, tone) for k, line in enumerate(name)
    ]
    words += [
        Words(x, first + LINE * k, line, Ink.STATUS, Anchor.END)
        for k, line in enumerate(status, len(name))
    ]
    first = y + (height - _GAP - LINE * len(behind)) / 2 + 11.5
    shapes += [Words(0.0, first + LINE * k, line, Ink.LABEL) for k, line in enumerate(behind)]
    shapes.append(Mark(item, tuple(words)))
    for number, cell in enumerate(row.cells):
        left = sizes.left + sizes.pitch * number
        drawn = _draw_cell(cell, left, y, sizes.pitch - _GAP, height - _GAP)
        shapes.append(Mark(cell.item, drawn))
    return y + height


def _draw_cell(cell: Cell, x: float, y: float, width: float, height: float) -> tuple[Shape, ...]:
    tone = cell.item.tone
    if tone is Tone.NO_STATEMENT:
        return (Rect(x, y, width, height, tone, 0, is_hatched=True),)
    if cell.item.lines:
        return tuple(_split_cell(cell, x, y, width, height))
    base = y + height / 2 + 4.5
    note = shorten(cell.note, width - _GLYPH - _EDGE, _SIZE)
    glyph = Words(x + _GLYPH / 2, base, GLYPHS[tone], Ink.GLYPH, Anchor.MIDDLE, tone)
    when = Words(x + _GLYPH, base, note, Ink.TEXT, Anchor.START, tone)
    return (Rect(x, y, width, height, tone), glyph, when)


def _split_cell(cell: Cell, x: float, y: float, width: float, height: float) -> Iterator[Shape]:
    """Yield a cell of rivals: each position with its sign in a part, the time in words below."""
    tones = [cell.item.tone, *(Tone(line.replace(" ", "-")) for line in cell.item.lines)]
    part = width / len(tones)
    upper = height - LINE - 4
    yield Rect(x, y, width, height, Tone.HEADING)
    for number, tone in enumerate(tones):
        left = x + part * number
        yield Rect(left, y, part, upper, tone)
        sign = Words(left + part / 2, y + upper / 2 + 4.5, GLYPHS[tone], Ink.GLYPH, Anchor.MIDDLE)
        yield sign._replace(tone=tone)
    note = shorten(f"! {cell.note}", width - 2 * _EDGE, _SIZE)
    middle = x + width / 2
    yield Words(middle, y + height - 5, note, Ink.TEXT, Anchor.MIDDLE, Tone.HEADING)
