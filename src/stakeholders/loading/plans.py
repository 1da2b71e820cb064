"""How every kind of record is read from events: made once, from the table.

A reader takes the event that begins a value, and gets from the parser what else belongs to it. What
is not plainly right is an `OddError`, and somebody else's to judge.
"""

import enum
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, Final

import attrs
from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from stakeholders.dates import PartialDate
from stakeholders.errors import DateError, Mark
from stakeholders.loading.builder import FileDraft
from stakeholders.loading.limits import Limits
from stakeholders.loading.table import ABOUT, CITATION, SECTIONS, Field, Form, Many, Spec
from stakeholders.loading.values import FORMS, ID_LENGTH, SLUG
from stakeholders.twins import find_row_maker

Read = Callable[["Reading", Any], Any]
Naming = tuple[str, tuple[str, ...]]


def _list_namings(specs: Iterable[Spec]) -> Iterator[Naming]:
    for spec in specs:
        nested = [field.spec for field in spec.fields if field.spec is not None]
        yield from ((f.key, f.kinds) for f in spec.fields if f.form is Form.ID)
        yield from _list_namings(nested)


# Every way in which a field names records: its key, and the sections that the ids may come from.
NAMINGS: Final = tuple(dict.fromkeys(_list_namings([CITATION, *SECTIONS.values()])))
PLAIN: Final = -1
_DATES: Final = len(NAMINGS)
NEVER: Final = _DATES + 1
_PLACES: Final = 3  # of a row: path, line and column


class OddError(Exception):
    """Something that the exact reader must look at."""


@attrs.define(eq=False)
class Plan:
    """How one kind of record is read: by key, the slot of the row, its bit, what it is, the reader.

    A row begins with the path, line and column of the mark. What a key is tells which values need
    no reader: any text (`PLAIN`), those of one of `Reading.met`, or none. `row` holds the defaults;
    `required` and each of `one_of` are bits of keys that were there.
    """

    make: Callable[[list[Any]], Any]
    row: list[Any]
    keys: dict[str, tuple[int, int, int, Read]]
    required: int
    one_of: tuple[int, ...]
    slots: dict[str, int]
    is_keyed: bool
    spread: int | None
    unnamed: int


@attrs.define(eq=False)
class Reading:
    """What one load meets again and again, and the file that it is in.

    `names` has, for each way in which a field names records, the ids that were named; `met` has
    the same, the dates, and at `NEVER` nothing.
    """

    names: tuple[dict[str, str], ...]
    ids: dict[str, str]
    dates: dict[str, PartialDate]
    met: tuple[dict[str, Any], ...]
    limits: Limits
    get: Callable[[], Any] = attrs.field(default=lambda: None)
    path: str = ""
    text: str = ""
    first: int = 1
    nodes: int = 0
    faults: FileDraft | None = None

    @classmethod
    def make_empty(cls, limits: Limits) -> "Reading":
        """Return a reading that has met nothing."""
        names: tuple[dict[str, str], ...] = tuple({} for _ in NAMINGS)
        dates: dict[str, PartialDate] = {}
        return cls(names, {}, dates, (*names, dates, {}), limits)


def mark_event(reading: Reading, event: Any) -> Mark:
    """Return where an event is."""
    place = event.start_mark
    return Mark(reading.path, place.line + reading.first, place.column + 1)


def read_row(reading: Reading, plan: Plan, event: Any, place: Any) -> list[Any]:
    """Return the values of a record by slot, from the event that begins it.

    Raises:
        OddError: where anything is not plainly right.
    """
    if type(event) is not MappingStartEvent:
        raise OddError
    row = plan.row[:]
    row[0], row[1], row[2] = reading.path, place.line + reading.first, place.column + 1
    keys, get, met, most = plan.keys, reading.get, reading.met, reading.limits.text
    seen = 0
    while type(event := get()) is ScalarEvent:
        found = keys.get(event.value)
        if found is None:
            raise OddError
        slot, bit, what, read = found
        if seen & bit:
            raise OddError
        seen |= bit
        event = get()
        # Most values are one of two kinds, and a call for each would be a third of it all.
        if type(event) is ScalarEvent:
            text = event.value
            if what >= 0:
                value = met[what].get(text)
                if value is not None:
                    row[slot] = value
                    continue
            elif text and text != "~" and len(text) <= most:
                row[slot] = text
                continue
        row[slot] = read(reading, event)
    _check_keys(plan, event, seen)
    if seen & plan.unnamed:
        row[plan.slots["named"]] = False
    reading.nodes += 2 * seen.bit_count()
    return row


def _check_keys(plan: Plan, event: Any, seen: int) -> None:
    if type(event) is not MappingEndEvent or seen & plan.required != plan.required:
        raise OddError
    if plan.one_of and seen & sum(plan.one_of) not in plan.one_of:
        raise OddError


def meet(reading: Reading, text: str) -> str:
    """Return an id, the same object each time, or give up where it is not one."""
    known = reading.ids.get(text)
    if known is None:
        if len(text) > ID_LENGTH or SLUG.fullmatch(text) is None:
            raise OddError
        known = reading.ids[text] = text
    return known


# One reader a form


def _make_reader(field: Field) -> Read:
    if field.is_spread:
        return _read_spread(make_single(field))
    single = make_single(field)
    if field.many is Many.ONE:
        return single
    if field.many is Many.LIST and field.form is Form.RECORD and field.spec is not None:
        return _make_nested_list(make_plan(field.spec))
    if field.form is Form.CITATION:
        return _make_citation_list(make_plan(CITATION))
    allows_one = field.many is Many.ONE_OR_LIST
    return _make_list(single, _tell_what_single(field), allows_one=allows_one)


def tell_what(field: Field) -> int:
    """Return which values of a field need no reader: see `Plan`."""
    return NEVER if field.many is not Many.ONE or field.is_spread else _tell_what_single(field)


def _tell_what_single(field: Field) -> int:
    if field.choices is not None:
        return NEVER
    if field.form is Form.ID:
        return NAMINGS.index((field.key, field.kinds))
    return {Form.TEXT: PLAIN, Form.DATE: _DATES}.get(field.form, NEVER)


def make_single(field: Field) -> Read:
    """Return a reader of one value of a field."""
    made: Read
    if field.form is Form.RECORD and field.spec is not None:
        made = make_nested(make_plan(field.spec))
    elif field.form is Form.CITATION:
        made = _make_citation(make_plan(CITATION))
    elif field.form is Form.ID:
        made = _make_id(field)
    elif field.choices is not None:
        made = _make_choice(field.choices)
    elif field.form is Form.NUMBER:
        made = _make_number(0 if field.key == "count" else 1)
    elif field.form is Form.DECIMAL:
        made = _read_decimal
    elif field.form is Form.DATE:
        made = _read_date
    else:
        made = _read_text if field.form is Form.TEXT else _make_pattern(FORMS[field.form][0])
    return made


def _read_text(reading: Reading, event: Any) -> str:
    if type(event) is not ScalarEvent:
        raise OddError
    text: str = event.value
    if not text or text == "~" or len(text) > reading.limits.text:
        raise OddError
    return text


def _make_pattern(pattern: re.Pattern[str]) -> Read:
    def read(reading: Reading, event: Any) -> str:
        text = _read_text(reading, event)
        if pattern.fullmatch(text) is None or (pattern is SLUG and len(text) > ID_LENGTH):
            raise OddError
        return text

    return read


def _make_number(least: int) -> Read:
    pattern = FORMS[Form.NUMBER][0]

    def read(reading: Reading, event: Any) -> int:
        text = _read_text(reading, event)
        if pattern.fullmatch(text) is None or int(text) < least:
            raise OddError
        return int(text)

    return read


def _read_decimal(reading: Reading, event: Any) -> float:
    text = _read_text(reading, event)
    if FORMS[Form.DECIMAL][0].fullmatch(text) is None:
        raise OddError
    return float(text)


def _make_choice(choices: type[enum.StrEnum]) -> Read:
    known = {choice.value: choice for choice in choices}

    def read(_: Reading, event: Any) -> enum.StrEnum:
        if type(event) is not ScalarEvent or event.value not in known:
            raise OddError
        return known[event.value]

    return read


def _read_date(reading: Reading, event: Any) -> PartialDate:
    if type(event) is not ScalarEvent:
        raise OddError
    text = event.value
    known = reading.dates.get(text)
    if known is None:
        try:
            known = reading.dates[text] = PartialDate.parse(text)
        except DateError:
            raise OddError from None
    return known


def _make_id(field: Field) -> Read:
    number = NAMINGS.index((field.key, field.kinds))

    def read(reading: Reading, event: Any) -> str:
        if type(event) is not ScalarEvent:
            raise OddError
        met = reading.names[number]
        text = met.get(event.value)
        if text is None:
            text = meet(reading, event.value)
            met[text] = text
        return text

    return read


def make_nested(plan: Plan) -> Read:
    """Return a reader of a record inside another."""

    def read(reading: Reading, event: Any) -> Any:
        return plan.make(read_row(reading, plan, event, event.start_mark))

    return read


def _make_citation(plan: Plan) -> Read:
    read_id, slot = plan.keys["source"][-1], plan.slots["source"]

    def read(reading: Reading, event: Any) -> Any:
        place = event.start_mark
        if type(event) is MappingStartEvent:
            return plan.make(read_row(reading, plan, event, place))
        row = plan.row[:]
        row[slot] = read_id(reading, event)
        row[0], row[1], row[2] = reading.path, place.line + reading.first, place.column + 1
        return plan.make(row)

    return read


def _make_nested_list(plan: Plan) -> Read:
    def read(reading: Reading, event: Any) -> tuple[Any, ...]:
        if type(event) is not SequenceStartEvent:
            raise OddError
        get, make = reading.get, plan.make
        records: list[Any] = []
        while type(event := get()) is not SequenceEndEvent:
            records.append(make(read_row(reading, plan, event, event.start_mark)))
        if not records:
            raise OddError
        reading.nodes += len(records) + 1
        return tuple(records)

    return read


def _make_citation_list(plan: Plan) -> Read:
    single, what, blank = _make_citation(plan), plan.keys["source"][2], plan.row[_PLACES + 1 :]

    def read(reading: Reading, event: Any) -> tuple[Any, ...]:
        if type(event) is not SequenceStartEvent:
            raise OddError
        get, path, first, known = reading.get, reading.path, reading.first, reading.met[what]
        values: list[Any] = []
        written: list[str] = []
        while type(event := get()) is not SequenceEndEvent:
            name = None
            if type(event) is ScalarEvent:
                text = event.value
                written.append(text)
                name = known.get(text)
            if name is None:
                values.append(single(reading, event))
            else:
                place = event.start_mark
                values.append(plan.make([path, place.line + first, place.column + 1, name, *blank]))
        return _close_list(reading, values, written)

    return read


def _close_list(reading: Reading, values: list[Any], written: list[str]) -> tuple[Any, ...]:
    if not values or (len(written) > 1 and len(set(written)) != len(written)):
        raise OddError
    reading.nodes += len(values) + 1
    return tuple(values)


def _make_list(single: Read, what: int, *, allows_one: bool) -> Read:
    def read(reading: Reading, event: Any) -> tuple[Any, ...]:
        if type(event) is not SequenceStartEvent:
            if allows_one:
                return (single(reading, event),)
            raise OddError
        get, known = reading.get, reading.met[what]
        values: list[Any] = []
        written: list[str] = []
        while type(event := get()) is not SequenceEndEvent:
            value = None
            if type(event) is ScalarEvent:
                text = event.value
                written.append(text)
                value = known.get(text)
            values.append(single(reading, event) if value is None else value)
        return _close_list(reading, values, written)

    return read


def _read_spread(single: Read) -> Read:
    def read(reading: Reading, event: Any) -> list[tuple[Any, Any]]:
        if type(event) is not SequenceStartEvent:
            return [(single(reading, event), None)]
        get = reading.get
        values: list[tuple[Any, Any]] = []
        while type(event := get()) is not SequenceEndEvent:
            values.append((single(reading, event), event.start_mark))
        if not values or len({value for value, _ in values}) != len(values):
            raise OddError
        reading.nodes += len(values) + 1
        return values

    return read


# The table, once


@cache
def find_plan(section: str) -> Plan | None:
    """Return how the records of a section are read, or None where there is no such section."""
    if section == "tracker":
        return make_plan(ABOUT)
    return make_plan(SECTIONS[section]) if section in SECTIONS else None


def make_plan(spec: Spec) -> Plan:
    """Return how the records of a table are read."""
    _, *fields = attrs.fields(spec.record)
    slots = {field.name: slot for slot, field in enumerate(fields, _PLACES)}
    bits = {field.key: 1 << number for number, field in enumerate(spec.fields)}
    required = sum(bits[field.key] for field in spec.fields if field.is_required)
    defaults = [None if field.default is attrs.NOTHING else field.default for field in fields]
    return Plan(
        make=find_row_maker(spec.record),
        row=[*[None] * _PLACES, *defaults],
        keys={
            f.key: (slots[f.attribute], bits[f.key], tell_what(f), _make_reader(f))
            for f in spec.fields
        },
        required=required,
        one_of=tuple(bits[key] for key in spec.one_of),
        slots=slots,
        is_keyed=spec.is_keyed,
        spread=next((slots[field.attribute] for field in spec.fields if field.is_spread), None),
        unnamed=bits.get("unnamed", 0) if "named" in slots else 0,
    )
