"""Statements come from any columns and from a tracker, and what is left out is counted."""

import sys
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import stakeholders
from stakeholders import DateError, PartialDate, QuestionError, UnknownIdError
from stakeholders.analysis import (
    Coded,
    LeftOut,
    Levels,
    Statements,
    make_two_mode,
    read_statements,
)
from stakeholders.analysis.discourse.levels import DeclaredScale

Asked = dict[str, Any]
Make = Callable[[list[Any]], Any]
ACTORS = ["mill", "union", "mill"]
CONCEPTS = ["toll", "toll", "tax"]
VALUES = [True, False, True]
DAYS = ["2011-09-14", "2011-09-30", "2012-01-01"]


def read(said: Statements) -> list[tuple[str, str, str, date | None, str]]:
    return [(s.actor, s.concept, s.value, s.first, s.document) for s in said]


EXPECTED = [
    ("mill", "toll", "yes", date(2011, 9, 14), "post"),
    ("union", "toll", "no", date(2011, 9, 30), "post"),
    ("mill", "tax", "yes", date(2012, 1, 1), "mail"),
]
DOCUMENTS = ["post", "post", "mail"]


@pytest.mark.parametrize(
    "make",
    [
        list,
        tuple,
        np.array,
        lambda column: np.array(column, object),
        pd.Series,
        lambda column: pd.Series(column).astype("category"),
        pl.Series,
        pa.array,
        lambda column: pa.chunked_array([column[:1], column[1:]]),
        lambda column: pa.chunked_array([column[:1], column[1:]]).dictionary_encode(),
    ],
)
def test_columns_of_any_library_are_taken(make: Make) -> None:
    said = Statements.of(
        actor=make(ACTORS),
        concept=make(CONCEPTS),
        value=make(VALUES),
        time=make(DAYS),
        document=make(DOCUMENTS),
    )
    assert read(said) == EXPECTED


def test_polars_categories_are_taken() -> None:
    said = Statements.of(
        actor=pl.Series(ACTORS, dtype=pl.Categorical),
        concept=pl.Series(CONCEPTS, dtype=pl.Enum(["tax", "toll", "rail"])),
    )
    assert [(s.actor, s.concept) for s in said] == list(zip(ACTORS, CONCEPTS, strict=True))


@pytest.mark.parametrize(
    "time",
    [
        [date.fromisoformat(day) for day in DAYS],
        [datetime.fromisoformat(f"{day}T12:30") for day in DAYS],
        [PartialDate.parse(day) for day in DAYS],
        np.array(DAYS, "datetime64[D]"),
        np.array(DAYS, "datetime64[ns]"),
        pd.to_datetime(pd.Series(DAYS)),
        pl.Series(DAYS).str.to_date(),
        pa.array([date.fromisoformat(day) for day in DAYS]),
        pa.chunked_array([np.array(DAYS, "datetime64[s]")]),
        Coded(codes=[0, 1, 2], labels=DAYS),
        # Shortly after midnight in Paris it is the day before in Greenwich.
        pd.to_datetime(pd.Series(DAYS)).dt.tz_localize("Europe/Paris"),
        pl.Series(DAYS).str.to_datetime(time_zone="Europe/Paris"),
        pa.array(pd.to_datetime(pd.Series(DAYS)).dt.tz_localize("Europe/Paris")),
    ],
)
def test_time_is_taken_in_any_form(time: object) -> None:
    said = Statements.of(actor=ACTORS, concept=CONCEPTS, time=time)
    assert [(s.first, s.last) for s in said] == [(date.fromisoformat(day),) * 2 for day in DAYS]


def test_a_missing_time_is_no_day() -> None:
    columns: list[object] = [
        ["2011-09-14", None, ""],
        np.array(["2011-09-14", "NaT", "NaT"], "datetime64[D]"),
        pd.Series(["2011-09-14", None, None]),
        pa.array([date(2011, 9, 14), None, None]),
        np.array(["2011-09-14", "", ""]),
    ]
    for time in columns:
        said = Statements.of(actor=ACTORS, concept=CONCEPTS, time=time)
        assert [s.first for s in said] == [date(2011, 9, 14), None, None]


def test_a_date_that_is_not_known_to_the_day_keeps_both_ends() -> None:
    said = Statements.of(
        actor=ACTORS, concept=CONCEPTS, time=["2011-09", "../2011-09", "2011-09-14/.."]
    )
    assert [(s.first, s.last) for s in said] == [
        (date(2011, 9, 1), date(2011, 9, 30)),
        (None, date(2011, 9, 30)),
        (date(2011, 9, 14), None),
    ]


def test_polars_is_taken_without_pyarrow(monkeypatch: pytest.MonkeyPatch) -> None:
    column = pl.Series(ACTORS)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert Statements.of(actor=column, concept=CONCEPTS).actor.labels == ("mill", "union")


def test_coded_columns_are_taken_as_they_are_and_labels_sorted() -> None:
    said = Statements.of(
        actor=Coded(codes=np.array([1, 0, 1], np.int32), labels=("union", "mill", "idle")),
        concept=CONCEPTS,
    )
    assert [s.actor for s in said] == ["mill", "union", "mill"]
    assert said.actor.labels == ("idle", "mill", "union")
    assert said.trim().actor.labels == ("mill", "union")


def test_blank_cells_are_left_out_and_counted() -> None:
    said = Statements.of(
        actor=["mill", " ", "union", None],
        concept=["toll", "toll", None, "toll"],
        value=["for", "for", "for", "for"],
    )
    assert read(said) == [("mill", "toll", "for", None, "")]
    assert said.left_out == (LeftOut("no actor", 2), LeftOut("no concept", 1))


def test_what_arrow_lacks_is_left_out_like_any_blank() -> None:
    for column in (
        pa.array(["mill", None, "mill"]),
        pa.array(["mill", None, "mill"]).dictionary_encode(),
    ):
        said = Statements.of(actor=column, concept=CONCEPTS)
        assert said.left_out == (LeftOut("no actor", 1),)
    with pytest.raises(QuestionError, match="the columns are empty"):
        Statements.of(actor=pa.chunked_array([], pa.string()), concept=[])


def test_numbers_that_name_actors_are_taken_as_text() -> None:
    far = Statements.of(actor=np.array([7, 70_000_000, 7]), concept=CONCEPTS)
    near = Statements.of(actor=np.array([7, 9, 7]), concept=CONCEPTS)
    assert far.actor.labels == ("7", "70000000")
    assert near.actor.labels == ("7", "9")


@pytest.mark.parametrize(
    ("value", "scale", "expected"),
    [
        ([True, False, None], None, (("no", "yes"), (0.0, 1.0))),
        ([1, 1, 1], "boolean", (("no", "yes"), (0.0, 1.0))),
        (np.array([1.0, 0.0, 1.0]), "boolean", (("no", "yes"), (0.0, 1.0))),
        ([1, 3, 4], (1, 5), (("1", "3", "4"), (0.0, 0.5, 0.75))),
        (["4", "4", "4"], (0, 8), (("4",), (0.5,))),
        (
            ["support", "oppose", "neutral"],
            "three",
            (("oppose", "neutral", "support"), (0, 0.5, 1)),
        ),
        (
            ["support", "oppose", "oppose"],
            "five",
            (
                ("strongly-oppose", "oppose", "neutral", "support", "strongly-support"),
                (0, 0.25, 0.5, 0.75, 1),
            ),
        ),
        ([1, 3, 4], [1, 5], (("1", "3", "4"), (0.0, 0.5, 0.75))),
        (["red", "blue", "red"], None, (("blue", "red"), ())),
        ([2, 1, 2], "categorical", (("1", "2"), ())),
    ],
)
def test_values_lie_on_their_declared_scale(
    value: object, scale: DeclaredScale | None, expected: tuple[tuple[str, ...], tuple[float, ...]]
) -> None:
    levels = Statements.of(actor=ACTORS, concept=CONCEPTS, value=value, scale=scale).levels
    assert (levels.labels, levels.shares) == expected


def test_levels_are_numbers_of_the_scale() -> None:
    said = Statements.of(actor=ACTORS, concept=CONCEPTS, value=[1, 3, 5], scale=(1, 5))
    assert said.levels.numbers == (1, 3, 5)


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (
            {"value": [1, 2, 5]},
            "value: numbers from 1 to 5 need scale=(lowest, highest) as declared, not as found, or scale='boolean'",
        ),
        (
            {"value": ["support", "oppose", "oppose"]},
            "value: positions need their scale: scale='two', 'three' or 'five'",
        ),
        ({"value": [1, 2, 9], "scale": (1, 5)}, "value: '9' is not on the scale from 1 to 5"),
        (
            {"value": [1, 2, 3], "scale": (5, 1)},
            "scale: expected the lowest number before the highest, found (5, 1)",
        ),
        (
            {"value": [1, 2, 0], "scale": "boolean"},
            "value: '2' is no truth value: expected True, False, 1 or 0",
        ),
        (
            {"value": ["suport", "oppose", "oppose"], "scale": "two"},
            "value: no 'suport' on the scale two (did you mean 'support'?): expected oppose or support",
        ),
        (
            {"value": VALUES, "scale": "bolean"},
            "scale: 'bolean' is not known (did you mean 'boolean'?): expected boolean, categorical, two, three, five or its lowest and highest number",
        ),
        (
            {"value": [True]},
            "columns of different lengths: actor 3, concept 3, value 1, time 3, document 3",
        ),
        ({"actor": "mill"}, "actor: expected a column, such as a list, found str"),
        (
            {"actor": {"mill": 1, "union": 2, "city": 3}},
            "actor: expected a column, such as a list, found dict",
        ),
        (
            {"actor": {"mill", "union", "city"}},
            "actor: expected a column, such as a list, found set",
        ),
        (
            {"actor": np.array([["mill"], ["union"], ["city"]])},
            "actor: expected a column, such as a list, found ndarray of shape (3, 1)",
        ),
        (
            {"actor": pd.DataFrame({"actor": ACTORS})},
            "actor: expected a column, such as a list, found DataFrame of shape (3, 1)",
        ),
        (
            {"concept": [["toll"], ["toll"], ["tax"]]},
            "concept: expected one value in each row: unhashable type: 'list'",
        ),
        (
            {"time": pd.Series([2011, 2012, 2013])},
            "time: expected dates, or text such as 2011-09-14, found int64",
        ),
        (
            {"value": [1, 2, 3], "scale": (1, 3, 5)},
            "scale: (1, 3, 5): expected a name, or its lowest and its highest number",
        ),
        (
            {"value": [1, 2, 3], "scale": (1, float("inf"))},
            "scale: (1, inf): expected a name, or its lowest and its highest number",
        ),
        ({"actor": [], "concept": []}, "no statements: the columns are empty"),
        ({"time": [1, 2, 3]}, "time: expected dates, or text such as 2011-09-14, found int"),
        (
            {"actor": [None, None, None]},
            "no statements left: all of 3 were left out (no actor: 3)",
        ),
    ],
)
def test_columns_that_do_not_fit_are_told(columns: dict[str, Any], message: str) -> None:
    asked = {"actor": ACTORS, "concept": CONCEPTS} | columns
    with pytest.raises(QuestionError) as caught:
        Statements.of(**asked)
    assert str(caught.value) == message


def test_a_text_that_is_no_date_is_told() -> None:
    with pytest.raises(DateError, match="write 2011-09-14"):
        Statements.of(actor=ACTORS, concept=CONCEPTS, time=["2011/9/14", None, None])


@pytest.mark.parametrize(
    ("codes", "labels", "message"),
    [
        ([0, 2], ["mill", "union"], "codes: expected 0 to 1, found codes from 0 to 2 for 2 labels"),
        (
            [0.5, 1],
            ["mill", "union"],
            "codes: expected one row of whole numbers, found float64 of shape (2,)",
        ),
        ([0, 1], ["mill", "mill"], "labels: expected each once and none blank"),
        ([0, 1], ["mill", ""], "labels: expected each once and none blank"),
    ],
)
def test_codes_without_their_labels_are_refused(
    codes: list[float], labels: list[str], message: str
) -> None:
    with pytest.raises(QuestionError) as caught:
        Coded(codes=codes, labels=labels)
    assert str(caught.value) == message


TRACKER = stakeholders.loads("""\
people:
  ana: {name: Ana Ruiz, sector: labour, sources: [post]}
  bo: {name: Bo Lund, sector: trade, sources: [post]}
  cy: {name: Cy Moss, sources: [post]}
organizations:
  union: {name: Harbour Union, aliases: [the dockers], kind: union, sources: [post]}
  guild: {name: Harbour Union, kind: guild, sources: [post]}
bodies:
  council: {name: Port Council, sources: [post]}
topics:
  toll: {proposition: The bridge should have a toll., label: Toll, scale: two}
  tax: {proposition: Taxes should rise., scale: five}
sources:
  post: {title: The Harbour Post, date: 2011-12-31}
  mail: {title: The Mail, date: 2012-12-31}
memberships:
- {person: ana, body: council, on_behalf_of: [union], start: 2011-01-01, sources: [post]}
- {person: bo, body: council, on_behalf_of: [guild], start: 2011-06-01, sources: [post]}
departures:
  walk-out: {people: [ana], bodies: [council], kind: resigned, date: 2011-09-14, basis: stated, sources: [post]}
stances:
- {holder: ana, topic: toll, position: support, basis: stated, date: 2011-09-14, sources: [post, mail]}
- {holder: ana, topic: tax, position: strongly-oppose, basis: reported, date: 2011-10, sources: [post]}
- {holder: bo, topic: toll, position: oppose, basis: inferred, date: 2011-03-01, sources: [mail]}
- {holder: bo, topic: tax, position: neutral, basis: stated, sources: [mail]}
- {holder: union, topic: toll, position: support, basis: stated, speaker: ana, date: 2011-08-01, sources: [post]}
- {holder: guild, topic: toll, position: support, basis: stated, confidence: low, date: 2011-08-01, sources: [post]}
- {holder: council, part: two members, topic: tax, position: support, basis: stated, date: 2011-08-01, sources: [post]}
""")


def spell(said: Statements) -> list[tuple[str, str, str]]:
    return [(s.actor, s.concept, s.value) for s in said]


def test_stances_are_statements_with_their_records() -> None:
    said = read_statements(TRACKER)
    assert spell(said) == [
        ("ana", "toll", "support"),
        ("ana", "tax", "oppose"),
        ("bo", "toll", "oppose"),
        ("union", "toll", "support"),
    ]
    assert said.left_out == (
        LeftOut("less than medium confidence", 1),
        LeftOut("of an unnamed part", 1),
        LeftOut("neither for nor against", 1),
    )
    second = said.list()[1]
    assert (second.first, second.last, second.document) == (
        date(2011, 10, 1),
        date(2011, 10, 31),
        "post",
    )
    assert second.stance is TRACKER.records.stances[1]


def test_positions_are_shares_of_the_scale_of_their_topic() -> None:
    said = read_statements(TRACKER, value="position", min_confidence="low")
    found = {
        (s.actor, s.concept): said.levels.shares[v] for s, v in zip(said, said.value, strict=True)
    }
    assert found == {
        ("ana", "toll"): 1.0,
        ("ana", "tax"): 0.0,
        ("bo", "toll"): 0.0,
        ("bo", "tax"): 0.5,
        ("union", "toll"): 1.0,
        ("guild", "toll"): 1.0,
    }


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"actor": "person"}, [("ana", "toll"), ("ana", "tax"), ("bo", "toll"), ("bo", "tax")]),
        ({"actor": "organization"}, [("union", "toll")]),
        (
            {"actor": "sector"},
            [("labour", "toll"), ("labour", "tax"), ("trade", "toll"), ("trade", "tax")],
        ),
        ({"actor": "kind"}, [("union", "toll")]),
        ({"actor": "speaker"}, [("ana", "toll")]),
        # Ana spoke for the union until she left, on the day of her first stance; Bo not yet for the guild.
        ({"actor": "on_behalf_of"}, [("union", "toll"), ("guild", "tax"), ("union", "toll")]),
        ({"actor": "body"}, [("council", "toll"), ("council", "tax")]),
        ({"actor": "body", "concept": "part"}, [("council", "two members")]),
        ({"concept": "source", "actor": "speaker"}, [("ana", "post")]),
        (
            {"concept": "source", "actor": "sector", "basis": "stated"},
            [("labour", "post"), ("labour", "mail"), ("trade", "mail")],
        ),
        ({"actor": "part"}, [("two members", "tax")]),
        ({"actor": "aliases"}, [("the dockers", "toll")]),
    ],
)
def test_variables_say_who_acts_on_what(
    variables: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    said = read_statements(TRACKER, value="basis", **variables)
    assert [(s.actor, s.concept) for s in said] == expected


def test_names_are_shown_and_told_apart_where_two_are_the_same() -> None:
    said = read_statements(TRACKER, labels="name", min_confidence="low")
    assert said.actor.labels == (
        "Ana Ruiz",
        "Bo Lund",
        "Harbour Union (guild)",
        "Harbour Union (union)",
    )
    assert said.concept.labels == ("Taxes should rise.", "Toll")
    by_sector = read_statements(TRACKER, actor="sector", concept="source", labels="name")
    assert by_sector.actor.labels == ("labour", "trade")
    assert by_sector.concept.labels == ("The Harbour Post", "The Mail")


@pytest.mark.parametrize(
    ("filters", "expected", "left_out"),
    [
        ({"body": "council"}, 3, LeftOut("not by a member of the body", 3)),
        ({"body": "council", "on": "2011-12-31"}, 1, LeftOut("not by a member of the body", 5)),
        ({"basis": "stated"}, 2, LeftOut("of another basis", 2)),
        ({"basis": ("reported", "inferred")}, 2, LeftOut("of another basis", 5)),
        ({"since": "2011-08", "until": "2011-10-15"}, 2, LeftOut("not surely between the days", 3)),
        (
            {"since": "2011-08", "until": "2011-10-15", "dates": "earliest"},
            3,
            LeftOut("not surely between the days", 2),
        ),
    ],
)
def test_filters_choose_stances_and_count_the_others(
    filters: Asked, expected: int, left_out: LeftOut
) -> None:
    said = read_statements(TRACKER, **filters)
    assert len(said) == expected
    assert said.left_out[0] == left_out


def test_sources_that_disagree_on_a_day_widen_it() -> None:
    tracker = stakeholders.loads("""\
people: {ana: {name: Ana Ruiz, sources: [post]}}
topics: {toll: {proposition: The bridge should have a toll.}}
sources: {post: {title: The Harbour Post, date: 2011-09-20}}
stances:
- holder: ana
  topic: toll
  position: support
  basis: stated
  date: 2011-09-14
  disputed:
  - {field: date, value: 2011-09-16, sources: [post]}
  sources: [post]
""")
    (said,) = read_statements(tracker)
    assert (said.first, said.last) == (date(2011, 9, 14), date(2011, 9, 16))


def test_a_wrong_variable_is_told_with_those_there_are() -> None:
    with pytest.raises(QuestionError) as caught:
        read_statements(TRACKER, actor="organisation")
    assert str(caught.value).startswith(
        "actor: there is no variable 'organisation' (did you mean 'organization'?): there is aliases, announced, basis, body,"
    )


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (
            {"since": "2020"},
            "no statements left: all of 7 were left out (not surely between the days: 7)",
        ),
        (
            {"actor": "coder"},
            "no statements left: all of 7 were left out (less than medium confidence: 1, of an unnamed part: 1, no coder: 5)",
        ),
    ],
)
def test_an_empty_choice_says_which_filter_took_the_last(asked: Asked, message: str) -> None:
    with pytest.raises(QuestionError) as caught:
        read_statements(TRACKER, **asked)
    assert str(caught.value) == message


def test_a_tracker_without_stances_has_no_statements() -> None:
    empty = stakeholders.loads("people: {ana: {name: Ana Ruiz}}")
    with pytest.raises(QuestionError, match="no statements: the tracker has no stances"):
        read_statements(empty)


def test_an_unknown_body_is_an_error() -> None:
    with pytest.raises(UnknownIdError):
        read_statements(TRACKER, body="counsel")


def test_levels_are_values() -> None:
    assert read_statements(TRACKER).levels == Levels(
        kind=read_statements(TRACKER).levels.kind, labels=("oppose", "support"), shares=(0.0, 1.0)
    )


def test_a_column_of_objects_may_hold_what_pandas_calls_missing() -> None:
    said = Statements.of(actor=["mill", pd.NA, "union"], concept=["toll", "toll", pd.NaT])
    assert [s.actor for s in said] == ["mill"]
    assert said.left_out == (LeftOut("no actor", 1), LeftOut("no concept", 1))


def test_what_is_combined_does_not_hang_on_the_steps_that_occur() -> None:
    columns: Asked = {"actor": ["mill", "union"], "concept": ["toll", "toll"], "scale": "three"}
    few = Statements.of(value=["oppose", "support"], **columns)
    all_steps = Statements.of(value=["oppose", "neutral"], **columns)
    assert make_two_mode(few, qualifier="combine").get_weight("mill", "toll") == 4
    assert make_two_mode(all_steps, qualifier="combine").get_weight("mill", "toll") == 4
