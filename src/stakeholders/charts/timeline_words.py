"""The membership timeline in words: its title, its summary, its table and what it leaves out."""

from collections.abc import Iterator
from datetime import date

import attrs

from stakeholders.answers import Member
from stakeholders.charts.happenings import close, list_leavers, list_names
from stakeholders.charts.telling import make_references, say_departure, say_shortly
from stakeholders.charts.values import Content, Item, Lane, Lanes, Table, Tone
from stakeholders.dates import PartialDate
from stakeholders.model import Group
from stakeholders.seats import EndedBy
from stakeholders.tracker import Tracker

_HEADER = ("Who or what", "Role", "Speaks for", "From", "Until", "Left", "Why", "Sources")
_MOST_TOLD = 60


@attrs.frozen(kw_only=True)
class Story:
    """What a timeline is of: the members shown, the days asked about, the events left out."""

    tracker: Tracker
    group: Group
    members: tuple[Member, ...]
    until: date | None
    known_by: date | None
    left_out: tuple[str, ...]


def describe_timeline(story: Story, figure: Lanes) -> Content:
    """Return the whole picture of a timeline."""
    subtitle = _say_state(story, figure)
    spans = [s for section in figure.sections for lane in section.lanes for s in lane.spans]
    has_left = any(item.tone is Tone.LEFT for item in figure.items)
    legend = [(Tone.SEAT, "sat, under every reading of the dates")]
    if not all(span.is_certain for span in spans):
        legend.append((Tone.UNSURE, "perhaps sat: the sources leave it open"))
    if has_left:
        legend.append((Tone.LEFT, "left: how, when and why"))
    rows = [_tabulate(item) for item in figure.items]
    for event in figure.events:
        when, _, name = event.label.partition(": ")
        rows.append((f"Event: {name}", "", "", when, "", "", "", ""))
    return Content(
        kind="membership-timeline",
        title=f"Who sat when: {story.group.name}",
        subtitle=subtitle,
        summary=" ".join(map(close, _summarize(story, figure, subtitle))),
        figure=figure,
        legend=tuple(legend),
        notes=tuple(map(close, _note(story, figure))),
        table=Table(header=_HEADER, rows=tuple(rows)),
        references=make_references(story.tracker, figure.items),
    )


def _say_state(story: Story, figure: Lanes) -> str:
    seats = sum(member.number for member in story.members)
    left = sum(item.tone is Tone.LEFT for item in figure.items)
    noun = "seat" if seats == 1 else "seats"
    said = f"{seats} {noun}, {left or 'none'} ended by a departure"
    if story.until is not None:
        said += f"; as of the end of {_say_day(story.until)}"
        said += "".join(_count_seated(story, story.until))
    if story.known_by is not None:
        said += f"; as known on {_say_day(story.known_by)}"
    return said


def _count_seated(story: Story, until: date) -> Iterator[str]:
    tally = story.tracker.headcount(story.group, on=until)
    yield f": {tally.certain} sat"
    if tally.possible:
        yield f", perhaps {tally.possible} more"


def _say_day(day: date) -> str:
    return PartialDate.of(day).in_words()


def _summarize(story: Story, figure: Lanes, subtitle: str) -> Iterator[str]:
    yield f"Timeline of {story.group.name}: {subtitle}"
    items = figure.items
    told = items if len(items) <= _MOST_TOLD else [i for i in items if i.tone is Tone.LEFT]
    for item in told[:_MOST_TOLD]:
        facts = dict(reversed(item.facts))  # the first reason
        since = f"since {facts['Since']}" if facts.get("Since") != "no day known" else ""
        if item.tone is Tone.LEFT:
            why = f" ({facts['Why'].rstrip('.')})" if "Why" in facts else ""
            yield f"{', '.join(filter(None, (item.tip, since)))}{why}"
        else:
            until = f"until {facts['Until']}" if "Until" in facts and not item.status else ""
            said = (item.tip, since or "beginning not known", until)
            yield ", ".join(filter(None, said))
    if len(items) > len(told[:_MOST_TOLD]):
        yield "All others are in the table"
    if figure.events:
        yield f"Events: {'; '.join(event.label for event in figure.events)}"


def _tabulate(item: Item) -> tuple[str, ...]:
    facts = dict(item.facts)
    has_left = item.tone is Tone.LEFT
    return (
        item.title,
        facts.get("Role", ""),
        facts.get("Speaks for", ""),
        facts.get("Since", ""),
        facts.get("Until", ""),
        (item.status or "") if has_left else "",
        " ".join(text for what, text in item.facts if what == "Why"),
        ", ".join(item.sources),
    )


def _note(story: Story, figure: Lanes) -> Iterator[str]:
    """Yield what must be said of ends that are not known, of doubts, and of what is left out."""
    lanes = [lane for section in figure.sections for lane in section.lanes]
    yield from _note_edges(story, figure, lanes)
    disputed = [_name(m) for m in story.members if _is_disputed(m)]
    if disputed:
        yield f"Sources disagree on a date of {list_names(disputed)}: all their readings count"
    undated = [_name(m) for m in story.members if m.seat.departure and not m.seat.departure.date]
    if undated:
        yield f"No source gives the day on which {list_names(undated)} left"
    yield from _note_seatless(story)
    if any(event.first != event.last for event in figure.events):
        yield "Where the day of an event is not known, a bar spans the days that it can have been"
    if story.left_out:
        yield f"Events without a day in the time shown: {list_names(story.left_out)}"


def _note_edges(story: Story, figure: Lanes, lanes: list[Lane]) -> Iterator[str]:
    from_edge = sum(any(s.first <= figure.first for s in lane.spans) for lane in lanes)
    to_edge = sum(any(s.last >= figure.last for s in lane.spans) for lane in lanes)
    if from_edge:
        yield f"‹ at the left edge: no source says how early the seat may have begun ({from_edge})"
    if to_edge and story.until is None:
        yield f"› at the right edge: no source says when the seat ended ({to_edge})"
    elif to_edge:
        yield f"› at the right edge: the seat may have gone on after the day ({to_edge})"
    body = {m.seat.end for m in story.members if m.seat.ending and _ended_with_body(m)}
    for end in sorted((e for e in body if e), key=lambda e: e.sort_key):
        if story.until is None or (end.earliest and end.earliest <= story.until):
            yield f"The body ended {say_shortly(end)}, and with it each seat not ended before"


def _ended_with_body(member: Member) -> bool:
    return member.seat.ending is not None and member.seat.ending.by is EndedBy.BODY


def _is_disputed(member: Member) -> bool:
    return bool(member.seat.others) or any(ending.others for ending in member.seat.endings[:1])


def _name(member: Member) -> str:
    return member.person.name if member.person else "seats whose names are not printed"


def _note_seatless(story: Story) -> Iterator[str]:
    """Yield who left without a lane here, for no seat of theirs is recorded."""
    shown = {m.seat.departure.id for m in story.members if m.seat.departure}
    for departure in story.tracker.departures(body=story.group):
        is_later = (
            story.until is not None
            and departure.date is not None
            and departure.date.latest is not None
            and departure.date.latest > story.until
        )
        if departure.id not in shown and not is_later:
            who = list_names(list_leavers(story.tracker, departure))
            yield f"Without a lane, for no seat is recorded: {who}, {say_departure(departure)}"
