"""How positions spread along a scale: Esteban-Ray polarization and van der Eijk's agreement."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike

from stakeholders.analysis.discourse.network import Floats
from stakeholders.errors import QuestionError

MAX_ALPHA = 1.6
_LEAST_CATEGORIES = 3


def measure_esteban_ray(
    positions: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    alpha: float = 1.0,
    span: float | None = None,
) -> float:
    """Return the Esteban-Ray polarization of positions on a line.

    P = sum over places i, j of p_i^(1 + alpha) p_j abs(y_i - y_j)/span, with p_i the share of the
    weight that stands at place y_i. Actors at the same place are one group. With alpha 0 it is the
    mean difference that the Gini coefficient rests on; the larger alpha, the more it is about a few
    large groups. Where all stand at one place it is 0.

    Source: Esteban and Ray 1994, without their constant K.

    Args:
        positions: where each actor stands, shape (actors,).
        weights: how much each counts, shape (actors,), from 0; alike unless given.
        alpha: from 0 to 1.6, as the authors' axioms demand.
        span: the length of the declared scale; unless given, distances are not divided.

    Raises:
        QuestionError: if the shapes differ, nothing has weight, or alpha or span do not fit.

    Example:
        >>> measure_esteban_ray([0, 0, 1, 1])
        0.25
    """
    places, shares = _pool(_read(positions, "positions"), weights)
    if not 0 <= alpha <= MAX_ALPHA:
        raise QuestionError(f"alpha: {alpha:g}: expected a number from 0 to {MAX_ALPHA}")
    reach = float(np.ptp(places))
    if span is not None and not (span > 0 and span >= reach):
        expected = "at least that" if reach else "more than 0"
        raise QuestionError(
            f"span: {span:g} for positions that lie {reach:g} apart: expected {expected}"
        )
    distances = np.abs(np.subtract.outer(places, places)) / (span or 1.0)
    return float(shares ** (1 + alpha) @ distances @ shares)


def _pool(positions: Floats, weights: ArrayLike | None) -> tuple[Floats, Floats]:
    """Return each place once, and its share of the weight."""
    masses = np.ones(len(positions)) if weights is None else _read(weights, "weights")
    if len(masses) != len(positions):
        raise QuestionError(
            f"weights: {len(masses)} for {len(positions)} positions: expected one for each"
        )
    if masses.min(initial=0) < 0 or not masses.sum() > 0:
        raise QuestionError("weights: expected numbers from 0, at least one of them above 0")
    places, where = np.unique(positions, return_inverse=True)
    return places, np.bincount(where, weights=masses) / masses.sum()


def measure_agreement(counts: ArrayLike) -> float:
    """Return van der Eijk's agreement A of an ordinal distribution.

    1 where all are in one category, 0 where all categories have as many, -1 where half is at
    either end. The distribution is taken apart in layers, each of which takes as much from every
    category that is not empty yet as the smallest of them has; A is the mean of the layers' A,
    weighted by what they hold. For a layer with S of K categories, A = U (1 - (S-1)/(K-1)), with
    U = [(K-2) TU - (K-1) TDU]/[(K-2)(TU + TDU)], where of all three categories in order TU counts
    those filled 110 or 011, and TDU those filled 101; U = 1 where there are none.

    The number of categories is part of the question: give the counts of all of the declared scale,
    the empty ones too.

    Source: van der Eijk 2001.

    Args:
        counts: how many there are in each category, in order of the scale; shape (categories,).

    Raises:
        QuestionError: if there are less than three categories, or nothing is in them.

    Example:
        >>> measure_agreement([5, 0, 0, 0, 5])
        -1.0
    """
    left = _read(counts, "counts")
    if len(left) < _LEAST_CATEGORIES:
        raise QuestionError(
            f"counts: {len(left)} categories: expected the counts of at least 3, empty ones too"
        )
    total = float(left.sum())
    if left.min() < 0 or total <= 0:
        raise QuestionError("counts: expected numbers from 0, at least one of them above 0")
    agreement = 0.0
    while (left > 0).any():
        layer = left > 0
        height = float(left[layer].min())
        agreement += _measure_layer(layer.tolist()) * height * float(layer.sum()) / total
        left = np.where(layer, left - height, 0.0)
    return agreement


def _measure_layer(layer: Sequence[bool]) -> float:
    categories = len(layer)
    triples = [sum(2**i * filled for i, filled in enumerate(t)) for t in combinations(layer, 3)]
    fitting = triples.count(0b011) + triples.count(0b110)
    deviating = triples.count(0b101)
    share = 1 - (sum(layer) - 1) / (categories - 1)
    if not fitting + deviating:
        return share
    credit = (categories - 2) * fitting - (categories - 1) * deviating
    return share * credit / ((categories - 2) * (fitting + deviating))


def _read(values: ArrayLike, what: str) -> Floats:
    try:
        numbers = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise QuestionError(f"{what}: expected numbers, got {values!r:.60}") from None
    if numbers.ndim != 1 or not len(numbers) or not np.isfinite(numbers).all():
        raise QuestionError(
            f"{what}: shape {numbers.shape}: expected a row of finite numbers, at least one"
        )
    return numbers
