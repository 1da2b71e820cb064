"""Partial dates: forms, bounds, words, and the laws they obey."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholders import DateError, PartialDate, Truth
from stakeholders.dates import read_day

FORMS = [
    ("2011", "2011-01-01", "2011-12-31", "in 2011"),
    ("2011-09", "2011-09-01", "2011-09-30", "in September 2011"),
    ("2012-02", "2012-02-01", "2012-02-29", "in February 2012"),
    ("2011-12", "2011-12-01", "2011-12-31", "in December 2011"),
    ("2011-09-14", "2011-09-14", "2011-09-14", "on 14 September 2011"),
    ("2017-06-01", "2017-06-01", "2017-06-01", "on 1 June 2017"),
    ("2011-09-14..2011-09-15", "2011-09-14", "2011-09-15", "on 14 or 15 September 2011"),
    (
        "2011-09-30..2011-10-01",
        "2011-09-30",
        "2011-10-01",
        "on 30 September 2011 or 1 October 2011",
    ),
    (
        "2011-09-01..2011-09-15",
        "2011-09-01",
        "2011-09-15",
        "between 1 September 2011 and 15 September 2011",
    ),
    ("2011-06..2011-08", "2011-06-01", "2011-08-31", "between June 2011 and August 2011"),
    ("../2013-10-17", None, "2013-10-17", "on 17 October 2013 or before"),
    ("2011-11/..", "2011-11-01", None, "in November 2011 or after"),
    ("2011-09-14~", "2011-09-13", "2011-09-15", "about 14 September 2011"),
    ("2011-09?", "2011-08-01", "2011-10-31", "perhaps September 2011"),
    ("2011%", "2010-01-01", "2012-12-31", "perhaps about 2011"),
    ("201X", "2010-01-01", "2019-12-31", "in the 2010s"),
    ("2011-XX", "2011-01-01", "2011-12-31", "in 2011"),
    ("2011-09-XX", "2011-09-01", "2011-09-30", "in September 2011"),
    ("2011-35", "2011-07-01", "2011-09-30", "in the third quarter of 2011"),
]


def read_iso(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(("text", "first", "last", "phrase"), FORMS)
def test_a_form_has_bounds_and_words(
    text: str, first: str | None, last: str | None, phrase: str
) -> None:
    when = PartialDate.parse(text)
    bounds = (when.earliest, when.latest, when.as_phrase())
    assert bounds == (read_iso(first), read_iso(last), phrase)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("2011-09-14/2011-09-15", "2011-09-14..2011-09-15"),
        ("[2011-09-14..2011-09-15]", "2011-09-14..2011-09-15"),
        ("[..2011-09]", "../2011-09"),
        ("2011-09..", "2011-09/.."),
    ],
)
def test_other_edtf_forms_are_read_as_ours(text: str, canonical: str) -> None:
    assert str(PartialDate.parse(text)) == canonical


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2011-02-29", "there is no such day"),
        ("2011-13", "there is no month 13"),
        ("2011-9-5", "write 2011-09-05"),
        ("2011/09/05", "write 2011-09-05"),
        ("2011-21", "a season is no fixed span: write its months, as in 2011-03..2011-05"),
        ("2012..2011", "the end lies before the beginning"),
        ("2011~..2012", "a range already is the doubt: write its ends without ~, ? or %"),
        ("../..", "at least one end must be known"),
        ("2011-XX-05", "a day needs its month"),
        ("201X-05", "a month needs its year"),
    ],
)
def test_a_refusal_says_what_to_write(text: str, expected: str) -> None:
    with pytest.raises(DateError) as caught:
        PartialDate.parse(text)
    assert str(caught.value) == f"'{text}' is not a date: {expected}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "15 May 2011",
        "\u0662\u0660\u0661\u0661",
        "3000",
        "2011-09-14T10",
        "9" * 99,
        "2011-W03-4",
        "2011-02-30",
        "3011-01-01",
        "0999-01-01",
        "2011-1-014",
        "2011-W1",
        "2011-00",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(DateError):
        PartialDate.parse(text)


@given(
    st.dates(min_value=date(1001, 1, 1), max_value=date(2998, 12, 31)),
    st.sampled_from(["", "~", "?", "%"]),
)
def test_every_day_keeps_its_text_and_lies_in_its_bounds(day: date, doubt: str) -> None:
    when = PartialDate.parse(f"{day.isoformat()}{doubt}")
    assert when == PartialDate.parse(str(when))
    assert when.earliest is not None and when.latest is not None  # noqa: PT018 - one claim
    assert when.earliest <= day <= when.latest


@given(st.integers(1001, 2998), st.integers(1, 12))
def test_a_month_is_as_wide_as_an_unknown_day_of_it(year: int, month: int) -> None:
    plain, spelt = (PartialDate.parse(f"{year}-{month:02}{rest}") for rest in ("", "-XX"))
    assert (plain.earliest, plain.latest) == (spelt.earliest, spelt.latest)


days = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1))


@given(days, st.integers(0, 400), days)
def test_a_day_has_come_only_when_all_of_it_has(first: date, length: int, asked: date) -> None:
    last = first + timedelta(days=length)
    when = PartialDate.parse(f"{first}..{last}")
    expected = Truth.YES if last <= asked else Truth.NO if first > asked else Truth.CANNOT_TELL
    assert when.is_by(asked) is expected


@given(days, days)
def test_surely_before_is_never_mutual(one: date, other: date) -> None:
    first, second = PartialDate.of(one), PartialDate.of(other)
    assert first.is_surely_before(second) == (one < other)
    assert not (first.is_surely_before(second) and second.is_surely_before(first))


def test_of_takes_all_three_forms() -> None:
    when = PartialDate.parse("2011-09-14")
    assert PartialDate.of(when) == PartialDate.of("2011-09-14") == PartialDate.of(date(2011, 9, 14))


def test_a_question_about_a_day_needs_a_day() -> None:
    with pytest.raises(DateError, match="expected one day"):
        read_day("2011-09")
