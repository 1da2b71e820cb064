"""Who agrees with what, and how far: a table of shares, actors by concepts.

The input of the ideal points; made from a tracker, or by hand from a plain matrix.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import attrs
import numpy as np
from numpy.typing import NDArray

from stakeholders.analysis.positions.selecting import Keep, select_statements
from stakeholders.errors import QuestionError, UnknownIdError, find_nearest
from stakeholders.model import Basis, Confidence, Group, Position, Stance, Topic
from stakeholders.tracker import Tracker
from stakeholders.tracker.departures import When

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

SIDES: Final[Mapping[Position, float]] = {
    Position.STRONGLY_OPPOSE: 0.0,
    Position.OPPOSE: 0.0,
    Position.NEUTRAL: 0.5,
    Position.SUPPORT: 1.0,
    Position.STRONGLY_SUPPORT: 1.0,
}
STRENGTHS: Final[Mapping[Position, float]] = {
    position: step / 4 for step, position in enumerate(Position)
}


def _read_labels(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(given)


def _read_shares(given: object) -> Floats:
    shares = np.array(given, dtype=np.float64)
    shares.flags.writeable = False
    return shares


def _read_counts(given: object) -> Counts | None:
    if given is None:
        return None
    counts = np.array(given, dtype=np.int64)
    counts.flags.writeable = False
    return counts


@attrs.frozen(kw_only=True, eq=False)
class Opinions:
    """Actors by concepts, and how far each agrees with each.

    `shares` has the shape (actors, concepts): 1 is agreement in all statements, 0 disagreement in
    all, NaN silence. `counts`, of the same shape, says on how many statements a share rests;
    without it, each share rests on one. `stances` are the statements themselves, by actor and
    concept, where they come from a tracker.

    Raises:
        QuestionError: if the shapes do not fit, a label is twice there, or a share is none.

    Example:
        >>> table = Opinions(actors=("a", "b"), concepts=("k",), shares=[[1.0], [float("nan")]])
        >>> table.counts.tolist()
        [[1], [0]]
    """

    actors: tuple[str, ...] = attrs.field(converter=_read_labels)
    concepts: tuple[str, ...] = attrs.field(converter=_read_labels)
    shares: Floats = attrs.field(converter=_read_shares, repr=False)
    _counts: Counts | None = attrs.field(default=None, converter=_read_counts, repr=False)
    stances: Mapping[tuple[str, str], tuple[Stance, ...]] = attrs.field(factory=dict, repr=False)

    def __attrs_post_init__(self) -> None:
        _check_labels("actor", self.actors)
        _check_labels("concept", self.concepts)
        shape = (len(self.actors), len(self.concepts))
        for name, table in (("shares", self.shares), ("counts", self.counts)):
            if table.shape != shape:
                raise QuestionError(
                    f"{name}: the table is {_say_shape(table.shape)}, but there are {shape[0]} "
                    f"actors and {shape[1]} concepts: expected {_say_shape(shape)}"
                )
        said = self.shares[~np.isnan(self.shares)]
        if said.size and not (said.min() >= 0 and said.max() <= 1):
            wrong = said[(said < 0) | (said > 1)][0]
            raise QuestionError(f"shares: {wrong:g} is no share: expected 0 to 1, NaN for silence")
        if not np.array_equal(self.counts > 0, ~np.isnan(self.shares)):
            raise QuestionError("counts: expected 0 where a share is NaN, and 1 or more elsewhere")

    @property
    def counts(self) -> Counts:
        """On how many statements each share rests, of the shape (actors, concepts)."""
        if self._counts is not None:
            return self._counts
        heard: Counts = (~np.isnan(self.shares)).astype(np.int64)
        return heard

    def get_stances(self, actor: str, concept: str) -> tuple[Stance, ...]:
        """Return the statements behind one share; an empty tuple where the actor is silent.

        Raises:
            UnknownIdError: if there is no such actor or concept.
        """
        for kind, wanted, labels in (
            ("actor", actor, self.actors),
            ("concept", concept, self.concepts),
        ):
            if wanted not in labels:
                raise UnknownIdError(wanted, kind, find_nearest(wanted, labels))
        return self.stances.get((actor, concept), ())


def collect_opinions(
    tracker: Tracker,
    *,
    topics: str | Topic | Iterable[str | Topic] | None = None,
    body: str | Group | None = None,
    on: When | None = None,
    keep: str | Keep = Keep.LATEST,
    basis: str | Basis | Iterable[str | Basis] | None = None,
    min_confidence: str | Confidence = Confidence.MEDIUM,
    by_strength: bool = False,
) -> Opinions:
    """Return the opinions of a tracker: holders by topics, both sorted by id.

    A share is the mean over the statements of the holder on the topic, of 1 for support, 0 for
    opposition and 1/2 for a neutral position; with `by_strength`, of 0, 1/4, 1/2, 3/4 and 1 for
    the five positions from strong opposition to strong support. Stances of an unnamed part of a
    holder are not the holder's, and are left out.

    Args:
        tracker: where to look.
        topics: the concepts, one or several; without them, every topic with a statement.
        body: only itself and those who sat on it (on the day, with `on`).
        on: only statements that surely date from this day or before.
        keep: the "latest" statement of each holder on each topic (those equally late count
            together), or "all".
        basis: only statements on this word, or these.
        min_confidence: leave out statements with less.
        by_strength: tell strong positions from plain ones.

    Raises:
        UnknownIdError: if an id is unknown.
        QuestionError: if a choice or day is not one, or no statement is left.
    """
    chosen = select_statements(
        tracker,
        topics=topics,
        body=body,
        on=on,
        keep=keep,
        basis=basis,
        min_confidence=min_confidence,
    )
    values = STRENGTHS if by_strength else SIDES
    cells: dict[tuple[str, str], list[Stance]] = defaultdict(list)
    for stance in chosen:
        cells[stance.holder, stance.topic].append(stance)
    actors = sorted({holder for holder, _ in cells})
    concepts = sorted({topic for _, topic in cells})
    shares = np.full((len(actors), len(concepts)), np.nan)
    counts = np.zeros(shares.shape, dtype=np.int64)
    rows, columns = _number(actors), _number(concepts)
    for (holder, topic), stances in cells.items():
        place = rows[holder], columns[topic]
        shares[place] = sum(values[one.position] for one in stances) / len(stances)
        counts[place] = len(stances)
    return Opinions(
        actors=tuple(actors),
        concepts=tuple(concepts),
        shares=shares,
        counts=counts,
        stances={place: tuple(stances) for place, stances in cells.items()},
    )


def _number(labels: Sequence[str]) -> dict[str, int]:
    return {label: number for number, label in enumerate(labels)}


def _check_labels(kind: str, labels: Sequence[str]) -> None:
    seen: set[str] = set()
    for label in labels:
        if label in seen:
            raise QuestionError(f"{kind}s: '{label}' is there twice: expected each {kind} once")
        seen.add(label)


def _say_shape(shape: Sequence[int]) -> str:
    return " by ".join(map(str, shape)) or "a single number"
