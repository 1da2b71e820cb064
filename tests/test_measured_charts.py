"""Charts of what is measured: nothing is lost, nothing lies on another, and all is told in words."""

import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stakeholders import QuestionError, Tracker, UnknownIdError, loads
from stakeholders.charts.agreement_shares import agreement_shares
from stakeholders.charts.chart import Chart
from stakeholders.charts.ideal_points import ideal_points
from stakeholders.charts.kinds import make_chart
from stakeholders.charts.layouts.bars import draw_bars
from stakeholders.charts.layouts.intervals import draw_intervals
from stakeholders.charts.layouts.plane import draw_plane
from stakeholders.charts.layouts.sizes import PAGE
from stakeholders.charts.power_interest_grid import power_interest_grid
from stakeholders.charts.scene import Anchor, Drawing, Mark, Rect, Shape, Words, measure_ink
from stakeholders.charts.values import (
    Bar,
    Bars,
    Interval,
    Intervals,
    Item,
    Plane,
    Spot,
    Tone,
)

HARBOUR = """
sources:
  s: {title: Minutes, date: 2020-01-05}
  late: {title: Memoirs, date: 2021-01-05}
people:
  ana: {name: Ana Ruiz, sector: trade, sources: [s]}
  bo: {name: Bo Lind, sector: trade, sources: [s]}
  cy: {name: Cy Marsh, sources: [s]}
  dee: {name: Dee Oduya, sources: [s]}
organizations:
  port: {name: Port Office, sources: [s]}
  birds: {name: Bird Society, sources: [s]}
bodies: {council: {name: Harbour Council, sources: [s]}}
topics:
  toll: {proposition: Ships should pay a toll., label: Toll}
  quay: {proposition: A quay should be built., label: Quay}
  reef: {proposition: The reef should be closed., label: Reef}
memberships:
  - {person: ana, body: council, on_behalf_of: [port], start: 2019, sources: [s]}
  - {person: bo, body: council, start: 2019, sources: [s]}
  - {person: dee, body: council, start: 2019, sources: [s]}
  - {unnamed: 3, body: council, start: 2019, sources: [s]}
departures:
  bo-leaves: {people: [bo], bodies: [council], kind: resigned, date: 2020-05, basis: stated, sources: [s]}
stances:
  - {holder: [ana, port], topic: toll, position: support, basis: stated, date: 2020-01-01, sources: [s]}
  - {holder: [bo, birds], topic: toll, position: strongly-oppose, basis: stated, date: 2020-02-01, sources: [s]}
  - {holder: cy, topic: toll, position: neutral, basis: stated, date: 2020-02-01, sources: [s]}
  - {holder: [ana, port], topic: quay, position: strongly-support, basis: stated, date: 2020-01-01, sources: [s]}
  - {holder: [bo, birds], topic: quay, position: oppose, basis: reported, date: 2020-01-01, sources: [s]}
  - {holder: cy, topic: quay, position: oppose, basis: stated, date: 2020-03-01, sources: [s]}
  - {holder: cy, topic: quay, position: support, basis: stated, date: 2020-03-01, sources: [s]}
  - {holder: birds, topic: reef, position: support, basis: stated, date: 2020-02-01, sources: [late]}
scores:
  - {holder: [port, council], of: power, value: 3, out_of: 3, basis: inferred, date: 2020, sources: [s]}
  - {holder: [bo, birds], of: power, value: 1, out_of: 3, basis: inferred, date: 2020, sources: [s]}
  - {holder: [port, council, bo], of: salience, value: 0.9, topic: quay, basis: stated, sources: [s]}
  - {holder: port, of: salience, value: 0.1, basis: stated, sources: [late]}
"""  # fmt: skip


@pytest.fixture(scope="module")
def harbour() -> Tracker:
    return loads(HARBOUR)


# Agreement shares


def get_bars(chart: Chart) -> Bars:
    assert isinstance(chart.figure, Bars)
    return chart.figure


def test_those_for_stand_right_and_those_against_left(harbour: Tracker) -> None:
    figure = get_bars(agreement_shares(harbour, ["toll"]))
    (bar,) = figure.bars
    assert (figure.left, figure.right) == ("against", "for")
    assert bar.left == ((Tone.OPPOSE, 0), (Tone.STRONGLY_OPPOSE, 2))
    assert bar.right == ((Tone.SUPPORT, 2), (Tone.STRONGLY_SUPPORT, 0))
    assert bar.item.lines == ("50 % for, 50 % against (2 and 2)",)


def test_neutral_mixed_and_silent_have_columns_only_where_there_are_some(harbour: Tracker) -> None:
    said = dict(get_bars(agreement_shares(harbour, ["toll"])).apart).values()
    assert list(said) == ["neutral"]
    figure = get_bars(agreement_shares(harbour))
    assert [said for _, said in figure.apart] == ["neutral", "on both sides"]
    assert [bar.apart for bar in figure.bars] == [(1, 0), (0, 1), (0, 0)]
    figure = get_bars(agreement_shares(harbour, ["toll"], body="council"))
    assert [said for _, said in figure.apart] == ["no statement"]


def test_groups_stand_under_their_topic(harbour: Tracker) -> None:
    chart = agreement_shares(harbour, ["toll"], by="sector")
    assert [(bar.section, bar.item.title) for bar in get_bars(chart).bars] == [
        ("Toll", "trade"),
        ("Toll", "no sector"),
    ]
    chart = agreement_shares(harbour, ["toll"], by="organization")
    assert [bar.item.title for bar in get_bars(chart).bars] == [
        "Bird Society",
        "Port Office",
        "none",
    ]


def test_a_bar_knows_who_said_what(harbour: Tracker) -> None:
    (bar,) = get_bars(agreement_shares(harbour, ["quay"])).bars
    assert ("Statement", "Bird Society: oppose (1 January 2020)") in bar.item.facts
    assert ("On both sides", "Cy Marsh: support (1 March 2020)") in bar.item.facts
    assert bar.item.sources == ("s",)


def test_shares_are_told_in_words_and_as_a_table(harbour: Tracker) -> None:
    chart = agreement_shares(harbour, ["toll"], body="council")
    assert chart.alt_text() == (
        "For and against: Harbour Council; latest stance of each. Toll: 50 % for, 50 % against "
        "(1 and 1): 1 support, 1 strongly oppose, 1 without a statement. The percentages are of "
        "those who are for or against. Seats whose names no source seen prints, and which are in "
        "no count: 3."
    )
    assert chart.content.table.header == (
        "Topic", "For", "Against", "No statement", "Share", "Sources",
    )  # fmt: skip
    assert chart.content.table.rows == (
        ("Toll", "1", "1", "1", "50 % for, 50 % against (1 and 1)", "s"),
    )


def test_bars_left_out_are_counted(harbour: Tracker) -> None:
    notes = agreement_shares(harbour, min_count=2).content.notes
    assert "Left out, for too few stances: Reef." in notes
    notes = agreement_shares(harbour, ["toll"], body="council", by="sector").content.notes
    assert "Left out, for no statement: 1 group on Toll." in notes
    with pytest.raises(QuestionError, match="no topic has 9 stances: ask for fewer"):
        agreement_shares(harbour, min_count=9)


# Ideal points


def get_intervals(chart: Chart) -> Intervals:
    assert isinstance(chart.figure, Intervals)
    return chart.figure


def test_points_go_from_one_end_to_the_other_within_their_intervals(harbour: Tracker) -> None:
    rows = get_intervals(ideal_points(harbour, draws=10)).rows
    assert [row.value for row in rows] == sorted(row.value for row in rows)
    assert all(row.low < row.value < row.high for row in rows)
    assert {row.item.title for row in rows[:2]} == {"Bo Lind", "Bird Society"}
    assert {row.item.title for row in rows[2:]} == {"Ana Ruiz", "Port Office"}


def test_the_ends_are_named_by_the_topics_that_tell(harbour: Tracker) -> None:
    figure = get_intervals(ideal_points(harbour, draws=0))
    assert figure.left == "against: Quay, Toll"
    assert figure.right == "for: Quay, Toll"
    assert all(row.low == row.value == row.high for row in figure.rows)


def test_an_anchor_stands_at_the_right(harbour: Tracker) -> None:
    rows = get_intervals(ideal_points(harbour, draws=0, anchor="birds")).rows
    assert {row.item.title for row in rows[2:]} == {"Bo Lind", "Bird Society"}


def test_a_point_tells_its_statements_and_sources(harbour: Tracker) -> None:
    rows = get_intervals(ideal_points(harbour, draws=0)).rows
    (birds,) = [row.item for row in rows if row.item.record == "birds"]
    assert birds.lines == ("2 statements",)
    assert ("Toll", "strongly oppose (1 February 2020)") in birds.facts
    assert birds.sources == ("s",)


def test_who_and_what_could_not_be_placed_is_named(harbour: Tracker) -> None:
    notes = ideal_points(harbour, draws=0).content.notes
    assert notes[1:] == (
        "Holders left out, no statement on what is kept: Cy Marsh.",
        "Topics left out, used by 1 actor: Reef.",
    )


def test_points_are_told_in_words_and_as_a_table(harbour: Tracker) -> None:
    chart = ideal_points(harbour, draws=10)
    assert chart.alt_text().startswith(
        "Where they stand by all they said; 4 holders on 2 topics, latest stances. "
        "The left end is against: Quay, Toll. The right end is for: Quay, Toll. "
    )
    assert chart.content.table.header == ("Who", "Point", "Low", "High", "Statements", "Sources")
    assert all(len(row) == 6 and "" not in row for row in chart.content.table.rows)


# The power-interest grid


def get_plane(chart: Chart) -> Plane:
    assert isinstance(chart.figure, Plane)
    return chart.figure


def test_stakeholders_stand_by_interest_and_power(harbour: Tracker) -> None:
    figure = get_plane(power_interest_grid(harbour, topic="quay"))
    assert {spot.item.title: (spot.x, round(spot.y, 2)) for spot in figure.spots} == {
        "Port Office": (0.9, 1.0),
        "Harbour Council": (0.9, 1.0),
        "Bo Lind": (0.9, 0.33),
    }
    assert figure.quadrants == (
        "keep satisfied", "manage closely", "monitor", "keep informed",
    )  # fmt: skip


def test_who_lacks_a_score_is_named_below_and_not_placed(harbour: Tracker) -> None:
    chart = power_interest_grid(harbour, topic="quay")
    assert chart.content.notes[-1] == (
        "Not placed, for want of a score: 1. Bird Society (interest: no score)."
    )
    assert chart.content.table.rows[-1] == ("Bird Society", "0.33", "", "not placed", "")


def test_a_spot_tells_its_scores_and_who_left(harbour: Tracker) -> None:
    figure = get_plane(power_interest_grid(harbour, topic="quay", body="council"))
    (bo,) = [spot.item for spot in figure.spots if spot.item.record == "bo"]
    assert bo.tone is Tone.LEFT
    assert bo.facts[:2] == (
        ("Power", "0.33 (1 of 3, inferred, 2020)"),
        ("Interest", "0.9 (0.9, stated)"),
    )
    assert bo.tip == "Bo Lind: power 0.33, interest 0.9; resigned May\N{NO-BREAK SPACE}2020"


def test_the_grid_is_told_in_words(harbour: Tracker) -> None:
    assert power_interest_grid(harbour, topic="quay").alt_text() == (
        "Power and interest: Quay; latest scores. Manage closely (2): Port Office: power 1, "
        "interest 0.9 and Harbour Council: power 1, interest 0.9. Keep satisfied (0): nobody. "
        "Keep informed (1): Bo Lind: power 0.33, interest 0.9; resigned May\N{NO-BREAK SPACE}2020. "
        "Monitor (0): nobody. High is 0.5 or more of power, 0.5 or more of interest, as shares of "
        "the scales on which they were scored. Not placed, for want of a score: 1. "
        "Bird Society (interest: no score)."
    )


def test_a_cut_moves_the_quadrants(harbour: Tracker) -> None:
    chart = power_interest_grid(harbour, topic="quay", interest_cut=0.95)
    assert {row[3] for row in chart.content.table.rows} == {
        "keep satisfied",
        "monitor",
        "not placed",
    }


def test_what_was_known_on_a_day_has_no_later_source(harbour: Tracker) -> None:
    figure = get_plane(power_interest_grid(harbour))
    assert [spot.item.title for spot in figure.spots] == ["Port Office"]
    with pytest.raises(QuestionError, match="nobody has a score of both power and salience"):
        power_interest_grid(harbour, known_by="2020-12-31")


# All three


CHARTS: dict[str, Callable[[Tracker], Chart]] = {
    "agreement-shares": agreement_shares,
    "ideal-points": partial(ideal_points, draws=5),
    "power-interest-grid": partial(power_interest_grid, topic="quay"),
}


@pytest.mark.parametrize("kind", CHARTS)
def test_a_picture_has_both_themes_a_page_and_the_same_bytes(harbour: Tracker, kind: str) -> None:
    chart, again = CHARTS[kind](harbour), CHARTS[kind](loads(HARBOUR))
    assert chart.kind == kind
    for theme in ("light", "dark", "auto"):
        assert ET.fromstring(chart.to_svg(theme=theme)).tag.endswith("svg")
    assert "<table>" in chart.to_html()
    assert chart.to_svg() == again.to_svg()


@pytest.mark.parametrize("kind", CHARTS)
def test_unknown_ids_are_errors(harbour: Tracker, kind: str) -> None:
    with pytest.raises(UnknownIdError, match="did you mean 'council'"):
        make_chart(harbour, kind, body="counsil")
    with pytest.raises(UnknownIdError, match="did you mean 'quay'"):
        make_chart(harbour, kind, topic="quai")


def test_mermaid_says_quadrants_but_no_intervals_and_no_bars(harbour: Tracker) -> None:
    made = power_interest_grid(harbour, topic="quay", power_cut=0.8).to_mermaid()
    assert 'quadrant-1 "manage closely"' in made
    assert '"Port Office": [0.90, 1.00]' in made
    assert '"Bo Lind": [0.90, 0.21]' in made
    with pytest.raises(
        QuestionError, match="is intervals on a line, which mmd cannot say; use svg"
    ):
        ideal_points(harbour, draws=0).to_mermaid()
    with pytest.raises(QuestionError, match="is bars to both sides, which mmd cannot say; use svg"):
        agreement_shares(harbour).to_mermaid()


def test_charts_without_estimates_import_no_numpy() -> None:
    code = "import sys, stakeholders.charts.kinds, stakeholders.charts.svg, stakeholders.charts.page; print('numpy' in sys.modules)"  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


# Where everything stands


class Extent(NamedTuple):
    """What a shape covers."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Extent") -> bool:
        return (
            self.left < other.right - 0.2
            and other.left < self.right - 0.2
            and self.top < other.bottom - 0.2
            and other.top < self.bottom - 0.2
        )


def list_words(shapes: "list[Shape] | tuple[Shape, ...]") -> Iterator[Words]:
    for shape in shapes:
        if isinstance(shape, Mark):
            yield from list_words(shape.shapes)
        elif isinstance(shape, Words) and shape.text:
            yield shape


def bound(words: Words) -> Extent:
    width = measure_ink(words.text, words.ink)
    left = words.x - {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[words.anchor]
    return Extent(left, words.y - 9, left + width, words.y + 3)


def check_texts(drawing: Drawing) -> None:
    """All texts are in the picture, and none stands on another."""
    texts = list(dict.fromkeys((w.text, bound(w)) for w in list_words(drawing.shapes)))
    out = [
        text
        for text, extent in texts
        if extent.left < -0.2
        or extent.right > drawing.width + 0.2
        or extent.top < -0.2
        or extent.bottom > drawing.height + 0.2
    ]
    assert out == []
    pairs = combinations(texts, 2)
    assert [(a, b) for a, b in pairs if a[1].overlaps(b[1])] == []
    assert drawing.width <= PAGE + 0.2


names = st.sampled_from(
    [
        "Ana Ruiz",
        "Society for the Protection of Wading Birds and their Breeding Grounds in the North",
        "W" * 90,
        "港湾の将来を考える市民の会連合会議" * 2,
    ]
)
kinds = st.sampled_from([Tone.PERSON, Tone.LEFT, Tone.ORGANIZATION, Tone.BODY, Tone.UNNAMED])
coarse = st.sampled_from([0, 1 / 3, 0.5, 0.5, 2 / 3, 1])


@st.composite
def planes(draw: st.DrawFn) -> Plane:
    numbers = st.one_of(coarse, st.floats(0, 1))
    spots = tuple(
        Spot(
            item=Item(key=f"h {n}", title=draw(names), tone=draw(kinds)),
            x=draw(numbers),
            y=draw(numbers),
        )
        for n in range(draw(st.integers(0, 25)))
    )
    return Plane(
        x_label="interest",
        y_label="power",
        x_cut=draw(coarse),
        y_cut=draw(coarse),
        quadrants=("keep satisfied", "manage closely", "monitor", "keep informed"),
        spots=spots,
    )


@given(planes())
@settings(max_examples=60, deadline=None)
def test_no_name_in_a_plane_meets_another_and_everybody_is_drawn(plane: Plane) -> None:
    drawing = draw_plane(plane)
    marks = [shape for shape in drawing.shapes if isinstance(shape, Mark)]
    assert sorted(mark.item.key for mark in marks) == sorted(s.item.key for s in plane.spots)
    # Numbers in their dots are smaller than the dots, which are apart.
    numbers = {str(n) for n in range(30)}
    named = [
        Mark(m.item, tuple(s for s in m.shapes if not (isinstance(s, Words) and s.text in numbers)))
        for m in marks
    ]
    rest = [shape for shape in drawing.shapes if not isinstance(shape, Mark)]
    check_texts(Drawing(drawing.width, drawing.height, [*rest, *named]))


@given(st.data())
@settings(max_examples=50, deadline=None)
def test_no_text_of_intervals_meets_another(data: st.DataObject) -> None:
    numbers = st.floats(-40, 40)
    rows = []
    for n in range(data.draw(st.integers(1, 40))):
        low, value, high = sorted(data.draw(st.tuples(numbers, numbers, numbers)))
        item = Item(key=f"h {n}", title=data.draw(names), lines=("12 statements",), tone=data.draw(kinds))  # fmt: skip
        rows.append(Interval(item=item, value=value, low=low, high=high))
    ends = st.one_of(st.just(""), names)
    figure = Intervals(left=data.draw(ends), right=data.draw(ends), rows=tuple(rows))
    drawing = draw_intervals(figure)
    check_texts(drawing)
    assert sum(isinstance(shape, Mark) for shape in drawing.shapes) == len(rows)


@given(st.data())
@settings(max_examples=50, deadline=None)
def test_no_text_of_bars_meets_another_and_lengths_are_counts(data: st.DataObject) -> None:
    most = data.draw(st.sampled_from([1, 5, 40, 3000]))
    counts = st.integers(0, most)
    apart = ((Tone.NEUTRAL, "neutral"), (Tone.NO_STATEMENT, "no statement"))
    bars = tuple(
        Bar(
            item=Item(key=f"b {n}", title=data.draw(names), lines=("60 % for, 40 % against",)),
            section=data.draw(st.sampled_from(["", "Toll"])),
            left=((Tone.OPPOSE, data.draw(counts)), (Tone.STRONGLY_OPPOSE, data.draw(counts))),
            right=((Tone.SUPPORT, data.draw(counts)), (Tone.STRONGLY_SUPPORT, data.draw(counts))),
            apart=(data.draw(counts), data.draw(counts)),
        )
        for n in range(data.draw(st.integers(1, 8)))
    )
    drawing = draw_bars(Bars(left="against", right="for", apart=apart, bars=bars))
    check_texts(drawing)
    marks = [shape for shape in drawing.shapes if isinstance(shape, Mark)]
    lengths = [
        (rect.width, number)
        for mark, bar in zip(marks, bars, strict=True)
        for rect, number in zip(
            (shape for shape in mark.shapes if isinstance(shape, Rect)),
            (number for _, number in (*bar.left, *bar.right) if number),
            strict=True,
        )
    ]
    assert all(
        width == pytest.approx(lengths[0][0] / lengths[0][1] * number) for width, number in lengths
    )
