"""Networks from statements: who says what, and who agrees with whom.

Notation: X[a,k,q] is the number of statements of actor a on concept k with value q, N[a] the sum of
X[a,k,q] over k and q, T[a,k] the sum over q. q is a share of the declared scale, from 0 to 1.

The methods are those of discourse network analysis: P. Leifeld, Policy Debates as Dynamic Networks
(2016); P. Leifeld, Discourse Network Analysis, in The Oxford Handbook of Political Networks (2017).
"""

from collections.abc import Callable

import numpy as np

from stakeholders.analysis.discourse.choices import Normalization, Over, Qualifier
from stakeholders.analysis.discourse.counting import DENSE_CELLS, Tensor, count_statements
from stakeholders.analysis.discourse.evidence import Evidence
from stakeholders.analysis.discourse.network import Mode, Network
from stakeholders.analysis.discourse.recipes import Recipe
from stakeholders.analysis.discourse.similarity import sum_rows
from stakeholders.analysis.discourse.statements import Rows, Statement, Statements


def make_two_mode(
    statements: Statements,
    *,
    qualifier: str | Qualifier = Qualifier.IGNORE,
    normalization: str | Normalization = Normalization.NONE,
    isolates: bool = False,
    dna_compat: bool = False,
    dense_cells: int = DENSE_CELLS,
) -> Network:
    """Return the network of actors (rows) and concepts (columns).

    Cells, by `qualifier`:

    - ignore: T[a,k], how many statements there are;
    - subtract: the sum over q of (2 q - 1) X[a,k,q], support less opposition: a statement counts +1
      at the top of its declared scale, -1 at the bottom, 0 in the middle. Categories have no sign:
      the same as ignore;
    - combine: the sum over levels i = 0 .. L-1 from the lowest of [X > 0] 2^(L-1-i). With yes and
      no: 1 where there is only yes, 2 where only no, 3 where both. The levels are all steps of
      a scale that is declared by name; of numbers and names, those that occur.

    `normalization` divides a row (activity) or a column (prominence) by its sum of T, with combine
    by its number of cells that are not 0. A sum of 0 gives 0.

    Source: P. Leifeld, Policy Debates as Dynamic Networks (2016).

    Args:
        statements: what to count.
        qualifier: what becomes of the values.
        normalization: "none", "activity" or "prominence".
        isolates: keep all labels of the statements, also those that filters left without any.
        dna_compat: as the reference tool (Discourse Network Analyzer) has it: with values on a
            scale, subtract sums the numbers of the scale, so that on a scale from 1 to 5
            opposition counts as support. Its prominence with combine reads another cell than it
            should; that is not copied.
        dense_cells: above so many cells in one array, sparse arrays are used throughout.

    Raises:
        QuestionError: if a choice is unknown or fits no two-mode network, or values are needed and
            there are none.

    Example:
        >>> said = Statements.of(
        ...     actor=["mill", "mill", "union"],
        ...     concept=["toll", "tax", "toll"],
        ...     value=[True, False, True],
        ... )
        >>> make_two_mode(said, qualifier="subtract").to_dense().tolist()
        [[-1.0, 1.0], [0.0, 1.0]]
    """
    recipe = Recipe.read(
        statements.levels,
        mode=Mode.TWO,
        qualifier=qualifier,
        normalization=normalization,
        dna_compat=dna_compat,
    )
    return make_network(statements, recipe, isolates=isolates, dense_cells=dense_cells)


def make_one_mode(
    statements: Statements,
    *,
    over: str | Over = Over.ACTOR,
    qualifier: str | Qualifier = Qualifier.IGNORE,
    normalization: str | Normalization = Normalization.NONE,
    isolates: bool = False,
    dna_compat: bool = False,
    dense_cells: int = DENSE_CELLS,
) -> Network:
    """Return the network of actors tied by concepts, or of concepts tied by actors.

    Ties of a and b, by `qualifier`; the sums are over concepts k and values q, q':

    - ignore: sum of T[a,k] T[b,k];
    - congruence: sum of X[a,k,q] X[b,k,q'] (1 - d), agreement, where d is the distance of
      q and q', abs(q - q');
    - conflict: sum of X[a,k,q] X[b,k,q'] d, disagreement;
    - subtract: congruence less conflict.

    So congruence + conflict = ignore. Categories have no distance; there, congruence is the sum of
    X[a,k,q] X[b,k,q], and conflict counts the statements of either that the other does not match:
    the sum of X[a,k,q] where X[b,k,q] = 0, and the other way.

    `normalization` divides a tie; a divisor of 0 gives 0. It is the same for every qualifier, so
    that the identity holds with it, too:

    - average: (N[a] + N[b]) / 2;
    - jaccard: the sum of X[a,k,q] where X[b,k,q] = 0, of X[b,k,q] where X[a,k,q] = 0, and of
      X[a,k,q] X[b,k,q] where there are both;
    - cosine: the product of the lengths of the vectors of counts T[a,] and T[b,]. Ignore is then
      the cosine of the angle between them. So are, for actors who do not contradict themselves,
      congruence for the vectors over concepts and values, and subtract for those of support less
      opposition.

    Source: P. Leifeld, Policy Debates as Dynamic Networks (2016), but for the cosine, which is
    the one of vectors.

    Args:
        statements: what to count.
        over: "actor" or "concept"; for concepts, read a as concept and k as actor.
        qualifier: what becomes of the values.
        normalization: "none", "average", "jaccard" or "cosine".
        isolates: keep all labels of the statements, also those that filters left without any.
        dna_compat: as the reference tool (Discourse Network Analyzer) has it: cosine divides by
            N[a] N[b], which is no cosine; and a scale is taken to reach from the lowest to the
            highest value that occurs, so that one outlier changes all ties.
        dense_cells: above so many cells in one array, sparse arrays are used throughout.

    Raises:
        QuestionError: if a choice is unknown or fits no one-mode network, or values are needed and
            there are none.

    Example:
        >>> said = Statements.of(
        ...     actor=["mill", "union", "mill", "union"],
        ...     concept=["toll", "toll", "tax", "tax"],
        ...     value=[True, True, True, False],
        ... )
        >>> for name in ("ignore", "congruence", "conflict", "subtract"):
        ...     print(name, make_one_mode(said, qualifier=name).get_weight("mill", "union"))
        ignore 2.0
        congruence 1.0
        conflict 1.0
        subtract 0.0
    """
    recipe = Recipe.read(
        statements.levels,
        mode=Mode.ONE,
        over=over,
        qualifier=qualifier,
        normalization=normalization,
        dna_compat=dna_compat,
    )
    return make_network(statements, recipe, isolates=isolates, dense_cells=dense_cells)


def make_network(
    statements: Statements, recipe: Recipe, *, isolates: bool, dense_cells: int
) -> Network:
    """Return the network of statements by a recipe."""
    tensor = count_statements(statements, by_concept=recipe.by_concept, dense_cells=dense_cells)
    rows, columns = list_labels(statements, recipe)
    if not isolates:
        tensor, rows, columns = _drop_unused(tensor, rows, columns)
    return Network(
        rows=rows,
        columns=rows if recipe.mode is Mode.ONE else columns,
        matrix=recipe.cook(tensor),
        mode=recipe.mode,
        evidence=find_evidence(statements, recipe),
        left_out=statements.left_out,
    )


def list_labels(statements: Statements, recipe: Recipe) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the labels of the rows and columns that are counted."""
    actors, concepts = statements.actor.labels, statements.concept.labels
    return (concepts, actors) if recipe.by_concept else (actors, concepts)


def find_evidence(
    statements: Statements, recipe: Recipe, list_rows: Callable[[], Rows] | None = None
) -> Evidence:
    """Return what finds the statements behind a tie; `list_rows` gives those that count."""
    over = recipe.over if recipe.mode is Mode.ONE else None
    return Evidence(
        statements=statements, list_rows=list_rows, over=over, qualifier=recipe.qualifier
    )


def _drop_unused(
    tensor: Tensor, rows: tuple[str, ...], columns: tuple[str, ...]
) -> tuple[Tensor, tuple[str, ...], tuple[str, ...]]:
    total = tensor.total
    used = np.flatnonzero(sum_rows(total)), np.flatnonzero(sum_rows(total.T))
    if len(used[0]) == len(rows) and len(used[1]) == len(columns):
        return tensor, rows, columns
    kept = Tensor(levels=tuple(counts[used[0]][:, used[1]] for counts in tensor.levels))
    return kept, tuple(rows[n] for n in used[0]), tuple(columns[n] for n in used[1])


def list_events(statements: Statements) -> tuple[Statement, ...]:
    """Return the statements as an event list: by first and last day, those without one at the end.

    Statements of one day keep the order they had. Such lists are what relational event models take.

    Example:
        >>> said = Statements.of(
        ...     actor=["mill", "union"], concept=["toll", "toll"], time=["2012", "2011-09-14"]
        ... )
        >>> [event.actor for event in list_events(said)]
        ['union', 'mill']
    """
    last = np.iinfo(np.int32).max
    keys = [np.where(days == 0, last, days) for days in (statements.last, statements.first)]
    return statements.list(np.lexsort(keys).tolist())
