"""Matrices of everybody and forecasts as pictures: right signs, nothing cut, nothing overlapping."""

import json
from collections.abc import Iterator
from itertools import combinations
from math import isclose
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stakeholders import QuestionError, load, loads
from stakeholders.analysis import Statements, make_one_mode, make_two_mode
from stakeholders.analysis.forecast import Challenge, Mean, Median, Players, make_players
from stakeholders.charts.agreement_matrix import agreement_matrix
from stakeholders.charts.chart import Chart
from stakeholders.charts.forecast_chart import forecast_chart
from stakeholders.charts.layouts.beam import draw_beam
from stakeholders.charts.layouts.sizes import PAGE
from stakeholders.charts.layouts.square import draw_square
from stakeholders.charts.matrix_chart import matrix_chart
from stakeholders.charts.scene import (
    Anchor,
    Dot,
    Drawing,
    Ink,
    Mark,
    Rect,
    Shape,
    Words,
    measure_ink,
)
from stakeholders.charts.values import Beam, Matrix, Outcome, Tone
from stakeholders.cli import main

DATA = Path(__file__).parent.parent / "data"
HARBOUR = """
sources:
  post: {title: The Harbour Post, date: 2020-03-01, url: https://example.org/post}
people:
  ana: {name: Ana Ruiz}
  bo: {name: Bo Lind}
  cy: {name: Cy Ito}
  dee: {name: Dee Oduya}
topics:
  toll: {proposition: Ships should pay a toll., label: Toll}
  dredge: {proposition: The harbour should be dredged., label: Dredge}
  quay: {proposition: The quay should be longer., label: Quay}
stances:
- {holder: [ana, bo], topic: toll, position: support, basis: stated, quote: Make them pay.,
   sources: [post]}
- {holder: cy, topic: toll, position: oppose, basis: stated, date: 2020-02-01, sources: [post]}
- {holder: [ana, bo, cy], topic: dredge, position: support, basis: stated, date: 2020-02-01,
   sources: [post]}
- {holder: dee, topic: quay, position: support, basis: stated, date: 2020-02-01, sources: [post]}
"""


def draw_invented(count: int, topics: int = 2) -> Chart:
    """Return the matrix of invented actors who are by turns for and against a toll and more."""
    rows = [(n, k) for n in range(count) for k in range(topics)]
    said = Statements.of(
        actor=[f"Harbour Association {n:03}" for n, _ in rows],
        concept=[f"topic {k}" for _, k in rows],
        value=[n % (k + 2) == 0 for n, k in rows],
    )
    return matrix_chart(make_one_mode(said, qualifier="subtract"))


def get_matrix(chart: Chart) -> Matrix:
    assert isinstance(chart.figure, Matrix)
    return chart.figure


def get_beam(chart: Chart) -> Beam:
    assert isinstance(chart.figure, Beam)
    return chart.figure


def list_tones(chart: Chart) -> list[list[str]]:
    return [[cell.item.tone.value for cell in row.cells] for row in get_matrix(chart).rows]


def walk(shapes: list[Shape] | tuple[Shape, ...]) -> Iterator[Shape]:
    for shape in shapes:
        if isinstance(shape, Mark):
            yield from walk(shape.shapes)
        else:
            yield shape


def list_words(drawing: Drawing) -> list[tuple[Words, float, float]]:
    """Return every text with the x of its two ends."""
    found = []
    for shape in walk(drawing.shapes):
        if isinstance(shape, Words):
            width = measure_ink(shape.text, shape.ink)
            shift = {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[shape.anchor]
            found.append((shape, shape.x - shift, shape.x - shift + width))
    return found


def check_words(drawing: Drawing) -> None:
    """Check that no text leaves the drawing, and that no two stand on one another."""
    words = list_words(drawing)
    for word, begin, end in words:
        assert begin >= -0.1, word
        assert end <= drawing.width + 0.1, word
        assert 0 <= word.y <= drawing.height, word
    for (one, begin, end), (other, first, last) in combinations(words, 2):
        if abs(one.y - other.y) < 11:
            assert end <= first + 0.1 or last <= begin + 0.1, (one, other)


def test_a_cell_tells_agreement_conflict_both_alike_and_nothing_in_common() -> None:
    chart = agreement_matrix(loads(HARBOUR), by="none")
    names = [row.item.title for row in get_matrix(chart).rows]
    assert names == ["Ana Ruiz", "Bo Lind", "Cy Ito", "Dee Oduya"]
    assert list_tones(chart) == [
        ["no-statement", "support", "neutral", "no-statement"],
        ["support", "no-statement", "neutral", "no-statement"],
        ["neutral", "neutral", "no-statement", "no-statement"],
        ["no-statement", "no-statement", "no-statement", "no-statement"],
    ]


def test_a_cell_has_the_words_and_the_sources_behind_it() -> None:
    chart = agreement_matrix(loads(HARBOUR), by="none", topics=["toll"])
    cell = get_matrix(chart).rows[0].cells[1].item
    assert cell.tip == "Ana Ruiz and Bo Lind: agree: 1, 2 statements"
    assert cell.facts == (
        ("toll", "ana: support “Make them pay.”"),
        ("toll", "bo: support “Make them pay.”"),
    )
    assert cell.sources == ("post",)
    assert [reference.id for reference in chart.content.references] == ["post"]


def test_repeating_oneself_counts_once() -> None:
    again = "- {holder: ana, topic: toll, position: support, basis: stated, sources: [post]}\n"
    once, twice = (agreement_matrix(loads(HARBOUR + more)) for more in ("", again))
    assert list_tones(once) == list_tones(twice)


def test_the_picture_in_words_says_who_is_where_and_how_often_they_agree() -> None:
    chart = agreement_matrix(loads(HARBOUR), by="camps", topics=["toll"])
    assert chart.alt_text() == (
        "Two camps: 3 in all; 3 actors, 3 statements; balance Q 1.000. "
        "Camp 1: 2 actors: Ana Ruiz and Bo Lind. Inside, 1 of 1 pairs agree and 0 disagree; "
        "with others, 0 of 2 pairs agree and 2 disagree. "
        "Camp 2: 1 actor: Cy Ito. Inside, 0 of 0 pairs agree and 0 disagree; "
        "with others, 0 of 2 pairs agree and 2 disagree."
    )
    assert chart.content.table.rows[0] == (
        *("Ana Ruiz", "Camp 1: 2 actors", "Bo Lind", "Cy Ito", ""),
    )


def test_groups_stand_in_the_order_they_are_named_in() -> None:
    said = Statements.of(actor=["a", "b", "c"], concept=["x"] * 3, value=[True, False, True])
    network = make_one_mode(said, qualifier="subtract")
    chart = matrix_chart(network, {"b": "second", "a": "first", "c": "first"})
    assert [row.item.title for row in get_matrix(chart).rows] == ["b", "a", "c"]


def test_a_sign_is_doubled_among_few_only() -> None:
    few, many = draw_invented(12, topics=3), draw_invented(31, topics=3)
    assert "strongly-support" in {tone for row in list_tones(few) for tone in row}
    assert "strongly-support" not in {tone for row in list_tones(many) for tone in row}
    assert (Tone.STRONGLY_SUPPORT, "agree, tie above 2") in few.content.legend


@pytest.mark.parametrize("count", [1, 2, 12, 31, 60])
def test_no_text_of_a_matrix_leaves_it_or_meets_another(count: int) -> None:
    check_words(draw_square(get_matrix(draw_invented(count))))


@pytest.mark.parametrize("qualifier", ["subtract", "congruence", "conflict"])
def test_many_are_drawn_as_a_matrix_and_conflict_is_drawn_as_such(
    qualifier: str, tmp_path: Path
) -> None:
    file = tmp_path / "network.md"
    words = ["network", "--qualifier", qualifier, "--chart", str(file)]
    assert main([*words, str(DATA / "secure-communities")]) == 0
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "| Who | Group | Agrees with | Disagrees with | Both alike |"
    (aclu,) = [line.split(" | ") for line in lines if line.startswith("| American Civil Lib")]
    assert ("Arturo Venegas Jr." in aclu[2]) == (qualifier != "conflict")
    assert ("Lee Baca" in aclu[3]) == (qualifier != "congruence")


def test_weak_ties_left_out_leave_few_enough_lines(tmp_path: Path) -> None:
    file = tmp_path / "network.md"
    words = ["network", "--threshold", "2", "--chart", str(file)]
    assert main([*words, str(DATA / "secure-communities")]) == 0
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "| Who | With whom | Tie |"
    assert len(lines) > 5


def test_long_names_are_wrapped_among_few() -> None:
    chart = agreement_matrix(load(DATA / "secure-communities"), "task-force", by="camps")
    drawing = draw_square(get_matrix(chart))
    check_words(drawing)
    assert not [word for word, _, _ in list_words(drawing) if "…" in word.text]


def test_cells_stand_on_nothing_else_and_empty_ones_are_not_drawn() -> None:
    chart = agreement_matrix(loads(HARBOUR), by="camps")
    boxes = [s for s in walk(draw_square(get_matrix(chart)).shapes) if isinstance(s, Rect)]
    assert len(boxes) == 4 + 6
    for one, other in combinations(boxes, 2):
        apart_x = one.x + one.width <= other.x or other.x + other.width <= one.x
        apart_y = one.y + one.height <= other.y or other.y + other.height <= one.y
        assert apart_x or apart_y


def test_a_matrix_needs_a_network_of_one_mode_and_groups_that_fit() -> None:
    said = Statements.of(actor=["a", "b"], concept=["x", "x"], value=[True, True])
    with pytest.raises(QuestionError, match="a two-mode network of 2 rows and 1 columns"):
        matrix_chart(make_two_mode(said))
    with pytest.raises(QuestionError, match="groups: no group for 'b'"):
        matrix_chart(make_one_mode(said), {"a": "one"})


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"by": "camp"}, r"by: 'camp' is not known \(did you mean 'camps'\?\)"),
        ({"topics": ["tol"]}, "no topic 'tol'"),
        ({"since": "2031"}, "no statements left"),
    ],
    ids=str,
)
def test_a_wrong_matrix_is_refused(options: dict[str, str], message: str) -> None:
    with pytest.raises(Exception, match=message):
        agreement_matrix(loads(HARBOUR), **options)


def make_voyage() -> Players:
    return make_players(
        ["ana", "bo", "cy"],
        positions=[4, 7, 10],
        powers=[1, 4, 1],
        saliences=[1, 1, 1],
        unit="days of delay",
    )


def draw_voyage() -> Chart:
    players = make_voyage()
    models = {"mean": Mean(), "median": Median(), "challenge": Challenge()}
    return forecast_chart({name: model.forecast(players) for name, model in models.items()})


def test_outcomes_at_one_place_share_a_line() -> None:
    beam = get_beam(draw_voyage())
    assert beam.outcomes == (Outcome(at=7.0, label="mean, median and challenge 7"),)
    assert [label for _, label in beam.ticks] == ["4", "5", "6", "7", "8", "9", "10"]


def test_the_area_of_a_dot_is_the_share_of_the_weight() -> None:
    beam = get_beam(draw_voyage())
    dots = [shape for shape in walk(draw_beam(beam).shapes) if isinstance(shape, Dot)]
    assert [round(weight.share, 3) for weight in beam.weights] == [0.167, 0.667, 0.167]
    assert isclose(dots[1].radius ** 2 / dots[0].radius ** 2, 4)
    assert dots[0].x < dots[1].x < dots[2].x


def test_a_forecast_in_words_has_every_number() -> None:
    chart = draw_voyage()
    assert chart.alt_text().split(". ")[:2] == [
        "What may come: 3 players, positions are days of delay; dots as large as power times "
        "salience",
        "Expected: mean, median and challenge 7",
    ]
    assert chart.content.table.rows[1] == ("bo", "7", "4", "1", "66.7 %", "")


def test_stances_have_the_words_of_their_scale_below() -> None:
    players = make_players(["a", "b"], positions=[-2, 1], powers=[1, 1], saliences=[1, 1])
    steps = Players(members=players.members, scale=(-2.0, 2.0), are_steps=True)
    beam = get_beam(forecast_chart({"mean": Mean().forecast(steps)}))
    words = ["strongly oppose", "oppose", "neutral", "support", "strongly support"]
    assert beam.ticks == tuple(zip((-2.0, -1.0, 0.0, 1.0, 2.0), words, strict=True))


@settings(max_examples=60, deadline=None)
@given(
    positions=st.lists(st.floats(-1e3, 1e3).map(lambda x: round(x, 3)), min_size=1, max_size=12),
    powers=st.lists(st.floats(0.1, 9), min_size=12, max_size=12),
)
def test_no_text_of_a_forecast_leaves_it_or_meets_another(
    positions: list[float], powers: list[float]
) -> None:
    count = len(positions)
    players = make_players(
        [f"Harbour Association {n}" for n in range(count)],
        positions=positions,
        powers=powers[:count],
        saliences=[0.5] * count,
    )
    models = {"mean": Mean(), "median": Median()}
    chart = forecast_chart({name: model.forecast(players) for name, model in models.items()})
    drawing = draw_beam(get_beam(chart))
    assert drawing.width == PAGE
    check_words(drawing)


def test_forecasts_of_different_players_are_refused() -> None:
    players = make_voyage()
    fewer = players.without("cy")
    with pytest.raises(QuestionError, match="forecasts of different players"):
        forecast_chart({"mean": Mean().forecast(players), "median": Median().forecast(fewer)})
    with pytest.raises(QuestionError, match="no forecast to draw"):
        forecast_chart({})


def test_both_are_spelt_in_every_format_that_can_say_them() -> None:
    for chart, refused in (
        (agreement_matrix(loads(HARBOUR)), {"dot", "d2", "puml"}),
        (draw_voyage(), {"dot", "d2", "puml", "mmd"}),
    ):
        for name in ("svg", "html", "dot", "mmd", "d2", "puml", "json", "md", "png", "pdf"):
            if name in refused:
                with pytest.raises(QuestionError, match=r"which .* cannot say; use "):
                    chart.render(name)
            else:
                assert chart.render(name)


def test_vega_lite_has_the_numbers_of_a_forecast() -> None:
    points, rules = json.loads(draw_voyage().to_vegalite())["layer"]
    assert [value["at"] for value in points["data"]["values"]] == [4, 7, 10]
    assert rules["data"]["values"] == [{"at": 7.0, "outcome": "mean, median and challenge 7"}]


def test_the_same_chart_gives_the_same_bytes() -> None:
    assert draw_voyage().to_svg() == draw_voyage().to_svg()
    tracker = loads(HARBOUR)
    assert agreement_matrix(tracker).to_svg() == agreement_matrix(tracker).to_svg()


def test_headings_of_a_matrix_are_told() -> None:
    chart = agreement_matrix(loads(HARBOUR))
    words = list_words(draw_square(get_matrix(chart)))
    headings = [word.text for word, _, _ in words if word.ink is Ink.HEADING]
    assert headings == ["Coalition 1: 3 actors", "Coalition 2: 1 actor"]
