"""A network: its labels, how strongly each two of them are tied, and which statements say so."""

import enum
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from stakeholders.analysis.discourse.evidence import Evidence
from stakeholders.analysis.discourse.statements import LeftOut, Statement
from stakeholders.errors import MissingExtraError, UnknownIdError, find_nearest

if TYPE_CHECKING:
    import networkx as nx

Floats = NDArray[np.float64]


class Mode(enum.StrEnum):
    """Whether a network ties labels of one kind, or those of one kind to those of another."""

    ONE = "one-mode"
    TWO = "two-mode"


@attrs.frozen(kw_only=True)
class Tie:
    """A tie of a network: who, with whom or what, and how strongly.

    Example:
        >>> tie = Tie(one="mill", other="union", weight=2.0)
        >>> print(tie)
        mill and union: 2
    """

    one: str
    other: str
    weight: float
    _evidence: Evidence | None = attrs.field(default=None, eq=False, repr=False)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements that the tie was counted from, by concept; none where none were kept."""
        return () if self._evidence is None else self._evidence.find(self.one, self.other)

    def __str__(self) -> str:
        lines = [f"{self.one} and {self.other}: {self.weight:g}"]
        lines += map(_tell_statement, self.statements)
        return "\n  ".join(lines)


def _tell_statement(said: Statement) -> str:
    value = f" {said.value}" if said.value else ""
    mark = f" [{said.stance.mark}]" if said.stance is not None else ""
    return f"{said.concept}: {said.actor}{value}{_tell_days(said)}{mark}"


def _tell_days(said: Statement) -> str:
    if said.first is None and said.last is None:
        return ""
    if said.first == said.last:
        return f", {said.first}"
    return f", {said.first or ''}..{said.last or ''}"


@attrs.frozen(kw_only=True, eq=False)
class Network:
    """Labels and weights.

    `matrix` is a scipy sparse array (CSR, float64) of shape (rows, columns). In a one-mode network
    rows and columns are the same labels, the matrix is symmetric, and its diagonal is zero.
    `evidence` finds the statements behind a tie, where the network was made of statements;
    `left_out` says how many statements were not used, and why.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    matrix: Any
    mode: Mode
    evidence: Evidence | None = attrs.field(default=None, repr=False)
    left_out: tuple[LeftOut, ...] = ()

    def to_dense(self) -> Floats:
        """Return the weights as a numpy array of shape (rows, columns)."""
        dense: Floats = self.matrix.toarray()
        return dense

    def sum(self) -> float:
        """Return the sum of all cells; in a one-mode network each tie is in it twice."""
        return float(self.matrix.sum())

    def sum_rows(self) -> Floats:
        """Return the sum of each row."""
        return np.asarray(self.matrix.sum(axis=1), np.float64).ravel()

    def sum_columns(self) -> Floats:
        """Return the sum of each column."""
        return np.asarray(self.matrix.sum(axis=0), np.float64).ravel()

    def get_weight(self, one: str, other: str) -> float:
        """Return how strongly two labels are tied; 0 where they are not.

        Raises:
            UnknownIdError: if the network has no such label.
        """
        return float(
            self.matrix[_find(self.rows, one, "row"), _find(self.columns, other, "column")]
        )

    def edges(self) -> Iterator[Tie]:
        """Yield the ties that are not zero, row by row; of a one-mode network, each once.

        Each tie can name the very statements behind it: `tie.statements`, or all of it as text,
        `print(tie)`.

        Example:
            >>> from stakeholders.analysis import Statements, make_one_mode
            >>> said = Statements.of(
            ...     actor=["mill", "union"], concept=["toll", "toll"], value=[True, True]
            ... )
            >>> print(*make_one_mode(said, qualifier="congruence").edges())
            mill and union: 1
              toll: mill yes
              toll: union yes
        """
        found = sparse.triu(self.matrix, 1, "coo") if self.mode is Mode.ONE else self.matrix.tocoo()
        rows, columns = found.coords
        order = np.lexsort((columns, rows))
        for place in order.tolist():
            if found.data[place]:
                yield Tie(
                    one=self.rows[rows[place]],
                    other=self.columns[columns[place]],
                    weight=float(found.data[place]),
                    evidence=self.evidence,
                )

    def without_isolates(self) -> "Network":
        """Return the network without the labels that have no tie."""
        tied = self.matrix != 0
        rows = np.flatnonzero(np.asarray(tied.sum(axis=1)).ravel())
        columns = np.flatnonzero(np.asarray(tied.sum(axis=0)).ravel())
        return attrs.evolve(
            self,
            rows=tuple(self.rows[row] for row in rows),
            columns=tuple(self.columns[column] for column in columns),
            matrix=self.matrix[rows][:, columns],
        )

    def to_networkx(self) -> "nx.Graph[Any]":
        """Return the network as an undirected graph of networkx; edges have a `weight`.

        All labels are nodes, also those without a tie. The nodes of a two-mode network are pairs of
        a side and a label, ("row", "mill"), since one label can be on both sides; they have a
        `label`, and `bipartite` is 0 for rows and 1 for columns, as networkx expects.
        """
        # networkx takes longer to import than all the rest: only who asks for it pays.
        import networkx as nx  # noqa: PLC0415

        graph: nx.Graph[Any] = nx.Graph()
        if self.mode is Mode.ONE:
            graph.add_nodes_from(self.rows)
            graph.add_weighted_edges_from((tie.one, tie.other, tie.weight) for tie in self.edges())
            return graph
        for number, (side, labels) in enumerate((("row", self.rows), ("column", self.columns))):
            for label in labels:
                graph.add_node((side, label), label=label, bipartite=number)
        for tie in self.edges():
            graph.add_edge(("row", tie.one), ("column", tie.other), weight=tie.weight)
        return graph

    def to_pandas(self) -> Any:  # noqa: ANN401 - pandas is not always there to be named
        """Return the weights as a pandas DataFrame with the labels of rows and columns.

        Raises:
            MissingExtraError: if pandas is not installed.
        """
        try:
            import pandas as pd  # noqa: PLC0415
        except ImportError:
            raise MissingExtraError("a table of pandas", "pandas") from None
        return pd.DataFrame(self.to_dense(), index=list(self.rows), columns=list(self.columns))


def _find(labels: tuple[str, ...], wanted: str, what: str) -> int:
    if wanted not in labels:
        raise UnknownIdError(wanted, what, find_nearest(wanted, labels))
    return labels.index(wanted)
