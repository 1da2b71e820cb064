"""When the structure changed: slices of time, grouped into phases by how alike they are."""

import enum
from collections.abc import Iterable, Sequence
from itertools import pairwise

import attrs
import numpy as np
from scipy.spatial.distance import pdist, squareform

from stakeholders.analysis.discourse.network import Floats, Network
from stakeholders.analysis.discourse.series import Series
from stakeholders.analysis.structure.methods import (
    Likeness,
    Method,
    choose_best,
    choose_sizes,
    read_methods,
    read_sizes,
    try_methods,
)
from stakeholders.analysis.structure.partitions import Partition
from stakeholders.analysis.structure.spectra import compute_spectrum
from stakeholders.analysis.structure.ties import Integers, check_same, read_ties
from stakeholders.errors import QuestionError
from stakeholders.tracker.filters import read_choice

_METHODS = tuple(m for m in Method if m not in {Method.CONCOR_TABLE, Method.EQUIVALENCE})


class Distance(enum.StrEnum):
    """How far two networks of the same actors are apart: cell by cell, or by their spectra."""

    ABSDIFF = "absdiff"
    SPECTRAL = "spectral"


@attrs.frozen(kw_only=True)
class Transition:
    """A change of phase between two slices that follow each other, `distance` apart (at most 1)."""

    before: str
    after: str
    distance: float


@attrs.frozen(kw_only=True, eq=False)
class Phases:
    """Slices of time, how far they are apart, and the phases that they fall into.

    `distances` has the shape (slices, slices) and is at most 1. `coordinates`, shape (slices, 2),
    place the slices so that a line through them is the trajectory; `explained` is the share of the
    spread that two dimensions show. `partitions` has the best partition of each method, `trials`
    all, `best` the one of largest modularity; `silhouettes`, from -1 to 1 for each slice, tell how
    well it lies in its phase.
    """

    slices: tuple[str, ...]
    distances: Floats
    coordinates: Floats
    explained: float
    partitions: tuple[Partition, ...]
    trials: tuple[Partition, ...]
    best: Partition
    silhouettes: Floats

    @property
    def states(self) -> tuple[int, ...]:
        """The phase of each slice by the best partition, numbered from 0 as they first come."""
        return self.best.labels

    @property
    def transitions(self) -> tuple[Transition, ...]:
        """Where the phase changes from one slice to the next."""
        return tuple(
            Transition(
                before=self.slices[i], after=self.slices[j], distance=float(self.distances[i, j])
            )
            for i, j in pairwise(range(len(self.slices)))
            if self.states[i] != self.states[j]
        )


def find_phases(
    slices: Series | Sequence[Network],
    *,
    names: Sequence[str] | None = None,
    distance: str | Distance = Distance.ABSDIFF,
    scaled: bool = False,
    methods: Iterable[str] | None = None,
    k_min: int = 2,
    k_max: int = 5,
    seed: int = 0,
    dna_compat: bool = False,
) -> Phases:
    """Return the phases of a series of slices, or of networks over the same actors.

    The distance of two networks is sum abs(W1 - W2) (absdiff), or sum abs(e1_i - e2_i) of the
    sorted eigenvalues of their Laplacians, each divided by their sum (spectral); then all are
    divided by the largest. Similarity, 1 - distance, makes a graph of the slices, on which
    modularity chooses the number of phases. Spectral clustering has the affinity exp(-d^2/2);
    k-means goes by all coordinates of classical scaling (Torgerson 1952), of which the first two
    are given back.

    Slices that are all alike are one phase, at one place. One slice is one phase. A phase may come
    again: slices are grouped without regard to their order.

    Source: Leifeld's rDNA, `dna_phaseTransitions`.

    Args:
        slices: what `make_windows` and `make_kernel_slices` give, or one-mode networks in order of
            time, with the same labels.
        names: what each slice is called; unless given, its middle day, or "1", "2" ... of networks.
        distance: "absdiff" or "spectral".
        scaled: divide each network by the sum of its absolute ties first, so that a phase is about
            who is with whom and not about how much is said. A network without ties stays empty.
        methods: as in `find_coalitions`; there is no "concor-table" or "equivalence" here.
        k_min: the smallest number of phases, 2 unless given.
        k_max: the largest, 5 unless given.
        seed: of the methods that draw; 0 unless given.
        dna_compat: as the reference tool has it: by a slip, row sums are taken for eigenvalues.

    Raises:
        QuestionError: if there is no slice, their actors differ, names do not fit, or a choice is
            unknown.

    Example:
        >>> from stakeholders.analysis import Statements, make_windows
        >>> said = Statements.of(
        ...     actor=["mill", "union", "mill", "city", "mill", "city"],
        ...     concept=["toll"] * 6,
        ...     time=[f"2011-0{month}-{day}" for month in (1, 2, 3) for day in (10, 20)],
        ... )
        >>> found = find_phases(make_windows(said, width=1, unit="months"))
        >>> found.states, [change.before for change in found.transitions]
        ((0, 1, 1), ['2011-01-16'])
    """
    networks, labels = _read_slices(slices, names)
    chosen = read_methods(methods, _METHODS)
    sizes = read_sizes(k_min, k_max, len(networks), "slices")
    ties = [read_ties(each, f"slice {name}") for each, name in zip(networks, labels, strict=True)]
    if scaled:
        ties = [each / (float(np.abs(each).sum()) or 1.0) for each in ties]
    how = read_choice(distance, Distance, "distance")
    distances = _measure_distances(ties, how, dna_compat=dna_compat)
    places, explained = scale_distances(distances)
    likeness = Likeness(
        graph=_clear_diagonal(1 - distances),
        affinity=_clear_diagonal(np.exp(-(distances**2) / 2)),
        points=places,
        distances=distances,
    )
    trials = try_methods(likeness, labels, chosen, sizes, seed)
    partitions = choose_sizes(trials)
    best = choose_best(partitions, sizes)
    return Phases(
        slices=labels,
        distances=distances,
        coordinates=places[:, :2],
        explained=explained,
        partitions=partitions,
        trials=trials,
        best=best,
        silhouettes=measure_silhouettes(distances, np.array(best.labels)),
    )


def _read_slices(
    slices: Series | Sequence[Network], names: Sequence[str] | None
) -> tuple[tuple[Network, ...], tuple[str, ...]]:
    if isinstance(slices, Series):
        networks, own = slices.networks, [middle.isoformat() for middle in slices.middles]
    else:
        networks, own = tuple(slices), [str(number) for number in range(1, len(slices) + 1)]
    if not networks:
        raise QuestionError("slices: none: expected at least one")
    for number, network in enumerate(networks[1:], start=2):
        check_same(networks[0].rows, network.rows, f"slice {number}")
    labels = tuple(own if names is None else names)
    if len(labels) != len(networks):
        raise QuestionError(
            f"names: {len(labels)} for {len(networks)} slices: expected one for each"
        )
    return networks, labels


def _measure_distances(ties: Iterable[Floats], how: Distance, *, dna_compat: bool) -> Floats:
    if how is Distance.ABSDIFF:
        features = [each.ravel() for each in ties]
    else:
        features = [compute_spectrum(each, dna_compat=dna_compat) for each in ties]
    distances: Floats = squareform(pdist(np.array(features), "cityblock"))
    return distances / (float(distances.max()) or 1.0)


def _clear_diagonal(values: Floats) -> Floats:
    np.fill_diagonal(values, 0)
    return values


def scale_distances(distances: Floats) -> tuple[Floats, float]:
    """Return places for distances by classical scaling, and what two dimensions show of them.

    B = -1/2 J D^2 J with J = I - 1/n; coordinates are the eigenvectors of B times the square roots
    of their eigenvalues, the largest first; what is not positive is left out, but there are at
    least two columns. The share is that of the first two in the sum of the positive eigenvalues; 1
    where all are at one place. Each column's largest entry is positive.

    Source: Torgerson 1952.
    """
    number = len(distances)
    centre = np.eye(number) - 1 / number
    values, vectors = np.linalg.eigh(-centre @ distances**2 @ centre / 2)
    values, vectors = values[::-1], vectors[:, ::-1]
    kept = np.flatnonzero(values > 1e-9 * max(values.max(), 1e-9))
    places = vectors[:, kept] * np.sqrt(values[kept])
    strongest = np.abs(places).argmax(axis=0)
    places *= np.sign(places[strongest, np.arange(len(kept))])
    if len(kept) < 2:  # noqa: PLR2004 - a plane has two
        places = np.hstack([places, np.zeros((number, 2 - len(kept)))])
    total = float(values[kept].sum())
    return places, float(values[kept][:2].sum()) / total if total else 1.0


def measure_silhouettes(distances: Floats, labels: Integers) -> Floats:
    """Return how well each thing lies in its group: (b - a)/max(a, b).

    a is its mean distance from its own group, b from the nearest other one; 0 where a group has
    one member or there is one group (Rousseeuw 1987).
    """
    members = np.equal.outer(labels, np.unique(labels)).astype(np.float64)
    sizes = members.sum(axis=0)
    sums = distances @ members
    own = members > 0
    within = sums[own] / np.maximum(sizes[labels] - 1, 1)
    nearest = np.where(own, np.inf, sums / sizes).min(axis=1)
    is_placed = (sizes[labels] > 1) & np.isfinite(nearest)
    nearest = np.where(is_placed, nearest, 0)
    largest = np.maximum(within, nearest)
    gaps = np.where(is_placed, nearest - within, 0)
    found: Floats = np.divide(gaps, largest, out=np.zeros_like(gaps), where=largest > 0)
    return found
