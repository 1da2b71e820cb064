"""The schema and the reference page: made from the reader's table, and true of the real data."""

import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from stakeholders import make_schema
from stakeholders.formats import write_reference
from stakeholders.formats.report import Report
from stakeholders.formats.writers import defuse, escape_markdown, measure, write_text
from stakeholders.loading.table import SECTIONS

TOP = Path(__file__).parent.parent
SCHEMA = make_schema()


def is_valid(text: str) -> bool:
    # Editors read YAML 1.2, where a date is text; of PyYAML's loaders the text-only one is nearest.
    data = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - the loader that makes texts only
    return jsonschema.Draft7Validator(SCHEMA).is_valid(_read_numbers(data))


def _read_numbers(value: object) -> object:
    if isinstance(value, dict):
        return {key: _read_number(key, item) for key, item in value.items()}
    return [_read_numbers(item) for item in value] if isinstance(value, list) else value


def _read_number(key: str, item: object) -> object:
    if key in {"count", "unnamed", "quote_words"} and str(item).isdigit():
        return int(str(item))
    if key in {"value", "low", "high", "out_of"} and re.fullmatch(r"-?[0-9.]+", str(item)):
        return float(str(item))
    return _read_numbers(item)


def test_the_schema_is_one() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    "file", sorted((TOP / "data").rglob("*.yaml")), ids=lambda f: f"{f.parent.name}-{f.name}"
)
def test_the_real_data_are_valid(file: Path) -> None:
    assert is_valid(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "text",
    [
        "people: {ana: {nmae: Ana}}",
        "people: {ana: {name: Ana, unnamed: a clerk}}",
        "people: {Ana: {name: Ana}}",
        "people: [ana]",
        "stances: [{holder: a, topic: t, position: suport, basis: stated, sources: [s]}]",
        "stances: [{holder: a, topic: t, position: support, basis: stated}]",
        "people: {ana: {name: Ana, born: 15 May 1950}}",
        "poeple: {}",
        "scores: [{holder: a, of: power, value: much, basis: stated, sources: [s]}]",
        "scores: [{holder: a, of: influence, value: 0.8, basis: stated, sources: [s]}]",
    ],
)
def test_a_slip_is_invalid(text: str) -> None:
    assert not is_valid(text)


def test_a_score_is_valid() -> None:
    score = "{holder: [a, b], of: power, value: 0.8, low: 0, high: 1, basis: stated, sources: [s]}"
    assert is_valid(f"scores: [{score}]")


@pytest.mark.parametrize("section", SECTIONS)
def test_every_field_is_described(section: str) -> None:
    assert all(field.doc.endswith(".") for field in SECTIONS[section].fields)


def test_the_reference_page_is_the_table() -> None:
    page = (TOP / "docs" / "reference" / "format.md").read_text(encoding="utf-8")
    assert page.strip() == write_reference().strip()


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "\uff1d1"])
def test_no_spreadsheet_runs_a_cell(cell: str) -> None:
    assert defuse(cell) == f"'{cell}"


def test_markdown_is_text() -> None:
    assert (
        escape_markdown("[x](javascript:y) | `z`\n<b>")
        == "\\[x\\](javascript:y) \\| \\`z\\` \\<b\\>"
    )


def test_a_terminal_sees_no_control_character() -> None:
    report = Report(headline=("a\x1b[31m",), columns=("c",), rows=(("b\x07\u202e",),), data=[])
    assert write_text([report], 80, is_coloured=False) == "a\\x1b[31m\n\nC\nb\\x07\\u202e\n"


def test_wide_letters_take_two_columns() -> None:
    assert [measure(text) for text in ("abc", "日本", "e\u0301")] == [3, 4, 1]


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_a_table_fits_its_width(width: int) -> None:
    cells = (
        "Ana Ruiz",
        "a rather long sentence about leaving " * 3,
        "https://example.org/" + "x" * 80,
    )
    report = Report(columns=("who", "why", "where"), rows=(cells, cells), data=[])
    lines = write_text([report], width, is_coloured=True).splitlines()
    assert max(measure(line) for line in lines[1:]) <= width


def test_every_problem_code_is_documented_and_none_else() -> None:
    page = (TOP / "docs" / "reference" / "problems.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"\| `([a-z0-9-]+)`", page))
    source = "".join(
        p.read_text(encoding="utf-8")
        for folder in ("loading", "cli")
        for p in (TOP / "src" / "stakeholders" / folder).rglob("*.py")
    )
    assert documented == {code for code in documented if f'"{code}"' in source}
    emitted = re.findall(
        r'(?:report|_report|_stop|Problem|_at_start|_RefusedError)\([^()]*?"([a-z]+(?:-[a-z0-9]+)+)"',
        source,
    )
    assert set(emitted) <= documented
