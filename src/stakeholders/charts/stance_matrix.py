"""The stance matrix: who stood where, holders by topics."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import attrs

from stakeholders.answers import Standing, describe_holder
from stakeholders.charts.chart import Chart
from stakeholders.charts.choosing import choose_body
from stakeholders.charts.telling import (
    make_references,
    name_topic,
    say_position,
    tell_record,
    tell_stance,
)
from stakeholders.charts.values import Cell, Content, Item, Matrix, Row, Table, Tone
from stakeholders.dates import PartialDate, read_day
from stakeholders.errors import QuestionError, join_words, quote
from stakeholders.model import (
    Basis,
    Body,
    Confidence,
    Group,
    Holder,
    Organization,
    Person,
    Position,
    Topic,
)
from stakeholders.tracker import Tracker
from stakeholders.tracker.departures import When

ORDERS = ("file", "agreement")
MOST_TOPICS = 8
_BASES = {Basis.STATED: "", Basis.REPORTED: "r", Basis.INFERRED: "i"}
_MONTH = 30.44
_YEAR = 365.25


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
    which is not a neutral one. Where two stances are as late and differ, both signs stand in it.

    Args:
        tracker: where to look.
        topics: the columns; without them, the eight topics with the most stances.
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
    seen = tracker.known_by(known_by) if known_by is not None else tracker
    maker = _Maker(seen, None if on is None else read_day(on), min_confidence)
    group = None if body is None else choose_body(seen, body)
    rows = maker.choose_holders(holders, group)
    columns, others = maker.choose_topics(topics, rows)
    matrix, silent = maker.make(rows, columns, order)
    if not matrix.rows:
        raise QuestionError("no stance is left to show: ask for other topics, holders or days")
    return Chart(_describe(maker, matrix, columns, (group, others, silent), known_by))


class _Maker:
    """Asks for each cell; knows the day and the least confidence."""

    def __init__(self, tracker: Tracker, on: date | None, least: str | Confidence) -> None:
        self.tracker = tracker
        self.on = on
        self.least = least
        self.left: set[str] = {
            person
            for departure in tracker.departures()
            for person in departure.people
            if on is None or (departure.date and departure.date.is_by(on).name == "YES")
        }

    def choose_holders(
        self, holders: Iterable[str | Holder] | None, group: Group | None
    ) -> list[tuple[str, Holder]]:
        """Return the rows with the heading of each."""
        if holders is not None:
            chosen = [self._get(holder) for holder in holders]
            return [(_name_kind(holder), holder) for holder in chosen]
        if group is None:
            everyone = {stance.holder for stance in self.tracker.stances(min_confidence=self.least)}
            kinds: tuple[type[Holder], ...] = (Person, Organization, Body)
            found = [h for kind in kinds for h in self.tracker.of(kind) if h.id in everyone]
            return [(_name_kind(holder), holder) for holder in found]
        members = self.tracker.members(group, on=self.on)
        people = dict.fromkeys(m.person.id for m in members if m.person)
        if self.on is not None:  # those who left sat, too, and their stances are the point
            people |= dict.fromkeys(
                m.person.id
                for m in self.tracker.members(group)
                if m.person and m.person.id in self.left
            )
        behind = dict.fromkeys(g.id for m in self.tracker.members(group) for g in m.on_behalf_of)
        rows = [("Members", self._get(person)) for person in people]
        rows += [("Organizations behind them", self._get(one)) for one in behind]
        return [*rows, ("The body", group)]

    def _get(self, wanted: str | Holder) -> Holder:
        found = self.tracker.get(wanted if isinstance(wanted, str) else wanted.id)
        if isinstance(found, Person | Organization | Body):
            return found
        self.tracker.stances(holder=wanted)  # raises, with what is known
        raise AssertionError

    def choose_topics(
        self, topics: Iterable[str | Topic] | None, rows: Sequence[tuple[str, Holder]]
    ) -> tuple[list[Topic], int]:
        """Return the columns, and how many topics with stances are not among them."""
        known = {topic.id: topic for topic in self.tracker.of(Topic)}
        if topics is not None:
            wanted = [topic if isinstance(topic, str) else topic.id for topic in topics]
            for topic in wanted:
                self.tracker.stances(topic=topic)  # raises, where there is no such topic
            return [known[topic] for topic in wanted], 0
        ids = {holder.id for _, holder in rows}
        counts = Counter(
            stance.topic
            for stance in self.tracker.stances(min_confidence=self.least)
            if stance.holder in ids and stance.part is None
        )
        best = {topic for topic, _ in counts.most_common(MOST_TOPICS)}
        return [topic for topic in known.values() if topic.id in best], len(counts) - len(best)

    def make(
        self, rows: Sequence[tuple[str, Holder]], columns: Sequence[Topic], order: str
    ) -> tuple[Matrix, list[str]]:
        """Return the matrix, and the names of those who said nothing on any of the topics."""
        made: list[tuple[float, Row]] = []
        silent: list[str] = []
        for number, (section, holder) in enumerate(rows):
            standings = [self._ask(holder, topic) for topic in columns]
            if not any(standings):
                silent.append(describe_holder(holder))
                continue
            cells = tuple(
                self._tell(holder, topic, standing, f"cell {number} {column}")
                for column, (topic, standing) in enumerate(zip(columns, standings, strict=True))
            )
            row = Row(item=self._tell_holder(holder, f"row {number}"), section=section, cells=cells)
            made.append((_score(standings), row))
        if order == "agreement":
            sections = list(dict.fromkeys(row.section for _, row in made))
            made.sort(key=lambda pair: (sections.index(pair[1].section), pair[0]))
        heads = tuple(self._tell_topic(t, f"column {n}") for n, t in enumerate(columns))
        return Matrix(columns=heads, rows=tuple(row for _, row in made)), silent

    def _ask(self, holder: Holder, topic: Topic) -> Standing | None:
        return self.tracker.position(holder, topic, on=self.on, min_confidence=self.least)

    def _tell(self, holder: Holder, topic: Topic, standing: Standing | None, key: str) -> Cell:
        name = name_topic(topic)
        if standing is None:
            said = f"{describe_holder(holder)}: no statement found: {name}"
            facts = (("Who", describe_holder(holder)), ("Topic", topic.proposition))
            item = Item(key=key, title=name, tone=Tone.NO_STATEMENT, tip=said, facts=facts)
            return Cell(item=item)
        item = tell_stance(self.tracker, standing.stance, key=key, title=name)
        rivals = tuple(say_position(rival) for rival in standing.rivals)
        if rivals:
            said = join_words(rivals)
            more = (*item.facts, ("As late, but", said))
            item = attrs.evolve(item, lines=rivals, tip=f"{item.tip}; as late: {said}", facts=more)
        return Cell(item=item, note=self._note(standing))

    def _note(self, standing: Standing) -> str:
        """Return when, as far as it is known, and the mark of its basis."""
        stance = standing.stance
        if standing.age is not None:
            when = _say_age(standing.age)
        elif stance.date is None:
            when = "undated"
        else:
            when = _say_year(stance.date)
        return f"{when} {_BASES[stance.basis]}".strip()

    def _tell_holder(self, holder: Holder, key: str) -> Item:
        item = tell_record(self.tracker, holder.id, key=key)
        return attrs.evolve(item, tone=Tone.LEFT) if holder.id in self.left else item

    def _tell_topic(self, topic: Topic, key: str) -> Item:
        item = tell_record(self.tracker, topic.id, key=key)
        return attrs.evolve(item, title=name_topic(topic), tip=topic.proposition)


def _name_kind(holder: Holder) -> str:
    if isinstance(holder, Person):
        return "People"
    return "Organizations" if isinstance(holder, Organization) else "Bodies"


def _say_year(when: PartialDate) -> str:
    if when.earliest is None:
        return f"by {when.latest.year}" if when.latest else "undated"
    if when.latest is None:
        return f"from {when.earliest.year}"
    first, last = when.earliest.year, when.latest.year
    return str(first) if first == last else f"{first}–{last % 100:02}"


def _say_age(days: int) -> str:
    if days < 2 * _MONTH:
        return f"{days} d"
    return f"{days / _MONTH:.0f} mo" if days < 2 * _YEAR else f"{days / _YEAR:.0f} yr"


def _score(standings: Iterable[Standing | None]) -> float:
    steps = list(Position)
    found = [steps.index(s.position) for s in standings if s is not None]
    return sum(found) / len(found)


def _describe(
    maker: _Maker,
    matrix: Matrix,
    columns: Sequence[Topic],
    rest: tuple[Group | None, int, list[str]],
    known_by: When | None,
) -> Content:
    group, others, silent = rest
    title = f"Who stands where: {group.name}" if group else "Who stands where"
    when = "the latest stance"
    if maker.on is not None:
        when += f" by the end of {PartialDate.of(maker.on).in_words()}, with its age"
    if known_by is not None:
        when += f"; as known on {PartialDate.of(read_day(known_by)).in_words()}"
    header = ("Who", *(column.title for column in matrix.columns))
    rows = tuple((row.item.title, *map(_say_cell, row.cells)) for row in matrix.rows)
    told = [f"{title}: {when}, of {len(matrix.rows)} holders on {len(columns)} topics."]
    told += [
        f"{row.item.title}: "
        + "; ".join(
            f"{cell.item.title}: {_say_cell(cell)}"
            for cell in row.cells
            if cell.item.tone is not Tone.NO_STATEMENT
        )
        + "."
        for row in matrix.rows
    ]
    return Content(
        kind="stance-matrix",
        title=title,
        subtitle=f"{when[:1].upper()}{when[1:]}",
        summary=" ".join(told),
        figure=matrix,
        legend=_list_legend(matrix),
        notes=tuple(_list_notes(maker, matrix, others, silent)),
        table=Table(header=header, rows=rows),
        references=make_references(maker.tracker, matrix.items),
    )


def _say_cell(cell: Cell) -> str:
    if cell.item.tone is Tone.NO_STATEMENT:
        return "no statement found"
    said = cell.item.tone.value.replace("-", " ")
    return f"{join_words([said, *cell.item.lines], 'or')} ({cell.note})"


def _list_legend(matrix: Matrix) -> tuple[tuple[Tone, str], ...]:
    meanings = {Tone.of(position): position.replace("-", " ") for position in reversed(Position)}
    meanings |= {Tone.NO_STATEMENT: "no statement found", Tone.LEFT: "has left a body"}
    tones = {item.tone for item in matrix.items}
    return tuple((tone, said) for tone, said in meanings.items() if tone in tones)


def _list_notes(maker: _Maker, matrix: Matrix, others: int, silent: list[str]) -> Iterator[str]:
    notes = {cell.note[-2:] for row in matrix.rows for cell in row.cells}
    if notes & {" r", " i"}:
        yield "r: reported by somebody else; i: inferred; else stated by the holder."
    if others:
        yield f"Topics with stances that are not shown: {others}."
    if silent:
        yield f"No statement on these topics was found of: {join_words(silent, 'and')}."
    left_out = len(maker.tracker.stances(min_confidence=maker.least).left_out)
    if left_out:
        yield f"Left out for their low confidence, on all topics: {left_out}."
