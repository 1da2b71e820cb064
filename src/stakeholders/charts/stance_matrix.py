"""The stance matrix: who stood where, holders by topics."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import attrs

from stakeholders.answers import Standing
from stakeholders.charts.chart import Chart
from stakeholders.charts.choosing import choose_body
from stakeholders.charts.holders import (
    KINDS,
    Chosen,
    choose_holders,
    choose_members,
    count_unnamed,
    list_gaps,
    tell_holder,
)
from stakeholders.charts.standings import (
    Moves,
    find_moves,
    say_cell,
    tell_cell,
    tell_silence,
)
from stakeholders.charts.telling import make_references, name_topic, tell_record
from stakeholders.charts.values import Cell, Content, Item, Matrix, Row, Table, Tone
from stakeholders.dates import PartialDate, read_day
from stakeholders.errors import QuestionError, join_words, quote
from stakeholders.model import Confidence, Group, Holder, Position, Topic
from stakeholders.tracker import Tracker
from stakeholders.tracker.departures import When

ORDERS = ("file", "agreement")
MOST_TOPICS = 8


def stance_matrix(
    tracker: Tracker,
    topics: Iterable[str | Topic] | None = None,
    holders: Iterable[str | Holder] | None = None,
    *,
    body: str | Group | None = None,
    on: When | None = None,
    known_by: When | None = None,
    min_confidence: str | Confidence = Confidence.MEDIUM,
    order: str = "file",
) -> Chart:
    """Return who stood where: a row for each holder, a column for each topic.

    A cell is the latest stance of the holder on the topic. One that is hatched is no statement,
    which is not a neutral one. Where two stances are as late and differ, both stand in it.

    Args:
        tracker: where to look.
        topics: the columns; without them, the eight on which most of the holders took a stance.
        holders: the rows; without them, everybody with a stance on the topics.
        body: take its members, the organizations they speak for, and itself as rows.
        on: the latest stance by this day, with its age; without it, the latest of all.
        known_by: use only what was published when this day ended.
        min_confidence: leave out stances with less.
        order: rows as in the `file`, or by `agreement`, from opposition to support.

    Raises:
        UnknownIdError: if an id is unknown.
        QuestionError: if a choice or a day is not one, or no stance is left.
    """
    if order not in ORDERS:
        raise QuestionError(f"order: {quote(order)} is not known: expected {join_words(ORDERS)}")
    seen = tracker if known_by is None else tracker.known_by(known_by)
    asked = _Asked(
        tracker=seen,
        on=None if on is None else read_day(on),
        known_by=None if known_by is None else read_day(known_by),
        least=min_confidence,
        group=None if body is None else choose_body(seen, body),
        moves=find_moves(seen, min_confidence),
    )
    chosen = asked.choose(holders)
    columns, others = asked.choose_topics(topics, chosen)
    made = [(one, asked.ask(one, columns)) for one in chosen]
    shown = [pair for pair in made if holders is not None or any(pair[1])]
    if not any(any(standings) for _, standings in shown):
        raise QuestionError("no stance is left to show: ask for other topics, holders or days")
    if order == "agreement":
        sections = list(dict.fromkeys(one.section for one, _ in shown))
        shown.sort(key=lambda pair: (sections.index(pair[0].section), _score(pair[1])))
    matrix = Matrix(
        columns=tuple(_tell_topic(seen, topic, n) for n, topic in enumerate(columns)),
        rows=tuple(asked.tell(n, *pair, columns) for n, pair in enumerate(shown)),
    )
    silent = [one.name for one, standings in made if asked.group and not any(standings)]
    is_some = holders is not None or asked.group is not None
    notes = asked.list_notes(matrix, columns, others, silent if holders is None else [])
    gaps = list_gaps(
        seen,
        columns,
        holders=frozenset(one.holder.id for one in chosen) if is_some else None,
        on=asked.on,
        least=min_confidence,
    )
    return Chart(_describe(asked, matrix, (*notes, *gaps)))


@attrs.frozen(kw_only=True)
class _Asked:
    """What is asked: of which tracker, by which day, with which confidence, of which body."""

    tracker: Tracker
    on: date | None
    known_by: date | None
    least: str | Confidence
    group: Group | None
    moves: Moves

    def choose(self, holders: Iterable[str | Holder] | None) -> tuple[Chosen, ...]:
        """Return the rows that there may be."""
        if holders is not None:
            return choose_holders(self.tracker, holders)
        if self.group is not None:
            return choose_members(self.tracker, self.group, self.on)
        stances = self.tracker.stances(on=self.on, min_confidence=self.least)
        having = {stance.holder for stance in stances if stance.part is None}
        everyone = (holder for kind in KINDS for holder in self.tracker.of(kind))
        return choose_holders(self.tracker, [one for one in everyone if one.id in having])

    def choose_topics(
        self, topics: Iterable[str | Topic] | None, chosen: Iterable[Chosen]
    ) -> tuple[tuple[Topic, ...], tuple[Topic, ...]]:
        """Return the columns, and the topics with stances that are not among them."""
        known = {topic.id: topic for topic in self.tracker.of(Topic)}
        if topics is not None:
            wanted = dict.fromkeys(one if isinstance(one, str) else one.id for one in topics)
            for one in wanted:
                self.tracker.stances(topic=one)  # raises, where there is no such topic
            return tuple(known[one] for one in wanted), ()
        ids = {one.holder.id for one in chosen}
        counts = Counter(
            stance.topic
            for stance in self.tracker.stances(on=self.on, min_confidence=self.least)
            if stance.holder in ids and stance.part is None
        )
        best = {topic for topic, _ in counts.most_common(MOST_TOPICS)}
        found = [topic for topic in known.values() if topic.id in counts]
        return (
            tuple(topic for topic in found if topic.id in best),
            tuple(topic for topic in found if topic.id not in best),
        )

    def ask(self, chosen: Chosen, columns: Iterable[Topic]) -> list[Standing | None]:
        """Return where a holder stood on each topic."""
        return [
            self.tracker.position(chosen.holder, topic, on=self.on, min_confidence=self.least)
            for topic in columns
        ]

    def tell(
        self,
        number: int,
        chosen: Chosen,
        standings: Iterable[Standing | None],
        columns: Iterable[Topic],
    ) -> Row:
        """Return a row: the holder and a cell for each topic."""
        key = f"row {number}"
        return Row(
            item=tell_holder(self.tracker, chosen, key=key, group=self.group, on=self.on),
            section=chosen.section,
            cells=tuple(
                self._tell_cell(chosen, topic, standing, f"cell {number} {column}")
                for column, (topic, standing) in enumerate(zip(columns, standings, strict=True))
            ),
        )

    def _tell_cell(self, chosen: Chosen, topic: Topic, standing: Standing | None, key: str) -> Cell:
        if standing is None:
            return tell_silence(chosen.holder, topic, key=key)
        title = name_topic(topic)
        return tell_cell(self.tracker, standing, self.moves, key=key, title=title)

    def list_notes(
        self, matrix: Matrix, columns: Sequence[Topic], others: Sequence[Topic], silent: list[str]
    ) -> Iterator[str]:
        """Yield what the marks mean, and which topics and holders are not shown."""
        cells = [cell for row in matrix.rows for cell in row.cells]
        marks = {cell.note.rpartition(" ")[2] for cell in cells}
        if marks & {"r", "i"}:
            yield "r: reported by somebody else; i: inferred; otherwise stated by the holder."
        if any(cell.item.lines for cell in cells):
            yield "!: two stances as late as each other, which differ; both are shown."
        if others:
            names = join_words([name_topic(topic) for topic in others], "and")
            yield f"Topics not shown, on which fewer took a stance: {names}."
        if silent:
            topics = "this topic" if len(columns) == 1 else "these topics"
            yield f"No statement on {topics} was found of: {join_words(silent, 'and')}."
        unnamed = count_unnamed(self.tracker, self.group, self.on) if self.group else 0
        if unnamed:
            yield f"Seats whose names no source seen prints, and which have no row: {unnamed}."


def _tell_topic(tracker: Tracker, topic: Topic, number: int) -> Item:
    item = tell_record(tracker, topic.id, key=f"column {number}")
    return attrs.evolve(item, title=name_topic(topic), tip=topic.proposition)


def _score(standings: Iterable[Standing | None]) -> float:
    """Return the mean of the positions; who said nothing stands in the middle."""
    steps = list(Position)
    found = [steps.index(one.position) for one in standings if one is not None]
    return sum(found) / len(found) if found else (len(steps) - 1) / 2


def _describe(asked: _Asked, matrix: Matrix, notes: tuple[str, ...]) -> Content:
    title = f"Who stands where: {asked.group.name}" if asked.group else "Who stands where"
    when = "the latest stance of each, with its date"
    if asked.on is not None:
        when = f"the latest stance of each as of {_say_day(asked.on)}, with its age"
    if asked.known_by is not None:
        when += f"; as known on {_say_day(asked.known_by)}"
    rows, columns = len(matrix.rows), len(matrix.columns)
    size = f"{_count(rows, 'holder')} on {_count(columns, 'topic')}"
    return Content(
        kind="stance-matrix",
        title=title,
        subtitle=f"{when[:1].upper()}{when[1:]}",
        summary=" ".join([f"{title}: {when}; {size}.", *map(_say_row, matrix.rows)]),
        figure=matrix,
        legend=_list_legend(matrix),
        notes=notes,
        table=_make_table(matrix),
        references=make_references(asked.tracker, matrix.items),
    )


def _say_day(day: date) -> str:
    return PartialDate.of(day).in_words()


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _name_row(row: Row) -> str:
    return f"{row.item.title} ({row.item.status})" if row.item.status else row.item.title


def _say_row(row: Row) -> str:
    said = [
        f"{cell.item.title}: {say_cell(cell)}"
        for cell in row.cells
        if cell.item.tone is not Tone.NO_STATEMENT
    ]
    return f"{_name_row(row)}: {'; '.join(said) or 'no statement found'}."


def _make_table(matrix: Matrix) -> Table:
    has_behind = any(row.item.lines for row in matrix.rows)
    header = ["Who", *["Speaks for"][:has_behind], *(column.title for column in matrix.columns)]
    rows = (
        (
            _name_row(row),
            *[" ".join(row.item.lines)][:has_behind],
            *map(say_cell, row.cells),
        )
        for row in matrix.rows
    )
    return Table(header=tuple(header), rows=tuple(rows))


def _list_legend(matrix: Matrix) -> tuple[tuple[Tone, str], ...]:
    meanings = {Tone.of(position): position.replace("-", " ") for position in reversed(Position)}
    meanings |= {
        Tone.NO_STATEMENT: "no statement found",
        Tone.LEFT: "has left",
        Tone.POSSIBLE: "possible, not certain",
    }
    cells = [cell.item for row in matrix.rows for cell in row.cells]
    tones = {item.tone for item in (*cells, *(row.item for row in matrix.rows))}
    tones |= {Tone(rival.replace(" ", "-")) for item in cells for rival in item.lines}
    return tuple((tone, said) for tone, said in meanings.items() if tone in tones)
