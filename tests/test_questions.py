"""The questions of a tracker on invented data: every filter, every refusal, every projection."""

import io
import json
from collections.abc import Callable
from datetime import date

import networkx as nx
import pytest

import stakeholders
from stakeholders import (
    Departure,
    PartialDate,
    QuestionError,
    Stance,
    Tracker,
    UnknownIdError,
    loads,
    to_plain,
)

WATER = """\
sources:
  minutes: {title: Minutes, date: 2020-03}
  letter: {title: Letter, date: 2020-05-02}
  paper: {title: Report on the letter, date: 2020-05-10, based_on: [letter]}
  diary: {description: A diary that nobody dated}
people:
  ana: {name: Ana Ruiz, aliases: [A. Ruiz]}
  bo: {name: Bo Lind}
  clerk: {unnamed: the clerk}
  dee: {name: Dee Ng}
  eva: {name: Éva Tóth}
organizations:
  union: {name: Water Union}
  city: {name: City}
bodies:
  panel:
    name: Water Panel
    part_of: city
    founded: 2019
    headcounts: [{count: 4, on: 2020-04-01, sources: [minutes]}]
    sources: [minutes]
topics:
  meters: {proposition: Every house needs a meter., label: Meters}
  prices: {proposition: Prices should rise.}
memberships:
- {person: ana, body: panel, role: chair, on_behalf_of: [union], start: 2019, sources: [minutes]}
- {person: bo, body: panel, start: 2019, sources: [minutes]}
- {person: clerk, body: panel, start: 2019, sources: [minutes]}
- {person: dee, body: panel, start: 2019, sources: [minutes]}
- {person: eva, body: panel, role: chair, start: 2020-06, succeeds: ana, sources: [paper]}
- {unnamed: 2, body: panel, start: 2021, sources: [paper]}
departures:
  ana-resigns:
    people: [ana]
    bodies: [panel]
    kind: resigned
    date: 2020-05-01
    announced: 2020-05-02
    announced_in: joint-letter
    triggered_by: [hearing]
    reasons:
    - {summary: Meters were refused., topics: [meters], basis: stated, quote: Enough., sources: [letter]}
    - {summary: She was tired., basis: reported, according_to: bo, confidence: low, sources: [paper]}
    basis: stated
    note: Her seat was filled in June.
    disputed: [{field: date, value: 2020-05-03, sources: [paper], note: The paper says so.}]
    sources: [letter, paper]
  dee-leaves:
    people: [dee]
    bodies: [panel]
    kind: other
    basis: inferred
    confidence: low
    sources: [letter, diary]
  three-leave:
    unnamed: 3
    people: [clerk]
    bodies: [panel]
    kind: removed
    date: 2020-05~
    triggered_by: [ana-resigns]
    basis: reported
    sources: [paper]
stances:
- {holder: ana, topic: meters, position: oppose, basis: stated, date: 2019-06, sources: [minutes]}
- {holder: ana, topic: meters, position: support, basis: stated, date: 2020-01-05, quote: Count it., sources: [minutes]}
- {holder: ana, topic: prices, position: oppose, basis: reported, date: 2021, sources: [paper]}
- {holder: union, topic: meters, position: oppose, speaker: bo, basis: stated, date: 2020-02, sources: [letter, paper]}
- {holder: bo, topic: meters, position: neutral, basis: stated, confidence: low, date: 2020, sources: [diary]}
- {holder: bo, topic: prices, position: support, basis: stated, sources: [letter]}
- {holder: panel, part: some members, topic: meters, position: oppose, basis: reported, date: 2020-03, sources: [paper]}
relations:
- {subject: panel, kind: advises, object: city, start: 2019, end: 2022, sources: [minutes]}
events:
  hearing: {name: The hearing, kind: hearing, date: 2020-04-20, participants: [ana], sources: [minutes]}
  joint-letter: {name: A letter, kind: letter, date: 2020-05-02, signatories: [ana, bo], sources: [letter]}
  reply: {name: The reply, kind: statement, date: 2020-05-11, responds_to: [ana-resigns], sources: [paper]}
"""


@pytest.fixture(scope="module")
def water() -> Tracker:
    return loads(WATER)


@pytest.mark.parametrize(
    ("ask", "expected"),
    [
        (lambda t: t.departures(), ["ana-resigns", "dee-leaves", "three-leave"]),
        (lambda t: t.departures(person="dee"), ["dee-leaves"]),
        (lambda t: t.departures(person=t.get("dee")), ["dee-leaves"]),
        (lambda t: t.departures(kind="removed"), ["three-leave"]),
        (lambda t: t.departures(because="meters"), ["ana-resigns"]),
        (lambda t: t.departures(because="prices"), []),
        (lambda t: t.departures(behind="union"), ["ana-resigns"]),
        (lambda t: t.departures(basis="inferred"), ["dee-leaves"]),
        (lambda t: t.departures(min_confidence="medium"), ["ana-resigns", "three-leave"]),
        (lambda t: t.departures(since="2020-05-03"), ["ana-resigns", "dee-leaves", "three-leave"]),
        (lambda t: t.departures(since=date(2020, 7, 1)), ["dee-leaves"]),
        (lambda t: t.departures(until=PartialDate.parse("2020-03")), ["dee-leaves"]),
    ],
)
def test_departures_are_filtered(
    water: Tracker, ask: Callable[[Tracker], tuple[Departure, ...]], expected: list[str]
) -> None:
    assert [departure.id for departure in ask(water)] == expected


def test_what_confidence_leaves_out_is_told(water: Tracker) -> None:
    left_out = water.departures(min_confidence="medium").left_out
    assert [departure.id for departure in left_out] == ["dee-leaves"]


@pytest.mark.parametrize(
    ("ask", "expected"),
    [
        (lambda t: t.stances(), 6),
        (lambda t: t.stances(min_confidence="low"), 7),
        (lambda t: t.stances(holder="ana"), 3),
        (lambda t: t.stances(topic="prices"), 2),
        (lambda t: t.stances(speaker="bo"), 1),
        (lambda t: t.stances(position="oppose"), 4),
        (lambda t: t.stances(body="panel"), 5),
        (lambda t: t.stances(since="2021"), 2),
        (lambda t: t.stances(on="2020-04-01"), 3),
    ],
)
def test_stances_are_filtered(
    water: Tracker, ask: Callable[[Tracker], tuple[Stance, ...]], expected: int
) -> None:
    assert len(ask(water)) == expected


@pytest.mark.parametrize(
    "ask",
    [
        lambda t: t.get("anna"),
        lambda t: t.departures(person="anna"),
        lambda t: t.departures(body="anna"),
        lambda t: t.departures(because="anna"),
        lambda t: t.departures(behind="anna"),
        lambda t: t.explain("anna"),
        lambda t: t.members("anna"),
        lambda t: t.headcount("anna", on="2020-01-01"),
        lambda t: t.stances(topic="anna"),
        lambda t: t.stances(holder="anna"),
        lambda t: t.stances(speaker="anna"),
        lambda t: t.stances(body="anna"),
        lambda t: t.position("anna", "meters"),
        lambda t: t.position("ana", "anna"),
        lambda t: t.changes(holder="anna"),
        lambda t: t.changes(topic="anna"),
        lambda t: t.divisions("anna", "meters"),
        lambda t: t.divergence("panel", "anna"),
        lambda t: t.without("anna"),
        lambda t: t.timeline(about="anna"),
        lambda t: t.timeline(topic="anna"),
    ],
)
def test_an_unknown_id_is_an_error_in_every_question(
    water: Tracker, ask: Callable[[Tracker], object]
) -> None:
    with pytest.raises(UnknownIdError):
        ask(water)


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (
            lambda t: t.departures(kind="resign"),
            "kind: 'resign' is not known (did you mean 'resigned'?)",
        ),
        (lambda t: t.stances(position="for"), "position: 'for' is not known"),
        (lambda t: t.stances(min_confidence="hi"), "min_confidence: 'hi' is not known"),
        (lambda t: t.members("panel", on="2020-05"), "expected one day"),
        (lambda t: t.explain("bo"), "no departure of 'bo' is recorded"),
        (
            lambda t: t.to_networkx(kinds=["hold"]),
            "kinds: 'hold' is not known (did you mean 'holds'?)",
        ),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(
    water: Tracker, ask: Callable[[Tracker], object], message: str
) -> None:
    with pytest.raises(QuestionError) as caught:
        ask(water)
    assert message in str(caught.value)


def test_members_of_a_day_are_certain_or_possible(water: Tracker) -> None:
    on_the_second = {
        m.person.id: m.status.value for m in water.members("panel", on="2020-05-02") if m.person
    }
    assert on_the_second == {
        "ana": "possible",
        "bo": "certain",
        "clerk": "possible",
        "dee": "possible",
    }


def test_a_tally_counts_the_unnamed(water: Tracker) -> None:
    tally = water.headcount("panel", on="2022-01-01")
    assert (tally.certain, tally.possible, tally.unnamed) == (4, 1, 2)


def test_a_tally_knows_what_sources_say_of_the_day(water: Tracker) -> None:
    assert [h.count for h in water.headcount("panel", on="2020-04-01").stated] == [4]


def test_a_snapshot_holds_all_of_a_day(water: Tracker) -> None:
    snapshot = water.snapshot(on="2020-04-01")
    assert len(snapshot.bodies[0].members) == 4
    assert [relation.kind for relation in snapshot.relations] == ["advises"]


def test_a_position_is_the_latest_by_the_day_with_its_age(water: Tracker) -> None:
    standing = water.position("ana", "meters", on="2020-01-15")
    assert standing is not None
    assert (standing.position.value, standing.age) == ("support", 10)


def test_a_position_that_nobody_knows_is_none(water: Tracker) -> None:
    assert water.position("dee", "meters") is None


def test_a_part_of_a_body_is_not_the_body(water: Tracker) -> None:
    assert water.position("panel", "meters") is None


def test_who_moved_is_told_with_both_stances(water: Tracker) -> None:
    moves = [
        (c.holder.id, c.before.position.value, c.after.position.value) for c in water.changes()
    ]
    assert moves == [("ana", "oppose", "support")]


def test_divisions_count_the_unknown(water: Tracker) -> None:
    blocs = {
        bloc.position and bloc.position.value: bloc.number
        for bloc in water.divisions("panel", "meters").blocs
    }
    assert (blocs["support"], blocs[None]) == (1, 6)
    assert [s.part for s in water.divisions("panel", "meters", on="2020-04-01").parts] == [
        "some members"
    ]


def test_a_member_differs_from_whom_they_speak_for(water: Tracker) -> None:
    pairs = [
        (d.person.id, d.organization.id, d.gap)
        for d in water.divergence("panel", "meters", on="2020-04-01")
    ]
    assert pairs == [("ana", "union", 2)]


def test_a_reader_of_the_day_knew_only_what_was_printed(water: Tracker) -> None:
    known = water.known_by("2020-05-05")
    assert [departure.id for departure in known.departures()] == ["ana-resigns"]
    assert [citation.source for citation in known.departures()[0].sources] == ["letter"]


def test_what_fell_is_listed(water: Tracker) -> None:
    left_out = water.known_by("2020-05-05").left_out
    assert {claim.id for claim in left_out if isinstance(claim, Departure)} == {
        "dee-leaves",
        "three-leave",
    }


def test_a_source_takes_along_what_only_passes_it_on(water: Tracker) -> None:
    left = water.without("letter")
    assert [departure.id for departure in left.departures()] == ["three-leave"]
    assert left.stances(holder="union") == ()
    assert [event.id for event in left.of(stakeholders.Event)] == ["hearing", "reply"]


def test_a_source_that_passes_another_on_is_no_second_one(water: Tracker) -> None:
    single = {claim.id for claim in water.single_source_claims() if isinstance(claim, Departure)}
    assert single == {"ana-resigns", "three-leave"}


def test_disputes_show_both_readings(water: Tracker) -> None:
    disputes = [(d.field, d.taken, d.reading.value) for d in water.disputes()]
    assert disputes == [("date", "2020-05-01", "2020-05-03")]
    assert water.disputes(water.get("dee-leaves")) == ()


def test_sources_come_with_what_they_are_based_on(water: Tracker) -> None:
    assert [s.id for s in water.sources_of(water.get("three-leave"))] == ["paper", "letter"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("eva toth", ["eva"]),
        ("RUIZ", ["ana"]),
        ("water", ["union", "panel"]),
        ("nobody at all", []),
        ("", []),
    ],
)
def test_names_are_found_by_a_part(water: Tracker, text: str, expected: list[str]) -> None:
    assert [record.id for record in water.find(text)] == expected


def test_a_timeline_is_in_order_of_time(water: Tracker) -> None:
    entries = water.timeline(about="ana", since="2020-04-01", until="2020-12-31")
    assert [entry.what.value for entry in entries] == ["event", "departure", "event", "announced"]
    assert [e.what.value for e in water.timeline(topic="prices")] == ["stance"]


PROSE = """\
Ana Ruiz resigned from the Water Panel on 1 May 2020. [letter; paper]
Ana Ruiz (chair) spoke for Water Union. [minutes]
Announced on 2 May 2020 in: A letter [letter]
Set off by: 20 April 2020: The hearing [minutes]
Signed together with Bo Lind.
Her seat was filled in June.

Reasons
  Stated: Meters were refused. "Enough." (on: Every house needs a meter) [letter]
  Reported by Bo Lind, low confidence: She was tired. [paper]

Stances before or on leaving
  June 2019: Ana Ruiz: oppose: Every house needs a meter. [minutes]
  5 January 2020: Ana Ruiz: support: Every house needs a meter. "Count it." [minutes]

Stances after
  2021: Ana Ruiz: oppose, reported: Prices should rise. [paper]

Stances of the organizations behind them (their own, not the person's)
  February 2020: Water Union (Bo Lind): oppose: Every house needs a meter. [letter; paper]

What followed
  Éva Tóth took the seat in June 2020. [paper]
  about May 2020: the clerk (name unknown) and 3 unnamed were removed from Water Panel [paper]
  11 May 2020: The reply [paper]

Disputed or inferred
  date: 2020-05-03 [paper]; taken here: 2020-05-01. The paper says so.

Sources
  [letter] "Letter", 2 May 2020
  [paper] "Report on the letter", 10 May 2020
  [minutes] "Minutes", March 2020"""


def test_an_explanation_reads_line_by_line(water: Tracker) -> None:
    assert str(water.explain("ana")) == PROSE


def test_an_inferred_departure_says_so(water: Tracker) -> None:
    told = str(water.explain("dee"))
    assert "on a day that no source gives" in told
    assert "No source seen gives one." in told
    assert "is inferred from the sources together" in told
    assert "The confidence in this departure is low." in told


def test_unnamed_people_stay_unnamed(water: Tracker) -> None:
    told = str(water.explain("three-leave"))
    assert told.startswith("the clerk (name unknown) and 3 whose names no source prints")
    assert "No source prints the name of: the clerk." in told


def test_everything_turns_into_plain_json(water: Tracker) -> None:
    answers = [
        water.records,
        water.explain("ana"),
        water.snapshot(on="2020-04-01"),
        water.divisions("panel", "meters"),
        water.changes(),
        water.timeline(),
        {"b": frozenset({1})},
    ]
    assert json.loads(json.dumps([to_plain(answer) for answer in answers], allow_nan=False))


def test_nothing_else_turns_into_plain_json() -> None:
    with pytest.raises(TypeError, match="cannot make plain JSON of a object"):
        to_plain(object())


@pytest.mark.parametrize("on", [None, "2020-05-02"])
def test_the_writers_of_networkx_take_the_graph(water: Tracker, on: str | None) -> None:
    graph = water.to_networkx(on=on)
    stream = io.BytesIO()
    nx.write_graphml(graph, stream)
    nx.write_gexf(graph, io.BytesIO())
    assert json.dumps(nx.node_link_data(graph, edges="edges"))
    stream.seek(0)
    again = nx.read_graphml(stream, force_multigraph=True)
    assert set(again.nodes) == set(graph.nodes)


def test_a_graph_of_one_kind_has_only_that(water: Tracker) -> None:
    graph = water.to_networkx(kinds="part-of")
    assert list(graph.edges(keys=True)) == [("panel", "city", "part-of")]


def test_every_public_name_is_there_and_documented() -> None:
    undocumented = [
        name
        for name in stakeholders.__all__
        if name != "__version__" and not getattr(stakeholders, name).__doc__
    ]
    assert undocumented == []
    assert set(stakeholders.__all__) <= {*dir(stakeholders), "__version__"}


def test_an_unknown_name_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="no attribute 'loda'"):
        _ = stakeholders.loda
