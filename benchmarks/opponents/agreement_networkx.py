"""On how many statements each two organizations agree, by networkx: a projection with weights.

Run `python -m benchmarks.opponents.agreement_networkx STATEMENTS.csv congruence`, or `subtract`.
"""

import sys
from collections import Counter
from typing import Any

import networkx as nx

from benchmarks.opponents.telling import tell_step
from benchmarks.opponents.triangle import read_statements, tell_triangle

Statement = tuple[str, str, str]


def tie(statements: list[Statement], qualifier: str) -> dict[tuple[str, str], int]:
    """Return the tie of each two: the sum of products of counts over what they both talk about."""
    counts: Counter[Any] = Counter()
    for holder, topic, position in statements:
        if qualifier == "congruence":
            counts[holder, (topic, position)] += 1
        else:
            counts[holder, topic] += 1 if position == "support" else -1
    graph: Any = nx.Graph()
    holders = {holder for holder, _, _ in statements}
    graph.add_nodes_from(holders)
    graph.add_edges_from((one, other, {"n": number}) for (one, other), number in counts.items())

    def weigh(graph: Any, one: str, other: str) -> int:
        mine, theirs = graph.adj[one], graph.adj[other]
        return sum(mine[about]["n"] * theirs[about]["n"] for about in mine.keys() & theirs.keys())

    found = nx.bipartite.generic_weighted_projected_graph(graph, holders, weight_function=weigh)
    return {(one, other): weight for one, other, weight in found.edges(data="weight")}


if __name__ == "__main__":
    path, which = sys.argv[1:]
    said = read_statements(path)
    tell_triangle(said, tell_step("ask", lambda: tie(said, which)))
