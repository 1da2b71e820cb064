"""A people file of openstates by the library's direct reader.

What is empty is as good as none, and characters that the library would refuse pass. A person is a
record, or a row: a tuple of the values of its fields, which the cache takes as well.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Final

import yaml
from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from benchmarks.openstates import EXTRA, PERSON
from stakeholders.loading.files import Text, decode
from stakeholders.loading.limits import DEFAULT_LIMITS
from stakeholders.loading.plans import (
    OddError,
    Plan,
    Read,
    Reading,
    make_plan,
    make_single,
    read_row,
)
from stakeholders.loading.reader import Parser
from stakeholders.loading.table import Field, Spec
from stakeholders.twins import find_row_maker

_EMPTY: Final = frozenset({"", "~", "null"})
Make = Callable[[Sequence[Any]], Any]


@cache
def _find_reading() -> Reading:
    """Return what all files share: the ids and dates that were met."""
    return Reading.make_empty(DEFAULT_LIMITS)


def read_person(text: Text, *, as_row: bool = False) -> Any:
    """Return the person of a file, with the line of every record.

    Raises:
        ValueError: if the file is not as the table says.
    """
    reading, plan = _find_reading(), _make_person_plan(as_row=as_row)
    get = Parser(str(decode(text))).get_event
    reading.path, reading.get = text.path, get
    try:
        for _ in range(2):
            get()
        event = get()
        return plan.make(read_row(reading, plan, event, event.start_mark))
    except OddError:
        raise ValueError(f"{text.path}: not a person as the table says") from None
    except yaml.MarkedYAMLError as error:
        raise ValueError(f"{text.path}: {error}") from None


@cache
def _make_person_plan(*, as_row: bool) -> Plan:
    return _make_lenient(PERSON, _find_tuple if as_row else find_row_maker)


def _find_tuple(_: type) -> Make:
    return tuple


def _make_lenient(spec: Spec, find: Callable[[type], Make]) -> Plan:
    """Return how a record is read where any value may be empty, which is as good as none."""
    plan = make_plan(spec)
    plan.make = find(spec.record)
    for field in spec.fields:
        slot, bit, what, _ = plan.keys[field.key]
        plan.keys[field.key] = slot, bit, what, _make_lenient_reader(field, find)
    return plan


def _make_lenient_reader(field: Field, find: Callable[[type], Make]) -> Read:
    if field.spec is None:
        return _make_lenient_single(make_single(field))
    if field.spec is EXTRA:
        return _make_extras_reader(find(EXTRA.record))
    return _make_lenient_list(_make_lenient(field.spec, find))


def _make_lenient_single(single: Read) -> Read:
    def read(reading: Reading, event: Any) -> Any:
        is_empty = type(event) is ScalarEvent and event.value in _EMPTY
        return None if is_empty else single(reading, event)

    return read


def _make_lenient_list(plan: Plan) -> Read:
    """Return a reader of records in a list, or of one without a list around it."""

    def read(reading: Reading, event: Any) -> tuple[Any, ...]:
        get, make = reading.get, plan.make
        if type(event) is MappingStartEvent:
            return (make(read_row(reading, plan, event, event.start_mark)),)
        if type(event) is not SequenceStartEvent:
            return _expect_empty(event)
        found = []
        while type(event := get()) is not SequenceEndEvent:
            if type(event) is MappingStartEvent:
                found.append(make(read_row(reading, plan, event, event.start_mark)))
            else:
                _expect_empty(event)
        return tuple(found)

    return read


def _expect_empty(event: Any) -> tuple[Any, ...]:
    if type(event) is not ScalarEvent or event.value not in _EMPTY:
        raise OddError
    return ()


def _make_extras_reader(make: Make) -> Read:
    def read(reading: Reading, event: Any) -> tuple[Any, ...]:
        found: list[Any] = []
        _add_extras(reading, event, "", make, found)
        return tuple(found)

    return read


def _add_extras(reading: Reading, event: Any, way: str, make: Make, found: list[Any]) -> None:
    """Add every text that begins with this event, by the way to it."""
    get = reading.get
    if type(event) is ScalarEvent:
        if event.value not in _EMPTY:
            place = event.start_mark
            row = (reading.path, place.line + 1, place.column + 1, way, event.value)
            found.append(make(row))
    elif type(event) is MappingStartEvent:
        while type(event := get()) is not MappingEndEvent:
            inner = f"{way}.{event.value}" if way else event.value
            _add_extras(reading, get(), inner, make, found)
    elif type(event) is SequenceStartEvent:
        number = 0
        while type(event := get()) is not SequenceEndEvent:
            number += 1
            _add_extras(reading, event, f"{way}.{number}", make, found)
    else:
        raise OddError
