"""What structure is read from: the ties of a network as an array, and who is in which group."""

from collections.abc import Hashable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from stakeholders.analysis.discourse.network import Floats, Mode, Network
from stakeholders.errors import QuestionError, did_you_mean, find_nearest, join_words, quote

Integers = NDArray[np.int64]
Groups = Mapping[str, Hashable] | Sequence[Hashable]
"""Who is in which group: a mapping from each actor, or one label per actor in their order."""

_SHOWN = 5
_TOLERANCE = 1e-9


def read_ties(network: Network, what: str = "network") -> Floats:
    """Return the ties of a one-mode network as an array of shape (actors, actors).

    Raises:
        QuestionError: if the network is two-mode, has no actor, or its ties are not numbers that
            are the same in both directions.
    """
    if network.mode is not Mode.ONE:
        raise QuestionError(
            f"{what}: a {network.mode} network of {len(network.rows)} rows and"
            f" {len(network.columns)} columns: expected a one-mode network"
        )
    if not network.rows:
        raise QuestionError(f"{what}: it has no actors: expected at least one")
    ties = network.to_dense()
    if not np.isfinite(ties).all():
        raise QuestionError(f"{what}: a tie is not a finite number: expected numbers")
    if not np.allclose(ties, ties.T, rtol=_TOLERANCE, atol=_TOLERANCE):
        raise QuestionError(f"{what}: ties differ by direction: expected a symmetric network")
    np.fill_diagonal(ties, 0)
    return ties


def read_positive_ties(network: Network, what: str) -> Floats:
    """Return the ties of a one-mode network in which no tie may be negative.

    Raises:
        QuestionError: as `read_ties`, and if a tie is below zero.
    """
    ties = read_ties(network, what)
    if ties.min() < 0:
        raise QuestionError(
            f"{what}: a tie of {ties.min():g}: expected none below 0;"
            " aggregate by congruence or conflict, or set negative ties to 0"
        )
    return ties


def read_two(congruence: Network, conflict: Network) -> tuple[Floats, Floats]:
    """Return the ties of a congruence and of a conflict network of the same actors.

    Raises:
        QuestionError: as `read_positive_ties`, and if the actors differ.
    """
    agreement = read_positive_ties(congruence, "congruence")
    disagreement = read_positive_ties(conflict, "conflict")
    check_same(congruence.rows, conflict.rows, "conflict")
    return agreement, disagreement


def check_same(expected: Sequence[str], found: Sequence[str], what: str) -> None:
    """Check that labels are the same in the same order.

    Raises:
        QuestionError: if they are not; the message names the labels that only one side has.
    """
    if tuple(expected) == tuple(found):
        return
    missing = [label for label in expected if label not in set(found)]
    extra = [label for label in found if label not in set(expected)]
    if missing or extra:
        parts = [f"lacks {_list(missing)}"] if missing else []
        parts += [f"has {_list(extra)} besides"] if extra else []
        raise QuestionError(f"{what}: {' and '.join(parts)}: expected the same labels")
    raise QuestionError(f"{what}: the same labels in another order: expected the same order")


def read_groups(groups: Groups, actors: Sequence[str]) -> Integers:
    """Return the group of each actor as a number: 0 for the first actor's, then as they come.

    Raises:
        QuestionError: if an actor has no group, or a group names somebody who is no actor.
    """
    if isinstance(groups, Mapping):
        _check_names(groups, actors)
        return number_groups([groups[actor] for actor in actors])
    if len(groups) != len(actors):
        raise QuestionError(
            f"groups: {len(groups)} labels for {len(actors)} actors: expected one for each"
        )
    return number_groups(groups)


def _check_names(groups: Mapping[str, Hashable], actors: Sequence[str]) -> None:
    missing = [actor for actor in actors if actor not in groups]
    if missing:
        raise QuestionError(f"groups: no group for {_list(missing)}: expected one for each actor")
    for name in groups:
        if name not in set(actors):
            hint = did_you_mean(find_nearest(name, actors))
            raise QuestionError(f"groups: no actor {quote(name)}{hint}")


def number_groups(labels: Iterable[Hashable]) -> Integers:
    """Return labels as numbers, from 0 in order of first appearance.

    Example:
        >>> number_groups(["b", "a", "b"]).tolist()
        [0, 1, 0]
    """
    numbers: dict[Hashable, int] = {}
    found = [numbers.setdefault(label, len(numbers)) for label in labels]
    return np.array(found, dtype=np.int64)


def list_groups(actors: Sequence[str], labels: Sequence[int]) -> tuple[tuple[str, ...], ...]:
    """Return the actors of each group, for labels numbered from 0.

    Example:
        >>> list_groups(["ana", "bo", "cy"], [0, 1, 0])
        (('ana', 'cy'), ('bo',))
    """
    groups: list[list[str]] = [[] for _ in range(max(labels, default=-1) + 1)]
    for actor, label in zip(actors, labels, strict=True):
        groups[label].append(actor)
    return tuple(map(tuple, groups))


def _list(labels: Sequence[str]) -> str:
    shown = [quote(label) for label in labels[:_SHOWN]]
    if len(labels) > _SHOWN:
        shown.append(f"{len(labels) - _SHOWN} more")
    return join_words(shown, "and")
