"""Records made quickly where their values were checked already.

The constructor of a frozen attrs class sets each field by a call, which is most of what a record
costs: a stance takes 1.9 microseconds. Its twin is a plain class with the same slots, which sets
them by assignment; an object is made as the twin and then told that it is the record: 0.3
microseconds. CPython allows that between classes of one layout, so records have no weakref slot.
"""

from collections.abc import Callable
from typing import Any, Final, TypeVar, cast

from stakeholders.late import list_fields

R = TypeVar("R")
_MAKERS: Final[dict[type, Callable[..., Any]]] = {}


def find_maker(kind: type[R]) -> Callable[..., R]:
    """Return a function that makes a record from the values of all its fields, in their order.

    Nothing is checked and nothing has a default. `kind` is a slotted attrs class without
    converters, validators or a weakref slot.

    Example:
        >>> from stakeholders.errors import Mark
        >>> find_maker(Mark)("data/people.yaml", 31, 5)
        Mark(path='data/people.yaml', line=31, column=5)
    """
    maker = _MAKERS.get(kind)
    if maker is None:
        maker = _MAKERS[kind] = _write_maker(kind)
    return cast("Callable[..., R]", maker)


def _write_maker(kind: type) -> Callable[..., Any]:
    names = [field.name for field in list_fields(kind)]
    twin = type(
        kind.__name__,
        kind.__bases__,
        {
            "__slots__": kind.__dict__["__slots__"],
            # Both, or CPython takes the slow way to either.
            "__setattr__": object.__setattr__,
            "__delattr__": object.__delattr__,
        },
    )
    lines = [
        f"def make({', '.join(names)}):",
        "_made = _new(_twin)",
        *(f"_made.{name} = {name}" for name in names),
        "_made.__class__ = _kind",
        "return _made",
    ]
    known: dict[str, object] = {"_new": object.__new__, "_twin": twin, "_kind": kind}
    # As attrs does: nothing is in the source but names of fields.
    exec("\n    ".join(lines), known)  # noqa: S102 - written above
    return cast("Callable[..., Any]", known["make"])
