"""Dates as precise as their source: an earliest and a latest possible day, written as EDTF."""

import enum
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, Self

from stakeholders.errors import DateError
from stakeholders.late import field, frozen
from stakeholders.twins import find_maker

_FORMS: Final = (
    "expected a year, month or day (2011, 2011-09, 2011-09-14), one unknown day between two "
    "(2011-09-14..2011-09-15), by or from a day (../2011-09, 2011-09/..), "
    "with ~ for about, ? for doubtful, % for both"
)
_POINT: Final = re.compile(
    r"(?P<year>[12](?:[0-9]{3}|[0-9]{2}X|[0-9]XX))"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?(?P<doubt>[~?%]?)",
    re.ASCII,
)
# Few texts come to these two: `re` compiles them when one does.
_RANGE: Final = r"\[?(?P<first>[^\[\]/]*?)(?P<sign>\.\.|/)(?P<last>[^\[\]/]*?)\]?"
_LOOSE: Final = r"(?P<year>[12][0-9]{3})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})"
_QUARTERS: Final = {"33": (1, 3), "34": (4, 6), "35": (7, 9), "36": (10, 12)}
_SEASONS: Final = frozenset({"21", "22", "23", "24"})
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_LONGEST: Final = 64


class Truth(enum.Enum):
    """The three answers to a question about a day.

    Example:
        >>> PartialDate.parse("2011-09").is_by(date(2011, 9, 15))
        <Truth.CANNOT_TELL: 'cannot tell'>
    """

    YES = "yes"
    NO = "no"
    CANNOT_TELL = "cannot tell"


@frozen(weakref_slot=False)
class PartialDate:
    """One day, known to lie from `earliest` to `latest`; None is an end that is not known.

    Written as a subset of EDTF (ISO 8601-2:2019): `2011`, `2011-09`, `2011-09-14`; unspecified
    digits (`201X`, `2011-XX`); quarters (`2011-33` to `2011-36`); one unknown day between two
    (`2011-09-14..2011-09-15`); on or before (`../2011-09`), on or after (`2011-09/..`). A mark of
    doubt (`~` about, `?` doubtful, `%` both) widens both bounds by one unit of the date's own
    precision, so that no certain answer rests on a date that its source doubts.

    Example:
        >>> left = PartialDate.parse("2011-09-14..2011-09-15")
        >>> left.earliest, left.latest
        (datetime.date(2011, 9, 14), datetime.date(2011, 9, 15))
        >>> left.in_words()
        '14 or 15 September 2011'
    """

    edtf: str
    earliest: date | None = field(eq=False, repr=False)
    latest: date | None = field(eq=False, repr=False)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an EDTF string; sets `[a..b]` and intervals `a/b` are read as `a..b`.

        Raises:
            DateError: if the text is not one of the accepted forms, or no such day exists.
        """
        if len(text) > _LONGEST:
            raise DateError(text, _FORMS)
        plain = _read_plain(text)
        if plain is not None:
            return find_maker(cls)(text, *plain)
        point = _POINT.fullmatch(text)
        if point is not None:
            return find_maker(cls)(text, *_bound_point(point, text))
        ends = re.fullmatch(_RANGE, text)
        if ends is None:
            raise DateError(text, _explain_refusal(text))
        return cls._parse_range(text, ends["first"], ends["last"])

    @classmethod
    def _parse_range(cls, text: str, first: str, last: str) -> Self:
        first, last = ("" if end == ".." else end for end in (first, last))
        if not first and not last:
            raise DateError(text, "at least one end must be known")
        earliest = _bound_end(text, first)[0] if first else None
        latest = _bound_end(text, last)[1] if last else None
        if earliest and latest and latest < earliest:
            raise DateError(text, "the end lies before the beginning")
        if first and last:
            return cls(f"{first}..{last}", earliest, latest)
        return cls(f"{first or '..'}/{last or '..'}", earliest, latest)

    @classmethod
    def of(cls, when: "date | str | PartialDate") -> "PartialDate":
        """Return the date as a PartialDate, whichever of the three forms it has.

        Raises:
            DateError: if a string is not one of the accepted forms.
        """
        if isinstance(when, PartialDate):
            return when
        if isinstance(when, str):
            return cls.parse(when)
        day = date(when.year, when.month, when.day)
        return cls(day.isoformat(), day, day)

    def __str__(self) -> str:
        return self.edtf

    def is_by(self, day: date) -> Truth:
        """Tell whether this day has come when the given day ends."""
        if self.latest is not None and self.latest <= day:
            return Truth.YES
        if self.earliest is not None and self.earliest > day:
            return Truth.NO
        return Truth.CANNOT_TELL

    def is_surely_before(self, other: "PartialDate") -> bool:
        """Tell whether every day this can be lies before every day the other can be."""
        return (
            self.latest is not None and other.earliest is not None and self.latest < other.earliest
        )

    @property
    def sort_key(self) -> tuple[date, date]:
        """The bounds for sorting by time; an unknown end sorts last."""
        return (self.earliest or self.latest or date.max, self.latest or date.max)

    def in_words(self) -> str:
        """Return the date as English prose, without a preposition.

        Example:
            >>> PartialDate.parse("2011-09~").in_words()
            'about September 2011'
            >>> PartialDate.parse("../2013-10-17").in_words()
            '17 October 2013 or before'
        """
        text = self.edtf
        if "/" in text:
            known, word = (text[:-3], "after") if text.endswith("/..") else (text[3:], "before")
            return f"{_say_point(known)} or {word}"
        if ".." in text:
            return _say_range(*text.split(".."))
        return _say_point(text)

    def as_phrase(self) -> str:
        """Return the date as English prose with its preposition.

        Example:
            >>> PartialDate.parse("2011-09-14").as_phrase()
            'on 14 September 2011'
            >>> PartialDate.parse("2011-09").as_phrase()
            'in September 2011'
        """
        words = self.in_words()
        if words.startswith(("about", "between", "perhaps")):
            return words
        day = words.split(" ", 1)[0]
        is_day = day.isdigit() and len(day) <= 2  # noqa: PLR2004 - a year has four digits
        return f"on {words}" if is_day else f"in {words}"


def read_day(when: date | str | PartialDate) -> date:
    """Return the one day that is meant; a question about a day needs one.

    Raises:
        DateError: if the date is not a date, or known to the month or year only.
    """
    moment = PartialDate.of(when)
    if moment.earliest is None or moment.earliest != moment.latest:
        raise DateError(moment.edtf, "expected one day, such as 2011-09-16")
    return moment.earliest


def _read_plain(text: str) -> tuple[date, date] | None:
    """Return the bounds of a plain day or month: most dates are, and need no closer look."""
    if text[4:5] != "-" or text[0] not in "12":
        return None
    try:
        if len(text) == len("2011-09-14") and text[7] == "-":
            day = date.fromisoformat(text)
            return day, day
        if len(text) == len("2011-09"):
            first = date.fromisoformat(f"{text}-01")
            return first, _end_month(first.year, first.month)
    except ValueError:
        pass
    return None


def _bound_end(text: str, end: str) -> tuple[date, date]:
    point = _POINT.fullmatch(end)
    if point is None:
        raise DateError(text, _explain_refusal(end))
    if point["doubt"]:
        raise DateError(text, "a range already is the doubt: write its ends without ~, ? or %")
    return _bound_point(point, text)


def _bound_point(point: re.Match[str], text: str) -> tuple[date, date]:
    year, month, day, doubt = point["year"], point["month"], point["day"], point["doubt"]
    if month in (None, "XX"):
        if day not in (None, "XX"):
            raise DateError(text, "a day needs its month")
        first, last, widen = _bound_year(year, text)
    elif "X" in year:
        raise DateError(text, "a month needs its year")
    elif day in (None, "XX"):
        first, last, widen = _bound_month(int(year), month, text)
    else:
        first = last = _read_day(year, month, day, text)
        widen = _widen_day
    return widen(first, last) if doubt else (first, last)


_Bounds = tuple[date, date]
_Widen = Callable[[date, date], _Bounds]


def _bound_year(year: str, text: str) -> tuple[date, date, _Widen]:
    first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if last > 2999:  # noqa: PLR2004 - the last year that the format knows
        raise DateError(text, "years from 1000 to 2999 are known")
    return date(first, 1, 1), date(last, 12, 31), _widen_year


def _bound_month(year: int, month: str, text: str) -> tuple[date, date, _Widen]:
    if month in _SEASONS:
        raise DateError(text, "a season is no fixed span: write its months, as in 2011-03..2011-05")
    first, last = _QUARTERS.get(month, (int(month), int(month)))
    if not 1 <= first <= last <= 12:  # noqa: PLR2004 - months of a year
        raise DateError(text, f"there is no month {month}")
    return date(year, first, 1), _end_month(year, last), _widen_month


def _read_day(year: str, month: str, day: str, text: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise DateError(text, "there is no such day") from None


def _end_month(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _widen_year(first: date, last: date) -> _Bounds:
    return first.replace(year=first.year - 1), last.replace(year=last.year + 1)


def _widen_month(first: date, last: date) -> _Bounds:
    before = first - timedelta(days=1)
    after = last + timedelta(days=1)
    return before.replace(day=1), _end_month(after.year, after.month)


def _widen_day(first: date, last: date) -> _Bounds:
    return first - timedelta(days=1), last + timedelta(days=1)


def _explain_refusal(text: str) -> str:
    loose = re.fullmatch(_LOOSE, text)
    if loose is None:
        return _FORMS
    return f"write {loose['year']}-{loose['month']:0>2}-{loose['day']:0>2}"


_DOUBTS: Final = {"~": "about ", "?": "perhaps ", "%": "perhaps about ", "": ""}


def _say_point(text: str) -> str:
    doubt = text[-1] if text[-1] in "~?%" else ""
    year, *rest = text.rstrip("~?%").split("-")
    rest = [part for part in rest if part != "XX"]
    if "X" in year:
        words = f"the {year.replace('X', '0')}s"
    elif not rest:
        words = year
    elif rest[0] in _QUARTERS:
        words = f"the {('first', 'second', 'third', 'fourth')[int(rest[0]) - 33]} quarter of {year}"
    else:
        day = f"{int(rest[1])} " if rest[1:] else ""
        words = f"{day}{_MONTHS[int(rest[0]) - 1]} {year}"
    return _DOUBTS[doubt] + words


def _say_range(first: str, last: str) -> str:
    begin, end = _say_point(first), _say_point(last)
    if begin == end:
        return begin
    days = first.count("-") == last.count("-") == 2  # noqa: PLR2004 - both are days
    if days and date.fromisoformat(last) - date.fromisoformat(first) == timedelta(days=1):
        shared = first[:7] == last[:7]
        return f"{begin.split(' ')[0]} or {end}" if shared else f"{begin} or {end}"
    return f"between {begin} and {end}"
