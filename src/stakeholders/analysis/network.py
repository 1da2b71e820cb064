"""A network: its labels, and how strongly each two of them are tied."""

import enum
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Mode(enum.StrEnum):
    """Whether a network ties labels of one kind, or those of one kind to those of another."""

    ONE = "one-mode"
    TWO = "two-mode"


@attrs.frozen(kw_only=True, eq=False)
class Network:
    """Labels and weights.

    `matrix` is a scipy sparse array (CSR, float64) of shape (rows, columns). In a one-mode network
    rows and columns are the same labels, the matrix is symmetric, and its diagonal is zero.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    matrix: Any
    mode: Mode

    def to_dense(self) -> Floats:
        """Return the weights as a numpy array of shape (rows, columns)."""
        dense: Floats = self.matrix.toarray()
        return dense
