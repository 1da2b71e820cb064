"""Rules that one record must keep by itself."""

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Final

import attrs

from stakeholders.dates import PartialDate
from stakeholders.errors import DateError, Problem, did_you_mean, find_nearest, join_words, quote
from stakeholders.loading.draft import Draft
from stakeholders.loading.table import NOUNS, Form
from stakeholders.loading.values import FORMS
from stakeholders.model import (
    Body,
    Claim,
    Departure,
    Organization,
    Person,
    Position,
    Quality,
    Record,
    Scale,
    Score,
    Stance,
    Topic,
)

_SPANS: Final = (("start", "end"), ("date", "end"), ("born", "died"), ("founded", "dissolved"))
_UNDISPUTED: Final = frozenset({"mark", "disputed", "id", "named", "sources"})
_DATED: Final = ("born", "died", "founded", "dissolved", "part_of")
_DECIMALS: Final = (float, float | None)
_NUMBER: Final = FORMS[Form.DECIMAL]
_SCALES: Final = {
    Scale.TWO: (Position.OPPOSE, Position.SUPPORT),
    Scale.THREE: (Position.OPPOSE, Position.NEUTRAL, Position.SUPPORT),
    Scale.FIVE: tuple(Position),
}


def check_spans(draft: Draft) -> Iterator[Problem]:
    """Nothing ends surely before it begins."""
    for kind, records in draft.by_class.items():
        names = {field.name for field in attrs.fields(kind)}
        for begin, end in _SPANS:
            if {begin, end} <= names:
                yield from _check_span(draft, records, begin, end)


def _check_span(draft: Draft, records: Iterable[Record], begin: str, end: str) -> Iterator[Problem]:
    bounds = attrgetter(begin, end)
    for record in records:
        first, last = bounds(record)
        if first and last and last.is_surely_before(first):
            message = f"{end}: {last} lies before {begin}, {first}"
            yield Problem(draft.get_mark(record, end), "end-before-start", message)


def check_sources(draft: Draft) -> Iterator[Problem]:
    """A person or organization that is given dates or a parent has a source for them."""
    for section in ("people", "organizations"):
        for record in draft.records[section]:
            if not isinstance(record, Person | Organization) or record.sources:
                continue
            given = [name for name in _DATED if getattr(record, name, None) is not None]
            if given:
                message = f"{NOUNS[section]}: no source for {join_words(given, 'and')}"
                yield Problem(draft.get_mark(record, given[0]), "no-source", message)


def check_quotes(draft: Draft) -> Iterator[Problem]:
    """No quotation is longer than the tracker allows."""
    limit = draft.about.quote_words if draft.about is not None else None
    if limit is None:
        return
    for records in draft.by_class.values():
        for holder in records if hasattr(records[0], "quote") else ():
            words = len((getattr(holder, "quote", None) or "").split())
            if words > limit:
                message = f"quote: {words} words: this tracker allows {limit}"
                yield Problem(draft.get_mark(holder, "quote"), "long-quote", message)


def check_readings(draft: Draft) -> Iterator[Problem]:
    """A disputed reading is about a field of its record; a date or number where that is one."""
    claims = (claim for records in draft.by_class.values() for claim in _list_disputed(records))
    for record in claims:
        fields = {a.name: a.type for a in attrs.fields(type(record))}
        for reading in record.disputed:
            if reading.field not in fields or reading.field in _UNDISPUTED:
                known = [name for name in fields if name not in _UNDISPUTED]
                hint = did_you_mean(find_nearest(reading.field, known))
                found = quote(reading.field)
                message = f"field: no field {found} here{hint}: expected {join_words(known)}"
                yield Problem(draft.get_mark(reading, "field"), "unknown-key", message)
            elif fields[reading.field] == PartialDate | None:
                try:
                    PartialDate.parse(reading.value)
                except DateError as error:
                    yield Problem(draft.get_mark(reading, "value"), "bad-date", f"value: {error}")
            elif fields[reading.field] in _DECIMALS and not _NUMBER[0].fullmatch(reading.value):
                message = f"value: {quote(reading.value)} is not {_NUMBER[1]}"
                yield Problem(draft.get_mark(reading, "value"), "bad-value", message)


def _list_disputed(records: Sequence[Record]) -> Iterator[Claim]:
    if isinstance(records[0], Claim):
        yield from (record for record in records if record.disputed)  # type: ignore[attr-defined, misc] # one class


def check_positions(draft: Draft) -> Iterator[Problem]:
    """A stance takes a position that the scale of its topic has."""
    topics = {t.id: _SCALES[t.scale] for t in draft.records["topics"] if isinstance(t, Topic)}
    for record in draft.records["stances"]:
        if not isinstance(record, Stance):
            continue
        scale = topics.get(record.topic)
        if scale is not None and record.position not in scale:
            known = join_words([position.value for position in scale])
            message = (
                f"position: {record.position} is not on the scale of {record.topic}: "
                f"expected {known}"
            )
            yield Problem(draft.get_mark(record, "position"), "off-scale", message)


def check_scores(draft: Draft) -> Iterator[Problem]:
    """A score lies on its scale, between its bounds, and a position is one on a topic."""
    for record in draft.records["scores"]:
        if not isinstance(record, Score):
            continue
        if record.of is Quality.POSITION and record.topic is None:
            message = "score: topic is missing: a position is one on a topic"
            yield Problem(record.mark, "missing-key", message)
        if found := next(_list_misfits(record), None):
            field, message = found
            yield Problem(draft.get_mark(record, field), "off-scale", f"{field}: {message}")


def _list_misfits(score: Score) -> Iterator[tuple[str, str]]:
    if score.out_of is not None and score.out_of <= 0:
        yield "out_of", f"{score.out_of:.15g} is the top of no scale: expected more than 0"
    top = 1.0 if score.out_of is None and score.unit is None else score.out_of
    for field in ("value", "low", "high"):
        number = getattr(score, field)
        if number is not None and top is not None and not 0 <= number <= top:
            hint = "" if score.out_of is not None else ", or out_of or unit beside it"
            yield field, f"{number:.15g} is not on the scale: expected 0 to {top:.15g}{hint}"
    if score.low is not None and score.low > score.value:
        yield "low", f"{score.low:.15g} is more than the value, {score.value:.15g}"
    if score.high is not None and score.high < score.value:
        yield "high", f"{score.high:.15g} is less than the value, {score.value:.15g}"


def check_somebody_left(draft: Draft) -> Iterator[Problem]:
    """A departure is somebody's: people, a number of unnamed people, or both."""
    for record in draft.records["departures"]:
        if isinstance(record, Departure) and not record.people and not record.unnamed:
            message = "departure: nobody leaves: expected people, unnamed or both"
            yield Problem(record.mark, "one-of", message)


def check_former_names(draft: Draft) -> Iterator[Problem]:
    """A former name is not the name that is used now."""
    for section in ("organizations", "bodies"):
        for record in draft.records[section]:
            if isinstance(record, Organization | Body):
                for former in record.former_names:
                    if former.name == record.name:
                        message = f"former_names: {quote(former.name)} is the name now"
                        yield Problem(draft.get_mark(former, "name"), "same-name", message)
