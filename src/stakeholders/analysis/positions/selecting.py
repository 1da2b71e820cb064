"""Which statements an analysis takes, of all that a tracker holds."""

import enum
from collections.abc import Callable, Iterable

from stakeholders.analysis.discourse.choices import list_several
from stakeholders.dates import Truth, read_day
from stakeholders.errors import QuestionError
from stakeholders.model import Basis, Confidence, Group, Stance, Topic
from stakeholders.tracker import Tracker
from stakeholders.tracker.departures import When
from stakeholders.tracker.filters import has_confidence, read_choice
from stakeholders.tracker.positions import keep_latest

_Filter = tuple[str, Callable[[Stance], bool]]


class Keep(enum.StrEnum):
    """Which statements of a holder on a topic count: the latest, or all."""

    LATEST = "latest"
    ALL = "all"


def get_topic(tracker: Tracker, topic: str | Topic) -> Topic:
    """Return a topic by its id.

    Raises:
        UnknownIdError: if there is no such topic.
    """
    wanted = topic if isinstance(topic, str) else topic.id
    tracker.stances(topic=wanted)  # raises, where there is no such topic
    found = tracker.get(wanted)
    assert isinstance(found, Topic)  # noqa: S101 - or stances() would have raised
    return found


def select_statements(
    tracker: Tracker,
    *,
    topics: str | Topic | Iterable[str | Topic] | None = None,
    body: str | Group | None = None,
    on: When | None = None,
    keep: str | Keep = Keep.LATEST,
    basis: str | Basis | Iterable[str | Basis] | None = None,
    min_confidence: str | Confidence = Confidence.MEDIUM,
) -> tuple[Stance, ...]:
    """Return the statements that fit, in file order, without those of unnamed parts of a holder.

    The latest are taken after the other filters: where the latest statement is not on the word
    asked for, an earlier one that is speaks.

    Raises:
        UnknownIdError: if an id is unknown.
        QuestionError: if a choice or day is not one, or no statement is left.
    """
    kept = read_choice(keep, Keep, "keep")
    found = tuple(tracker.stances(min_confidence=Confidence.LOW))
    if not found:
        raise QuestionError("no statement is left: the tracker has no stances")
    for what, fits in _list_filters(tracker, topics, body, on, basis, min_confidence):
        left = tuple(one for one in found if fits(one))
        if not left:
            raise QuestionError(f"no statement is left: of {len(found)} statements, none {what}")
        found = left
    if kept is Keep.ALL:
        return found
    latest = {id(one) for one in keep_latest(found)}
    return tuple(one for one in found if id(one) in latest)


def _list_filters(  # noqa: PLR0917 - the filters of the one function above
    tracker: Tracker,
    topics: str | Topic | Iterable[str | Topic] | None,
    body: str | Group | None,
    on: When | None,
    basis: str | Basis | Iterable[str | Basis] | None,
    min_confidence: str | Confidence,
) -> list[_Filter]:
    """Return what a statement must be, each condition with its words for who misses it."""
    least = read_choice(min_confidence, Confidence, "min_confidence")
    filters: list[_Filter] = [
        ("is of a whole holder", lambda one: one.part is None),
        (f"has {least} confidence or more", lambda one: has_confidence(one, least)),
    ]
    if topics is not None:
        wanted = {get_topic(tracker, one).id for one in list_several(topics)}
        filters.append(("is on these topics", lambda one: one.topic in wanted))
    if body is not None:
        held = tracker.stances(body=body, on=on, min_confidence=Confidence.LOW)
        seated = {one.holder for one in (*held, *held.left_out)}
        filters.append(("is of the body or its members", lambda one: one.holder in seated))
    if on is not None:
        day = read_day(on)
        filters.append(
            (
                f"surely dates from {day} or before",
                lambda one: one.date is not None and one.date.is_by(day) is Truth.YES,
            )
        )
    if basis is not None:
        words = read_bases(basis)
        filters.append((f"is {' or '.join(sorted(words))}", lambda one: one.basis in words))
    return filters


def read_bases(basis: str | Basis | Iterable[str | Basis]) -> frozenset[Basis]:
    """Return the bases that a filter names: one, or several.

    Raises:
        QuestionError: if one is not known.

    Example:
        >>> sorted(read_bases(["stated", "reported"]))
        [<Basis.REPORTED: 'reported'>, <Basis.STATED: 'stated'>]
    """
    given = [basis] if isinstance(basis, str) else list(basis)
    return frozenset(read_choice(one, Basis, "basis") for one in given)
