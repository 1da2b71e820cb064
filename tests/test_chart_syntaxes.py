"""Every syntax shows hostile text as text, and the parser of that syntax accepts it."""

import json
import shutil
import subprocess
import unicodedata
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
import vl_convert
from hypothesis import given, settings
from hypothesis import strategies as st

from stakeholders import Position, QuestionError
from stakeholders.charts.chart import FORMATS, Chart
from stakeholders.charts.syntax.dot import escape_dot
from stakeholders.charts.values import (
    Bar,
    Bars,
    Cell,
    Content,
    Figure,
    Graph,
    Interval,
    Intervals,
    Item,
    Lane,
    Lanes,
    Layout,
    Line,
    Matrix,
    Panel,
    Panels,
    Placed,
    Plane,
    Point,
    Row,
    Section,
    Span,
    Spectrum,
    Spot,
    Step,
    Steps,
    Stroke,
    Table,
    Tone,
)

PARSERS = Path(__file__).parent / "parsers"
HOSTILE = [
    'say "hi" \\ and \\N \\l',
    "<script>alert(1)</script> &amp; & <b>",
    "]]> ] } ) > end",
    "end",
    "subgraph x",
    "%%{init: {'theme':'dark'}}%% %% comment",
    "`code` ``` ~~~ **bold** _it_ #hash",
    "two\nlines\r\nand\ttabs",
    "\u202eright to left\u202c \u200f mark \u05e9\u05dc\u05d5\u05dd",
    "emoji \U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f600",
    "W" * 300,
    "word " * 60,
    "null\x00 bell\x07 escape\x1b[31m",
    "${x} $x {{y}} {% z %} @startuml @enduml",
    "javascript:alert(1)",
    "a;b: c, d | e => f --> g --- h",
    "classDef click style linkStyle",
    " ",
]


def make_item(key: str, text: str, tone: Tone = Tone.PERSON) -> Item:
    return Item(
        key=key,
        title=text,
        lines=(text,),
        status=text,
        tone=tone,
        record="ana",
        tip=text,
        facts=((text, text),),
        sources=("s",),
    )


def make_cell(key: str, text: str, tone: Tone) -> Item:
    """A cell's lines are other positions as late as its own, so they are none of a text."""
    return attrs.evolve(make_item(key, text, tone), lines=(), status=None)


def make_graph(text: str, layout: Layout) -> Graph:
    boxes = (
        make_item('k"1<', text),
        make_item("k2", text, Tone.LEFT),
        make_item("k3", text, Tone.HEADING),
        make_item("k4", text, Tone.POSSIBLE),
    )
    lines = (
        Line(tail="k2", head="k4", label=text, stroke=Stroke.DOTTED, tip=text),
        Line(tail="k4", head='k"1<', label=text, is_directed=False, tone=Tone.OPPOSE, weight=0.5),
    )
    parents = {"k2": 'k"1<', "k3": 'k"1<', "k4": "k3"} if layout is Layout.TREE else {}
    return Graph(boxes=boxes, lines=lines, parents=parents, layout=layout)


def make_figures(text: str) -> dict[str, Figure]:
    day, later = date(2020, 1, 1), date(2020, 6, 1)
    item = make_item("i", text)
    point = Point(first=day, last=later, label=text, tone=Tone.LEFT)
    spans = (Span(first=day, last=later, is_certain=False),)
    step = Step(item=item, first=day, last=later, number=2, series=text)
    tree = make_graph(text, Layout.TREE)
    return {
        "tree": tree,
        "layers": make_graph(text, Layout.LAYERS),
        "forces": make_graph(text, Layout.FORCES),
        "panels": Panels(panels=(Panel(heading=text, figure=tree), Panel(heading="b", figure=tree))),
        "lanes": Lanes(
            first=day,
            last=later,
            sections=(Section(heading=text, lanes=(Lane(item=item, spans=spans, points=(point,)),)),),
            events=(point,),
        ),
        "matrix": Matrix(
            columns=(make_item("c", text),),
            rows=(
                Row(item=item, section=text, cells=(Cell(item=make_cell("x", text, Tone.SUPPORT), note=text),)),
                Row(item=make_item("j", text, Tone.LEFT), section=text, cells=(Cell(item=make_cell("y", text, Tone.NO_STATEMENT)),)),
            ),
        ),
        "spectrum": Spectrum(
            positions=tuple(Position),
            placed=(
                Placed(item=item, position=Position.SUPPORT, before=((Position.OPPOSE, text),)),
                Placed(item=make_item("j", text), position=Position.OPPOSE),
            ),
        ),
        "steps": Steps(first=day, last=later, steps=(step,), undated=(step,), events=(point,)),
        "plane": Plane(
            x_label=text,
            y_label=text,
            x_cut=0.4,
            y_cut=0.5,
            quadrants=(text, text, text, text),
            spots=(
                Spot(item=item, x=0.1, y=0.9),
                Spot(item=make_item("j", text, Tone.BODY), x=0.1, y=0.9),
                Spot(item=make_item("k", text, Tone.ORGANIZATION), x=0.9, y=0.0),
            ),
        ),
        "intervals": Intervals(
            left=text,
            right=text,
            rows=(
                Interval(item=item, value=-0.5, low=-1.0, high=0.0),
                Interval(item=make_item("j", text, Tone.LEFT), value=1.0, low=1.0, high=1.0),
            ),
        ),
        "bars": Bars(
            left=text,
            right=text,
            apart=((Tone.NEUTRAL, text),),
            bars=(
                Bar(item=item, section=text, left=((Tone.OPPOSE, 2),), right=((Tone.SUPPORT, 900),), apart=(1,)),
            ),
        ),
    }  # fmt: skip


def make_chart(figure: Figure, text: str) -> Chart:
    table = Table(header=("Who", "What"), rows=((text, text),))
    return Chart(
        Content(
            kind="some-chart",
            title=text,
            subtitle=text,
            summary=text,
            figure=figure,
            legend=((Tone.LEFT, text), (Tone.PERSON, "person")),
            notes=(text,),
            table=table,
        )
    )


def show(text: str) -> str:
    """A text as it is shown: white space and what cannot be shown as single spaces."""
    kept = "".join(c if c.isprintable() or unicodedata.category(c) == "Cf" else " " for c in text)
    return " ".join(kept.replace("\ufffd", " ").split())


def list_charts(name: str) -> list[Chart]:
    """A chart of every figure that a format can say, for every hostile text."""
    return [
        make_chart(figure, text)
        for text in HOSTILE
        for figure in make_figures(text).values()
        if all(
            isinstance(one, FORMATS[name].figures) for one in make_chart(figure, "").content.walk()
        )
    ]


def run(tool: str, *arguments: str, data: str) -> Any:  # noqa: ANN401 - any JSON
    found = shutil.which(tool)
    assert found, f"this test needs {tool}: see CONTRIBUTING.md"
    done = subprocess.run(
        [found, *arguments], input=data, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("figure", list(make_figures("")))
def test_svg_is_xml_that_shows_the_text(figure: str, text: str) -> None:
    svg = make_chart(make_figures(text)[figure], text).to_svg(link="https://example.org/{id}")
    root = ET.fromstring(svg)
    title = root.find("{http://www.w3.org/2000/svg}title")
    assert title is not None
    assert show(title.text or "") == show(text)
    tips = [e.text or "" for e in root.iter("{http://www.w3.org/2000/svg}title")][1:]
    assert any(show(tip) == show(text) for tip in tips)
    assert not list(root.iter("{http://www.w3.org/2000/svg}script"))
    links = {e.get("href") for e in root.iter("{http://www.w3.org/2000/svg}a")}
    assert links == {"https://example.org/ana"}


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_svg_of_any_text_is_xml(text: str) -> None:
    for figure in make_figures(text).values():
        ET.fromstring(make_chart(figure, text).to_svg())


def test_graphviz_reads_the_labels_back() -> None:
    for chart in list_charts("dot"):
        read = run("dot", "-Tdot_json", data=chart.to_dot())
        want = show(chart.title)
        labels = [o["label"] for o in read["objects"] if "label" in o and "nodes" not in o]
        assert labels
        for label in labels:
            lines = [show(undo(line)) for line in label.split("\\n")]
            assert lines[0] == want
            assert lines[1] == want


def undo(label: str) -> str:
    """What Graphviz shows for a label: its escapes and HTML's entities taken back."""
    plain = label.replace("\\\\", "\0").replace('\\"', '"').replace("\0", "\\")
    return plain.replace("&amp;", "&")


def test_mermaid_accepts_all_and_reads_the_labels_back() -> None:
    charts = list_charts("mmd")
    texts = [chart.to_mermaid() for chart in charts]
    found = run("node", str(PARSERS / "mermaid.mjs"), data=json.dumps(texts))
    assert len(found) == len(charts)
    for chart, text, read in zip(charts, texts, found, strict=True):
        assert "error" not in read, f"{read['error']}\n{text}"
        if read["type"] == "flowchart-v2" and isinstance(chart.figure, Graph):
            boxes = [item.title for item in chart.figure.boxes if item.tone is not Tone.HEADING]
            assert len(read["labels"]) >= len(boxes)


def test_d2_accepts_all_and_reads_the_labels_back() -> None:
    charts = list_charts("d2")
    found = run("node", str(PARSERS / "d2.mjs"), data=json.dumps([c.to_d2() for c in charts]))
    for chart, read in zip(charts, found, strict=True):
        assert "error" not in read, f"{read['error']}\n{chart.to_d2()}"
        first = [show(label.split("\n")[0]) for label in read["labels"]]
        assert first.count(show(chart.title)) >= 4


def test_vega_lite_compiles_and_shows_the_text() -> None:
    for chart in list_charts("json"):
        spec = chart.to_vegalite()
        assert show(json.loads(spec)["title"]["text"]) == show(chart.title)
        ET.fromstring(vl_convert.vegalite_to_svg(spec))


def test_markdown_is_one_table_of_text() -> None:
    for chart in list_charts("md"):
        lines = chart.to_markdown().splitlines()
        assert len(lines) == 3
        assert len({line.replace("\\|", "").count("|") for line in lines}) == 1
        assert not any(mark in lines[2].replace("\\<", "").replace("\\`", "") for mark in "<`")


def test_plantuml_keeps_its_frame() -> None:
    for chart in list_charts("puml"):
        lines = chart.to_plantuml().splitlines()
        assert lines[0] == "@startuml"
        assert lines.index("@enduml") == len(lines) - 1
        body = "\n".join(lines[1:-1])
        assert "<script>" not in body
        assert "@" not in body.replace(" #", "")
        assert all(line.count('"') in {0, 2} for line in lines)


@pytest.mark.parametrize("name", [n for n, f in FORMATS.items() if not f.is_binary])
def test_the_same_chart_gives_the_same_bytes(name: str) -> None:
    for chart in list_charts(name)[:8]:
        again = make_chart(chart.figure, chart.title)
        assert chart.render(name) == again.render(name)


def test_mermaid_says_when_a_chart_is_too_large_for_its_hosts() -> None:
    boxes = tuple(make_item(f"k{n}", "somebody with a name") for n in range(600))
    parents = {f"k{n}": f"k{n - 1}" for n in range(1, 600)}
    with pytest.raises(QuestionError, match=r"draw less of it, or use svg"):
        make_chart(Graph(boxes=boxes, parents=parents), "large").to_mermaid()


def test_a_format_that_cannot_say_a_figure_names_those_that_can() -> None:
    chart = make_chart(make_figures("x")["lanes"], "x")
    with pytest.raises(QuestionError, match="some-chart is lanes, which dot cannot say; use svg"):
        chart.to_dot()


def test_escape_dot_leaves_no_quotation_mark_bare() -> None:
    assert escape_dot('a"b\\') == '"a\\"b\\\\"'
