"""The membership timeline: from when to when each sat, as far as the sources tell."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import attrs

from stakeholders.answers import Member
from stakeholders.charts.chart import Chart
from stakeholders.charts.choosing import choose_body
from stakeholders.charts.telling import (
    list_phases,
    make_references,
    say_date,
    say_departure,
    say_shortly,
    tell_member,
)
from stakeholders.charts.values import (
    Content,
    Item,
    Lane,
    Lanes,
    Phase,
    Point,
    Section,
    Span,
    Table,
    Tone,
)
from stakeholders.dates import PartialDate, read_day
from stakeholders.errors import QuestionError, join_words, quote
from stakeholders.model import Event, Group
from stakeholders.tracker import Tracker
from stakeholders.tracker.departures import When

GROUPINGS = ("behind", "sector", "role", "none")
_HEADER = ("Who", "Role", "Speaks for", "Since", "Until", "Left", "Sources")
_MARGIN = 0.04


def membership_timeline(
    tracker: Tracker,
    body: str | Group | None = None,
    *,
    on: When | None = None,
    known_by: When | None = None,
    by: str = "behind",
    events: bool = True,
) -> Chart:
    """Return who sat on a body from when to when: a lane for each seat.

    A stretch is certain where every reading of the dates agrees, else hatched. A seat that no
    source ends runs to the edge. Departures stand at their lane with how, when and why, the
    events of the body as lines across.

    Args:
        tracker: where to look.
        body: a body or organization; without it, the only body that has members.
        on: show only what was so until this day ended.
        known_by: use only what was published when this day ended.
        by: how lanes are grouped: by the organization they speak for (`behind`), by `sector`,
            `role`, or `none`.
        events: whether to draw the events of the body.

    Raises:
        UnknownIdError: if the id is neither of a body nor of an organization.
        QuestionError: if a grouping or a day is not one, or a body must be named.
    """
    if by not in GROUPINGS:
        raise QuestionError(f"by: {quote(by)} is not known: expected {join_words(GROUPINGS)}")
    seen = tracker.known_by(known_by) if known_by is not None else tracker
    group = choose_body(seen, body)
    members = seen.members(group)
    until = None if on is None else read_day(on)
    first, last = _find_window(members, until)
    happened = _list_events(seen, group, first, last) if events else ()
    sections: dict[str, list[Lane]] = defaultdict(list)
    for number, member in enumerate(members):
        lane = _make_lane(seen, member, f"seat {number}", last, until)
        if lane is not None:
            sections[_find_heading(member, by)].append(lane)
    figure = Lanes(
        first=first,
        last=last,
        sections=tuple(Section(heading=h, lanes=tuple(lanes)) for h, lanes in sections.items()),
        events=happened,
    )
    return Chart(_describe(seen, group, figure, until, known_by))


def _describe(
    tracker: Tracker, group: Group, figure: Lanes, until: date | None, known_by: When | None
) -> Content:
    left = [item for item in figure.items if item.tone is Tone.LEFT]
    title = f"Who sat when: {group.name}"
    subtitle = f"{len(figure.items)} seats; {len(left)} left by a departure"
    if until is not None:
        subtitle += f"; until the end of {PartialDate.of(until).in_words()}"
    if known_by is not None:
        subtitle += f"; as known on {PartialDate.of(read_day(known_by)).in_words()}"
    facts = [dict(item.facts) for item in figure.items]
    rows = tuple(
        (
            item.title,
            fact.get("Role", ""),
            fact.get("Speaks for", ""),
            fact.get("Since", ""),
            fact.get("Until", ""),
            item.status if item.tone is Tone.LEFT and item.status else "",
            ", ".join(item.sources),
        )
        for item, fact in zip(figure.items, facts, strict=True)
    )
    said = [f"Timeline of {group.name}: {subtitle}."]
    said += [f"{item.tip}." for item in left]
    has_doubt = any(not s.is_certain for x in figure.sections for n in x.lanes for s in n.spans)
    legend = [(Tone.SEAT, "sat, under every reading of the dates")]
    legend += [(Tone.UNSURE, "perhaps sat: the sources leave it open")] if has_doubt else []
    legend += [(Tone.LEFT, "left, with how, when and why")] if left else []
    return Content(
        kind="membership-timeline",
        title=title,
        subtitle=subtitle,
        summary=" ".join(said),
        figure=figure,
        legend=tuple(legend),
        notes=("A seat that no source ends runs to the right edge.",),
        table=Table(header=_HEADER, rows=rows),
        references=make_references(tracker, figure.items),
    )


def _find_heading(member: Member, by: str) -> str:
    if by == "behind":
        return join_words([group.name for group in member.on_behalf_of], "and")
    if by == "sector":
        return (member.person.sector if member.person else None) or "sector not recorded"
    return member.role if by == "role" else ""


def _list_events(tracker: Tracker, group: Group, first: date, last: date) -> tuple[Point, ...]:
    """Return the events of a body that surely lie in the time that is shown."""
    found = [
        (event.date, event)
        for event in tracker.of(Event)
        if group.id in event.bodies and event.date and event.date.earliest and event.date.latest
    ]
    found.sort(key=lambda pair: pair[0].sort_key)
    return tuple(
        Point(
            first=when.earliest,
            last=when.latest,
            label=f"{say_date(when)}: {event.name}",
            tone=Tone.EVENT,
        )
        for when, event in found
        if when.earliest and when.latest and first <= when.earliest and when.latest <= last
    )


def _find_window(members: Sequence[Member], until: date | None) -> tuple[date, date]:
    """Return the first and last day to show; an end that is not bounded does not count."""
    days: list[date] = []
    for member in members:
        days += [day for day, _ in list_phases(member.seat) if day > date.min]
    if until is not None:
        days = [day for day in days if day <= until] + [until]
    if not days:
        raise QuestionError("no seat here has a day that a timeline could show")
    first, last = min(days), max(days)
    margin = timedelta(days=max(7, round((last - first).days * _MARGIN)))
    return first - margin, last if until is not None else last + margin


def _make_lane(
    tracker: Tracker, member: Member, key: str, last: date, until: date | None
) -> Lane | None:
    item = tell_member(tracker, member, on=None, key=key)
    departure = member.seat.departure
    spans = tuple(_list_spans(item, last, until))
    if not spans and until is not None:
        return None
    has_left = departure is not None and (until is None or member.seat.get_status(until) is None)
    if departure is not None and not has_left:
        item = tell_member(tracker, member, on=until, key=key)
    points: tuple[Point, ...] = ()
    if departure is not None and has_left:
        when = departure.date
        reason = departure.reasons[0].summary.rstrip(".") if departure.reasons else "no reason seen"
        end = (when.latest or when.earliest if when else None) or last
        label = f"{say_departure(departure)}: {reason}"
        start = (when.earliest if when else None) or end
        points = (Point(first=start, last=end, label=label, tone=Tone.LEFT),)
    elif not has_left and member.end and item.tone is not Tone.LEFT and until is None:
        item = attrs.evolve(item, status=f"until {say_shortly(member.end)}")
    return Lane(item=item, spans=spans, points=points)


def _list_spans(item: Item, last: date, until: date | None) -> Iterator[Span]:
    ends = [day for day, _ in item.phases[1:]]
    for (start, phase), end in zip(item.phases, [*ends, date.max], strict=True):
        if phase in {Phase.CERTAIN, Phase.POSSIBLE} and (until is None or start <= until):
            stop = min(end, last if until is None else until)
            yield Span(first=start, last=max(start, stop), is_certain=phase is Phase.CERTAIN)
