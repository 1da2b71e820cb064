"""Scores: numbers with sources, read as written, checked, found, kept and restricted like claims."""

from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from stakeholders import (
    Claim,
    DataError,
    PartialDate,
    Quality,
    QuestionError,
    Score,
    Tracker,
    UnknownIdError,
    load,
    loads,
    to_plain,
)
from stakeholders.tables import read_tables, write_tables

HEAD = """\
sources: {survey: {title: Survey, date: 2020}, minutes: {title: Minutes, date: 2021-06}}
people: {ana: {name: Ana Ruiz}, bo: {name: Bo Lind}}
topics: {tax: {proposition: Taxes should rise.}, fee: {proposition: Fees should rise.}}
scores:
"""
SCORES = """\
- {holder: [ana, bo], of: power, value: 2, out_of: 3, basis: inferred, date: 2020, sources: [survey]}
- {holder: ana, of: salience, topic: tax, value: 0.8, low: 0.7, high: 0.90, basis: reported,
   date: 2020-05, coder: mia, sources: [survey]}
- {holder: ana, of: salience, topic: tax, value: 0.4, basis: stated, date: 2021, sources: [minutes]}
- {holder: bo, of: salience, topic: fee, value: 0.12345678901234, basis: stated, confidence: low,
   sources: [minutes]}
- {holder: bo, of: position, topic: tax, value: -7, unit: years of delay, basis: stated,
   sources: [minutes]}
"""


@pytest.fixture
def tracker() -> Tracker:
    """Return a tracker with scores of two people."""
    return loads(HEAD + SCORES)


def list_values(claims: Iterable[Claim]) -> list[float]:
    return [claim.value for claim in claims if isinstance(claim, Score)]


def test_a_score_is_read_as_it_is_written(tracker: Tracker) -> None:
    score = tracker.records.scores[2]
    assert (score.holder, score.of, score.topic) == ("ana", Quality.SALIENCE, "tax")
    assert (score.value, score.low, score.high, score.out_of) == (0.8, 0.7, 0.9, None)
    assert (score.date, score.coder) == (PartialDate.parse("2020-05"), "mia")
    assert [citation.source for citation in score.sources] == ["survey"]


def test_each_holder_of_a_list_has_a_score(tracker: Tracker) -> None:
    first, second = tracker.scores(of="power")
    assert (first.holder, second.holder) == ("ana", "bo")
    assert first.mark != second.mark


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, [2, 2, 0.8, 0.4, -7]),
        ({"holder": "bo"}, [2, -7]),
        ({"of": Quality.SALIENCE}, [0.8, 0.4]),
        ({"topic": "tax"}, [0.8, 0.4, -7]),
        ({"topic": "tax", "holder": "bo"}, [-7]),
        ({"basis": "inferred"}, [2, 2]),
        ({"topic": "fee"}, []),
        ({"topic": "fee", "min_confidence": "low"}, [0.12345678901234]),
        ({"on": "2020-12-31"}, [2, 2, 0.8]),
        ({"on": "2021-12-31"}, [2, 2, 0.4]),
        ({"on": "2019-12-31"}, []),
    ],
    ids=str,
)
def test_scores_are_found_by_what_they_say(
    tracker: Tracker, asked: dict[str, str], expected: list[float]
) -> None:
    assert list_values(tracker.scores(**asked)) == expected


def test_what_has_no_date_to_compare_is_left_out_and_said(tracker: Tracker) -> None:
    assert list_values(tracker.scores(holder="bo", on="2022-01-01").left_out) == [
        0.12345678901234,
        -7,
    ]


def test_scores_of_one_day_are_all_in_force() -> None:
    tracker = loads(HEAD + SCORES.replace("date: 2021,", "date: 2020-05,"))
    assert list_values(tracker.scores(of="salience", on="2022-01-01")) == [0.8, 0.4]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"of": "powr"}, "of: 'powr' is not known (did you mean 'power'?): expected power,"),
        ({"basis": "told"}, "basis: 'told' is not known: expected stated, reported or inferred"),
    ],
)
def test_a_wrong_question_is_answered_with_what_would_work(
    tracker: Tracker, asked: dict[str, str], message: str
) -> None:
    with pytest.raises(QuestionError) as caught:
        tracker.scores(**asked)
    assert message in str(caught.value)


def test_an_unknown_holder_is_an_error_and_no_empty_answer(tracker: Tracker) -> None:
    with pytest.raises(UnknownIdError):
        tracker.scores(holder="anna")
    with pytest.raises(UnknownIdError):
        tracker.scores(topic="ana")


def test_a_score_stands_and_falls_with_its_sources(tracker: Tracker) -> None:
    early = tracker.known_by("2021-01-01")
    assert list_values(early.records.scores) == [2, 2, 0.8]
    assert list_values(early.left_out) == [0.4, 0.12345678901234, -7]
    assert list_values(tracker.without("survey").records.scores) == [0.4, 0.12345678901234, -7]
    assert set(tracker.records.scores) <= set(tracker.single_source_claims())


def test_the_cache_gives_the_same_scores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STAKEHOLDERS_CACHE", str(tmp_path / "cache"))
    file = tmp_path / "scores.yaml"
    file.write_text(HEAD + SCORES, encoding="utf-8")
    fresh, kept = load(file), load(file)
    assert type(kept.records.scores) is not type(fresh.records.scores)
    assert kept.records == fresh.records
    assert [s.mark for s in kept.records.scores] == [s.mark for s in fresh.records.scores]
    assert kept.records.scores[2] == load(file).records.scores[2]


def test_tables_hold_every_score(tracker: Tracker, tmp_path: Path) -> None:
    write_tables(tracker, tmp_path)
    table = pq.read_table(tmp_path / "scores.parquet")
    assert table.schema.field("value").type == pa.float64()
    assert table["out_of"].to_pylist() == [3, 3, None, None, None, None]
    assert read_tables(tmp_path).to_tracker().records == tracker.records


@pytest.mark.parametrize(
    ("column", "values", "code", "line"),
    [
        ("value", pa.array([1, 2, 3, float("nan"), 5, 6]), "unknown-value", 4),
        ("high", pa.array([None, float("inf"), None, None, None, None]), "unknown-value", 2),
        ("value", pa.array(list("abcdef")), "wrong-type", 1),
    ],
)
def test_a_table_with_something_else_than_numbers_is_refused(  # noqa: PLR0913, PLR0917 - a table
    tracker: Tracker, tmp_path: Path, column: str, values: pa.Array, code: str, line: int
) -> None:
    write_tables(tracker, tmp_path)
    file = tmp_path / "scores.parquet"
    table = pq.read_table(file)
    pq.write_table(table.set_column(table.column_names.index(column), column, values), file)
    with pytest.raises(DataError) as caught:
        read_tables(tmp_path)
    assert [(p.mark.path, p.mark.line, p.code) for p in caught.value.problems] == [
        (str(file), line, code)
    ]


@pytest.mark.parametrize("values", [pa.array([1] * 6), pa.array([1.0] * 6, pa.float32())])
def test_a_table_may_have_its_numbers_in_another_width(
    tracker: Tracker, tmp_path: Path, values: pa.Array
) -> None:
    write_tables(tracker, tmp_path)
    file = tmp_path / "scores.parquet"
    table = pq.read_table(file)
    pq.write_table(table.set_column(table.column_names.index("value"), "value", values), file)
    assert list_values(read_tables(tmp_path).to_tracker().records.scores) == [1] * 6


def test_a_score_is_plain_json(tracker: Tracker) -> None:
    plain = to_plain(tracker.records.scores[1])
    assert isinstance(plain, dict)
    assert (plain["of"], plain["value"], plain["out_of"]) == ("power", 2.0, 3.0)


# What is refused


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            "of: power, value: 0.8.1",
            "5:35: value: '0.8.1' is not a number such as 7 or 0.8, of at most 15 figures"
            " [bad-value]",
        ),
        (
            "of: power, value: 1e3",
            "5:35: value: '1e3' is not a number such as 7 or 0.8, of at most 15 figures"
            " [bad-value]",
        ),
        (
            "of: influence, value: 1",
            "5:21: of: 'influence' is not known: expected power, salience, legitimacy, urgency,"
            " knowledge, leadership, resources, mobilization or position [bad-value]",
        ),
        (
            "of: power, value: 2",
            "5:35: value: 2 is not on the scale: expected 0 to 1, or out_of or unit beside it"
            " [off-scale]",
        ),
        (
            "of: power, value: 0.5, high: 1.5",
            "5:46: high: 1.5 is not on the scale: expected 0 to 1, or out_of or unit beside it"
            " [off-scale]",
        ),
        (
            "of: power, value: 4, out_of: 3",
            "5:35: value: 4 is not on the scale: expected 0 to 3 [off-scale]",
        ),
        (
            "of: power, value: -1, out_of: -3",
            "5:47: out_of: -3 is the top of no scale: expected more than 0 [off-scale]",
        ),
        (
            "of: power, value: 0.5, low: 0.6",
            "5:45: low: 0.6 is more than the value, 0.5 [off-scale]",
        ),
        (
            "of: power, value: 0.5, high: 0.4",
            "5:46: high: 0.4 is less than the value, 0.5 [off-scale]",
        ),
        (
            "of: position, value: 0.5",
            "5:3: score: topic is missing: a position is one on a topic [missing-key]",
        ),
        (
            "of: power, topic: tx, value: 0.5",
            "5:35: topic: no topic 'tx' (did you mean 'tax'?) [unknown-id]",
        ),
        (
            "of: power, value: 0.5, disputed: [{field: value, value: half, sources: [survey]}]",
            "5:73: value: 'half' is not a number such as 7 or 0.8, of at most 15 figures"
            " [bad-value]",
        ),
    ],
)
def test_a_wrong_score_is_reported_at_its_place(fields: str, expected: str) -> None:
    with pytest.raises(DataError) as caught:
        loads(f"{HEAD}- {{holder: ana, {fields}, basis: stated, sources: [survey, minutes]}}\n")
    assert [str(p).removeprefix("<string>:") for p in caught.value.problems] == [expected]


def test_a_disputed_number_is_kept_as_it_is_written() -> None:
    reading = "disputed: [{field: value, value: 0.6, sources: [minutes]}]"
    tracker = loads(
        f"{HEAD}- {{holder: ana, of: power, value: 0.5, basis: stated, {reading},"
        " sources: [survey]}\n"
    )
    assert [(d.taken, d.reading.value) for d in tracker.disputes()] == [("0.5", "0.6")]


def test_the_same_score_twice_is_a_warning() -> None:
    score = "- {holder: ana, of: power, value: 0.5, basis: stated, sources: [survey, minutes]}\n"
    assert [str(p) for p in loads(HEAD + score + score.replace("0.5", "0.6")).warnings] == [
        "<string>:6:3: warning: score: the power of ana is also at <string>:5:3: one score with a"
        " disputed reading, or another date, basis or coder [same-score]"
    ]
