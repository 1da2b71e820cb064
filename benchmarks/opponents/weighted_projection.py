"""On how much each two organizations agree, by networkx: the projection of a bipartite graph.

Run `python -m benchmarks.opponents.weighted_projection STATEMENTS.csv`; with `latest` behind it,
only the last word of each on each topic counts, and not whatever they ever said.
"""

import csv
import sys
from pathlib import Path
from typing import Any

import networkx as nx

from benchmarks.opponents.telling import tell_answer, tell_step


def read_statements(path: str) -> list[tuple[str, str, str]]:
    """Return who said what on which topic, by date."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return [(holder, topic, position) for holder, topic, position, _ in rows]


def keep_latest(statements: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Return the last statement of each holder on each topic."""
    latest = {(holder, topic): position for holder, topic, position in statements}
    return [(holder, topic, position) for (holder, topic), position in latest.items()]


def project(statements: list[tuple[str, str, str]]) -> Any:
    """Return a graph of holders; an edge's weight is on how many topics both took one side."""
    graph: Any = nx.Graph()
    holders = {holder for holder, _, _ in statements}
    graph.add_nodes_from(holders, bipartite=0)
    graph.add_edges_from((holder, (topic, position)) for holder, topic, position in statements)
    return nx.bipartite.weighted_projected_graph(graph, holders)


def main(path: str, which: str = "all") -> None:
    """Print how many pairs agree on something, and the digest of on how much."""
    statements = read_statements(path)
    keep = keep_latest if which == "latest" else list
    graph = tell_step("ask", lambda: project(keep(statements)))
    tell_answer("\t".join([*sorted((a, b)), str(n)]) for a, b, n in graph.edges(data="weight"))


if __name__ == "__main__":
    main(*sys.argv[1:])
