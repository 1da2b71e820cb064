"""Groups from distances, from rows of a table, or from who is tied to the same others."""

import numpy as np
from numpy.typing import NDArray
from scipy.cluster import hierarchy
from scipy.cluster.vq import vq
from scipy.sparse import csgraph
from scipy.spatial.distance import squareform

from stakeholders.analysis.discourse.network import Floats
from stakeholders.analysis.structure.ties import Integers

_STARTS = 10
_ROUNDS = 100
_CONCOR_ROUNDS = 50
_CONVERGED = 0.999
_DIGITS = 9


def measure_jaccard(rows: Floats) -> Floats:
    """Return the Jaccard distance of each two rows: 1 - |both|/|either|, of what is not 0.

    `rows` has the shape (actors, features), the result (actors, actors). Two empty rows are at
    distance 0.
    """
    filled = (rows != 0).astype(np.float64)
    both = filled @ filled.T
    sizes = filled.sum(axis=1)
    either = np.add.outer(sizes, sizes) - both
    distances: Floats = 1 - np.divide(both, either, out=np.ones_like(both), where=either > 0)
    return distances


def join_nearest(distances: Floats, k: int, linkage: str) -> Integers:
    """Return at most k groups by hierarchical clustering with one of scipy's linkages.

    Those who are equally near are never parted, so that there may be less than k groups. Ward's
    linkage takes any distances for Euclidean ones, as R's `ward.D2` does.
    """
    tree = hierarchy.linkage(squareform(distances, checks=False), linkage)
    labels: Integers = hierarchy.fcluster(tree, k, criterion="maxclust").astype(np.int64)
    return labels


def find_k_means(points: Floats, k: int, dice: np.random.Generator) -> Integers:
    """Return k groups with the least squared distance to their means (Lloyd 1982), of ten starts.

    Starts are drawn as by k-means++ (Arthur and Vassilvitskii 2007). Rows that are alike stay
    together: there are no more groups than different rows.
    """
    k = min(k, len(np.unique(points.round(_DIGITS), axis=0)))
    runs = [_run_k_means(points, _draw_centres(points, k, dice)) for _ in range(_STARTS)]
    return min(runs, key=lambda run: run[1])[0]


def _draw_centres(points: Floats, k: int, dice: np.random.Generator) -> Floats:
    chosen = [int(dice.integers(len(points)))]
    while len(chosen) < k:
        distances = ((points[:, None] - points[chosen]) ** 2).sum(axis=2).min(axis=1)
        distances[distances < 10.0**-_DIGITS * distances.max()] = 0
        chosen.append(int(dice.choice(len(points), p=distances / distances.sum())))
    return points[chosen]


def _run_k_means(points: Floats, centres: Floats) -> tuple[Integers, float]:
    labels, distances = vq(points, centres)
    for _ in range(_ROUNDS):
        held = np.unique(labels)
        centres = centres.copy()
        centres[held] = [points[labels == group].mean(axis=0) for group in held]
        moved, distances = vq(points, centres)
        if (moved == labels).all():
            break
        labels = moved
    return labels.astype(np.int64), round(float((distances**2).sum()), _DIGITS)


def cut_spectrum(affinity: Floats, k: int, dice: np.random.Generator) -> Integers:
    """Return k groups by k-means on the first k eigenvectors of the normalized Laplacian.

    L = I - D^(-1/2) A D^(-1/2) for affinities A from 0 with a zero diagonal and their row sums D;
    rows of the eigenvectors are scaled to length 1 (Ng, Jordan and Weiss 2002). Those without any
    affinity stay together.
    """
    sums = affinity.sum(axis=1)
    scale = np.divide(1, np.sqrt(sums), out=np.zeros_like(sums), where=sums > 0)
    _, vectors = np.linalg.eigh(np.eye(len(sums)) - scale[:, None] * affinity * scale)
    first = np.where(sums[:, None] > 0, vectors[:, :k], 0)
    lengths = np.linalg.norm(first, axis=1, keepdims=True)
    points = np.divide(first, lengths, out=np.zeros_like(first), where=lengths > 10.0**-_DIGITS)
    return find_k_means(points, k, dice)


def converge_correlations(profiles: Floats, k: int) -> Integers:
    """Return at most k groups by CONCOR; `profiles` has a row for each actor.

    Correlations of profiles are correlated again and again, until all are above 0.999 in size or
    50 rounds are over; their signs part the actors in two. For k > 2 the largest group that still
    parts is parted, in the same way. A profile without variation correlates with no other; profiles
    that are all alike are not parted.

    Source: Breiger, Boorman and Arabie 1975.
    """
    labels = np.zeros(len(profiles), dtype=np.int64)
    whole: set[int] = set()
    while len(np.unique(labels)) < k:
        sizes = np.bincount(labels)
        open_groups = [g for g in range(len(sizes)) if g not in whole and sizes[g] > 1]
        if not open_groups:
            break
        group = max(open_groups, key=lambda g: (sizes[g], -g))
        members = np.flatnonzero(labels == group)
        is_first = _part(profiles[members])
        if is_first.all():
            whole.add(group)
        else:
            labels[members[~is_first]] = len(sizes)
    return labels


def fill_diagonal(graph: Floats) -> Floats:
    """Return the ties with each actor's own cell as large as their strongest tie.

    With a diagonal of zeros, two who are tied to each other and to the same others would differ.
    """
    filled = graph.copy()
    np.fill_diagonal(filled, graph.max(axis=1))
    return filled


def _part(profiles: Floats) -> NDArray[np.bool_]:
    if np.allclose(profiles, profiles[0]):
        return np.ones(len(profiles), dtype=np.bool_)
    correlations = _correlate(profiles)
    for _ in range(_CONCOR_ROUNDS):
        if (np.abs(correlations) > _CONVERGED).all():
            break
        correlations = _correlate(correlations)
    is_first: NDArray[np.bool_] = correlations[0] > 0
    return is_first


def _correlate(profiles: Floats) -> Floats:
    centred = profiles - profiles.mean(axis=1, keepdims=True)
    lengths = np.linalg.norm(centred, axis=1, keepdims=True)
    unit = np.divide(centred, lengths, out=np.zeros_like(centred), where=lengths > 10.0**-_DIGITS)
    correlations: Floats = unit @ unit.T
    np.fill_diagonal(correlations, 1)
    return correlations


def match_paths(graph: Floats, k: int) -> Integers:
    """Return at most k groups of those who are as far as each other from everybody else.

    Two actors' distance is the Euclidean distance of their shortest paths, in steps, to all others
    (n steps where there is no path); groups are joined by complete linkage. Structural equivalence
    as in Burt 1976, on paths.
    """
    steps = csgraph.shortest_path(graph > 0, unweighted=True)
    steps[np.isinf(steps)] = len(graph)
    squares = np.add.outer((steps**2).sum(axis=1), (steps**2).sum(axis=1)) - 2 * steps @ steps
    distances = np.sqrt(np.maximum(squares - 2 * steps**2, 0))
    np.fill_diagonal(distances, 0)
    return join_nearest(distances, k, "complete")
