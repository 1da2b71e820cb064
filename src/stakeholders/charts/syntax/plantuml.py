"""PlantUML: a graph of boxes and lines, as rectangles of a component diagram."""

from collections.abc import Iterator

from stakeholders.charts.syntax import show
from stakeholders.charts.syntax.dot import join_box
from stakeholders.charts.themes import LIGHT
from stakeholders.charts.values import Content, Graph, Item, Layout, Line, Panels, Stroke

_ARROWS = {Stroke.SOLID: "", Stroke.DOTTED: "[dotted]", Stroke.DASHED: "[dashed]"}
# What PlantUML reads as markup (Creole), as a variable, or as the end of a text.
_MARKUP = frozenset('"\\*/_-~<>[]{}|=#%$&@!:;`^')


def write_plantuml(content: Content) -> str:
    """Return a chart of boxes and lines in PlantUML."""
    return "\n".join([*_write(content), ""])


def escape_plantuml(text: str) -> str:
    """Return a text as it stands between quotation marks: signs of markup as their codes.

    Example:
        >>> escape_plantuml('**a** "b"')
        '&#42;&#42;a&#42;&#42; &#34;b&#34;'
    """
    shown = show(text)
    return "".join(f"&#{ord(c)};" if c in _MARKUP else c for c in shown)


def _write(content: Content) -> Iterator[str]:
    first = next(iter(content.walk()))
    yield "@startuml"
    yield f"title {escape_plantuml(content.title)}"
    if isinstance(first, Graph) and first.layout is Layout.LAYERS:
        yield "left to right direction"
    yield "skinparam defaultTextAlignment left"
    yield "skinparam roundCorner 8"
    figure = content.figure
    if isinstance(figure, Panels):
        for number, panel in enumerate(figure.panels):
            yield f'package "{escape_plantuml(panel.heading)}" as p{number} {{'
            if isinstance(panel.figure, Graph):
                yield from _write_graph(panel.figure, f"p{number}")
            yield "}"
    elif isinstance(figure, Graph):
        yield from _write_graph(figure, "")
    yield "@enduml"


def _write_graph(graph: Graph, prefix: str) -> Iterator[str]:
    names = {item.key: f"{prefix}n{i}" for i, item in enumerate(graph.boxes)}
    for item in graph.boxes:
        yield f'rectangle "{_write_label(item)}" as {names[item.key]} {_paint(item)}'
    for child, parent in graph.parents.items():
        yield f"{names[parent]} -- {names[child]}"
    for line in graph.lines:
        yield _write_line(names, line)


def _write_label(item: Item) -> str:
    return "\\n".join(escape_plantuml(line) for line in join_box(item).split("\n"))


def _paint(item: Item) -> str:
    paint = LIGHT.paints[item.tone]
    border, ink = paint.border.removeprefix("#"), paint.ink.removeprefix("#")
    dashed = ";line.dashed" if paint.dashes else ""
    return f"{paint.fill};line:{border}{dashed};text:{ink}"


def _write_line(names: dict[str, str], line: Line) -> str:
    style = _ARROWS[line.stroke]
    arrow = f"-{style}->" if line.is_directed else f"-{style}-"
    label = f" : {escape_plantuml(line.label)}" if line.label else ""
    return f"{names[line.tail]} {arrow} {names[line.head]}{label}"
