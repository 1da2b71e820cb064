"""Relation maps read as flows, why graphs never lend a motive, networks are signed and symmetric."""

from itertools import pairwise

import networkx as nx
import pytest

from stakeholders import QuestionError, Tracker, UnknownIdError, load, loads
from stakeholders.charts.agreement_network import agreement_network
from stakeholders.charts.layouts.layers import draw_layers
from stakeholders.charts.network_chart import network_chart
from stakeholders.charts.relation_map import relation_map
from stakeholders.charts.scene import Box
from stakeholders.charts.values import Graph, Stroke, Tone
from stakeholders.charts.why_graph import why_graph

FLOW = [
    "sends-fingerprints-to",
    "checks-fingerprints-in",
    "match-leads-to-query-to",
    "refers-match-to",
]
SMALL = """
sources: {s: {title: Minutes, publisher: The Town, date: 2020-01-05}}
people:
  ana: {name: Ana Ruiz}
  bo: {name: Bo Lind}
  cy: {name: Cy Park}
organizations:
  port: {name: Port Office, sources: [s]}
  town: {name: Town, sources: [s]}
bodies: {council: {name: The Council, sources: [s]}}
topics:
  tax: {proposition: Taxes should rise., label: Taxes}
  fee: {proposition: Fees should fall.}
memberships:
  - {person: ana, body: council, on_behalf_of: [port], start: 2020-01-01, sources: [s]}
  - {person: bo, body: council, start: 2020-01-01, sources: [s]}
  - {person: cy, body: council, start: 2020-01-01, sources: [s]}
departures:
  ana-leaves:
    people: [ana]
    bodies: [council]
    kind: resigned
    date: 2020-05
    basis: stated
    reasons: [{summary: Taxes would rise., topics: [tax], basis: stated, quote: No., sources: [s]}]
    sources: [s]
stances:
  - {holder: ana, topic: tax, position: oppose, basis: stated, date: 2020-02, sources: [s]}
  - {holder: port, topic: tax, position: support, basis: stated, date: 2020-02, sources: [s]}
  - {holder: bo, topic: tax, position: strongly-oppose, basis: stated, date: 2020-02, sources: [s]}
  - {holder: bo, topic: fee, position: support, basis: stated, date: 2020-02, sources: [s]}
  - {holder: cy, topic: tax, position: support, basis: stated, date: 2020-02, sources: [s]}
  - {holder: cy, topic: fee, position: neutral, basis: stated, date: 2020-02, sources: [s]}
relations:
  - {subject: port, kind: funds, object: council, start: 2020-03, sources: [s]}
  - {subject: town, kind: advises, object: council, sources: [s]}
  - {subject: town, kind: funds, object: port, confidence: low, sources: [s]}
  - {subject: town, kind: audits, object: town, sources: [s]}
"""


@pytest.fixture(scope="module")
def small() -> Tracker:
    return loads(SMALL)


def get_graph(chart: object) -> Graph:
    figure = getattr(chart, "figure", None)
    assert isinstance(figure, Graph)
    return figure


def list_ties(graph: Graph) -> list[tuple[str, str, Stroke]]:
    titles = {item.key: item.title for item in graph.boxes}
    return [(titles[line.tail], titles[line.head], line.stroke) for line in graph.lines]


def test_the_way_of_a_fingerprint_reads_as_a_flow() -> None:
    graph = get_graph(relation_map(load("data/secure-communities"), FLOW))
    places = {
        shape.item.record: shape for shape in draw_layers(graph).shapes if isinstance(shape, Box)
    }
    way = ["local-jails", "fbi", "us-visit", "ident", "ice-lesc", "ice"]
    steps = [(places[one], places[two]) for one, two in pairwise(way)]
    goes_right = all(two.x > one.x + one.width for one, two in steps)
    goes_down = all(two.y > one.y + one.height for one, two in steps)
    assert goes_right or goes_down


def test_advice_is_dotted_and_doubt_is_dashed(small: Tracker) -> None:
    assert list_ties(get_graph(relation_map(small))) == [
        ("Port Office", "The Council", Stroke.SOLID),
        ("Town", "The Council", Stroke.DOTTED),
        ("Town", "Port Office", Stroke.DASHED),
    ]


def test_on_a_day_what_surely_did_not_hold_is_left_out_and_what_may_is_dashed(
    small: Tracker,
) -> None:
    before = get_graph(relation_map(small, ["funds"], on="2020-02-01"))
    assert list_ties(before) == [("Town", "Port Office", Stroke.DASHED)]
    within = get_graph(relation_map(small, ["funds"], about="council", on="2020-03-10"))
    assert list_ties(within) == [("Port Office", "The Council", Stroke.DASHED)]


def test_a_tie_of_a_record_to_itself_is_said_in_its_box(small: Tracker) -> None:
    graph = get_graph(relation_map(small, ["audits"]))
    assert [item.lines for item in graph.boxes] == [("audits itself",)]
    assert not graph.lines


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"kinds": ["fund"]}, QuestionError, "did you mean 'funds'"),
        ({"about": "prot"}, UnknownIdError, "did you mean 'port'"),
        ({"about": "cy"}, QuestionError, "no relation is left to show"),
    ],
)
def test_what_a_relation_map_cannot_show_is_said(
    small: Tracker, options: dict[str, object], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        relation_map(small, **options)  # type: ignore[arg-type]  # any case


def test_a_why_graph_goes_from_the_person_over_reasons_and_topics_to_sources(
    small: Tracker,
) -> None:
    graph = get_graph(why_graph(small, "ana"))
    tones = {item.key: item.tone for item in graph.boxes}
    steps = {(tones[line.tail], tones[line.head]) for line in graph.lines}
    assert steps == {
        (Tone.LEFT, Tone.REASON),
        (Tone.REASON, Tone.TOPIC),
        (Tone.TOPIC, Tone.OPPOSE),
        (Tone.TOPIC, Tone.SUPPORT),
        (Tone.OPPOSE, Tone.SOURCE),
        (Tone.SUPPORT, Tone.SOURCE),
    }


def test_the_organization_behind_is_never_the_motive(small: Tracker) -> None:
    chart = why_graph(small, "ana-leaves")
    graph = get_graph(chart)
    own = {item.key: item.lines[0] for item in graph.boxes if item.key.startswith("stance")}
    assert sorted(own.values()) == ["Ana Ruiz", "Port Office, its own"]
    strokes = {own[line.head]: line.stroke for line in graph.lines if line.head in own}
    assert strokes == {"Ana Ruiz": Stroke.SOLID, "Port Office, its own": Stroke.DOTTED}
    assert "its own and not their motive" in " ".join(chart.content.notes)


def test_each_reason_says_on_whose_word_it_rests() -> None:
    graph = get_graph(why_graph(load("data/secure-communities"), "crane"))
    words = [item.lines[-1] for item in graph.boxes if item.tone is Tone.REASON]
    assert words
    assert all(word.startswith(("stated", "reported", "inferred")) for word in words)


def test_an_agreement_is_topics_on_one_side_less_topics_on_opposite_ones(small: Tracker) -> None:
    chart = agreement_network(small, "council")
    assert chart.content.table.rows == (
        ("Ana Ruiz", "Bo Lind", "1"),
        ("Ana Ruiz", "Cy Park", "-1"),
        ("Ana Ruiz", "Port Office", "-1"),
        ("Bo Lind", "Cy Park", "-1"),
        ("Bo Lind", "Port Office", "-1"),
        ("Cy Park", "Port Office", "1"),
    )


def test_a_network_is_the_same_from_a_matrix_and_from_networkx() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(["a", "b", "c"])
    graph.add_edge("a", "b", weight=2.0)
    graph.add_edge("a", "c", weight=-1.0)
    from_graph = network_chart(graph, title="x")
    from_matrix = network_chart(["a", "b", "c"], [[0, 2, -1], [2, 0, 0], [-1, 0, 0]], title="x")
    assert from_graph.to_svg() == from_matrix.to_svg()
    assert [line.weight for line in get_graph(from_graph).lines] == [1.0, 0.5]


def test_a_threshold_leaves_weak_ties_out_whatever_their_sign() -> None:
    chart = network_chart(["a", "b", "c"], [[0, 2, -1], [2, 0, -3], [-1, -3, 0]], threshold=2)
    assert [row[2] for row in chart.content.table.rows] == ["2", "-3"]


@pytest.mark.parametrize(
    ("ties", "message"),
    [
        ([[0, 1]], "must be 2 rows of as many"),
        ([[0, 1], [2, 0]], "is 1.0 one way and 2.0 the other"),
        ([[0, float("nan")], [float("nan"), 0]], "is no number"),
    ],
)
def test_a_matrix_that_is_none_is_refused(ties: list[list[float]], message: str) -> None:
    with pytest.raises(QuestionError, match=message):
        network_chart(["a", "b"], ties)


def test_one_holder_alone_is_no_network(small: Tracker) -> None:
    with pytest.raises(QuestionError, match="fewer than two"):
        agreement_network(small, "council", on="2019-01-01")
