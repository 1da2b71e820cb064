"""Tables in a folder of Parquet files."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stakeholders.errors import DataError, Mark, Problem, quote
from stakeholders.tables.checking import check_rows, check_schema, fit
from stakeholders.tables.flat import import_arrow
from stakeholders.tables.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pyarrow as pa


def write_parquet(tables: "Mapping[str, pa.Table]", folder: str | os.PathLike[str]) -> None:
    """Write each table into a file of its own."""
    import_arrow()
    from pyarrow.parquet import write_table  # noqa: PLC0415

    Path(folder).mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        write_table(table, Path(folder) / f"{name}.parquet", compression="zstd")


def find_files(folder: Path, table: str) -> list[Path]:
    """Return the files of a table: `<table>.parquet`, or those in the folder `<table>`."""
    single = folder / f"{table}.parquet"
    if single.exists():
        return [single]
    return sorted((folder / table).glob("*.parquet"))


def list_missing(folder: Path) -> list[Problem]:
    """Return a problem for each table that a folder lacks."""
    return [
        Problem(
            Mark(str(folder / f"{name}.parquet"), 1, 1),
            "missing-table",
            f"there is neither this file nor a folder {quote(name)} with Parquet files in it",
        )
        for name in TABLES
        if not find_files(folder, name)
    ]


def read_parquet(folder: str | os.PathLike[str]) -> dict[str, "pa.Table"]:
    """Return the tables of a folder, checked.

    Raises:
        DataError: with everything that is wrong with them.
    """
    top = Path(folder)
    problems = list_missing(top)
    tables: dict[str, Any] = {}
    paths: dict[str, str] = {}
    for name in TABLES:
        parts = []
        for path in find_files(top, name):
            paths.setdefault(name, str(path))
            part, found = _read_part(name, path)
            problems += found
            parts.append(part)
        if parts and not problems:
            tables[name] = import_arrow().concat_tables(parts)
    problems = problems or check_rows(tables, paths)
    if problems:
        raise DataError(problems)
    return tables


def check_files(files: "Mapping[str, Sequence[str]]") -> list[Problem]:
    """Return what is wrong with the columns of files, by what stands at their ends.

    Each file is looked at: an engine that reads several as one table fills what one of them lacks.
    """
    pa = import_arrow()
    from pyarrow.parquet import read_schema  # noqa: PLC0415

    problems: list[Problem] = []
    for name, paths in files.items():
        for path in paths:
            try:
                problems += check_schema(name, read_schema(path), path)
            except (pa.ArrowInvalid, OSError) as error:
                problems.append(_cannot_read(path, error))
    return problems


def _read_part(name: str, path: Path) -> tuple["pa.Table | None", list[Problem]]:
    pa = import_arrow()
    from pyarrow.parquet import ParquetFile  # noqa: PLC0415

    try:
        with ParquetFile(path) as file:
            return fit(name, file.read(), str(path))
    except (pa.ArrowInvalid, OSError) as error:
        return None, [_cannot_read(str(path), error)]


def _cannot_read(path: str, error: Exception) -> Problem:
    reason = str(error).partition("\n")[0]
    return Problem(Mark(path, 1, 1), "not-parquet", f"cannot be read: {reason}")
