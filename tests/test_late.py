"""Classes that attrs builds late are what they would be had it built them at once."""

import copy
import inspect
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholders import late
from stakeholders.errors import Mark
from stakeholders.late import has_fields, list_fields
from stakeholders.model import Citation

# What is made by a function that is given: no type checker can know it.
Unknown = Any
VALUES = st.none() | st.integers(-2, 2) | st.text(max_size=2)


def declare(how: Unknown) -> Unknown:
    """Return three classes, one below another, that `how` makes: attrs, or what stands for it."""

    @how.frozen(order=True, weakref_slot=False)
    class Place:
        path: str
        line: int = 1

        def __str__(self) -> str:
            return f"{self.path}:{self.line}"

    @how.frozen(kw_only=True)
    class Act(Place):
        who: str | None
        _kinds: tuple[str, ...] = ()
        mark: object = how.field(default=None, eq=False, repr=False)

    @how.define(eq=False)
    class Basket:
        size: int
        held: list[str] = how.field(factory=list)
        seen: dict[str, int] = how.field(factory=dict, init=False)

    return Place, Act, Basket


@pytest.fixture(params=[False, True], ids=["declared", "built"])
def classes(request: pytest.FixtureRequest) -> Unknown:
    """Return the classes as they are declared, and as they are once attrs built them."""
    made = declare(late)
    if request.param:
        assert [attrs.has(kind) for kind in made] == [True] * 3
    return made


def has_waited(kind: type) -> bool:
    return "__signature__" in vars(kind)


@given(VALUES, VALUES, VALUES)
def test_objects_show_and_compare_as_with_attrs(path: Unknown, line: Unknown, who: Unknown) -> None:
    ours, theirs = declare(late)[1], declare(attrs)[1]
    said = {"path": path, "line": line, "who": who, "kinds": (1,), "mark": who}
    one, other = ours(**said), theirs(**said)
    assert repr(one) == repr(other)
    assert str(one) == str(other)
    assert attrs.asdict(one) == attrs.asdict(other)
    assert (one == ours(**said), hash(one) == hash(ours(**said))) == (True, True)
    assert (one == ours(**said | {"mark": object()}), one == other) == (True, False)
    assert one != ours(**said | {"who": "somebody else"})


@given(st.lists(st.tuples(st.text(max_size=2), st.integers(-2, 2))))
def test_objects_sort_as_with_attrs(given: list[tuple[str, int]]) -> None:
    ours, theirs = declare(late)[0], declare(attrs)[0]
    assert [*map(str, sorted(ours(*each) for each in given))] == [
        *map(str, sorted(theirs(*each) for each in given))
    ]


def test_what_makes_sets_and_compares_is_there_without_attrs() -> None:
    place, act, basket = declare(late)
    made = act(path="a", who=None), place("a", line=2), basket(1)
    assert made[0] == act(path="a", who=None)
    assert place("a") < place("a", 2) <= place("a", 2)
    assert hash(place("a")) == hash(place("a", 1))
    assert (made[2].held, made[2].seen, made[2] == basket(1)) == ([], {}, False)
    assert [has_waited(kind) for kind in (place, act, basket)] == [True] * 3


def test_fields_are_those_that_attrs_tells(classes: Unknown) -> None:
    for kind, other in zip(classes, declare(attrs), strict=True):
        told = [(f.name, f.type, f.eq, f.is_keyword) for f in list_fields(kind)]
        assert told == [(f.name, f.type, f.eq, f.kw_only) for f in attrs.fields(other)]
        assert told == [(f.name, f.type, f.eq, f.is_keyword) for f in list_fields(other)]
        assert told == [(f.name, f.type, f.eq, f.kw_only) for f in attrs.fields(kind)]
        assert kind.__slots__ == other.__slots__
        assert kind.__match_args__ == other.__match_args__
        assert inspect.signature(kind) == inspect.signature(other)
        assert (has_fields(kind), has_fields(other), has_fields(int)) == (True, True, False)


@pytest.mark.parametrize("number", [0, 1], ids=["place", "act"])
def test_a_frozen_object_cannot_be_changed(number: int, classes: Unknown) -> None:
    made = classes[number](path="a", **({"who": "b"} if number else {}))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        made.path = "c"
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        del made.path
    assert made.path == "a"


def test_an_object_that_is_not_frozen_can_be_changed_within_its_slots(classes: Unknown) -> None:
    made = classes[2](1)
    made.size = 2
    with pytest.raises(AttributeError):
        made.other = 3
    assert made.size == 2


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ((), {}),
        (("a", 1, "b"), {}),
        (("a",), {"path": "b"}),
        (("a",), {"whose": "b"}),
    ],
)
def test_arguments_that_do_not_fit_are_refused_by_attrs(
    given: tuple[Any, ...], named: dict[str, Any], classes: Unknown
) -> None:
    with pytest.raises(TypeError) as refused:
        classes[0](*given, **named)
    with pytest.raises(TypeError) as expected:
        declare(attrs)[0](*given, **named)
    assert str(refused.value) == str(expected.value)


def test_evolve_makes_another_object(classes: Unknown) -> None:
    made = classes[1](path="a", who="b", kinds=("c",))
    assert attrs.evolve(made, who="d") == classes[1](path="a", who="d", kinds=("c",))
    assert late.evolve(made, kinds=()) == classes[1](path="a", who="b")


def test_a_hash_stays_when_attrs_builds_the_class() -> None:
    place, _, _ = declare(late)
    known = {place("a"): "found"}
    assert attrs.fields(place)[0].name == "path"
    assert known[place("a")] == "found"


def test_a_class_of_which_many_are_made_is_built() -> None:
    place, _, _ = declare(late)
    last = [place("a", number) for number in range(5_001)][-1]
    assert (has_waited(place), last.line, place("a").line) == (False, 5_000, 1)


def test_several_threads_can_ask_at_once() -> None:
    for _ in range(20):
        _, act, _ = declare(late)
        made = [act(path="a", who=str(number)) for number in range(8)]
        with ThreadPoolExecutor(8) as pool:
            shown = list(pool.map(repr, made))
        assert [text.partition("who=")[2] for text in shown] == [
            f"'{number}', _kinds=())" for number in range(8)
        ]


def test_records_are_pickled_and_copied() -> None:
    mark = Mark("a.yaml", 1, 2)
    cited = Citation(source="s", mark=mark)
    for other in (pickle.loads(pickle.dumps(cited)), copy.deepcopy(cited)):  # noqa: S301 - our own
        assert (other, other.mark) == (cited, mark)


def test_a_class_of_attrs_may_stand_below_one_but_not_above() -> None:
    below: Unknown = attrs.make_class(
        "Below", ["more"], bases=(declare(late)[0],), slots=True, frozen=True, kw_only=True
    )
    assert [field.name for field in list_fields(below)] == ["path", "line", "more"]
    assert below(path="a", more=1) == below(path="a", line=1, more=1)
    with pytest.raises(TypeError, match="Below is a class of attrs: declare it here, too"):
        late.frozen(type("Further", (below,), {}))


def test_what_only_attrs_knows_of_a_field_is_refused() -> None:
    with pytest.raises(TypeError, match="converter: only a class of attrs itself knows that"):
        late.field(converter=int)


def test_what_only_attrs_knows_of_a_class_is_refused() -> None:
    written = {"__annotations__": {}, "__attrs_post_init__": print}
    with pytest.raises(TypeError, match="__attrs_post_init__: only a class of attrs itself"):
        late.frozen(type("Written", (), written))
    with pytest.raises(TypeError, match="cache_hash: only a class of attrs itself knows that"):
        late.frozen(cache_hash=True)(type("Written", (), {"__annotations__": {}}))


def test_an_object_is_replaced_as_python_does_where_attrs_can() -> None:
    made, expected = (declare(how)[0]("a", 1) for how in (late, attrs))
    assert hasattr(made, "__replace__") == hasattr(expected, "__replace__")
    if sys.version_info >= (3, 13):
        made = declare(late)[0]("a", 1)
        assert copy.replace(made, line=2) == type(made)("a", 2)


def test_the_records_are_classes_that_wait() -> None:
    code = """\
import sys
from stakeholders import model
mark = model.Mark("a.yaml", 1, 2)
person = model.Person(id="ana", name="Ana", mark=mark)
assert person == model.Person(id="ana", name="Ana", mark=mark) and mark < model.Mark("b", 1, 1)
before = "attrs" in sys.modules
print(before, model.Person.__attrs_attrs__[0].name, "attrs" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False mark True\n"
