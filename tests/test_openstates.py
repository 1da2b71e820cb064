"""The table of the openstates format and its records say the same."""

import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import attrs
import pytest

from stakeholders.loading.table import Form, Many, Spec

ROOT = Path(__file__).parent.parent


@pytest.fixture
def openstates(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT))
    return importlib.import_module("benchmarks.openstates")


def walk(spec: Spec) -> Iterator[Spec]:
    yield spec
    for field in spec.fields:
        if field.spec is not None:
            yield from walk(field.spec)


def test_every_key_is_an_attribute_in_the_same_order(openstates: ModuleType) -> None:
    for spec in walk(openstates.PERSON):
        names = [field.name for field in attrs.fields(spec.record)]
        assert names == ["mark", *(field.attribute for field in spec.fields)]


def test_what_is_required_has_no_default_and_the_rest_has_one(openstates: ModuleType) -> None:
    for spec in walk(openstates.PERSON):
        known = attrs.fields_dict(spec.record)
        for field in spec.fields:
            default = known[field.attribute].default
            assert (default is attrs.NOTHING) == field.is_required
            assert default is attrs.NOTHING or default == (None if field.many is Many.ONE else ())


def test_types_are_those_of_the_fields(openstates: ModuleType) -> None:
    for spec in walk(openstates.PERSON):
        known = {name: str(field.type) for name, field in attrs.fields_dict(spec.record).items()}
        for field in spec.fields:
            written = known[field.attribute]
            assert (field.form is Form.DATE) == ("PartialDate" in written)
            if field.choices is not None:
                assert field.choices.__name__ in written
            if field.spec is not None:
                assert field.spec.record.__name__ in written


PERSON = """\
id: ocd-person/1
name: Vorn Quist
roles:
- type: lower
  jurisdiction: ocd-jurisdiction/country:us/state:az/government
  district: '01479'
  end_date: 2011-09-15
  end_reason: Resigned over bridge tolls
"""
ODD = (
    PERSON
    + """\
offices: []
gender: ''
ids: {twitter: vquist}
extras:
  guid: 0817
  titles: [Chair, {of: bridges}]
"""
)


def write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        path = folder / "data" / "az" / "legislature" / f"{name}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture
def loading(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT))
    monkeypatch.setenv("STAKEHOLDERS_CACHE", str(tmp_path / "cache"))
    return importlib.import_module("benchmarks.openstates_load")


def test_people_files_are_found_and_others_are_not(loading: ModuleType, tmp_path: Path) -> None:
    for name in ("az/legislature/b.yml", "az/retired/a.yml", "az/committees/c.yml", "az/x.yml"):
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("id: ocd-person/1\n", encoding="utf-8")
    found = [
        Path(name).relative_to(tmp_path / "data") for name in loading.list_files(tmp_path).names
    ]
    assert found == [Path("az/legislature/b.yml"), Path("az/retired/a.yml")]
    with pytest.raises(FileNotFoundError, match="no people here"):
        loading.list_files(tmp_path / "data")


def test_people_are_the_same_read_anew_kept_and_edited(loading: ModuleType, tmp_path: Path) -> None:
    write(tmp_path, a=PERSON, b=ODD.replace("/1", "/2"))
    anew = loading.load(tmp_path, cached=False)
    assert loading.load(tmp_path, cached=True) == anew
    assert loading.load(tmp_path, cached=True) == anew
    write(tmp_path, a=PERSON.replace("Vorn", "Telb"))
    found = loading.load(tmp_path, cached=True)
    assert [person.name for person in found] == ["Telb Quist", "Vorn Quist"]
    assert found == loading.load(tmp_path, cached=False)


def test_people_are_the_same_read_by_several_processes(loading: ModuleType, tmp_path: Path) -> None:
    numbers = range(1, 8)
    write(
        tmp_path,
        **{f"p{n}": ODD.replace("/1", f"/{n}").replace("Vorn", "Vorn" * n) for n in numbers},
    )
    anew = loading.load(tmp_path, cached=False)
    assert loading.load(tmp_path, cached=True, processes=3) == anew
    kept = loading.load(tmp_path, cached=True)
    assert kept == anew
    assert [person.roles[0].mark for person in kept] == [person.roles[0].mark for person in anew]


def test_what_another_process_cannot_read_is_refused_by_this_one(
    loading: ModuleType, tmp_path: Path
) -> None:
    write(tmp_path, a=PERSON, b="id: ocd-person/1\n" + "# as long as the other\n" * 20)
    with pytest.raises(ValueError, match=r"b\.yml: not a person as the table says"):
        loading.load(tmp_path, cached=True, processes=2)


def test_what_is_empty_is_none_and_texts_stay_as_they_are(
    loading: ModuleType, tmp_path: Path
) -> None:
    write(tmp_path, a=ODD)
    (person,) = loading.load(tmp_path, cached=False)
    assert (person.offices, person.gender, person.ids[0].twitter) == ((), None, "vquist")
    assert person.roles[0].district == "01479"
    assert (person.mark.line, person.roles[0].mark.line) == (1, 4)
    found = [(extra.key, extra.value) for extra in person.extras]
    assert found == [("guid", "0817"), ("titles.1", "Chair"), ("titles.2.of", "bridges")]


def test_a_file_that_is_no_person_is_refused(loading: ModuleType, tmp_path: Path) -> None:
    write(tmp_path, a="id: ocd-person/1\n")
    with pytest.raises(ValueError, match=r"a\.yml: not a person as the table says"):
        loading.load(tmp_path, cached=False)
