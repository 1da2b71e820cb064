"""Events to records, with nothing between: the way that a file without faults takes.

Most files have no faults, and most of the cost of a load is in objects that only a fault needs:
nodes, and the place of each value. Here every kind of record has a reader made from the table; it
takes events from the parser and sets fields. What is not plainly right is not judged, but
left to the exact reader (`reader`, `builder`), which says what is wrong where: one entry where it
stands for itself, or else the whole file.

`python -m benchmarks loading` measures it: six times as fast as `yaml.load` with the C loader.
"""

import enum
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

import attrs
import yaml
from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from stakeholders.dates import PartialDate
from stakeholders.errors import DateError, Mark
from stakeholders.loading.builder import FileDraft
from stakeholders.loading.limits import Limits
from stakeholders.loading.nodes import Scalar
from stakeholders.loading.reader import Parser, is_plain, may_hide, read_entry
from stakeholders.loading.table import ABOUT, CITATION, SECTIONS, Field, Form, Many, Spec
from stakeholders.loading.values import FORMS, ID_LENGTH, SLUG
from stakeholders.model import Record
from stakeholders.twins import find_maker

_HEADING: Final = 5  # of the events: stream, document, mapping, the section, and what it begins
_FAULTS: Final = 20  # beyond, it costs less to read the whole file exactly
_DEPTH: Final = 12  # more than the format has; a lower limit is the exact reader's business
_make_mark: Final[Callable[[str, int, int], Mark]] = find_maker(Mark)
Read = Callable[["Reading", Any], Any]
Naming = tuple[str, tuple[str, ...]]
Part = Mapping[str, Sequence[Record]]


def _list_namings(specs: Iterable[Spec]) -> Iterator[Naming]:
    for spec in specs:
        nested = [field.spec for field in spec.fields if field.spec is not None]
        yield from ((f.key, f.kinds) for f in spec.fields if f.form is Form.ID)
        yield from _list_namings(nested)


# Every way in which a field names records: its key, and the sections that the ids may come from.
NAMINGS: Final = tuple(dict.fromkeys(_list_namings([CITATION, *SECTIONS.values()])))


class OddError(Exception):
    """Something that the exact reader must look at."""


@attrs.define(eq=False)
class Plan:
    """How one kind of record is read: by key, the slot of the row, its bit, and the reader.

    `row` holds the defaults; `required` and each of `one_of` are bits of keys that were there.
    """

    make: Callable[..., Record]
    row: list[Any]
    keys: dict[str, tuple[int, int, Read]]
    required: int
    one_of: tuple[int, ...]
    slots: dict[str, int]
    is_keyed: bool
    spread: int | None
    unnamed: int


@attrs.define(eq=False)
class Reading:
    """What one load meets again and again, and the file that it is in.

    `names` has, for each way in which a field names records, the ids that were named.
    """

    names: tuple[dict[str, str], ...]
    ids: dict[str, str]
    dates: dict[str, PartialDate]
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
        return cls(tuple({} for _ in NAMINGS), {}, {}, limits)


def read_part(reading: Reading, path: str, text: str) -> Part | None:
    """Return the records of a file by section, or None where the exact reader must look at it.

    Where single records were looked at by the exact reader, `reading.faults` has what it said.
    """
    limits = reading.limits
    if limits.depth < _DEPTH or not is_plain(text):
        return None
    reading.path, reading.nodes, reading.faults = path, 0, None
    _begin(reading, text, 1)
    try:
        part = _read_document(reading)
    except (OddError, yaml.MarkedYAMLError):
        return None
    return part if reading.nodes <= limits.nodes else None


def _begin(reading: Reading, text: str, first: int) -> Any:
    """Begin with a text, of which the first line has a number; return its parser."""
    parser = Parser(text)
    reading.text, reading.first = text, first
    reading.get = watch(parser.get_event) if may_hide(text) else parser.get_event
    return parser


def note_names(reading: Reading, records: Mapping[type[Record], Iterable[Record]]) -> None:
    """Note the ids that records name which were read at another time; they are by class."""
    for number, kind, attribute in _list_naming_fields():
        met = reading.names[number]
        for record in records.get(kind, ()):
            value: str | tuple[str, ...] | None = getattr(record, attribute)
            for name in [value] if isinstance(value, str) else value or ():
                met[name] = name


@cache
def _list_naming_fields() -> tuple[tuple[int, type[Record], str], ...]:
    found: dict[tuple[int, type[Record], str], None] = {}
    waiting = [CITATION, *SECTIONS.values()]
    while waiting:
        spec = waiting.pop()
        waiting.extend(field.spec for field in spec.fields if field.spec is not None)
        for field in spec.fields:
            if field.form is Form.ID:
                number = NAMINGS.index((field.key, field.kinds))
                found[number, spec.record, field.attribute] = None
    return tuple(found)


def watch(get: Callable[[], Any]) -> Callable[[], Any]:
    """Return a way to get events that gives up at what only some files have, and few use."""

    def get_watched() -> Any:
        event = get()
        if getattr(event, "anchor", None) is not None or getattr(event, "tag", None) is not None:
            raise OddError
        if type(event) is ScalarEvent and not is_plain(event.value):
            raise OddError
        return event

    return get_watched


def _read_document(reading: Reading) -> Part:
    get = reading.get
    _expect(get(), StreamStartEvent)
    _expect(get(), DocumentStartEvent)
    _expect(get(), MappingStartEvent)
    records: dict[str, list[Record]] = {}
    while type(event := get()) is ScalarEvent:
        section = event.value
        plan = _find_plan(section)
        if plan is None or section in records:
            raise OddError
        if section == "tracker":
            records[section] = [_read_record(reading, plan, get(), _mark(reading, event))]
        else:
            read = _read_keyed if plan.is_keyed else _read_listed
            records[section] = read(reading, plan, section)
            get = reading.get
    _expect(event, MappingEndEvent)
    _expect(get(), DocumentEndEvent)
    _expect(get(), StreamEndEvent)
    if not records:
        raise OddError
    return records


def _expect(event: Any, kind: type) -> None:
    if type(event) is not kind:
        raise OddError


def _mark(reading: Reading, event: Any) -> Mark:
    place = event.start_mark
    return _make_mark(reading.path, place.line + reading.first, place.column + 1)


def _read_keyed(reading: Reading, plan: Plan, section: str) -> list[Record]:
    get = reading.get
    begun = get()
    _expect(begun, MappingStartEvent)
    found: dict[str, Record | None] = {}
    slot = plan.slots["id"]
    while type(event := get()) is ScalarEvent:
        name = _meet(reading, event.value)
        if name in found:
            raise OddError
        try:
            found[name] = _read_record(reading, plan, get(), _mark(reading, event), slot, name)
        except OddError:
            found[name] = next(iter(recover(reading, section, begun, event)), None)
            get = reading.get
        if reading.nodes > reading.limits.nodes:
            raise OddError
    _expect(event, MappingEndEvent)
    reading.nodes += 2 * len(found)
    return [record for record in found.values() if record is not None]


def _read_listed(reading: Reading, plan: Plan, section: str) -> list[Record]:
    get = reading.get
    begun = get()
    _expect(begun, SequenceStartEvent)
    found: list[Record] = []
    while type(event := get()) is MappingStartEvent:
        try:
            found.extend(_read_item(reading, plan, event))
        except OddError:
            found.extend(recover(reading, section, begun, event))
            get = reading.get
        if reading.nodes > reading.limits.nodes:
            raise OddError
    _expect(event, SequenceEndEvent)
    reading.nodes += len(found)
    return found


def _read_item(reading: Reading, plan: Plan, event: Any) -> Iterable[Record]:
    mark = _mark(reading, event)
    row = read_row(reading, plan, event, mark)
    if plan.spread is None:
        return (plan.make(*row),)
    found: list[Record] = []
    for value, place in row[plan.spread]:
        row[plan.spread] = value
        row[0] = place or mark
        found.append(plan.make(*row))
    return found


def recover(reading: Reading, section: str, begun: Any, event: Any) -> Sequence[Record]:
    """Return the records of an entry that is not plainly right, as the exact reader has it.

    `begun` is the event that began the section, `event` that which began the entry. The direct
    reader goes on behind it, with a parser that knows no more of the file than the rest of it.

    Raises:
        OddError: where the rest does not stand for itself, or the entry is past a limit.
    """
    place = event.start_mark
    start = place.index - place.column
    is_keyed = type(event) is ScalarEvent
    before = reading.text[start : place.index]
    if begun.flow_style or before.strip(" ") != ("" if is_keyed else "-"):
        raise OddError
    faults = reading.faults or FileDraft()
    if len(faults.problems) > _FAULTS:
        raise OddError
    first = place.line + reading.first - 1
    parser = _begin(reading, f"{section}:\n{reading.text[start:]}", first)
    for _ in range(_HEADING):
        parser.get_event()
    key = parser.get_event() if is_keyed else None
    node, problems, nodes = read_entry(parser, reading.path, first, reading.limits)
    if node is None:
        raise OddError
    reading.faults, reading.nodes = faults, reading.nodes + nodes
    faults.problems.extend(problems)
    name = Scalar(key.value, _mark(reading, key)) if key is not None else None
    return faults.add_entry(section, name, node)


def _read_record(  # noqa: PLR0913, PLR0917 - the two last are those of keyed records alone
    reading: Reading, plan: Plan, event: Any, mark: Mark, slot: int = 0, name: str = ""
) -> Record:
    row = read_row(reading, plan, event, mark)
    if slot:
        row[slot] = name
    return plan.make(*row)


def read_row(reading: Reading, plan: Plan, event: Any, mark: Mark) -> list[Any]:
    """Return the values of a record by slot, from the event that begins it.

    Raises:
        OddError: where anything is not plainly right.
    """
    if type(event) is not MappingStartEvent:
        raise OddError
    row = plan.row[:]
    row[0] = mark
    keys = plan.keys
    get = reading.get
    seen = 0
    while type(event := get()) is ScalarEvent:
        found = keys.get(event.value)
        if found is None:
            raise OddError
        slot, bit, read = found
        if seen & bit:
            raise OddError
        seen |= bit
        row[slot] = read(reading, get())
    if type(event) is not MappingEndEvent or seen & plan.required != plan.required:
        raise OddError
    if plan.one_of and seen & sum(plan.one_of) not in plan.one_of:
        raise OddError
    if seen & plan.unnamed:
        row[plan.slots["named"]] = False
    reading.nodes += 2 * seen.bit_count()
    return row


def _meet(reading: Reading, text: str) -> str:
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
    return _make_list(single, allows_one=field.many is Many.ONE_OR_LIST)


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
            text = _meet(reading, event.value)
            met[text] = text
        return text

    return read


def make_nested(plan: Plan) -> Read:
    """Return a reader of a record inside another."""

    def read(reading: Reading, event: Any) -> Record:
        return plan.make(*read_row(reading, plan, event, _mark(reading, event)))

    return read


def _make_citation(plan: Plan) -> Read:
    read_id, slot = plan.keys["source"][2], plan.slots["source"]

    def read(reading: Reading, event: Any) -> Record:
        if type(event) is MappingStartEvent:
            return plan.make(*read_row(reading, plan, event, _mark(reading, event)))
        row = plan.row[:]
        row[slot] = read_id(reading, event)
        row[0] = _mark(reading, event)
        return plan.make(*row)

    return read


def _make_list(single: Read, *, allows_one: bool) -> Read:
    def read(reading: Reading, event: Any) -> tuple[Any, ...]:
        if type(event) is not SequenceStartEvent:
            if allows_one:
                return (single(reading, event),)
            raise OddError
        get = reading.get
        values: list[Any] = []
        written: list[str] = []
        while type(event := get()) is not SequenceEndEvent:
            values.append(single(reading, event))
            if type(event) is ScalarEvent:
                written.append(event.value)
        if not values or (len(written) > 1 and len(set(written)) != len(written)):
            raise OddError
        reading.nodes += len(values) + 1
        return tuple(values)

    return read


def _read_spread(single: Read) -> Read:
    def read(reading: Reading, event: Any) -> list[tuple[Any, Mark | None]]:
        if type(event) is not SequenceStartEvent:
            return [(single(reading, event), None)]
        get = reading.get
        values: list[tuple[Any, Mark | None]] = []
        while type(event := get()) is not SequenceEndEvent:
            values.append((single(reading, event), _mark(reading, event)))
        if not values or len({value for value, _ in values}) != len(values):
            raise OddError
        reading.nodes += len(values) + 1
        return values

    return read


# The table, once


@cache
def _find_plan(section: str) -> Plan | None:
    if section == "tracker":
        return make_plan(ABOUT)
    return make_plan(SECTIONS[section]) if section in SECTIONS else None


def make_plan(spec: Spec) -> Plan:
    """Return how the records of a table are read."""
    fields: Sequence[Any] = attrs.fields(spec.record)
    slots = {field.name: slot for slot, field in enumerate(fields)}
    bits = {field.key: 1 << number for number, field in enumerate(spec.fields)}
    required = sum(bits[field.key] for field in spec.fields if field.is_required)
    return Plan(
        make=find_maker(spec.record),
        row=[None if field.default is attrs.NOTHING else field.default for field in fields],
        keys={f.key: (slots[f.attribute], bits[f.key], _make_reader(f)) for f in spec.fields},
        required=required,
        one_of=tuple(bits[key] for key in spec.one_of),
        slots=slots,
        is_keyed=spec.is_keyed,
        spread=next((slots[field.attribute] for field in spec.fields if field.is_spread), None),
        unnamed=bits.get("unnamed", 0) if "named" in slots else 0,
    )
