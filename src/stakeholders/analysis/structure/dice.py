"""Chance that can be had again: one generator for each seed."""

import numpy as np

from stakeholders.analysis.discourse.numbers import read_whole


def make_dice(seed: int, *more: int) -> np.random.Generator:
    """Return numpy's default generator for a seed, and for what else tells draws apart.

    Raises:
        QuestionError: if the seed is not a whole number from 0.
    """
    return np.random.default_rng([read_whole(seed, "seed", least=0), *more])
