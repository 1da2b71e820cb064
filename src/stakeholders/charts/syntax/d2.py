"""D2: a graph of boxes and lines."""

from collections.abc import Iterator

from stakeholders.charts.syntax import show
from stakeholders.charts.syntax.dot import join_box
from stakeholders.charts.themes import LIGHT
from stakeholders.charts.values import Content, Graph, Item, Layout, Line, Panels, Stroke

_DASHES = {Stroke.SOLID: 0, Stroke.DOTTED: 2, Stroke.DASHED: 5}


def write_d2(content: Content) -> str:
    """Return a chart of boxes and lines in D2."""
    return "\n".join([*_write(content), ""])


def escape_d2(text: str) -> str:
    r"""Return a text as a quoted string of D2.

    Example:
        >>> print(escape_d2('say "hi" for ${x}'))
        "say \"hi\" for \${x}"
    """
    shown = "\n".join(map(show, text.split("\n")))
    shown = shown.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{shown.replace("$", chr(92) + "$")}"'


def _write(content: Content) -> Iterator[str]:
    figure = content.figure
    first = next(iter(content.walk()))
    is_flow = isinstance(first, Graph) and first.layout is not Layout.TREE
    yield f"direction: {'right' if is_flow else 'down'}"
    if content.title.strip():
        yield f"title: {escape_d2(content.title)} {{shape: text; near: top-center}}"
    if isinstance(figure, Panels):
        for number, panel in enumerate(figure.panels):
            yield f"p{number}: {escape_d2(panel.heading)} {{"
            if isinstance(panel.figure, Graph):
                yield from _write_graph(panel.figure)
            yield "}"
    elif isinstance(figure, Graph):
        yield from _write_graph(figure)


def _write_graph(graph: Graph) -> Iterator[str]:
    names = {item.key: f"n{i}" for i, item in enumerate(graph.boxes)}
    for item in graph.boxes:
        yield from _write_box(names[item.key], item)
    for child, parent in graph.parents.items():
        yield f"  {names[parent]} -- {names[child]}"
    for line in graph.lines:
        yield _write_line(names, line)


def _write_box(name: str, item: Item) -> Iterator[str]:
    paint = LIGHT.paints[item.tone]
    dash = "; stroke-dash: 4" if paint.dashes else ""
    yield f"  {name}: {escape_d2(join_box(item))} {{"
    # A tooltip is read as Markdown with HTML in it.
    tip = (item.tip or item.title).replace("&", "&amp;").replace("<", "&lt;")
    yield f"    tooltip: {escape_d2(tip)}"
    yield (
        f'    style: {{fill: "{paint.fill}"; stroke: "{paint.border}"; '
        f'font-color: "{paint.ink}"{dash}}}'
    )
    yield "  }"


def _write_line(names: dict[str, str], line: Line) -> str:
    arrow = "->" if line.is_directed else "--"
    label = f": {escape_d2(line.label)}" if line.label else ": "
    styles = [f"stroke-dash: {_DASHES[line.stroke]}"]
    if line.tone is not None:
        styles.append(f'stroke: "{LIGHT.paints[line.tone].border}"')
    return (
        f"  {names[line.tail]} {arrow} {names[line.head]}{label} {{style: {{{'; '.join(styles)}}}}}"
    )
