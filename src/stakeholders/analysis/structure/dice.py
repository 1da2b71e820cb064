"""Chance that can be had again: one generator for each seed."""

import numpy as np

from stakeholders.errors import QuestionError


def make_dice(seed: int, *more: int) -> np.random.Generator:
    """Return numpy's default generator for a seed, and for what else tells draws apart.

    Raises:
        QuestionError: if the seed is not a whole number from 0.
    """
    if not isinstance(seed, int | np.integer) or seed < 0:
        raise QuestionError(f"seed: {seed!r}: expected a whole number from 0")
    return np.random.default_rng([seed, *more])
