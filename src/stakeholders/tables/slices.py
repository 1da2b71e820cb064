"""Slices: the few records of large tables that one question is about, as a tracker of their own.

The engine finds the rows that a question can be about; then everything that these rows name is
fetched, and what that names, until nothing is missing. Asked the question, the slice answers as the
whole would, with names, quotes and sources.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from stakeholders.errors import DataError, Problem, QuestionError
from stakeholders.tables.checking import check_rows, fit
from stakeholders.tables.engine import Engine
from stakeholders.tables.flat import import_arrow, make_schema, unflatten
from stakeholders.tables.frames import Frame, Frames, nw, spread
from stakeholders.tables.schema import NESTED, TABLES, list_references
from stakeholders.tracker import Tracker

if TYPE_CHECKING:
    import pyarrow as pa

MOST_ROWS: Final = 1_000_000


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
            missing = set(walk_ids(self._tables[name][column].to_pylist())) - known
            for kind in kinds:
                wanted[kind] |= missing
        found = [
            self.add(kind, self._match(kind, id=sorted(ids))) for kind, ids in wanted.items() if ids
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


def walk_ids(values: Iterable[str | list[str] | None]) -> Iterator[str]:
    """Yield the ids of a column, whether of single ones or of lists."""
    for value in values:
        if isinstance(value, str):
            yield value
        elif value is not None:
            yield from value
