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
            assert default is attrs.NOTHING or default == (() if field.many is Many.LIST else None)


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


def test_people_files_are_found_and_others_are_not(openstates: ModuleType, tmp_path: Path) -> None:
    for name in ("az/legislature/b.yml", "az/retired/a.yml", "az/committees/c.yml", "az/x.yml"):
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("id: ocd-person/1\n", encoding="utf-8")
    found = [path.relative_to(tmp_path / "data") for path in openstates.list_files(tmp_path)]
    assert found == [Path("az/legislature/b.yml"), Path("az/retired/a.yml")]
    with pytest.raises(FileNotFoundError, match="no people here"):
        openstates.list_files(tmp_path / "data")
