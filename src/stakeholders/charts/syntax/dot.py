"""Graphviz's DOT: a graph with plain labels, since some builds drop labels that are like HTML."""

from collections.abc import Iterator

from stakeholders.charts.syntax import show
from stakeholders.charts.themes import LIGHT
from stakeholders.charts.values import GLYPHS, Content, Graph, Item, Layout, Line, Panels, Stroke

_STYLES = {Stroke.SOLID: "solid", Stroke.DOTTED: "dotted", Stroke.DASHED: "dashed"}


def write_dot(content: Content) -> str:
    """Return a chart of boxes and lines as a digraph."""
    return "\n".join([*_write(content), ""])


def escape_dot(text: str) -> str:
    r"""Return a text as a quoted string of DOT, in which nothing is an escape of Graphviz.

    Example:
        >>> print(escape_dot('say "\\N"'))
        "say \"\\N\""
    """
    shown = show(text)
    # Graphviz reads HTML's entities in labels, too.
    shown = shown.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
    return f'"{shown}"'


def _write(content: Content) -> Iterator[str]:
    yield f"// {escape_dot(content.title)}: a chart of stakeholders"
    yield "digraph stakeholders {"
    first = next(iter(content.walk()))
    is_flow = isinstance(first, Graph) and first.layout is Layout.LAYERS
    is_free = isinstance(first, Graph) and first.layout is Layout.FORCES
    layout = ", layout=neato, overlap=false" if is_free else ""
    direction = "LR" if is_flow else "TB"
    yield (
        f'  graph [rankdir={direction}, nodesep=0.2, ranksep=0.45, fontname="Helvetica", '
        f"bgcolor=transparent, labelloc=t, label={escape_dot(content.title)}{layout}];"
    )
    yield (
        '  node [shape=box, style="filled,rounded", fontname="Helvetica", fontsize=10, '
        'margin="0.12,0.06"];'
    )
    yield f'  edge [color="{LIGHT.tie}", fontname="Helvetica", fontsize=9];'
    figure = content.figure
    if isinstance(figure, Panels):
        for number, panel in enumerate(figure.panels):
            yield f"  subgraph cluster_{number} {{"
            yield f"    label={escape_dot(panel.heading)};"
            if isinstance(panel.figure, Graph):
                yield from (f"  {line}" for line in _write_graph(panel.figure, f"p{number}_"))
            yield "  }"
    elif isinstance(figure, Graph):
        yield from _write_graph(figure, "")
    yield "}"


def _write_graph(graph: Graph, prefix: str) -> Iterator[str]:
    names = {item.key: f"{prefix}n{i}" for i, item in enumerate(graph.boxes)}
    for item in graph.boxes:
        yield f"  {names[item.key]} [{_write_box(item)}];"
    for child, parent in graph.parents.items():
        yield f"  {names[parent]} -> {names[child]} [arrowhead=none];"
    for line in graph.lines:
        yield f"  {names[line.tail]} -> {names[line.head]} [{_write_line(line)}];"


def join_box(item: Item) -> str:
    """Return what stands in a box, a line each: its name, its lines, its sign and status."""
    glyph = GLYPHS.get(item.tone, "")
    status = [f"{glyph} {item.status}".strip()] if item.status else []
    texts = (item.title, *item.lines, *status)
    return "\n".join(text.replace("\n", " ").replace("\N{NO-BREAK SPACE}", " ") for text in texts)


def _write_box(item: Item) -> str:
    paint = LIGHT.paints[item.tone]
    # The lines are joined by Graphviz's own escape for a line break.
    label = "\\n".join(escape_dot(text)[1:-1] for text in join_box(item).split("\n"))
    dashed = ",dashed" if paint.dashes else ""
    return (
        f'label="{label}", tooltip={escape_dot(item.tip or item.title)}, '
        f'style="filled,rounded{dashed}", color="{paint.border}", fillcolor="{paint.fill}", '
        f'fontcolor="{paint.ink}", penwidth={paint.width:g}'
    )


def _write_line(line: Line) -> str:
    parts = [f"style={_STYLES[line.stroke]}", "constraint=false"]
    if line.label:
        parts.append(f"label={escape_dot(line.label)}")
    if line.tip:
        parts.append(f"tooltip={escape_dot(line.tip)}")
    if not line.is_directed:
        parts.append("arrowhead=none")
    if line.tone is not None:
        parts.append(f'color="{LIGHT.paints[line.tone].border}"')
    if line.weight:
        parts.append(f"penwidth={1 + 3 * line.weight:.1f}")
    return ", ".join(parts)
