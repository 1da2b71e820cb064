"""SVG: a picture's shapes with its title, legend and notes around them, as text.

Everything is scoped by an id made from the content, so that pictures share no ids and no styles;
the bytes are the same for the same chart.
"""

import zlib
from collections.abc import Iterable, Iterator
from functools import partial
from importlib import import_module
from itertools import groupby
from typing import Any, Final

from stakeholders.charts.boxes import BoxWriter
from stakeholders.charts.escaping import escape
from stakeholders.charts.fonts import FAMILY
from stakeholders.charts.frame import frame
from stakeholders.charts.links import Links
from stakeholders.charts.scene import (
    Anchor,
    Area,
    Box,
    Dot,
    Drawing,
    Mark,
    Moved,
    Path,
    Rect,
    Shape,
    Words,
)
from stakeholders.charts.styles import write_styles
from stakeholders.charts.themes import get_themes
from stakeholders.charts.values import (
    Bars,
    Beam,
    Content,
    Drawn,
    Graph,
    Intervals,
    Item,
    Lanes,
    Matrix,
    Plane,
    Spectrum,
    Steps,
    Tone,
)
from stakeholders.collecting import pause_collector
from stakeholders.errors import QuestionError, quote

# Boxes joined at once. What has no room in the processor's cache takes half as long again: large
# charts would be slower by the box than small ones.
_TOGETHER: Final = 256
_LAYOUTS: Final[dict[type[Any], tuple[str, str]]] = {
    Lanes: ("lanes", "draw_lanes"),
    Matrix: ("matrix", "draw_matrix"),
    Spectrum: ("spectrum", "draw_spectrum"),
    Steps: ("steps", "draw_steps"),
    Plane: ("plane", "draw_plane"),
    Intervals: ("intervals", "draw_intervals"),
    Bars: ("bars", "draw_bars"),
    Beam: ("beam", "draw_beam"),
}


def write_svg(
    content: Content,
    *,
    theme: str = "light",
    link: str | None = None,
    key: str = "",
    engine: str | None = None,
) -> str:
    """Return a chart as one SVG element; with the engine "graphviz", its graphs are laid out by it.

    Raises:
        QuestionError: if there is no such theme or engine, or the link is none.
        StakeholdersError: if Graphviz is asked for and cannot be used.
    """
    if engine not in {None, "graphviz"}:
        raise QuestionError(
            f"no engine {quote(str(engine))}: graphviz, or none for our own layouts"
        )
    light, dark = get_themes(theme)
    links = Links(content, link)
    with pause_collector():
        drawing = frame(content, draw if engine is None else draw_densely)
        writer = _Writer(links)
        body = writer.write(drawing.shapes)
    prefix = f"sk-{_sum_up([key, escape(content.title), *body]):08x}"
    # What is an image to a screen reader hides its links, so a picture with links is a document.
    role = "img" if link is None else "graphics-document document"
    width, height = f"{drawing.width:.0f}", f"{drawing.height:.0f}"
    return "".join(
        [
            f'<svg id="{prefix}" xmlns="http://www.w3.org/2000/svg" ',
            f'viewBox="0 0 {width} {height}" ',
            f'width="{width}" height="{height}" role="{role}" ',
            f'aria-labelledby="{prefix}-t" aria-describedby="{prefix}-d" ',
            f'font-family="{FAMILY}" style="max-width:100%;height:auto">\n',
            f'<title id="{prefix}-t">{escape(content.title)}</title>',
            f'<desc id="{prefix}-d">{escape(content.summary)}</desc>\n',
            f"<style>{write_styles(prefix, light, dark)}</style>\n",
            _write_defs(prefix),
            '<rect class="back" width="100%" height="100%"/>\n',
            *body,
            "</svg>\n",
        ]
    )


def draw(figure: Drawn) -> Drawing:
    """Lay a figure out."""
    if isinstance(figure, Graph):
        module = figure.layout.value
        name = f"draw_{module}"
    elif isinstance(figure, Matrix) and figure.is_square:
        module, name = "square", "draw_square"
    else:
        module, name = _LAYOUTS[type(figure)]
    made: Drawing = getattr(import_module(f"stakeholders.charts.layouts.{module}"), name)(figure)
    return made


def draw_densely(figure: Drawn) -> Drawing:
    """Lay a graph out by Graphviz, any other figure by our own layout."""
    if not isinstance(figure, Graph):
        return draw(figure)
    module = import_module("stakeholders.charts.layouts.graphviz")
    made: Drawing = module.draw_with_graphviz(figure)
    return made


def _sum_up(texts: Iterable[str]) -> int:
    """Return the checksum of texts, piece by piece: whole, they would be copied twice."""
    found = 0
    for text in texts:
        found = zlib.crc32(text.encode(), found)
    return found


def _write_defs(prefix: str) -> str:
    """Return what shapes refer to: the hatching, and the arrow in each colour of a line."""
    heads = "".join(
        f'<marker id="{prefix}-{name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" '
        f'markerHeight="8" markerUnits="userSpaceOnUse" orient="auto">'
        f'<path class="{name}" d="M0 0L8 4L0 8z"/></marker>'
        for name in ("head", "head-up", "head-down")
    )
    hatches = "".join(
        f'<pattern id="{prefix}-{name[0]}" width="6" height="6" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><path class="{name}" d="M0 0V6"/></pattern>'
        for name in ("hatch", "fine")
    )
    return f"<defs>{hatches}{heads}</defs>\n"


class _Writer:
    """Writes shapes, those of a kind that follow one another together; knows where items lead."""

    def __init__(self, links: Links) -> None:
        self.links = links
        self.has_links = links.pattern is not None
        self.boxes = BoxWriter()
        self.by_type: dict[type[Any], Any] = {
            Words: partial(map, _write_words),
            Rect: partial(map, _write_rect),
            Dot: partial(map, _write_dot),
            Path: partial(map, _write_path),
            Area: partial(map, _write_area),
            Mark: partial(map, self._write_mark),
            Box: self._write_boxes,
            Moved: self._write_moved,
        }

    def write(self, shapes: Iterable[Shape]) -> list[str]:
        """Return shapes as elements."""
        made: list[str] = []
        for kind, alike in groupby(shapes, type):
            made += self.by_type[kind](alike)
        return made

    def _write_boxes(self, alike: Iterable[Box]) -> Iterator[str]:
        boxes = list(alike)
        for first in range(0, len(boxes), _TOGETHER):
            part = boxes[first : first + _TOGETHER]
            made = self.boxes.write(part)
            if self.has_links:
                made = [self._link(box.item, one) for box, one in zip(part, made, strict=True)]
            yield "".join(made)

    def _write_mark(self, mark: Mark) -> str:
        item = mark.item
        inside = "".join(self.write(mark.shapes))
        made = (
            f'<g class="i" data-key="{escape(item.key)}">'
            f"<title>{escape(item.tip)}</title>{inside}</g>\n"
        )
        return self._link(item, made) if self.has_links else made

    def _write_moved(self, alike: Iterable[Moved]) -> list[str]:
        made: list[str] = []
        for moved in alike:
            made.append(f'<g transform="translate({moved.x:.1f} {moved.y:.1f})">\n')
            made += self.write(moved.shapes)
            made.append("</g>\n")
        return made

    def _link(self, item: Item, inner: str) -> str:
        address = self.links.find(item)
        return f'<a href="{escape(address)}">{inner}</a>' if address else inner


_ANCHORS = {Anchor.START: "", Anchor.MIDDLE: " m", Anchor.END: " e"}


def _write_words(words: Words) -> str:
    x, y, text, ink, anchor, tone, has_halo = words
    paint = f" i-{tone}" if tone else ""
    css = f"{ink}{_ANCHORS[anchor]}{paint}{' halo' if has_halo else ''}"
    return f'<text class="{css}" x="{x:.1f}" y="{y:.1f}">{escape(text)}</text>\n'


def _write_rect(rect: Rect) -> str:
    round_ = f' rx="{rect.radius:g}"' if rect.radius else ""
    place = f'x="{rect.x:.1f}" y="{rect.y:.1f}"'
    size = f'width="{max(rect.width, 0):.1f}" height="{max(rect.height, 0):.1f}"{round_}'
    made = f'<rect class="p-{rect.tone}" {place} {size}/>'
    if rect.is_hatched:
        over = "faint" if rect.tone is Tone.NO_STATEMENT else "over"
        made += f'<rect class="{over}" {place} {size}/>'
    return made + "\n"


def _write_dot(dot: Dot) -> str:
    return f'<circle class="p-{dot.tone}" cx="{dot.x:.1f}" cy="{dot.y:.1f}" r="{dot.radius:g}"/>\n'


def _write_path(path: Path) -> str:
    up = path.tone in {"support", "strongly-support"}
    down = path.tone in {"oppose", "strongly-oppose"}
    kind = " up" if up else " down" if down else ""
    arrow = " arrow" if path.has_arrow else ""
    tone = f" s-{path.tone}" if path.tone else ""
    width = f' style="stroke-width:{path.width:.1f}px"' if path.width else ""
    inner = f"<title>{escape(path.tip)}</title>" if path.tip else ""
    css = f"{path.trace}{arrow}{kind}{tone}"
    return f'<path class="{css}"{width} d="{path.data}">{inner}</path>\n'


def _write_area(area: Area) -> str:
    css = "over" if area.is_hatched else f"a-{area.tone}"
    return f'<path class="{css}" d="{area.data}"/>\n'
