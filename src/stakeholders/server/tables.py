"""The tables of the pages, in the words of the reports that the command prints."""

from collections.abc import Sequence

from stakeholders.answers import Selection, describe_holder
from stakeholders.charts.escaping import escape
from stakeholders.charts.telling import list_ids, name_record, name_topic, say_date
from stakeholders.formats.reports import report_departures, report_stances
from stakeholders.model import (
    Body,
    Departure,
    DepartureKind,
    Event,
    Organization,
    Person,
    Source,
    Stance,
    Topic,
)
from stakeholders.server.markup import link_ids, link_record, link_source, write_list, write_table
from stakeholders.tracker import Tracker

_NEVER_SAT = DepartureKind.DECLINED_SEAT


def write_bodies(tracker: Tracker) -> str:
    """Return the bodies, with how many sat and how many left."""
    rows = []
    for body in tracker.of(Body):
        members = tracker.members(body)
        people = {member.person.id for member in members if member.person}
        seats = len(people) + sum(member.unnamed for member in members)
        acts = [d for d in tracker.departures(body=body) if d.kind is not _NEVER_SAT]
        left = {person for act in acts for person in act.people}
        unnamed = sum(act.unnamed for act in acts)
        rows.append(
            (
                link_record(body.id, body.name),
                escape(body.kind or ""),
                f"{seats or ''}",
                f"{len(left) + unnamed or ''}",
                escape(say_date(body.founded) if body.founded else ""),
                escape(say_date(body.dissolved) if body.dissolved else ""),
            )
        )
    header = ("Body", "Kind", "Ever seated", "Left", "Founded", "Ended")
    return f"<h2>Bodies</h2>{write_table('Bodies', header, rows)}" if rows else ""


def write_departures(tracker: Tracker, found: Sequence[Departure]) -> str:
    """Return who left and why, of some departures."""
    if not found:
        return ""
    report = report_departures(tracker, Selection.make(found))
    rows = []
    for departure, cells in zip(found, report.rows, strict=True):
        who, *middle, sources = cells
        told = link_record(departure.id, who)
        rows.append((told, *map(escape, middle), link_ids(tracker, sources)))
    said = "".join(f"<p>{escape(line)}</p>" for line in report.headline)
    header = [name.capitalize() for name in report.columns]
    return f"<h2>Who left, and why</h2>{said}{write_table('Departures', header, rows)}"


def write_stances(tracker: Tracker, found: Sequence[Stance]) -> str:
    """Return who stood where, in which words, of some stances."""
    if not found:
        return ""
    report = report_stances(tracker, Selection.make(found))
    rows = []
    for stance, cells in zip(found, report.rows, strict=True):
        who, _, *middle, sources = cells
        holder = link_record(stance.holder, who)
        topic = link_record(stance.topic, name_record(tracker, stance.topic))
        rows.append((holder, topic, *map(escape, middle), link_ids(tracker, sources)))
    header = [name.capitalize() for name in report.columns]
    return f"<h2>Stances</h2>{write_table('Stances', header, rows)}"


def write_seats(tracker: Tracker, person: Person) -> str:
    """Return where a person sits or sat."""
    groups: list[Body | Organization] = [*tracker.of(Body), *tracker.of(Organization)]
    rows = [
        (
            link_record(member.body.id, member.body.name),
            escape(member.role),
            ", ".join(link_record(group.id, group.name) for group in member.on_behalf_of),
            escape(say_date(member.start) if member.start else "not known"),
            escape(say_date(member.end) if member.end else ""),
            link_ids(tracker, ", ".join(list_ids(member.seat.membership))),
        )
        for group in groups
        for member in tracker.members(group)
        if member.person and member.person.id == person.id
    ]
    header = ("Body", "Role", "Speaks for", "Since", "Until", "Sources")
    return f"<h2>Seats</h2>{write_table('Seats', header, rows)}" if rows else ""


def write_topics(tracker: Tracker) -> str:
    """Return the topics."""
    rows = [
        (
            link_record(topic.id, name_topic(topic)),
            escape(topic.proposition),
            str(len(tracker.stances(topic=topic, min_confidence="low"))),
        )
        for topic in tracker.of(Topic)
    ]
    header = ("Topic", "Proposition", "Stances")
    return f"<h2>Topics</h2>{write_table('Topics', header, rows)}" if rows else ""


def write_names(tracker: Tracker) -> str:
    """Return lists of the people, organizations and events."""
    lists = (
        ("People", [(p.id, describe_holder(p)) for p in tracker.of(Person)]),
        ("Organizations", [(o.id, o.name) for o in tracker.of(Organization)]),
        ("Events", [(e.id, e.name) for e in tracker.of(Event)]),
    )
    return "\n".join(
        f"<details><summary>{title} ({len(named)})</summary>"
        f"{write_list(link_record(*one) for one in named)}</details>"
        for title, named in lists
        if named
    )


def write_sources(tracker: Tracker) -> str:
    """Return the sources, with how often each is cited."""
    counts = tracker.count_citations()
    rows = [
        (link_record(s.id), link_source(s), str(counts.get(s.id, 0))) for s in tracker.of(Source)
    ]
    table = write_table("Sources", ("Id", "Source", "Cited"), rows)
    return f"<details><summary>Sources ({len(rows)})</summary>{table}</details>" if rows else ""
