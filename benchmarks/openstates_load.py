"""Reading a copy of openstates/people with the library's own parts: the direct reader and the cache.

A file with something empty in it, or a character that the library would refuse, is read a second
time by a plan that lets it pass.
"""

import sys
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path
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
from stakeholders.cache import Columns, Entry, Key, Shape, find_folder
from stakeholders.collecting import pause_collector
from stakeholders.errors import Mark
from stakeholders.loading.direct import (
    OddError,
    Plan,
    Read,
    Reading,
    make_nested,
    make_plan,
    make_single,
    read_row,
    watch,
)
from stakeholders.loading.files import Listing, Text, decode, look_at
from stakeholders.loading.keeping import Keeping, Sifted
from stakeholders.loading.limits import Limits
from stakeholders.loading.reader import Parser, may_hide
from stakeholders.loading.table import Field, Many, Spec
from stakeholders.twins import find_maker

FOLDERS: Final = ("executive", "legislature", "municipalities", "retired")
LIMITS: Final = Limits(files=100_000)
_SEGMENTS: Final = 8
_EMPTY: Final = frozenset({"", "~", "null"})
_make_extra: Final = find_maker(Extra)


def list_files(folder: str | Path) -> Listing:
    """Return the people files of a copy of openstates, sorted, and how they look.

    Raises:
        FileNotFoundError: if the folder has none.
    """
    top = str(Path(folder) / "data")
    listing = look_at(top, LIMITS)
    wanted = [
        number
        for number, name in enumerate(listing.names)
        if name.rsplit("/", 2)[-2] in FOLDERS and name.endswith(".yml")
    ]
    if not wanted:
        raise FileNotFoundError(f"{top}: no people here: expected <state>/legislature/*.yml")
    stamps = listing.stamps[:0]
    for number in wanted:
        stamps.extend(listing.stamps[3 * number : 3 * number + 3])
    return Listing(top, [listing.names[number] for number in wanted], stamps, [])


def load(folder: str | Path, *, cached: bool) -> Sequence[Person]:
    """Return everybody; with `cached`, what did not change is not read again."""
    listing = list_files(folder)
    place = find_folder() if cached else None
    if place is None:
        with pause_collector():
            texts = (Text(name, Path(name).read_bytes()) for name in listing.names)
            reading = Reading.make_empty(LIMITS)
            return tuple(read_person(reading, text) for text in texts)
    key = Key(listing.top, "openstates", Shape.make({"people": Person}))
    entry = Entry.read(place, key)
    if entry is None or (entry.names, entry.stamps) != (listing.names, listing.stamps):
        _read_changed(listing, Keeping(place, key, entry, time.time_ns()))
        entry = Entry.read(place, key)
    if entry is None:
        raise OSError(f"{place}: the cache does not keep what was written to it")
    return entry.make_sections()["people"]


def _read_changed(listing: Listing, keeping: Keeping) -> None:
    with pause_collector():
        reading = Reading.make_empty(LIMITS)
        files = keeping.sift(listing, LIMITS)
        fresh = sum(file.number is None for file in files)
        entry = keeping.entry
        # Else the cache takes what it has of a file as it is.
        is_packed_anew = entry is None or len(entry.views) >= _SEGMENTS or 4 * fresh > len(files)
        for file in files:
            file.part = _find_part(reading, keeping, file, is_wanted=is_packed_anew)
        keeping.finish(files, ())


def _find_part(reading: Reading, keeping: Keeping, file: Sifted, *, is_wanted: bool) -> Any:
    if isinstance(file.content, Text):
        return {"people": [read_person(reading, file.content)]}
    if file.number is None:
        raise OSError(str(file.content))
    return keeping.recall_part(file.number) if is_wanted else {}


# One file


def read_person(reading: Reading, text: Text) -> Person:
    """Return the person of a file, with the line of every record.

    Raises:
        ValueError: if the file is not as the table says.
    """
    content = decode(text)
    for is_lenient in (False, True):
        try:
            return _read(reading, text.path, str(content), is_lenient=is_lenient)
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
    row = read_row(reading, plan, get(), Mark(path, 1, 1))
    person = plan.make(*row)
    if not isinstance(person, Person):
        raise TypeError(type(person))
    return person


@cache
def _make_plan(*, is_lenient: bool) -> Plan:
    plan = _make_lenient(PERSON) if is_lenient else make_plan(PERSON)
    slot, bit, _ = plan.keys["extras"]
    plan.keys["extras"] = slot, bit, _read_extras
    return plan


def _make_lenient(spec: Spec) -> Plan:
    """Return how a record is read where any value may be empty, which is as good as none."""
    plan = make_plan(spec)
    for field in spec.fields:
        slot, bit, _ = plan.keys[field.key]
        if field.spec is not EXTRA:
            plan.keys[field.key] = slot, bit, _make_lenient_reader(field)
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


def main(folder: str, how: str) -> None:
    """Print who resigned, why and when."""
    people = load(folder, cached=how == "cache")
    if isinstance(people, Columns):
        reasons = people.read_inside("roles", "end_reason")
    else:
        reasons = [tuple(role.end_reason for role in person.roles) for person in people]
    found = [
        f"{people[row].name}\t{reason}\t{people[row].roles[number].end_date}"
        for row, given in enumerate(reasons)
        for number, reason in enumerate(given)
        if reason is not None and "resign" in reason.lower()
    ]
    print("\n".join(sorted(found)))


if __name__ == "__main__":
    main(*sys.argv[1:])
