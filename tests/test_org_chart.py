"""The org chart shows every seat once, those who left in their place, and doubt as doubt."""

from collections import Counter

import pytest

from stakeholders import QuestionError, Tracker, UnknownIdError, load, loads
from stakeholders.charts.org_chart import org_chart
from stakeholders.charts.values import Graph, Panels, Phase, Stroke, Tone

SMALL = """
sources: {s: {title: Minutes, date: 2020-01-05, url: https://example.org/minutes}}
people:
  ana: {name: Ana Ruiz, sector: water, sources: [s]}
  bo: {name: Bo Lind, sector: water, sources: [s]}
  cy: {unnamed: clerk of the harbour, sources: [s]}
  dee: {name: Dee Oduya, sector: ports, sources: [s]}
organizations:
  city: {name: City of Varn, sources: [s]}
  port: {name: Port Office, part_of: city, sources: [s]}
bodies:
  council: {name: Harbour Council, part_of: city, sources: [s]}
  panel: {name: Dredging Panel, convened_by: [dee], sources: [s]}
memberships:
  - {person: ana, body: council, role: chair, start: 2020-01-01, sources: [s]}
  - {person: bo, body: council, on_behalf_of: [port], start: 2020-01-01, sources: [s]}
  - {person: cy, body: council, start: 2020-01, sources: [s]}
  - {unnamed: 3, body: council, sources: [s]}
  - {person: dee, body: panel, start: 2020-01-01, end: 2020-03-01, sources: [s]}
  - {person: bo, body: panel, role: member, start: 2020-01-01, end: 2020-02-01, sources: [s]}
  - {person: bo, body: panel, role: rapporteur, start: 2020-02-02, sources: [s]}
departures:
  bo-leaves:
    people: [bo]
    bodies: [council]
    kind: resigned
    date: 2020-05
    basis: stated
    reasons:
      - {summary: He had no time., basis: stated, quote: I have no time., sources: [s]}
    sources: [s]
relations:
  - {subject: cy, kind: reports-to, object: bo, sources: [s]}
  - {subject: bo, kind: reports-to, object: ana, sources: [s]}
  - {subject: council, kind: advises, object: city, sources: [s]}
"""


@pytest.fixture(scope="module")
def small() -> Tracker:
    return loads(SMALL)


@pytest.fixture(scope="module")
def communities() -> Tracker:
    return load("data/secure-communities")


def draw(tracker: Tracker, *args: object, **options: object) -> Graph:
    figure = org_chart(tracker, *args, **options).figure  # type: ignore[arg-type]  # any case
    assert isinstance(figure, Graph)
    return figure


def above(graph: Graph) -> dict[str, str | None]:
    titles = {item.key: item.title for item in graph.boxes}
    return {
        item.title: titles[graph.parents[item.key]] if item.key in graph.parents else None
        for item in graph.boxes
    }


def test_the_task_force_has_19_seats_of_which_five_are_marked(communities: Tracker) -> None:
    tones = Counter(item.tone for item in draw(communities, "task-force").boxes)
    assert tones[Tone.PERSON] + tones[Tone.UNNAMED] + tones[Tone.LEFT] == 19
    assert tones[Tone.LEFT] == 5


def test_the_mark_says_the_kind_and_the_date_as_precise_as_the_source(
    communities: Tracker,
) -> None:
    said = {item.title: item.status for item in draw(communities, "task-force").boxes}
    assert (
        said["Arturo Venegas Jr."] == "resigned 14 or 15\N{NO-BREAK SPACE}Sep\N{NO-BREAK SPACE}2011"
    )
    assert said["Chris Crane"] == (
        "resigned about 14\N{NO-BREAK SPACE}Sep\N{NO-BREAK SPACE}2011 "
        "(medium\N{NO-BREAK SPACE}confidence)"
    )
    assert said["Wendy Wayne"] is None


def test_on_the_day_after_14_are_seated_and_five_stand_in_their_places(
    communities: Tracker,
) -> None:
    graph = draw(communities, "task-force", on="2011-09-16", by="none")
    tones = Counter(item.tone for item in graph.boxes)
    assert tones[Tone.PERSON] == 14
    assert tones[Tone.LEFT] == 5


def test_the_hierarchy_stands_above_and_the_chair_below_the_body(communities: Tracker) -> None:
    found = above(draw(communities, "task-force", by="none"))
    assert found["U.S. Department of Homeland Security"] is None
    assert found["Homeland Security Advisory Council"] == "U.S. Department of Homeland Security"
    assert found["Task Force on Secure Communities"] == "Homeland Security Advisory Council"
    assert found["Chuck Wexler"] == "Task Force on Secure Communities"
    assert found["Bo Cooper"] == "Chuck Wexler"


def test_who_convened_a_body_stands_above_it(small: Tracker) -> None:
    graph = draw(small, "panel")
    assert graph.boxes[0].title == "Dee Oduya"
    assert graph.boxes[0].lines == ("convened the body",)


def test_unnamed_seats_are_seats(small: Tracker) -> None:
    chart = org_chart(small, "council")
    titles = [item.title for item in chart.figure.items if item.tone is Tone.UNNAMED]
    assert titles == ["clerk of the harbour", "3 seats, names not printed"]
    assert chart.content.subtitle == "6 seats; 1 resigned; everybody who ever sat"
    assert "No source seen prints the name behind 4 seats." in chart.content.notes


def test_a_person_with_two_seats_stands_once_in_the_later(small: Tracker) -> None:
    boxes = draw(small, "panel").boxes
    bo = [item for item in boxes if item.record == "bo"]
    assert [item.lines for item in bo] == [("Rapporteur", "before: member")]


def test_somebody_not_yet_seated_is_not_there(small: Tracker) -> None:
    assert "Bo Lind" not in above(draw(small, "council", on="2019-12-31"))


def test_a_possible_member_is_told_from_a_certain_one(small: Tracker) -> None:
    tones = {item.title: item.tone for item in draw(small, "council", on="2020-05-10").boxes}
    assert tones["Bo Lind"] is Tone.POSSIBLE
    assert tones["Ana Ruiz"] is Tone.PERSON


def test_a_mark_is_kept_hidden_or_shown_as_before_and_after(small: Tracker) -> None:
    assert above(draw(small, "council", departed="keep"))["Bo Lind"] == "Ana Ruiz"
    assert "Bo Lind" not in above(draw(small, "council", departed="hide"))
    panels = org_chart(small, "council", departed="panels").figure
    assert isinstance(panels, Panels)
    assert [panel.heading for panel in panels.panels] == [
        "Before anybody left: 6 seats",
        "After: 5 seats",
    ]
    assert all(item.tone is not Tone.LEFT for item in panels.items)


@pytest.mark.parametrize(
    ("by", "parent_of_bo"),
    [
        ("none", "Ana Ruiz"),
        ("behind", "Port Office (1)"),
        ("sector", "Water (1)"),
        ("role", "Ana Ruiz"),
    ],
)
def test_members_are_grouped_as_asked(small: Tracker, by: str, parent_of_bo: str) -> None:
    assert above(draw(small, "council", by=by))["Bo Lind"] == parent_of_bo


def test_the_tree_of_reports_to(small: Tracker) -> None:
    found = above(draw(small, "council", by="reports-to"))
    assert found["clerk of the harbour"] == "Bo Lind"
    assert found["Bo Lind"] == "Ana Ruiz"
    assert found["Ana Ruiz"] == "Harbour Council"


def test_who_reports_in_a_circle_is_still_shown() -> None:
    text = SMALL.replace(
        "subject: cy, kind: reports-to, object: bo", "subject: ana, kind: reports-to, object: bo"
    )
    found = above(draw(loads(text), "council", by="reports-to"))
    assert found["Ana Ruiz"] == found["Bo Lind"] == "Harbour Council"


def test_an_advisory_relation_is_dotted(small: Tracker) -> None:
    lines = draw(small, "council", relations=["advises"]).lines
    assert [(line.tail, line.head, line.stroke) for line in lines] == [
        ("council", "city", Stroke.DOTTED)
    ]


def test_a_whole_tracker_shows_its_bodies_and_what_they_are_part_of(small: Tracker) -> None:
    found = above(draw(small))
    assert found["Harbour Council"] == "City of Varn"
    assert found["Dredging Panel"] is None
    assert "Port Office" not in found


def test_an_organization_shows_what_is_below_it(small: Tracker) -> None:
    assert above(draw(small, "city"))["Port Office"] == "City of Varn"


def test_known_by_leaves_out_what_was_not_yet_published(small: Tracker) -> None:
    assert "Ana Ruiz" not in above(draw(small, "council", known_by="2020-01-04"))
    assert "Ana Ruiz" in above(draw(small, "council", known_by="2020-01-05"))


def test_phases_are_the_answers_of_the_seat(small: Tracker) -> None:
    bo = next(item for item in draw(small, "council").boxes if item.record == "bo")
    assert [(day.isoformat(), phase) for day, phase in bo.phases] == [
        ("0001-01-01", Phase.BEFORE),
        ("2020-01-01", Phase.CERTAIN),
        ("2020-05-01", Phase.POSSIBLE),
        ("2020-05-31", Phase.GONE),
    ]


def test_the_summary_names_who_left_when_and_the_table_has_a_row_for_each_seat(
    communities: Tracker,
) -> None:
    content = org_chart(communities, "task-force").content
    assert "Brittney Nystrom, National Immigration Forum; resigned 14" in content.summary
    assert len(content.table.rows) == 19
    assert {len(row) for row in content.table.rows} == {len(content.table.header)}
    assert content.references


def test_what_left_has_the_words_and_their_sources(communities: Tracker) -> None:
    boxes = {item.record: item for item in draw(communities, "task-force").boxes}
    venegas = boxes["venegas"]
    assert venegas.quotes
    known = {
        source.id for source in communities.sources_of(*communities.departures(person="venegas"))
    }
    assert {source for quote in venegas.quotes for source in quote.sources} <= known


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"by": "sectors"}, "by: 'sectors' is not known: .*did you mean 'sector'"),
        ({"departed": "hidden"}, "departed: 'hidden' is not known"),
        ({"relations": ["advise"]}, r"relations: 'advise' is not known: .*did you mean 'advises'"),
        ({"on": "2020"}, "2020"),
    ],
)
def test_a_wrong_choice_says_what_there_is(
    small: Tracker, options: dict[str, object], message: str
) -> None:
    with pytest.raises(QuestionError, match=message):
        draw(small, "council", **options)


@pytest.mark.parametrize("wanted", ["counsil", "ana"])
def test_an_unknown_body_is_an_error(small: Tracker, wanted: str) -> None:
    with pytest.raises(UnknownIdError, match=wanted):
        org_chart(small, wanted)
