"""What a picture shows one by one: an item, the tone it has, and what is told of it."""

import enum
from datetime import date

import attrs

from stakeholders.model import Position


class Tone(enum.StrEnum):
    """What a mark stands for. A theme gives each its colours, and a glyph or border beside them."""

    PERSON = "person"
    SEAT = "seat"
    UNSURE = "unsure"
    POSSIBLE = "possible"
    UNNAMED = "unnamed"
    LEFT = "left"
    HEADING = "heading"
    ORGANIZATION = "organization"
    BODY = "body"
    TOPIC = "topic"
    REASON = "reason"
    EVENT = "event"
    SOURCE = "source"
    STRONGLY_OPPOSE = "strongly-oppose"
    OPPOSE = "oppose"
    NEUTRAL = "neutral"
    SUPPORT = "support"
    STRONGLY_SUPPORT = "strongly-support"
    NO_STATEMENT = "no-statement"

    @classmethod
    def of(cls, position: Position | None) -> "Tone":
        """Return the tone of a position, or that of no statement."""
        return cls.NO_STATEMENT if position is None else cls(position.value)


GLYPHS = {
    Tone.LEFT: "×",
    Tone.POSSIBLE: "?",
    Tone.STRONGLY_OPPOSE: "−−",
    Tone.OPPOSE: "−",
    Tone.NEUTRAL: "0",
    Tone.SUPPORT: "+",
    Tone.STRONGLY_SUPPORT: "++",
}


class Phase(enum.StrEnum):
    """What is so of an item from a day on: it is not there yet, there, perhaps there, or gone."""

    BEFORE = "before"
    CERTAIN = "certain"
    POSSIBLE = "possible"
    GONE = "gone"


@attrs.frozen(kw_only=True)
class Quote:
    """Words that somebody said or wrote, exactly, with the ids of the sources that print them."""

    text: str
    by: str | None = None
    sources: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Item:
    """Something that a picture shows: its words, and what is told when one asks for more.

    `key` is unique in the chart; `record` is the id of what it shows, if that has one. `status` is
    the line of what happened, such as "resigned 14 Sep 2011"; a writer puts the tone's glyph before
    it. `tip` says the whole in a sentence. `phases` say what is so from each day on, in order, so
    that a reader can move the date; empty where no date matters.
    """

    key: str
    title: str
    lines: tuple[str, ...] = ()
    status: str | None = None
    tone: Tone = Tone.PERSON
    record: str | None = None
    tip: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    quotes: tuple[Quote, ...] = ()
    sources: tuple[str, ...] = ()
    phases: tuple[tuple[date, Phase], ...] = ()
