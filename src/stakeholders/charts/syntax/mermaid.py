"""Mermaid: flowcharts for graphs, a Gantt chart for lanes, a timeline for counts.

It is written in the part of the language that all hosts know; colours are set by classes.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from stakeholders.charts.syntax import show
from stakeholders.charts.themes import LIGHT
from stakeholders.charts.values import (
    GLYPHS,
    Content,
    Drawn,
    Graph,
    Item,
    Lanes,
    Layout,
    Line,
    Matrix,
    Panels,
    Plane,
    Spectrum,
    Steps,
    Stroke,
    Tone,
)
from stakeholders.errors import QuestionError

# What GitHub takes; a host may be set to more.
MOST_CHARACTERS = 50_000
MOST_LINES = 500
_MOST_COLUMNS = 5
_ARROWS = {Stroke.SOLID: "-->", Stroke.DOTTED: "-.->", Stroke.DASHED: "-.->"}
_PLAIN = re.compile(r"[^\w .,'!?/()+\-−×…–—“”‘’\u00c0-\uffff]")


def write_mermaid(content: Content) -> str:
    """Return a chart as a Mermaid diagram.

    Raises:
        QuestionError: if it is larger than hosts take.
    """
    figures = list(content.walk())
    made = "\n".join([*_write(content, figures), ""])
    lines = sum(made.count(arrow) for arrow in ("---", "-->", "-.->"))
    if len(made) > MOST_CHARACTERS or lines > MOST_LINES:
        raise QuestionError(
            f"as Mermaid, this has {len(made):,} characters and {lines} lines, and hosts take "
            f"{MOST_CHARACTERS:,} and {MOST_LINES}: draw less of it, or use svg"
        )
    return made


def escape_mermaid(text: str) -> str:
    """Return a text as it stands between quotation marks: every sign of Mermaid as its code.

    Example:
        >>> escape_mermaid('end "x" #1')
        'end #34;x#34; #35;1'
    """
    shown = show(text)
    return _PLAIN.sub(lambda found: f"#{ord(found[0])};", shown)


def _write(content: Content, figures: list[Drawn]) -> Iterator[str]:
    first = figures[0]
    if isinstance(first, Graph):
        yield from _write_flowchart(content, first)
    elif isinstance(first, Lanes):
        yield from _write_gantt(content, first)
    elif isinstance(first, Steps):
        yield from _write_timeline(content, first)
    elif isinstance(first, Spectrum):
        yield from _write_positions(content, first)
    elif isinstance(first, Plane):
        yield from _write_quadrants(content, first)
    elif isinstance(first, Matrix):
        yield from _write_matrix(first)


def _head(content: Content, kind: str) -> Iterator[str]:
    yield kind
    yield f"  accTitle: {escape_mermaid(content.title)}"
    yield f"  accDescr: {escape_mermaid(content.summary)}"


def _write_flowchart(content: Content, first: Graph) -> Iterator[str]:
    yield from _head(content, "flowchart LR" if first.layout is Layout.LAYERS else "flowchart TB")
    figure = content.figure
    if isinstance(figure, Panels):
        for number, panel in enumerate(figure.panels):
            if isinstance(panel.figure, Graph):
                yield f'  subgraph p{number}["{escape_mermaid(panel.heading)}"]'
                yield from _write_graph(panel.figure, f"p{number}")
                yield "  end"
    else:
        yield from _write_graph(first, "")
    yield from _write_classes(content)


def _write_graph(graph: Graph, prefix: str) -> Iterator[str]:
    names = {item.key: f"{prefix}n{i}" for i, item in enumerate(graph.boxes)}
    below: dict[str, list[Item]] = defaultdict(list)
    for item in graph.boxes:
        if item.key in graph.parents:
            below[graph.parents[item.key]].append(item)
    stacks = {key: leaves for key, leaves in below.items() if _is_stack(leaves, below)}
    stacked = {leaf.key for leaves in stacks.values() for leaf in leaves}
    for item in graph.boxes:
        if item.key in stacked:
            continue
        is_heading = item.tone is Tone.HEADING and item.key in stacks
        if not is_heading:
            yield f"  {names[item.key]}{_write_box(item)}"
        if item.key in stacks:
            group = names[item.key] if is_heading else f"{names[item.key]}g"
            title = item.title if is_heading else " "
            yield from _write_stack(stacks[item.key], names, group, title, len(stacks))
            yield from () if is_heading else (f"  {names[item.key]} --- {group}",)
    for child, parent in graph.parents.items():
        if child not in stacked:
            yield f"  {names[parent]} --- {names[child]}"
    for line in graph.lines:
        yield f"  {names[line.tail]} {_write_arrow(line)} {names[line.head]}"


def _write_arrow(line: Line) -> str:
    arrow = _ARROWS[line.stroke] if line.is_directed else "---"
    return f'{arrow}|"{escape_mermaid(line.label)}"|' if line.label else arrow


def _is_stack(leaves: list[Item], below: Mapping[str, list[Item]]) -> bool:
    return not any(leaf.key in below for leaf in leaves)


def _write_stack(
    leaves: list[Item], names: Mapping[str, str], group: str, title: str, stacks: int
) -> Iterator[str]:
    """Write leaves below one another, for a row of twenty boxes is too wide to read.

    Lines that do not show hold them in place; the line from above leads to the group.
    """
    yield f'  subgraph {group}["{escape_mermaid(title)}"]'
    yield "    direction TB"
    for leaf in leaves:
        yield f"    {names[leaf.key]}{_write_box(leaf)}"
    columns = 1 if stacks > 1 else min(_MOST_COLUMNS, len(leaves))
    high = -(-len(leaves) // columns)
    for first in range(0, len(leaves), high):
        column = [names[leaf.key] for leaf in leaves[first : first + high]]
        if len(column) > 1:
            yield f"    {' ~~~ '.join(column)}"
    yield "  end"
    yield f"  style {group} fill:none,stroke:{LIGHT.tie},color:{LIGHT.ink}"


def _write_box(item: Item) -> str:
    glyph = GLYPHS.get(item.tone, "")
    status = [f"{glyph} {item.status}".strip()] if item.status else []
    label = "<br/>".join(escape_mermaid(text) for text in (item.title, *item.lines, *status))
    return f'["{label}"]:::{_name_class(item.tone)}'


def _name_class(tone: Tone) -> str:
    return f"t{tone.value.replace('-', '')}"


def _write_classes(content: Content) -> Iterator[str]:
    tones = {item.tone for item in content.figure.items}
    for tone in (tone for tone in Tone if tone in tones):
        paint = LIGHT.paints[tone]
        dashes = f",stroke-dasharray:{paint.dashes}" if paint.dashes else ""
        yield (
            f"  classDef {_name_class(tone)} fill:{paint.fill},stroke:{paint.border},"
            f"color:{paint.ink}{dashes}"
        )


def _write_gantt(content: Content, lanes: Lanes) -> Iterator[str]:
    yield from _head(content, "gantt")
    yield f"  title {_task(content.title)}"
    yield "  dateFormat YYYY-MM-DD"
    yield "  %% A date that is known to the month runs from its first day to its last."
    for section in lanes.sections:
        if section.heading:
            yield f"  section {_task(section.heading)}"
        for lane in section.lanes:
            for span in lane.spans:
                state = "active" if span.is_certain else "done"
                doubt = "" if span.is_certain else " (possibly)"
                yield f"  {_task(lane.item.title)}{doubt} :{state}, {span.first}, {span.last}"
            for point in lane.points:
                yield f"  {_task(point.label)} :milestone, crit, {point.first}, 0d"
    for event in lanes.events:
        yield f"  {_task(event.label)} :milestone, {event.first}, 0d"


def _task(text: str) -> str:
    """Return a text as the name of a task or section, which know no quotation marks or codes."""
    return re.sub(r"[:;#,%{}<>\"`]", " ", show(text)).strip() or "-"


def _write_timeline(content: Content, steps: Steps) -> Iterator[str]:
    yield from _head(content, "timeline")
    yield f"  title {_task(content.title)}"
    for step in steps.steps:
        when = str(step.first) if step.first == step.last else f"{step.first} to {step.last}"
        yield f"  {when} : {_task(step.item.title)}"
    for step in steps.undated:
        yield f"  no day known : {_task(step.item.title)}"


def _write_positions(content: Content, spectrum: Spectrum) -> Iterator[str]:
    yield from _head(content, "flowchart LR")
    number = 0
    columns = [*spectrum.positions, None]
    for column, position in enumerate(columns):
        placed = [one for one in spectrum.placed if one.position is position]
        if not placed:
            continue
        said = position.replace("-", " ") if position else "no statement"
        yield f'  subgraph c{column}["{said}"]'
        for one in placed:
            before = " from " + ", ".join(was.replace("-", " ") for was, _ in one.before)
            moved = before if one.before else ""
            said, tone = escape_mermaid(one.item.title + moved), _name_class(one.item.tone)
            yield f'    n{number}["{said}"]:::{tone}'
            number += 1
        yield "  end"
    yield from _write_classes(content)


def _write_quadrants(content: Content, plane: Plane) -> Iterator[str]:
    """Write a quadrant chart, of which the quadrants are of one size: numbers are set apart so."""
    yield from _head(content, "quadrantChart")
    yield f"  title {_task(content.title)}"
    x, y = (f'"{escape_mermaid(label)}"' for label in (plane.x_label, plane.y_label))
    yield f"  x-axis {x}"
    yield f"  y-axis {y}"
    # Mermaid counts quadrants from the top right, against the clock.
    for number, place in enumerate((1, 0, 2, 3), 1):
        yield f'  quadrant-{number} "{escape_mermaid(plane.quadrants[place])}"'
    for spot in plane.spots:
        across, upwards = _halve(spot.x, plane.x_cut), _halve(spot.y, plane.y_cut)
        yield f'  "{escape_mermaid(spot.item.title)}": [{across:.2f}, {upwards:.2f}]'


def _halve(value: float, cut: float) -> float:
    """Return a number from 0 to 1 so that what was the cut is the middle."""
    if value < cut:
        return value / cut / 2
    return 0.5 + (value - cut) / (1 - cut) / 2 if cut < 1 else 1.0


def _write_matrix(matrix: Matrix) -> Iterator[str]:
    yield "block-beta"
    yield f"  columns {len(matrix.columns) + 1}"
    yield '  corner[" "]'
    for number, column in enumerate(matrix.columns):
        yield f'  c{number}["{escape_mermaid(column.title)}"]'
    for r, row in enumerate(matrix.rows):
        yield f'  r{r}["{escape_mermaid(row.item.title)}"]'
        for c, cell in enumerate(row.cells):
            glyph = GLYPHS.get(cell.item.tone, " ")
            yield f'  x{r}y{c}["{glyph}"]'
    tones = {cell.item.tone for row in matrix.rows for cell in row.cells}
    for tone in (tone for tone in Tone if tone in tones):
        paint = LIGHT.paints[tone]
        cells = [
            f"x{r}y{c}"
            for r, row in enumerate(matrix.rows)
            for c, cell in enumerate(row.cells)
            if cell.item.tone is tone
        ]
        colours = f"fill:{paint.fill},stroke:{paint.border},color:{paint.ink}"
        yield f"  classDef {_name_class(tone)} {colours}"
        yield f"  class {','.join(cells)} {_name_class(tone)}"
