"""A people file of openstates by the library's direct reader.

A file with something empty in it, or a character that the library would refuse, is read a second
time by a plan that lets it pass.
"""

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

from benchmarks.openstates import EXTRA, PERSON, Extra, Person
from stakeholders.errors import Mark
from stakeholders.loading.direct import watch
from stakeholders.loading.files import Text, decode
from stakeholders.loading.limits import DEFAULT_LIMITS
from stakeholders.loading.plans import (
    NEVER,
    OddError,
    Plan,
    Read,
    Reading,
    make_nested,
    make_plan,
    make_single,
    read_row,
    tell_what,
)
from stakeholders.loading.reader import Parser, may_hide
from stakeholders.loading.table import Field, Many, Spec
from stakeholders.twins import find_maker

_EMPTY: Final = frozenset({"", "~", "null"})
_make_extra: Final = find_maker(Extra)


@cache
def _find_reading() -> Reading:
    """Return what all files share: the ids and dates that were met."""
    return Reading.make_empty(DEFAULT_LIMITS)


def read_person(text: Text) -> Person:
    """Return the person of a file, with the line of every record.

    Raises:
        ValueError: if the file is not as the table says.
    """
    content = decode(text)
    for is_lenient in (False, True):
        try:
            return _read(_find_reading(), text.path, str(content), is_lenient=is_lenient)
        except OddError:
            continue
        except yaml.MarkedYAMLError as error:
            raise ValueError(f"{text.path}: {error}") from None
    raise ValueError(f"{text.path}: not a person as the table says")


def _read(reading: Reading, path: str, content: str, *, is_lenient: bool) -> Person:
    plan = _make_plan(is_lenient=is_lenient)
    get = Parser(content).get_event
    reading.path = path
    reading.get = get = watch(get) if may_hide(content) and not is_lenient else get
    for _ in range(2):
        get()
    event = get()
    person = plan.make(read_row(reading, plan, event, event.start_mark))
    if not isinstance(person, Person):
        raise TypeError(type(person))
    return person


@cache
def _make_plan(*, is_lenient: bool) -> Plan:
    plan = _make_lenient(PERSON) if is_lenient else make_plan(PERSON)
    slot, bit, _, _ = plan.keys["extras"]
    plan.keys["extras"] = slot, bit, NEVER, _read_extras
    return plan


def _make_lenient(spec: Spec) -> Plan:
    """Return how a record is read where any value may be empty, which is as good as none."""
    plan = make_plan(spec)
    for field in spec.fields:
        slot, bit, _, _ = plan.keys[field.key]
        if field.spec is not EXTRA:
            plan.keys[field.key] = slot, bit, tell_what(field), _make_lenient_reader(field)
    return plan


def _make_lenient_reader(field: Field) -> Read:
    single = make_single(field) if field.spec is None else make_nested(_make_lenient(field.spec))

    def read_one(reading: Reading, event: Any) -> Any:
        is_empty = type(event) is ScalarEvent and event.value in _EMPTY
        return None if is_empty else single(reading, event)

    def read_several(reading: Reading, event: Any) -> tuple[Any, ...]:
        if type(event) is not SequenceStartEvent:
            value = read_one(reading, event)
            return () if value is None else (value,)
        values = []
        while type(event := reading.get()) is not SequenceEndEvent:
            values.append(read_one(reading, event))
        return tuple(value for value in values if value is not None)

    return read_one if field.many is Many.ONE else read_several


def _read_extras(reading: Reading, event: Any) -> tuple[Extra, ...]:
    found: list[Extra] = []
    _add_extras(reading, event, "", found)
    return tuple(found)


def _add_extras(reading: Reading, event: Any, way: str, found: list[Extra]) -> None:
    """Add every text that begins with this event, by the way to it."""
    get = reading.get
    if type(event) is ScalarEvent:
        if event.value not in _EMPTY:
            place = event.start_mark
            mark = Mark(reading.path, place.line + 1, place.column + 1)
            found.append(_make_extra(mark, way, event.value))
    elif type(event) is MappingStartEvent:
        while type(event := get()) is not MappingEndEvent:
            _add_extras(reading, get(), f"{way}.{event.value}" if way else event.value, found)
    elif type(event) is SequenceStartEvent:
        number = 0
        while type(event := get()) is not SequenceEndEvent:
            number += 1
            _add_extras(reading, event, f"{way}.{number}", found)
    else:
        raise OddError
