"""Shares of agreement: who counts, who is counted apart, and by what they are grouped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholders import Position, QuestionError, Tracker, UnknownIdError, loads
from stakeholders.analysis.positions.shares import AgreementShare, measure_shares, round_half_up

HARBOUR = """
sources:
  s: {title: Minutes, date: 2020-01-05}
  t: {title: Letter, date: 2020-01-06}
people:
  ana: {name: Ana Ruiz, sector: trade, sources: [s]}
  bo: {name: Bo Lind, sector: trade, sources: [s]}
  cy: {name: Cy Marsh, sector: nature, sources: [s]}
  dee: {name: Dee Oduya, sources: [s]}
  eli: {name: Eli Moss, sources: [s]}
organizations:
  port: {name: Port Office, kind: agency, sources: [s]}
  birds: {name: Bird Society, kind: charity, part_of: port, sources: [s]}
bodies:
  council: {name: Harbour Council, sources: [s]}
  panel: {name: Dredging Panel, sources: [s]}
topics:
  toll: {proposition: Ships should pay a toll., label: Toll}
  quay: {proposition: A quay should be built., label: Quay}
memberships:
  - {person: ana, body: council, on_behalf_of: [port], start: 2019, end: 2020-06, sources: [s]}
  - {person: bo, body: council, on_behalf_of: [birds], start: 2019, sources: [s]}
  - {person: bo, body: panel, start: 2019, sources: [s]}
  - {person: dee, body: council, start: 2019, sources: [s]}
  - {unnamed: 2, body: council, start: 2019, sources: [s]}
stances:
  - {holder: ana, topic: toll, position: support, basis: stated, date: 2020-01-01, sources: [s]}
  - {holder: ana, topic: toll, position: oppose, basis: stated, date: 2020-02-01, sources: [t]}
  - {holder: bo, topic: toll, position: strongly-support, basis: stated, date: 2020-01, sources: [s]}
  - {holder: cy, topic: toll, position: neutral, basis: reported, date: 2020-01, sources: [s]}
  - {holder: port, topic: toll, position: support, basis: inferred, date: 2020-01, sources: [s]}
  - {holder: eli, topic: toll, position: support, basis: stated, date: 2020-03-01, sources: [s]}
  - {holder: eli, topic: toll, position: oppose, basis: stated, date: 2020-03-01, sources: [t]}
  - {holder: birds, topic: quay, position: oppose, basis: stated, sources: [s]}
"""


@pytest.fixture(scope="module")
def harbour() -> Tracker:
    return loads(HARBOUR)


def count(row: AgreementShare) -> tuple[int, int, int, int, int]:
    return row.agree, row.disagree, row.neutral, row.contradictory, len(row.unknown)


def group(tracker: Tracker, by: str, **options: object) -> dict[str | None, tuple[int, ...]]:
    rows = measure_shares(tracker, topics=["toll"], by=by, **options).rows  # type: ignore[arg-type]  # the options of one call
    return {row.group: count(row) for row in rows}


def test_each_holder_counts_once_with_the_latest(harbour: Tracker) -> None:
    toll, quay = measure_shares(harbour).rows
    assert (toll.topic.id, quay.topic.id) == ("toll", "quay")
    assert count(toll) == (2, 1, 1, 1, 0)
    assert count(quay) == (0, 1, 0, 0, 0)
    assert toll.share == pytest.approx(2 / 3)
    assert toll.number == 5


def test_all_statements_may_count(harbour: Tracker) -> None:
    (toll,) = measure_shares(harbour, topics=["toll"], keep="all").rows
    assert count(toll) == (4, 2, 1, 0, 0)


def test_who_stands_on_both_sides_at_once_is_counted_apart(harbour: Tracker) -> None:
    (toll,) = measure_shares(harbour, topics=["toll"]).rows
    assert [stance.holder for stance in toll.mixed] == ["eli", "eli"]
    assert "eli" not in {stance.holder for stance in toll.stances}


def test_a_row_knows_its_statements_and_their_sources(harbour: Tracker) -> None:
    (toll,) = measure_shares(harbour, topics=["toll"]).rows
    assert [stance.holder for stance in toll.stances] == ["ana", "bo", "cy", "port"]
    assert toll.sources == ("t", "s")
    assert toll.counts[Position.STRONGLY_SUPPORT] == 1


def test_members_of_a_body_without_a_statement_are_named(harbour: Tracker) -> None:
    shares = measure_shares(harbour, body="council", topics=["toll"])
    (toll,) = shares.rows
    assert count(toll) == (1, 1, 0, 0, 1)
    assert [holder.id for holder in toll.unknown] == ["dee"]
    assert shares.unnamed == 2


def test_a_day_leaves_out_what_is_later_and_who_has_gone(harbour: Tracker) -> None:
    (toll,) = measure_shares(harbour, topics=["toll"], on="2020-01-31").rows
    assert count(toll) == (3, 0, 1, 0, 0)
    (later,) = measure_shares(harbour, topics=["toll"], body="council", on="2020-09-01").rows
    assert count(later) == (1, 0, 0, 0, 1)


def test_groups_are_by_what_the_holder_is(harbour: Tracker) -> None:
    assert group(harbour, "sector") == {
        "nature": (0, 0, 1, 0, 0),
        "trade": (1, 1, 0, 0, 0),
        "": (1, 0, 0, 1, 0),
    }
    assert group(harbour, "kind") == {"agency": (1, 0, 0, 0, 0), "": (1, 1, 1, 1, 0)}
    assert group(harbour, "record") == {
        "organization": (1, 0, 0, 0, 0),
        "person": (1, 1, 1, 1, 0),
    }


def test_groups_are_by_where_the_holder_sits_and_for_whom(harbour: Tracker) -> None:
    assert group(harbour, "body") == {
        "council": (1, 1, 0, 0, 0),
        "panel": (1, 0, 0, 0, 0),
        "": (1, 0, 1, 1, 0),
    }
    assert group(harbour, "organization") == {
        "birds": (1, 0, 0, 0, 0),
        "port": (1, 1, 0, 0, 0),
        "": (0, 0, 1, 1, 0),
    }
    assert group(harbour, "body", on="2020-09-01")["council"] == (1, 0, 0, 0, 0)


def test_groups_are_by_the_word_of_the_statement(harbour: Tracker) -> None:
    assert group(harbour, "basis") == {
        "inferred": (1, 0, 0, 0, 0),
        "reported": (0, 0, 1, 0, 0),
        "stated": (1, 1, 0, 1, 0),
    }


def test_the_silent_of_a_body_are_in_the_group_that_is_theirs(harbour: Tracker) -> None:
    shares = measure_shares(harbour, body="council", topics=["toll"], by="sector")
    assert {row.group: count(row) for row in shares.rows} == {"trade": (1, 1, 0, 0, 0)}
    assert {row.group: count(row) for row in shares.rare} == {"": (0, 0, 0, 0, 1)}


def test_a_topic_asked_for_is_never_lost(harbour: Tracker) -> None:
    shares = measure_shares(harbour, topics=["toll", "quay"], basis="reported")
    assert [row.topic.id for row in shares.rows] == ["toll"]
    assert [(row.topic.id, row.number) for row in shares.rare] == [("quay", 0)]


def test_rare_rows_are_set_aside(harbour: Tracker) -> None:
    shares = measure_shares(harbour, min_count=2)
    assert [row.topic.id for row in shares.rows] == ["toll"]
    assert [row.topic.id for row in shares.rare] == ["quay"]


@pytest.mark.parametrize(
    ("positions", "said"),
    [
        (["support", "support", "oppose"], "67 % for, 33 % against (2 and 1)"),
        (["support", "support"], "all 2 for"),
        (["strongly-oppose"], "1 against"),
        (["neutral"], "nobody for or against"),
    ],
)
def test_a_row_says_itself_in_words(positions: list[str], said: str) -> None:
    people = "".join(f"  p{n}: {{name: P{n}, sources: [s]}}\n" for n in range(len(positions)))
    stances = "".join(
        f"- {{holder: p{n}, topic: k, position: {position}, basis: stated, sources: [s]}}\n"
        for n, position in enumerate(positions)
    )
    head = "sources: {s: {title: M}}\ntopics: {k: {proposition: It should be.}}\n"
    (row,) = measure_shares(loads(f"{head}people:\n{people}stances:\n{stances}")).rows
    assert str(row) == said


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_the_two_percentages_are_rounded_to_a_hundred(agree: int, disagree: int) -> None:
    whole = agree + disagree
    if whole:
        percent = round_half_up(100 * agree, whole)
        assert abs(percent - 100 * agree / whole) <= 0.5
        assert 0 <= percent <= 100


@given(st.lists(st.sampled_from(list(Position)), min_size=1, max_size=12))
def test_every_holder_is_counted_once(positions: list[Position]) -> None:
    people = "".join(f"  p{n}: {{name: P{n}, sources: [s]}}\n" for n in range(len(positions)))
    stances = "".join(
        f"- {{holder: p{n}, topic: k, position: {position}, basis: stated, sources: [s]}}\n"
        for n, position in enumerate(positions)
    )
    head = "sources: {s: {title: M}}\ntopics: {k: {proposition: It should be.}}\n"
    (row,) = measure_shares(loads(f"{head}people:\n{people}stances:\n{stances}")).rows
    assert row.agree + row.disagree + row.neutral == row.number == len(positions)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"by": "sektor"}, "by: 'sektor' is not known: expected sector, kind, part_of, record, body, organization or basis (did you mean 'sector'?)"),
        ({"min_count": 0}, "min_count: expected 1 or more, found 0"),
        ({"body": "panel", "topics": ["quay"]}, "no statement is left: of 1 statements, none is of the body or its members"),
    ],
)  # fmt: skip
def test_what_does_not_make_sense_is_refused(
    harbour: Tracker, options: dict[str, object], message: str
) -> None:
    with pytest.raises(QuestionError) as raised:
        measure_shares(harbour, **options)  # type: ignore[arg-type]  # wrong on purpose
    assert str(raised.value) == message


def test_unknown_ids_are_errors(harbour: Tracker) -> None:
    with pytest.raises(UnknownIdError, match="did you mean 'toll'"):
        measure_shares(harbour, topics=["tol"])
    with pytest.raises(UnknownIdError, match="did you mean 'council'"):
        measure_shares(harbour, body="counsil")
