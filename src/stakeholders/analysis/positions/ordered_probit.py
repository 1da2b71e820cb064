"""The probit of ideal points: its likelihood with normal penalties, its slope, and its best fit.

With two levels it is the probit P(agree) = Phi(beta theta - alpha), where alpha is the one cut.
"""

from functools import cached_property
from typing import Final

import attrs
import numpy as np
from numpy.typing import NDArray
from scipy import optimize, special

from stakeholders.errors import StakeholdersError

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]
Cells = tuple[Codes, Codes, Codes]

MISSING: Final = -1
_LOG_ROOT_TAU: Final = 0.5 * np.log(2 * np.pi)
_LESS_THAN_ONE: Final = 1 - 2.0**-53
_FAR: Final = 1e-8
_EXACT: Final = 1e-15
_STEPS: Final = 20_000
_FLAT: Final = 1e-4


@attrs.frozen(kw_only=True, eq=False)
class Fit:
    """The best parameters: points (actors, dimensions), slopes (concepts, dimensions), cuts.

    `cuts` has the shape (concepts, levels - 1), and each row goes up. `likelihood` is the sum of
    the logarithms of the probabilities of the codes; `penalty` what the priors take from it.
    """

    points: Floats
    slopes: Floats
    cuts: Floats
    likelihood: float
    penalty: float

    def chances(self) -> Floats:
        """Return the probability of each level, of the shape (actors, concepts, levels)."""
        return find_chances(self.points, self.slopes, self.cuts)


@attrs.frozen(kw_only=True, eq=False)
class Centre:
    """Where the priors have their means: for points, slopes, and all the cuts of a concept.

    Each has the shape of what it is for, or one that goes with it; without, all are 0.
    """

    points: Floats = attrs.field(factory=lambda: np.zeros((1, 1)))
    slopes: Floats = attrs.field(factory=lambda: np.zeros((1, 1)))
    cuts: Floats = attrs.field(factory=lambda: np.zeros((1, 1)))


@attrs.frozen(kw_only=True, eq=False)
class Problem:
    """What is fitted: codes (actors, concepts) from 0 to levels - 1, or MISSING.

    `spread` is the standard deviation of the normal penalty on slopes and cuts. `is_free`, of the
    shape (concepts, dimensions), says which slopes may differ from zero. `centre` is 0 but for the
    draws of a bootstrap.
    """

    codes: Codes
    levels: int
    dimensions: int
    spread: float
    is_free: NDArray[np.bool_]
    centre: Centre = attrs.field(factory=Centre)

    @cached_property
    def cells(self) -> Cells:
        """The cells that are not missing: their rows, their columns and their codes."""
        rows, columns = np.nonzero(self.codes != MISSING)
        return rows, columns, self.codes[rows, columns]

    def start(self) -> Fit:
        """Return where the search starts: the first singular vectors of the codes.

        Silent cells count as the mean of their column. The start, and so the fit, is the same
        every time.
        """
        heard = self.codes != MISSING
        values = np.where(heard, 2 * self.codes / (self.levels - 1) - 1, 0.0)
        means = values.sum(axis=0) / np.maximum(heard.sum(axis=0), 1)
        left, sizes, right = np.linalg.svd(
            np.where(heard, values - means, 0.0), full_matrices=False
        )
        count = min(self.dimensions, len(sizes))
        root = np.sqrt(len(self.codes))
        points = np.zeros((len(self.codes), self.dimensions))
        slopes = np.zeros((self.codes.shape[1], self.dimensions))
        points[:, :count] = left[:, :count] * root
        slopes[:, :count] = (right[:count] * sizes[:count, None] / root).T
        return Fit(
            points=points,
            slopes=np.where(self.is_free, slopes, 0.0),
            cuts=self._start_cuts(),
            likelihood=-np.inf,
            penalty=0.0,
        )

    def _start_cuts(self) -> Floats:
        """Return the cuts that would give each level its share, if all stood at one point."""
        each = [(self.codes == level).sum(axis=0) + 0.5 for level in range(self.levels)]
        below = np.cumsum(each, axis=0)
        cuts: Floats = special.ndtri(below[:-1] / below[-1]).T
        return cuts

    def measure(self, packed: Floats) -> tuple[float, Floats]:
        """Return minus the penalized likelihood of packed parameters, and its slope."""
        points, slopes, first, gaps = self._unpack(packed)
        cuts = _raise_cuts(first, gaps)
        likelihood, by_index, by_cut = _measure_cells(self.cells, points @ slopes.T, cuts)
        precision = 1 / self.spread**2
        by_cut = by_cut - precision * (cuts - self.centre.cuts)
        by_point = by_index @ slopes - (points - self.centre.points)
        by_slope = by_index.T @ points - precision * (slopes - self.centre.slopes)
        loss = -likelihood + self.find_penalty(points, slopes, cuts)
        rises = np.cumsum(by_cut[:, ::-1], axis=1)[:, ::-1]
        up = (
            by_point,
            np.where(self.is_free, by_slope, 0.0),
            rises[:, 0],
            rises[:, 1:] * np.exp(gaps) - gaps,
        )
        return loss, -np.concatenate([part.ravel() for part in up])

    def find_penalty(self, points: Floats, slopes: Floats, cuts: Floats) -> float:
        """Return what the priors take: half the sum of squares, each by its variance."""
        gaps = np.log(np.diff(cuts, axis=1))
        away = points - self.centre.points
        # A slope that may not differ from zero pays nothing.
        off = np.where(self.is_free, slopes - self.centre.slopes, 0.0), cuts - self.centre.cuts
        wide = sum(float((part**2).sum()) for part in off) / self.spread**2
        return 0.5 * (float((away**2).sum() + (gaps**2).sum()) + wide)

    def fit(self, start: Fit | None = None, *, precision: float = _EXACT) -> Fit:
        """Return the best parameters that are reached from a start.

        The search rests where a step raises the penalized likelihood by less than the precision,
        relative to its size.

        Raises:
            StakeholdersError: if the search does not come to rest.
        """
        begin = start or self.start()
        found = optimize.minimize(
            self.measure,
            _pack(begin),
            jac=True,
            method="L-BFGS-B",
            options={"maxiter": _STEPS, "maxfun": 2 * _STEPS, "ftol": precision, "gtol": 1e-7},
        )
        steepest = np.abs(found.jac).max()
        # At the bottom, rounding may let no further step succeed.
        if not found.success and steepest > _FLAT * len(self.codes):
            raise StakeholdersError(
                f"the fit did not come to rest after {found.nit} steps: a slope is {steepest:.2g}"
            )
        points, slopes, first, gaps = self._unpack(found.x)
        cuts = _raise_cuts(first, gaps)
        penalty = self.find_penalty(points, slopes, cuts)
        return Fit(
            points=points,
            slopes=slopes,
            cuts=cuts,
            likelihood=penalty - float(found.fun),
            penalty=penalty,
        )

    def _unpack(self, packed: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        """Return points, slopes, first cuts, and the logarithms of the gaps between cuts."""
        actors, concepts = self.codes.shape
        ends = np.cumsum([actors * self.dimensions, concepts * self.dimensions, concepts])
        points, slopes, first, gaps = np.split(packed, ends)
        return (
            points.reshape(actors, self.dimensions),
            np.where(self.is_free, slopes.reshape(concepts, self.dimensions), 0.0),
            first,
            gaps.reshape(concepts, self.levels - 2),
        )


def find_chances(points: Floats, slopes: Floats, cuts: Floats) -> Floats:
    """Return the probability of each level, of the shape (actors, concepts, levels).

    P(level c) = Phi(cut_c - beta theta) - Phi(cut_(c-1) - beta theta), with the cuts of the two
    ends at minus and plus infinity.
    """
    index = points @ slopes.T
    below: Floats = special.ndtr(cuts[None] - index[:, :, None])
    ends = np.zeros((*index.shape, 1))
    chances: Floats = np.diff(np.concatenate([ends, below, ends + 1], axis=2), axis=2)
    return chances


def _pack(fit: Fit) -> Floats:
    gaps = np.log(np.diff(fit.cuts, axis=1))
    parts = (fit.points, fit.slopes, fit.cuts[:, 0], gaps)
    return np.concatenate([part.ravel() for part in parts])


def _raise_cuts(first: Floats, gaps: Floats) -> Floats:
    cuts: Floats = np.cumsum(np.column_stack([first, np.exp(gaps)]), axis=1)
    return cuts


def _measure_cells(cells: Cells, index: Floats, cuts: Floats) -> tuple[float, Floats, Floats]:
    """Return the log likelihood, its slope by each cell's index, and that by each cut."""
    rows, columns, code = cells
    ends = np.full((len(cuts), 1), np.inf)
    edges = np.concatenate([-ends, cuts, ends], axis=1)
    here = index[rows, columns]
    upper, lower = edges[columns, code + 1] - here, edges[columns, code] - here
    logs = _log_between(lower, upper)
    at_upper = np.exp(_log_density(upper) - logs)
    at_lower = np.exp(_log_density(lower) - logs)
    by_index = np.zeros_like(index)
    by_index[rows, columns] = at_lower - at_upper
    concepts, levels = len(cuts), cuts.shape[1] + 1
    place = columns * levels + code
    size = concepts * levels
    from_below = np.bincount(place, at_upper, size).reshape(concepts, levels)
    from_above = np.bincount(place, at_lower, size).reshape(concepts, levels)
    by_cut = (from_below[:, :-1] - from_above[:, 1:]).astype(np.float64)
    return float(logs.sum()), by_index, by_cut


def _log_density(z: Floats) -> Floats:
    density: Floats = -0.5 * z**2 - _LOG_ROOT_TAU
    return density


def _log_between(lower: Floats, upper: Floats) -> Floats:
    """Return log(Phi(upper) - Phi(lower)), also far out, where both round to 0 or 1."""
    flip = lower > 0
    low = np.where(flip, -upper, lower)
    high = np.where(flip, -lower, upper)
    between = special.ndtr(high) - special.ndtr(low)
    # Logarithms of the tails are exact there, and slow: they are for the few that need them.
    far = between < _FAR
    logs: Floats = np.log(np.where(far, 1.0, between))
    if far.any():
        tops = special.log_ndtr(high[far])
        share = np.exp(special.log_ndtr(low[far]) - tops)
        logs[far] = tops + np.log1p(-np.minimum(share, _LESS_THAN_ONE))
    return logs
