"""Who moved: stances in order of time from the engine, followed one by one as they come."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from stakeholders.tables.flat import import_arrow
from stakeholders.tables.frames import Frame, Frames, earliest, is_confident, latest, nw
from stakeholders.tables.results import Move

if TYPE_CHECKING:
    import pyarrow as pa

COLUMNS: Final = ("holder", "topic", "row", "position", "first", "last")
Dated = tuple[str, str, int, str, int, int]
When = tuple[int, int, int]


def list_movers(frames: Frames, holder: str | None, topic: str | None, least: str) -> Frame:
    """Return the dated stances of those who took more than one position on a topic, in order.

    Those of one holder and topic come together, by the last day that each can date from.
    """
    stances = frames["stances"].filter(
        nw.col("part").is_null(), ~nw.col("date").is_null(), is_confident(least)
    )
    if holder is not None:
        stances = stances.filter(nw.col("holder") == holder)
    if topic is not None:
        stances = stances.filter(nw.col("topic") == topic)
    bounds = stances.group_by("holder", "topic").agg(
        least=nw.col("position").min(), most=nw.col("position").max()
    )
    movers = bounds.filter(nw.col("least") != nw.col("most")).select("holder", "topic")
    return (
        stances.join(movers, on=["holder", "topic"], how="semi")
        .select("holder", "topic", "row", "position", first=earliest("date"), last=latest("date"))
        .sort("holder", "topic", "last", "first", "row")
    )


def read_dated(batches: Iterable["pa.RecordBatch"]) -> Iterator[Dated]:
    """Yield stances with their days as numbers, which take a twentieth of the time of dates."""
    number = import_arrow().int32()
    for batch in batches:
        plain = [batch[name].to_pylist() for name in COLUMNS[:4]]
        days = [batch[name].cast(number).to_pylist() for name in COLUMNS[4:]]
        yield from zip(*plain, *days, strict=True)


def follow_moves(stances: Iterable[Dated]) -> Iterator[tuple[When, Move]]:
    """Yield each move from one stance to the next that surely came later, with its place in time.

    A bound that is not known is the first or the last day there is, so that nothing is surely
    before or after it.
    """
    who = about = position = None
    row = last = 0
    for stance in stances:
        if stance[0] != who or stance[1] != about:
            who, about, row, position, _, last = stance
        elif stance[4] > last:
            before, old = row, position
            _, _, row, position, first, last = stance
            if position != old:
                yield (last, first, row), Move(stance[0], stance[1], before, row)
