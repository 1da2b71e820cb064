"""Events to records, with nothing between: the way that a file without faults takes.

Most files have no faults, and most of the cost of a load is in objects that only a fault needs:
nodes, and the place of each value. Here every kind of record has a reader made from the table
(`plans`); it takes events from the parser and sets fields. What is not plainly right is not judged,
but left to the exact reader (`reader`, `builder`), which says what is wrong where: one entry where
it stands for itself, or else the whole file.

`python -m benchmarks --only loading` measures it, beside `yaml.load` with the C loader.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final

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

from stakeholders.loading.builder import FileDraft
from stakeholders.loading.nodes import Scalar
from stakeholders.loading.plans import (
    NAMINGS,
    OddError,
    Plan,
    Reading,
    find_plan,
    mark_event,
    meet,
    read_row,
)
from stakeholders.loading.reader import Parser, is_plain, may_hide, read_entry
from stakeholders.loading.table import CITATION, SECTIONS, Form
from stakeholders.model import Record

_HEADING: Final = 5  # of the events: stream, document, mapping, the section, and what it begins
_FAULTS: Final = 20  # beyond, it costs less to read the whole file exactly
_DEPTH: Final = 12  # more than the format has; a lower limit is the exact reader's business
Part = Mapping[str, Sequence[Record]]


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
    for number, kind, attribute in list_naming_fields():
        met = reading.names[number]
        for record in records.get(kind, ()):
            value: str | tuple[str, ...] | None = getattr(record, attribute)
            for name in [value] if isinstance(value, str) else value or ():
                met[name] = name


@cache
def list_naming_fields() -> tuple[tuple[int, type[Record], str], ...]:
    """Return the fields that name records: the number of the naming, the class, the attribute."""
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
        plan = find_plan(section)
        if plan is None or section in records:
            raise OddError
        if section == "tracker":
            records[section] = [plan.make(read_row(reading, plan, get(), event.start_mark))]
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


def _read_keyed(reading: Reading, plan: Plan, section: str) -> list[Record]:
    get = reading.get
    begun = get()
    _expect(begun, MappingStartEvent)
    found: dict[str, Record | None] = {}
    slot = plan.slots["id"]
    while type(event := get()) is ScalarEvent:
        name = meet(reading, event.value)
        if name in found:
            raise OddError
        try:
            row = read_row(reading, plan, get(), event.start_mark)
            row[slot] = name
            found[name] = plan.make(row)
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
    row = read_row(reading, plan, event, event.start_mark)
    if plan.spread is None:
        return (plan.make(row),)
    found: list[Record] = []
    for value, place in row[plan.spread]:
        row[plan.spread] = value
        if place is not None:
            row[1], row[2] = place.line + reading.first, place.column + 1
        found.append(plan.make(row))
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
    name = Scalar(key.value, mark_event(reading, key)) if key is not None else None
    return faults.add_entry(section, name, node)
