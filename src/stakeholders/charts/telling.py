"""Records in the words of a picture: an item for each, with its facts, quotes and sources."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from stakeholders.answers import Member, Standing, cite_source, describe_holder
from stakeholders.charts.values import Item, Phase, Quote, Reference, Tone
from stakeholders.claims import get_citations
from stakeholders.dates import PartialDate
from stakeholders.errors import UnknownIdError, join_words
from stakeholders.model import (
    Basis,
    Citation,
    Confidence,
    Departure,
    DepartureKind,
    Event,
    Organization,
    Person,
    Record,
    Source,
    Stance,
    Topic,
)
from stakeholders.seats import EndedBy, Seat, Status
from stakeholders.tracker import Tracker

LEFT_AS = {
    DepartureKind.RESIGNED: "resigned",
    DepartureKind.REMOVED: "removed",
    DepartureKind.TERM_EXPIRED: "term expired",
    DepartureKind.RETIRED: "retired",
    DepartureKind.DIED: "died",
    DepartureKind.DECLINED_SEAT: "declined the seat",
    DepartureKind.OTHER: "left",
    DepartureKind.UNKNOWN: "left, not known how",
}
_LONG_MONTHS = (
    "January",
    "February",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DAY = re.compile(r"(?:\d{1,2} )?[A-Z][a-z]+ \d{4}")
_PHASES = {Status.CERTAIN: Phase.CERTAIN, Status.POSSIBLE: Phase.POSSIBLE}


def say_date(when: PartialDate | None) -> str:
    """Return a date in words; without one, that no day is known."""
    return when.in_words() if when else "no day known"


def say_shortly(when: PartialDate) -> str:
    """Return a date in words, with the names of months shortened."""
    words = when.in_words()
    for month in _LONG_MONTHS:
        words = words.replace(month, month[:3])
    # A day, its month and its year stay on one line.
    return _DAY.sub(lambda found: found[0].replace(" ", "\N{NO-BREAK SPACE}"), words)


def say_end(when: PartialDate) -> str:
    """Return until when something was so, in words."""
    words = say_shortly(when)
    return f"ended {words}" if words.startswith("between") else f"until {words}"


def say_position(stance: Stance) -> str:
    """Return a position in words."""
    return stance.position.replace("-", " ")


def name_topic(topic: Topic) -> str:
    """Return what a topic is called in a picture."""
    return topic.label or topic.proposition


def list_ids(record: Record) -> tuple[str, ...]:
    """Return the ids of the sources that a record cites, each once, in order."""
    return tuple(dict.fromkeys(citation.source for citation in get_citations(record)))


def cite(citations: Iterable[Citation]) -> tuple[str, ...]:
    """Return the ids of the sources, each once, in order."""
    return tuple(dict.fromkeys(citation.source for citation in citations))


def make_references(tracker: Tracker, items: Iterable[Item]) -> tuple[Reference, ...]:
    """Return the sources that the items cite, in the order they are first cited."""
    ids = dict.fromkeys(source for item in items for source in item.sources)
    found = (tracker.get(wanted) for wanted in ids)
    return tuple(
        Reference(id=source.id, text=cite_source(source), url=source.url[0] if source.url else None)
        for source in found
        if isinstance(source, Source)
    )


def say_departure(departure: Departure) -> str:
    """Return what happened and when, as far as it is known: the status line of who left."""
    is_sure = departure.confidence is Confidence.HIGH
    doubt = "" if is_sure else f" ({departure.confidence}\N{NO-BREAK SPACE}confidence)"
    when = f" {say_shortly(departure.date)}" if departure.date else ", day not known"
    return f"{LEFT_AS[departure.kind]}{when}{doubt}"


def tell_departure(departure: Departure) -> Iterator[tuple[str, str]]:
    """Return the facts of a departure, each with what it is called."""
    yield "How", f"{LEFT_AS[departure.kind]}, {departure.basis}"
    yield "When", say_date(departure.date)
    if departure.announced:
        yield "Announced", departure.announced.in_words()
    for reason in departure.reasons:
        according = "" if reason.basis is Basis.STATED else f" ({reason.basis})"
        yield "Why", f"{reason.summary}{according}"
    if departure.confidence is not Confidence.HIGH:
        yield "Confidence", departure.confidence.value
    for reading in departure.disputed:
        yield f"Disputed {reading.field}", reading.value


def quote_departure(tracker: Tracker, departure: Departure) -> Iterator[Quote]:
    """Return what was said of a departure, by whom."""
    for reason in departure.reasons:
        if reason.quote:
            by = name_record(tracker, reason.according_to) if reason.according_to else None
            yield Quote(text=reason.quote, by=by, sources=cite(reason.sources))


def name_record(tracker: Tracker, wanted: str) -> str:
    """Return what the record of an id is called."""
    try:
        found = tracker.get(wanted)
    except UnknownIdError:
        return wanted  # a tracker restricted to some sources may lack what a claim names
    if isinstance(found, Topic):
        return name_topic(found)
    if isinstance(found, Source):
        return found.title or found.id
    if isinstance(found, Departure):
        return say_departure(found)
    return found.name if isinstance(found, Event) else describe_holder(found)


def list_phases(seat: Seat) -> tuple[tuple[date, Phase], ...]:
    """Return what is so of a seat from each day on: the answers of `Seat.get_status`, in steps."""
    bounds = {date.min}
    ends = [when for ending in seat.endings for when in (ending.when, *ending.others)]
    for when in (seat.membership.start, *seat.others, *ends):
        if when is not None:
            bounds.update(_list_turns(when))
    found: list[tuple[date, Phase]] = []
    has_begun = False
    for day in sorted(bounds):
        status = seat.get_status(day)
        has_begun = has_begun or status is not None
        phase = _PHASES[status] if status else Phase.GONE if has_begun else Phase.BEFORE
        if not found or found[-1][1] is not phase:
            found.append((day, phase))
    return tuple(found)


def _list_turns(when: PartialDate) -> Iterator[date]:
    """Return the days on which an answer about a date may change, and the days after them."""
    for day in (when.earliest, when.latest):
        if day is not None:
            yield day
            if day < date.max:
                yield day + timedelta(days=1)


def tell_member(tracker: Tracker, member: Member, *, on: date | None, key: str) -> Item:
    """Return a seat as an item: who, in which role, for whom, and how the seat ended."""
    departure = member.seat.departure
    has_left = departure is not None and (on is None or _has_left(member, on))
    person = member.person
    name = person.name if person else f"{member.unnamed} seats, names not printed"
    if person is None and member.unnamed == 1:
        name = "1 seat, name not printed"
    behind = join_words([group.name for group in member.on_behalf_of], "and")
    role = "" if member.role == "member" else member.role[:1].upper() + member.role[1:]
    is_unnamed = person is None or not person.named
    lines = [role, behind, "name not printed" if person and not person.named else ""]
    status, tone = None, Tone.UNNAMED if is_unnamed else Tone.PERSON
    if has_left and departure is not None:
        status, tone = say_departure(departure), Tone.LEFT
    elif on is not None and member.status is Status.POSSIBLE:
        status, tone = "perhaps seated on this day", Tone.POSSIBLE
    elif member.end and member.seat.ending and member.seat.ending.by is not EndedBy.BODY:
        status = say_end(member.end) if on is None else None
    facts = [("Role", member.role), ("Speaks for", behind), ("Body", member.body.name)]
    facts.append(("Since", say_date(member.start)))
    if departure is not None and has_left:
        facts += tell_departure(departure)
    elif member.end:
        facts.append(("Until", member.end.in_words()))
    cited = [
        *list_ids(member.seat.membership),
        *(list_ids(departure) if has_left and departure else ()),
    ]
    said = [name, *(line for line in (role, behind) if line)]
    return Item(
        key=key,
        title=name,
        lines=tuple(line for line in lines if line),
        status=status,
        tone=tone,
        record=person.id if person else None,
        tip=", ".join(said) + (f"; {status}" if status else ""),
        facts=tuple(fact for fact in facts if fact[1]),
        quotes=tuple(quote_departure(tracker, departure)) if departure and has_left else (),
        sources=tuple(dict.fromkeys(cited)),
        phases=list_phases(member.seat),
    )


def _has_left(member: Member, on: date) -> bool:
    """Tell whether a seat that a departure ended is surely over when the day ends."""
    return member.seat.get_status(on) is None


def tell_stance(tracker: Tracker, stance: Stance, *, key: str, title: str) -> Item:
    """Return a stance as an item: the position, when, on whose word, and the words themselves."""
    holder = name_record(tracker, stance.holder)
    part = f" ({stance.part})" if stance.part else ""
    said = say_position(stance)
    when = stance.date.in_words() if stance.date else "undated"
    topic = tracker.get(stance.topic)
    proposition = topic.proposition if isinstance(topic, Topic) else stance.topic
    facts = [
        ("Who", f"{holder}{part}"),
        ("Topic", proposition),
        ("Position", said),
        ("When", when),
        ("Basis", stance.basis.value),
    ]
    if stance.speaker:
        facts.append(("Said by", name_record(tracker, stance.speaker)))
    if stance.confidence is not Confidence.HIGH:
        facts.append(("Confidence", stance.confidence.value))
    if stance.note:
        facts.append(("Note", stance.note))
    facts += [(f"Disputed {reading.field}", reading.value) for reading in stance.disputed]
    quote = (
        Quote(text=stance.quote, by=holder, sources=cite(stance.sources)) if stance.quote else None
    )
    return Item(
        key=key,
        title=title,
        tone=Tone.of(stance.position),
        record=stance.holder,
        tip=f"{holder}{part}: {said}: {proposition} ({when}, {stance.basis})",
        facts=tuple(facts),
        quotes=(quote,) if quote else (),
        sources=list_ids(stance),
    )


def tell_record(  # noqa: PLR0911 - one return for each kind of record
    tracker: Tracker, wanted: str, *, key: str
) -> Item:
    """Return the record of an id as an item of its kind, with what is known of it."""
    found = tracker.get(wanted)
    name = name_record(tracker, wanted)
    if isinstance(found, Source):
        url = found.url[0] if found.url else ""
        facts = [
            ("Publisher", found.publisher or ""),
            ("Date", say_date(found.date)),
            ("Address", url),
        ]
        return _make(key, name, Tone.SOURCE, wanted, facts, (found.id,))
    if isinstance(found, Topic):
        return _make(key, name, Tone.TOPIC, wanted, [("Proposition", found.proposition)], ())
    if isinstance(found, Event):
        facts = [("What", found.kind), ("When", say_date(found.date))]
        return _make(key, name, Tone.EVENT, wanted, facts, list_ids(found))
    if isinstance(found, Departure):
        return _make(key, name, Tone.LEFT, wanted, list(tell_departure(found)), list_ids(found))
    if isinstance(found, Person):
        tone = Tone.PERSON if found.named else Tone.UNNAMED
        return _make(key, name, tone, wanted, [("Sector", found.sector or "")], list_ids(found))
    if isinstance(found, Organization):
        facts = [("Kind", found.kind or ""), ("Sector", found.sector or "")]
        return _make(key, name, Tone.ORGANIZATION, wanted, facts, list_ids(found))
    facts = [
        ("Kind", found.kind or ""),
        ("Mandate", found.mandate or ""),
        ("Founded", found.founded.in_words() if found.founded else ""),
        ("Ended", found.dissolved.in_words() if found.dissolved else ""),
    ]
    return _make(key, name, Tone.BODY, wanted, facts, list_ids(found))


def _make(  # noqa: PLR0917 - one call for each kind of record, side by side
    key: str,
    name: str,
    tone: Tone,
    record: str,
    facts: list[tuple[str, str]],
    sources: tuple[str, ...],
) -> Item:
    told = tuple(fact for fact in facts if fact[1])
    said = "; ".join(f"{what.lower()}: {text}" for what, text in told)
    tip = f"{name}; {said}" if said else name
    return Item(key=key, title=name, tone=tone, record=record, tip=tip, facts=told, sources=sources)


def say_standing(standing: Standing) -> str:
    """Return where somebody stands and since when, in words."""
    when = standing.stance.date.in_words() if standing.stance.date else "undated"
    return f"{say_position(standing.stance)} ({when})"
