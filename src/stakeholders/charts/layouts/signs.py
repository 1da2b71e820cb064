"""The sign of an item at a place: what kind of holder it is, by its shape."""

from stakeholders.charts.layouts.chips import PERSON, SIGNS
from stakeholders.charts.scene import Anchor, Area, Dot, Ink, Rect, Shape, Words
from stakeholders.charts.values import GLYPHS, Tone

_DROP = 4.5
_MARKED = frozenset({Tone.LEFT, Tone.POSSIBLE})


def get_sign(tone: Tone) -> str:
    """Return the sign of a kind of holder in a text.

    Example:
        >>> get_sign(Tone.PERSON), get_sign(Tone.BODY)
        ('●', '▲')
    """
    return (GLYPHS if tone in _MARKED else SIGNS).get(tone, PERSON)


def draw_sign(tone: Tone, x: float, y: float, size: float) -> Shape:
    """Return a square for an organization, a triangle for a body, a cross for who left, else a dot.

    `size` is how far it reaches from its middle.
    """
    if tone is Tone.ORGANIZATION:
        return Rect(x - size, y - size, 2 * size, 2 * size, tone)
    if tone is Tone.BODY:
        top, wide = y - size - 1, size + 1.5
        data = f"M{x:.1f} {top:.1f}l{wide:.1f} {2 * size + 1:.1f}h-{2 * wide:.1f}z"
        return Area(data, tone)
    if tone in _MARKED:
        return Words(x, y + _DROP, GLYPHS[tone], Ink.GLYPH, Anchor.MIDDLE, tone, has_halo=True)
    return Dot(x, y, size, tone)
