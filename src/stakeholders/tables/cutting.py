"""What each question is about, cut out of large tables: a slice answers it as the whole does."""

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from stakeholders.model import DepartureKind, Position
from stakeholders.tables.engine import GROUPS, HOLDERS, Engine
from stakeholders.tables.frames import is_confident, nw
from stakeholders.tables.moves import list_movers
from stakeholders.tables.questions import list_first_written, list_latest
from stakeholders.tables.slices import Slice, walk_ids
from stakeholders.tracker import Tracker
from stakeholders.tracker.filters import read_choice

if TYPE_CHECKING:
    import pyarrow as pa

_TOPICS: Final = {"topics": "topic"}
_PEOPLE: Final = {"people": "person"}


def cut_departures(  # noqa: PLR0913 - a question has as many filters as it needs
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
        how = read_choice(kind, DepartureKind, "kind")
        left = left.filter(nw.col("kind") == how.value)
    if body is not None:
        left = left.filter(nw.col("bodies").list.contains(body))
    if person is not None:
        left = left.filter(nw.col("people").list.contains(person))
    rows = found.add("departures", left)
    found.add_seats(walk_ids(rows["bodies"].to_pylist()))
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


def cut_stances(  # noqa: PLR0913 - the same
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
    stand = None if position is None else read_choice(position, Position, "position").value
    wanted = {"topic": topic, "holder": holder, "speaker": speaker, "position": stand}
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


def _is_left_out(day: date, least: str) -> Any:  # noqa: ANN401 - an expression
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
