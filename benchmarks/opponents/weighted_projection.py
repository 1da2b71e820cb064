"""On how much each two organizations agree, by networkx: the projection of a bipartite graph.

Run `python -m benchmarks.opponents.weighted_projection STATEMENTS.csv`.
"""

import csv
import sys
from pathlib import Path
from typing import Any

import networkx as nx

from benchmarks.opponents.telling import tell_answer, tell_step


def read_statements(path: str) -> list[tuple[str, str, str]]:
    """Return who said what on which topic."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return [(holder, topic, position) for holder, topic, position in rows]


def project(statements: list[tuple[str, str, str]]) -> Any:  # noqa: ANN401 - a graph
    """Return a graph of holders; an edge's weight is on how many topics both took one side."""
    graph = nx.Graph()
    holders = {holder for holder, _, _ in statements}
    graph.add_nodes_from(holders, bipartite=0)
    graph.add_edges_from((holder, (topic, position)) for holder, topic, position in statements)
    return nx.bipartite.weighted_projected_graph(graph, holders)


def main(path: str) -> None:
    """Print how many pairs agree on something, and the digest of on how much."""
    statements = read_statements(path)
    graph = tell_step("ask", lambda: project(statements))
    tell_answer("\t".join([*sorted((a, b)), str(n)]) for a, b, n in graph.edges(data="weight"))


if __name__ == "__main__":
    main(*sys.argv[1:])
