"""The flat tables: their names, and their columns as the classes of the records tell them."""

import types
import typing
from collections.abc import Mapping
from functools import cache
from typing import Final

import attrs

from stakeholders import model
from stakeholders.cache.layout import Column, Holds, list_columns
from stakeholders.loading.table import SECTIONS

TOP: Final[Mapping[str, type]] = {
    "tracker": model.About,
    **{name: spec.record for name, spec in SECTIONS.items()},
}
NESTED: Final[Mapping[str, type]] = {
    "former_names": model.FormerName,
    "headcounts": model.Headcount,
    "reasons": model.Reason,
    "figures": model.Figure,
    "readings": model.Reading,
    "citations": model.Citation,
}
TABLES: Final[Mapping[str, type]] = {**TOP, **NESTED}
NAMES: Final[Mapping[type, str]] = {kind: name for name, kind in TABLES.items()}


class Kind(typing.NamedTuple):
    """What a column of a table is: one of the words below, and whether it may be null."""

    word: str
    is_nullable: bool = False


TEXT, TEXTS, BOOL, DAY = "text", "texts", "bool", "day"
INT64, INT32, FLOAT64 = "int64", "int32", "float64"
_WORDS: Final = {Holds.TEXTS: TEXTS, Holds.NUMBER: INT64, Holds.FLAG: BOOL, Holds.DECIMAL: FLOAT64}


@cache
def list_kinds(table: str) -> Mapping[str, Kind]:
    """Return the columns of a table, in order, with what each holds."""
    kind = TABLES[table]
    found = {"row": Kind(INT64)}
    if table in NESTED:
        found |= {"owner": Kind(TEXT), "owner_row": Kind(INT64), "place": Kind(INT32)}
    for column in list_columns(kind):
        found |= _list_flat(column, is_nullable=is_optional(kind, column.name))
    if kind is model.Reading:
        # Engines cannot read EDTF: what a disputed value is as a date stands beside it.
        found |= {"value_is_date": Kind(BOOL)}
        found |= {name: Kind(DAY, is_nullable=True) for name in ("value_earliest", "value_latest")}
    return found


def _list_flat(column: Column, *, is_nullable: bool) -> dict[str, Kind]:
    name = column.name
    if column.holds is Holds.NESTED:
        return {}
    if column.holds is Holds.MARK:
        return {"file": Kind(TEXT), "line": Kind(INT32), "column": Kind(INT32)}
    found = {name: Kind(_WORDS.get(column.holds, TEXT), is_nullable)}
    if column.holds is Holds.DATE:
        found |= {f"{name}_{end}": Kind(DAY, is_nullable=True) for end in ("earliest", "latest")}
    return found


@cache
def is_optional(kind: type, field: str) -> bool:
    """Tell whether a field may be None."""
    written = getattr(attrs.fields(kind), field).type
    return isinstance(written, types.UnionType) and type(None) in typing.get_args(written)


@cache
def list_owners(table: str) -> Mapping[str, str]:
    """Return the tables whose records hold those of a nested table, each with the field."""
    wanted = NESTED[table]
    return {
        name: column.name
        for name, kind in TABLES.items()
        for column in list_columns(kind)
        if column.holds is Holds.NESTED and column.of is wanted
    }


@cache
def list_references(table: str) -> Mapping[str, tuple[str, ...]]:
    """Return the columns of a table that hold ids, each with the tables of these ids."""
    kind = TABLES[table]
    specs = list(SECTIONS.values())
    found: dict[str, tuple[str, ...]] = {}
    while specs:
        spec = specs.pop()
        specs += [field.spec for field in spec.fields if field.spec is not None]
        if spec.record is kind:
            found |= {field.attribute: field.kinds for field in spec.fields if field.kinds}
    return {"source": ("sources",)} if kind is model.Citation else found
