"""The stance matrix: who stood where, holders by topics."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import attrs

from stakeholders.answers import Standing
from stakeholders.charts.chart import Chart
from stakeholders.charts.holders import Chosen
from stakeholders.charts.inquiry import Inquiry
from stakeholders.charts.standings import AT_LEAST, name_column, say_cell, tell_cell, tell_silence
from stakeholders.charts.telling import make_references, tell_record
from stakeholders.charts.values import Cell, Content, Item, Matrix, Row, Table, Tone
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
    inquiry = Inquiry.read(
        tracker, body=body, on=on, known_by=known_by, min_confidence=min_confidence
    )
    chosen = inquiry.choose(holders)
    columns, others = _choose_topics(inquiry, topics, chosen)
    asked = [
        (one, [inquiry.find_standing(one.holder, topic) for topic in columns]) for one in chosen
    ]
    shown = [pair for pair in asked if holders is not None or any(pair[1])]
    if not any(any(standings) for _, standings in shown):
        raise QuestionError("no stance is left to show: ask for other topics, holders or days")
    if order == "agreement":
        sections = list(dict.fromkeys(one.section for one, _ in shown))
        shown.sort(key=lambda pair: (sections.index(pair[0].section), _score(pair[1])))
    matrix = Matrix(
        columns=tuple(_tell_topic(inquiry, topic, n) for n, topic in enumerate(columns)),
        rows=tuple(
            _tell_row(inquiry, n, one, list(zip(columns, standings, strict=True)))
            for n, (one, standings) in enumerate(shown)
        ),
    )
    is_all = holders is None and inquiry.group is None
    silent = [one.name for one, standings in asked if not is_all and not any(standings)]
    notes = (
        *_explain_marks(matrix),
        *_list_rest(columns, others, [] if holders is not None else silent),
        *inquiry.list_gaps(columns, None if is_all else chosen),
    )
    return Chart(_describe(inquiry, matrix, notes))


def _choose_topics(
    inquiry: Inquiry, topics: Iterable[str | Topic] | None, chosen: Iterable[Chosen]
) -> tuple[tuple[Topic, ...], tuple[Topic, ...]]:
    """Return the columns, and the topics with stances that are not among them."""
    if topics is not None:
        return inquiry.find_topics(topics), ()
    ids = {one.holder.id for one in chosen}
    counts = Counter(one.topic for one in inquiry.list_stances() if one.holder in ids)
    best = {topic for topic, _ in counts.most_common(MOST_TOPICS)}
    found = [topic for topic in inquiry.tracker.of(Topic) if topic.id in counts]
    return (
        tuple(topic for topic in found if topic.id in best),
        tuple(topic for topic in found if topic.id not in best),
    )


def _tell_row(
    inquiry: Inquiry,
    number: int,
    chosen: Chosen,
    standings: Iterable[tuple[Topic, Standing | None]],
) -> Row:
    """Return a holder with a cell for each topic."""
    cells: list[Cell] = []
    for column, (topic, standing) in enumerate(standings):
        key, title = f"cell {number} {column}", name_column(topic)
        if standing is None:
            cells.append(tell_silence(chosen.holder, topic, key=key))
        else:
            cells.append(tell_cell(inquiry.tracker, standing, inquiry.moves, key=key, title=title))
    item = inquiry.tell_holder(chosen, f"row {number}")
    return Row(item=item, section=chosen.section, cells=tuple(cells))


def _explain_marks(matrix: Matrix) -> Iterator[str]:
    cells = [cell for row in matrix.rows for cell in row.cells]
    if {cell.note.rpartition(" ")[2] for cell in cells} & {"r", "i"}:
        yield "r: reported by somebody else; i: inferred; otherwise stated by the holder."
    if any(cell.item.lines for cell in cells):
        yield "!: stances as late as each other that differ; each has a part of the cell."
    if any(cell.note.startswith(AT_LEAST) for cell in cells):
        yield "≥: at least so old, for its day is not known."


def _list_rest(
    columns: Sequence[Topic], others: Sequence[Topic], silent: Sequence[str]
) -> Iterator[str]:
    """Yield which topics and holders are not shown."""
    if others:
        names = join_words([name_column(topic) for topic in others], "and")
        yield f"Topics not shown, on which fewer took a stance: {names}."
    if silent:
        topics = "this topic" if len(columns) == 1 else "these topics"
        names = join_words(silent, "and")
        yield f"No statement on {topics} was found of {len(silent)}: {names}."


def _tell_topic(inquiry: Inquiry, topic: Topic, number: int) -> Item:
    item = tell_record(inquiry.tracker, topic.id, key=f"column {number}")
    return attrs.evolve(item, title=name_column(topic), tip=topic.proposition)


def _score(standings: Iterable[Standing | None]) -> float:
    """Return the mean of the positions; who said nothing stands in the middle."""
    steps = list(Position)
    found = [steps.index(one.position) for one in standings if one is not None]
    return sum(found) / len(found) if found else (len(steps) - 1) / 2


def _describe(inquiry: Inquiry, matrix: Matrix, notes: tuple[str, ...]) -> Content:
    title = f"Who stands where: {inquiry.group.name}" if inquiry.group else "Who stands where"
    time = "date" if inquiry.on is None else "age"
    when = inquiry.say_state(f"latest stances with their {time}")
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
        references=make_references(inquiry.tracker, matrix.items),
    )


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
