"""What tables from outside must satisfy before they are believed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import isfinite
from typing import TYPE_CHECKING, Any

import attrs

from stakeholders.cache.layout import Holds, list_columns
from stakeholders.dates import PartialDate
from stakeholders.errors import DateError, Mark, Problem, find_nearest, join_words, quote
from stakeholders.tables.flat import import_arrow, make_schema
from stakeholders.tables.schema import (
    NESTED,
    TABLES,
    TEXTS,
    list_kinds,
    list_owners,
    list_references,
)

if TYPE_CHECKING:
    import pyarrow as pa


def check_columns(
    table: str, found: Sequence[str], path: str, *, noun: str = "column"
) -> Iterator[Problem]:
    """Yield what is wrong with the names of the columns of a table."""
    known = list_kinds(table)
    for name in known:
        if name not in found:
            yield _complain(path, "missing-column", f"{table}: there is no {noun} {quote(name)}")
    for name in found:
        if name not in known:
            nearest = find_nearest(name, [k for k in known if k not in found])
            hint = f" (did you mean {quote(nearest)}?)" if nearest else ""
            yield _complain(path, "unknown-column", f"{table}: unknown {noun} {quote(name)}{hint}")


def check_schema(name: str, found: "pa.Schema", path: str) -> Iterator[Problem]:
    """Yield what is wrong with the columns of a table: their names, and their types."""
    yield from check_columns(name, found.names, path)
    for field in make_schema(name):
        place = found.get_field_index(field.name)
        if place >= 0 and not _is_alike(found.types[place], field.type):
            yield _mistype(name, field, found.types[place], path)


def _mistype(name: str, field: "pa.Field", found: "pa.DataType", path: str) -> Problem:
    message = f"{name}: column {quote(field.name)} is {found}, expected {field.type}"
    return _complain(path, "wrong-type", message)


def fit(name: str, table: "pa.Table", path: str) -> tuple["pa.Table | None", list[Problem]]:
    """Return a table in its schema, and the problems where it does not fit."""
    pa = import_arrow()
    problems = list(check_schema(name, table.schema, path))
    if problems:
        return None, problems
    schema = make_schema(name)
    columns = []
    for field in schema:
        column = table[field.name]
        try:
            columns.append(column.cast(field.type))
        except pa.ArrowInvalid:
            problems.append(_mistype(name, field, column.type, path))
            continue
        if column.null_count and not field.nullable:
            row = column.is_null().to_pylist().index(True)
            message = f"{name}: column {quote(field.name)}: a value is missing"
            problems.append(_complain(path, "missing-value", message, row))
    if problems:
        return None, problems
    return pa.table(columns, schema=schema), []


def _is_alike(found: "pa.DataType", wanted: "pa.DataType") -> bool:
    """Tell whether a type is the wanted one, or only another width or spelling of it."""
    types = import_arrow().types
    if types.is_dictionary(found):
        found = found.value_type
    if types.is_integer(wanted):
        return bool(types.is_integer(found))
    if types.is_floating(wanted):
        return bool(types.is_floating(found) or types.is_integer(found) or types.is_null(found))
    if types.is_string(wanted):
        return bool(
            types.is_string(found)
            or types.is_large_string(found)
            or types.is_string_view(found)
            or types.is_null(found)
        )
    if types.is_list(wanted):
        is_list = types.is_list(found) or types.is_large_list(found)
        return bool(is_list and _is_alike(found.value_type, wanted.value_type))
    if types.is_date(wanted):
        return bool(types.is_date(found) or types.is_null(found))
    return bool(found == wanted)


def check_rows(tables: Mapping[str, "pa.Table"], paths: Mapping[str, str]) -> list[Problem]:
    """Return what is wrong with the values of tables that fit their schemas."""
    ids = {name: tables[name]["id"].to_pylist() for name in TABLES if "id" in list_kinds(name)}
    rows = {name: set(table["row"].to_pylist()) for name, table in tables.items()}
    problems: list[Problem] = []
    taken: dict[str, str] = {}
    for name, table in tables.items():
        path = paths[name]
        numbers = table["row"].to_pylist()
        if len(rows[name]) != len(table):
            problems.append(_complain(path, "same-row", f"{name}: a row number stands twice"))
        found = list(_check_ids(name, ids.get(name, ()), taken, path))
        found += _check_values(name, table, path)
        found += _check_references(name, table, ids, path)
        if name in NESTED:
            found += _check_owners(name, table, rows, path)
        problems += (_number(problem, numbers) for problem in found)
    return problems


def _number(problem: Problem, numbers: Sequence[int]) -> Problem:
    """Return a problem whose row is the number that stands in the row, wherever it lies."""
    row = numbers[problem.mark.line - 1]
    return attrs.evolve(problem, mark=attrs.evolve(problem.mark, line=row + 1))


def _check_ids(
    name: str, ids: Iterable[str], taken: dict[str, str], path: str
) -> Iterator[Problem]:
    for row, one in enumerate(ids):
        if one in taken:
            message = f"{name}: id: {quote(one)} is taken by a row of {taken[one]}"
            yield _complain(path, "duplicate-id", message, row)
        taken.setdefault(one, name)


def _check_values(name: str, table: "pa.Table", path: str) -> Iterator[Problem]:
    for column in list_columns(TABLES[name]):
        if column.holds is Holds.DATE:
            yield from _try_each(name, table, column.name, PartialDate.parse, path)
        elif column.holds is Holds.CHOICE:
            yield from _try_each(name, table, column.name, column.of, path)
        elif column.holds is Holds.DECIMAL:
            for row, value in enumerate(table[column.name].to_pylist()):
                if value is not None and not isfinite(value):
                    message = f"{name}: {column.name}: {value} is no number"
                    yield _complain(path, "unknown-value", message, row)


def _try_each(
    name: str, table: "pa.Table", column: str, read: Callable[[str], Any], path: str
) -> Iterator[Problem]:
    values = table[column].to_pylist()
    for value in dict.fromkeys(values):
        if value is None:
            continue
        try:
            read(value)
        except DateError as error:
            code, reason = "not-a-date", str(error)
        except ValueError:
            known = [choice.value for choice in read]  # type: ignore[attr-defined]
            reason = f"{quote(value)} is not known: expected {join_words(known)}"
            code = "unknown-value"
        else:
            continue
        yield _complain(path, code, f"{name}: {column}: {reason}", values.index(value))


def _check_references(
    name: str, table: "pa.Table", ids: Mapping[str, list[str]], path: str
) -> Iterator[Problem]:
    for column, kinds in list_references(name).items():
        known = {name for kind in kinds for name in ids[kind]}
        for row, wanted in _list_named(table[column].to_pylist(), list_kinds(name)[column].word):
            if wanted not in known:
                nearest = find_nearest(wanted, known)
                hint = f" (did you mean {quote(nearest)}?)" if nearest else ""
                message = f"{name}: {column}: nothing in {join_words(kinds)} is {quote(wanted)}"
                yield _complain(path, "unknown-id", message + hint, row)


def _list_named(values: Iterable[Any], word: str) -> Iterator[tuple[int, str]]:
    for row, value in enumerate(values):
        for name in value if word == TEXTS else () if value is None else (value,):
            yield row, name


def _check_owners(
    name: str, table: "pa.Table", rows: Mapping[str, set[int]], path: str
) -> Iterator[Problem]:
    owners = list_owners(name)
    found = zip(table["owner"].to_pylist(), table["owner_row"].to_pylist(), strict=True)
    for row, (owner, number) in enumerate(found):
        if owner not in owners:
            message = f"{name}: owner: {quote(owner)} has none: expected {join_words([*owners])}"
            yield _complain(path, "unknown-value", message, row)
        elif number not in rows[owner]:
            message = f"{name}: owner_row: there is no row {number} in {owner}"
            yield _complain(path, "unknown-row", message, row)


def _complain(path: str, code: str, message: str, row: int = 0) -> Problem:
    return Problem(Mark(path, row + 1, 1), code, message)
