"""What it costs to draw an org chart, beside `dot -Tsvg` on the same tree.

Run `python benchmarks/org_chart.py`; it needs Graphviz and takes some ten minutes. Ours is the CPU
time of laying out and writing the SVG in process, Graphviz's that of the whole process, for it has
no other way in. Medians; the two take turns. Two trees of boxes with two lines of text each:

- reports: every manager has one to eight reports, at random, level by level;
- random: everybody reports to anybody who came before, at random.

And bodies of seats in eight groups, to see that time and size grow with the seats.
"""

import random
import resource
import statistics
import subprocess
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from stakeholders.charts.chart import Chart
from stakeholders.charts.values import Content, Graph, Item, Table, Tone

SIZES = (20, 200, 2_000, 10_000)
GROWTH = (1_000, 10_000, 100_000)
FIRST_NAMES = ("Ana", "Bo", "Chidi", "Dee", "Eun-ji", "Farid", "Grete", "Hana")
LAST_NAMES = ("Ruiz", "Lindqvist", "Okafor", "Oduya", "Park", "Haddad", "Novak", "Sato")
OFFICES = ("Office of Water", "Harbour Works", "Public Health", "Schools", "Parks and Trees")


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


def make_item(number: int, chance: random.Random, tone: Tone = Tone.PERSON) -> Item:
    """Return a box of two lines."""
    name = f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)} {number}"
    return Item(key=f"n{number}", title=name, lines=(chance.choice(OFFICES),), tip=name, tone=tone)


def make_chart(items: list[Item], parents: dict[str, str]) -> Chart:
    """Return the chart of a tree."""
    graph = Graph(boxes=tuple(items), parents=parents)
    table = Table(header=(), rows=())
    return Chart(Content(kind="org-chart", title="Tree", summary="", figure=graph, table=table))


def make_tree(kind: str, size: int) -> Chart:
    """Return the chart of one of the two trees."""
    chance = random.Random(size)
    items = [make_item(n, chance) for n in range(size)]
    above = make_parents(kind, size, chance)
    return make_chart(items, {f"n{n}": f"n{p}" for n, p in enumerate(above) if p is not None})


def make_body(seats: int) -> Chart:
    """Return the chart of a body whose seats are in eight groups."""
    chance = random.Random(seats)
    groups = [make_item(n, chance, Tone.HEADING) for n in range(1, 9)]
    items = [make_item(n, chance) for n in range(9, seats + 9)]
    parents = {item.key: "n0" for item in groups}
    parents |= {item.key: f"n{n % 8 + 1}" for n, item in enumerate(items)}
    return make_chart([make_item(0, chance, Tone.BODY), *groups, *items], parents)


def write_plain_dot(chart: Chart) -> str:
    """Return the same tree as DOT, with nothing that would cost Graphviz more."""
    graph = chart.content.figure
    assert isinstance(graph, Graph)  # noqa: S101 - make_chart gave one
    boxes = [f'{item.key} [label="{item.title}\\n{item.lines[0]}"];' for item in graph.boxes]
    lines = [f"{parent} -> {child};" for child, parent in graph.parents.items()]
    return "\n".join(["digraph {", "node [shape=box];", *boxes, *lines, "}"])


def spend_dot(source: Path) -> float:
    """Return the CPU seconds of Graphviz."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(["dot", "-Tsvg", str(source), "-o", "/dev/null"], check=True)  # noqa: S607
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def spend_ours(chart: Chart) -> tuple[float, int]:
    """Return the CPU seconds of layout and SVG, and the size of the text."""
    start = time.process_time()
    svg = chart.to_svg()
    return time.process_time() - start, len(svg)


def compare(kind: str, size: int, folder: Path) -> None:
    """Print both medians of one tree, and their ratio."""
    chart = make_tree(kind, size)
    source = folder / "tree.dot"
    source.write_text(write_plain_dot(chart), encoding="utf-8")
    runs = 3 if size >= GROWTH[1] else 9
    ours, theirs = [], []
    spend_ours(chart)
    for _ in range(runs):
        theirs.append(spend_dot(source))
        ours.append(statistics.median(spend_ours(chart)[0] for _ in range(5)))
    mine, other = statistics.median(ours), statistics.median(theirs)
    print(f"{kind:8} {size:7,} boxes: {mine * 1e3:8.1f} ms, dot {other * 1e3:9.1f} ms: "
          f"{other / mine:6.0f} times")  # fmt: skip


def main() -> None:
    """Print the comparison and the growth."""
    with tempfile.TemporaryDirectory() as folder:
        for kind in ("reports", "random"):
            for size in SIZES:
                compare(kind, size, Path(folder))
    spent = []
    for seats in GROWTH:
        chart = make_body(seats)
        found = [spend_ours(chart) for _ in range(5)]
        spent.append((statistics.median(cpu for cpu, _ in found), found[0][1]))
        print(
            f"body     {seats:7,} seats: {spent[-1][0] * 1e3:8.1f} ms, {spent[-1][1]:,} characters"
        )
    for (one, small), (two, large) in pairwise(spent):
        print(f"ten times the seats: {two / one:.1f} times the time, {large / small:.1f} the size")


if __name__ == "__main__":
    main()
