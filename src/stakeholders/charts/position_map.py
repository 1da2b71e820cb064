"""The position map: one topic along its scale, and who moved from where to where."""

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from stakeholders.answers import Standing, describe_holder
from stakeholders.charts.chart import Chart
from stakeholders.charts.choosing import choose_body
from stakeholders.charts.telling import (
    make_references,
    name_topic,
    say_position,
    say_shortly,
    tell_stance,
)
from stakeholders.charts.values import Content, Placed, Spectrum, Table, Tone
from stakeholders.dates import PartialDate, read_day
from stakeholders.errors import QuestionError, join_words
from stakeholders.model import (
    Body,
    Confidence,
    Group,
    Holder,
    Organization,
    Person,
    Position,
    Scale,
    Stance,
    Topic,
)
from stakeholders.tracker import Tracker
from stakeholders.tracker.departures import When

_SCALES = {
    Scale.TWO: (Position.OPPOSE, Position.SUPPORT),
    Scale.THREE: (Position.OPPOSE, Position.NEUTRAL, Position.SUPPORT),
    Scale.FIVE: tuple(Position),
}
_TONES = {Person: Tone.PERSON, Organization: Tone.ORGANIZATION, Body: Tone.EVENT}
_HEADER = ("Who", "Position", "When", "Before", "Basis", "Sources")


def position_map(
    tracker: Tracker,
    topic: str | Topic,
    *,
    body: str | Group | None = None,
    holders: Iterable[str | Holder] | None = None,
    on: When | None = None,
    since: When | None = None,
    known_by: When | None = None,
    min_confidence: str | Confidence = Confidence.MEDIUM,
) -> Chart:
    """Return who stands where on one topic, along its scale, and who moved.

    A move is drawn only where the later stance surely came later. With a body, those of whom no
    statement is known are counted apart; without one, everybody with a stance is shown.

    Args:
        tracker: where to look.
        topic: the topic.
        body: take its members, the organizations they speak for, and itself.
        holders: take these.
        on: the latest stance by this day; without it, the latest of all.
        since: draw only moves to stances that can date from this day or later.
        known_by: use only what was published when this day ended.
        min_confidence: leave out stances with less.

    Raises:
        UnknownIdError: if an id is unknown.
        QuestionError: if a choice or a day is not one, or no stance is left.
    """
    seen = tracker.known_by(known_by) if known_by is not None else tracker
    stances = seen.stances(topic=topic, min_confidence=min_confidence)
    about = next(
        t for t in seen.of(Topic) if t.id == (topic if isinstance(topic, str) else topic.id)
    )
    day = None if on is None else read_day(on)
    first = None if since is None else PartialDate.of(since)
    chosen = list(_choose(seen, stances, body, holders))
    placed: list[Placed] = []
    silent: list[str] = []
    for number, holder in enumerate(chosen):
        standing = seen.position(holder, about, on=day, min_confidence=min_confidence)
        if standing is None:
            silent.append(describe_holder(holder))
        else:
            key = f"holder {number}"
            placed.append(_place(seen, standing, key, (day, first, min_confidence)))
    if not placed:
        raise QuestionError(f"no stance on {about.id} is left to show: ask for another day or body")
    figure = Spectrum(positions=_SCALES[about.scale], placed=tuple(placed))
    parts = [stance for stance in stances if stance.part is not None]
    notes = list(_list_notes(silent, parts, len(stances.left_out)))
    when = f"; by the end of {PartialDate.of(day).in_words()}" if day else ""
    known = f"; as known on {PartialDate.of(read_day(known_by)).in_words()}" if known_by else ""
    return Chart(
        Content(
            kind="position-map",
            title=f"Where they stand: {name_topic(about)}",
            subtitle=f"{about.proposition.rstrip('.')}: where {len(placed)} stand{when}{known}",
            summary=_summarize(about, placed),
            figure=figure,
            legend=_list_legend(placed),
            notes=tuple(notes),
            table=Table(header=_HEADER, rows=tuple(map(_tell_row, placed))),
            references=make_references(seen, figure.items),
        )
    )


def _choose(
    tracker: Tracker,
    stances: Iterable[Stance],
    body: str | Group | None,
    holders: Iterable[str | Holder] | None,
) -> Iterator[Holder]:
    if holders is not None:
        ids = [holder if isinstance(holder, str) else holder.id for holder in holders]
        for one in ids:
            tracker.stances(holder=one)  # raises, where there is no such holder
    elif body is not None:
        group = choose_body(tracker, body)
        members = tracker.members(group)
        ids = [m.person.id for m in members if m.person]
        ids += [behind.id for m in members for behind in m.on_behalf_of]
        ids.append(group.id)
    else:
        ids = [stance.holder for stance in stances if stance.part is None]
    for one in dict.fromkeys(ids):
        found = tracker.get(one)
        if isinstance(found, Person | Organization | Body):
            yield found


def _place(
    tracker: Tracker,
    standing: Standing,
    key: str,
    asked: tuple[date | None, PartialDate | None, str | Confidence],
) -> Placed:
    day, since, least = asked
    holder = standing.holder
    when = standing.stance.date
    item = tell_stance(tracker, standing.stance, key=key, title=describe_holder(holder))
    has_left = bool(tracker.departures(person=holder.id)) if isinstance(holder, Person) else False
    tone = Tone.LEFT if has_left else _TONES[type(holder)]
    lines = [say_shortly(when) if when else "undated"]
    if standing.rivals:
        said = join_words([say_position(rival) for rival in standing.rivals])
        lines.append(f"as late: {said}")
    moves = [
        change.before
        for change in tracker.changes(holder=holder, topic=standing.topic, min_confidence=least)
        if _is_shown(change.after, day, since)
    ]
    return Placed(
        item=attrs.evolve(item, tone=tone, lines=tuple(lines)),
        position=standing.position,
        before=tuple((s.position, say_shortly(s.date) if s.date else "undated") for s in moves),
    )


def _is_shown(after: Stance, day: date | None, since: PartialDate | None) -> bool:
    if after.date is None:
        return False
    is_by = day is None or after.date.is_by(day).name == "YES"
    return is_by and (since is None or not after.date.is_surely_before(since))


def _list_notes(silent: list[str], parts: list[Stance], left_out: int) -> Iterator[str]:
    if silent:
        yield f"No statement was found of {len(silent)}: {join_words(silent, 'and')}."
    for part in parts:
        yield f"Of the body, without names: {part.part}: {say_position(part)}."
    if left_out:
        yield f"Stances left out for their low confidence: {left_out}."


def _list_legend(placed: Iterable[Placed]) -> tuple[tuple[Tone, str], ...]:
    meanings = {
        Tone.PERSON: "person",
        Tone.ORGANIZATION: "organization",
        Tone.EVENT: "body",
        Tone.LEFT: "person who has left a body",
    }
    tones = {one.item.tone for one in placed}
    return tuple((tone, said) for tone, said in meanings.items() if tone in tones)


def _summarize(topic: Topic, placed: Iterable[Placed]) -> str:
    told = [f"Where each stands on: {topic.proposition}"]
    told += [f"{one.item.title}: {_say_moves(one)}." for one in placed]
    return " ".join(told)


def _say_moves(one: Placed) -> str:
    now = one.position.replace("-", " ") if one.position else "no statement"
    steps = [f"{was.replace('-', ' ')} ({when})" for was, when in one.before]
    return " → ".join([*steps, f"{now} ({one.item.lines[0]})"])


def _tell_row(one: Placed) -> tuple[str, ...]:
    facts = dict(one.item.facts)
    before = ", ".join(f"{was.replace('-', ' ')} ({when})" for was, when in one.before)
    return (
        one.item.title,
        facts["Position"],
        facts["When"],
        before,
        facts["Basis"],
        ", ".join(one.item.sources),
    )
