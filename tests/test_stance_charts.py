"""Stances as pictures: who stands where, told from who said nothing, and no text out of place."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import combinations, pairwise
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stakeholders import QuestionError, Tracker, UnknownIdError, load, loads
from stakeholders.charts.chart import Chart
from stakeholders.charts.layouts.matrix import draw_matrix
from stakeholders.charts.layouts.sizes import PAGE
from stakeholders.charts.layouts.spectrum import draw_spectrum
from stakeholders.charts.position_map import position_map
from stakeholders.charts.scene import (
    Anchor,
    Drawing,
    Mark,
    Path,
    Rect,
    Shape,
    Words,
    measure_ink,
)
from stakeholders.charts.stance_matrix import stance_matrix
from stakeholders.charts.values import (
    GLYPHS,
    Cell,
    Item,
    Matrix,
    Placed,
    Row,
    Spectrum,
    Tone,
)
from stakeholders.model import Position, Topic

HARBOUR = """
sources:
  s: {title: Minutes, date: 2020-01-05}
  late: {title: Memoirs, date: 2021-01-05}
people:
  ana: {name: Ana Ruiz, sources: [s]}
  bo: {name: Bo Lind, sources: [s]}
  cy: {unnamed: clerk of the harbour, sources: [s]}
  dee: {name: Dee Oduya, sources: [s]}
  eli: {name: Eli Marsh, sources: [s]}
organizations:
  port: {name: Port Office, sources: [s]}
bodies:
  council: {name: Harbour Council, sources: [s]}
  panel: {name: Dredging Panel, sources: [s]}
topics:
  dredge: {proposition: The harbour should be dredged., label: Dredge}
  toll: {proposition: Ships should pay a toll., label: Toll, scale: three}
  light: {proposition: The light should be electric., label: Light}
memberships:
  - {person: ana, body: council, start: 2019-01-01, sources: [s]}
  - {person: bo, body: council, on_behalf_of: [port], start: 2019-01-01, sources: [s]}
  - {person: dee, body: council, start: 2019-01-01, sources: [s]}
  - {person: cy, body: council, on_behalf_of: [port], start: 2019-01-01, sources: [s]}
  - {unnamed: 3, body: council, start: 2019-01-01, sources: [s]}
  - {person: ana, body: panel, start: 2019-01-01, sources: [s]}
departures:
  bo-leaves:
    {people: [bo], bodies: [council], kind: resigned, date: 2020-05, basis: stated, sources: [s]}
  ana-leaves:
    {people: [ana], bodies: [panel], kind: retired, date: 2020-06-01, basis: stated, sources: [s]}
  dee-declines:
    {people: [dee], bodies: [panel], kind: declined-seat, date: 2020-01-01, basis: stated,
     sources: [s]}
stances:
  - {holder: ana, topic: dredge, position: support, basis: stated, date: 2020-01-01, sources: [s]}
  - {holder: ana, topic: dredge, position: oppose, basis: stated, date: 2020-02-01, sources: [s]}
  - {holder: ana, topic: dredge, position: strongly-support, basis: reported, date: 2020-03-01,
     sources: [s]}
  - {holder: ana, topic: light, position: neutral, basis: inferred, sources: [s]}
  - {holder: bo, topic: dredge, position: oppose, basis: stated, date: 2020-02-03, sources: [s]}
  - {holder: bo, topic: dredge, position: neutral, basis: stated, date: 2020-02-03, sources: [s]}
  - {holder: bo, topic: toll, position: oppose, basis: stated, date: 2019, sources: [s]}
  - {holder: port, topic: dredge, position: strongly-support, basis: stated, date: 2020-04-02,
     sources: [late]}
  - {holder: eli, topic: toll, position: support, basis: stated, date: 2020-04, sources: [s]}
  - {holder: eli, topic: dredge, position: oppose, basis: stated, date: 2020-04, confidence: low,
     sources: [s]}
  - {holder: council, part: two members, topic: dredge, position: support, basis: reported,
     date: 2020-04, sources: [s]}
"""


@pytest.fixture(scope="module")
def harbour() -> Tracker:
    return loads(HARBOUR)


def get_matrix(chart: Chart) -> Matrix:
    assert isinstance(chart.figure, Matrix)
    return chart.figure


def get_spectrum(chart: Chart) -> Spectrum:
    assert isinstance(chart.figure, Spectrum)
    return chart.figure


def list_cells(chart: Chart) -> dict[tuple[str, str], tuple[str, str]]:
    matrix = get_matrix(chart)
    return {
        (row.item.title, column.title): (cell.item.tone.value, cell.note)
        for row in matrix.rows
        for column, cell in zip(matrix.columns, row.cells, strict=True)
    }


def place(chart: Chart) -> dict[str, str | None]:
    return {one.item.title: one.position for one in get_spectrum(chart).placed}


# The matrix


def test_a_cell_is_the_latest_stance_with_its_month_and_its_basis(harbour: Tracker) -> None:
    cells = list_cells(stance_matrix(harbour))
    assert cells["Ana Ruiz", "Dredge"] == ("strongly-support", "Mar 2020 r")
    assert cells["Ana Ruiz", "Light"] == ("neutral", "undated i")
    assert cells["Bo Lind", "Toll"] == ("oppose", "2019")


def test_no_statement_is_not_neutral(harbour: Tracker) -> None:
    cells = list_cells(stance_matrix(harbour))
    assert cells["Bo Lind", "Light"] == ("no-statement", "")
    assert GLYPHS.get(Tone.NO_STATEMENT) is None
    assert "no statement found" in {said for _, said in stance_matrix(harbour).content.legend}


def test_with_a_day_a_cell_has_its_age_and_marks_one_that_is_a_least_age(harbour: Tracker) -> None:
    cells = list_cells(stance_matrix(harbour, on="2020-05-03"))
    assert cells["Ana Ruiz", "Dredge"] == ("strongly-support", "2 mo r")
    assert cells["Bo Lind", "Toll"] == ("oppose", "≥\N{NO-BREAK SPACE}4 mo")


def test_a_stance_of_the_day_has_no_age_in_days(harbour: Tracker) -> None:
    cells = list_cells(stance_matrix(harbour, ["dredge"], ["ana"], on="2020-03-01"))
    assert cells["Ana Ruiz", "Dredge"] == ("strongly-support", "same day r")


def test_rivals_stand_in_one_cell_with_all_their_signs(harbour: Tracker) -> None:
    chart = stance_matrix(harbour, ["dredge"], ["bo"])
    drawing = draw_matrix(get_matrix(chart))
    said = [words.text for words in list_words(drawing.shapes)]
    assert said[-3:] == [GLYPHS[Tone.NEUTRAL], GLYPHS[Tone.OPPOSE], "! Feb 2020"]
    assert chart.content.table.rows == (
        ("Bo Lind (resigned May\N{NO-BREAK SPACE}2020)", "neutral and, as late, oppose (Feb 2020)"),
    )


def test_the_rows_of_a_body_are_its_members_those_behind_them_and_itself(harbour: Tracker) -> None:
    rows = get_matrix(stance_matrix(harbour, body="council")).rows
    assert [(row.section, row.item.title, row.item.lines) for row in rows] == [
        ("Members", "Bo Lind", ("Port Office",)),
        ("Members", "Ana Ruiz", ()),
        ("Organizations behind them", "Port Office", ()),
    ]


def test_who_left_the_body_is_marked_with_what_happened_and_when(harbour: Tracker) -> None:
    rows = get_matrix(stance_matrix(harbour, body="council")).rows
    marked = {row.item.title: (row.item.tone, row.item.status) for row in rows}
    assert marked["Bo Lind"] == (Tone.LEFT, "resigned May\N{NO-BREAK SPACE}2020")
    assert marked["Ana Ruiz"] == (Tone.PERSON, None)


@pytest.mark.parametrize(
    ("day", "tone", "status"),
    [
        ("2020-04-30", Tone.PERSON, None),
        ("2020-05-15", Tone.POSSIBLE, "perhaps resigned May\N{NO-BREAK SPACE}2020"),
        ("2020-05-31", Tone.LEFT, "resigned May\N{NO-BREAK SPACE}2020"),
    ],
)
def test_possible_is_told_from_certain(
    harbour: Tracker, day: str, tone: Tone, status: str | None
) -> None:
    rows = get_matrix(stance_matrix(harbour, body="council", on=day)).rows
    marked = {row.item.title: (row.item.tone, row.item.status) for row in rows}
    assert marked["Bo Lind"] == (tone, status)


def test_without_a_body_any_departure_is_marked_but_no_declined_seat(harbour: Tracker) -> None:
    rows = get_matrix(stance_matrix(harbour, holders=["ana", "dee"])).rows
    assert [row.item.tone for row in rows] == [Tone.LEFT, Tone.PERSON]


def test_a_holder_asked_for_has_a_row_without_any_statement(harbour: Tracker) -> None:
    cells = list_cells(stance_matrix(harbour, ["toll"], ["dee", "eli"]))
    assert cells["Dee Oduya", "Toll"] == ("no-statement", "")


def test_the_notes_say_what_is_left_out(harbour: Tracker) -> None:
    assert stance_matrix(harbour, body="council", on="2020-05-03").content.notes == (
        "r: reported by somebody else; i: inferred; otherwise stated by the holder.",
        "!: stances as late as each other that differ; each has a part of the cell.",
        "≥: at least so old, for its day is not known.",
        "No statement on these topics was found of 3: clerk of the harbour (name unknown), "
        "Dee Oduya and Harbour Council.",
        "Seats whose names no source seen prints, and which have no place: 3.",
        "Not counted, for no source names who: two members of Harbour Council on Dredge: support.",
    )


def test_undated_and_doubtful_stances_are_counted_apart(harbour: Tracker) -> None:
    notes = stance_matrix(harbour, on="2020-06-30", topics=["dredge", "light"]).content.notes
    assert notes[-2:] == (
        "Stances left out for their low confidence: 1.",
        "Stances left out that are undated, or may date from after the day: 1.",
    )


def test_topics_without_room_are_named_not_lost() -> None:
    topics = "".join(f"  t{n}: {{proposition: Rule {n} holds.}}\n" for n in range(10))
    stances = "".join(
        f"  - {{holder: ana, topic: t{n}, position: support, basis: stated, sources: [s]}}\n"
        for n in range(10)
    )
    head = "sources: {s: {title: Minutes}}\npeople: {ana: {name: Ana Ruiz, sources: [s]}}\n"
    chart = stance_matrix(loads(f"{head}topics:\n{topics}stances:\n{stances}"))
    assert len(get_matrix(chart).columns) == 8
    assert chart.content.notes == (
        "Topics not shown, on which fewer took a stance: Rule 8 holds and Rule 9 holds.",
    )


def test_rows_by_agreement_go_from_opposition_to_support(harbour: Tracker) -> None:
    rows = get_matrix(stance_matrix(harbour, order="agreement")).rows
    assert [row.item.title for row in rows] == ["Bo Lind", "Ana Ruiz", "Eli Marsh", "Port Office"]


def test_what_was_known_on_a_day_has_no_later_source(harbour: Tracker) -> None:
    chart = stance_matrix(harbour, known_by="2020-12-31")
    assert "Port Office" not in {row.item.title for row in get_matrix(chart).rows}
    assert chart.content.subtitle.endswith("as known on 31 December 2020")


def test_the_summary_says_every_statement(harbour: Tracker) -> None:
    assert stance_matrix(harbour, ["toll"]).alt_text() == (
        "Who stands where: latest stances with their date; 2 holders on 1 topic. "
        "Bo Lind (resigned May\N{NO-BREAK SPACE}2020): Toll: oppose (2019). "
        "Eli Marsh: Toll: support (Apr 2020)."
    )


def test_a_cell_tells_what_was_held_before(harbour: Tracker) -> None:
    cell = get_matrix(stance_matrix(harbour, ["dredge"], ["ana"])).rows[0].cells[0]
    assert [said for what, said in cell.item.facts if what == "Before"] == [
        "support (1\N{NO-BREAK SPACE}Jan\N{NO-BREAK SPACE}2020)",
        "oppose (1\N{NO-BREAK SPACE}Feb\N{NO-BREAK SPACE}2020)",
    ]


def test_the_columns_of_a_real_tracker_fit_a_page() -> None:
    tracker = load("data/secure-communities")
    chart = stance_matrix(tracker, tracker.of(Topic))
    assert len(get_matrix(chart).columns) == 18
    assert draw_matrix(get_matrix(chart)).width <= PAGE


# The position map


def test_holders_stand_at_their_latest_position(harbour: Tracker) -> None:
    assert place(position_map(harbour, "dredge")) == {
        "Ana Ruiz": "strongly-support",
        "Bo Lind": "neutral",
        "Port Office": "strongly-support",
    }


def test_the_columns_are_those_of_the_scale(harbour: Tracker) -> None:
    positions = get_spectrum(position_map(harbour, "toll")).positions
    assert positions == (Position.OPPOSE, Position.NEUTRAL, Position.SUPPORT)


def test_moves_are_told_in_order_with_their_dates(harbour: Tracker) -> None:
    placed = get_spectrum(position_map(harbour, "dredge", holders=["ana"])).placed
    assert placed[0].before == (
        (Position.SUPPORT, "1\N{NO-BREAK SPACE}Jan\N{NO-BREAK SPACE}2020"),
        (Position.OPPOSE, "1\N{NO-BREAK SPACE}Feb\N{NO-BREAK SPACE}2020"),
    )


@pytest.mark.parametrize(
    ("options", "before"),
    [
        ({"since": "2020-02-15"}, [Position.OPPOSE]),
        ({"since": "2020-03-02"}, []),
        ({"on": "2020-02-15"}, [Position.SUPPORT]),
    ],
)
def test_moves_are_those_of_the_span(
    harbour: Tracker, options: dict[str, str], before: list[Position]
) -> None:
    chart = position_map(harbour, "dredge", holders=["ana"], **options)
    assert [was for was, _ in get_spectrum(chart).placed[0].before] == before


def test_a_move_is_shown_only_where_the_later_surely_came_later() -> None:
    tracker = loads("""
sources: {s: {title: Minutes}}
people: {ana: {name: Ana Ruiz, sources: [s]}}
topics: {toll: {proposition: Ships should pay a toll.}}
stances:
  - {holder: ana, topic: toll, position: support, basis: stated, date: 2020-03, sources: [s]}
  - {holder: ana, topic: toll, position: oppose, basis: stated, date: 2020, sources: [s]}
""")
    placed = get_spectrum(position_map(tracker, "toll")).placed
    assert [(one.position, one.before) for one in placed] == [(Position.OPPOSE, ())]


def test_those_of_a_body_without_a_statement_stand_apart_and_are_counted(harbour: Tracker) -> None:
    chart = position_map(harbour, "dredge", body="council")
    silent = [title for title, position in place(chart).items() if position is None]
    assert silent == ["clerk of the harbour (name unknown)", "Dee Oduya", "Harbour Council"]
    said = [words.text for words in list_words(draw_spectrum(get_spectrum(chart)).shapes)]
    assert "no statement found: 3" in said


def test_the_unnamed_part_of_a_body_is_a_note_and_no_holder(harbour: Tracker) -> None:
    chart = position_map(harbour, "dredge")
    assert "Harbour Council" not in place(chart)
    assert chart.content.notes[2] == (
        "Not counted, for no source names who: two members of Harbour Council: support."
    )


def test_kinds_of_holders_have_signs(harbour: Tracker) -> None:
    chart = position_map(harbour, "dredge", body="council")
    marks = [s for s in draw_spectrum(get_spectrum(chart)).shapes if isinstance(s, Mark)]
    signs = {mark.item.title: {words.text for words in list_words([mark])} for mark in marks}
    assert "●" in signs["Bo Lind"]
    assert f"{GLYPHS[Tone.LEFT]} resigned May\N{NO-BREAK SPACE}2020" in signs["Bo Lind"]
    assert "■" in signs["Port Office"]
    assert "▲" in signs["Harbour Council"]


def test_a_map_row_says_position_moves_and_sources(harbour: Tracker) -> None:
    table = position_map(harbour, "dredge", holders=["bo", "dee"]).content.table
    assert table.rows == (
        (
            "Bo Lind (resigned May\N{NO-BREAK SPACE}2020)",
            "neutral; as late: oppose",
            "3 February 2020",
            "",
            "stated",
            "s",
        ),
        ("Dee Oduya", "no statement found", "", "", "", ""),
    )


@pytest.mark.parametrize("chart", [stance_matrix, partial(position_map, topic="dredge")])
@pytest.mark.parametrize("options", [{"body": "counsil"}, {"holders": ["anna"]}])
def test_an_unknown_id_is_an_error(
    harbour: Tracker,
    chart: Callable[..., Chart],
    options: dict[str, object],
) -> None:
    with pytest.raises(UnknownIdError):
        chart(harbour, **options)


def test_unknown_topics_and_orders_are_errors(harbour: Tracker) -> None:
    with pytest.raises(UnknownIdError):
        stance_matrix(harbour, ["tolls"])
    with pytest.raises(UnknownIdError):
        position_map(harbour, "tolls")
    with pytest.raises(QuestionError, match="expected file or agreement"):
        stance_matrix(harbour, order="size")


def test_a_picture_without_any_stance_is_an_error(harbour: Tracker) -> None:
    with pytest.raises(QuestionError, match="no stance is left to show"):
        stance_matrix(harbour, holders=["dee"])
    with pytest.raises(QuestionError, match="no stance on light is left to show"):
        position_map(harbour, "light", on="2020-01-01")


def test_pictures_are_the_same_every_time(harbour: Tracker) -> None:
    assert stance_matrix(harbour).to_svg() == stance_matrix(loads(HARBOUR)).to_svg()
    assert position_map(harbour, "toll").to_svg() == position_map(loads(HARBOUR), "toll").to_svg()


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

    def holds(self, other: "Extent") -> bool:
        return (
            self.left <= other.left + 0.2
            and other.right <= self.right + 0.2
            and self.top <= other.top + 0.2
            and other.bottom <= self.bottom + 0.2
        )


def list_words(shapes: "list[Shape] | tuple[Shape, ...]") -> Iterator[Words]:
    for shape in shapes:
        if isinstance(shape, Mark):
            yield from list_words(shape.shapes)
        elif isinstance(shape, Words):
            yield shape


def list_rects(shapes: "list[Shape] | tuple[Shape, ...]") -> Iterator[Rect]:
    for shape in shapes:
        if isinstance(shape, Mark):
            yield from list_rects(shape.shapes)
        elif isinstance(shape, Rect):
            yield shape


def bound(shape: Words | Rect) -> Extent:
    if isinstance(shape, Rect):
        return Extent(shape.x, shape.y, shape.x + shape.width, shape.y + shape.height)
    width = measure_ink(shape.text, shape.ink)
    left = shape.x - {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[shape.anchor]
    return Extent(left, shape.y - 9, left + width, shape.y + 3)


def trace(path: Path) -> Iterator[Extent]:
    """Return the straight pieces of a path."""
    x = y = 0.0
    points = []
    for letter, numbers in re.findall(r"([MHV])([-\d. ]+)", path.data):
        values = [float(number) for number in numbers.split()]
        if letter == "M":
            x, y = values
        elif letter == "H":
            (x,) = values
        else:
            (y,) = values
        points.append((x, y))
    for (x0, y0), (x1, y1) in pairwise(points):
        yield Extent(min(x0, x1) - 0.3, min(y0, y1) - 0.3, max(x0, x1) + 0.3, max(y0, y1) + 0.3)


def check_texts(drawing: Drawing) -> None:
    """All texts are in the picture, and none stands on another."""
    whole = Extent(0, 0, drawing.width, drawing.height)
    texts = [(words.text, bound(words)) for words in list_words(drawing.shapes) if words.text]
    assert [text for text, extent in texts if not whole.holds(extent)] == []
    pairs = combinations(texts, 2)
    assert [(a, b) for a, b in pairs if a[1].overlaps(b[1])] == []


names = st.one_of(
    st.sampled_from(
        [
            "Ana Ruiz",
            "Interdepartmental Standing Conference of Harbour-Masters, Dredging Contractors and "
            "Wetland Conservation Volunteers of the Northern Estuaries",
            "W" * 130,
            "港湾の将来を考える市民の会連合会議" * 4,
        ]
    ),
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=140).filter(
        str.strip
    ),
)
statuses = st.one_of(st.none(), st.just("resigned about 14 September 2011 (medium confidence)"))
positions = st.sampled_from(list(Position))
holders = st.sampled_from(
    [Tone.PERSON, Tone.LEFT, Tone.POSSIBLE, Tone.UNNAMED, Tone.ORGANIZATION, Tone.BODY]
)
notes = st.sampled_from(["2011", "Sep 2011 r", "≥ 14 mo i", "between 1899 and 2011 r", "undated i"])


@st.composite
def cells(draw: st.DrawFn) -> Cell:
    position = draw(st.one_of(st.none(), positions))
    if position is None:
        return Cell(item=Item(key="c", title="t", tone=Tone.NO_STATEMENT))
    rivals = draw(st.lists(positions.filter(lambda p: p is not position), max_size=4, unique=True))
    lines = tuple(rival.replace("-", " ") for rival in rivals)
    return Cell(
        item=Item(key="c", title="t", tone=Tone.of(position), lines=lines), note=draw(notes)
    )


@st.composite
def matrices(draw: st.DrawFn) -> Matrix:
    count = draw(st.integers(1, 20))
    columns = tuple(
        Item(key=f"column {n}", title=draw(names), tone=Tone.TOPIC) for n in range(count)
    )
    sections = draw(st.sampled_from([("",), ("Members", "Organizations behind them")]))
    rows = []
    for section in sections:
        for n in range(draw(st.integers(1, 3))):
            lines = tuple(draw(st.lists(names, max_size=1)))
            item = Item(
                key=f"{section} {n}",
                title=draw(names),
                lines=lines,
                status=draw(statuses),
                tone=draw(holders),
            )
            found = tuple(draw(st.lists(cells(), min_size=count, max_size=count)))
            rows.append(Row(item=item, section=section, cells=found))
    return Matrix(columns=columns, rows=tuple(rows))


@given(matrices())
@settings(max_examples=60, deadline=None)
def test_no_text_of_a_matrix_leaves_its_cell_or_meets_another(matrix: Matrix) -> None:
    drawing = draw_matrix(matrix)
    check_texts(drawing)
    marks = [shape for shape in drawing.shapes if isinstance(shape, Mark)]
    boxes = [(mark, [bound(rect) for rect in list_rects([mark])]) for mark in marks]
    out = [
        words.text
        for mark, rects in boxes
        for words in list_words([mark])
        if rects and not any(rect.holds(bound(words)) for rect in rects)
    ]
    assert out == []
    outer = [rects[0] for _, rects in boxes if rects]
    assert [(a, b) for a, b in combinations(outer, 2) if a.overlaps(b)] == []
    assert drawing.width <= PAGE + 1


def test_all_five_positions_fit_one_cell() -> None:
    rivals = tuple(position.replace("-", " ") for position in list(Position)[1:])
    item = Item(key="c", title="t", tone=Tone.STRONGLY_OPPOSE, lines=rivals)
    row = Row(item=Item(key="r", title="Bo"), section="", cells=(Cell(item=item, note="2011"),))
    drawing = draw_matrix(Matrix(columns=(Item(key="t", title="Toll"),), rows=(row,)))
    check_texts(drawing)
    outer, *parts = map(bound, list_rects(drawing.shapes))
    signs = map(bound, list_words(drawing.shapes[-1:]))
    assert [part.holds(sign) for part, sign in zip(parts, signs, strict=False)] == [True] * 5
    assert all(outer.holds(part) for part in parts)


@given(matrices())
@settings(max_examples=40, deadline=None)
def test_every_statement_of_a_matrix_is_drawn_once(matrix: Matrix) -> None:
    marks = [shape for shape in draw_matrix(matrix).shapes if isinstance(shape, Mark)]
    drawn = [mark for mark in marks if mark.item.key == "c"]
    said = [mark for mark in drawn if mark.item.tone is not Tone.NO_STATEMENT]
    cells = [cell for row in matrix.rows for cell in row.cells]
    assert len(said) == sum(cell.item.tone is not Tone.NO_STATEMENT for cell in cells)


@st.composite
def spectrums(draw: st.DrawFn) -> Spectrum:
    scale = draw(
        st.sampled_from([(Position.OPPOSE, Position.SUPPORT), tuple(Position)]),
    )
    at = st.sampled_from(scale)
    dates = st.sampled_from(["2011", "14 or 15 September 2011", "between 2009 and 3 May 2010"])
    placed = []
    for n in range(draw(st.integers(1, 14))):
        position = draw(st.one_of(st.none(), at))
        before = draw(st.lists(st.tuples(at, dates), max_size=3)) if position else []
        item = Item(
            key=f"holder {n}",
            title=draw(names),
            lines=("14 Sep 2011, inferred", "! as late: strongly oppose")[: 2 * bool(position)],
            status=draw(statuses),
            tone=draw(holders),
        )
        placed.append(Placed(item=item, position=position, before=tuple(before)))
    return Spectrum(positions=scale, placed=tuple(placed))


@given(spectrums())
@settings(max_examples=80, deadline=None)
def test_nothing_of_a_spectrum_meets_another(spectrum: Spectrum) -> None:
    drawing = draw_spectrum(spectrum)
    check_texts(drawing)
    marks = [shape for shape in drawing.shapes if isinstance(shape, Mark)]
    assert [mark.item.key for mark in marks] != []
    chips = [bound(rect) for rect in list_rects(tuple(marks))]
    assert [(a, b) for a, b in combinations(chips, 2) if a.overlaps(b)] == []
    paths = [s for mark in marks for s in mark.shapes if isinstance(s, Path)]
    pieces = [piece for path in paths for piece in trace(path)]
    assert [(p, c) for p in pieces for c in chips if p.overlaps(c)] == []
    texts = [bound(words) for words in list_words(drawing.shapes) if words.text]
    assert [(p, t) for p in pieces for t in texts if p.overlaps(t)] == []
    assert drawing.width <= PAGE + 1


@given(spectrums())
@settings(max_examples=40, deadline=None)
def test_every_holder_of_a_spectrum_is_drawn_once_with_every_move(spectrum: Spectrum) -> None:
    marks = [s for s in draw_spectrum(spectrum).shapes if isinstance(s, Mark)]
    arrows = {m.item.key: sum(isinstance(s, Path) for s in m.shapes) for m in marks}
    assert len(marks) == len(spectrum.placed)
    for one in spectrum.placed:
        places = [*(was for was, _ in one.before), one.position]
        assert arrows[one.item.key] == sum(a is not b for a, b in pairwise(places))


@given(spectrums())
@settings(max_examples=40, deadline=None)
def test_a_column_holds_its_holders(spectrum: Spectrum) -> None:
    drawing = draw_spectrum(spectrum)
    heads = [shape for shape in drawing.shapes if isinstance(shape, Rect)]
    columns = {p: bound(head) for p, head in zip(spectrum.positions, heads, strict=False)}
    at = {one.item.key: one.position for one in spectrum.placed}
    for mark in (shape for shape in drawing.shapes if isinstance(shape, Mark)):
        position = at[mark.item.key]
        if position is not None:
            column = columns[position]
            (chip,) = map(bound, list_rects([mark]))
            assert column.left - 0.2 <= chip.left <= chip.right <= column.right + 0.2


def test_the_day_may_be_a_date(harbour: Tracker) -> None:
    by_text = position_map(harbour, "dredge", on="2020-02-15").content
    assert position_map(harbour, "dredge", on=date(2020, 2, 15)).content == by_text
