"""A matrix of cells: headings above, names at the left, a sign beside every colour."""

from itertools import groupby

from stakeholders.charts.fonts import shorten, wrap
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

_WIDTH = 1048.0
_MOST_NAME = 250.0
_WIDEST = 132.0
_NARROWEST = 92.0
_ROW = 25.0
_SECTION = 24.0
_GAP = 2.0
_LINE = 15.0
_GLYPH_ROOM = 36.0
_LINES = 4
_SIGNS = {tone.value.replace("-", " "): glyph for tone, glyph in GLYPHS.items()}


def draw_matrix(figure: Matrix) -> Drawing:
    """Set the cells of each row beside the holder's name, under headings that wrap."""
    names = [measure_ink(_name(row.item), Ink.TEXT) for row in figure.rows]
    left = min(_MOST_NAME, max(names, default=0.0)) + 14
    room = (_WIDTH - left) / max(1, len(figure.columns))
    pitch = max(_NARROWEST, min(_WIDEST, room))
    width = left + pitch * len(figure.columns)
    heads, y = _draw_heads(figure.columns, left, pitch)
    shapes: list[Shape] = list(heads)
    for section, rows in groupby(figure.rows, key=lambda row: row.section):
        if section:
            shapes.append(Words(0.0, y + 17, shorten(section, width, 12.5, bold=True), Ink.HEADING))
            shapes.append(Path(f"M0 {y + _SECTION:.1f}H{width:.1f}", Trace.RULE))
            y += _SECTION + 2
        for row in rows:
            shapes += _draw_row(row, left, pitch, y)
            y += _ROW
        y += 4
    return Drawing(width, y, shapes)


def _name(item: Item) -> str:
    return f"{GLYPHS[Tone.LEFT]} {item.title}" if item.tone is Tone.LEFT else item.title


def _draw_heads(columns: tuple[Item, ...], left: float, pitch: float) -> tuple[list[Mark], float]:
    size = FACES[Ink.LABEL].size
    texts = [wrap(column.title, pitch - 8, size, lines=_LINES) for column in columns]
    high = max((len(lines) for lines in texts), default=0) * _LINE
    heads = []
    for number, (column, lines) in enumerate(zip(columns, texts, strict=True)):
        x = left + pitch * (number + 0.5)
        top = high - len(lines) * _LINE
        words = tuple(
            Words(x, top + _LINE * k + 12, line, Ink.LABEL, Anchor.MIDDLE)
            for k, line in enumerate(lines)
        )
        heads.append(Mark(column, words))
    return heads, high + 8


def _draw_row(row: Row, left: float, pitch: float, y: float) -> list[Shape]:
    tone = Tone.LEFT if row.item.tone is Tone.LEFT else None
    said = shorten(_name(row.item), left - 14, FACES[Ink.TEXT].size)
    name = Words(left - 10, y + 16.5, said, Ink.TEXT, Anchor.END, tone)
    cells = [
        Mark(cell.item, _draw_cell(cell, left + pitch * number, pitch, y))
        for number, cell in enumerate(row.cells)
    ]
    return [Mark(row.item, (name,)), *cells]


def _draw_cell(cell: Cell, x: float, pitch: float, y: float) -> tuple[Shape, ...]:
    tone = cell.item.tone
    is_empty = tone is Tone.NO_STATEMENT
    back = Rect(x, y, pitch - _GAP, _ROW - _GAP, tone, 0, is_hatched=is_empty)
    if is_empty:
        return (back,)
    signs = [GLYPHS[tone], *(_SIGNS[line] for line in cell.item.lines)]
    glyph = Words(x + _GLYPH_ROOM / 2, y + 16.5, "/".join(signs), Ink.GLYPH, Anchor.MIDDLE, tone)
    space = pitch - _GLYPH_ROOM - _GAP - 4
    if len(signs) > 1:
        glyph = glyph._replace(x=x + pitch / 2)
        return (back, glyph)
    note = shorten(cell.note, space, FACES[Ink.LABEL].size)
    words = Words(x + _GLYPH_ROOM, y + 16.5, note, Ink.LABEL, Anchor.START, tone)
    return (back, glyph, words)
