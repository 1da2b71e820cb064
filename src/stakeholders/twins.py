"""Records made quickly where their values were checked already.

The constructor of a frozen attrs class sets each field by a call, which is most of what a record
costs: a stance takes 1.9 microseconds. Its twin is a plain class with the same slots, which sets
them by assignment; an object is made as the twin and then told that it is the record: 0.3
microseconds. CPython allows that between classes of one layout, so records have no weakref slot.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar, cast

from stakeholders.errors import Mark
from stakeholders.late import list_fields

R = TypeVar("R")
_MAKERS: Final[dict[type, Callable[..., Any]]] = {}
_ROW_MAKERS: Final[dict[type, Callable[..., Any]]] = {}


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


def find_row_maker(kind: type[R]) -> Callable[[Sequence[Any]], R]:
    """Return a function that makes a record from a row: path, line, column, and its other fields.

    What holds for `find_maker` holds here; the first field of `kind` is its mark.

    Example:
        >>> from stakeholders.model import Citation
        >>> find_row_maker(Citation)(("data/people.yaml", 31, 5, "gazette", "page 3", None))
        Citation(source='gazette', locator='page 3', quote=None)
    """
    maker = _ROW_MAKERS.get(kind)
    if maker is None:
        maker = _ROW_MAKERS[kind] = _write_row_maker(kind)
    return cast("Callable[[Sequence[Any]], R]", maker)


def _write_maker(kind: type) -> Callable[..., Any]:
    names = [field.name for field in list_fields(kind)]
    lines = [f"def make({', '.join(names)}):", *_list_steps("_made", "", names), "return _made"]
    return _run(lines, {"_twin": _make_twin(kind), "_kind": kind})


def _write_row_maker(kind: type) -> Callable[..., Any]:
    place = [f"_{field.name}" for field in list_fields(Mark)]
    mark, *names = [field.name for field in list_fields(kind)]
    lines = [
        "def make(_row):",
        f"{', '.join([*place, *names])}, = _row",
        *_list_steps(mark, "_mark", [name[1:] for name in place], "_"),
        *_list_steps("_made", "", [mark, *names]),
        "return _made",
    ]
    known = {"_mark_twin": _make_twin(Mark), "_mark_kind": Mark}
    return _run(lines, {"_twin": _make_twin(kind), "_kind": kind, **known})


def _list_steps(made: str, prefix: str, names: Sequence[str], given: str = "") -> list[str]:
    """Return the lines that make one object: as the twin, and then it is told what it is."""
    return [
        f"{made} = _new({prefix}_twin)",
        *(f"{made}.{name} = {given}{name}" for name in names),
        f"{made}.__class__ = {prefix}_kind",
    ]


def _make_twin(kind: type) -> type:
    return type(
        kind.__name__,
        kind.__bases__,
        {
            "__slots__": kind.__dict__["__slots__"],
            # Both, or CPython takes the slow way to either.
            "__setattr__": object.__setattr__,
            "__delattr__": object.__delattr__,
        },
    )


def _run(lines: Sequence[str], known: dict[str, object]) -> Callable[..., Any]:
    known["_new"] = object.__new__
    # As attrs does: nothing is in the source but names of fields.
    exec("\n    ".join(lines), known)  # noqa: S102 - written above
    return cast("Callable[..., Any]", known["make"])
