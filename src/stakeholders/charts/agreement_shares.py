"""Agreement shares: how many are for and how many against, as bars to both sides."""

from collections.abc import Iterable, Iterator
from typing import Final

from stakeholders.analysis.positions.shares import (
    AGAINST,
    FOR,
    AgreementShare,
    AgreementShares,
    measure_shares,
)
from stakeholders.answers import describe_holder
from stakeholders.charts.chart import Chart
from stakeholders.charts.inquiry import Inquiry
from stakeholders.charts.standings import name_column
from stakeholders.charts.telling import make_references, name_record, say_position
from stakeholders.charts.values import Bar, Bars, Content, Item, Table, Tone
from stakeholders.errors import QuestionError, UnknownIdError, join_words
from stakeholders.model import Confidence, Group, Position, Stance, Topic
from stakeholders.tracker import Tracker
from stakeholders.tracker.departures import When

_APART: Final = (
    (Tone.NEUTRAL, "neutral"),
    (Tone.POSSIBLE, "on both sides"),
    (Tone.NO_STATEMENT, "no statement"),
)
_NAMELESS: Final = {"sector": "no sector", "kind": "no kind", "part_of": "part of none"}


def agreement_shares(
    tracker: Tracker,
    topics: Iterable[str | Topic] | None = None,
    *,
    body: str | Group | None = None,
    by: str | None = None,
    on: When | None = None,
    known_by: When | None = None,
    min_confidence: str | Confidence = Confidence.MEDIUM,
    min_count: int = 1,
) -> Chart:
    """Return how many are for each topic, to the right, and how many against it, to the left.

    Each holder counts once on a topic, with the latest stance. Who is neutral, has stances on both
    sides that are as late, or, of a body, is not known to have said anything, is counted apart.

    Args:
        tracker: where to look.
        topics: these; without them, all on which somebody took a stance.
        body: only itself and those who sat on it (on the day, with `on`).
        by: a bar for each value of this: sector, kind, part_of, record, body, organization, basis.
        on: the latest stance by this day; without it, the latest of all.
        known_by: use only what was published when this day ended.
        min_confidence: leave out stances with less.
        min_count: leave out bars of fewer stances; a note says how many.

    Raises:
        UnknownIdError: if an id is unknown.
        QuestionError: if a choice or day is not one, or nothing is left.
    """
    inquiry = Inquiry.read(
        tracker, body=body, on=on, known_by=known_by, min_confidence=min_confidence
    )
    shares = measure_shares(
        inquiry.tracker,
        topics=topics,
        body=inquiry.group,
        by=by,
        on=inquiry.on,
        min_confidence=min_confidence,
        min_count=min_count,
    )
    if not shares.rows:
        raise QuestionError(f"no topic has {min_count} stances: ask for fewer")
    numbers = [_count_apart(row) for row in shares.rows]
    shown = [n for n in range(len(_APART)) if any(number[n] for number in numbers)]
    figure = Bars(
        left="against",
        right="for",
        apart=tuple(_APART[n] for n in shown),
        bars=tuple(
            _make_bar(inquiry.tracker, row, shares.by, f"row {n}", shown)
            for n, row in enumerate(shares.rows)
        ),
    )
    return Chart(_describe(inquiry, figure, shares))


def _count_apart(row: AgreementShare) -> tuple[int, int, int]:
    return row.neutral, row.contradictory, len(row.unknown)


def _make_bar(
    tracker: Tracker, row: AgreementShare, by: str | None, key: str, shown: Iterable[int]
) -> Bar:
    topic = name_column(row.topic)
    name = topic if row.group is None else _name_group(tracker, row.group, by)
    apart = _count_apart(row)
    facts = [("Topic", row.topic.proposition), ("Share", str(row))]
    facts += [("Statement", _say_stance(tracker, stance)) for stance in row.stances]
    facts += [("On both sides", _say_stance(tracker, stance)) for stance in row.mixed]
    facts += [("No statement", describe_holder(holder)) for holder in row.unknown]
    item = Item(
        key=key,
        title=name,
        lines=(str(row),),
        tone=Tone.TOPIC,
        record=row.topic.id,
        tip=f"{_join(topic, name)}: {_say(row)}",
        facts=tuple(facts),
        sources=row.sources,
    )
    return Bar(
        item=item,
        section="" if row.group is None else topic,
        left=tuple((Tone.of(position), row.counts[position]) for position in AGAINST),
        right=tuple((Tone.of(position), row.counts[position]) for position in FOR),
        apart=tuple(apart[n] for n in shown),
    )


def _name_group(tracker: Tracker, group: str, by: str | None) -> str:
    if not group:
        return _NAMELESS.get(by or "", "none")
    if by not in {"body", "organization", "part_of"}:
        return group
    try:
        return name_record(tracker, group)
    except UnknownIdError:
        return group


def _join(topic: str, name: str) -> str:
    return topic if topic == name else f"{topic}, {name}"


def _say_stance(tracker: Tracker, stance: Stance) -> str:
    when = stance.date.in_words() if stance.date else "undated"
    return f"{name_record(tracker, stance.holder)}: {say_position(stance)} ({when})"


def _say(row: AgreementShare) -> str:
    """Return all the counts of a row in words."""
    counts = [
        f"{number} {position.replace('-', ' ')}"
        for position, number in reversed(list(row.counts.items()))
        if number
    ]
    if row.contradictory:
        counts.append(f"{row.contradictory} on both sides")
    if row.unknown:
        counts.append(f"{len(row.unknown)} without a statement")
    return f"{row}: {', '.join(counts)}" if counts else str(row)


def _describe(inquiry: Inquiry, figure: Bars, shares: AgreementShares) -> Content:
    of = f": {inquiry.group.name}" if inquiry.group else ""
    title = f"For and against{of}"
    by = f", by {shares.by.replace('_', ' ')}" if shares.by else ""
    when = inquiry.say_state(f"latest stance of each{by}")
    told = [f"{bar.item.tip}." for bar in figure.bars]
    notes = tuple(_list_notes(shares))
    return Content(
        kind="agreement-shares",
        title=title,
        subtitle=f"{when[:1].upper()}{when[1:]}",
        summary=" ".join([f"{title}; {when}.", *told, *notes]),
        figure=figure,
        legend=tuple(_list_legend(figure)),
        notes=notes,
        table=_make_table(figure, shares),
        references=make_references(inquiry.tracker, figure.items),
    )


def _list_legend(figure: Bars) -> Iterator[tuple[Tone, str]]:
    used = {tone for bar in figure.bars for tone, number in (*bar.left, *bar.right) if number}
    for position in Position:
        if Tone.of(position) in used:
            yield Tone.of(position), position.replace("-", " ")


def _list_notes(shares: AgreementShares) -> Iterator[str]:
    yield "The percentages are of those who are for or against."
    few = [row for row in shares.rare if row.number]
    none = [row for row in shares.rare if not row.number]
    for rows, why in ((few, "too few stances"), (none, "no statement")):
        names = dict.fromkeys(name_column(row.topic) for row in rows)
        of = f" {len(rows)} group{'s' * (len(rows) > 1)}" if shares.by else ""
        if rows:
            yield f"Left out, for {why}:{of}{' on' if of else ''} {join_words(list(names), 'and')}."
    if shares.unnamed:
        yield (
            f"Seats whose names no source seen prints, and which are in no count: {shares.unnamed}."
        )


def _make_table(figure: Bars, shares: AgreementShares) -> Table:
    header = ["Topic", *["Group"][: shares.by is not None], "For", "Against"]
    header += [*map(str.capitalize, dict(figure.apart).values()), "Share", "Sources"]
    rows = []
    for bar, row in zip(figure.bars, shares.rows, strict=True):
        group = [bar.item.title][: shares.by is not None]
        counts = (str(number) for number in (row.agree, row.disagree, *bar.apart))
        topic = name_column(row.topic)
        rows.append((topic, *group, *counts, str(row), ", ".join(bar.item.sources)))
    return Table(header=tuple(header), rows=tuple(rows))
