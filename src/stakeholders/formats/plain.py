"""Records and answers as plain JSON: one function for all of them."""

import enum
from collections.abc import Mapping, Sequence
from datetime import date

from stakeholders.dates import PartialDate
from stakeholders.errors import Mark
from stakeholders.late import has_fields, list_fields
from stakeholders.model import Citation

Plain = str | int | float | bool | None | list["Plain"] | dict[str, "Plain"]


def to_plain(value: object) -> Plain:  # noqa: PLR0911 - one return for each kind of value
    """Return records, answers, and tuples of them as what `json.dumps` takes as it is.

    A record becomes an object of its fields, and its mark the three fields `file`, `line` and
    `column`; dates become EDTF text, enums their values, and a citation with no more to say than
    its source becomes the id.

    Raises:
        TypeError: if the value is none of these.

    Example:
        >>> to_plain((PartialDate.parse("2011-09"), date(2011, 9, 16)))
        ['2011-09', '2011-09-16']
    """
    if isinstance(value, enum.Enum):
        return str(value.value)
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, PartialDate):
        return value.edtf
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Sequence | frozenset):
        return [to_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    if has_fields(type(value)):
        return _flatten(value)
    raise TypeError(f"cannot make plain JSON of a {type(value).__name__}")


def _flatten(record: object) -> Plain:
    if isinstance(record, Citation) and record.locator is None and record.quote is None:
        return record.source
    plain: dict[str, Plain] = {}
    for field in list_fields(type(record)):
        value = getattr(record, field.name)
        if isinstance(value, Mark):
            plain |= {"file": value.path, "line": value.line, "column": value.column}
        elif field.eq:
            plain[field.name] = to_plain(value)
    return plain
