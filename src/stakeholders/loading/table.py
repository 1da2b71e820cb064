"""The one table of the format: section, record, field, and how each field is read.

The builder reads by it; the JSON Schema and the reference documentation are made from it.
"""

import enum
from collections.abc import Mapping
from typing import Final

import attrs

from stakeholders import model
from stakeholders.model import Record


class Form(enum.Enum):
    """What a value must look like."""

    TEXT = "text"
    SLUG = "slug"
    DATE = "date"
    NUMBER = "number"
    DECIMAL = "decimal"
    URL = "url"
    ID = "id"
    ENUM = "enum"
    CITATION = "citation"
    RECORD = "record"


class Many(enum.Enum):
    """How many values a field takes."""

    ONE = "one"
    LIST = "a list"
    ONE_OR_LIST = "one, or a list"


@attrs.frozen(kw_only=True)
class Field:
    """One key of a record, what it takes, and what it means.

    `attribute` is the record's name for it where that differs from the key; `kinds` are the
    sections that an id may come from; `choices` the values of an enum; `spec` a nested record. A
    field that `is_spread` makes of one entry as many records as it has values.
    """

    key: str
    doc: str
    form: Form = Form.TEXT
    many: Many = Many.ONE
    is_required: bool = False
    is_spread: bool = False
    attribute: str = attrs.field(default=attrs.Factory(lambda self: self.key, takes_self=True))
    kinds: tuple[str, ...] = ()
    choices: type[enum.StrEnum] | None = None
    spec: "Spec | None" = None


@attrs.frozen(kw_only=True)
class Spec:
    """How one kind of record is written: its fields, in the order that the documentation shows.

    Of the keys in `one_of`, exactly one must be there. A section that `is_keyed` is a mapping of
    ids to records; another is a list.
    """

    record: type[Record]
    doc: str
    fields: tuple[Field, ...]
    one_of: tuple[str, ...] = ()
    is_keyed: bool = False
    noun: str
    by_key: Mapping[str, Field] = attrs.field(init=False, repr=False)

    @by_key.default
    def _index_fields(self) -> Mapping[str, Field]:
        return {field.key: field for field in self.fields}


PERSON, ORGANIZATION, BODY = "people", "organizations", "bodies"
HOLDERS: Final = (PERSON, ORGANIZATION, BODY)
GROUPS: Final = (BODY, ORGANIZATION)
NOUNS: Final = {
    "people": "person",
    "organizations": "organization",
    "bodies": "body",
    "topics": "topic",
    "sources": "source",
    "departures": "departure",
    "events": "event",
    "memberships": "membership",
    "stances": "stance",
    "scores": "score",
    "relations": "relation",
}
ANYTHING: Final = tuple(NOUNS)[:7]


def _text(key: str, doc: str, *, required: bool = False, many: Many = Many.ONE) -> Field:
    return Field(key=key, doc=doc, is_required=required, many=many)


def _date(key: str, doc: str) -> Field:
    return Field(key=key, doc=doc, form=Form.DATE)


def _decimal(key: str, doc: str, *, required: bool = False) -> Field:
    return Field(key=key, doc=doc, form=Form.DECIMAL, is_required=required)


def _id(key: str, kinds: tuple[str, ...], doc: str, *, required: bool = False) -> Field:
    return Field(key=key, doc=doc, form=Form.ID, kinds=kinds, is_required=required)


def _ids(key: str, kinds: tuple[str, ...], doc: str, *, required: bool = False) -> Field:
    return attrs.evolve(_id(key, kinds, doc, required=required), many=Many.LIST)


def _enum(key: str, choices: type[enum.StrEnum], doc: str, *, required: bool = False) -> Field:
    return Field(key=key, doc=doc, form=Form.ENUM, choices=choices, is_required=required)


def _records(key: str, spec: Spec, doc: str) -> Field:
    return Field(key=key, doc=doc, form=Form.RECORD, spec=spec, many=Many.LIST)


_NOTE: Final = _text("note", "What a reader must know to use this rightly, in a sentence or two.")
_SOURCES: Final = Field(
    key="sources",
    doc="The sources that say so: ids, or citations with a place or quotation.",
    form=Form.CITATION,
    many=Many.LIST,
    is_required=True,
)
_SOURCES_IF: Final = attrs.evolve(
    _SOURCES,
    doc="The sources that say so; needed as soon as a date or `part_of` is given.",
    is_required=False,
)
_CONFIDENCE: Final = _enum(
    "confidence", model.Confidence, "How far the sources carry it; high where it is left out."
)
_BASIS: Final = _enum(
    "basis",
    model.Basis,
    "On whose word: stated by those concerned, reported by others, or inferred by the coder.",
    required=True,
)
_BASIS_IF: Final = attrs.evolve(_BASIS, is_required=False)

CITATION: Final = Spec(
    record=model.Citation,
    noun="citation",
    doc="A source, and the place in it. Written as the id alone where there is no more to say.",
    fields=(
        _id("source", ("sources",), "The id of the source.", required=True),
        _text("locator", "Where in the source: a page, a paragraph, a minute."),
        _text("quote", "The source's own words, exactly, where they are not the holder's."),
    ),
)
READING: Final = Spec(
    record=model.Reading,
    noun="disputed reading",
    doc="What other sources say of a field, where sources disagree.",
    fields=(
        _text("field", "The field of this record that is disputed.", required=True),
        _text("value", "What it is by these sources; a date for a date.", required=True),
        _NOTE,
        _SOURCES,
    ),
)
_DISPUTED: Final = _records(
    "disputed", READING, "The other readings of a field; the record itself takes one."
)
_CLAIM: Final = (_CONFIDENCE, _NOTE, _DISPUTED, _SOURCES)
_CLAIM_IF: Final = (_NOTE, _DISPUTED, _SOURCES_IF)

FORMER_NAME: Final = Spec(
    record=model.FormerName,
    noun="former name",
    doc="A name that was used before.",
    fields=(
        _text("name", "The name.", required=True),
        _date("start", "Since when it was used."),
        _date("end", "Until when."),
        _NOTE,
        _DISPUTED,
        _SOURCES,
    ),
)
HEADCOUNT: Final = Spec(
    record=model.Headcount,
    noun="head count",
    doc="How many there were, as a source counts them; checked against the seats and departures.",
    fields=(
        Field(key="count", form=Form.NUMBER, is_required=True, doc="How many."),
        _enum("of", model.Counted, "What is counted; members where it is left out."),
        _date("on", "At the end of which day; without it, everybody who ever sat, or left so."),
        *_CLAIM,
    ),
)
REASON: Final = Spec(
    record=model.Reason,
    noun="reason",
    doc="Why somebody left, according to somebody.",
    fields=(
        _text("summary", "The reason in one sentence of your own.", required=True),
        _ids("topics", ("topics",), "The topics that it is about, so that it can be asked for."),
        _BASIS,
        _id("according_to", HOLDERS, "Who says so, where it is not the one who left."),
        _text("quote", "The leaver's own words, exactly."),
        *_CLAIM,
    ),
)
FIGURE: Final = Spec(
    record=model.Figure,
    noun="figure",
    doc="A number that sources give of an event.",
    fields=(
        _text("what", "What was counted: people arrested, signatures.", required=True),
        _text("value", "How many, as the source has it.", required=True),
        *_CLAIM,
    ),
)

ABOUT: Final = Spec(
    record=model.About,
    noun="tracker",
    doc="What the tracker says of itself; once, in the `tracker.yaml` that marks a tracker's root.",
    fields=(
        _text("title", "What this tracker is about.", required=True),
        _text("description", "The same in a few sentences."),
        _text("licence", "Under which licence the data are, as an SPDX id such as CC0-1.0."),
        Field(
            key="quote_words",
            form=Form.NUMBER,
            doc="The longest quotation, in words; a longer one is a problem.",
        ),
    ),
)

SECTIONS: Final[Mapping[str, Spec]] = {
    "people": Spec(
        record=model.Person,
        noun="person",
        is_keyed=True,
        doc="Human beings, also those whose name no source prints.",
        one_of=("name", "unnamed"),
        fields=(
            _text("name", "The name, as the person or most sources write it."),
            attrs.evolve(
                _text("unnamed", "Instead of a name: who it is, where no source prints the name."),
                attribute="name",
            ),
            _text("aliases", "Other names and spellings.", many=Many.LIST),
            _text("sector", "The walk of life: law enforcement, labour, academia."),
            _date("born", "The day of birth."),
            _date("died", "The day of death; open memberships end with it."),
            *_CLAIM_IF,
        ),
    ),
    "organizations": Spec(
        record=model.Organization,
        noun="organization",
        is_keyed=True,
        doc="Lasting groups: agencies, unions, charities, companies, programs.",
        fields=(
            _text("name", "The name.", required=True),
            _text("aliases", "Other names and abbreviations.", many=Many.LIST),
            _records("former_names", FORMER_NAME, "The names it had before, with their dates."),
            Field(key="kind", form=Form.SLUG, doc="What it is: agency, union, charity, company."),
            _id("part_of", (ORGANIZATION, BODY), "The organization or body that it belongs to."),
            _text("sector", "The branch: steel, banking, law enforcement."),
            _date("founded", "Since when it exists."),
            _date("dissolved", "Until when it existed; open memberships end with it."),
            *_CLAIM_IF,
        ),
    ),
    "bodies": Spec(
        record=model.Body,
        noun="body",
        is_keyed=True,
        doc="Groups convened for a task: task forces, councils, commissions.",
        fields=(
            _text("name", "The name.", required=True),
            _text("aliases", "Other names and abbreviations.", many=Many.LIST),
            _records("former_names", FORMER_NAME, "The names it had before, with their dates."),
            Field(key="kind", form=Form.SLUG, doc="What it is: task-force, council, commission."),
            _id("part_of", (ORGANIZATION, BODY), "The organization or body that it belongs to."),
            _ids("convened_by", HOLDERS, "Who called it into being."),
            _text("mandate", "What it was to do."),
            _text("description", "Who was on it, in words."),
            _date("announced", "When it was made public."),
            _date("founded", "When it began."),
            _date("dissolved", "When it ended; open memberships end with it."),
            _records("headcounts", HEADCOUNT, "How many it had, by the sources; checked."),
            *_CLAIM,
        ),
    ),
    "topics": Spec(
        record=model.Topic,
        noun="topic",
        is_keyed=True,
        doc="Propositions that one can support or oppose.",
        fields=(
            _text("proposition", "A whole sentence that one can agree with or not.", required=True),
            _text("label", "A short name for tables and pictures."),
            _enum("scale", model.Scale, "Which positions it knows; five where it is left out."),
            _NOTE,
        ),
    ),
    "sources": Spec(
        record=model.Source,
        noun="source",
        is_keyed=True,
        doc="The documents that say so.",
        one_of=("title", "description"),
        fields=(
            _text("title", "The title."),
            _text("description", "Instead of a title that is not known: what it is."),
            _text("publisher", "Who published it."),
            _text("author", "Who wrote it.", many=Many.ONE_OR_LIST),
            _date("date", "When it was published: when its claims were known."),
            Field(key="url", form=Form.URL, many=Many.ONE_OR_LIST, doc="Where it is."),
            _text("language", "Its language, where it is not the tracker's: es, fr."),
            _ids("based_on", ("sources",), "The sources that it quotes, cites or re-posts."),
            _NOTE,
        ),
    ),
    "memberships": Spec(
        record=model.Membership,
        noun="membership",
        doc="Who sits, or works, where, in which role, and whom they speak for.",
        one_of=("person", "unnamed"),
        fields=(
            _id("person", (PERSON,), "Who."),
            Field(
                key="unnamed",
                form=Form.NUMBER,
                doc="Instead of a person: how many seats whose holders no source names.",
            ),
            _id("body", GROUPS, "The body or organization.", required=True),
            _text("role", "The role or title; member where it is left out."),
            _ids("on_behalf_of", GROUPS, "The organizations that they speak for."),
            _date("start", "Since when; not known where it is left out."),
            _date("end", "Until when, where no departure and no end of the body says so."),
            _id("succeeds", (PERSON,), "Whose seat it was before."),
            _BASIS_IF,
            *_CLAIM,
        ),
    ),
    "departures": Spec(
        record=model.Departure,
        noun="departure",
        is_keyed=True,
        doc="Acts of leaving: who, from what, when, and why.",
        fields=(
            _ids("people", (PERSON,), "Who left, in one act."),
            Field(key="unnamed", form=Form.NUMBER, doc="How many more left whom no source names."),
            _ids("bodies", GROUPS, "What they left.", required=True),
            _enum("kind", model.DepartureKind, "How they left.", required=True),
            _date("date", "When they left."),
            _date("announced", "When it was made public."),
            _id("announced_in", ("events",), "The letter or statement that said so."),
            _ids("triggered_by", ("events", "departures"), "What set it off."),
            _records("reasons", REASON, "Why, according to whom."),
            _BASIS,
            *_CLAIM,
        ),
    ),
    "stances": Spec(
        record=model.Stance,
        noun="stance",
        doc="Where somebody stood on a topic on a day.",
        fields=(
            attrs.evolve(
                _ids("holder", HOLDERS, "Whose stance it is; of a list, each gets its own record."),
                is_required=True,
                is_spread=True,
                many=Many.ONE_OR_LIST,
            ),
            _text("part", "Which unnamed part of the holder, where it is not the whole."),
            _id("speaker", (PERSON,), "The person who said it for an organization."),
            _id("topic", ("topics",), "On which topic.", required=True),
            _enum("position", model.Position, "Where they stood.", required=True),
            _BASIS,
            _date("date", "When it was said, or was so."),
            _text("quote", "The holder's or speaker's own words, exactly."),
            _text("coder", "Who coded it, where several do."),
            *_CLAIM,
        ),
    ),
    "scores": Spec(
        record=model.Score,
        noun="score",
        doc="How much power, salience or another quality somebody has, as a number.",
        fields=(
            attrs.evolve(
                _ids("holder", HOLDERS, "Whose score it is; of a list, each gets its own record."),
                is_required=True,
                is_spread=True,
                many=Many.ONE_OR_LIST,
            ),
            _enum(
                "of",
                model.Quality,
                "What is scored; influence and capability are power, interest is salience.",
                required=True,
            ),
            _id("topic", ("topics",), "On which topic, where it is not in general."),
            _decimal(
                "value",
                "How much, as the source has it; from 0 to 1 where neither `out_of` nor `unit`"
                " says otherwise.",
                required=True,
            ),
            _decimal("low", "The least that it can be, by the source."),
            _decimal("high", "The most that it can be, by the source."),
            _decimal("out_of", "The highest number of the scale: 3 where it goes from 1 to 3."),
            _text("unit", "What is counted, where it is no scale: votes, years of delay."),
            _BASIS,
            _date("date", "When it was so."),
            _text("coder", "Who scored it, where several do."),
            *_CLAIM,
        ),
    ),
    "relations": Spec(
        record=model.Relation,
        noun="relation",
        doc="Any other tie: advises, funds, sends fingerprints to.",
        fields=(
            _id("subject", ANYTHING, "From whom.", required=True),
            Field(key="kind", form=Form.SLUG, is_required=True, doc="A verb: advises, runs."),
            _id("object", ANYTHING, "To whom.", required=True),
            _date("start", "Since when."),
            _date("end", "Until when."),
            _BASIS_IF,
            *_CLAIM,
        ),
    ),
    "events": Spec(
        record=model.Event,
        noun="event",
        is_keyed=True,
        doc="What happened on a day: hearings, reports, letters with their signatories.",
        fields=(
            _text("name", "What happened, in a few words.", required=True),
            Field(key="kind", form=Form.SLUG, is_required=True, doc="What it is: hearing, letter."),
            _date("date", "When."),
            _date("end", "Until when, where it lasted."),
            _text("place", "Where."),
            _ids("bodies", GROUPS, "The bodies and organizations it concerned."),
            _ids("participants", HOLDERS, "Who took part."),
            _ids("signatories", HOLDERS, "Who signed."),
            _ids("on_behalf_of", HOLDERS, "For whom they signed or spoke."),
            _ids("addressees", HOLDERS, "To whom it went."),
            _ids("responds_to", ("events", "departures"), "What it answers."),
            _records("figures", FIGURE, "Numbers that sources give of it."),
            _BASIS_IF,
            *_CLAIM,
        ),
    ),
}
