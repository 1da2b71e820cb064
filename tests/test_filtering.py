"""Filters let through what they say, count the rest, and know a duplicate from a repetition."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stakeholders import QuestionError
from stakeholders.analysis import (
    Coded,
    LeftOut,
    Statements,
    filter_statements,
    make_one_mode,
)

Asked = dict[str, Any]
SAID = Statements.of(
    actor=["mill", "mill", "union", "union", "guild"],
    concept=["toll", "tax", "toll", "toll", "rail"],
    value=[True, True, False, False, True],
    time=["2011-01-05", "2011-02", "2011-02-10", "2012-02-11", None],
    document=["post", "post", "mail", None, "mail"],
)


def read(said: Statements) -> list[tuple[str, str]]:
    return [(s.actor, s.concept) for s in said]


ALL = read(SAID)


@pytest.mark.parametrize(
    ("filters", "rows"),
    [
        ({}, [0, 1, 2, 3, 4]),
        ({"since": "2011-02-05"}, [2, 3]),
        ({"since": "2011-02-01"}, [1, 2, 3]),
        ({"since": "2011-02-05", "dates": "latest"}, [1, 2, 3]),
        ({"until": "2011-02-15"}, [0, 2]),
        ({"until": "2011-02-15", "dates": "earliest"}, [0, 1, 2]),
        ({"exclude": {"actor": "mill"}}, [2, 3, 4]),
        ({"exclude": {"actor": "mill", "concept": ["rail"]}}, [2, 3]),
        ({"exclude": {"actor": ["mill", "guild"]}, "invert": {"actor"}}, [0, 1, 4]),
        ({"exclude": {"value": "no"}}, [0, 1, 4]),
        ({"exclude": {"document": "post"}}, [2, 3, 4]),
        ({"min_per_actor": 2}, [0, 1, 2, 3]),
        ({"min_per_concept": 2}, [0, 2, 3]),
        # Without tax and rail, the mill has but one statement left, and then the toll two.
        ({"min_per_actor": 2, "min_per_concept": 2}, [2, 3]),
        ({"duplicates": "range"}, [0, 1, 2, 4]),
    ],
)
def test_filters_let_through_what_they_say(filters: Asked, rows: list[int]) -> None:
    kept = filter_statements(SAID, **filters)
    assert read(kept) == [ALL[row] for row in rows]
    assert sum(each.number for each in kept.left_out) == len(ALL) - len(rows)


def test_each_filter_counts_what_it_left_out() -> None:
    kept = filter_statements(
        SAID, since="2011-01", exclude={"concept": "tax"}, duplicates="range", min_per_actor=1
    )
    assert kept.left_out == (
        LeftOut("not surely between the days", 1),
        LeftOut("by concept", 1),
        LeftOut("said before", 1),
    )


def test_an_empty_result_says_how_many_there_were_and_what_took_them() -> None:
    with pytest.raises(QuestionError) as caught:
        filter_statements(SAID, since="2011", min_per_actor=4)
    assert str(caught.value) == (
        "no statements left: all of 5 were left out (not surely between the days: 1, "
        "actors of fewer than 4 statements: 4)"
    )


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        (
            {"exclude": {"actors": "mill"}},
            "exclude: no variable 'actors' (did you mean 'actor'?): expected actor, concept, value or document",
        ),
        ({"exclude": {"actor": "mil"}}, "exclude: no actor 'mil' (did you mean 'mill'?)"),
        ({"invert": ["actor"]}, "invert: 'actor' is not in exclude, which has nothing"),
        (
            {"invert": ["actor"], "exclude": {"value": "no"}},
            "invert: 'actor' is not in exclude, which has value",
        ),
        (
            {"duplicates": "weeks"},
            "duplicates: 'weeks' is not known (did you mean 'week'?): expected kept, document, day, week, month, year or range",
        ),
        ({"since": "2012", "until": "2011"}, "until: 2011-12-31 comes before since, 2012-01-01"),
    ],
)
def test_a_wrong_filter_is_told(filters: Asked, message: str) -> None:
    with pytest.raises(QuestionError) as caught:
        filter_statements(SAID, **filters)
    assert str(caught.value) == message


def test_who_is_filtered_out_is_an_isolate_unless_out_of_the_range() -> None:
    kept = filter_statements(SAID, since="2011-01", exclude={"actor": "union"})
    assert make_one_mode(kept, isolates=True).rows == ("mill", "union")
    assert make_one_mode(kept).rows == ("mill",)


def repeat(*days: str | None, **columns: object) -> Statements:
    size = len(days)
    return Statements.of(actor=["ana"] * size, concept=["toll"] * size, time=days, **columns)  # type: ignore[arg-type]  # only value and document


def list_days(said: Statements) -> list[str]:
    return [str(s.first) for s in said]


@pytest.mark.parametrize(
    ("per", "days", "kept"),
    [
        ("day", ["2011-02-01", "2011-02-01", "2011-02-02"], ["2011-02-01", "2011-02-02"]),
        # A Sunday, the Monday after it, and the Sunday that ends that week.
        ("week", ["2011-01-02", "2011-01-03", "2011-01-09"], ["2011-01-02", "2011-01-03"]),
        # The ISO week of the turn of a year is one week.
        ("week", ["2012-12-31", "2013-01-01"], ["2012-12-31"]),
        ("month", ["2005-02-01", "2011-02-01", "2011-02-28"], ["2005-02-01", "2011-02-01"]),
        ("year", ["2005-02-01", "2005-12-31", "2006-01-01"], ["2005-02-01", "2006-01-01"]),
        ("range", ["2005-02-01", "2011-02-01"], ["2005-02-01"]),
        # The earliest is kept, wherever it stands, and one without a day is the last.
        ("range", ["2011-02-01", None, "2005-02-01"], ["2005-02-01"]),
        # Which month the second is of cannot be told; the third is of February.
        ("month", ["2011-02-03", "2011", "2011-02"], ["2011-02-03", "2011-01-01"]),
        ("month", [None, None], ["None", "None"]),
    ],
)
def test_one_per_period_is_kept(per: str, days: list[str | None], kept: list[str]) -> None:
    assert list_days(filter_statements(repeat(*days), duplicates=per)) == kept


@pytest.mark.parametrize(
    ("per", "days"),
    [("month", ["2005-02-03", "2011-02-01"]), ("week", ["2005-02-03", "2012-02-01"])],
)
def test_compat_forgets_the_year_of_months_and_weeks(per: str, days: list[str]) -> None:
    said = repeat(*days)
    assert list_days(filter_statements(said, duplicates=per)) == days
    assert list_days(filter_statements(said, duplicates=per, dna_compat=True)) == days[:1]


def test_one_per_document_is_kept_and_those_without_one() -> None:
    said = repeat(*["2011-02-01"] * 4, document=["post", "post", None, None])
    assert len(filter_statements(said, duplicates="document")) == 3


def test_another_value_is_no_duplicate_unless_values_are_ignored() -> None:
    said = repeat("2011-02-01", "2011-02-02", value=[True, False])
    assert len(filter_statements(said, duplicates="range")) == 2
    assert len(filter_statements(said, duplicates="range", same_value=False)) == 1


days = st.dates(date(2010, 1, 1), date(2013, 12, 31))
many = st.lists(
    st.tuples(st.sampled_from("ab"), st.sampled_from("kl"), st.booleans(), days),
    min_size=1,
    max_size=40,
)


def name_period(day: date, per: str) -> object:
    return {
        "day": day,
        "week": day.isocalendar()[:2],
        "month": (day.year, day.month),
        "year": day.year,
        "range": None,
    }[per]


@settings(deadline=None)
@given(many, st.sampled_from(("day", "week", "month", "year", "range")))
def test_duplicates_are_those_of_the_plain_way(
    rows: list[tuple[str, str, bool, date]], per: str
) -> None:
    """Which is to go through the rows by day and to remember what was said."""
    actors, concepts, values, moments = zip(*rows, strict=True)
    said = Statements.of(actor=actors, concept=concepts, value=values, time=moments)
    seen = set()
    kept = []
    for row in sorted(range(len(rows)), key=lambda row: rows[row][3]):
        key = (*rows[row][:3], name_period(rows[row][3], per))
        if key not in seen:
            seen.add(key)
            kept.append(rows[row])
    found = filter_statements(said, duplicates=per)
    spelt = [(s.actor, s.concept, s.value == "yes", s.first) for s in found]
    assert Counter(spelt) == Counter(kept)


def test_duplicates_of_many_labels_are_found_all_the_same() -> None:
    """Their combinations are more than a table has places for."""
    labels = [f"x{number:04}" for number in range(9_000)]
    coded = Coded(codes=np.array([8_999, 0, 8_999, 1]), labels=labels)
    said = Statements.of(actor=coded, concept=coded, document=["b", "a", "b", "a"])
    assert [s.actor for s in filter_statements(said, duplicates="document")] == [
        "x8999",
        "x0000",
        "x0001",
    ]


def test_duplicates_of_very_many_labels_are_found_all_the_same() -> None:
    """Their combinations are more than 62 bits can number."""
    labels = [f"x{number:07}" for number in range(2_000_000)]
    coded = Coded(codes=np.array([1_999_999, 0, 1_999_999]), labels=labels)
    first = date(1, 1, 1)
    said = Statements.of(
        actor=coded,
        concept=coded,
        value=Coded(codes=[1, 0, 1], labels=labels[:1_000_000]),
        time=np.array([first, date(9999, 12, 31), first + timedelta(0)], "datetime64[D]"),
    )
    assert len(filter_statements(said, duplicates="day")) == 2
