"""How the fields of a record lie in columns: told by the types of its class, and nowhere else."""

import enum
import types
import typing
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from stakeholders.dates import PartialDate
from stakeholders.errors import Mark
from stakeholders.late import frozen, list_fields


class Holds(enum.StrEnum):
    """What a field holds.

    Columns are of whole numbers. A text is its number in the table of texts, 0 for None; so are a
    choice, a date and a decimal number. Texts are a start and a count in a third column; nested
    records a start and a count among the rows of their class; a mark is a path, a line and a
    column.
    """

    TEXT = "text"
    NUMBER = "number"
    DECIMAL = "decimal"
    FLAG = "flag"
    CHOICE = "choice"
    DATE = "date"
    TEXTS = "texts"
    NESTED = "nested"
    MARK = "mark"


_WIDTHS: Final = {Holds.TEXTS: 3, Holds.NESTED: 2, Holds.MARK: 3}
_PLAIN: Final = {
    str: Holds.TEXT,
    int: Holds.NUMBER,
    float: Holds.DECIMAL,
    bool: Holds.FLAG,
    PartialDate: Holds.DATE,
    Mark: Holds.MARK,
}


@frozen
class Column:
    """A field: its name, what it holds, and of which class that is (an enum, or nested records)."""

    name: str
    holds: Holds
    of: Any = None

    @property
    def width(self) -> int:
        """How many columns of numbers it takes."""
        return _WIDTHS.get(self.holds, 1)


@cache
def list_columns(kind: type) -> tuple[Column, ...]:
    """Return the columns of an attrs class, in the order of its fields.

    Raises:
        TypeError: if a field is of a type that columns cannot hold.
    """
    return tuple(_find_column(field.name, field.type) for field in list_fields(kind))


def _find_column(name: str, written: Any) -> Column:  # noqa: ANN401 - a type, or what stands for one
    inner = written
    if isinstance(written, types.UnionType):
        (inner,) = (part for part in typing.get_args(written) if part is not type(None))
    if typing.get_origin(inner) is tuple:
        item = typing.get_args(inner)[0]
        return Column(name, Holds.TEXTS) if item is str else Column(name, Holds.NESTED, item)
    if inner in _PLAIN:
        return Column(name, _PLAIN[inner])
    if isinstance(inner, type) and issubclass(inner, enum.StrEnum):
        return Column(name, Holds.CHOICE, inner)
    raise TypeError(f"{name}: {written} has no column")


@frozen(eq=False)
class Shape:
    """What is kept: sections by name, and every class that is in them, in one order."""

    sections: Mapping[str, type]
    classes: tuple[type, ...]

    @classmethod
    def make(cls, sections: Mapping[str, type]) -> "Shape":
        """Return the shape of sections, each of records of one class."""
        found: dict[type, None] = {}
        for kind in sections.values():
            found.update(dict.fromkeys(_walk_classes(kind)))
        return cls(sections, tuple(found))

    def describe(self) -> str:
        """Return a text that differs whenever columns written for one shape do not fit another."""
        words = [f"{name}={kind.__qualname__}" for name, kind in self.sections.items()]
        for kind in self.classes:
            fields = (
                f"{c.name}:{c.holds}" + (f"({_list_choices(c.of)})" if c.of else "")
                for c in list_columns(kind)
            )
            words.append(f"{kind.__qualname__}({','.join(fields)})")
        return " ".join(words)


def _list_choices(kind: Any) -> str:  # noqa: ANN401 - an enum, or a class
    is_enum = isinstance(kind, enum.EnumType)
    return "|".join(member.value for member in kind) if is_enum else kind.__qualname__


def _walk_classes(kind: type) -> Iterator[type]:
    yield kind
    for column in list_columns(kind):
        if column.holds is Holds.NESTED:
            yield from _walk_classes(column.of)
