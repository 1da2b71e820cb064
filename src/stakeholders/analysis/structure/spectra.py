"""Networks compared by the eigenvalues of their Laplacians."""

import numpy as np

from stakeholders.analysis.discourse.network import Floats


def compute_spectrum(ties: Floats, *, dna_compat: bool = False) -> Floats:
    """Return the sorted eigenvalues of the Laplacian, divided by their sum; shape (actors,).

    L = D - W, with W the ties of a one-mode network, negative ones set to 0, and D the diagonal
    of their row sums. Without positive ties all are 0.

    With `dna_compat`, they are the sorted row sums, divided by their sum: the Discourse Network
    Analyzer subtracts W from D, drops the result, and takes the eigenvalues of D.
    """
    weights = np.maximum(ties, 0)
    degrees = weights.sum(axis=1)
    total = float(degrees.sum())
    if not total:
        return np.zeros(len(ties))
    values = np.sort(degrees) if dna_compat else np.linalg.eigvalsh(np.diag(degrees) - weights)
    # Both traces are the sum of the degrees: dividing by it is dividing by the sum of the values.
    return values / total


def compare_spectra(one: Floats, other: Floats) -> float:
    """Return the sum of absolute differences of two spectra of the same length; in [0, 2]."""
    return float(np.abs(one - other).sum())
