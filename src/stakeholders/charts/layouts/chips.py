"""A chip: a holder as a small box whose sign and corners say what kind of holder it is."""

from collections.abc import Iterator
from typing import NamedTuple

from stakeholders.charts.fonts import wrap
from stakeholders.charts.layouts.sizes import LINE, PAD, TOP
from stakeholders.charts.scene import FACES, Anchor, Ink, Rect, Shape, Words
from stakeholders.charts.values import GLYPHS, Item, Tone

SIGNS = {Tone.ORGANIZATION: "■", Tone.BODY: "▲"}
PERSON = "●"
_SIGN = 16.0
_ROUND = 9.0
_SQUARE = 1.0
_MOST_LINES = 4


class Chip(NamedTuple):
    """The texts of a chip, wrapped, and its size."""

    item: Item
    texts: tuple[tuple[str, Ink], ...]
    width: float

    @property
    def height(self) -> float:
        """How high it is."""
        return 2 * TOP + LINE * len(self.texts) - 1


def make_chip(item: Item, width: float) -> Chip:
    """Wrap the texts of an item to the width of a chip."""
    room = width - 2 * PAD - _SIGN
    return Chip(item, tuple(_wrap(item, room)), width)


def _wrap(item: Item, room: float) -> Iterator[tuple[str, Ink]]:
    glyph = GLYPHS.get(item.tone, "")
    status = f"{glyph} {item.status}".strip() if item.status else ""
    texts = [(item.title, Ink.NAME), *((line, Ink.TEXT) for line in item.lines)]
    for text, ink in (*texts, (status, Ink.STATUS)):
        face = FACES[ink]
        if text:
            for line in wrap(text, room, face.size, bold=face.bold, lines=_MOST_LINES):
                yield line, ink


def draw_chip(chip: Chip, x: float, y: float) -> tuple[Shape, ...]:
    """Return a chip whose corner is at (x, y)."""
    tone = chip.item.tone
    is_person = tone not in SIGNS
    # The ink of who has left is that of the status, which the name need not have.
    ink_tone = None if tone is Tone.LEFT else tone
    back = Rect(x, y, chip.width, chip.height, tone, _ROUND if is_person else _SQUARE)
    sign = Words(x + PAD, y + TOP + 11.5, SIGNS.get(tone, PERSON), Ink.TEXT, Anchor.START, ink_tone)
    words = (
        Words(
            x + PAD + _SIGN,
            y + TOP + 12 + LINE * number,
            text,
            ink,
            Anchor.START,
            None if ink is Ink.STATUS else ink_tone,
        )
        for number, (text, ink) in enumerate(chip.texts)
    )
    return (back, sign, *words)
