"""Who sat where on a day, all bodies at once: every seat as four days, and seats by day.

A seat can be held from one day to another, and surely is from a later one to an earlier one.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from stakeholders.answers import Attendance
from stakeholders.collecting import pause_collector
from stakeholders.dates import PartialDate
from stakeholders.late import frozen
from stakeholders.model import Claim, DepartureKind, Membership, Records
from stakeholders.seats import Seat, read_other_dates
from stakeholders.tracker.lasting import Lasting
from stakeholders.tracker.postings import read_field, read_some

_ALWAYS: Final = 0
_NEVER: Final = date.max.toordinal() + 1
_STAYED: Final = (_NEVER, _NEVER)
Bounds = tuple[int, int]
Days = tuple[int, int, int, int]


@frozen(eq=False)
class Attendances:
    """The seats of a tracker by the days on which they surely, and perhaps, were held."""

    _certain: Lasting
    _possible: Lasting

    @classmethod
    def make(cls, records: Records, get_seat: Callable[[int], Seat]) -> "Attendances":
        """Return the look-up; a seat is made only where a plain look at its dates will not do."""
        with pause_collector():
            certain, possible = _Spans(), _Spans()
            for row, (can, sure, ending, over) in enumerate(_bound_seats(records, get_seat)):
                if sure >= ending:
                    possible.add(row, can, over)
                    continue
                certain.add(row, sure, ending)
                if can < sure:
                    possible.add(row, can, sure)
                if ending < over:
                    possible.add(row, ending, over)
            return cls(certain.make_lasting(), possible.make_lasting())

    def find(self, day: date) -> Attendance:
        """Return who sat where when a day ended."""
        number = day.toordinal()
        return Attendance(
            on=day, certain=self._certain.find(number), possible=self._possible.find(number)
        )


class _Spans:
    def __init__(self) -> None:
        self._firsts, self._ends, self._rows = array("i"), array("i"), array("i")

    def add(self, row: int, first: int, end: int) -> None:
        self._firsts.append(first)
        self._ends.append(end)
        self._rows.append(row)

    def make_lasting(self) -> Lasting:
        return Lasting.make(self._firsts, self._ends, self._rows)


def bound_seat(seat: Seat) -> Days:
    """Return from when a seat can be held and surely is, until when it surely is and can be."""
    can, sure = _bound(seat.membership.start, seat.others)
    endings = [_bound(ending.when, ending.others) for ending in seat.endings]
    surely = min((first for first, _ in endings), default=_NEVER)
    return can, sure, surely, min((last for _, last in endings), default=_NEVER)


def bound_rows(
    memberships: Sequence[Membership], rows: Sequence[int]
) -> list[tuple[int, int, int]]:
    """Return each row with the days from which and until which its own dates let it be held.

    Something else may have ended it before.
    """
    names = ("start", "end", "disputed")
    starts, ends, disputed = (read_some(memberships, name, rows) for name in names)
    return [
        (row, _ALWAYS, _NEVER) if odd else (row, _bound(start, ())[0], _bound(end, ())[1])
        for row, start, end, odd in zip(rows, starts, ends, disputed, strict=True)
    ]


def _bound(taken: PartialDate | None, others: Iterable[PartialDate]) -> Bounds:
    """Return the day before which nothing has surely come, and that by which it surely has."""
    if taken is None:
        return _ALWAYS, _NEVER
    bounds = [_bound_date(when) for when in (taken, *others)]
    return min(first for first, _ in bounds), max(last for _, last in bounds)


def _bound_date(when: PartialDate) -> Bounds:
    first = when.earliest.toordinal() if when.earliest is not None else _ALWAYS
    return first, when.latest.toordinal() if when.latest is not None else _NEVER


def _bound_all(dates: list[PartialDate | None]) -> list[Bounds]:
    """Return the bounds of dates; of many equal ones, few are more than one object."""
    found = {id(when): when for when in dates}
    bounds = {key: _bound(when, ()) for key, when in found.items()}
    return list(map(bounds.__getitem__, map(id, dates)))


def _bound_seats(records: Records, get_seat: Callable[[int], Seat]) -> Iterator[Days]:
    """Yield for every seat what `bound_seat` gives; most need no seat for it."""
    leaving, over = _list_leaving(records), _list_over(records)
    names = ("person", "body", "start", "end", "disputed")
    people, bodies, starts, ends, disputed = (read_field(records.memberships, n) for n in names)
    columns = (people, bodies, _bound_all(starts), ends, _bound_all(ends), disputed)
    for row, (person, body, (can, sure), end, ended, odd) in enumerate(zip(*columns, strict=True)):
        left = leaving.get((person, body), _STAYED) if end is None else ended
        if odd or left is None:
            yield bound_seat(get_seat(row))
            continue
        surely, last = left if left[1] >= can or end is not None else _STAYED
        if body in over:
            surely, last = min(surely, over[body][0]), min(last, over[body][1])
        if person in over:
            surely, last = min(surely, over[person][0]), min(last, over[person][1])
        yield can, sure, surely, last


def _list_leaving(records: Records) -> Mapping[tuple[str | None, str], Bounds | None]:
    """Return when each left what; None where that takes a closer look."""
    found: dict[tuple[str | None, str], Bounds | None] = {}
    names = ("people", "bodies", "kind", "date", "disputed")
    people, bodies, kinds, dates, disputed = (read_field(records.departures, n) for n in names)
    columns = (people, bodies, kinds, _bound_all(dates), disputed)
    for leavers, groups, kind, when, odd in zip(*columns, strict=True):
        if kind is DepartureKind.DECLINED_SEAT:
            continue
        for person in leavers:
            for body in groups:
                key = person, body
                found[key] = None if odd or key in found else when
    return found


def _list_over(records: Records) -> Mapping[str, Bounds]:
    """Return when people died, and organizations and bodies were dissolved."""
    found: dict[str, Bounds] = {}
    sections: tuple[tuple[Sequence[Claim], str], ...] = (
        (records.people, "died"),
        (records.organizations, "dissolved"),
        (records.bodies, "dissolved"),
    )
    for section, field in sections:
        ids, dates = (read_field(section, name) for name in ("id", field))
        for row, when in enumerate(dates):
            if when is not None:
                found[ids[row]] = _bound(when, read_other_dates(section[row], field))
    return found
