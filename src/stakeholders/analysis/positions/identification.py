"""Which of all fits that say the same is told: where zero is, how long one is, which way is up.

Points can be moved, stretched and turned, and slopes and cuts against them, without any probability
changing. Each function here returns a fit with the same probabilities.
"""

from collections.abc import Sequence
from typing import Final

import attrs
import numpy as np
from numpy.typing import NDArray

from stakeholders.analysis.positions.ordered_probit import Fit
from stakeholders.errors import QuestionError, quote

Floats = NDArray[np.float64]

_FLAT: Final = 1e-4


def check_spread(points: Floats) -> None:
    """Refuse points that do not differ, or differ along fewer dimensions than they have.

    Raises:
        QuestionError: if they do not.
    """
    sizes = np.linalg.svd(points - points.mean(axis=0), compute_uv=False)
    wide = int((sizes / np.sqrt(len(points)) > _FLAT).sum())
    if wide == 0:
        raise QuestionError("the statements tell nobody apart: all points are the same")
    if wide < points.shape[1]:
        raise QuestionError("the statements differ along one dimension only: ask for dimensions=1")


def standardize(fit: Fit, *, may_turn: bool) -> Fit:
    """Return the fit whose points have mean 0 and variance 1 in each dimension.

    With `may_turn`, in two dimensions, they are also uncorrelated, and turned so that the slopes
    of the two dimensions are at right angles, the stronger first: with theta = U S V', theta
    becomes sqrt(n) U Q and beta becomes beta V S Q / sqrt(n), where Q turns beta V S to its
    principal axes. Without, each dimension is moved and stretched by itself. A dimension in which
    the points do not differ stays at 0.
    """
    means = fit.points.mean(axis=0)
    centred = fit.points - means
    cuts = fit.cuts - (fit.slopes @ means)[:, None]
    if not may_turn:
        spreads = centred.std(axis=0)
        wide = np.where(spreads > _FLAT, spreads, np.inf)
        return attrs.evolve(fit, points=centred / wide, slopes=fit.slopes * spreads, cuts=cuts)
    left, sizes, right = np.linalg.svd(centred, full_matrices=False)
    root = np.sqrt(len(centred))
    slopes = fit.slopes @ right.T * sizes / root
    axes = np.linalg.eigh(slopes.T @ slopes).eigenvectors[:, ::-1]
    points = np.where(sizes / root > _FLAT, left * root, 0.0)
    return attrs.evolve(fit, points=points @ axes, slopes=slopes @ axes, cuts=cuts)


def reflect(fit: Fit, actors: Sequence[str], anchors: Sequence[str]) -> Fit:
    """Return the fit in which the anchor of each dimension has a positive point.

    A dimension without an anchor takes the first actor, by label, whose point there is not zero.

    Raises:
        QuestionError: if an anchor's point is zero, so that it can say nothing of the direction.
    """
    signs = np.ones(fit.points.shape[1])
    order = sorted(range(len(actors)), key=actors.__getitem__)
    for dimension in range(len(signs)):
        values = fit.points[:, dimension]
        if dimension < len(anchors):
            value = values[actors.index(anchors[dimension])]
            if abs(value) < _FLAT:
                raise QuestionError(
                    f"anchor: {quote(anchors[dimension])} stands in the middle: name another"
                )
        else:
            value = next(values[row] for row in order if abs(values[row]) >= _FLAT)
        signs[dimension] = np.sign(value)
    return attrs.evolve(fit, points=fit.points * signs, slopes=fit.slopes * signs)


def align(points: Floats, target: Floats, *, may_turn: bool) -> Floats:
    """Return points turned or reflected so as to be nearest to a target, by least squares.

    With `may_turn`, by the orthogonal matrix of Schoenemann (1966): U V', where points' target =
    U S V'. Without, each dimension by its sign alone.
    """
    if may_turn:
        left, _, right = np.linalg.svd(points.T @ target)
        turned: Floats = points @ (left @ right)
        return turned
    signs = np.sign((points * target).sum(axis=0))
    return points * np.where(signs == 0, 1.0, signs)
