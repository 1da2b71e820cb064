"""A tracker as flat tables: for data frames, for Parquet, and for engines that outgrow a machine.

Example:
    >>> import stakeholders
    >>> from stakeholders.tables import to_tables
    >>> tables = to_tables(stakeholders.load("data/secure-communities"))
    >>> tables["departures"].num_rows
    4
"""

import os
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

import attrs

from stakeholders.errors import MissingExtraError
from stakeholders.tables.flat import flatten, unflatten
from stakeholders.tables.parquet import read_parquet, write_parquet
from stakeholders.tracker import Tracker

if TYPE_CHECKING:
    import pyarrow as pa

    from stakeholders.tables.engine import Engine

__all__ = ["Tables", "open", "read_tables", "to_tables", "write_tables"]

_ENGINES: Final = ("duckdb", "polars", "spark")


@attrs.frozen(eq=False)
class Tables(Mapping[str, "pa.Table"]):
    """Flat tables by name; each gives itself away through the Arrow PyCapsule interface.

    So pandas, Polars, DuckDB and whatever else knows `__arrow_c_stream__` take them as they are.
    """

    _tables: Mapping[str, "pa.Table"]

    def __getitem__(self, name: str) -> "pa.Table":
        return self._tables[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def to_tracker(self) -> Tracker:
        """Return the tracker that the tables hold; its records are those they were made from."""
        return Tracker(unflatten(self._tables))


def to_tables(tracker: Tracker) -> Tables:
    """Return a tracker as flat tables.

    Raises:
        MissingExtraError: if pyarrow is not installed.
    """
    return Tables(flatten(tracker.records))


def write_tables(tracker: Tracker, folder: str | os.PathLike[str]) -> None:
    """Write a tracker as a folder of Parquet files, one for each table; nothing is lost.

    Example:
        >>> import tempfile
        >>> import stakeholders
        >>> tracker, folder = stakeholders.load("data/secure-communities"), tempfile.mkdtemp()
        >>> write_tables(tracker, folder)
        >>> read_tables(folder).to_tracker().records == tracker.records
        True

    Raises:
        MissingExtraError: if pyarrow is not installed.
        OSError: if the folder cannot be written to.
    """
    write_parquet(flatten(tracker.records), folder)


def read_tables(folder: str | os.PathLike[str]) -> Tables:
    """Return the tables of a folder of Parquet files, checked.

    Raises:
        DataError: with everything that is wrong; the place of a problem is a file and a row of it.
        MissingExtraError: if pyarrow is not installed.
    """
    return Tables(read_parquet(folder))


def open(  # noqa: A001 - as a module's word: tables.open
    source: str | os.PathLike[str] | Mapping[str, Any],
    *,
    engine: str = "duckdb",
    memory: str = "4GB",
) -> "Engine":
    """Return an engine to ask about tables that may be larger than memory.

    `source` is a folder of Parquet files, or frames of DuckDB, Polars or Spark by table.

    Raises:
        DataError: if a table or a column is missing or of a wrong type.
        MissingExtraError: if the engine is not installed.
        QuestionError: if there is no such engine, or a frame is of another.
    """
    try:
        from stakeholders.tables.opening import open_engine  # noqa: PLC0415 - narwhals is a wing
    except MissingExtraError:
        if isinstance(source, Mapping) or engine not in _ENGINES:
            raise
        # What all engines need comes with the extra of each.
        raise MissingExtraError(f"the engine {engine}", engine) from None

    return open_engine(source, engine=engine, memory=memory)
