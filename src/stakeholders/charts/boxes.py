"""Boxes of text as SVG, many at once: a chart may have ten thousand.

What boxes share is spelt once. All but a box's key, place, tip and first line is the same for many,
so it is kept by what it is made of, and a box is one filling in of seven strings: 1.0 microseconds
instead of 2.2 for a template of each shape. Boxes of a row have one y, so these are kept, too: to
look a number up takes a third of the time of formatting it.
"""

from collections.abc import Sequence

from stakeholders.charts.escaping import escape, escape_all
from stakeholders.charts.layouts.sizes import LINE, PAD, TOP
from stakeholders.charts.scene import Box, Ink
from stakeholders.charts.values import Tone

_BASELINE = 12.0

# Tone, width, height, further lines of the title, lines, lines of the status.
_Kind = tuple[Tone, float, float, tuple[str, ...], tuple[str, ...], tuple[str, ...]]


class BoxWriter:
    """Writes boxes; what it has spelt once, it keeps."""

    def __init__(self) -> None:
        self.frames = _Frames()
        self.tenths = _Tenths()

    def write(self, boxes: Sequence[Box]) -> list[str]:
        """Return each box as an element."""
        frames, tenths = self.frames, self.tenths
        items = [box.item for box in boxes]
        keys = escape_all([item.key for item in items])
        tips = escape_all([item.tip for item in items])
        firsts = escape_all([box.title[0] for box in boxes])
        return [
            f'{start}{key}" transform="translate({x:.1f} {tenths[y]})">'
            f"<title>{tip}{middle}{first}{end}"
            for (item, x, y, width, height, title, lines, status), key, tip, first in zip(
                boxes, keys, tips, firsts, strict=True
            )
            for start, middle, end in (frames[item.tone, width, height, title[1:], lines, status],)
        ]


class _Frames(dict[_Kind, tuple[str, str, str]]):
    """What stands before the key of a box, between its tip and its first line, and after it."""

    def __missing__(self, kind: _Kind) -> tuple[str, str, str]:
        tone, width, height, title, lines, status = kind
        start = f'<g class="i t-{tone}" data-key="'
        middle = f'</title><rect width="{width:g}" height="{height:g}" rx="5"/>{_open(Ink.NAME, 0)}'
        inks = [Ink.NAME] * len(title) + [Ink.TEXT] * len(lines) + [Ink.STATUS] * len(status)
        others = "".join(
            f"{_open(ink, row)}{escape(text)}</text>"
            for row, (ink, text) in enumerate(zip(inks, title + lines + status, strict=True), 1)
        )
        made = self[kind] = (start, middle, f"</text>{others}</g>\n")
        return made


def _open(ink: Ink, row: int) -> str:
    return f'<text class="{ink}" x="{PAD:g}" y="{_BASELINE + TOP + LINE * row:g}">'


class _Tenths(dict[float, str]):
    """Numbers as they are written, to a tenth."""

    def __missing__(self, number: float) -> str:
        made = self[number] = f"{number:.1f}"
        return made
