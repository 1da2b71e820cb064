"""The reports of the questions that the command asks: which columns, which words, which fields."""

from collections.abc import Iterable, Sequence
from typing import Final

from stakeholders.answers import (
    Change,
    Dispute,
    Divisions,
    Entry,
    Explanation,
    Member,
    Selection,
    describe_holder,
    describe_person,
    name_with_article,
)
from stakeholders.dates import PartialDate
from stakeholders.errors import join_words
from stakeholders.formats.plain import Plain, to_plain
from stakeholders.formats.report import Report
from stakeholders.model import (
    Body,
    Citation,
    Claim,
    Confidence,
    Departure,
    DepartureKind,
    Entity,
    Event,
    Group,
    Membership,
    Organization,
    Person,
    Reason,
    Source,
    Stance,
    Topic,
)
from stakeholders.tracker import Tracker

_DID: Final = {
    DepartureKind.RESIGNED: "resigned from",
    DepartureKind.REMOVED: "removed from",
    DepartureKind.TERM_EXPIRED: "left at the end of the term",
    DepartureKind.RETIRED: "retired from",
    DepartureKind.DIED: "died in office on",
    DepartureKind.DECLINED_SEAT: "declined a seat on",
}


def report_departures(
    tracker: Tracker, found: Selection[Departure], kind: DepartureKind | None = None
) -> Report:
    """Report who left, for whom they spoke, when, why, and on whose word."""
    bodies = {departure.bodies for departure in found}
    columns: tuple[str, ...] = ("who", "spoke for", "from", "when", "why", "known", "sources")
    explained = [tracker.explain(departure) for departure in found]
    rows = [_tell_departure(told) for told in explained]
    if len(bodies) == 1:
        # The headline names the one body: the column would only repeat it.
        columns, rows = _drop_column(columns, 2), [_drop_column(row, 2) for row in rows]
    return Report(
        headline=tuple(_count_leavers(tracker, found, kind)),
        columns=columns,
        rows=tuple(rows),
        notes=_note_left_out(found.left_out, "departure"),
        data=[_plain_departure(told) for told in explained],
    )


def _drop_column(cells: tuple[str, ...], index: int) -> tuple[str, ...]:
    return (*cells[:index], *cells[index + 1 :])


def _count_leavers(
    tracker: Tracker, found: Sequence[Departure], kind: DepartureKind | None
) -> Iterable[str]:
    bodies = dict.fromkeys(body for departure in found for body in departure.bodies)
    if not found:
        yield "Nobody in this tracker left so."
    for name in bodies:
        left = [departure for departure in found if name in departure.bodies]
        people = {person for departure in left for person in departure.people}
        number = len(people) + sum(departure.unnamed for departure in left)
        group = _get_group(tracker, name)
        members = tracker.members(group)
        seats = len({m.person.id for m in members if m.person}) + sum(m.unnamed for m in members)
        of = f" of {seats}" if seats else ""
        did = _DID.get(kind, "left") if kind else "left"
        yield f"{number}{of} {did} {name_with_article(group)}."


def _get_group(tracker: Tracker, name: str) -> Group:
    record = tracker.get(name)
    if not isinstance(record, Body | Organization):  # pragma: no cover - checked at load
        raise TypeError(name)
    return record


def _tell_departure(told: Explanation) -> tuple[str, ...]:
    departure = told.departure
    who = [describe_person(person) for person in told.people]
    if departure.unnamed:
        who.append(f"{departure.unnamed} unnamed")
    main = departure.reasons[0] if departure.reasons else None
    more = f" (+{len(departure.reasons) - 1})" if departure.reasons[1:] else ""
    why = f"{main.summary.rstrip('.')} [{main.basis}]{more}" if main else "no reason known"
    return (
        "; ".join(who),
        "; ".join(group.name for group in told.behind),
        "; ".join(group.name for group in told.bodies),
        _tell_date(departure, "date", departure.date),
        why,
        _tell_basis(departure),
        _tell_sources(departure),
    )


def _tell_date(claim: Claim, field: str, when: PartialDate | None) -> str:
    others = [reading.value for reading in claim.disputed if reading.field == field]
    told = when.edtf if when else "unknown"
    return f"{told} (disputed: {', '.join(others)})" if others else told


def _tell_basis(claim: Departure | Stance | Reason) -> str:
    is_high = claim.confidence is Confidence.HIGH
    return claim.basis if is_high else f"{claim.basis}, {claim.confidence} confidence"


def _tell_sources(claim: Claim) -> str:
    return ", ".join(_list_ids(claim.sources))


def _list_ids(citations: Iterable[Citation]) -> list[str]:
    return list(dict.fromkeys(citation.source for citation in citations))


def _plain_ids(citations: Iterable[Citation]) -> Plain:
    return to_plain(_list_ids(citations))


def _plain_place(claim: Claim) -> dict[str, Plain]:
    return {"file": claim.mark.path, "line": claim.mark.line}


def _plain_person(person: Person) -> dict[str, Plain]:
    return {"id": person.id, "name": describe_person(person), "named": person.named}


def _plain_departure(told: Explanation) -> Plain:
    departure = told.departure
    return {
        "id": departure.id,
        "people": [_plain_person(person) for person in told.people],
        "unnamed": departure.unnamed,
        "bodies": list(departure.bodies),
        "kind": departure.kind.value,
        "date": to_plain(departure.date),
        "announced": to_plain(departure.announced),
        "on_behalf_of": [group.id for group in told.behind],
        "reasons": [_plain_reason(reason) for reason in departure.reasons],
        "sources": _plain_ids(departure.sources),
        "basis": departure.basis.value,
        "confidence": departure.confidence.value,
        "disputed": bool(departure.disputed),
        "readings": to_plain(departure.disputed),
        "note": departure.note,
        **_plain_place(departure),
    }


def _plain_reason(reason: Reason) -> Plain:
    return {
        "basis": reason.basis.value,
        "topics": list(reason.topics),
        "summary": reason.summary,
        "quote": reason.quote,
        "according_to": reason.according_to,
        "confidence": reason.confidence.value,
        "disputed": bool(reason.disputed),
        "sources": _plain_ids(reason.sources),
    }


def report_explanation(explanation: Explanation) -> Report:
    """Report why somebody left, as prose with its sources."""
    return Report(text=str(explanation), data=to_plain(explanation))


def report_members(tracker: Tracker, groups: Iterable[Group], on: str | None) -> Report:
    """Report who sits on bodies, certainly or possibly."""
    headline: list[str] = []
    members: list[Member] = []
    for group in groups:
        found = tracker.members(group, on=on)
        members.extend(found)
        headline.append(_count_members(tracker, group, found, on))
    return Report(
        headline=tuple(headline),
        columns=("who", "role", "spoke for", "body", "status", "from", "to", "sources"),
        rows=tuple(_tell_member(member) for member in members),
        data=[_plain_member(member) for member in members],
    )


def _count_members(tracker: Tracker, group: Group, found: Sequence[Member], on: str | None) -> str:
    name = name_with_article(group)
    if on is None:
        people = {member.person.id: member.person for member in found if member.person}
        unnamed = sum(m.unnamed for m in found) + sum(not p.named for p in people.values())
        total = len(people) + sum(member.unnamed for member in found)
        hidden = f", {unnamed} of them unnamed" if unnamed else ""
        return f"{total} sat on {name} at any time{hidden}."
    tally = tracker.headcount(group, on=on)
    hidden = f" ({tally.unnamed} of them unnamed)" if tally.unnamed else ""
    counts = f"{tally.certain} certain, {tally.possible} possible{hidden}"
    return f"On {on}, {name} had {counts}."


def _tell_member(member: Member) -> tuple[str, ...]:
    return (
        describe_person(member.person) if member.person else f"{member.unnamed} unnamed",
        member.role,
        "; ".join(group.name for group in member.on_behalf_of),
        member.body.name,
        member.status,
        member.start.edtf if member.start else "unknown",
        member.end.edtf if member.end else "",
        _tell_sources(member.seat.membership),
    )


def _plain_member(member: Member) -> Plain:
    if member.person is not None:
        who = _plain_person(member.person)
    else:
        who = {"id": None, "name": f"{member.unnamed} unnamed", "named": False}
    ending = member.seat.ending
    return {
        **who,
        "unnamed": member.unnamed,
        "body": member.body.id,
        "role": member.role,
        "on_behalf_of": [group.id for group in member.on_behalf_of],
        "status": member.status.value,
        "start": to_plain(member.start),
        "end": to_plain(member.end),
        "ended_by": ending.by.value if ending else None,
        "sources": _plain_ids(member.seat.membership.sources),
        **_plain_place(member.seat.membership),
    }


def report_stances(tracker: Tracker, found: Selection[Stance]) -> Report:
    """Report who stood where, when, in which words."""
    return Report(
        columns=("holder", "topic", "position", "date", "known", "quote", "sources"),
        rows=tuple(tell_stance(tracker, stance) for stance in found),
        notes=(
            *_note_empty(found, "No stance fits."),
            *_note_left_out(found.left_out, "stance"),
        ),
        data=[plain_stance(stance) for stance in found],
    )


def _note_empty(found: Sequence[object], note: str) -> tuple[str, ...]:
    return () if found else (note,)


def _note_left_out(left_out: Sequence[Claim], noun: str) -> tuple[str, ...]:
    low = sum(claim.confidence is not Confidence.HIGH for claim in left_out)
    undated = len(left_out) - low
    notes = []
    if low:
        number = f"{low} {noun}{'s' if low > 1 else ''}"
        notes.append(f"Left out for low confidence: {number}; ask with --min-confidence low.")
    if undated:
        number = f"{undated} {noun}{'s' if undated > 1 else ''}"
        notes.append(f"Left out because the date cannot be compared: {number}.")
    return tuple(notes)


def _tell_holder(tracker: Tracker, stance: Stance) -> str:
    holder = tracker.get(stance.holder)
    name = describe_holder(holder) if isinstance(holder, Person | Organization | Body) else ""
    part = f": {stance.part}" if stance.part else ""
    speaker = tracker.get(stance.speaker) if stance.speaker else None
    voice = f" ({describe_person(speaker)})" if isinstance(speaker, Person) else ""
    return f"{name}{part}{voice}"


def tell_stance(tracker: Tracker, stance: Stance) -> tuple[str, ...]:
    """Return the cells of a stance: holder, topic, position, date, basis, quote, sources."""
    return (
        _tell_holder(tracker, stance),
        stance.topic,
        stance.position,
        _tell_date(stance, "date", stance.date),
        _tell_basis(stance),
        stance.quote or "",
        _tell_sources(stance),
    )


def plain_stance(stance: Stance) -> Plain:
    """Return a stance as plain JSON, with its sources and where it is written."""
    return {
        "holder": stance.holder,
        "part": stance.part,
        "speaker": stance.speaker,
        "topic": stance.topic,
        "position": stance.position.value,
        "date": to_plain(stance.date),
        "basis": stance.basis.value,
        "confidence": stance.confidence.value,
        "quote": stance.quote,
        "note": stance.note,
        "disputed": bool(stance.disputed),
        "sources": _plain_ids(stance.sources),
        **_plain_place(stance),
    }


def report_divisions(found: Iterable[Divisions]) -> Report:
    """Report how bodies divide on topics: members, and the organizations behind them."""
    rows: list[tuple[str, ...]] = []
    headline: list[str] = []
    data: list[Plain] = []
    for divisions in found:
        counts = [
            f"{bloc.number} {bloc.position or 'unknown'}" for bloc in divisions.blocs if bloc.number
        ]
        when = f" on {divisions.on.isoformat()}" if divisions.on else ""
        name = name_with_article(divisions.body)
        headline.append(
            f"{divisions.topic.proposition} {_capitalize(name)}{when}: {join_words(counts, 'and')}."
        )
        rows.extend(_tell_blocs(divisions))
        data.append(_plain_divisions(divisions))
    columns = ("body", "topic", "position", "members", "organizations behind them")
    return Report(headline=tuple(headline), columns=columns, rows=tuple(rows), data=data)


def _capitalize(text: str) -> str:
    return text[:1].upper() + text[1:]


def _tell_blocs(divisions: Divisions) -> Iterable[tuple[str, ...]]:
    for bloc in divisions.blocs:
        members = [describe_holder(standing.holder) for standing in bloc.members]
        members += [describe_person(person) for person in bloc.unknown_members]
        members += [f"{bloc.unnamed} unnamed"] if bloc.unnamed else []
        groups = [describe_holder(standing.holder) for standing in bloc.organizations]
        groups += [group.name for group in bloc.unknown_organizations]
        if members or groups:
            position = bloc.position or "unknown"
            where = (divisions.body.id, divisions.topic.id, str(position))
            yield (*where, "; ".join(members), "; ".join(groups))
    for stance in divisions.parts:
        where = (divisions.body.id, divisions.topic.id, str(stance.position))
        yield (*where, f"{stance.part} (not counted)", "")


def _plain_divisions(divisions: Divisions) -> Plain:
    return {
        "body": divisions.body.id,
        "topic": divisions.topic.id,
        "on": to_plain(divisions.on),
        "blocs": [
            {
                "position": to_plain(bloc.position),
                "number": bloc.number,
                "members": [
                    *(standing.holder.id for standing in bloc.members),
                    *(person.id for person in bloc.unknown_members),
                ],
                "organizations": [
                    *(standing.holder.id for standing in bloc.organizations),
                    *(group.id for group in bloc.unknown_organizations),
                ],
                "unnamed": bloc.unnamed,
            }
            for bloc in divisions.blocs
        ],
        "parts": [plain_stance(stance) for stance in divisions.parts],
    }


def report_changes(found: Sequence[Change]) -> Report:
    """Report who moved, from what to what."""
    return Report(
        columns=("holder", "topic", "from", "on", "to", "on", "sources"),
        rows=tuple(_tell_change(change) for change in found),
        notes=_note_empty(found, "Nobody is known to have moved."),
        data=[
            {
                "holder": change.holder.id,
                "topic": change.topic.id,
                "before": plain_stance(change.before),
                "after": plain_stance(change.after),
            }
            for change in found
        ],
    )


def _tell_change(change: Change) -> tuple[str, ...]:
    sources = dict.fromkeys([*_list_ids(change.before.sources), *_list_ids(change.after.sources)])
    return (
        describe_holder(change.holder),
        change.topic.id,
        change.before.position,
        change.before.date.edtf if change.before.date else "",
        change.after.position,
        change.after.date.edtf if change.after.date else "",
        ", ".join(sources),
    )


def report_timeline(tracker: Tracker, found: Sequence[Entry]) -> Report:
    """Report what happened, in order of time."""
    told = [(entry, _tell_entry(tracker, entry)) for entry in found]
    return Report(
        columns=("date", "what", "who and how", "sources"),
        rows=tuple(
            (entry.date.edtf, entry.what.value, text, ", ".join(_list_sources(entry)))
            for entry, text in told
        ),
        notes=_note_empty(found, "Nothing dated fits."),
        data=[
            {
                "date": entry.date.edtf,
                "what": entry.what.value,
                "id": getattr(entry.record, "id", None),
                "text": text,
                "sources": to_plain(_list_sources(entry)),
                "file": entry.record.mark.path,
                "line": entry.record.mark.line,
            }
            for entry, text in told
        ],
    )


def _list_sources(entry: Entry) -> list[str]:
    return _list_ids(getattr(entry.record, "sources", ()))


def _tell_entry(tracker: Tracker, entry: Entry) -> str:
    record = entry.record
    if isinstance(record, Event):
        return record.name
    if isinstance(record, Departure):
        told = tracker.explain(record)
        who = join_words([describe_person(person) for person in told.people], "and")
        where = join_words([name_with_article(group) for group in told.bodies], "and")
        return f"{who} {_DID.get(record.kind, 'left')} {where}"
    if isinstance(record, Stance):
        return f"{_tell_holder(tracker, record)}: {record.position} {record.topic}"
    if isinstance(record, Membership):
        person = tracker.get(record.person) if record.person else None
        who = describe_person(person) if isinstance(person, Person) else f"{record.unnamed} unnamed"
        return f"{who}: {record.role}, {_get_group(tracker, record.body).name}"
    return getattr(record, "name", "")


def report_entities(found: Sequence[Entity]) -> Report:
    """Report what was found by name."""
    return Report(
        columns=("id", "kind", "name", "file", "line"),
        rows=tuple(
            (r.id, type(r).__name__.lower(), _name(r), r.mark.path, str(r.mark.line)) for r in found
        ),
        notes=_note_empty(found, "Nothing has that in its name."),
        data=[
            {
                "id": record.id,
                "kind": type(record).__name__.lower(),
                "name": _name(record),
                "file": record.mark.path,
                "line": record.mark.line,
            }
            for record in found
        ],
    )


def _name(record: Entity) -> str:
    if isinstance(record, Person | Organization | Body):
        return describe_holder(record)
    if isinstance(record, Topic):
        return record.proposition
    if isinstance(record, Source):
        return record.title or record.description or record.id
    return record.name if isinstance(record, Event) else record.id


def report_sources(tracker: Tracker, found: Sequence[Source]) -> Report:
    """Report sources, with how many claims cite each."""
    counts = tracker.count_citations()
    return Report(
        columns=("id", "date", "publisher", "title", "cited", "url"),
        rows=tuple(
            (
                source.id,
                source.date.edtf if source.date else "undated",
                source.publisher or "",
                _name(source),
                str(counts.get(source.id, 0)),
                source.url[0] if source.url else "",
            )
            for source in found
        ),
        notes=_note_empty(found, "No source."),
        data=[_plain_source(source, counts.get(source.id, 0)) for source in found],
    )


def _plain_source(source: Source, number: int) -> Plain:
    plain = to_plain(source)
    return {**plain, "cited": number} if isinstance(plain, dict) else plain


def report_disputes(found: Sequence[Dispute]) -> Report:
    """Report where sources disagree."""
    return Report(
        columns=("record", "field", "taken", "other reading", "sources", "note"),
        rows=tuple(
            (
                _locate(dispute),
                dispute.field,
                dispute.taken,
                dispute.reading.value,
                ", ".join(_list_ids(dispute.reading.sources)),
                dispute.reading.note or "",
            )
            for dispute in found
        ),
        notes=_note_empty(found, "Nothing is disputed."),
        data=[
            {
                "record": getattr(dispute.record, "id", None),
                "field": dispute.field,
                "taken": dispute.taken,
                "value": dispute.reading.value,
                "note": dispute.reading.note,
                "sources": _plain_ids(dispute.reading.sources),
                "file": dispute.reading.mark.path,
                "line": dispute.reading.mark.line,
            }
            for dispute in found
        ],
    )


def _locate(dispute: Dispute) -> str:
    name: str | None = getattr(dispute.record, "id", None)
    return name or str(dispute.record.mark)
