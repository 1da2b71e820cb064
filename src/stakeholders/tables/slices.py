"""Slices: the few records of large tables that one question is about, as a tracker of their own.

The engine finds the rows that a question can be about; then everything that these rows name is
fetched, and what that names, until nothing is missing. Asked the question, the slice answers as the
whole would, with names, quotes and sources.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from stakeholders.errors import DataError, Problem, QuestionError
from stakeholders.tables.checking import check_rows, fit
from stakeholders.tables.engine import GROUPS, HOLDERS, Engine
from stakeholders.tables.flat import import_arrow, make_schema, unflatten
from stakeholders.tables.frames import Frame, Frames, is_confident, nw, spread
from stakeholders.tables.moves import list_movers
from stakeholders.tables.questions import list_first_written, list_latest
from stakeholders.tables.schema import NESTED, TABLES, list_references
from stakeholders.tracker import Tracker

if TYPE_CHECKING:
    import pyarrow as pa

MOST_ROWS: Final = 1_000_000
_TOPICS: Final = {"topics": "topic"}
_PEOPLE: Final = {"people": "person"}


class Slice:
    """Rows that are gathered from an engine's tables, each once."""

    def __init__(self, engine: Engine) -> None:
        if engine.lift is None:
            raise QuestionError("slices are cut from folders: these tables are somebody's frames")
        self.engine = engine
        self._lift = engine.lift
        self.frames: Frames = engine.frames
        self._tables: dict[str, pa.Table] = {
            name: make_schema(name).empty_table() for name in TABLES
        }
        self._rows: dict[str, set[int]] = defaultdict(set)
        self._ids: dict[str, set[str]] = defaultdict(set)
        self.add("tracker", self.frames["tracker"])

    def add(self, name: str, frame: Frame) -> "pa.Table":
        """Add rows of a table, and return those that were not there yet.

        Raises:
            DataError: if they do not fit the table.
            QuestionError: if they are more than a million.
        """
        pa = import_arrow()
        wanted = make_schema(name).names
        parts = list(self.engine.flow(frame.select(*wanted).head(MOST_ROWS + 1)))
        found = pa.Table.from_batches(parts) if parts else self._tables[name].slice(0, 0)
        if len(found) + len(self._rows[name]) > MOST_ROWS:
            message = f"more than {MOST_ROWS:,} {name} would have to be shown: ask about less"
            raise QuestionError(message)
        table, problems = fit(name, found, self.engine.get_path(name))
        if table is None:
            raise DataError(problems)
        known = self._rows[name]
        is_fresh = [row not in known for row in table["row"].to_pylist()]
        fresh = table.filter(pa.array(is_fresh, pa.bool_()))
        known.update(fresh["row"].to_pylist())
        if "id" in fresh.column_names:
            self._ids[name].update(fresh["id"].to_pylist())
        self._tables[name] = pa.concat_tables([self._tables[name], fresh])
        return fresh

    def name(self, wanted: str | None, tables: Mapping[str, str]) -> None:
        """Add the record of an id that a question names, if it names one.

        Raises:
            UnknownIdError: if nothing has the id.
        """
        if wanted is None:
            return
        self.engine.require(wanted, tables)
        for table in tables:
            self.add(table, self.frames[table].filter(nw.col("id") == wanted))

    def add_seats(self, bodies: Iterable[str]) -> "pa.Table":
        """Add the memberships of bodies with all that ends them."""
        wanted = sorted(set(bodies))
        seats = self.add("memberships", self._match("memberships", body=wanted))
        left = spread(self.frames["departures"].select("row", body="bodies"), "body")
        rows = self._match_frame(left, body=wanted).select("row").unique()
        self.add("departures", self.frames["departures"].join(rows, on="row", how="semi"))
        return seats

    def add_stances_of(self, seats: "pa.Table", frame: Frame) -> None:
        """Add the stances among some that are of those in seats, and of who is behind them."""
        people = seats["person"].drop_null().to_pylist()
        behind = (name for names in seats["on_behalf_of"].to_pylist() for name in names)
        holders = sorted({*people, *behind, *seats["body"].to_pylist()})
        self.add("stances", self._match_frame(frame, holder=holders))

    def to_tracker(self) -> Tracker:
        """Return the tracker of what was gathered and of all that it names.

        Raises:
            DataError: if an id is named that no table has, or a value cannot be read.
        """
        while self._add_inner() | self._add_named():
            pass
        paths = {name: self.engine.get_path(name) for name in TABLES}
        problems: list[Problem] = check_rows(self._tables, paths)
        if problems:
            raise DataError(problems)
        return Tracker(unflatten(self._tables))

    def _add_inner(self) -> bool:
        """Add the records inside those that are there; tell whether there were any."""
        number = sum(map(len, self._tables.values()))
        for name in NESTED:
            pairs = [(table, row) for table, rows in self._rows.items() for row in rows]
            owners, rows = zip(*pairs, strict=True) if pairs else ((), ())
            self.add(name, self._match(name, owner=list(owners), owner_row=list(rows)))
        return sum(map(len, self._tables.values())) > number

    def _add_named(self) -> bool:
        """Add the records whose ids are named and not there; tell whether there were any."""
        wanted: dict[str, set[str]] = defaultdict(set)
        for name, column, kinds in _list_named():
            known = {one for kind in kinds for one in self._ids[kind]}
            missing = set(_walk_ids(self._tables[name][column].to_pylist())) - known
            for kind in kinds:
                wanted[kind] |= missing
        found = [
            self.add(kind, self._match(kind, id=sorted(ids)))
            for kind, ids in wanted.items()
            if ids
        ]
        return any(map(len, found))

    def _match(self, name: str, **keys: list[str] | list[int]) -> Frame:
        return self._match_frame(self.frames[name], **keys)

    def _match_frame(self, frame: Frame, **keys: list[str] | list[int]) -> Frame:
        """Return the rows of a frame that have the values of a row of keys."""
        pa = import_arrow()
        types = {"owner_row": pa.int64()}
        columns = {name: pa.array(v, types.get(name, pa.string())) for name, v in keys.items()}
        lifted = self._lift(pa.table(columns))
        return frame.join(lifted, on=list(keys), how="semi")


def _list_named() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for name in TABLES:
        for column, kinds in list_references(name).items():
            yield name, column, kinds


def _walk_ids(values: Iterable[str | list[str] | None]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif value is not None:
            yield from value


def cut_departures(
    engine: Engine,
    *,
    kind: str | None = None,
    body: str | None = None,
    person: str | None = None,
    because: str | None = None,
    behind: str | None = None,
) -> Tracker:
    """Return a slice that tells who left as the whole does."""
    found = Slice(engine)
    for name, tables in ((body, GROUPS), (person, _PEOPLE), (because, _TOPICS), (behind, GROUPS)):
        found.name(name, tables)
    left = engine.frames["departures"]
    if kind is not None:
        left = left.filter(nw.col("kind") == kind)
    if body is not None:
        left = left.filter(nw.col("bodies").list.contains(body))
    if person is not None:
        left = left.filter(nw.col("people").list.contains(person))
    rows = found.add("departures", left)
    found.add_seats(_walk_ids(rows["bodies"].to_pylist()))
    return found.to_tracker()


def cut_members(engine: Engine, *, body: str | None = None) -> Tracker:
    """Return a slice that tells who sits on a body, or on every body, as the whole does."""
    found = Slice(engine)
    _add_seats_on(found, body)
    return found.to_tracker()


def _add_seats_on(found: Slice, body: str | None) -> "pa.Table":
    if body is None:
        groups = found.add("bodies", found.frames["bodies"])
        return found.add_seats(groups["id"].to_pylist())
    found.name(body, GROUPS)
    return found.add_seats([body])


def cut_stances(
    engine: Engine,
    *,
    topic: str | None = None,
    holder: str | None = None,
    speaker: str | None = None,
    body: str | None = None,
    position: str | None = None,
    latest_by: date | None = None,
    min_confidence: str = "medium",
) -> Tracker:
    """Return a slice that tells who stood where as the whole does.

    With `latest_by` it has only the latest stances by that day, the first of each holder, which say
    in which order, and what a question about the day leaves out.
    """
    found = Slice(engine)
    for name, tables in ((topic, _TOPICS), (holder, HOLDERS), (speaker, _PEOPLE)):
        found.name(name, tables)
    stances = engine.frames["stances"]
    wanted = {"topic": topic, "holder": holder, "speaker": speaker, "position": position}
    for column, value in wanted.items():
        if value is not None:
            stances = stances.filter(nw.col(column) == value)
    parts = [stances]
    if latest_by is not None:
        among = ({**engine.frames, "stances": stances}, min_confidence, latest_by)
        left_out = stances.filter(_is_left_out(latest_by, min_confidence))
        parts = [list_latest(*among), list_first_written(*among), left_out]
    seats = None if body is None else _add_seats_on(found, body)
    for part in parts:
        if seats is None:
            found.add("stances", part)
        else:
            found.add_stances_of(seats, part)
            found.add("stances", part.filter(nw.col("holder") == body))
    return found.to_tracker()


def _is_left_out(day: date, least: str) -> "nw.Expr":
    """Return whether a stance that can be of the day or before is no answer all the same."""
    can_be = (nw.col("date_earliest") <= day).fill_null(value=True)
    is_surely = (nw.col("date_latest") <= day).fill_null(value=False)
    return can_be & ~(is_confident(least) & is_surely)


def cut_divisions(engine: Engine, *, body: str | None = None, topic: str | None = None) -> Tracker:
    """Return a slice that tells how a body divides, or every body does, as the whole does."""
    found = Slice(engine)
    found.name(topic, _TOPICS)
    seats = _add_seats_on(found, body)
    stances = engine.frames["stances"]
    if topic is not None:
        stances = stances.filter(nw.col("topic") == topic)
    found.add_stances_of(seats, stances)
    return found.to_tracker()


def cut_changes(
    engine: Engine,
    *,
    holder: str | None = None,
    topic: str | None = None,
    min_confidence: str = "medium",
) -> Tracker:
    """Return a slice that tells who moved as the whole does."""
    found = Slice(engine)
    found.name(holder, HOLDERS)
    found.name(topic, _TOPICS)
    movers = list_movers(engine.frames, holder, topic, min_confidence).select("row")
    found.add("stances", engine.frames["stances"].join(movers, on="row", how="semi"))
    return found.to_tracker()

