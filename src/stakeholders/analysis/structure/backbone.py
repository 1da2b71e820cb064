"""Which concepts carry the structure of a network, and which could be left out."""

from itertools import combinations
from math import comb, exp
from typing import Final

import attrs
import numpy as np

from stakeholders.analysis.discourse.choices import Normalization, Qualifier
from stakeholders.analysis.discourse.counting import Tensor, count_statements
from stakeholders.analysis.discourse.network import Floats, Mode
from stakeholders.analysis.discourse.numbers import read_whole
from stakeholders.analysis.discourse.recipes import Recipe
from stakeholders.analysis.discourse.statements import Statements
from stakeholders.analysis.structure.annealing import Subset, anneal
from stakeholders.analysis.structure.dice import make_dice
from stakeholders.analysis.structure.spectra import compare_spectra, compute_spectrum
from stakeholders.errors import QuestionError

PENALTY: Final = 3.5
ROUNDS: Final = 10_000


@attrs.frozen(kw_only=True)
class Backbone:
    """Some of the concepts, and how far the network that they alone make is from that of all.

    `loss` is the spectral distance of the network on `concepts` from the network on all, and
    `rest_loss` that of the network on the other concepts, `rest`; `statements` and
    `rest_statements` say how many statements either has. `is_exact` tells whether no other choice
    that was allowed is better; a nested backbone does not claim it.
    """

    concepts: tuple[str, ...]
    rest: tuple[str, ...]
    loss: float
    rest_loss: float
    statements: int
    rest_statements: int
    is_exact: bool


@attrs.frozen(kw_only=True)
class Peel:
    """One step of a nested backbone: the concept that was dropped, and what was left then."""

    dropped: str
    left: Backbone


def peel_backbone(
    statements: Statements,
    *,
    qualifier: str | Qualifier = Qualifier.SUBTRACT,
    normalization: str | Normalization = Normalization.AVERAGE,
    dna_compat: bool = False,
) -> tuple[Peel, ...]:
    """Return the nested backbone: concepts dropped one by one, the least loss first.

    loss(B) = sum over i of abs(e_i(B) - e_i(all)), with e the sorted eigenvalues of the Laplacian
    of the one-mode network over the same actors made of statements on the concepts B alone,
    negative ties set to 0, divided by their sum. It is in [0, 2]; a network without positive ties
    has loss 1. The last concept to go is the most important one, and leaves nothing, with loss 1.
    The loss need not grow from step to step. Of equals, the first by name goes first.

    Source: Leifeld's rDNA, `dna_backbone`, with a true Laplacian.

    Args:
        statements: best without duplicates in a document.
        qualifier: as in `make_one_mode`.
        normalization: as in `make_one_mode`.
        dna_compat: as the reference tool (Discourse Network Analyzer) has it: by a slip, the row
            sums of the ties are taken for the eigenvalues. Also passed on to the networks.

    Raises:
        QuestionError: if there are less than two concepts, no positive ties, or a choice does not
            fit, as in `make_one_mode`.

    Example:
        >>> said = Statements.of(
        ...     actor=["mill", "union", "city", "mill", "union"],
        ...     concept=["toll", "toll", "toll", "tax", "tax"],
        ...     value=[True, True, False, True, True],
        ... )
        >>> [(peel.dropped, round(peel.left.loss, 2)) for peel in peel_backbone(said)]
        [('tax', 0.0), ('toll', 1.0)]
    """
    losses = _Losses.of(statements, qualifier, normalization, dna_compat=dna_compat)
    left = frozenset(range(losses.number))
    peels = []
    while left:
        dropped = min(sorted(left), key=lambda concept: round(losses.find(left - {concept}), 12))
        left -= {dropped}
        peels.append(Peel(dropped=losses.labels[dropped], left=losses.tell(left, is_exact=False)))
    return tuple(peels)


def find_backbone(
    statements: Statements,
    *,
    penalty: float = PENALTY,
    size: int | None = None,
    qualifier: str | Qualifier = Qualifier.SUBTRACT,
    normalization: str | Normalization = Normalization.AVERAGE,
    rounds: int = ROUNDS,
    seed: int = 0,
    dna_compat: bool = False,
) -> Backbone:
    """Return the concepts with the least penalized loss, or the best of a given number.

    Minimized is loss(B) exp(-p (c - b)/c), with the loss of `peel_backbone`, b the number of
    concepts in B and c that of all, 1 <= b < c; with a size, loss(B) alone. The larger the penalty
    p, the smaller the backbone. Where there are no more subsets than rounds, all are looked at, and
    the answer is exact; else it is the best that simulated annealing meets (see
    `stakeholders.analysis.structure.annealing`). Each round is one eigenvalue problem of the
    actors.

    Source: Leifeld's rDNA, `dna_backbone`, with a true Laplacian; its defaults.

    Args:
        statements: best without duplicates in a document.
        penalty: from 0; not used with a size.
        size: how many concepts the backbone has; free unless given.
        qualifier: as in `make_one_mode`.
        normalization: as in `make_one_mode`.
        rounds: how many steps annealing takes, and how many subsets are looked at at most.
        seed: of the walk; 0 unless given. It plays no part where the answer is exact.
        dna_compat: as in `peel_backbone`.

    Raises:
        QuestionError: as `peel_backbone`, and if size, penalty, rounds or seed do not fit.

    Example:
        >>> said = Statements.of(
        ...     actor=["mill", "union", "city", "mill", "union"],
        ...     concept=["toll", "toll", "toll", "tax", "tax"],
        ...     value=[True, True, False, True, True],
        ... )
        >>> found = find_backbone(said)
        >>> found.concepts, found.is_exact
        (('tax',), True)
    """
    losses = _Losses.of(statements, qualifier, normalization, dna_compat=dna_compat)
    number = losses.number
    _check(penalty, size, rounds, number)
    dice = make_dice(seed)

    def score(subset: Subset) -> float:
        weight = 1.0 if size else exp(-penalty * (number - len(subset)) / number)
        return losses.find(subset) * weight

    sizes = range(1, number) if size is None else (size,)
    is_exact = sum(comb(number, k) for k in sizes) <= rounds
    if is_exact:
        subsets = (frozenset(s) for k in sizes for s in combinations(range(number), k))
        best = min(subsets, key=lambda subset: round(score(subset), 12))
    else:
        best = anneal(score, number=number, size=size, rounds=rounds, dice=dice)
    return losses.tell(best, is_exact=is_exact)


def _check(penalty: float, size: int | None, rounds: int, number: int) -> None:
    if not penalty >= 0:
        raise QuestionError(f"penalty: {penalty}: expected a number from 0")
    if size is not None and not 1 <= read_whole(size, "size", least=0) < number:
        raise QuestionError(f"size: {size} of {number} concepts: expected 1 to {number - 1}")
    read_whole(rounds, "rounds")


@attrs.frozen(kw_only=True, eq=False)
class _Losses:
    """The losses of subsets of concepts, each computed once; concepts by their number."""

    labels: tuple[str, ...]
    counts: Floats
    tensor: Tensor
    recipe: Recipe
    whole: Floats
    known: dict[Subset, float] = attrs.field(factory=dict)

    @classmethod
    def of(
        cls,
        statements: Statements,
        qualifier: str,
        normalization: str,
        *,
        dna_compat: bool,
    ) -> "_Losses":
        used = statements.trim()
        labels = used.concept.labels
        if len(labels) < 2:  # noqa: PLR2004 - one concept cannot be left out
            raise QuestionError(
                f"concepts: {len(labels)}: a backbone needs at least 2 to choose of"
            )
        recipe = Recipe.read(
            used.levels,
            mode=Mode.ONE,
            qualifier=qualifier,
            normalization=normalization,
            dna_compat=dna_compat,
        )
        tensor = count_statements(used)
        whole = compute_spectrum(recipe.cook(tensor).toarray(), dna_compat=dna_compat)
        if not whole.any():
            raise QuestionError(
                f"no positive ties among {len(used.actor.labels)} actors by {recipe.qualifier}:"
                " expected at least one, which a backbone could keep"
            )
        counts = np.bincount(used.concept.codes, minlength=len(labels)).astype(np.float64)
        return cls(labels=labels, counts=counts, tensor=tensor, recipe=recipe, whole=whole)

    @property
    def number(self) -> int:
        return len(self.labels)

    def find(self, subset: Subset) -> float:
        if subset not in self.known:
            self.known[subset] = self._measure(subset)
        return self.known[subset]

    def _measure(self, subset: Subset) -> float:
        if not subset:
            return compare_spectra(np.zeros_like(self.whole), self.whole)
        columns = sorted(subset)
        part = Tensor(levels=tuple(counts[:, columns] for counts in self.tensor.levels))
        compat = self.recipe.dna_compat
        spectrum = compute_spectrum(self.recipe.cook(part).toarray(), dna_compat=compat)
        return compare_spectra(spectrum, self.whole)

    def tell(self, subset: Subset, *, is_exact: bool) -> Backbone:
        rest = frozenset(range(self.number)) - subset
        return Backbone(
            concepts=tuple(self.labels[concept] for concept in sorted(subset)),
            rest=tuple(self.labels[concept] for concept in sorted(rest)),
            loss=self.find(subset),
            rest_loss=self.find(rest),
            statements=int(self.counts[sorted(subset)].sum()),
            rest_statements=int(self.counts[sorted(rest)].sum()),
            is_exact=is_exact,
        )
