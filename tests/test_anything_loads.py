"""Whatever somebody wrote is loaded or reported: nothing else ever comes out."""

import tracemalloc
from time import process_time
from typing import Any
from unicodedata import category

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from stakeholders import DataError, Limits, Tracker, loads
from stakeholders.loading.table import SECTIONS

VALID = """\
tracker: {title: T, quote_words: 25}
sources: {s1: {title: Minutes, date: 2011-09}, s2: {title: Letter, based_on: [s1]}}
people: {ana: {name: Ana Ruiz}, bo: {unnamed: a clerk}}
bodies:
  council:
    name: Council
    headcounts: [{count: 2, sources: [s1]}]
    sources: [s1]
topics: {tax: {proposition: Taxes should rise.}}
memberships:
- {person: ana, body: council, start: 2010, sources: [s1]}
- {person: bo, body: council, start: 2010, sources: [s1]}
departures:
  ana-goes:
    people: [ana]
    bodies: [council]
    kind: resigned
    date: 2011-09-14..2011-09-15
    reasons: [{summary: She had enough., topics: [tax], basis: stated, sources: [s2]}]
    basis: stated
    sources: [s2]
stances:
- {holder: [ana, bo], topic: tax, position: oppose, basis: stated, date: 2011, sources: [s1]}
scores:
- {holder: ana, of: power, value: 2, low: 1.5, out_of: 3, basis: reported, sources: [s1]}
"""
WORDS = sorted(
    {field.key for spec in SECTIONS.values() for field in spec.fields} | set(SECTIONS) | {"tracker"}
)
texts = st.one_of(
    st.sampled_from([*WORDS, "ana", "s1", "2011", "resigned", "stated"]), st.text(max_size=12)
)
nodes: st.SearchStrategy[Any] = st.recursive(
    texts,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(texts, inner, max_size=5)),
    max_leaves=25,
)


def load_or_report(data: str | bytes) -> None:
    try:
        tracker = loads(data)
    except DataError as error:
        for problem in error.problems:
            assert problem.mark.line >= 1
            assert problem.mark.column >= 1
            assert problem.code
            assert not {category(c) for c in str(problem)} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    else:
        assert isinstance(tracker, Tracker)


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    load_or_report(data)


@given(st.text(max_size=300))
def test_any_text(data: str) -> None:
    load_or_report(data)


@given(st.dictionaries(st.sampled_from(["tracker", *SECTIONS]), nodes, max_size=5))
@settings(max_examples=300)
def test_any_structure(data: dict[str, Any]) -> None:
    load_or_report(yaml.safe_dump(data, allow_unicode=True))


@given(
    st.lists(
        st.tuples(
            st.integers(0, len(VALID) - 1),
            st.sampled_from(["", " ", ":", "-", "x", "[", "\n", "s1", "2010"]),
        ),
        max_size=4,
    )
)
@settings(max_examples=300)
def test_any_slip_of_the_hand(slips: list[tuple[int, str]]) -> None:
    text = VALID
    for place, put in slips:
        text = text[:place] + put + text[place + 1 :]
    load_or_report(text)


def test_the_text_without_a_slip_is_valid() -> None:
    assert loads(VALID, strict=True).headcount("council", on="2011-09-16").certain == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("[" * 50_000, "too-deep"),
        ("- " * 50_000, "too-deep"),
        ("a: &a [x]\n" + "".join(f"b{i}: [*a, *a]\n" for i in range(5_000)), "alias"),
        ("people: {a: {name: " + "x" * 100_000 + "}}", "text-too-long"),
        ("people:\n" + "".join(f"  p{i}: {{name: x}}\n" for i in range(80_000)), "too-many-nodes"),
        ("people: {" + "k" * 200 + ": {name: a}}", "bad-key"),
    ],
    ids=["brackets", "dashes", "aliases", "long-text", "many-keys", "long-key"],
)
def test_a_bomb_is_refused_in_bounded_time_and_memory(data: str, code: str) -> None:
    tracemalloc.start()
    begun = process_time()
    with pytest.raises(DataError) as caught:
        loads(data, limits=Limits(nodes=20_000))
    spent, (_, peak) = process_time() - begun, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert code in {problem.code for problem in caught.value.problems}
    assert spent < 20
    assert peak < 200 * 2**20
