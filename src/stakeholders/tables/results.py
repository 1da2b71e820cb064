"""What engines answer: small frozen rows of ids and numbers, the same from each of them."""

from typing import Any

import attrs


def _key(*names: str) -> Any:  # noqa: ANN401 - a function of any result
    def read(result: object) -> tuple[tuple[bool, Any], ...]:
        values = (getattr(result, name) for name in names)
        return tuple((value is not None, value) for value in values)

    return staticmethod(read)


@attrs.frozen
class Seated:
    """A seat that is held: the row of its membership, and `certain` or `possible`."""

    row: int
    person: str | None
    unnamed: int
    role: str
    status: str

    sort_key = _key("row")


@attrs.frozen
class Stand:
    """A stance that is the latest of its holder: its row, and what it says."""

    row: int
    holder: str
    part: str | None
    position: str
    date: str | None

    sort_key = _key("row")


@attrs.frozen
class Division:
    """How many members, organizations behind them and unnamed seats stand in one position."""

    position: str | None
    members: int
    organizations: int
    unnamed: int

    sort_key = _key("position")


@attrs.frozen
class Left:
    """One who left, for one reason about one topic; `prior` is the row of the last stance on it."""

    row: int
    id: str
    kind: str
    date: str | None
    person: str | None
    reason: int | None
    summary: str | None
    topic: str | None
    prior: int | None
    position: str | None

    sort_key = _key("row", "person", "reason", "topic")


@attrs.frozen
class Move:
    """A change of position: the rows of the stance before and the stance after."""

    holder: str
    topic: str
    before: int
    after: int


@attrs.frozen
class Pair:
    """Two holders, the first of the two by id first: topics they agree on, topics they do not."""

    one: str
    other: str
    agree: int
    conflict: int

    sort_key = _key("one", "other")
