"""How a network is made of counts: one recipe serves one network and all slices of a series."""

from typing import Any, Final

import attrs
import numpy as np
from scipy import sparse

from stakeholders.analysis.discourse.choices import Normalization, Over, Qualifier
from stakeholders.analysis.discourse.counting import Counts, Tensor
from stakeholders.analysis.discourse.levels import Kind, Levels
from stakeholders.analysis.discourse.network import Mode
from stakeholders.analysis.discourse.similarity import divide, relate, sum_rows
from stakeholders.errors import QuestionError, join_words
from stakeholders.tracker.filters import read_choice

_QUALIFIERS: Final = {
    Mode.ONE: (Qualifier.IGNORE, Qualifier.CONGRUENCE, Qualifier.CONFLICT, Qualifier.SUBTRACT),
    Mode.TWO: (Qualifier.IGNORE, Qualifier.COMBINE, Qualifier.SUBTRACT),
}
_NORMALIZATIONS: Final = {
    Mode.ONE: (
        Normalization.NONE,
        Normalization.AVERAGE,
        Normalization.JACCARD,
        Normalization.COSINE,
    ),
    Mode.TWO: (Normalization.NONE, Normalization.ACTIVITY, Normalization.PROMINENCE),
}
_MOST_LEVELS: Final = 52  # so many bits are exact in a float64


@attrs.frozen(kw_only=True)
class Recipe:
    """What a network is made of statements by; checked against their levels."""

    mode: Mode
    over: Over
    qualifier: Qualifier
    normalization: Normalization
    dna_compat: bool
    levels: Levels

    @classmethod
    def read(
        cls,
        levels: Levels,
        *,
        mode: str,
        qualifier: str,
        normalization: str,
        over: str = Over.ACTOR,
        dna_compat: bool = False,
    ) -> "Recipe":
        """Return the recipe for what a call asks.

        Raises:
            QuestionError: if a choice is unknown, or not one of the mode or of the values.
        """
        made = cls(
            mode=read_choice(mode, Mode, "mode"),
            over=read_choice(over, Over, "over"),
            qualifier=read_choice(qualifier, Qualifier, "qualifier"),
            normalization=read_choice(normalization, Normalization, "normalization"),
            dna_compat=dna_compat,
            levels=levels,
        )
        made._check()
        return made

    def _check(self) -> None:
        for name, table in (("qualifier", _QUALIFIERS), ("normalization", _NORMALIZATIONS)):
            chosen, known = getattr(self, name), table[self.mode]
            if chosen not in known:
                expected = f"expected {join_words(known)}"
                raise QuestionError(f"{name}: no {chosen} in a {self.mode} network: {expected}")
        if self.levels.kind is Kind.NONE and self.qualifier is not Qualifier.IGNORE:
            raise QuestionError(
                f"qualifier: {self.qualifier} needs values, and these statements have none: "
                "expected ignore"
            )
        if self.qualifier is Qualifier.COMBINE and len(self.levels.labels) > _MOST_LEVELS:
            found = len(self.levels.labels)
            raise QuestionError(f"combine: at most {_MOST_LEVELS} levels, found {found}")

    @property
    def by_concept(self) -> bool:
        """Whether concepts are the rows."""
        return self.mode is Mode.ONE and self.over is Over.CONCEPT

    def cook(self, tensor: Tensor) -> Any:  # noqa: ANN401 - a sparse array of scipy
        """Return the matrix of the network, as a sparse array without stored zeros."""
        made = self._tie_rows(tensor) if self.mode is Mode.ONE else self._tie_to_columns(tensor)
        matrix = sparse.csr_array(made, dtype=np.float64)
        matrix.eliminate_zeros()
        return matrix

    def _tie_rows(self, tensor: Tensor) -> Counts:
        levels = _observe(tensor, self.levels) if self.dna_compat else self.levels
        ties = relate(tensor, levels, self.qualifier)
        if sparse.issparse(ties):
            ties = (ties - sparse.diags_array(ties.diagonal())).tocsr()
        else:
            np.fill_diagonal(ties, 0)
        return divide(ties, tensor, self.normalization, dna_compat=self.dna_compat)

    def _tie_to_columns(self, tensor: Tensor) -> Counts:
        made = self._weigh(tensor)
        if self.normalization is Normalization.NONE:
            return made
        by_row = self.normalization is Normalization.ACTIVITY
        base = made if self.qualifier is Qualifier.IGNORE else tensor.total
        if self.qualifier is Qualifier.COMBINE:
            base = (made != 0).astype(np.float64)
        sums = sum_rows(base if by_row else base.T)
        shares = np.divide(1.0, sums, out=np.zeros_like(sums), where=sums != 0)
        if sparse.issparse(made):
            scale = sparse.diags_array(shares).tocsr()
            return scale @ made if by_row else made @ scale
        return made * (shares[:, np.newaxis] if by_row else shares)

    def _weigh(self, tensor: Tensor) -> Counts:
        """Return the sum over levels of counts, each times what the level counts for."""
        if self.qualifier is Qualifier.COMBINE:
            marks = [(counts > 0).astype(np.float64) for counts in tensor.levels]
            return sum(mark * 2.0**power for power, mark in enumerate(reversed(marks)))
        if self.qualifier is Qualifier.IGNORE or self.levels.kind is Kind.CATEGORICAL:
            return tensor.total
        signs = [2 * share - 1 for share in self.levels.shares]
        if self.dna_compat and self.levels.kind is Kind.ORDINAL:
            signs = list(self.levels.numbers)
        return sum(counts * sign for counts, sign in zip(tensor.levels, signs, strict=True))


def _observe(tensor: Tensor, levels: Levels) -> Levels:
    """Return ordinal levels stretched to the range that occurs, as the reference tool has them."""
    if levels.kind is not Kind.ORDINAL:
        return levels
    seen = [s for s, counts in zip(levels.shares, tensor.levels, strict=True) if counts.sum()]
    low, high = seen[0], seen[-1]
    if low == high:
        raise QuestionError(
            "dna_compat: one level alone occurs, and the observed range is 0: use the declared "
            "scale, without dna_compat"
        )
    return attrs.evolve(levels, shares=tuple((s - low) / (high - low) for s in levels.shares))
