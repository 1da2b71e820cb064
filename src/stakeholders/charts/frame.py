"""The frame of a picture: title above, legend and notes below, panels beside one another."""

from collections.abc import Callable, Sequence

from stakeholders.charts.fonts import wrap
from stakeholders.charts.layouts.sizes import PAGE
from stakeholders.charts.scene import (
    FACES,
    Anchor,
    Drawing,
    Ink,
    Moved,
    Rect,
    Shape,
    Words,
    measure_ink,
)
from stakeholders.charts.values import GLYPHS, Content, Drawn, Panels, Tone

MARGIN = 14.0
NARROWEST = 520.0
_PANEL_GAP = 36.0
_SWATCH = 30.0
_LEGEND_GAP = 22.0
_ROW = 22.0

Draw = Callable[[Drawn], Drawing]


def frame(content: Content, draw: Draw) -> Drawing:
    """Return the whole picture, its figure drawn and framed."""
    inner = _draw_figure(content, draw)
    width = max(inner.width + 2 * MARGIN, NARROWEST)
    room = width - 2 * MARGIN
    shapes: list[Shape] = []
    y = _write_lines(shapes, [content.title], Ink.TITLE, room, y=MARGIN + 15)
    y = _write_lines(shapes, [content.subtitle], Ink.SUBTITLE, room, y=y)
    # A figure narrower than its frame stands in the middle.
    x = MARGIN + (room - inner.width) / 2 if isinstance(content.figure, Panels) else MARGIN
    shapes.append(Moved(x, y + 2, inner.shapes))
    y += inner.height + 2
    if content.legend:
        y = _draw_legend(shapes, content.legend, room, y + 24)
    y = _write_lines(shapes, content.notes, Ink.LABEL, room, y=y + 18)
    return Drawing(width, y - 4 if content.notes else y - 10, shapes)


def _write_lines(
    shapes: list[Shape], texts: Sequence[str], ink: Ink, room: float, *, y: float
) -> float:
    """Write texts below one another, wrapped; return where the next would stand."""
    face = FACES[ink]
    for text in filter(None, texts):
        for line in wrap(text, room, face.size, bold=face.bold, lines=6):
            shapes.append(Words(MARGIN, y, line, ink))
            y += round(face.size * 1.35)
    return y


def _draw_figure(content: Content, draw: Draw) -> Drawing:
    if not isinstance(content.figure, Panels):
        return draw(content.figure)
    drawings = [draw(panel.figure) for panel in content.figure.panels]
    is_beside = sum(d.width for d in drawings) + _PANEL_GAP * (len(drawings) - 1) <= PAGE
    shapes: list[Shape] = []
    x = y = width = height = 0.0
    for panel, drawing in zip(content.figure.panels, drawings, strict=True):
        shapes.append(Words(x, y + 12, panel.heading, Ink.HEADING))
        shapes.append(Moved(x, y + 26, drawing.shapes))
        width = max(width, x + drawing.width)
        height = max(height, y + 26 + drawing.height)
        if is_beside:
            x += drawing.width + _PANEL_GAP
        else:
            y = height + _PANEL_GAP
    return Drawing(width, height, shapes)


def _draw_legend(
    shapes: list[Shape], legend: Sequence[tuple[Tone, str]], room: float, y: float
) -> float:
    x = MARGIN
    for tone, meaning in legend:
        width = _SWATCH + measure_ink(meaning, Ink.LABEL)
        if x > MARGIN and x + width > MARGIN + room:
            x, y = MARGIN, y + _ROW
        is_hatched = tone in {Tone.NO_STATEMENT, Tone.UNSURE}
        shapes.append(Rect(x, y - 11, 24, 14, tone, 3, is_hatched))
        glyph = GLYPHS.get(tone)
        if glyph:
            shapes.append(Words(x + 12, y, glyph, Ink.LABEL, Anchor.MIDDLE, tone))
        shapes.append(Words(x + _SWATCH, y, meaning, Ink.LABEL))
        x += width + _LEGEND_GAP
    return y + 6
