"""The relation map: who advises, funds, or sends what to whom."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from stakeholders.charts.chart import Chart
from stakeholders.charts.telling import list_ids, make_references, say_date, tell_record
from stakeholders.charts.values import Content, Graph, Item, Layout, Line, Stroke, Table, Tone
from stakeholders.dates import PartialDate, Truth, read_day
from stakeholders.errors import QuestionError, did_you_mean, find_nearest, join_words, quote
from stakeholders.model import Confidence, Holder, Relation
from stakeholders.tracker import Tracker
from stakeholders.tracker.departures import When

ADVISORY = frozenset({"advises", "makes-recommendations-to", "informs"})
_HEADER = ("Who", "What", "Whom", "Since", "Until", "Confidence", "Sources")


def relation_map(
    tracker: Tracker,
    kinds: Iterable[str] | None = None,
    *,
    about: str | Holder | None = None,
    on: When | None = None,
    known_by: When | None = None,
) -> Chart:
    """Return the relations between records as a flow, each with its kind.

    Advice is dotted; a relation that is unsure, because of its confidence or, on a day, its dates,
    is dashed.

    Args:
        tracker: where to look.
        kinds: kinds of relations; without them, all.
        about: a record that must be at one end.
        on: only what can have held when this day ended.
        known_by: use only what was published when this day ended.

    Raises:
        UnknownIdError: if an id is unknown.
        QuestionError: if a kind or a day is not one, or no relation is left.
    """
    seen = tracker.known_by(known_by) if known_by is not None else tracker
    relations = seen.of(Relation)
    if kinds is not None:
        wanted = set(_check(kinds, sorted({relation.kind for relation in relations})))
        relations = tuple(r for r in relations if r.kind in wanted)
    if about is not None:
        one = about if isinstance(about, str) else about.id
        seen.get(one)
        relations = tuple(r for r in relations if one in {r.subject, r.object})
    day = None if on is None else read_day(on)
    held = [(relation, _hold(relation, day)) for relation in relations]
    shown = [(relation, truth) for relation, truth in held if truth is not Truth.NO]
    if not shown:
        raise QuestionError("no relation is left to show: ask for other kinds, records or days")
    figure = _make_graph(seen, shown)
    return Chart(_describe(seen, figure, [relation for relation, _ in shown], day, known_by))


def _check(kinds: Iterable[str], known: list[str]) -> Iterator[str]:
    for kind in kinds:
        if kind not in known:
            hint = did_you_mean(find_nearest(kind, known))
            raise QuestionError(
                f"kinds: {quote(kind)} is not known: expected {join_words(known)}{hint}"
            )
        yield kind


def _hold(relation: Relation, day: date | None) -> Truth:
    """Tell whether a relation held when the day ended; without a day, it did at some time."""
    if day is None:
        return Truth.YES
    begun = Truth.CANNOT_TELL if relation.start is None else relation.start.is_by(day)
    ended = Truth.NO if relation.end is None else relation.end.is_by(day)
    if begun is Truth.NO or ended is Truth.YES:
        return Truth.NO
    return Truth.YES if (begun, ended) == (Truth.YES, Truth.NO) else Truth.CANNOT_TELL


def _make_graph(tracker: Tracker, relations: Iterable[tuple[Relation, Truth]]) -> Graph:
    keys: dict[str, str] = {}
    loops: dict[str, list[str]] = {}
    lines: list[Line] = []
    for relation, truth in relations:
        for end in (relation.subject, relation.object):
            keys.setdefault(end, f"record {len(keys)}")
        if relation.subject == relation.object:
            loops.setdefault(relation.subject, []).append(_say_kind(relation))
            continue
        lines.append(_make_line(tracker, relation, keys, is_sure=truth is Truth.YES))
    boxes = []
    for record, key in keys.items():
        item = tell_record(tracker, record, key=key)
        own = tuple(f"{kind} itself" for kind in loops.get(record, ()))
        boxes.append(attrs.evolve(item, lines=(*item.lines, *own)))
    return Graph(boxes=tuple(boxes), lines=tuple(lines), layout=Layout.LAYERS)


def _say_kind(relation: Relation) -> str:
    return relation.kind.replace("-", " ")


def _make_line(
    tracker: Tracker, relation: Relation, keys: dict[str, str], *, is_sure: bool
) -> Line:
    is_unsure = relation.confidence is not Confidence.HIGH or not is_sure
    stroke = Stroke.DOTTED if relation.kind in ADVISORY else Stroke.SOLID
    names = [tell_record(tracker, one, key="").title for one in (relation.subject, relation.object)]
    said = f"{names[0]} {_say_kind(relation)} {names[1]}"
    span = f" since {relation.start.in_words()}" if relation.start else ""
    span += f" until {relation.end.in_words()}" if relation.end else ""
    return Line(
        tail=keys[relation.subject],
        head=keys[relation.object],
        label=_say_kind(relation),
        stroke=Stroke.DASHED if is_unsure else stroke,
        tip=said + span + (f"; {relation.note}" if relation.note else ""),
        sources=list_ids(relation),
    )


def _describe(
    tracker: Tracker,
    figure: Graph,
    relations: list[Relation],
    day: date | None,
    known_by: When | None,
) -> Content:
    counts = Counter(relation.kind for relation in relations)
    number = "1 relation" if len(relations) == 1 else f"{len(relations)} relations"
    subtitle = f"{number} between {len(figure.boxes)}"
    if day is not None:
        subtitle += f"; at the end of {PartialDate.of(day).in_words()}"
    if known_by is not None:
        subtitle += f"; as known on {PartialDate.of(read_day(known_by)).in_words()}"
    title = "Who does what for whom"
    if len(counts) == 1:
        title = f"Who {next(iter(counts)).replace('-', ' ')}"
    strokes = {line.stroke for line in figure.lines}
    notes = []
    if Stroke.DOTTED in strokes:
        notes.append("Dotted: advice.")
    if Stroke.DASHED in strokes:
        notes.append("Dashed: the sources do not carry it far, or not surely on this day.")
    cited = Item(
        key="lines", title="", sources=tuple(s for line in figure.lines for s in line.sources)
    )
    titles = {item.record: item.title for item in figure.boxes}
    rows = tuple(
        (
            titles[relation.subject],
            _say_kind(relation),
            titles[relation.object],
            say_date(relation.start),
            relation.end.in_words() if relation.end else "",
            relation.confidence.value,
            ", ".join(list_ids(relation)),
        )
        for relation in relations
    )
    meanings = {
        Tone.PERSON: "person",
        Tone.UNNAMED: "person whose name is not printed",
        Tone.ORGANIZATION: "organization",
        Tone.BODY: "body",
        Tone.EVENT: "event",
        Tone.TOPIC: "topic",
        Tone.SOURCE: "source",
        Tone.LEFT: "departure",
    }
    tones = {item.tone for item in figure.boxes}
    return Content(
        kind="relation-map",
        title=title,
        subtitle=subtitle,
        summary=" ".join([f"{title}: {subtitle}.", *(f"{line.tip}." for line in figure.lines)]),
        figure=figure,
        legend=tuple((tone, said) for tone, said in meanings.items() if tone in tones),
        notes=tuple(notes),
        table=Table(header=_HEADER, rows=rows),
        references=make_references(tracker, [*figure.boxes, cited]),
    )
