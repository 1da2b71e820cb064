"""Captions: text set in few lines, which ends at a word where it does not fit."""

from stakeholders.charts.fonts import ELLIPSIS, shorten, wrap
from stakeholders.charts.scene import FACES, Anchor, Ink, Shape, Words, measure_ink
from stakeholders.charts.values import Tone

LINE = 15.0
_DROP = 4.5
_ALL = 10**6


def fit_words(text: str, width: float, ink: Ink, most: int) -> tuple[str, ...]:
    """Return a text in at most so many lines; what is left out shows as an ellipsis.

    Example:
        >>> fit_words("She could not endorse the report", 100, Ink.LABEL, 1)
        ('She could not…',)
    """
    face = FACES[ink]
    found = wrap(text, width, face.size, bold=face.bold, lines=_ALL)
    if len(found) <= most:
        return tuple(found)
    whole = found[most - 1]
    last = whole
    while last and measure_ink(f"{last}{ELLIPSIS}", ink) > width:
        last = last.rpartition(" ")[0]
    if not last:
        last = shorten(f"{whole}{ELLIPSIS}", width, face.size, bold=face.bold).rstrip(ELLIPSIS)
    return (*found[: most - 1], last.rstrip(" ,;:(") + ELLIPSIS)


def set_lines(
    lines: tuple[str, ...],
    x: float,
    middle: float,
    ink: Ink,
    *,
    anchor: Anchor = Anchor.START,
    tone: Tone | None = None,
) -> list[Shape]:
    """Return lines below one another, the block of them centred on a height."""
    first = middle - LINE * (len(lines) - 1) / 2 + _DROP
    return [
        Words(x, first + LINE * k, line, ink, anchor, tone, has_halo=True)
        for k, line in enumerate(lines)
    ]
