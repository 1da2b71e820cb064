"""Lines between boxes of a tree that are not its hierarchy: advice, funding and the like."""

from stakeholders.charts.scene import Box, Ink, Path, Shape, Trace, Words, measure_ink
from stakeholders.charts.values import Line, Stroke

_REACH = 22.0
TRACES = {Stroke.SOLID: Trace.TIE, Stroke.DOTTED: Trace.DOTTED, Stroke.DASHED: Trace.DASHED}


def draw_tie(line: Line, tail: Box, head: Box) -> tuple[list[Shape], float]:
    """Return the shapes of a line from one box to another, and how far they reach to the right.

    Boxes that stand over one another get a bracket at their right, with the label beside it; for
    others, a curve runs behind the boxes.
    """
    start, end = (tail.y + tail.height / 2, head.y + head.height / 2)
    trace = TRACES[line.stroke]
    rights = (tail.x + tail.width, head.x + head.width)
    if max(tail.x, head.x) < min(rights):
        right = max(rights) + _REACH
        data = f"M{rights[0]:.1f} {start:.1f}H{right:.1f}V{end:.1f}H{rights[1]:.1f}"
        label = Words(right + 6, (start + end) / 2 + 4, line.label, Ink.LABEL)
        reach = right + 6 + measure_ink(line.label, Ink.LABEL)
        path = Path(data, trace, has_arrow=line.is_directed, tip=line.tip)
        return [path, label], reach
    x0, x1 = tail.x + tail.width / 2, head.x + head.width / 2
    middle = (start + end) / 2
    data = f"M{x0:.1f} {start:.1f}C{x0:.1f} {middle:.1f} {x1:.1f} {middle:.1f} {x1:.1f} {end:.1f}"
    return [Path(data, trace, has_arrow=False, tip=line.tip)], 0.0
