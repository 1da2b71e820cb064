"""Classes of attrs that attrs builds only when somebody needs what it alone gives.

A command that answers from the cache touches some fifty classes. For each attrs writes and compiles
an `__init__`, a `__repr__` and more: 0.75 ms for ten fields, after 25 ms to import attrs itself,
where an empty interpreter takes 11; and hardly any of it is called. Declared here, such a class
takes 0.03 ms: it has its slots, a constructor that sets fields, comparison, and nothing else.
Whoever asks for more (`attrs.fields`, `attrs.evolve`, `repr`, a signature, a pickle), gives
arguments that do not fit, sets a field of a frozen object, or makes very many, is answered by
attrs: it builds the class as it was written, and what it built is put into place.

`__eq__`, `__hash__` and the order stay those of here, so that no hash ever changes. Type checkers
see the functions of attrs.
"""

from _thread import allocate_lock  # threading, which gives the same, is an import of its own
from collections.abc import Callable, Iterator
from operator import attrgetter, eq, ge, gt, le, lt
from typing import TYPE_CHECKING, Any, Final

_REQUIRED: Final = object()
_WORDS: Final = {"default", "factory", "eq", "repr", "init", "kw_only"}
_OPTIONS: Final = {"kw_only", "eq", "order", "slots", "weakref_slot"}
_HOOKS: Final = {"__attrs_pre_init__", "__attrs_post_init__"}
_MANY: Final = 5_000
# What attrs alone answers; the last only since Python 3.13, for copy.replace.
_ASKED: Final = ("__attrs_attrs__", "__signature__", "__replace__")
_set: Final = object.__setattr__
_LOCK: Final = allocate_lock()


class Field:
    """A field of a class: its name, its type as it is written, and whether it is compared."""

    __slots__ = ("argument", "eq", "given", "is_keyword", "name", "type")

    def __init__(self, name: str, written: Any, given: dict[str, Any], *, kw_only: bool) -> None:  # noqa: ANN401 - a type, or a text
        self.name = name
        self.type = written
        self.given = given
        self.eq: bool = given.get("eq", True)
        self.is_keyword: bool = given.get("kw_only", kw_only)
        # What the constructor calls it, as attrs does; None where it does not take it.
        self.argument = name.lstrip("_") if given.get("init", True) else None


class _Declaration:
    """What a class was written as, and what stands in for attrs until it builds the class."""

    def __init__(self, written: type, how: str, options: dict[str, bool]) -> None:
        _refuse(options.keys() - _OPTIONS | vars(written).keys() & _HOOKS)
        self._written = written
        self._how = how
        self._options = options
        self._lasting: dict[str, Any] = {}
        self._waiting: list[str] = []
        self.is_built = False
        self.made = 0
        kw_only = options.get("kw_only", False)
        self.own = [
            Field(name, kind, _read_given(written, name), kw_only=kw_only)
            for name, kind in written.__annotations__.items()
        ]
        inherited = {f.name: f for base in reversed(written.__mro__[1:]) for f in _list_own(base)}
        self.fields = (*inherited.values(), *self.own)
        self.positional = tuple(f.argument for f in self.fields if f.argument and not f.is_keyword)
        self.steps = [
            (f.name, f.argument, f.given.get("default", _REQUIRED), f.given.get("factory"))
            for f in self.fields
        ]
        compared = [field.name for field in self.fields if field.eq]
        self.get_values: Callable[[object], Any] = attrgetter(*compared) if compared else _get_none

    def make_class(self) -> type:
        """Return the class, without what attrs gives."""
        written, options = self._written, self._options
        is_frozen, is_slotted = self._how == "frozen", options.get("slots", True)
        own = dict(vars(written))
        for name in ("__dict__", "__weakref__", *(field.name for field in self.own)):
            own.pop(name, None)
        if options.get("eq", True):
            self._lasting |= {"__eq__": _is_equal, "__hash__": _hash if is_frozen else None}
        if options.get("order", False):
            self._lasting |= _ORDER
        self._waiting += [] if "__repr__" in own else ["__repr__"]
        self._waiting += ["__setattr__", "__delattr__"] if is_frozen else []
        self._waiting += ["__getstate__", "__setstate__"] if is_slotted else []
        own |= self._lasting | {name: _stand_in(name) for name in self._waiting}
        own |= {name: _Asked(name) for name in _ASKED}
        own |= {"__init__": _init, "__match_args__": self.positional, "__declaration__": self}
        if is_slotted:
            wants_weakref = options.get("weakref_slot", True) and not any(
                hasattr(base, "__weakref__") for base in written.__bases__
            )
            weakref = ("__weakref__",) if wants_weakref else ()
            own["__slots__"] = (*(field.name for field in self.own), *weakref)
        return type(written)(written.__name__, written.__bases__, own)

    def build(self, kind: type) -> None:
        """Have attrs build the class as it was written, and put what that gave into its place."""
        import attrs  # noqa: PLC0415 - the reason for all of this

        written = self._written
        with _LOCK:
            if self.is_built:
                return
            for field in self.own:
                if field.given:
                    setattr(written, field.name, attrs.field(**field.given))
            for name, method in self._lasting.items():
                # attrs leaves alone what a class brings along.
                setattr(written, name, method)
            known = {*vars(written), *(field.name for field in self.own), "__slots__"}
            built = vars(getattr(attrs, self._how)(**self._options)(written))
            for name in built.keys() - known - {"__weakref__"}:
                setattr(kind, name, built[name])
            # Other threads may be at it: each name is right at any moment.
            for name in set(_ASKED) - built.keys():
                delattr(kind, name)
            self.is_built = True


def _read_given(written: type, name: str) -> dict[str, Any]:
    value = vars(written).get(name, _REQUIRED)
    if isinstance(value, _Given):
        return value.words
    return {} if value is _REQUIRED else {"default": value}


def _list_own(base: type) -> list[Field]:
    declaration = vars(base).get("__declaration__")
    if isinstance(declaration, _Declaration):
        return declaration.own
    if "__attrs_attrs__" in vars(base):
        raise TypeError(f"{base.__name__} is a class of attrs: declare it here, too")
    return []


def _get_none(_: object) -> tuple[()]:
    return ()


def _build(kind: type) -> None:
    for base in reversed(kind.__mro__):
        declaration = vars(base).get("__declaration__")
        if isinstance(declaration, _Declaration) and not declaration.is_built:
            declaration.build(base)


class _Asked:
    """What of a class is there, or not, once attrs has built it."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, record: object, kind: type) -> object:
        _build(kind)
        return getattr(kind if record is None else record, self._name)


def _stand_in(name: str) -> Callable[..., object]:
    def build_and_call(self: object, *given: object) -> object:
        _build(type(self))
        return getattr(self, name)(*given)

    return build_and_call


def _init(self: Any, *given: object, **named: object) -> None:  # noqa: ANN401 - an object of any class here
    declaration: _Declaration = self.__declaration__
    values: dict[str, object] = dict(zip(declaration.positional, given, strict=False))
    fits = len(values) == len(given) and values.keys().isdisjoint(named)
    values.update(named)
    for name, argument, default, factory in declaration.steps:
        value = values.pop(argument, _REQUIRED) if argument is not None else _REQUIRED
        if value is _REQUIRED:
            value = factory() if factory is not None else default
            fits = fits and value is not _REQUIRED
        _set(self, name, value)
    declaration.made += 1
    if values or not fits or declaration.made > _MANY:
        _build(type(self))
        self.__init__(*given, **named)


def _compare(by: Callable[[Any, Any], bool]) -> Callable[[Any, object], object]:
    def compare(self: Any, other: object) -> object:  # noqa: ANN401 - as above
        get_values = self.__declaration__.get_values
        if other.__class__ is not self.__class__:
            return NotImplemented
        return by(get_values(self), get_values(other))

    return compare


_is_equal: Final = _compare(eq)
_ORDER: Final = {f"__{by.__name__}__": _compare(by) for by in (lt, le, gt, ge)}


def _hash(self: Any) -> int:  # noqa: ANN401 - as above
    return hash(self.__declaration__.get_values(self))


class _Given:
    """What is written of a field behind its type."""

    __slots__ = ("words",)

    def __init__(self, words: dict[str, Any]) -> None:
        self.words = words


def _refuse(unknown: set[str]) -> None:
    if unknown:
        raise TypeError(f"{', '.join(sorted(unknown))}: only a class of attrs itself knows that")


def _field(**words: Any) -> _Given:  # noqa: ANN401 - as in attrs
    _refuse(words.keys() - _WORDS)
    return _Given(words)


def _frozen(kind: type | None = None, /, **options: bool) -> Any:  # noqa: ANN401 - a class, or what takes one
    if kind is None:
        return lambda written: _frozen(written, **options)
    return _Declaration(kind, "frozen", options).make_class()


def _define(kind: type | None = None, /, **options: bool) -> Any:  # noqa: ANN401 - as above
    if kind is None:
        return lambda written: _define(written, **options)
    return _Declaration(kind, "define", options).make_class()


def _evolve(record: Any, **changes: object) -> Any:  # noqa: ANN401 - as in attrs
    import attrs  # noqa: PLC0415 - the reason for all of this

    return attrs.evolve(record, **changes)


if TYPE_CHECKING:
    from attrs import define as define  # noqa: PLC0414 - it is meant for others
    from attrs import evolve as evolve  # noqa: PLC0414 - it is meant for others
    from attrs import field as field  # noqa: PLC0414 - it is meant for others
    from attrs import frozen as frozen  # noqa: PLC0414 - it is meant for others
else:
    define, evolve, field, frozen = _define, _evolve, _field, _frozen


def list_fields(kind: type) -> tuple[Field, ...]:
    """Return the fields of a class of attrs, declared here or not, in their order.

    Example:
        >>> from stakeholders.errors import Mark
        >>> [field.name for field in list_fields(Mark)]
        ['path', 'line', 'column']
    """
    for base in kind.__mro__:
        declaration = vars(base).get("__declaration__")
        if isinstance(declaration, _Declaration):
            return declaration.fields
        if "__attrs_attrs__" in vars(base):
            break
    return tuple(_read_fields(kind))


def _read_fields(kind: Any) -> Iterator[Field]:  # noqa: ANN401 - a class of attrs
    import attrs  # noqa: PLC0415 - the reason for all of this

    for each in attrs.fields(kind):
        yield Field(each.name, each.type, {"eq": bool(each.eq)}, kw_only=each.kw_only)


def has_fields(kind: type) -> bool:
    """Tell whether a class is one of attrs, declared here or not."""
    return hasattr(kind, "__declaration__") or hasattr(kind, "__attrs_attrs__")
