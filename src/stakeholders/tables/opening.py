"""How each engine opens tables, and what tables must be before any question is asked."""

import os
import re
import shutil
import sys
import tempfile
import weakref
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from stakeholders.errors import (
    DataError,
    Mark,
    MissingExtraError,
    Problem,
    QuestionError,
    did_you_mean,
    find_nearest,
    join_words,
    quote,
)
from stakeholders.tables.checking import check_columns
from stakeholders.tables.engine import Engine
from stakeholders.tables.frames import Frame, Frames, nw
from stakeholders.tables.parquet import check_files, find_files, list_missing
from stakeholders.tables.schema import (
    BOOL,
    DAY,
    FLOAT64,
    INT32,
    INT64,
    TABLES,
    TEXT,
    TEXTS,
    list_kinds,
)
from stakeholders.tables.watching import tell_progress

if TYPE_CHECKING:
    import pyarrow as pa

Files = Mapping[str, list[str]]
_KNOWN: Final = {
    nw.Implementation.DUCKDB,
    nw.Implementation.POLARS,
    nw.Implementation.PYSPARK,
    nw.Implementation.PYSPARK_CONNECT,
}
_BATCH: Final = 100_000
_MEMORY: Final = re.compile(r"([0-9]+(?:\.[0-9]+)?) *([KMGT])(?:i?B)?", re.IGNORECASE)
_PATTERN: Final = re.compile(r"[\\\[\]{}*?,]")  # what Spark takes for one in a path
_POWERS: Final = {"K": 1, "M": 2, "G": 3, "T": 4}
# What the engine may take; the rest is for the answer, and for what it takes beside its bound.
_SHARE: Final = 0.7


def open_engine(
    source: str | os.PathLike[str] | Mapping[str, Any], *, engine: str, memory: str
) -> Engine:
    """Return an engine; see `stakeholders.tables.open`."""
    if isinstance(source, Mapping):
        frames = {name: _take_frame(name, frame) for name, frame in source.items()}
        check_frames(frames, {})
        return Engine(frames)
    opener = _OPENERS.get(engine)
    if opener is None:
        hint = did_you_mean(find_nearest(engine, _OPENERS))
        known = join_words(list(_OPENERS))
        raise QuestionError(f"engine: {quote(engine)} is not known{hint}: expected {known}")
    megabytes = _read_memory(memory)
    folder = Path(source)
    problems = list_missing(folder)
    if problems:
        raise DataError(problems)
    files = {name: list(map(str, find_files(folder, name))) for name in TABLES}
    problems = check_files(files)
    if problems:
        raise DataError(problems)
    try:
        found = opener(files, megabytes)
    except ImportError:
        raise MissingExtraError(f"the engine {engine}", engine) from None
    check_frames(found.frames, files)
    return found


def _take_frame(table: str, native: Any) -> Frame:  # noqa: ANN401 - whatever somebody has
    frame = nw.from_native(native, pass_through=True)
    if getattr(frame, "implementation", None) not in _KNOWN:
        kind = f"{type(native).__module__}.{type(native).__qualname__}"
        message = (
            f"{table}: {quote(kind)} is not known: expected a frame of DuckDB, Polars or Spark"
        )
        raise QuestionError(message)
    return frame.lazy()


def _read_memory(written: str) -> int:
    """Return a size such as 4GB in megabytes."""
    found = _MEMORY.fullmatch(written.strip())
    if found is None:
        raise QuestionError(f"memory: {quote(written)} is not a size: expected one like 4GB")
    return max(1, int(float(found[1]) * 1000 ** _POWERS[found[2].upper()] / 1e6))


def _open_duckdb(files: Files, megabytes: int) -> Engine:
    import duckdb  # noqa: PLC0415 - an extra

    scratch = tempfile.mkdtemp(prefix="stakeholders-")
    config: dict[str, Any] = {
        "memory_limit": f"{max(1, int(megabytes * _SHARE))}MB",
        "temp_directory": scratch,
        # Rows have numbers, and answers are sorted: to keep the order of files costs memory.
        "preserve_insertion_order": "false",
    }
    try:
        with _explain("duckdb", duckdb.Error):
            connection = duckdb.connect(config=config)
    except QuestionError:
        shutil.rmtree(scratch, ignore_errors=True)
        raise
    weakref.finalize(connection, shutil.rmtree, scratch, ignore_errors=True)
    # It tells how far it is only to those who want a bar, and draws it only where it may print.
    connection.execute("SET enable_progress_bar = true")
    connection.execute("SET enable_progress_bar_print = false")
    connection.execute("SET progress_bar_time = 0")
    with _explain("duckdb", duckdb.Error):
        frames = {
            name: nw.from_native(connection.read_parquet(paths, union_by_name=True))
            for name, paths in files.items()
        }

    def flow(frame: Frame) -> Iterator["pa.RecordBatch"]:
        with _explain("duckdb", duckdb.Error):
            with tell_progress(connection.query_progress):
                batches = frame.to_native().to_arrow_reader(_BATCH)
            yield from batches

    def lift(table: "pa.Table") -> Frame:
        return nw.from_native(connection.from_arrow(table))

    return Engine(frames, flow, lift, _name_places(files))


def _open_polars(files: Files, megabytes: int) -> Engine:  # noqa: ARG001 - it has no such bound
    import polars as pl  # noqa: PLC0415 - an extra

    # The paths are those of files: what looks like a pattern in one is none.
    frames = {n: nw.from_native(pl.scan_parquet(paths, glob=False)) for n, paths in files.items()}

    def flow(frame: Frame) -> Iterator["pa.RecordBatch"]:
        with _explain("polars", pl.exceptions.PolarsError):
            found = frame.to_native().collect(engine="streaming").to_arrow()
        yield from found.to_batches(_BATCH)

    def lift(table: "pa.Table") -> Frame:
        return nw.from_native(pl.LazyFrame(pl.DataFrame(table)))

    return Engine(frames, flow, lift, _name_places(files))


def _open_spark(files: Files, megabytes: int) -> Engine:
    from pyspark.errors import PySparkException  # noqa: PLC0415 - an extra
    from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra

    builder = (
        SparkSession.builder.appName("stakeholders")
        .config("spark.driver.memory", f"{megabytes}m")
        .config("spark.ui.enabled", "false")
        .config("spark.log.level", "ERROR")
        .config("spark.ui.showConsoleProgress", str(sys.stderr.isatty()).lower())
    )
    with _explain("spark", PySparkException):
        session = builder.getOrCreate()
        frames = {
            name: nw.from_native(
                session.read.parquet(*(_PATTERN.sub(r"\\\g<0>", p) for p in paths))
            )
            for name, paths in files.items()
        }

    def flow(frame: Frame) -> Iterator["pa.RecordBatch"]:
        with _explain("spark", PySparkException):
            found = frame.to_native().toArrow()
        yield from found.to_batches(_BATCH)

    def lift(table: "pa.Table") -> Frame:
        return nw.from_native(session.createDataFrame(table))

    return Engine(frames, flow, lift, _name_places(files))


_OPENERS: Final[Mapping[str, Callable[[Files, int], Engine]]] = {
    "duckdb": _open_duckdb,
    "polars": _open_polars,
    "spark": _open_spark,
}


def _name_places(files: Files) -> dict[str, str]:
    """Return where each table lies: its file, or the folder where it is in parts."""
    return {
        name: paths[0] if len(paths) == 1 else os.path.dirname(paths[0])  # noqa: PTH120
        for name, paths in files.items()
    }


@contextmanager
def _explain(engine: str, errors: type[Exception]) -> Iterator[None]:
    """Let what an engine cannot do be an error of ours, in the first line of its own words."""
    try:
        yield
    except errors as error:
        reason = str(error).strip().partition("\n")[0]
        raise QuestionError(f"{engine} cannot answer this: {reason}") from error


def check_frames(frames: Frames, files: Files) -> None:
    """Refuse frames that do not have the columns of the tables.

    Raises:
        DataError: if a table or column is missing, unknown or of a wrong type.
    """
    problems: list[Problem] = []
    for name in TABLES:
        path = files[name][0] if name in files else f"<{name}>"
        if name not in frames:
            problems.append(Problem(Mark(path, 1, 1), "missing-table", f"{name}: no such table"))
            continue
        schema = frames[name].collect_schema()
        problems += check_columns(name, list(schema), path)
        for column, kind in list_kinds(name).items():
            if column in schema and not _TESTS[kind.word](schema[column]):
                message = (
                    f"{name}: column {quote(column)} is {schema[column]}, expected {kind.word}"
                )
                problems.append(Problem(Mark(path, 1, 1), "wrong-type", message))
    if problems:
        raise DataError(problems)


def _is_integer(kind: Any) -> bool:  # noqa: ANN401 - a type of narwhals
    return bool(kind.is_integer())


_TESTS: Final[Mapping[str, Callable[[Any], bool]]] = {
    TEXT: lambda kind: kind in (nw.String, nw.Categorical),
    TEXTS: lambda kind: kind == nw.List,
    INT64: _is_integer,
    INT32: _is_integer,
    FLOAT64: lambda kind: bool(kind.is_numeric()),
    BOOL: lambda kind: kind == nw.Boolean,
    DAY: lambda kind: kind == nw.Date,
}
