"""How a record is read from events: its plan, a row of values, and what one load meets again.

A row begins with the path, line and column of the record; then come the values of its fields. What
is not plainly right is an `OddError`, and somebody else's to judge.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

import attrs
from yaml.events import MappingEndEvent, MappingStartEvent, ScalarEvent

from stakeholders.dates import PartialDate
from stakeholders.errors import Mark
from stakeholders.loading.builder import FileDraft
from stakeholders.loading.limits import Limits
from stakeholders.loading.table import CITATION, SECTIONS, Form, Spec
from stakeholders.loading.values import ID_LENGTH, SLUG

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
DATES: Final = len(NAMINGS)
NEVER: Final = DATES + 1
PLACES: Final = 3  # of a row: path, line and column


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
