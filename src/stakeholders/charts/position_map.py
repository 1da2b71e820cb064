"""The position map: one topic along its scale, and who moved from where to where."""

from collections.abc import Iterable, Iterator

import attrs

from stakeholders.answers import Standing
from stakeholders.charts.chart import Chart
from stakeholders.charts.holders import Chosen
from stakeholders.charts.inquiry import Inquiry
from stakeholders.charts.standings import (
    list_earlier,
    list_rivals,
    name_column,
    say_when,
    tell_cell,
    tell_silence,
)
from stakeholders.charts.telling import make_references
from stakeholders.charts.values import Content, Item, Placed, Spectrum, Table, Tone
from stakeholders.dates import PartialDate
from stakeholders.errors import QuestionError, join_words
from stakeholders.model import Basis, Confidence, Group, Holder, Position, Scale, Topic
from stakeholders.tracker import Tracker
from stakeholders.tracker.departures import When

_SCALES = {
    Scale.TWO: (Position.OPPOSE, Position.SUPPORT),
    Scale.THREE: (Position.OPPOSE, Position.NEUTRAL, Position.SUPPORT),
    Scale.FIVE: tuple(Position),
}
_MEANINGS = {
    Tone.PERSON: "● person",
    Tone.UNNAMED: "● person whose name is not printed",
    Tone.ORGANIZATION: "■ organization",
    Tone.BODY: "▲ body",
    Tone.LEFT: "● person who has left",
    Tone.POSSIBLE: "● possible, not certain",
}
_HEADER = ("Who", "Position", "When", "Before", "Basis", "Sources")
_SILENCE = "no statement found"


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

    A move is drawn only where the later stance surely came later. With a body or holders, those of
    whom no statement is known stand apart; without, everybody with a stance is shown.

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
    inquiry = Inquiry.read(
        tracker, body=body, on=on, known_by=known_by, min_confidence=min_confidence
    )
    (about,) = inquiry.find_topics([topic])
    first = None if since is None else PartialDate.of(since)
    chosen = inquiry.choose(holders, about)
    placed = tuple(
        _place(inquiry, about, one, f"holder {n}", first) for n, one in enumerate(chosen)
    )
    found = {one.position for one in placed if one.position is not None}
    if not found:
        raise QuestionError(f"no stance on {about.id} is left to show: ask for another day or body")
    found |= set(_SCALES[about.scale])
    figure = Spectrum(positions=tuple(p for p in Position if p in found), placed=placed)
    is_all = holders is None and inquiry.group is None
    notes = (*_explain_marks(placed), *inquiry.list_gaps([about], None if is_all else chosen))
    return Chart(_describe(inquiry, about, figure, notes))


def _place(
    inquiry: Inquiry, topic: Topic, chosen: Chosen, key: str, since: PartialDate | None
) -> Placed:
    """Return a holder at a position, or at none."""
    standing = inquiry.find_standing(chosen.holder, topic)
    holder = inquiry.tell_holder(chosen, key)
    if standing is None:
        silence = tell_silence(chosen.holder, topic, key=key).item
        return Placed(item=_merge(holder, silence, ()), position=None)
    told = tell_cell(inquiry.tracker, standing, inquiry.moves, key=key, title=chosen.name).item
    before = list_earlier(standing, inquiry.moves, since)
    return Placed(
        item=_merge(holder, told, tuple(_list_lines(standing))),
        position=standing.position,
        before=tuple((one.position, say_when(one)) for one in before),
    )


def _explain_marks(placed: Iterable[Placed]) -> Iterator[str]:
    shown = list(placed)
    if any(one.before for one in shown):
        yield "An arrow comes from the position that was held before, at its date."
    if any(line.startswith("!") for one in shown for line in one.item.lines):
        yield "!: another stance is as late and differs."


def _merge(holder: Item, stance: Item, lines: tuple[str, ...]) -> Item:
    """Return one item: who it is, and where they stand."""
    tip = f"{stance.tip}; {holder.status}" if holder.status else stance.tip
    return attrs.evolve(
        holder,
        lines=lines,
        tip=tip,
        facts=(*stance.facts, *holder.facts),
        quotes=(*stance.quotes, *holder.quotes),
        sources=tuple(dict.fromkeys((*stance.sources, *holder.sources))),
    )


def _list_lines(standing: Standing) -> Iterator[str]:
    basis = standing.stance.basis
    said = "" if basis is Basis.STATED else f", {basis}"
    yield f"{say_when(standing.stance)}{said}"
    rivals = list_rivals(standing)
    if rivals:
        yield f"! as late: {join_words(rivals, 'and')}"


def _describe(inquiry: Inquiry, topic: Topic, figure: Spectrum, notes: tuple[str, ...]) -> Content:
    heard = [one for one in figure.placed if one.position is not None]
    when = inquiry.say_state("latest stances")
    of = f": {inquiry.group.name}" if inquiry.group else ""
    proposition = topic.proposition.rstrip(".")
    told = [f"{one.item.title}{_say_status(one.item)}: {_say_moves(one)}." for one in heard]
    silent = [one.item.title for one in figure.placed if one.position is None]
    if silent:
        told.append(f"No statement was found of {len(silent)}: {join_words(silent, 'and')}.")
    tones = {one.item.tone for one in figure.placed}
    return Content(
        kind="position-map",
        title=f"Where they stand: {name_column(topic)}",
        subtitle=f"“{proposition}”{of}; {when}",
        summary=" ".join([f"Where each stands on “{proposition}”{of}; {when}.", *told]),
        figure=figure,
        legend=tuple((tone, said) for tone, said in _MEANINGS.items() if tone in tones),
        notes=notes,
        table=Table(header=_HEADER, rows=tuple(map(_tell_row, figure.placed))),
        references=make_references(inquiry.tracker, figure.items),
    )


def _say_status(item: Item) -> str:
    return f" ({item.status})" if item.status else ""


def _say_moves(one: Placed) -> str:
    now = one.position.replace("-", " ") if one.position else _SILENCE
    return ", then ".join([*_list_before(one), f"{now} ({'; '.join(one.item.lines)})"])


def _list_before(one: Placed) -> list[str]:
    return [f"{was.replace('-', ' ')} ({when})" for was, when in one.before]


def _tell_row(one: Placed) -> tuple[str, ...]:
    facts = dict(one.item.facts)
    rivals = facts.get("As late")
    position = facts.get("Position", _SILENCE)
    return (
        f"{one.item.title}{_say_status(one.item)}",
        f"{position}; as late: {rivals}" if rivals else position,
        facts["When"] if one.position else "",
        ", ".join(_list_before(one)),
        facts.get("Basis", ""),
        ", ".join(one.item.sources) if one.position else "",
    )
