"""The answer to "why": a departure with its reasons, prior stances, words, sources and doubts."""

from collections.abc import Iterable, Iterator, Mapping

from stakeholders.answers.results import Dispute, Member
from stakeholders.display import Shown
from stakeholders.errors import join_words
from stakeholders.late import field, frozen
from stakeholders.model import (
    Basis,
    Body,
    Citation,
    Claim,
    Confidence,
    Departure,
    DepartureKind,
    Event,
    Group,
    Holder,
    Person,
    Reason,
    Source,
    Stance,
    Topic,
)

_VERBS = {
    DepartureKind.RESIGNED: "resigned from",
    DepartureKind.REMOVED: "was removed from",
    DepartureKind.TERM_EXPIRED: "left at the end of the term",
    DepartureKind.RETIRED: "retired from",
    DepartureKind.DIED: "died in office on",
    DepartureKind.DECLINED_SEAT: "declined a seat on",
    DepartureKind.OTHER: "left",
    DepartureKind.UNKNOWN: "left, it is not known how,",
}


@frozen(kw_only=True)
class Explanation(Shown):
    """Why somebody left, as far as the sources tell; `str()` gives it as prose with footnotes.

    `prior_stances` are the leavers' own, by the day they left, on the topics that the reasons
    name; `later_stances` are their own of after, on any topic. `organization_stances` are those of
    the organizations they spoke for, on the same topics: never a motive of the person.
    `signatories` signed the same letter; `successors` took the seats; `followed` are the events and
    departures that answered or were set off. `names` resolves every id that occurs.
    """

    departure: Departure
    people: tuple[Person, ...]
    bodies: tuple[Group, ...]
    seats: tuple[Member, ...]
    behind: tuple[Group, ...]
    announced_in: Event | None
    triggers: tuple[Event | Departure, ...]
    prior_stances: tuple[Stance, ...]
    later_stances: tuple[Stance, ...]
    organization_stances: tuple[Stance, ...]
    signatories: tuple[Holder, ...]
    successors: tuple[Member, ...]
    followed: tuple[Event | Departure, ...]
    disputes: tuple[Dispute, ...]
    sources: tuple[Source, ...]
    names: Mapping[str, str] = field(eq=False, repr=False)
    topics: Mapping[str, Topic] = field(eq=False, repr=False)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The reasons, in file order."""
        return self.departure.reasons

    @property
    def is_disputed(self) -> bool:
        """Whether sources disagree on anything in it."""
        return bool(self.disputes)

    def __str__(self) -> str:
        return "\n".join(_Prose(self).write())


class _Prose:
    """One telling of an explanation: every sentence ends in the ids of its sources."""

    def __init__(self, explanation: Explanation) -> None:
        self.told = explanation

    def write(self) -> Iterator[str]:
        yield self._say_headline()
        yield from self._say_circumstances()
        yield from self._section("Reasons", map(self._say_reason, self.told.reasons))
        if not self.told.reasons:
            yield "\nReasons\n  No source seen gives one."
        yield from self._section(
            "Stances before or on leaving", map(self._say_stance, self.told.prior_stances)
        )
        yield from self._section("Stances after", map(self._say_stance, self.told.later_stances))
        title = "Stances of the organizations behind them (their own, not the person's)"
        yield from self._section(title, map(self._say_stance, self.told.organization_stances))
        yield from self._section("What followed", self._say_followed())
        yield from self._section("Disputed or inferred", self._say_doubts())
        yield from self._section("Sources", self._list_sources())

    def _section(self, title: str, lines: Iterable[str]) -> Iterator[str]:
        written = [f"  {line}" for line in lines]
        if written:
            yield f"\n{title}"
            yield from written

    def _say_headline(self) -> str:
        departure = self.told.departure
        who = [describe_person(person) for person in self.told.people]
        if departure.unnamed:
            who.append(f"{departure.unnamed} whose names no source prints")
        bodies = join_words([name_with_article(body) for body in self.told.bodies], "and")
        when = (
            f" {departure.date.as_phrase()}"
            if departure.date
            else ", on a day that no source gives"
        )
        act = f"{join_words(who, 'and')} {_say_verb(departure)} {bodies}{when}"
        return f"{act}. {self._cite(departure)}"

    def _say_circumstances(self) -> Iterator[str]:
        departure = self.told.departure
        for member in self.told.seats:
            if member.on_behalf_of and member.person:
                groups = join_words([group.name for group in member.on_behalf_of], "and")
                role = "" if member.role == "member" else f" ({member.role})"
                cited = self._cite(member.seat.membership)
                yield f"{describe_person(member.person)}{role} spoke for {groups}. {cited}"
        if departure.announced or self.told.announced_in:
            when = f" {departure.announced.as_phrase()}" if departure.announced else ""
            event = self.told.announced_in
            how = f" in: {event.name} {self._cite(event)}" if event else "."
            yield f"Announced{when}{how}"
        for trigger in self.told.triggers:
            yield f"Set off by: {self._say_event(trigger)}"
        if self.told.signatories:
            names = join_words([describe_holder(holder) for holder in self.told.signatories], "and")
            yield f"Signed together with {names}."
        yield from [departure.note] if departure.note else []

    def _say_reason(self, reason: Reason) -> str:
        whose = {Basis.STATED: "Stated", Basis.REPORTED: "Reported", Basis.INFERRED: "Inferred"}
        according = f" by {self.told.names[reason.according_to]}" if reason.according_to else ""
        quoted = f' "{reason.quote}"' if reason.quote else ""
        topics = [self._name_topic(topic) for topic in reason.topics]
        about = f" (on: {'; '.join(topics)})" if topics else ""
        doubt = _say_confidence(reason)
        note = f" {reason.note}" if reason.note else ""
        head = f"{whose[reason.basis]}{according}{doubt}: {reason.summary}"
        return f"{head}{quoted}{about}{note} {self._cite(reason)}"

    def _say_stance(self, stance: Stance) -> str:
        when = stance.date.in_words() if stance.date else "undated"
        holder = self.told.names[stance.holder]
        speaker = f" ({self.told.names[stance.speaker]})" if stance.speaker else ""
        quoted = f' "{stance.quote}"' if stance.quote else ""
        basis = "" if stance.basis is Basis.STATED else f", {stance.basis}"
        position = stance.position.replace("-", " ")
        topic = self._name_topic(stance.topic)
        doubt = f"{basis}{_say_confidence(stance)}"
        return (
            f"{when}: {holder}{speaker}: {position}{doubt}: {topic}.{quoted} {self._cite(stance)}"
        )

    def _say_followed(self) -> Iterator[str]:
        for member in self.told.successors:
            if member.person:
                since = f" {member.start.as_phrase()}" if member.start else ""
                cited = self._cite(member.seat.membership)
                yield f"{describe_person(member.person)} took the seat{since}. {cited}"
        for event in self.told.followed:
            yield self._say_event(event)

    def _say_doubts(self) -> Iterator[str]:
        departure = self.told.departure
        if departure.basis is Basis.INFERRED:
            yield "That this happened is inferred from the sources together; none says it outright."
        if departure.confidence is not Confidence.HIGH:
            yield f"The confidence in this departure is {departure.confidence}."
        unnamed = [person.name for person in self.told.people if not person.named]
        for description in unnamed:
            yield f"No source prints the name of: {description}."
        for dispute in self.told.disputes:
            reading = dispute.reading
            note = f" {reading.note}" if reading.note else ""
            taken = f"; taken here: {dispute.taken.rstrip('.')}" if dispute.taken else ""
            value = reading.value.rstrip(".")
            yield f"{dispute.field}: {value} {self._cite(reading)}{taken}.{note}"

    def _list_sources(self) -> Iterator[str]:
        for source in self.told.sources:
            yield f"[{source.id}] {cite_source(source)}"

    def _say_event(self, event: Event | Departure) -> str:
        when = f"{event.date.in_words()}: " if event.date else ""
        what = event.name if isinstance(event, Event) else self._say_departure(event)
        return f"{when}{what} {self._cite(event)}"

    def _say_departure(self, departure: Departure) -> str:
        people = [self.told.names[person] for person in departure.people]
        people += [f"{departure.unnamed} unnamed"] if departure.unnamed else []
        bodies = join_words([self.told.names[body] for body in departure.bodies], "and")
        return f"{join_words(people, 'and')} {_say_verb(departure)} {bodies}"

    def _name_topic(self, topic: str) -> str:
        return self.told.topics[topic].proposition.rstrip(".")

    def _cite(self, claim: Claim | Citation | object) -> str:
        cited: tuple[Citation, ...] = getattr(claim, "sources", ())
        marks = [f"{c.source}{f', {c.locator}' if c.locator else ''}" for c in cited]
        return f"[{'; '.join(marks)}]" if marks else "[no source]"


def _say_verb(departure: Departure) -> str:
    verb = _VERBS[departure.kind]
    is_one = len(departure.people) + departure.unnamed == 1
    return verb if is_one else verb.replace("was ", "were ", 1)


def _say_confidence(claim: Claim) -> str:
    return "" if claim.confidence is Confidence.HIGH else f", {claim.confidence} confidence"


def describe_person(person: Person) -> str:
    """Return a person's name, or the description with a word that no name is known."""
    return person.name if person.named else f"{person.name} (name unknown)"


def name_with_article(group: Group) -> str:
    """Return the name of a body with "the" before it; an organization's as it is."""
    is_bare = not isinstance(group, Body) or group.name.casefold().startswith("the ")
    return group.name if is_bare else f"the {group.name}"


def describe_holder(holder: Holder) -> str:
    """Return the name of a person, organization or body."""
    return describe_person(holder) if isinstance(holder, Person) else holder.name


def cite_source(source: Source) -> str:
    """Return a source as one line of a bibliography.

    Example:
        >>> from stakeholders.errors import Mark
        >>> here = Mark("a.yaml", 1, 1)
        >>> cite_source(Source(id="s", title="Minutes", publisher="The Council", mark=here))
        'The Council, "Minutes", undated'
    """
    title = f'"{source.title}"' if source.title else source.description or source.id
    authors = join_words(source.author, "and")
    date = source.date.in_words() if source.date else "undated"
    parts = [authors, source.publisher, title, date, *source.url[:1]]
    return ", ".join(part for part in parts if part)
