"""There are two ways to read a file, and nobody can tell which one it took."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs
import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from stakeholders import DataError, Problem, loads
from stakeholders.claims import get_citations, walk_inside
from stakeholders.loading.builder import FileDraft, Reference
from stakeholders.loading.direct import Part, read_part
from stakeholders.loading.files import Text
from stakeholders.loading.limits import DEFAULT_LIMITS, Limits
from stakeholders.loading.reader import read_text
from stakeholders.loading.rows import NAMINGS, Reading
from stakeholders.loading.table import ABOUT, CITATION, SECTIONS, Field, Form, Many, Spec
from stakeholders.loading.workers import pack_parts, unpack_parts
from stakeholders.model import Record

DATA = Path(__file__).parent.parent / "data"
FILES = sorted(DATA.glob("*/*.yaml"))


def read_directly(text: str, limits: Limits = DEFAULT_LIMITS) -> Part | None:
    return read_part(Reading.make_empty(limits), "a.yaml", text)


def read_exactly(text: str) -> FileDraft | None:
    """Read a text the exact way; None where it has any fault, or calls for a warning."""
    root, problems = read_text("a.yaml", text, DEFAULT_LIMITS)
    if root is None or problems:
        return None
    draft = FileDraft()
    draft.add_file(root)
    return None if draft.problems else draft


def list_records(draft: FileDraft) -> Part:
    found: dict[str, Sequence[Record]] = {
        section: records for section, records in draft.records.items() if records
    }
    return found | ({"tracker": [draft.about]} if draft.about is not None else {})


def tell(records: Part) -> dict[str, list[object]]:
    """Return all that is in records, with the marks, which a comparison leaves out."""
    return {
        section: [
            [(attrs.astuple(inner, recurse=False), inner.mark) for inner in walk_all(record)]
            for record in found
        ]
        for section, found in records.items()
        if found
    }


def walk_all(record: Record) -> Iterator[Record]:
    yield from walk_inside(record)
    yield from get_citations(record)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_files_of_the_repository_go_the_direct_way_and_read_the_same(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    exact = read_exactly(text)
    direct = read_directly(text)
    assert exact is not None
    assert direct is not None
    assert tell(direct) == tell(list_records(exact))


def test_ids_that_records_name_are_noted_alike() -> None:
    reading = Reading.make_empty(DEFAULT_LIMITS)
    exact: list[Reference] = []
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        assert read_part(reading, "a.yaml", text) is not None
        draft = read_exactly(text)
        assert draft is not None
        exact += draft.references
    named = {
        (field, kinds, name)
        for (field, kinds), names in zip(NAMINGS, reading.names, strict=True)
        for name in names
    }
    assert named == {(r.field, r.kinds, r.id) for r in exact}


# Values that mostly fit their field, and sometimes just do not

IDS = st.sampled_from(["ana", "bo", "s1", "tax", "Not-An-Id", "x" * 101, "~", ""])
WORDS = st.sampled_from(
    ["A text.", "no", "2011", "~", "", "Muñoz", "a\u200bb", "R & D", "*so*", "!x", "a\x07b", " "]
)
DATES = st.sampled_from(["2011", "2011-09~", "2011-09-14..2011-09-15", "2011-13", "soon", "~"])
NUMBERS = st.sampled_from(["1", "12", "0", "-1", "x"])
DECIMALS = st.sampled_from(["1", "0.8", "-2.5", "1e3", ".5", "1,5", "nan", "0.1234567890123456"])
URLS = st.sampled_from(["https://example.org/a", "mailto:ana@example.org", "example.org"])


def spell(field: Field) -> st.SearchStrategy[Any]:
    one: st.SearchStrategy[Any]
    if field.form is Form.CITATION:
        one = st.one_of(IDS, IDS, write(CITATION))
    elif field.spec is not None:
        one = write(field.spec)
    elif field.choices is not None:
        one = st.sampled_from([*(choice.value for choice in field.choices), "unheard-of"])
    else:
        by_form = {Form.DATE: DATES, Form.NUMBER: NUMBERS, Form.URL: URLS, Form.TEXT: WORDS}
        by_form[Form.DECIMAL] = DECIMALS
        one = by_form.get(field.form, IDS)
    if field.many is Many.ONE:
        return one
    several = st.lists(one, min_size=1, max_size=2)
    return several if field.many is Many.LIST else st.one_of(one, several)


def write(spec: Spec) -> st.SearchStrategy[dict[str, Any]]:
    chosen = spec.one_of[:1]
    must = {f.key: spell(f) for f in spec.fields if f.is_required or f.key in chosen}
    may = {f.key: spell(f) for f in spec.fields if f.key not in must and f.key != "disputed"}
    return st.fixed_dictionaries(must, optional={**may, "nme": WORDS} if spec.one_of else may)


def write_section(spec: Spec) -> st.SearchStrategy[Any]:
    if spec.is_keyed:
        return st.dictionaries(st.sampled_from(["ana", "bo", "tax", "No"]), write(spec), max_size=2)
    return st.lists(write(spec), max_size=2)


FILES_OF_ANY_KIND = st.fixed_dictionaries(
    {}, optional={"tracker": write(ABOUT), **{n: write_section(s) for n, s in SECTIONS.items()}}
)


@given(FILES_OF_ANY_KIND, st.sampled_from([None, '"', "'"]), st.sampled_from([True, False, None]))
@settings(max_examples=500)
def test_the_direct_way_reads_as_the_exact_one_or_gives_up(
    data: dict[str, Any], style: str | None, flow: object
) -> None:
    ids = [name for section in data.values() if isinstance(section, dict) for name in section]
    assume(len(ids) == len(set(ids)))  # whether an id is taken is asked when files come together
    text = yaml.safe_dump(data, allow_unicode=True, default_style=style, default_flow_style=flow)  # type: ignore[call-overload] # True, False or None
    reading = Reading.make_empty(DEFAULT_LIMITS)
    direct = read_part(reading, "a.yaml", text)
    if direct is not None:
        exact, problems = read_all(text)
        faults = reading.faults or FileDraft()
        assert sorted(faults.problems, key=str) == sorted(problems, key=str)
        assert tell(direct) == tell(list_records(exact))
        assert faults.ids.items() <= exact.ids.items()
        assert set(faults.references) <= set(exact.references)
        known = {
            record.id for section in direct for record in direct[section] if hasattr(record, "id")
        }
        assert known | set(faults.ids) >= set(exact.ids)


def read_all(text: str) -> tuple[FileDraft, list[Problem]]:
    """Read a text the exact way, with all that is wrong in it."""
    root, problems = read_text("a.yaml", text, DEFAULT_LIMITS)
    draft = FileDraft()
    if root is not None:
        draft.add_file(root)
    return draft, [*problems, *draft.problems]


FAULTY = """\
people:
  ana: {name: Ana Ruiz}
  bo:
    nme: Bo
    aliases: [x, x]
  # a line of comment
  zed: {name: Zed, born: someday}
  yin: {name: Yin}
stances:
- holder: [ana, zed]
  topic: tax
  position: never
  basis: stated
  sources: [s1]
-   holder: yin
    topic: tax
    position: oppose
    basis: stated
    sources: [s1]
- holder: ana
  topic: tax
  position: support
  basis: stated
  quote: >
    A text
    of two lines

  sources: [s1, nobody]
topics: {tax: {proposition: Taxes should rise.}}
sources: {s1: {title: A letter}}
"""


def test_the_faults_of_single_records_do_not_give_a_file_up() -> None:
    reading = Reading.make_empty(DEFAULT_LIMITS)
    part = read_part(reading, "a.yaml", FAULTY)
    exact, problems = read_all(FAULTY)
    assert part is not None
    assert reading.faults is not None
    assert tell(part) == tell(list_records(exact))
    assert reading.faults.problems == problems
    assert [problem.mark.line for problem in problems] == [4, 3, 5, 7, 12]


def test_faults_are_the_same_whichever_way_they_were_read(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DataError) as direct:
        loads(FAULTY)
    monkeypatch.setattr("stakeholders.loading.draft.read_part", lambda *_: None)
    with pytest.raises(DataError) as exact:
        loads(FAULTY)
    assert direct.value.problems == exact.value.problems


def test_a_process_that_helps_leaves_a_file_with_faults_to_the_one_that_loads() -> None:
    sound = Text("b.yaml", b"people: {vic: {name: Vic}}")
    texts = [Text("a.yaml", FAULTY.encode()), sound]
    assert list(unpack_parts(texts, pack_parts(texts, DEFAULT_LIMITS))) == ["b.yaml"]


def test_many_faults_are_read_in_one_go() -> None:
    records = "".join(f"  p{n}: {{name: P, born: someday}}\n" for n in range(100))
    assert read_directly(f"people:\n{records}") is None
    with pytest.raises(DataError) as caught:
        loads(f"people:\n{records}")
    assert [problem.mark.line for problem in caught.value.problems] == list(range(2, 102))


def test_a_fault_between_brackets_gives_the_file_up() -> None:
    assert read_directly("people: {\n  ana: {name: Ana},\n  bo: {nme: Bo}\n}\n") is None


def test_a_file_past_a_limit_is_given_up() -> None:
    text = "people: {ana: {name: Ana Ruiz, aliases: [Ana, Annie]}}"
    assert read_directly(text) is not None
    assert read_directly(text, Limits(nodes=5)) is None
    assert read_directly(text, Limits(text=3)) is None
    assert read_directly(text, Limits(depth=3)) is None


@pytest.mark.parametrize(
    "text",
    [
        "people: {ana: &a {name: Ana}}",
        "people: {ana: {name: &a Ana}}",
        "people: {ana: {name: !!str Ana}}",
        "people: {ana: {name: ! Ana}}",
        'people: {ana: {"name":&a Ana}}',
        "people: {ana: {name: !<tag:yaml.org,2002:int> 5}}",
        "people: {&a ana: {name: Ana}}",
        '- "x"\n- *a',
        'people: {ana: {name: "A\\u200bna"}}',
        'people: {ana: {name: "A\\x07na"}}',
        "people: {ana: {name: A}}\n---\npeople: {}",
        "people: {ana: {name: A, name: B}}",
        "people: {ana: {name: A}}\npeople: {bo: {name: B}}",
        "people: {ana: {name: A}, ana: {name: B}}",
        "people:",
        "{}",
        "people: [x]",
        "stances: {}",
        "<<: {}",
        "people: {ana: [name]}",
        "people: {ana: {[name]: A}}",
        "people: {[ana]: {name: A}}",
    ],
)
def test_what_calls_for_a_word_is_given_up(text: str) -> None:
    assert read_directly(text) is None
