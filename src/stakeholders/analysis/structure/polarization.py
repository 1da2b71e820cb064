"""How far actors fall into camps: the balance index, its best split, and the E-I index."""

import attrs
import numpy as np
from numpy.typing import NDArray

from stakeholders.analysis.discourse.network import Floats, Network
from stakeholders.analysis.structure.splits import find_split
from stakeholders.analysis.structure.ties import (
    Groups,
    Integers,
    list_groups,
    number_groups,
    read_groups,
    read_positive_ties,
    read_two,
)


@attrs.frozen(kw_only=True)
class Camps:
    """The two camps that fit agreement and conflict best, and how well they do.

    `labels` has 0 for the camp of the first actor and 1 for the other. `score` is the balance
    index Q; no split into two reaches more than `bound`, which is the score where `is_exact`.
    `ties` counts the splits that reach the score, so that 2 says that another is as good; it is
    None where not every split was looked at.
    """

    actors: tuple[str, ...]
    labels: tuple[int, ...]
    score: float
    bound: float
    ties: int | None

    @property
    def is_exact(self) -> bool:
        """Whether every split was looked at."""
        return self.ties is not None

    @property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """The actors of each camp; one camp alone where no cut pays."""
        return list_groups(self.actors, self.labels)


def measure_balance(congruence: Network, conflict: Network, groups: Groups) -> float:
    """Return the balance index Q of a division into groups: 1 is perfect polarization.

    Q = [ sum over pairs of one group (C - F) + sum over pairs of two groups (F - C) ] / sum (C + F)
    for congruence C and conflict F of shape (actors, actors). It is in [-1, 1]: 1 where all agree
    within groups and all conflict is between them, -1 where it is the other way round. Without any
    tie it is 0.

    Source: what Harary's line index of balance (1959) counts, as a score of any number of groups,
    on the congruence and conflict networks of discourse network analysis (Leifeld 2016).

    Raises:
        QuestionError: if the networks are not one-mode, differ in their actors, or have negative
            ties, or the groups do not fit the actors.

    Example:
        >>> from stakeholders.analysis import Statements, make_one_mode
        >>> said = Statements.of(
        ...     actor=["mill", "mine", "union", "city", "city"],
        ...     concept=["toll", "toll", "toll", "toll", "tax"],
        ...     value=[False, False, True, True, True],
        ... )
        >>> congruence = make_one_mode(said, qualifier="congruence")
        >>> conflict = make_one_mode(said, qualifier="conflict")
        >>> congruence.rows
        ('city', 'mill', 'mine', 'union')
        >>> measure_balance(congruence, conflict, [0, 1, 1, 0])
        1.0
    """
    agreement, disagreement = read_two(congruence, conflict)
    total = agreement.sum() + disagreement.sum()
    if not total:
        return 0.0
    net = agreement - disagreement
    is_same = _compare(read_groups(groups, congruence.rows))
    return float((net[is_same].sum() - net[~is_same].sum()) / total)


def find_camps(
    congruence: Network,
    conflict: Network,
    *,
    sizes: tuple[int, int] | None = None,
    seed: int = 0,
) -> Camps:
    """Return the split into two camps with the largest balance index Q.

    Both networks are best average-normalized, so that talkative actors do not decide alone. Up to
    20 actors the answer is exact. Beyond, it is the best of 21 climbs, and `bound` tells how much
    better a split could be at most (see `stakeholders.analysis.structure.splits`). An actor without
    ties goes to either camp, which doubles `ties`. One actor, or no ties at all, score 0.

    Source: as `measure_balance`.

    Args:
        congruence: agreement of each two actors, from 0.
        conflict: disagreement of the same actors, from 0.
        sizes: how many actors each camp must have, such as `(3, 4)`; free unless given.
        seed: of the random starts; 0 unless given. It plays no part up to 20 actors.

    Raises:
        QuestionError: as `measure_balance`, and if the sizes do not add up.

    Example:
        >>> from stakeholders.analysis import Statements, make_one_mode
        >>> said = Statements.of(
        ...     actor=["mill", "mine", "union", "city", "city"],
        ...     concept=["toll", "toll", "toll", "toll", "tax"],
        ...     value=[False, False, True, True, True],
        ... )
        >>> congruence = make_one_mode(said, qualifier="congruence")
        >>> conflict = make_one_mode(said, qualifier="conflict")
        >>> camps = find_camps(congruence, conflict)
        >>> camps.groups, camps.score, camps.is_exact
        ((('city', 'union'), ('mill', 'mine')), 1.0, True)
    """
    agreement, disagreement = read_two(congruence, conflict)
    split = find_split(agreement - disagreement, sizes=sizes, seed=seed)
    total = float(agreement.sum() + disagreement.sum()) or 1.0
    return Camps(
        actors=congruence.rows,
        labels=tuple(number_groups(split.signs.tolist()).tolist()),
        # Sums in another order may round past the most there can be.
        score=min(split.value / total, 1.0),
        bound=min(split.bound / total, 1.0),
        ties=split.ties,
    )


def measure_dna_inverted(congruence: Network, conflict: Network, groups: Groups) -> float:
    """Return 1 less the normalized deviation that the Discourse Network Analyzer computes.

    The tool's A sums, over ordered pairs, abs(C - E_c) + abs(F) within group c and abs(C) + abs(F -
    G_cd) between c and d, divided by 2 sum (C + F). The ideal cells are E_c = s_c (s_c - 1)/W * sum
    C/W and G_cd = s_c s_d/B * sum F/B for group sizes s, W = sum s_c (s_c - 1), B = n (n - 1) - W.
    Here 1 - A is given, so that more is better. Where W or B is 0, its ideal is 0. Without any tie
    the result is 0.

    The tool searches for the *largest* deviation, and so reports the division that fits least;
    its published scores are 1 less what this gives for its division. Use `find_camps` to search.

    Source: Leifeld's Discourse Network Analyzer, its polarization score.

    Raises:
        QuestionError: as `measure_balance`.

    Example:
        >>> from stakeholders.analysis import Statements, make_one_mode
        >>> said = Statements.of(
        ...     actor=["mill", "mine", "union", "city", "city"],
        ...     concept=["toll", "toll", "toll", "toll", "tax"],
        ...     value=[False, False, True, True, True],
        ... )
        >>> congruence = make_one_mode(said, qualifier="congruence")
        >>> conflict = make_one_mode(said, qualifier="conflict")
        >>> measure_dna_inverted(congruence, conflict, [0, 1, 1, 0])
        0.75
    """
    agreement, disagreement = read_two(congruence, conflict)
    total = agreement.sum() + disagreement.sum()
    if not total:
        return 0.0
    labels = read_groups(groups, congruence.rows)
    sizes = np.bincount(labels).astype(np.float64)
    own, other = sizes[labels][:, None], sizes[labels]
    is_same = _compare(labels)
    within = float((sizes * (sizes - 1)).sum())
    between = len(labels) * (len(labels) - 1) - within
    ideal_agreement = np.where(is_same, own * (own - 1) * _share(agreement, within), 0)
    ideal_conflict = np.where(is_same, 0, own * other * _share(disagreement, between))
    deviation = np.abs(agreement - ideal_agreement) + np.abs(disagreement - ideal_conflict)
    np.fill_diagonal(deviation, 0)
    return float(1 - deviation.sum() / (2 * total))


def _share(ties: Floats, pairs: float) -> float:
    return float(ties.sum()) / pairs**2 if pairs else 0.0


def measure_ei(network: Network, groups: Groups) -> float:
    """Return the E-I index: external less internal ties, by their sum.

    EI = (E - I)/(E + I), with E the weight of ties between groups and I within them; -1 where all
    ties stay inside, 1 where all cross. Without ties it is 0. It depends on group sizes: compare
    with the share of pairs that cross before a word like "closed" is used.

    Source: Krackhardt and Stern 1988.

    Raises:
        QuestionError: if the network is not one-mode or has negative ties, or the groups do not
            fit the actors.

    Example:
        >>> from stakeholders.analysis import Statements, make_one_mode
        >>> said = Statements.of(
        ...     actor=["mill", "mine", "union", "city", "city"],
        ...     concept=["toll", "toll", "toll", "toll", "tax"],
        ...     value=[False, False, True, True, True],
        ... )
        >>> measure_ei(make_one_mode(said, qualifier="congruence"), [0, 1, 1, 0])
        -1.0
    """
    ties = read_positive_ties(network, "network")
    total = ties.sum()
    if not total:
        return 0.0
    internal = ties[_compare(read_groups(groups, network.rows))].sum()
    return float((total - 2 * internal) / total)


def _compare(labels: Integers) -> NDArray[np.bool_]:
    """Return whether each two are in one group, shape (actors, actors)."""
    return np.equal.outer(labels, labels)
