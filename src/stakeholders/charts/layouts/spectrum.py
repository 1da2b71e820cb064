"""A spectrum: a column for each position, holders stacked in it, moves as arrows between."""

from stakeholders.charts.layouts.sizes import LINE, PAD, TOP, Sized, size_item
from stakeholders.charts.scene import (
    Anchor,
    Box,
    Drawing,
    Ink,
    Path,
    Rect,
    Shape,
    Trace,
    Words,
    measure_ink,
)
from stakeholders.charts.values import GLYPHS, Placed, Spectrum, Tone

_WIDTH = 1048.0
_GAP = 10.0
_HEAD = 34.0
_STACK = 8.0
_LANE = 24.0
_WIDEST = 240.0


def draw_spectrum(figure: Spectrum) -> Drawing:
    """Stack those at each position in its column, ordered so that movers come first.

    A move is an arrow on a line of its own above the box it ends at, from the column it starts in.
    """
    count = len(figure.positions)
    pitch = min(_WIDEST + _GAP, (_WIDTH + _GAP) / count)
    width = pitch - _GAP
    shapes: list[Shape] = []
    for number, position in enumerate(figure.positions):
        tone = Tone.of(position)
        x = number * pitch
        said = f"{GLYPHS[tone]}  {position.replace('-', ' ')}"
        total = sum(one.position is position for one in figure.placed)
        shapes.append(Rect(x, 0, width, _HEAD - 8, tone, 4))
        shapes.append(Words(x + PAD, 18, said, Ink.HEADING, Anchor.START, tone))
        shapes.append(Words(x + width - PAD, 18, str(total), Ink.HEADING, Anchor.END, tone))
    rows = _Rows(figure, pitch, width)
    ordered = sorted(figure.placed, key=lambda one: not one.before)
    for one in ordered:
        shapes += rows.add(one)
    return Drawing(pitch * count - _GAP, max(rows.depths), shapes)


class _Rows:
    """The columns in the making: how deep each is filled."""

    def __init__(self, figure: Spectrum, pitch: float, width: float) -> None:
        self.columns = {position: n for n, position in enumerate(figure.positions)}
        self.depths = [_HEAD] * len(figure.positions)
        self.pitch = pitch
        self.width = width

    def add(self, one: Placed) -> list[Shape]:
        """Return the shapes of one holder, set below what is there already."""
        if one.position is None:
            return []
        column = self.columns[one.position]
        places = [self.columns[was] for was, _ in one.before if was in self.columns]
        sized = size_item(one.item, self.width)
        first, last = min([column, *places]), max([column, *places])
        # An arrow runs over the columns between, so all of them must be free at its height.
        y = max(self.depths[first : last + 1]) if places else self.depths[column]
        moves = [(was, self.columns[was], when) for was, when in one.before if was in self.columns]
        shapes: list[Shape] = []
        for _, start, when in moves:
            if start != column:
                shapes += self._draw_move(start, column, y, when)
                y += _LANE
        shapes.append(self._draw_box(one, sized, column, y))
        bottom = y + sized.height + _STACK
        for n in range(first, last + 1):
            self.depths[n] = max(self.depths[n], y) if places else self.depths[n]
        self.depths[column] = bottom
        return shapes

    def _draw_move(self, start: int, end: int, y: float, when: str) -> list[Shape]:
        way = 1 if end > start else -1
        x0 = start * self.pitch + self.width / 2
        x1 = end * self.pitch + self.width / 2 - way * (self.width / 2 - 4)
        line = y + 15
        tone = Tone.STRONGLY_SUPPORT if way > 0 else Tone.STRONGLY_OPPOSE
        said = f"from {when}"
        anchor = Anchor.START if way > 0 else Anchor.END
        path = Path(f"M{x0:.1f} {line:.1f}H{x1:.1f}", Trace.STEP, has_arrow=True, tone=tone)
        x = x0 + way * 8
        words = Words(x, line - 5, said, Ink.LABEL, anchor)
        dot = Rect(x0 - 4, line - 4, 8, 8, tone, 4)
        room = abs(x1 - x0) - 24
        return [path, dot, words] if measure_ink(said, Ink.LABEL) <= room else [path, dot]

    def _draw_box(self, one: Placed, sized: Sized, column: int, y: float) -> Box:
        return Box(
            one.item,
            column * self.pitch,
            y,
            self.width,
            max(sized.height, 2 * TOP + LINE),
            sized.title,
            sized.lines,
            sized.status,
        )
