"""Measure org charts beside `dot -Tsvg` on the same tree: `python -m benchmarks.org_chart`.

It needs Graphviz, and takes some ten minutes, nearly all of them Graphviz's. The people of an
invented body report to one another; a box has their name and office. Three ways take turns, by
CPU time:

- drawing: from a chart that is decided to SVG, layout and text, in this process, which is what
  Graphviz does with a graph that is written down;
- whole: from a loaded tracker to SVG; that is to find who sits, to decide what is told of each,
  and the drawing;
- dot: the whole process of Graphviz, from the same boxes and lines as DOT to SVG in a file, for it
  has no other way in. Its text says nothing that would cost it more: no colours, tips or sources.

All must show the same words. Two trees: in `reports`, every manager has one to eight reports, at
random, level by level; in `random`, everybody reports to anybody who came before.
"""

import html
import random
import re
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import stakeholders
from benchmarks.measuring import Goal, Measure, Row, compare, format_rows
from benchmarks.running import Way
from stakeholders.charts.chart import Chart
from stakeholders.charts.org_chart import org_chart
from stakeholders.charts.values import Content, Graph, Item, Table, Tone
from stakeholders.tracker import Tracker

GOALS = {20: Goal(5, 20, 30), 2_000: Goal(20, 50, 65), 10_000: Goal(100, 400, 600)}
GROWTH = (1_000, 10_000, 100_000)
FIRST_NAMES = ("Ana", "Bo", "Chidi", "Dee", "Eun-ji", "Farid", "Grete", "Hana")
LAST_NAMES = ("Ruiz", "Lindqvist", "Okafor", "Oduya", "Park", "Haddad", "Novak", "Sato")
OFFICES = ("Office of Water", "Harbour Works", "Public Health", "Schools", "Parks and Trees")


def measure_org_chart(
    kinds: Iterable[str] = ("reports",), sizes: Iterable[int] = tuple(GOALS)
) -> Iterator[Row]:
    """Yield each tree's drawing beside Graphviz, which has a goal, and the whole way beside it."""
    with tempfile.TemporaryDirectory() as folder:
        for kind in kinds:
            for size in sizes:
                yield from measure_tree(kind, size, Path(folder))


def measure_tree(kind: str, size: int, folder: Path) -> Iterator[Row]:
    """Yield what came out for one tree."""
    ways = make_ways(make_tracker(kind, size), folder)
    found = compare(ways, runs=3 if size >= GROWTH[1] else 7)
    what = f"org chart, {size:,} boxes, {kind}"
    for way, said, goal in (("drawing", "drawn", GOALS.get(size)), ("whole", "decided, too", None)):
        key = "" if goal is None else "P22" if size == min(GOALS) else "P21"
        measure = Measure(key=key, what=f"{what}: {said}", ours=way, opponent="dot", goal=goal)
        yield found.weigh(measure)


def make_ways(tracker: Tracker, folder: Path) -> list[Way]:
    """Return the ways to the picture of a tracker, each with the words that its picture shows."""
    draw = partial(org_chart, tracker, "board", by="reports-to")
    chart = draw()
    source, target = folder / "tree.dot", folder / "tree.svg"
    source.write_text(write_plain_dot(chart), encoding="utf-8")
    times = max(1, 10_000 // len(chart.content.figure.items))
    return [
        Way(name="drawing", call=chart.to_svg, times=times, read=read_boxes),
        Way(name="whole", call=lambda: draw().to_svg(), times=times, read=read_boxes),
        Way(
            name="dot",
            command=("dot", "-Tsvg", str(source), "-o", str(target)),
            read=lambda _: read_boxes(target.read_text(encoding="utf-8")),
        ),
    ]


def read_boxes(svg: object) -> tuple[str, ...]:
    """Return the lines of text in the boxes of an SVG of ours or of Graphviz, sorted."""
    boxes = re.sub(r'<text class="(title|subtitle|label)".*', "", str(svg))
    return tuple(sorted(map(html.unescape, re.findall(r"<text [^>]*>([^<]+)</text>", boxes))))


def make_parents(kind: str, size: int, chance: random.Random) -> list[int | None]:
    """Return the number of who is above each."""
    parents: list[int | None] = [None]
    if kind == "random":
        return [*parents, *(chance.randrange(i) for i in range(1, size))]
    manager = 0
    while len(parents) < size:
        parents += [manager] * min(chance.randint(1, 8), size - len(parents))
        manager += 1
    return parents


def make_tracker(kind: str, size: int) -> Tracker:
    """Return a tracker of a body with so many boxes in its chart: its own, and one for a person."""
    chance = random.Random(size)
    numbers = range(size - 1)
    lines = ["sources: {s: {title: Minutes, date: 2020-01-05}}", "organizations:"]
    lines += [f"  o{n}: {{name: {name}, sources: [s]}}" for n, name in enumerate(OFFICES)]
    lines += ["bodies: {board: {name: Board, sources: [s]}}", "people:"]
    lines += [f"  n{n}: {{name: {make_name(n, chance)}, sources: [s]}}" for n in numbers]
    lines.append("memberships:")
    lines += [
        f"  - {{person: n{n}, body: board, on_behalf_of: [o{chance.randrange(len(OFFICES))}], "
        "sources: [s]}"
        for n in numbers
    ]
    lines.append("relations:")
    lines += [
        f"  - {{subject: n{n}, kind: reports-to, object: n{parent}, sources: [s]}}"
        for n, parent in enumerate(make_parents(kind, size - 1, chance))
        if parent is not None
    ]
    limits = stakeholders.Limits(nodes=100 * size)
    return stakeholders.loads("\n".join(lines), limits=limits)


def make_name(number: int, chance: random.Random) -> str:
    """Return the name of a person."""
    return f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)} {number}"


def write_plain_dot(chart: Chart) -> str:
    """Return the same tree as DOT, with nothing that would cost Graphviz more."""
    graph = chart.content.figure
    assert isinstance(graph, Graph)  # noqa: S101 - an org chart is one
    number = {item.key: n for n, item in enumerate(graph.boxes)}
    labels = ["\\n".join((item.title, *item.lines)) for item in graph.boxes]
    boxes = [f'{n} [label="{label}"];' for n, label in enumerate(labels)]  # no quotes in it
    lines = [f"{number[parent]} -> {number[child]};" for child, parent in graph.parents.items()]
    return "\n".join(["digraph {", "node [shape=box];", *boxes, *lines, "}"])


def make_body(seats: int) -> Chart:
    """Return the chart of a body whose seats are in eight groups."""
    chance = random.Random(seats)
    tones = [Tone.BODY, *[Tone.HEADING] * 8, *[Tone.PERSON] * seats]
    names = [make_name(n, chance) for n in range(len(tones))]
    items = tuple(
        Item(key=f"n{n}", title=name, lines=(chance.choice(OFFICES),), tip=name, tone=tone)
        for n, (name, tone) in enumerate(zip(names, tones, strict=True))
    )
    parents = {item.key: "n0" if n < 9 else f"n{n % 8 + 1}" for n, item in enumerate(items) if n}
    figure, table = Graph(boxes=items, parents=parents), Table(header=(), rows=())
    return Chart(Content(kind="org-chart", title="Body", summary="", figure=figure, table=table))


def measure_growth() -> Iterator[str]:
    """Yield how time and text grow with the seats of a body."""
    before: tuple[float, int] | None = None
    for seats in GROWTH:
        chart = make_body(seats)
        spent = []
        for _ in range(5):
            start = time.process_time()
            text = chart.to_svg()
            spent.append(time.process_time() - start)
        cpu, size = statistics.median(spent), len(text)
        grown = f"; {cpu / before[0]:.1f} x the time, {size / before[1]:.1f} x" if before else ""
        yield f"{seats:,} seats: {cpu * 1e3:.1f} ms, {size:,} characters{grown}"
        before = cpu, size


def main() -> None:
    """Print the comparison and the growth."""
    print(format_rows(list(measure_org_chart(("reports", "random")))), flush=True)
    for line in measure_growth():
        print(line)


if __name__ == "__main__":
    main()
