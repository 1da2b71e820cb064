"""The best split of actors into two camps: exact for few, searched for and bounded for many."""

import attrs
import numpy as np

from stakeholders.analysis.discourse.network import Floats
from stakeholders.analysis.discourse.numbers import read_whole
from stakeholders.analysis.structure.dice import make_dice
from stakeholders.errors import QuestionError

EXACT_ACTORS = 20
"""Up to so many actors every split is looked at."""

_STARTS = 20
_REST = 10
_PATIENCE = 10
_BOUND_ROUNDS = 120
_TOLERANCE = 1e-9
_LANCZOS_STEPS = 40
_NOISE = 0.01


@attrs.frozen(kw_only=True, eq=False)
class Split:
    """Two camps as signs, 1 for the first actor's and -1 for the other, and what they reach.

    `value` is x'Sx for the signs x and the ties S; no split can reach more than `bound`. `ties`
    counts the splits that reach the value; it is None where not every split was looked at.
    """

    signs: Floats
    value: float
    bound: float
    ties: int | None

    @property
    def is_exact(self) -> bool:
        """Whether every split was looked at, so that the value is the bound."""
        return self.ties is not None


def find_split(
    ties: Floats,
    *,
    sizes: tuple[int, int] | None,
    seed: int,
    exact_actors: int = EXACT_ACTORS,
) -> Split:
    """Return the split x of +1 and -1 with the largest x'Sx, the sum of ties kept less those cut.

    `ties` is symmetric, of shape (actors, actors), with a zero diagonal. Up to `exact_actors`, each
    of the 2^(n-1) splits is looked at. Beyond, the best of 21 tabu walks is taken, from the signs
    of the leading eigenvector and from 20 seeded random splits. The bound is then the smaller of
    sum abs(S_ij) and n times the largest eigenvalue of S + diag(u), sum u = 0, with u improved by
    120 subgradient steps (the dual of the relaxation of Goemans and Williamson 1995).

    Raises:
        QuestionError: if the sizes do not add up to the number of actors.
    """
    _check_sizes(sizes, len(ties))
    read_whole(seed, "seed", least=0)
    if len(ties) <= exact_actors:
        return _enumerate(ties, sizes)
    return _search(ties, sizes, seed)


def _check_sizes(sizes: tuple[int, int] | None, actors: int) -> None:
    if sizes is not None and (len(sizes) != 2 or sum(sizes) != actors or min(sizes) < 0):  # noqa: PLR2004 - two camps
        raise QuestionError(
            f"sizes: {sizes} for {actors} actors: expected two numbers from 0 that add up to"
            f" {actors}, such as {(actors // 2, actors - actors // 2)}"
        )


def _enumerate(ties: Floats, sizes: tuple[int, int] | None) -> Split:
    """Look at every split: all halves of it against all other halves, by one matrix product."""
    middle = (len(ties) + 1) // 2
    left = _list_signs(middle)[: 2 ** (middle - 1)]
    right = _list_signs(len(ties) - middle)
    values = 2 * left @ ties[:middle, middle:] @ right.T
    values += _sum_within(ties[:middle, :middle], left)[:, None]
    values += _sum_within(ties[middle:, middle:], right)
    if sizes is not None:
        first = (left > 0).sum(axis=1)[:, None] + (right > 0).sum(axis=1)
        values[~np.isin(first, sizes)] = -np.inf
    best = float(values.max())
    reached = np.argwhere(values >= best - _TOLERANCE * np.abs(ties).sum())
    signs = np.concatenate([left[reached[0][0]], right[reached[0][1]]])
    return Split(signs=signs, value=best, bound=best, ties=len(reached))


def _list_signs(number: int) -> Floats:
    """Return all 2^number rows of signs; in the first half of them the first sign is 1."""
    bits = np.arange(2**number)[:, None] >> np.arange(number)[::-1] & 1
    return np.where(bits, -1.0, 1.0)


def _sum_within(ties: Floats, signs: Floats) -> Floats:
    within: Floats = np.einsum("ri,ij,rj->r", signs, ties, signs, optimize=True)
    return within


def _search(ties: Floats, sizes: tuple[int, int] | None, seed: int) -> Split:
    dice = make_dice(seed)
    _, leading = _approach_leading(ties, dice.standard_normal(len(ties)))
    orders = [leading, *dice.standard_normal((_STARTS, len(ties)))]
    walked = [_walk(ties, _cut(order, sizes), is_fixed=sizes is not None) for order in orders]
    signs = max(walked, key=lambda signs: signs @ ties @ signs)
    signs *= signs[0]
    value = float(signs @ ties @ signs)
    return Split(signs=signs, value=value, bound=_find_bound(ties, value, dice), ties=None)


def _cut(order: Floats, sizes: tuple[int, int] | None) -> Floats:
    if sizes is None:
        return np.where(order >= 0, 1.0, -1.0)
    signs = np.full(len(order), -1.0)
    signs[np.argsort(-order, kind="stable")[: sizes[0]]] = 1.0
    return signs


def _walk(ties: Floats, signs: Floats, *, is_fixed: bool) -> Floats:
    """Return the best split on a tabu walk: always the best move of who has not just moved.

    With fixed sizes moves alternate between the camps, and only every second split counts. The
    walk ends when it has found nothing better for ten moves per actor.
    """
    actors = len(signs)
    smaller = int(min((signs > 0).sum(), (signs < 0).sum()))
    if is_fixed and not smaller:
        return signs
    rest = min(_REST, smaller // 2) if is_fixed else _REST
    least = _TOLERANCE * np.abs(ties).sum()
    pull = ties @ signs
    value = highest = float(signs @ pull)
    best, since, move = signs.copy(), 0, 0
    waits_until = np.zeros(actors)
    while move < since + _PATIENCE * actors:
        may_move = waits_until <= move
        if is_fixed:
            may_move &= signs == (1 if move % 2 == 0 else -1)
        gains = np.where(may_move, -4 * signs * pull, -np.inf)
        mover = gains.argmax()
        value += gains[mover]
        signs[mover] *= -1
        pull += 2 * signs[mover] * ties[mover]
        move += 1
        waits_until[mover] = move + rest
        if value > highest + least and not (is_fixed and move % 2):
            highest, best, since = value, signs.copy(), move
    return best


def _find_bound(ties: Floats, value: float, dice: np.random.Generator) -> float:
    """Return what no split can exceed; for that, only the last eigenvalue has to be exact."""
    actors = len(ties)
    if not ties.any():
        return value
    shift = best = np.zeros(actors)
    lowest = np.inf
    vector = np.zeros(actors)
    for _ in range(_BOUND_ROUNDS):
        # Some noise, since a vector of one part of the actors alone would never leave it.
        start = vector + _NOISE * dice.standard_normal(actors) / np.sqrt(actors)
        largest, vector = _approach_leading(ties + np.diag(shift), start)
        if largest < lowest:
            lowest, best = largest, shift
        slope = actors * vector**2 - 1
        steepness = float(slope @ slope)
        if steepness < _TOLERANCE:
            break
        shift = shift - (actors * largest - value) / steepness * slope
    largest = float(np.linalg.eigvalsh(ties + np.diag(best - best.mean()))[-1])
    return max(min(float(np.abs(ties).sum()), actors * largest), value)


def _approach_leading(ties: Floats, start: Floats) -> tuple[float, Floats]:
    """Return about the largest eigenvalue and its vector, by one run of Lanczos from a start.

    Orthogonalized in full, and ended where nothing new comes: scipy's `eigsh`, and its `eigh` for
    one eigenvalue alone, fail on some ties that are all alike.
    """
    basis = np.zeros((0, len(start)))
    vector, length = start, float(np.linalg.norm(start))
    least = _TOLERANCE * float(np.abs(ties).sum())
    while length > (least if len(basis) else 0) and len(basis) < min(_LANCZOS_STEPS, len(start)):
        basis = np.vstack([basis, vector / length])
        vector = ties @ basis[-1]
        for _ in range(2):
            vector = vector - basis.T @ (basis @ vector)
        length = float(np.linalg.norm(vector))
    values, vectors = np.linalg.eigh(basis @ ties @ basis.T)
    return float(values[-1]), basis.T @ vectors[:, -1]
