"""Engines that tables can be asked with: how each opens a folder, and one way to ask them all."""

import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Final

import attrs

from stakeholders.dates import PartialDate, read_day
from stakeholders.errors import (
    DataError,
    Mark,
    MissingExtraError,
    Problem,
    QuestionError,
    UnknownIdError,
    find_nearest,
    join_words,
    quote,
)
from stakeholders.model import DepartureKind, Position
from stakeholders.tables import questions
from stakeholders.tables.checking import check_columns
from stakeholders.tables.frames import Frame, Frames, nw
from stakeholders.tables.parquet import find_files, list_missing
from stakeholders.tables.results import Division, Left, Move, Pair, Seated, Stand
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

When = date | PartialDate | str
_HOLDERS: Final = {"people": "person", "organizations": "organization", "bodies": "body"}
_GROUPS: Final = {"bodies": "body", "organizations": "organization"}


@attrs.frozen(eq=False)
class Engine:
    """Tables on an engine, and the questions of a tracker that it can answer.

    Answers hold ids and row numbers, in the order of the tables; a row number is the place of a
    record in its section. They are those of `Tracker`, whose docstrings say what they mean.
    """

    _frames: Frames
    _watch: Callable[[], Any]

    def departures(
        self, *, kind: str | DepartureKind | None = None, body: str | None = None
    ) -> tuple[Left, ...]:
        """Return who left, a row for each leaver, reason and topic, with the last stance before.

        Raises:
            QuestionError: if the kind is not one.
            UnknownIdError: if the body is unknown.
        """
        how = None if kind is None else _read_choice(kind, DepartureKind)
        if body is not None:
            self._require(body, _GROUPS)
        return self._collect(questions.list_departures(self._frames, how, body), Left)

    def members(self, body: str, *, on: When) -> tuple[Seated, ...]:
        """Return the seats of a body that are held when a day ends, certainly or possibly.

        Raises:
            UnknownIdError: if the body is unknown.
        """
        self._require(body, _GROUPS)
        return self._collect(questions.list_members(self._frames, body, read_day(on)), Seated)

    def positions(
        self, topic: str, *, on: When, min_confidence: str = "medium"
    ) -> tuple[Stand, ...]:
        """Return the latest stances of everybody on a topic by a day.

        Raises:
            UnknownIdError: if the topic is unknown.
        """
        self._require(topic, {"topics": "topic"})
        found = questions.list_positions(self._frames, topic, read_day(on), min_confidence)
        return self._collect(found, Stand)

    def divisions(
        self, body: str, topic: str, *, on: When, min_confidence: str = "medium"
    ) -> tuple[Division, ...]:
        """Return how a body divides on a topic on a day, a row for each position and for unknown.

        Raises:
            UnknownIdError: if the body or topic is unknown.
        """
        self._require(body, _GROUPS)
        self._require(topic, {"topics": "topic"})
        day = read_day(on)
        held = questions.list_held(self._frames, body, topic, day, min_confidence)
        found = {row.position: row for row in self._collect(held, Division)}
        order = [*(position.value for position in Position), None]
        return tuple(found.get(name) or Division(name, 0, 0, 0) for name in order)

    def changes(
        self,
        *,
        holder: str | None = None,
        topic: str | None = None,
        min_confidence: str = "medium",
    ) -> tuple[Move, ...]:
        """Return who moved from one position to another, by the rows of the two stances.

        The engine finds those who took more than one position; what came surely before what is
        then followed stance by stance.

        Raises:
            UnknownIdError: if the holder or topic is unknown.
        """
        if holder is not None:
            self._require(holder, _HOLDERS)
        if topic is not None:
            self._require(topic, {"topics": "topic"})
        found = questions.list_movers(self._frames, holder, topic, min_confidence)
        return questions.pair_moves(self._run(found))

    def agreement_pairs(self, *, min_confidence: str = "medium") -> tuple[Pair, ...]:
        """Return for each two holders on how many topics they agree, and on how many they conflict.

        Their latest stances count, by sign: to support and to support strongly agree; neutral ones
        do neither. Pairs without either are not there.
        """
        return self._collect(questions.count_pairs(self._frames, min_confidence), Pair)

    def _require(self, wanted: str, tables: Mapping[str, str]) -> None:
        for table in tables:
            if self._run(self._frames[table].filter(nw.col("id") == wanted).select("id")):
                return
        known = [row["id"] for table in tables for row in self._run(self._frames[table])]
        nouns = join_words(list(tables.values()))
        raise UnknownIdError(wanted, nouns, find_nearest(wanted, known))

    def _collect(self, frame: Frame, kind: type[Any]) -> tuple[Any, ...]:
        names = [field.name for field in attrs.fields(kind)]
        rows = self._run(frame.select(*names))
        return tuple(sorted((kind(**row) for row in rows), key=kind.sort_key))

    def _run(self, frame: Frame) -> list[dict[str, Any]]:
        with self._watch():
            rows: list[dict[str, Any]] = frame.collect().rows(named=True)
        return rows


def open_engine(
    source: str | os.PathLike[str] | Mapping[str, Any], *, engine: str, memory: str
) -> Engine:
    """Return an engine; see `stakeholders.tables.open`."""
    if isinstance(source, Mapping):
        return _check({name: nw.from_native(frame).lazy() for name, frame in source.items()}, {})
    opener = _OPENERS.get(engine)
    if opener is None:
        nearest = find_nearest(engine, _OPENERS)
        hint = f" (did you mean {quote(nearest)}?)" if nearest else ""
        known = join_words(list(_OPENERS))
        raise QuestionError(f"engine: {quote(engine)} is not known{hint}: expected {known}")
    folder = Path(source)
    problems = list_missing(folder)
    if problems:
        raise DataError(problems)
    files = {name: list(map(str, find_files(folder, name))) for name in TABLES}
    try:
        return opener(files, memory)
    except ImportError:
        raise MissingExtraError(f"the engine {engine}", engine) from None


def _open_duckdb(files: Mapping[str, list[str]], memory: str) -> Engine:
    import duckdb  # noqa: PLC0415 - an extra

    scratch = os.path.join(tempfile.gettempdir(), "stakeholders-duckdb")  # noqa: PTH118
    try:
        connection = duckdb.connect(config={"memory_limit": memory, "temp_directory": scratch})
    except duckdb.Error as error:
        raise QuestionError(f"memory: {quote(memory)}: {error}") from None
    frames: dict[str, Frame] = {}
    problems: list[Problem] = []
    for name, paths in files.items():
        try:
            frames[name] = nw.from_native(connection.read_parquet(paths, union_by_name=True))
        except duckdb.Error as error:
            problems.append(_cannot_read(paths[0], str(error)))
    if problems:
        raise DataError(problems)

    @contextmanager
    def watch() -> Iterator[None]:
        with _tell_progress(connection.query_progress):
            yield

    return _check(frames, files, watch)


def _open_polars(files: Mapping[str, list[str]], memory: str) -> Engine:  # noqa: ARG001 - it has no such bound
    import polars as pl  # noqa: PLC0415 - an extra

    problems: list[Problem] = []
    for paths in files.values():
        for path in paths:
            try:
                pl.read_parquet_schema(path)
            except (pl.exceptions.PolarsError, OSError) as error:
                problems.append(_cannot_read(path, str(error)))
    if problems:
        raise DataError(problems)
    frames = {name: nw.from_native(pl.scan_parquet(paths)) for name, paths in files.items()}
    return _check(frames, files)


def _open_spark(files: Mapping[str, list[str]], memory: str) -> Engine:
    from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra

    session = (
        SparkSession.builder.appName("stakeholders")
        .config("spark.driver.memory", memory.removesuffix("B").lower())
        .getOrCreate()
    )
    frames = {name: nw.from_native(session.read.parquet(*paths)) for name, paths in files.items()}
    return _check(frames, files)


_OPENERS: Final[Mapping[str, Callable[[Mapping[str, list[str]], str], Engine]]] = {
    "duckdb": _open_duckdb,
    "polars": _open_polars,
    "spark": _open_spark,
}


def _cannot_read(path: str, reason: str) -> Problem:
    line = reason.splitlines()[0]
    return Problem(Mark(path, 1, 1), "not-parquet", f"cannot be read: {line}")


@contextmanager
def _watch_nothing() -> Iterator[None]:
    yield


def _check(
    frames: Frames,
    files: Mapping[str, list[str]],
    watch: Callable[[], Any] = _watch_nothing,
) -> Engine:
    """Return the engine of frames that have the columns of the tables.

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
    return Engine(frames, watch)


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


def _read_choice(value: str | DepartureKind, choices: type[DepartureKind]) -> str:
    try:
        return choices(value).value
    except ValueError:
        known = join_words([choice.value for choice in choices])
        raise QuestionError(f"kind: {quote(value)} is not known: expected {known}") from None


@contextmanager
def _tell_progress(ask: Callable[[], float]) -> Iterator[None]:
    """Tell on a terminal how far a query is, from a second after its beginning."""
    if not sys.stderr.isatty():
        yield
        return
    done = threading.Event()

    def tell() -> None:
        if done.wait(1):
            return
        began = time.monotonic()
        while not done.wait(0.2):
            share = ask()
            if share > 0:
                seconds = time.monotonic() - began
                sys.stderr.write(f"\r{share:3.0f} % after {seconds:.0f} s")
                sys.stderr.flush()
        sys.stderr.write("\r" + " " * 24 + "\r")

    teller = threading.Thread(target=tell, daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()
