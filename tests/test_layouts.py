"""Nothing overlaps, nothing is cut, and lines lead only between a box and the one above it."""

import re
import sys
from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stakeholders import MissingExtraError, QuestionError, StakeholdersError, load
from stakeholders.charts.escaping import escape, escape_all
from stakeholders.charts.fonts import wrap, wrap_all
from stakeholders.charts.layouts.forces import draw_forces
from stakeholders.charts.layouts.graphviz import draw_with_graphviz
from stakeholders.charts.layouts.layers import draw_layers
from stakeholders.charts.layouts.tree import draw_tree
from stakeholders.charts.org_chart import org_chart
from stakeholders.charts.relation_map import relation_map
from stakeholders.charts.scene import (
    FACES,
    Anchor,
    Box,
    Drawing,
    Ink,
    Path,
    Words,
    make_boxes,
    measure_ink,
)
from stakeholders.charts.values import Graph, Item, Layout, Line, Tone

NAMES = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["Ana Ruiz", "W" * 300, "Committee for Public Counsel Services", "ש" * 50]),
)
LINE_HEIGHT = 15


@st.composite
def graphs(draw: st.DrawFn, layout: Layout) -> Graph:
    """Trees and forests of any shape, with headings; or any lines between boxes."""
    count = draw(st.integers(1, 40))
    boxes, parents, lines = [], {}, []
    for n in range(count):
        tone = draw(st.sampled_from([Tone.PERSON, Tone.LEFT, Tone.HEADING]))
        texts = draw(st.lists(NAMES, max_size=2))
        status = draw(st.one_of(st.none(), NAMES))
        title = draw(NAMES)
        boxes.append(Item(key=f"k{n}", title=title, lines=tuple(texts), status=status, tone=tone))
        above = draw(st.integers(-1, n - 1))
        if above >= 0 and layout is Layout.TREE:
            parents[f"k{n}"] = f"k{above}"
        elif above >= 0:
            ends = [f"k{n}", f"k{above}"]
            tail, head = ends if draw(st.booleans()) else reversed(ends)
            lines.append(Line(tail=tail, head=head, label=draw(NAMES)))
    return Graph(boxes=tuple(boxes), lines=tuple(lines), parents=parents, layout=layout)


def list_boxes(drawing: Drawing) -> list[Box]:
    return [shape for shape in drawing.shapes if isinstance(shape, Box)]


def assert_apart(boxes: Iterable[Box]) -> None:
    """No two boxes overlap: a sweep from left to right over those that are open."""
    open_: list[Box] = []
    for box in sorted(boxes, key=lambda b: b.x):
        open_ = [other for other in open_ if other.x + other.width > box.x + 0.01]
        for other in open_:
            apart = box.y >= other.y + other.height - 0.01 or other.y >= box.y + box.height - 0.01
            assert apart, (box, other)
        open_.append(box)


def assert_texts_fit(boxes: Iterable[Box]) -> None:
    for box in boxes:
        texts = [(text, Ink.NAME) for text in box.title]
        texts += [(text, Ink.TEXT) for text in box.lines]
        texts += [(text, Ink.STATUS) for text in box.status]
        for text, ink in texts:
            assert measure_ink(text, ink) <= box.width - 10, (text, box.width)
        assert len(texts) * LINE_HEIGHT <= box.height


def assert_within(drawing: Drawing) -> None:
    for box in list_boxes(drawing):
        assert box.x >= -0.01
        assert box.y >= -0.01
        assert box.x + box.width <= drawing.width + 0.01
        assert box.y + box.height <= drawing.height + 0.01


def check(drawing: Drawing, figure: Graph) -> None:
    boxes = list_boxes(drawing)
    assert [box.item for box in boxes] == list(figure.boxes)
    assert_apart(boxes)
    assert_texts_fit(boxes)
    assert_within(drawing)


@given(graphs(Layout.TREE))
@settings(max_examples=150, deadline=None)
def test_trees_of_any_shape(figure: Graph) -> None:
    drawing = draw_tree(figure)
    check(drawing, figure)
    placed = {box.item.key: box for box in list_boxes(drawing)}
    for child, parent in figure.parents.items():
        assert placed[child].y >= placed[parent].y + placed[parent].height


@given(graphs(Layout.LAYERS))
@settings(max_examples=80, deadline=None)
def test_layers_of_any_graph(figure: Graph) -> None:
    drawing = draw_layers(figure)
    boxes = list_boxes(drawing)
    assert {box.item.key for box in boxes} == {item.key for item in figure.boxes}
    assert_apart(boxes)
    assert_texts_fit(boxes)
    assert_within(drawing)


@given(graphs(Layout.LAYERS))
@settings(max_examples=60, deadline=None)
def test_labels_of_lines_meet_no_box_and_no_other_label(figure: Graph) -> None:
    drawing = draw_layers(figure)
    words = [shape for shape in drawing.shapes if isinstance(shape, Words)]
    spans: list[Box] = []
    for word in words:
        half = measure_ink(word.text, word.ink) / 2
        assert word.anchor is Anchor.MIDDLE
        item = Item(key=f"label {len(spans)}", title=word.text)
        spans.append(Box(item, word.x - half, word.y - 10, 2 * half, 12, (), (), ()))
    assert_apart([*list_boxes(drawing), *spans])


@given(graphs(Layout.FORCES))
@settings(max_examples=60, deadline=None)
def test_forces_of_any_graph(figure: Graph) -> None:
    check(draw_forces(figure), figure)


def make_body(number: int, groups: int) -> Graph:
    """A body of so many seats in so many groups, as an org chart has them."""
    boxes = [Item(key="body", title="Council on Everything", tone=Tone.BODY)]
    parents = {}
    for group in range(groups):
        boxes.append(Item(key=f"g{group}", title=f"Sector {group}", tone=Tone.HEADING))
        parents[f"g{group}"] = "body"
    for n in range(number):
        lines = (f"Office of the matter numbered {n % 37}",)
        status = "resigned 14 or 15 Sep 2011" if n % 4 == 0 else None
        boxes.append(Item(key=f"m{n}", title=f"Somebody Number {n}", lines=lines, status=status))
        parents[f"m{n}"] = f"g{n % groups}" if groups else "body"
    return Graph(boxes=tuple(boxes), parents=parents)


@pytest.mark.parametrize("number", [5, 20, 60, 200, 2_000])
@pytest.mark.parametrize("groups", [0, 3, 8])
def test_bodies_of_every_size(number: int, groups: int) -> None:
    figure = make_body(number, groups)
    drawing = draw_tree(figure)
    check(drawing, figure)
    if number <= 60:
        assert drawing.width <= 1080


def test_a_chain_of_a_thousand_overflows_nothing() -> None:
    boxes = tuple(Item(key=f"k{n}", title=f"Level {n}") for n in range(1_000))
    parents = {f"k{n}": f"k{n - 1}" for n in range(1, 1_000)}
    check(draw_tree(Graph(boxes=boxes, parents=parents)), Graph(boxes=boxes, parents=parents))


def test_size_grows_with_the_boxes() -> None:
    sizes = []
    for number in (1_000, 2_000, 4_000):
        tree = draw_tree(make_body(number, 8))
        sizes.append(sum(len(shape.data) for shape in tree.shapes if isinstance(shape, Path)))
    assert all(1.8 < later / earlier < 2.2 for earlier, later in pairwise(sizes))


def test_lines_of_a_tree_end_at_the_edges_of_boxes() -> None:
    figure = make_body(20, 3)
    drawing = draw_tree(figure)
    boxes = list_boxes(drawing)
    data = next(shape.data for shape in drawing.shapes if isinstance(shape, Path))
    ticks = re.findall(r"M(-?[\d.]+) (-?[\d.]+)h(\d+)", data)
    ends = [(float(x) + float(reach), float(y)) for x, y, reach in ticks]
    assert len(ends) == 23  # a tick for each seat and each heading
    for x, y in ends:
        assert any(abs(box.x - x) < 0.11 and box.y < y < box.y + box.height for box in boxes)


def test_the_task_force_prints_on_a4_at_eight_points() -> None:
    svg = org_chart(load("data/secure-communities"), "task-force").to_svg()
    found = re.search(r'viewBox="0 0 (\d+) (\d+)"', svg)
    assert found is not None
    width, height = map(int, found.groups())
    points = 72 / 25.4
    scale = min(277 * points / width, 190 * points / height)
    assert min(face.size for face in FACES.values()) * scale >= 8
    assert width <= 1200


@given(graphs(Layout.LAYERS))
@settings(max_examples=15, deadline=None)
def test_graphviz_sets_every_box_and_line_and_no_box_meets_another(figure: Graph) -> None:
    drawing = draw_with_graphviz(figure)
    boxes = list_boxes(drawing)
    assert {box.item.key for box in boxes} == {item.key for item in figure.boxes}
    assert sum(isinstance(shape, Path) for shape in drawing.shapes) == len(figure.lines)
    assert_apart(boxes)
    assert_texts_fit(boxes)


def test_a_chart_takes_it_as_its_engine() -> None:
    chart = relation_map(load("data/secure-communities"))
    assert chart.to_svg(engine="graphviz").count("<g class=") == chart.to_svg().count("<g class=")


def test_what_is_missing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    chart = relation_map(load("data/secure-communities"))
    with pytest.raises(QuestionError, match="no engine 'dot'"):
        chart.to_svg(engine="dot")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(StakeholdersError, match="Graphviz did not lay this out"):
        chart.to_svg(engine="graphviz")
    monkeypatch.setitem(sys.modules, "graphviz", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'stakeholders\[graphviz\]'"):
        chart.to_svg(engine="graphviz")


@given(st.lists(NAMES), st.booleans())
@settings(deadline=None)
def test_texts_wrapped_together_break_as_each_does_alone(texts: list[str], bold: bool) -> None:  # noqa: FBT001 - drawn
    alone = [tuple(wrap(text, 156, 12.5, bold=bold)) for text in texts]
    assert wrap_all(texts, 156, 12.5, bold=bold) == alone


@given(st.lists(st.text(alphabet=st.sampled_from('ab &<>"\n\t\x00\xa0\u200bé\ud800\uffff'))))
def test_texts_escaped_together_are_as_each_alone(texts: list[str]) -> None:
    assert list(escape_all(texts)) == list(map(escape, texts))


def test_boxes_made_together_are_those_made_one_by_one() -> None:
    item = Item(key="a", title="Ana Ruiz")
    fields = (item, 1.0, 2.0, 174.0, 27.0, ("Ana Ruiz",), (), ())
    assert make_boxes(*([field] for field in fields)) == [Box(*fields)]
