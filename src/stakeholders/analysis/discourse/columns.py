"""Columns of text and of days from any sequence: lists, arrays, and columns of data frames.

A column of text becomes integer codes with a table of labels; a column of days, two arrays of day
numbers as in `date.toordinal`. No loop of Python runs over a column that is coded already, or that
an array library can code.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any, Final

import attrs
import numpy as np
from numpy.typing import ArrayLike, NDArray

from stakeholders.dates import PartialDate
from stakeholders.errors import QuestionError

Codes = NDArray[np.int32]
Days = NDArray[np.int32]
NOTHING: Final = -1
NO_DAY: Final = 0
_NO_COLUMNS: Final = (str, bytes, Mapping, AbstractSet)
_DENSE: Final = 1 << 16
_ZONE: Final = re.compile(r"tz=|time_zone='|\[\w+, ")
EPOCH: Final = date(1970, 1, 1).toordinal()


def read_codes(values: object) -> Codes:
    """Return whole numbers as an array of codes.

    Raises:
        QuestionError: if they are not whole numbers, or not one row of them.
    """
    codes = np.asarray(values)
    if codes.ndim != 1 or (codes.size and codes.dtype.kind not in "iu"):
        raise QuestionError(
            f"codes: expected one row of whole numbers, found {codes.dtype} of shape {codes.shape}"
        )
    return codes.astype(np.int32, copy=False)


def read_labels(labels: Iterable[str]) -> tuple[str, ...]:
    """Return labels as a tuple."""
    return tuple(labels)


@attrs.frozen(kw_only=True, eq=False)
class Coded:
    """A column that is coded already: row i says `labels[codes[i]]`, and -1 says nothing.

    Raises:
        QuestionError: if a code has no label, or a label is blank or there twice.

    Example:
        >>> column = Coded(codes=[1, 0, 1], labels=["mill", "union"])
        >>> [column.labels[code] for code in column.codes]
        ['union', 'mill', 'union']
    """

    codes: Codes = attrs.field(converter=read_codes)
    labels: tuple[str, ...] = attrs.field(converter=read_labels)

    def __attrs_post_init__(self) -> None:
        """Refuse codes without labels, and labels that name nothing or two things."""
        if len(set(self.labels)) != len(self.labels) or not all(self.labels):
            raise QuestionError("labels: expected each once and none blank")
        if self.codes.size:
            low, high = int(self.codes.min()), int(self.codes.max())
            if low < NOTHING or high >= len(self.labels):
                found = f"codes from {low} to {high} for {len(self.labels)} labels"
                raise QuestionError(f"codes: expected 0 to {len(self.labels) - 1}, found {found}")

    def __len__(self) -> int:
        return len(self.codes)

    def take(self, rows: NDArray[Any]) -> "Coded":
        """Return some of the rows, with all labels."""
        return attrs.evolve(self, codes=self.codes[rows])

    def sort(self) -> "Coded":
        """Return the same column with its labels in order."""
        order = sorted(range(len(self.labels)), key=self.labels.__getitem__)
        if order == list(range(len(order))):
            return self
        return self._recode(order)

    def trim(self) -> "Coded":
        """Return the same column without the labels that no row has."""
        counts = np.bincount(self.codes[self.codes != NOTHING], minlength=len(self.labels))
        used = np.flatnonzero(counts).tolist()
        return self if len(used) == len(self.labels) else self._recode(used)

    def _recode(self, kept: list[int]) -> "Coded":
        # One place more, at the end: a code of -1 finds itself there.
        places = np.full(len(self.labels) + 1, NOTHING, np.int32)
        places[kept] = np.arange(len(kept), dtype=np.int32)
        return Coded(codes=places[self.codes], labels=[self.labels[code] for code in kept])


def encode_texts(column: object, what: str) -> Coded:
    """Return a column of text as codes, with its labels sorted; what is missing or blank is -1.

    Taken are `Coded`, lists and other sequences, arrays of numpy, and columns of pandas, polars and
    pyarrow; whatever is no text is taken by its name as text.

    Raises:
        QuestionError: if it is no column.
    """
    if isinstance(column, Coded):
        return column.sort()
    _check_column(column, what)
    for sign, encode in _CODERS:
        if hasattr(column, sign):
            codes, labels = encode(column)
            return _clean(codes, labels)
    if isinstance(column, np.ndarray) and column.dtype.kind in "Uiub":
        return _clean(*_encode_array(column))
    return _clean(*_encode_each(_read_values(column), what))


def _clean(codes: ArrayLike, labels: Iterable[object]) -> Coded:
    """Return codes with labels that are text, each once, sorted, and none blank."""
    texts = ["" if is_missing(label) else str(label).strip() for label in labels]
    known = sorted({text for text in texts if text})
    places = {text: place for place, text in enumerate(known)}
    # One place more, at the end: a code of -1 finds nothing there.
    table = np.array([*(places.get(text, NOTHING) for text in texts), NOTHING], np.int32)
    return Coded(codes=table[np.asarray(codes, np.intp)], labels=known)


def is_missing(value: object) -> bool:
    """Tell whether a value is none: None, NaN, NaT, or what pandas calls NA.

    Example:
        >>> is_missing(float("nan")), is_missing("")
        (True, False)
    """
    if value is None:
        return True
    # NaN differs from itself; of NA, even that is missing.
    differs = value != value  # noqa: PLR0124
    return not isinstance(differs, bool | np.bool_) or bool(differs)


def _encode_each(values: Iterable[Hashable], what: str) -> tuple[list[int], list[Hashable]]:
    known: dict[Hashable, int] = {}
    try:
        codes = [known.setdefault(value, len(known)) for value in values]
    except TypeError as error:
        raise QuestionError(f"{what}: expected one value in each row: {error}") from None
    return codes, list(known)


def _encode_array(column: NDArray[Any]) -> tuple[Any, list[object]]:
    if column.dtype.kind in "iub" and column.size:
        numbers = column.astype(np.int64, copy=False)
        low = int(numbers.min())
        if int(numbers.max()) - low < _DENSE:  # as a table: without sorting
            counts = np.bincount(numbers - low)
            places = np.cumsum(counts > 0) - 1
            used = np.flatnonzero(counts).tolist()
            return places[numbers - low], [column.dtype.type(low + n) for n in used]
    labels, codes = np.unique(column, return_inverse=True)
    return codes, labels.tolist()


def _encode_pandas_category(column: Any) -> tuple[Any, Any]:  # noqa: ANN401 - a library's own
    if not hasattr(column.cat, "codes"):  # it is polars that has a `cat` on every column
        return _encode_polars(column)
    return column.cat.codes.to_numpy(), column.cat.categories


def _encode_polars(column: Any) -> tuple[Any, Any]:  # noqa: ANN401 - a library's own
    try:
        return _encode_arrow(column.to_arrow())
    except ImportError:  # polars does without pyarrow, but for this
        return _encode_each(column, "column")


def _encode_arrow(column: Any) -> tuple[Any, Any]:  # noqa: ANN401 - a library's own
    coded = column if hasattr(column.type, "index_type") else column.dictionary_encode()
    if hasattr(coded, "combine_chunks"):
        coded = coded.unify_dictionaries().combine_chunks()
    if hasattr(coded, "num_chunks"):  # none at all
        return np.zeros(0, np.int32), ()
    return _read_indices(coded.indices), coded.dictionary.to_pylist()


def _read_indices(indices: Any) -> NDArray[Any]:  # noqa: ANN401 - a library's own
    if not indices.null_count and hasattr(indices, "__dlpack__"):
        # Not by pyarrow's own way, which loads pandas where it is there: 0.2 s.
        return np.from_dlpack(indices)
    codes = indices.to_numpy(zero_copy_only=False)
    if codes.dtype.kind == "f":  # what is missing has made it so
        codes = np.where(np.isnan(codes), NOTHING, codes)
    return np.asarray(codes).astype(np.int32)


def _encode_pandas(column: Any) -> tuple[Any, Any]:  # noqa: ANN401 - a library's own
    codes, labels = column.factorize()
    return codes, labels


_CODERS: Final[tuple[tuple[str, Callable[[Any], tuple[Any, Any]]], ...]] = (
    ("dictionary_encode", _encode_arrow),
    ("cat", _encode_pandas_category),
    ("factorize", _encode_pandas),
)


def _check_column(column: object, what: str) -> None:
    """Refuse what is no column; a set would come in any order, a table as the names of its own."""
    shape = getattr(column, "shape", None)
    is_row = shape is None or len(shape) == 1
    if isinstance(column, Iterable) and is_row and not isinstance(column, _NO_COLUMNS):
        return
    found = type(column).__name__
    if not is_row:
        found += f" of shape {tuple(shape or ())}"
    raise QuestionError(f"{what}: expected a column, such as a list, found {found}")


def _read_values(column: Any) -> list[Any]:  # noqa: ANN401 - whatever a column is
    return list(column.tolist() if isinstance(column, np.ndarray) else column)


def encode_days(column: object, what: str) -> tuple[Days, Days]:
    """Return the first and the last day that each row can be; 0 where that is not known.

    Taken are dates, PartialDates, EDTF text, and `datetime64` of any unit, of which the day counts,
    in the time zone of the column if it has one; in lists, arrays of numpy, `Coded`, and columns of
    pandas, polars and pyarrow.

    Raises:
        DateError: if a text is no date.
        QuestionError: if it is no column.
    """
    if not isinstance(column, Coded):
        _check_column(column, what)
    kind = str(getattr(column, "dtype", getattr(column, "type", ""))).lower()
    if kind.startswith(("int", "uint", "bool")):
        raise QuestionError(f"{what}: expected dates, or text such as 2011-09-14, found {kind}")
    if kind.startswith(("date", "timestamp")):
        if _ZONE.search(kind):  # an array has but the time of Greenwich
            return _read_moments(*_encode_each(_list_moments(column), what), what)
        days = np.asarray(column, "datetime64[D]")
        numbers = np.where(np.isnat(days), NO_DAY, days.astype(np.int64) + EPOCH).astype(np.int32)
        return numbers, numbers
    if isinstance(column, Coded) or any(hasattr(column, sign) for sign, _ in _CODERS):
        coded = encode_texts(column, what)
        return _read_moments(coded.codes, [*coded.labels, None], what)
    if isinstance(column, np.ndarray) and column.dtype.kind == "U":
        texts, inverse = np.unique(column, return_inverse=True)
        return _read_moments(inverse, texts.tolist(), what)
    codes, moments = _encode_each(_read_values(column), what)
    return _read_moments(codes, moments, what)


def _read_moments(codes: ArrayLike, moments: Iterable[Any], what: str) -> tuple[Days, Days]:
    bounds = [find_bounds(_read_moment(moment, what)) for moment in moments]
    table = np.array(bounds, np.int32).reshape(-1, 2)
    rows = np.asarray(codes, np.intp)
    first = table[rows, 0]
    return first, first if np.array_equal(table[:, 0], table[:, 1]) else table[rows, 1]


def _read_moment(moment: Any, what: str) -> PartialDate | None:  # noqa: ANN401 - whatever is in a column
    if is_missing(moment) or moment == "":
        return None
    if isinstance(moment, str | date | PartialDate):
        return PartialDate.of(moment)
    found = type(moment).__name__
    raise QuestionError(f"{what}: expected dates, or text such as 2011-09-14, found {found}")


def find_bounds(when: PartialDate | None) -> tuple[int, int]:
    """Return the numbers of the first and the last day a date can be, 0 for an end not known."""
    ends = (None, None) if when is None else (when.earliest, when.latest)
    first, last = (NO_DAY if end is None else end.toordinal() for end in ends)
    return first, last


def _list_moments(column: Any) -> list[Any]:  # noqa: ANN401 - a library's own
    return column.to_pylist() if hasattr(column, "to_pylist") else list(column)
