"""Kernels: the nearer in time a statement is, the more it counts."""

import enum

import attrs
import numpy as np
from numpy.typing import NDArray

from stakeholders.analysis.discourse.columns import EPOCH, Days
from stakeholders.analysis.discourse.units import Unit, step_days
from stakeholders.tracker.filters import read_choice

Floats = NDArray[np.float64]
_WEEK = 7
_MONTHS = 12


class Kernel(enum.StrEnum):
    """How the weight of a statement falls with its distance in time."""

    UNIFORM = "uniform"
    TRIANGULAR = "triangular"
    EPANECHNIKOV = "epanechnikov"
    GAUSSIAN = "gaussian"


def weigh(distance: Floats, kernel: str | Kernel, *, dna_compat: bool = False) -> Floats:
    """Return the weight at each distance u, a share of half the width; negative is before.

    - uniform: 1/2 for u from -1 to 1;
    - triangular: 1 - abs(u) for u from -1 to 1;
    - epanechnikov: 3/4 (1 - u^2) for u from -1 to 1;
    - gaussian: exp(-u^2 / 2) / sqrt(2 pi) everywhere.

    With `dna_compat`, u is turned round, the triangular weight is abs(1 - u) and the Epanechnikov
    weight 3/4 (1 - u)^2, as the reference tool (Discourse Network Analyzer) has them: neither is
    the same on both sides, and they reach 2 and 3 at the far end.

    Source: Silverman, Density Estimation for Statistics and Data Analysis, 1986.

    Example:
        >>> weigh(np.array([-1.0, -0.5, 0.0, 2.0]), "epanechnikov").tolist()
        [0.0, 0.5625, 0.75, 0.0]
    """
    chosen = read_choice(kernel, Kernel, "kernel")
    if chosen is Kernel.GAUSSIAN:
        smooth: Floats = np.exp(-(distance**2) / 2) / np.sqrt(2 * np.pi)
        return smooth
    if chosen is Kernel.UNIFORM:
        weights = np.full(distance.shape, 0.5)
    elif dna_compat:
        left = 1 + distance
        weights = np.abs(left) if chosen is Kernel.TRIANGULAR else 0.75 * left**2
    elif chosen is Kernel.TRIANGULAR:
        weights = 1 - np.abs(distance)
    else:
        weights = 0.75 * (1 - distance**2)
    return np.where(np.abs(distance) <= 1, weights, 0.0)


@attrs.frozen(kw_only=True)
class Clock:
    """How far each day is from a point, as a share of half the width, and what it weighs."""

    kernel: Kernel
    width: int
    unit: Unit
    dna_compat: bool

    def weigh(self, days: Days, point: int) -> Floats:
        """Return the weight of statements of these days at a point."""
        apart = days.astype(np.int64) - point
        if self.dna_compat:
            whole = _count_whole_units(days, point, self.unit)
            return weigh(whole / ((self.width + 1) // 2), self.kernel, dna_compat=True)
        half = np.where(apart < 0, self.find_half(point, -1), self.find_half(point, 1))
        return weigh(apart / half, self.kernel)

    def find_half(self, point: int, sign: int) -> float:
        """Return how many days half the width is before (-1) or after (1) a point."""
        whole, odd = divmod(self.width, 2)
        ends = (step_days(point, sign * (whole + more), self.unit) for more in (0, odd))
        return sum(abs(end - point) for end in ends) / 2


def _count_whole_units(days: Days, point: int, unit: Unit) -> Floats:
    """Return how many whole units lie from a point to each day; less than one is none."""
    apart = days.astype(np.int64) - point
    if unit in {Unit.DAYS, Unit.WEEKS}:
        whole_days: Floats = np.trunc(apart / (1 if unit is Unit.DAYS else _WEEK))
        return whole_days
    months, places = _split_months(days.astype(np.int64))
    (month,), (place,) = _split_months(np.array([point]))
    whole = months - month
    whole -= (whole > 0) & (places < place)
    whole += (whole < 0) & (places > place)
    found: Floats = np.trunc(whole / (1 if unit is Unit.MONTHS else _MONTHS))
    return found


def _split_months(days: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    dates = (days - EPOCH).astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    return months.astype(np.int64), (dates - months.astype("datetime64[D]")).astype(np.int64)
