"""The network chart: who agrees with whom, from any square matrix or networkx graph."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isfinite
from typing import TYPE_CHECKING

import attrs

from stakeholders.charts.chart import Chart
from stakeholders.charts.values import (
    Content,
    Graph,
    Item,
    Layout,
    Line,
    Stroke,
    Table,
    Tone,
)
from stakeholders.errors import QuestionError

if TYPE_CHECKING:
    import networkx as nx

_HEADER = ("Who", "With whom", "Tie")
_NAMED = 12


def network_chart(
    labels: "Sequence[str] | nx.Graph[str]",
    ties: "Sequence[Sequence[float]] | None" = None,
    *,
    title: str = "Who agrees with whom",
    threshold: float = 0.0,
    tones: Mapping[str, Tone] | None = None,
    summary: str | None = None,
) -> Chart:
    """Return a network with signed ties: positive ones solid, negative ones dashed.

    A tie's width says its strength beside the strongest. Nodes that agree stand near one another.

    Args:
        labels: the names, or a networkx graph whose edges have a `weight` (1 where they have
            none) and whose nodes may have a `label`.
        ties: the square matrix of the ties, a row for each name: any nested sequence, or an array
            of numpy; the upper half counts, and 0 is no tie.
        title: what the picture is called.
        threshold: leave out ties weaker than this, whatever their sign.
        tones: how to paint the nodes, by name.
        summary: the text alternative; without it, counts and the strongest ties.

    Raises:
        QuestionError: if the matrix is not square, not symmetric, or holds what is no number.

    Example:
        >>> chart = network_chart(["Ana", "Bo", "Cy"], [[0, 1, -1], [1, 0, 0], [-1, 0, 0]])
        >>> [line.stroke.value for line in chart.figure.lines]
        ['solid', 'dashed']
    """
    names, pairs = _read(labels, ties)
    kept = [(i, j, w) for i, j, w in pairs if w and abs(w) >= threshold]
    strongest = max((abs(w) for _, _, w in kept), default=1.0)
    painted = tones or {}
    boxes = tuple(
        Item(key=f"node {i}", title=name, tone=painted.get(name, Tone.PERSON), tip=name)
        for i, name in enumerate(names)
    )
    lines = tuple(_make_line(names, i, j, w, strongest) for i, j, w in kept)
    boxes = tuple(_tell(box, lines) for box in boxes)
    return Chart(_describe(Graph(boxes=boxes, lines=lines, layout=Layout.FORCES), title, summary))


def _read(
    labels: "Sequence[str] | nx.Graph[str]", ties: Sequence[Sequence[float]] | None
) -> tuple[list[str], list[tuple[int, int, float]]]:
    if ties is None:
        return _read_graph(labels)  # type: ignore[arg-type]  # without ties, it is a graph
    names = [str(label) for label in labels]
    rows = [[float(value) for value in row] for row in ties]
    if len(rows) != len(names) or any(len(row) != len(names) for row in rows):
        raise QuestionError(f"the ties of {len(names)} names must be {len(names)} rows of as many")
    pairs = []
    for i, row in enumerate(rows):
        for j in range(i + 1, len(names)):
            if not isfinite(row[j]):
                raise QuestionError(f"the tie of {names[i]} and {names[j]} is no number: {row[j]}")
            if row[j] != rows[j][i]:
                raise QuestionError(
                    f"the tie of {names[i]} and {names[j]} is {row[j]} one way and {rows[j][i]} "
                    "the other: it must be the same"
                )
            pairs.append((i, j, row[j]))
    return names, pairs


def _read_graph(graph: "nx.Graph[str]") -> tuple[list[str], list[tuple[int, int, float]]]:
    number = {node: i for i, node in enumerate(graph.nodes)}
    names = [str(graph.nodes[node].get("label", node)) for node in number]
    edges = graph.edges(data="weight", default=1.0)
    pairs = [(number[a], number[b], float(weight)) for a, b, weight in edges]
    return names, [(i, j, w) for i, j, w in pairs if i != j]


def _make_line(names: Sequence[str], i: int, j: int, weight: float, strongest: float) -> Line:
    is_positive = weight > 0
    said = "agree" if is_positive else "disagree"
    return Line(
        tail=f"node {i}",
        head=f"node {j}",
        stroke=Stroke.SOLID if is_positive else Stroke.DASHED,
        is_directed=False,
        tone=Tone.STRONGLY_SUPPORT if is_positive else Tone.STRONGLY_OPPOSE,
        weight=abs(weight) / strongest,
        tip=f"{names[i]} and {names[j]} {said}: {weight:g}",
    )


def _tell(box: Item, lines: Iterable[Line]) -> Item:
    own = [line for line in lines if box.key in {line.tail, line.head}]
    agree = sum(line.stroke is Stroke.SOLID for line in own)
    said = f"agrees with {agree}, disagrees with {len(own) - agree}"
    facts = tuple(("Tie", line.tip) for line in own)
    return attrs.evolve(box, tip=f"{box.title}: {said}", facts=facts)


def _describe(figure: Graph, title: str, summary: str | None) -> Content:
    positive = sum(line.stroke is Stroke.SOLID for line in figure.lines)
    negative = len(figure.lines) - positive
    subtitle = f"{len(figure.boxes)} nodes, {positive} agreeing and {negative} disagreeing ties"
    strongest = sorted(figure.lines, key=lambda line: -line.weight)[:_NAMED]
    told = [f"{title}: {subtitle}.", *(f"{line.tip}." for line in strongest)]
    return Content(
        kind="network-chart",
        title=title,
        subtitle=subtitle,
        summary=summary or " ".join(told),
        figure=figure,
        notes=tuple(_list_notes(positive, negative)),
        table=Table(header=_HEADER, rows=tuple(_list_rows(figure))),
    )


def _list_notes(positive: int, negative: int) -> Iterator[str]:
    if positive:
        yield "Solid: they agree, the wider the more."
    if negative:
        yield "Dashed: they disagree."


def _list_rows(figure: Graph) -> Iterator[tuple[str, ...]]:
    titles = {item.key: item.title for item in figure.boxes}
    for line in figure.lines:
        yield titles[line.tail], titles[line.head], line.tip.rsplit(": ", 1)[-1]
