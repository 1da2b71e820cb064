"""How far a signed network is from balance: the ties that no two camps can satisfy."""

import attrs
import numpy as np

from stakeholders.analysis.discourse.network import Network
from stakeholders.analysis.structure.splits import find_split
from stakeholders.analysis.structure.ties import list_groups, number_groups, read_ties


@attrs.frozen(kw_only=True)
class Frustration:
    """The two camps that leave the least weight of ties unsatisfied, and those ties.

    `weight` is that weight, of a `total` of abs(tie); no split leaves less than `least`, which is
    the weight where `is_exact`. `tense` holds the unsatisfied ties as (actor, actor, tie), in order
    of the actors: negative ones within a camp, positive ones between the two.

    """

    actors: tuple[str, ...]
    labels: tuple[int, ...]
    weight: float
    least: float
    total: float
    ties: int | None
    tense: tuple[tuple[str, str, float], ...]

    @property
    def share(self) -> float:
        """The share of the total weight that is unsatisfied: 0 is balance, 1/2 the most."""
        return self.weight / self.total if self.total else 0.0

    @property
    def is_exact(self) -> bool:
        """Whether every split was looked at."""
        return self.ties is not None

    @property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """The actors of each camp."""
        return list_groups(self.actors, self.labels)


def find_frustration(network: Network, *, seed: int = 0) -> Frustration:
    """Return the frustration of a signed network, such as one aggregated by subtract.

    The frustration index is the smallest weight of ties whose removal leaves a balanced network:
    min over signs x of sum over pairs (abs(S_ab) - x_a x_b S_ab)/2, for ties S of shape (actors,
    actors). Up to 20 actors it is exact; beyond, see `stakeholders.analysis.structure.splits` for
    the search and the bound. Without ties it is 0.

    Source: line index of balance, Harary 1959; Aref and Wilson 2018 for its computation.

    Args:
        network: one-mode, with positive and negative ties.
        seed: of the random starts; 0 unless given. It plays no part up to 20 actors.

    Raises:
        QuestionError: if the network is not one-mode.

    Example:
        >>> from stakeholders.analysis import Statements, make_one_mode
        >>> said = Statements.of(
        ...     actor=["mill", "mine", "union", "city", "city"],
        ...     concept=["toll", "toll", "toll", "toll", "tax"],
        ...     value=[False, False, True, True, True],
        ... )
        >>> found = find_frustration(make_one_mode(said, qualifier="subtract"))
        >>> found.groups, found.weight
        ((('city', 'union'), ('mill', 'mine')), 0.0)
    """
    ties = read_ties(network)
    split = find_split(ties, sizes=None, seed=seed)
    total = float(np.abs(ties).sum()) / 2
    is_tense = np.triu(ties * np.outer(split.signs, split.signs) < 0)
    tense = [(int(a), int(b)) for a, b in np.argwhere(is_tense)]
    return Frustration(
        actors=network.rows,
        labels=tuple(number_groups(split.signs.tolist()).tolist()),
        weight=float(sum(abs(ties[pair]) for pair in tense)),
        least=max((total - split.bound / 2) / 2, 0.0),
        total=total,
        ties=split.ties,
        tense=tuple((network.rows[a], network.rows[b], float(ties[a, b])) for a, b in tense),
    )
