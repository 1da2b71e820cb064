"""Places and routes from Graphviz, for graphs too dense for our own layouts; the boxes are ours.

It is asked for through the `graphviz` package (extra `graphviz`), which needs the programs of
Graphviz on the machine.
"""

from collections.abc import Iterable, Iterator
from importlib import import_module

from stakeholders.charts.fonts import shorten
from stakeholders.charts.layouts.sizes import Sized, size_items
from stakeholders.charts.layouts.ties import TRACES
from stakeholders.charts.scene import FACES, Anchor, Box, Drawing, Ink, Path, Shape, Trace, Words
from stakeholders.charts.values import Graph, Layout, Line
from stakeholders.errors import MissingExtraError, StakeholdersError

_INCH = 72.0
_ENGINES = {Layout.TREE: "dot", Layout.LAYERS: "dot", Layout.FORCES: "sfdp"}
_MOST_LINES = 7
_LABEL = 150.0


def draw_with_graphviz(figure: Graph) -> Drawing:
    """Set boxes where Graphviz sets them, and lines along the routes it finds.

    Raises:
        MissingExtraError: if the `graphviz` package is not installed.
        StakeholdersError: if the programs of Graphviz are not on the machine, or fail.
    """
    try:
        package = import_module("graphviz")
    except ImportError:
        raise MissingExtraError("a layout by Graphviz", "graphviz") from None
    sized = size_items(figure.boxes, most=_MOST_LINES)
    number = {item.key: i for i, item in enumerate(figure.boxes)}
    ties: list[_Tie] = [
        (number[parent], number[child], None) for child, parent in figure.parents.items()
    ]
    ties += [(number[line.tail], number[line.head], line) for line in figure.lines]
    source = package.Source("\n".join(_write(figure, sized, ties)), engine=_ENGINES[figure.layout])
    try:
        plain = source.pipe(format="plain", encoding="utf-8", quiet=True)
    except (package.ExecutableNotFound, package.CalledProcessError) as error:
        reason = " ".join(str(error).split())
        raise StakeholdersError(f"Graphviz did not lay this out: {reason}") from None
    return _read(figure, sized, ties, plain)


_Tie = tuple[int, int, Line | None]


def _write(figure: Graph, sized: Iterable[Sized], ties: Iterable[_Tie]) -> Iterator[str]:
    """Yield the graph as DOT: boxes as large as ours, and no texts but the room of labels."""
    direction = "LR" if figure.layout is Layout.LAYERS else "TB"
    overlap = "prism" if figure.layout is Layout.FORCES else "true"
    yield f"digraph {{ graph [rankdir={direction}, overlap={overlap}, splines=true, nodesep=0.2];"
    yield 'node [shape=box, fixedsize=true, label=""];'
    for i, one in enumerate(sized):
        yield f"n{i} [width={one.width / _INCH:.4f}, height={one.height / _INCH:.4f}];"
    for tail, head, line in ties:
        is_directed = line is not None and line.is_directed
        label = ', label="0000000000000000"' if line is not None and line.label else ""
        yield f"n{tail} -> n{head} [dir={'forward' if is_directed else 'none'}{label}];"
    yield "}"


def _read(figure: Graph, sized: list[Sized], ties: list[_Tie], plain: str) -> Drawing:
    """Read Graphviz's plain format: inches, from the lower left corner."""
    boxes: list[Box] = []
    paths: list[Shape] = []
    height = 0.0
    waiting: dict[tuple[str, str], list[_Tie]] = {}
    for tie in ties:
        waiting.setdefault((f"n{tie[0]}", f"n{tie[1]}"), []).append(tie)
    width = 0.0
    for row in plain.splitlines():
        what, *words = row.split()
        if what == "graph":
            width, height = float(words[1]) * _INCH, float(words[2]) * _INCH
        elif what == "node":
            i = int(words[0][1:])
            title, lines, status, wide, high = sized[i]
            x, y = float(words[1]) * _INCH - wide / 2, height - float(words[2]) * _INCH - high / 2
            boxes.append(Box(figure.boxes[i], x, y, wide, high, title, lines, status))
        elif what == "edge":
            line = waiting[words[0], words[1]].pop(0)[2]
            paths += _draw(line, words, height)
    return Drawing(width, height, [*paths, *boxes])


def _draw(line: Line | None, words: list[str], height: float) -> Iterator[Shape]:
    count = int(words[2])
    numbers = [float(word) * _INCH for word in words[3 : 3 + 2 * count]]
    points = [(x, height - y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
    (x, y), *rest = points
    data = f"M{x:.1f} {y:.1f}C{' '.join(f'{x:.1f} {y:.1f}' for x, y in rest)}"
    if line is None:
        yield Path(data, Trace.TIE)
        return
    yield Path(data, TRACES[line.stroke], has_arrow=line.is_directed, tone=line.tone, tip=line.tip)
    if line.label:
        left, top = (float(word) * _INCH for word in words[4 + 2 * count : 6 + 2 * count])
        said = shorten(line.label, _LABEL, FACES[Ink.LABEL].size)
        yield Words(left, height - top + 4, said, Ink.LABEL, Anchor.MIDDLE, has_halo=True)
