"""Seven invented actors on six concepts, of whom the numbers of many measures are known."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import ArrayLike
from scipy import sparse

from stakeholders.analysis import Mode, Network, Statements, make_one_mode

COUNTS = {
    "a1": {"k3": (1, 0), "k5": (2, 0), "k6": (1, 0)},
    "a2": {"k1": (0, 2), "k5": (1, 1)},
    "a3": {"k1": (0, 1), "k6": (10, 0)},
    "a4": {"k1": (0, 2), "k6": (0, 2)},
    "a5": {"k1": (0, 2), "k5": (0, 1), "k6": (2, 0)},
    "a6": {"k1": (2, 0), "k3": (1, 0), "k4": (1, 0), "k5": (1, 0), "k6": (1, 0)},
    "a7": {"k1": (1, 0), "k2": (1, 0), "k3": (1, 0), "k4": (2, 0), "k5": (1, 0)},
}


def make_statements() -> Statements:
    """Return the forty statements, as many for and against as counted."""
    said = [
        (actor, concept, value)
        for actor, concepts in COUNTS.items()
        for concept, (favours, opposes) in concepts.items()
        for value in [True] * favours + [False] * opposes
    ]
    actors, concepts, values = zip(*said, strict=True)
    return Statements.of(actor=actors, concept=concepts, value=values)


def make_seven(qualifier: str) -> Network:
    """Return the network of the seven, normalized by average."""
    return make_one_mode(make_statements(), qualifier=qualifier, normalization="average")


def make_network(ties: ArrayLike, names: Sequence[str] | None = None) -> Network:
    """Return a one-mode network of ties; actors are a1, a2 ... unless named."""
    matrix = sparse.csr_array(np.asarray(ties, dtype=np.float64))
    rows = tuple(names or (f"a{number}" for number in range(1, matrix.shape[0] + 1)))
    return Network(rows=rows, columns=rows, matrix=matrix, mode=Mode.ONE)


def make_table(rows: ArrayLike, columns: Iterable[str] | None = None) -> Network:
    """Return a two-mode network of actors a1, a2 ... and concepts k1, k2 ... unless named."""
    matrix = sparse.csr_array(np.asarray(rows, dtype=np.float64))
    actors, concepts = matrix.shape
    return Network(
        rows=tuple(f"a{number}" for number in range(1, actors + 1)),
        columns=tuple(columns or (f"k{number}" for number in range(1, concepts + 1))),
        matrix=matrix,
        mode=Mode.TWO,
    )


def make_cliques(*sizes: int) -> Network:
    """Return groups in which all are tied to each other, and to nobody else."""
    labels = np.repeat(np.arange(len(sizes)), sizes)
    ties = np.equal.outer(labels, labels).astype(np.float64)
    np.fill_diagonal(ties, 0)
    return make_network(ties)
