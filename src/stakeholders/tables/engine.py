"""An engine that holds tables, and the questions that it can be asked."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

import attrs

from stakeholders.dates import PartialDate, read_day
from stakeholders.errors import QuestionError, UnknownIdError, find_nearest, join_words
from stakeholders.model import DepartureKind, Position
from stakeholders.tables import moves, pairs, questions
from stakeholders.tables.flat import import_arrow
from stakeholders.tables.frames import Frame, Frames, collect_batches, nw
from stakeholders.tables.results import Division, Left, Move, Pair, Seated, Stand
from stakeholders.tracker.filters import read_choice

if TYPE_CHECKING:
    import pyarrow as pa

When = date | PartialDate | str
MOST_PAIRS: Final = 10_000_000
HOLDERS: Final = {"people": "person", "organizations": "organization", "bodies": "body"}
GROUPS: Final = {"bodies": "body", "organizations": "organization"}


@attrs.frozen(eq=False)
class Engine:
    """Tables on an engine, and the questions of a tracker that it can answer.

    Answers hold ids and row numbers, in the order of the tables; a row number is the place of a
    record in its section. They are those of `Tracker`, whose docstrings say what they mean.

    `frames` are the tables, as narwhals has them; `flow` runs one and gives its rows as batches of
    Arrow, `lift` makes a frame of a table of Arrow, where it can; `paths` say where tables lie.
    """

    frames: Frames = attrs.field(repr=False)
    flow: Callable[[Frame], Iterator["pa.RecordBatch"]] = attrs.field(
        default=collect_batches, repr=False
    )
    lift: Callable[["pa.Table"], Frame] | None = attrs.field(default=None, repr=False)
    paths: Mapping[str, str] = attrs.field(factory=dict, repr=False)

    def get_path(self, table: str) -> str:
        """Return where a table lies: a file, a folder of files, or its name in brackets."""
        return self.paths.get(table, f"<{table}>")

    def departures(
        self, *, kind: str | DepartureKind | None = None, body: str | None = None
    ) -> tuple[Left, ...]:
        """Return who left, a row for each leaver, reason and topic, with the last stance before.

        Raises:
            QuestionError: if the kind is not one.
            UnknownIdError: if the body is unknown.
        """
        how = None if kind is None else read_choice(kind, DepartureKind, "kind").value
        if body is not None:
            self.require(body, GROUPS)
        return self._collect(questions.list_departures(self.frames, how, body), Left)

    def members(self, body: str, *, on: When) -> tuple[Seated, ...]:
        """Return the seats of a body that are held when a day ends, certainly or possibly.

        Raises:
            UnknownIdError: if the body is unknown.
        """
        self.require(body, GROUPS)
        return self._collect(questions.list_members(self.frames, body, read_day(on)), Seated)

    def positions(
        self, topic: str, *, on: When, min_confidence: str = "medium"
    ) -> tuple[Stand, ...]:
        """Return the latest stances of everybody on a topic by a day.

        Raises:
            QuestionError: if the confidence is not one.
            UnknownIdError: if the topic is unknown.
        """
        self.require(topic, {"topics": "topic"})
        found = questions.list_positions(self.frames, topic, read_day(on), min_confidence)
        return self._collect(found, Stand)

    def divisions(
        self, body: str, topic: str, *, on: When, min_confidence: str = "medium"
    ) -> tuple[Division, ...]:
        """Return how a body divides on a topic on a day, a row for each position and for unknown.

        Raises:
            QuestionError: if the confidence is not one.
            UnknownIdError: if the body or topic is unknown.
        """
        self.require(body, GROUPS)
        self.require(topic, {"topics": "topic"})
        day = read_day(on)
        held = questions.list_held(self.frames, body, topic, day, min_confidence)
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

        Raises:
            QuestionError: if the confidence is not one.
            UnknownIdError: if the holder or topic is unknown.
        """
        found = list(self._follow(holder, topic, min_confidence))
        return tuple(move for _, move in sorted(found, key=itemgetter(0)))

    def walk_changes(
        self,
        *,
        holder: str | None = None,
        topic: str | None = None,
        min_confidence: str = "medium",
    ) -> Iterator[Move]:
        """Yield the same moves holder by holder, as the engine sorts, for more than memory holds.

        The engine finds those who took more than one position and sorts their stances; what came
        surely before what is then followed stance by stance.

        Raises:
            QuestionError: if the confidence is not one.
            UnknownIdError: if the holder or topic is unknown.
        """
        return (move for _, move in self._follow(holder, topic, min_confidence))

    def _follow(
        self, holder: str | None, topic: str | None, least: str
    ) -> Iterator[tuple[moves.When, Move]]:
        if holder is not None:
            self.require(holder, HOLDERS)
        if topic is not None:
            self.require(topic, {"topics": "topic"})
        found = moves.list_movers(self.frames, holder, topic, least)
        return moves.follow_moves(moves.read_dated(self.flow(found.select(*moves.COLUMNS))))

    def agreement_pairs(
        self,
        *,
        body: str | None = None,
        holder: str | None = None,
        min_confidence: str = "medium",
    ) -> tuple[Pair, ...]:
        """Return for each two holders on how many topics they agree, and on how many they conflict.

        Their latest stances count, by sign: to support and to support strongly agree; neutral ones
        do neither. Pairs without either are not there.

        Args:
            body: only those who ever sat on it, and the organizations behind them.
            holder: only the pairs of one holder with all others.
            min_confidence: leave out stances with less.

        Raises:
            QuestionError: if there can be more than ten million pairs, which only grow with the
                square of the holders: no machine has room for those of a million; or if the
                confidence is not one.
            UnknownIdError: if the body or holder is unknown.
        """
        frames = self.frames
        if body is not None:
            self.require(body, GROUPS)
            frames = pairs.only_body(frames, body)
        if holder is not None:
            self.require(holder, HOLDERS)
            alone = pairs.list_signs(pairs.only_holder(frames, holder), min_confidence)
            ones, topics = self._hold(alone)
            if not topics:
                return ()
            others = pairs.list_signs(pairs.only_topics(frames, topics), min_confidence)
        else:
            ones = others = pairs.list_signs(frames, min_confidence)
            self._refuse_too_many(ones)
        return self._collect(pairs.count_pairs(ones, others, holder), Pair)

    def _hold(self, signs: Frame) -> tuple[Frame, list[str]]:
        """Return the few signs of one holder, worked out once where that can be, and the topics.

        Left in the question, they are worked out beside all others, in the same memory.
        """
        rows = list(self._stream(signs, pairs.SIGNS))
        topics = [topic for _, topic, _ in rows]
        if self.lift is None or not rows:
            return signs, topics
        columns = dict(zip(pairs.SIGNS, map(list, zip(*rows, strict=True)), strict=True))
        return self.lift(import_arrow().table(columns)), topics

    def _refuse_too_many(self, signs: Frame) -> None:
        ((over_topics, holders),) = self._stream(pairs.count_largest(signs), ("pairs", "holders"))
        number = min(over_topics or 0, holders * (holders - 1)) // 2
        if number > MOST_PAIRS:
            message = f"agreement_pairs: up to {number:,} pairs of {holders:,} holders, more than"
            raise QuestionError(f"{message} {MOST_PAIRS:,}: ask for those of a body or a holder")

    def require(self, wanted: str, tables: Mapping[str, str]) -> None:
        """Refuse an id that is in none of some tables, which are given with a word for each.

        Raises:
            UnknownIdError: with the nearest id that there is.
        """
        # What is no text, as a byte that a terminal could not read, no engine takes as a question.
        is_text = wanted == wanted.encode("utf-8", "replace").decode()
        for table in tables if is_text else ():
            ids = self.frames[table].filter(nw.col("id") == wanted)
            if any(self._stream(ids, ("id",))):
                return
        known = (name for table in tables for (name,) in self._stream(self.frames[table], ("id",)))
        nearest = find_nearest(wanted, known)
        raise UnknownIdError(wanted, join_words(list(tables.values())), nearest)

    def _collect(self, frame: Frame, kind: type[Any]) -> tuple[Any, ...]:
        names = [field.name for field in attrs.fields(kind)]
        rows = self._stream(frame, names)
        return tuple(sorted((kind(*row) for row in rows), key=kind.sort_key))

    def _stream(self, frame: Frame, names: Sequence[str]) -> Iterator[Any]:
        """Yield a tuple of values for each row, and hold one batch of rows at a time."""
        for batch in self.flow(frame.select(*names)):
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
