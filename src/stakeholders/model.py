"""The records: what is written by hand in YAML, as frozen classes that name each other by id.

Every record knows its `mark`, the place where it was written; a mark does not count in a
comparison. Every claim carries its `sources`. An absent text or date is None; an empty tuple
means none.
"""

import enum
from collections.abc import Sequence

from stakeholders.dates import PartialDate
from stakeholders.errors import Mark
from stakeholders.late import field, frozen


class Position(enum.StrEnum):
    """Where somebody stands on a topic: five steps, of which topics may know fewer."""

    STRONGLY_OPPOSE = "strongly-oppose"
    OPPOSE = "oppose"
    NEUTRAL = "neutral"
    SUPPORT = "support"
    STRONGLY_SUPPORT = "strongly-support"


class Scale(enum.StrEnum):
    """Which positions a topic knows: `two` has oppose and support, `three` adds neutral."""

    TWO = "two"
    THREE = "three"
    FIVE = "five"


class Quality(enum.StrEnum):
    """What a score measures.

    Power is what others call influence, capability or capacity: how much somebody counts. Salience
    is what others call interest or priority: how much somebody cares. A position is where somebody
    stands on a topic, in numbers where the five steps of a stance are too few.
    """

    POWER = "power"
    SALIENCE = "salience"
    LEGITIMACY = "legitimacy"
    URGENCY = "urgency"
    KNOWLEDGE = "knowledge"
    LEADERSHIP = "leadership"
    RESOURCES = "resources"
    MOBILIZATION = "mobilization"
    POSITION = "position"


class Basis(enum.StrEnum):
    """On whose word a claim rests: the holder's own, somebody else's, or the coder's inference."""

    STATED = "stated"
    REPORTED = "reported"
    INFERRED = "inferred"


class Confidence(enum.StrEnum):
    """How far the sources carry a claim."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class DepartureKind(enum.StrEnum):
    """How somebody left. Declining to sign, or dissenting and staying, is not leaving."""

    RESIGNED = "resigned"
    REMOVED = "removed"
    TERM_EXPIRED = "term-expired"
    RETIRED = "retired"
    DIED = "died"
    DECLINED_SEAT = "declined-seat"
    OTHER = "other"
    UNKNOWN = "unknown"


class Counted(enum.StrEnum):
    """What a head count counts: members, vacant seats, or those who left in one of the kinds."""

    MEMBERS = "members"
    VACANCIES = "vacancies"
    RESIGNED = "resigned"
    REMOVED = "removed"
    TERM_EXPIRED = "term-expired"
    RETIRED = "retired"
    DIED = "died"
    DECLINED_SEAT = "declined-seat"
    OTHER = "other"
    UNKNOWN = "unknown"


@frozen(kw_only=True, weakref_slot=False)
class Record:
    """Anything that was written, and where."""

    mark: Mark = field(eq=False, repr=False)


@frozen(kw_only=True, weakref_slot=False)
class Citation(Record):
    """A source, and the place in it: `locator` says where, `quote` what the source itself says."""

    source: str
    locator: str | None = None
    quote: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class Reading(Record):
    """What other sources say of one field, where sources disagree; the value is as they say it."""

    field: str
    value: str
    note: str | None = None
    sources: tuple[Citation, ...]


@frozen(kw_only=True, weakref_slot=False)
class Claim(Record):
    """Something that sources say.

    `confidence` is high unless written; `disputed` keeps the readings that were not taken.
    """

    sources: tuple[Citation, ...] = ()
    confidence: Confidence = Confidence.HIGH
    disputed: tuple[Reading, ...] = ()
    note: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class Source(Record):
    """The document that says so; `based_on` are the sources that it quotes, cites or re-posts."""

    id: str
    title: str | None = None
    description: str | None = None
    publisher: str | None = None
    author: tuple[str, ...] = ()
    date: PartialDate | None = None
    url: tuple[str, ...] = ()
    language: str | None = None
    based_on: tuple[str, ...] = ()
    note: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class Person(Claim):
    """A human being; where no source prints the name, `named` is false and `name` a description."""

    id: str
    name: str
    named: bool = True
    aliases: tuple[str, ...] = ()
    sector: str | None = None
    born: PartialDate | None = None
    died: PartialDate | None = None


@frozen(kw_only=True, weakref_slot=False)
class FormerName(Claim):
    """A name that an organization or body had from `start` to `end`."""

    name: str
    start: PartialDate | None = None
    end: PartialDate | None = None


@frozen(kw_only=True, weakref_slot=False)
class Organization(Claim):
    """A lasting group: agency, union, charity, company; also a program or a database it runs."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    former_names: tuple[FormerName, ...] = ()
    kind: str | None = None
    part_of: str | None = None
    sector: str | None = None
    founded: PartialDate | None = None
    dissolved: PartialDate | None = None


@frozen(kw_only=True, weakref_slot=False)
class Headcount(Claim):
    """How many there were on a day, as a source counts them; without `on`, how many in all."""

    count: int
    of: Counted = Counted.MEMBERS
    on: PartialDate | None = None


@frozen(kw_only=True, weakref_slot=False)
class Body(Claim):
    """A group convened for a task, with a beginning and an end: task force, council, commission."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    former_names: tuple[FormerName, ...] = ()
    kind: str | None = None
    part_of: str | None = None
    convened_by: tuple[str, ...] = ()
    mandate: str | None = None
    description: str | None = None
    announced: PartialDate | None = None
    founded: PartialDate | None = None
    dissolved: PartialDate | None = None
    headcounts: tuple[Headcount, ...] = ()


@frozen(kw_only=True, weakref_slot=False)
class Topic(Record):
    """A proposition that one can support or oppose, with the scale of positions it knows."""

    id: str
    proposition: str
    label: str | None = None
    scale: Scale = Scale.FIVE
    note: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class Membership(Claim):
    """A person, or a number of `unnamed` seats, in a body or organization from `start` to `end`.

    A missing start is not known; a missing end means that no source gives one. The end of a seat
    follows from a departure or from the end of the body, and is not written twice.
    """

    person: str | None = None
    unnamed: int = 0
    body: str
    role: str = "member"
    on_behalf_of: tuple[str, ...] = ()
    start: PartialDate | None = None
    end: PartialDate | None = None
    succeeds: str | None = None
    basis: Basis | None = None


@frozen(kw_only=True, weakref_slot=False)
class Reason(Claim):
    """Why somebody left: in a sentence, about which topics, and according to whom."""

    summary: str
    topics: tuple[str, ...] = ()
    basis: Basis
    according_to: str | None = None
    quote: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class Departure(Claim):
    """One act of leaving, by one person or several, from one body or several."""

    id: str
    people: tuple[str, ...] = ()
    unnamed: int = 0
    bodies: tuple[str, ...]
    kind: DepartureKind
    date: PartialDate | None = None
    announced: PartialDate | None = None
    announced_in: str | None = None
    triggered_by: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    basis: Basis


@frozen(kw_only=True, weakref_slot=False)
class Stance(Claim):
    """A holder's position on a topic on a day; `part` names the part of the holder that holds it.

    `speaker` is the person who said it for an organization; `coder` is who coded it.
    """

    holder: str
    part: str | None = None
    speaker: str | None = None
    topic: str
    position: Position
    basis: Basis
    date: PartialDate | None = None
    quote: str | None = None
    coder: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class Score(Claim):
    """How much of a quality a holder has, in general or on one topic, as a number.

    The number is a share from 0 to 1, or a part of `out_of`, or counts a `unit` such as votes.
    `low` and `high` bound it where whoever gives it does; `coder` is who scored it.
    """

    holder: str
    of: Quality
    topic: str | None = None
    value: float
    low: float | None = None
    high: float | None = None
    out_of: float | None = None
    unit: str | None = None
    basis: Basis
    date: PartialDate | None = None
    coder: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class Relation(Claim):
    """Any other tie between two records: advises, funds, sends fingerprints to."""

    subject: str
    kind: str
    object: str
    start: PartialDate | None = None
    end: PartialDate | None = None
    basis: Basis | None = None


@frozen(kw_only=True, weakref_slot=False)
class Figure(Claim):
    """A number that sources give of an event: what was counted, and how many."""

    what: str
    value: str


@frozen(kw_only=True, weakref_slot=False)
class Event(Claim):
    """Something dated that happened: a hearing, a report, a letter with its signatories."""

    id: str
    name: str
    kind: str
    date: PartialDate | None = None
    end: PartialDate | None = None
    place: str | None = None
    bodies: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    signatories: tuple[str, ...] = ()
    on_behalf_of: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    responds_to: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    basis: Basis | None = None


@frozen(kw_only=True, weakref_slot=False)
class About(Record):
    """What a tracker says of itself; `quote_words` is the longest quotation it allows, in words."""

    title: str
    description: str | None = None
    licence: str | None = None
    quote_words: int | None = None


Holder = Person | Organization | Body
Group = Organization | Body
Entity = Person | Organization | Body | Topic | Source | Departure | Event
Top = Entity | Membership | Stance | Score | Relation


@frozen(kw_only=True, weakref_slot=False)
class Records:
    """Everything that was read, section by section, in file order.

    A section is a tuple, or a sequence that makes each record when it is first asked for.
    """

    about: About | None = None
    people: Sequence[Person] = ()
    organizations: Sequence[Organization] = ()
    bodies: Sequence[Body] = ()
    topics: Sequence[Topic] = ()
    sources: Sequence[Source] = ()
    memberships: Sequence[Membership] = ()
    departures: Sequence[Departure] = ()
    stances: Sequence[Stance] = ()
    scores: Sequence[Score] = ()
    relations: Sequence[Relation] = ()
    events: Sequence[Event] = ()
