"""The why graph: one departure, its reasons, the topics they are about, stances and sources."""

from collections.abc import Iterable, Iterator

import attrs

from stakeholders.answers import Explanation, describe_person
from stakeholders.charts.chart import Chart
from stakeholders.charts.telling import (
    cite,
    list_ids,
    make_references,
    name_record,
    name_topic,
    quote_departure,
    say_departure,
    say_position,
    say_shortly,
    tell_departure,
    tell_record,
    tell_stance,
)
from stakeholders.charts.values import (
    GLYPHS,
    Content,
    Graph,
    Item,
    Layout,
    Line,
    Quote,
    Stroke,
    Table,
    Tone,
)
from stakeholders.dates import PartialDate, read_day
from stakeholders.errors import join_words
from stakeholders.model import Basis, Confidence, Departure, Person, Reason, Source, Stance
from stakeholders.tracker import Tracker
from stakeholders.tracker.departures import When

_SAID = {Basis.STATED: "stated", Basis.REPORTED: "reported", Basis.INFERRED: "inferred"}
_HEADER = ("What", "Who", "Says", "Basis", "Topics", "Sources")


def why_graph(
    tracker: Tracker,
    departure: str | Departure | Person,
    *,
    known_by: When | None = None,
    min_confidence: str | Confidence = Confidence.MEDIUM,
) -> Chart:
    """Return why somebody left: person, reasons, topics, stances and sources, from left to right.

    Each reason says on whose word it rests. Stances of the organization behind the person are its
    own, with a dotted line, and never the person's motive.

    Args:
        tracker: where to look.
        departure: a departure, or a person who left once.
        known_by: use only what was published when this day ended.
        min_confidence: leave out stances with less.

    Raises:
        UnknownIdError: if the id is neither of a departure nor of a person.
        QuestionError: if the person has not left, or left more than once.
    """
    seen = tracker.known_by(known_by) if known_by is not None else tracker
    told = seen.explain(departure, min_confidence=min_confidence)
    maker = _Maker(seen, told)
    maker.draw()
    names = join_words([describe_person(person) for person in told.people], "and")
    bodies = join_words([body.name for body in told.bodies], "and")
    title = f"Why {names or 'they'} left: {bodies}"
    known = f"; as known on {PartialDate.of(read_day(known_by)).in_words()}" if known_by else ""
    how = say_departure(told.departure).replace("\N{NO-BREAK SPACE}", " ")
    return Chart(
        Content(
            kind="why-graph",
            title=title,
            subtitle=f"{how}, {told.departure.basis}{known}",
            summary=" ".join([f"{title}.", *maker.sentences]),
            figure=Graph(boxes=tuple(maker.boxes), lines=tuple(maker.lines), layout=Layout.LAYERS),
            legend=maker.list_legend(),
            notes=tuple(maker.list_notes()),
            table=Table(header=_HEADER, rows=tuple(maker.rows)),
            references=make_references(seen, maker.boxes),
        )
    )


class _Maker:
    """The boxes and lines in the making."""

    def __init__(self, tracker: Tracker, told: Explanation) -> None:
        self.tracker = tracker
        self.told = told
        self.boxes: list[Item] = []
        self.lines: list[Line] = []
        self.sentences: list[str] = []
        self.rows: list[tuple[str, ...]] = []
        self.keys: dict[str, str] = {}

    def draw(self) -> None:
        """Make everything, from the person to the sources."""
        left = self._add_departure()
        for event in (*self.told.triggers, self.told.announced_in):
            if event is not None:
                item = tell_record(self.tracker, event.id, key=f"event {event.id}")
                is_trigger = event is not self.told.announced_in
                said = "set it off" if is_trigger else "announced it"
                key = self._add_once(attrs.evolve(item, lines=(said,)))
                self._tie(*((key, left) if is_trigger else (left, key)))
        for number, reason in enumerate(self.told.reasons):
            self._add_reason(left, number, reason)
        own = {person.id for person in self.told.people}
        for number, stance in enumerate(
            (*self.told.prior_stances, *self.told.organization_stances)
        ):
            self._add_stance(f"stance {number}", stance, is_own=stance.holder in own)

    def _add_departure(self) -> str:
        departure = self.told.departure
        names = [describe_person(person) for person in self.told.people]
        names += [f"{departure.unnamed} unnamed"] if departure.unnamed else []
        behind = join_words([group.name for group in self.told.behind], "and")
        title = join_words(names, "and")
        item = Item(
            key="departure",
            title=title,
            lines=(f"spoke for {behind}",) if behind else (),
            status=say_departure(departure),
            tone=Tone.LEFT,
            record=departure.id,
            tip=f"{title} {say_departure(departure)}",
            facts=tuple(tell_departure(departure)),
            quotes=tuple(quote_departure(self.tracker, departure)),
            sources=list_ids(departure),
        )
        self.sentences.append(f"{item.tip}.")
        self.rows.append(
            (
                "departure",
                title,
                say_departure(departure),
                departure.basis.value,
                "",
                ", ".join(item.sources),
            )
        )
        self.boxes.append(item)
        return item.key

    def _add_reason(self, left: str, number: int, reason: Reason) -> None:
        according = (
            f" by {name_record(self.tracker, reason.according_to)}" if reason.according_to else ""
        )
        doubt = "" if reason.confidence is Confidence.HIGH else f", {reason.confidence} confidence"
        word = f"{_SAID[reason.basis]}{according}{doubt}"
        sources = cite(reason.sources)
        quotes = (Quote(text=reason.quote, sources=sources),) if reason.quote else ()
        item = Item(
            key=f"reason {number}",
            title=reason.summary,
            lines=(word,),
            tone=Tone.REASON,
            tip=f"{reason.summary} ({word})",
            facts=(("Basis", word),),
            quotes=quotes,
            sources=sources,
        )
        self.boxes.append(item)
        self._tie(left, item.key)
        topics = [name_record(self.tracker, topic) for topic in reason.topics]
        said = f" Topics: {join_words(topics, 'and')}." if topics else ""
        self.sentences.append(f"Reason, {word}: {reason.summary.rstrip('.')}.{said}")
        self.rows.append(
            ("reason", "", reason.summary, word, ", ".join(topics), ", ".join(sources))
        )
        for topic in reason.topics:
            self._tie(item.key, self._add_topic(topic))
        if not reason.topics:
            self._cite(item.key, sources)

    def _add_topic(self, topic: str) -> str:
        found = self.told.topics[topic]
        item = tell_record(self.tracker, topic, key=f"topic {topic}")
        return self._add_once(attrs.evolve(item, title=name_topic(found), tip=found.proposition))

    def _add_stance(self, key: str, stance: Stance, *, is_own: bool) -> None:
        holder = name_record(self.tracker, stance.holder)
        said = say_position(stance)
        item = tell_stance(
            self.tracker, stance, key=key, title=f"{GLYPHS[Tone.of(stance.position)]}  {said}"
        )
        when = say_shortly(stance.date) if stance.date else "undated"
        whose = holder if is_own else f"{holder}, its own"
        item = attrs.evolve(item, lines=(whose, f"{when}, {stance.basis}"))
        self.boxes.append(item)
        topic = self._add_topic(stance.topic)
        self._tie(topic, key, is_sure=is_own)
        self._cite(key, item.sources)
        self.sentences.append(f"{item.tip}.")
        name = name_topic(self.told.topics[stance.topic])
        what = "stance" if is_own else "stance of the organization behind"
        self.rows.append((what, holder, said, stance.basis.value, name, ", ".join(item.sources)))

    def _cite(self, key: str, sources: Iterable[str]) -> None:
        for source in sources:
            found = self.tracker.get(source)
            if isinstance(found, Source):
                when = say_shortly(found.date) if found.date else "undated"
                item = tell_record(self.tracker, source, key=f"source {source}")
                title = found.publisher or found.title or found.description or found.id
                lines = (when, f"[{source}]")
                self._tie(key, self._add_once(attrs.evolve(item, title=title, lines=lines)))

    def _add_once(self, item: Item) -> str:
        if item.key not in self.keys:
            self.keys[item.key] = item.key
            self.boxes.append(item)
        return item.key

    def _tie(self, tail: str, head: str, *, is_sure: bool = True) -> None:
        stroke = Stroke.SOLID if is_sure else Stroke.DOTTED
        line = Line(tail=tail, head=head, stroke=stroke)
        if line not in self.lines:
            self.lines.append(line)

    def list_legend(self) -> tuple[tuple[Tone, str], ...]:
        """Return the tones that occur, and what they mean."""
        meanings = {
            Tone.LEFT: "who left",
            Tone.REASON: "reason, on whose word",
            Tone.TOPIC: "topic",
            Tone.EVENT: "event",
            Tone.SOURCE: "source",
        }
        tones = {item.tone for item in self.boxes}
        return tuple((tone, said) for tone, said in meanings.items() if tone in tones)

    def list_notes(self) -> Iterator[str]:
        """Yield what must be said beside the picture."""
        if not self.told.reasons:
            yield "No source seen gives a reason."
        if self.told.organization_stances:
            yield "Dotted: a stance of the organization behind them, its own and not their motive."
        for dispute in self.told.disputes:
            yield f"Disputed: {dispute.field}: {dispute.reading.value.rstrip('.')}."
