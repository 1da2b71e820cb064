"""Simulated annealing over subsets, with the cooling that discourse network analysis uses."""

from collections.abc import Callable

import numpy as np

Subset = frozenset[int]
Score = Callable[[Subset], float]


def anneal(
    score: Score, *, number: int, size: int | None, rounds: int, dice: np.random.Generator
) -> Subset:
    """Return the subset of range(number) with the lowest score that was met.

    The walk starts from a random subset. A move adds, removes or swaps a member; with a `size`, it
    swaps. No subset is empty or whole. At step t of T the temperature is
    1 - 1/(1 + exp(5 - 12 t/T)), and a worse subset is taken with probability
    temperature * exp(old - new) (Leifeld's rDNA).
    """
    start = int(dice.integers(1, number)) if size is None else size
    current = best = frozenset(dice.permutation(number)[:start].tolist())
    known = lowest = score(current)
    for step in range(1, rounds + 1):
        proposed = _propose(current, number, dice, is_fixed=size is not None)
        found = score(proposed)
        temperature = 1 - 1 / (1 + np.exp(5 - 12 * step / rounds))
        if found < known or dice.random() < temperature * np.exp(known - found):
            current, known = proposed, found
        if known < lowest:
            best, lowest = current, known
    return best


def _propose(current: Subset, number: int, dice: np.random.Generator, *, is_fixed: bool) -> Subset:
    inside = sorted(current)
    outside = sorted(set(range(number)) - current)
    moves = [(True, True)]
    if not is_fixed:
        moves += [(True, False)] if len(outside) > 1 else []
        moves += [(False, True)] if len(inside) > 1 else []
    adds, removes = moves[int(dice.integers(len(moves)))]
    changed = set(current)
    if removes:
        changed.remove(inside[int(dice.integers(len(inside)))])
    if adds:
        changed.add(outside[int(dice.integers(len(outside)))])
    return frozenset(changed)
