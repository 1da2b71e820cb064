"""Ideal points: where each stands on the line along which they differ most, and how surely."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import attrs

from stakeholders.analysis.positions.ideal_points import (
    IdealPoint,
    IdealPoints,
    estimate_ideal_points,
)
from stakeholders.analysis.positions.opinions import collect_opinions
from stakeholders.charts.chart import Chart
from stakeholders.charts.holders import Chosen, choose_holders, tell_holder
from stakeholders.charts.inquiry import Inquiry
from stakeholders.charts.standings import name_column
from stakeholders.charts.telling import list_ids, make_references, name_record, say_position
from stakeholders.charts.values import Content, Interval, Intervals, Item, Table, Tone
from stakeholders.errors import join_words
from stakeholders.model import Confidence, Group, Stance, Topic
from stakeholders.tracker import Tracker
from stakeholders.tracker.departures import When

_MEANINGS: Final = {
    Tone.PERSON: "● person",
    Tone.UNNAMED: "● person whose name is not printed",
    Tone.LEFT: "person who has left",
    Tone.POSSIBLE: "possible, not certain",
    Tone.ORGANIZATION: "■ organization",
    Tone.BODY: "▲ body",
}
_HEADER: Final = ("Who", "Point", "Low", "High", "Statements", "Sources")
_TELLING: Final = 3
_LEAST: Final = 0.25


def ideal_points(
    tracker: Tracker,
    topics: Iterable[str | Topic] | None = None,
    *,
    body: str | Group | None = None,
    on: When | None = None,
    known_by: When | None = None,
    min_confidence: str | Confidence = Confidence.MEDIUM,
    min_per_actor: int = 1,
    min_per_concept: int = 1,
    anchor: str | None = None,
    draws: int = 200,
    seed: int = 0,
    confidence: float = 0.95,
) -> Chart:
    """Return where each stands on one dimension, with intervals, from one end to the other.

    The points are those of `stakeholders.analysis.positions.ideal_points`, from the latest stance
    of each holder on each topic. The two ends are named by the topics that tell most.

    Args:
        tracker: where to look.
        topics: these; without them, all on which somebody took a stance.
        body: only itself and those who sat on it (on the day, with `on`).
        on: the latest stance by this day; without it, the latest of all.
        known_by: use only what was published when this day ended.
        min_confidence: leave out stances with less.
        min_per_actor: leave out who has fewer statements.
        min_per_concept: leave out topics with fewer statements.
        anchor: who shall be at the right.
        draws: how many bootstrap samples the intervals are from; 0 for none.
        seed: of the bootstrap.
        confidence: of the intervals.

    Raises:
        UnknownIdError: if an id is unknown.
        QuestionError: if a choice or day is not one, or too little is left.
        MissingExtraError: if numpy and scipy are not installed.
    """
    inquiry = Inquiry.read(
        tracker, body=body, on=on, known_by=known_by, min_confidence=min_confidence
    )
    opinions = collect_opinions(
        inquiry.tracker,
        topics=topics,
        body=inquiry.group,
        on=inquiry.on,
        min_confidence=min_confidence,
    )
    found = estimate_ideal_points(
        opinions,
        min_per_actor=min_per_actor,
        min_per_concept=min_per_concept,
        anchors=() if anchor is None else (anchor,),
        draws=draws,
        seed=seed,
        confidence=confidence,
    )
    left, right = _name_ends(inquiry.tracker, found)
    points = found.list_points()
    chosen = {one.holder.id: one for one in choose_holders(inquiry.tracker, found.actors)}
    rows = tuple(
        Interval(
            item=_tell(inquiry, found, one, chosen[one.actor], f"holder {n}"),
            value=one.point[0],
            low=one.low[0] if one.low else one.point[0],
            high=one.high[0] if one.high else one.point[0],
        )
        for n, one in enumerate(points)
    )
    return Chart(_describe(inquiry, Intervals(left=left, right=right, rows=rows), found, points))


def _tell(
    inquiry: Inquiry, found: IdealPoints, point: IdealPoint, chosen: Chosen, key: str
) -> Item:
    """Return a holder as an item, with the statements behind the point."""
    item = tell_holder(inquiry.tracker, chosen, key=key, group=inquiry.group, on=inquiry.on)
    stances = [
        stance
        for topic in found.concepts
        for stance in found.opinions.get_stances(point.actor, topic)
    ]
    number = f"{point.statements} statement{'' if point.statements == 1 else 's'}"
    facts = [("Point", _say_point(point)), *(_tell_stance(inquiry, one) for one in stances)]
    cited = (source for stance in stances for source in list_ids(stance))
    return attrs.evolve(
        item,
        lines=(number,),
        tip=f"{item.title}: {_say_point(point)}; {number}",
        facts=(*facts, *item.facts),
        sources=tuple(dict.fromkeys((*cited, *item.sources))),
    )


def _tell_stance(inquiry: Inquiry, stance: Stance) -> tuple[str, str]:
    topic = name_record(inquiry.tracker, stance.topic).rstrip(".")
    when = stance.date.in_words() if stance.date else "undated"
    return topic, f"{say_position(stance)} ({when})"


def _say_point(point: IdealPoint) -> str:
    said = _say_number(point.point[0])
    if not point.low:
        return said
    return f"{said} ({_say_number(point.low[0])} to {_say_number(point.high[0])})"


def _say_number(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")


def _name_ends(tracker: Tracker, found: IdealPoints) -> tuple[str, str]:
    """Return the topics that the left and the right end are for and against, the most telling."""
    slopes = sorted(
        zip(found.discriminations[:, 0], found.concepts, strict=True),
        key=lambda pair: (-abs(pair[0]), pair[1]),
    )
    telling = [pair for pair in slopes if abs(pair[0]) >= _LEAST][:_TELLING]
    names = {topic.id: name_column(topic) for topic in tracker.of(Topic)}
    rising = [names[concept] for slope, concept in telling if slope > 0]
    falling = [names[concept] for slope, concept in telling if slope < 0]
    return _say_end(falling, rising), _say_end(rising, falling)


def _say_end(wanted: Sequence[str], refused: Sequence[str]) -> str:
    parts = [("for", wanted), ("against", refused)]
    return "; ".join(f"{side}: {', '.join(names)}" for side, names in parts if names)


def _describe(
    inquiry: Inquiry, figure: Intervals, found: IdealPoints, points: Sequence[IdealPoint]
) -> Content:
    of = f": {inquiry.group.name}" if inquiry.group else ""
    title = f"Where they stand by all they said{of}"
    size = f"{len(found.actors)} holders on {len(found.concepts)} topics"
    when = inquiry.say_state(f"{size}, latest stances")
    notes = tuple(_list_notes(inquiry.tracker, found))
    told = [f"{row.item.tip}." for row in figure.rows]
    ends = f"The left end is {figure.left}. The right end is {figure.right}."
    tones = {item.tone for item in figure.items}
    return Content(
        kind="ideal-points",
        title=title,
        subtitle=f"{when[:1].upper()}{when[1:]}",
        summary=" ".join([f"{title}; {when}.", ends, *told, *notes]),
        figure=figure,
        legend=tuple((tone, said) for tone, said in _MEANINGS.items() if tone in tones),
        notes=notes,
        table=Table(
            header=_HEADER,
            rows=tuple(
                _make_row(row.item, one) for row, one in zip(figure.rows, points, strict=True)
            ),
        ),
        references=make_references(inquiry.tracker, figure.items),
    )


def _make_row(item: Item, point: IdealPoint) -> tuple[str, ...]:
    numbers = (point.point[:1], point.low[:1], point.high[:1])
    return (
        item.title,
        *("".join(map(_say_number, number)) for number in numbers),
        str(point.statements),
        ", ".join(item.sources),
    )


def _list_notes(tracker: Tracker, found: IdealPoints) -> Iterator[str]:
    if found.draws:
        yield (
            f"Bars are intervals of {100 * found.confidence:g} %, from {found.draws} bootstrap "
            "samples; who said little has a wide one."
        )
    yield "The mean is 0 and the standard deviation 1; which end is at the right says nothing."
    for kind, what in (("actor", "Holders"), ("concept", "Topics")):
        names: dict[str, list[str]] = defaultdict(list)
        for one in found.dropped:
            if one.kind == kind:
                names[one.why].append(name_record(tracker, one.label).rstrip("."))
        for why, those in names.items():
            yield f"{what} left out, {why}: {join_words(those, 'and')}."
