"""Memberships as a graph of networkx, and who sat where on a day.

Run `python -m benchmarks.opponents.networkx_graph MEMBERSHIPS.csv DAY`.
"""

import sys
from datetime import date
from typing import Any

import networkx as nx

from benchmarks.opponents.memberships import Membership, read_memberships
from benchmarks.opponents.telling import tell_answer, tell_step

Graph = Any


def build_graph(memberships: list[Membership]) -> Graph:
    """Return a graph with an edge for each membership."""
    graph: Any = nx.MultiDiGraph()
    graph.add_edges_from(
        (m.person, m.body, {"role": m.role, "start": m.start, "end": m.end, "kind": m.kind})
        for m in memberships
    )
    return graph


def list_edges(graph: Graph, day: date) -> list[tuple[str, str]]:
    """Return the memberships of a day; who leaves on it is out."""
    return [
        (person, body)
        for person, body, membership in graph.edges(data=True)
        if membership["start"] <= day and (membership["end"] is None or day < membership["end"])
    ]


def main(path: str, day: str) -> None:
    """Print how many there are, and their digest."""
    memberships = read_memberships(path)
    graph = tell_step("build", lambda: build_graph(memberships))
    found = tell_step("ask", lambda: list_edges(graph, date.fromisoformat(day)), times=3)
    tell_answer(f"{person}\t{body}" for person, body in found)


if __name__ == "__main__":
    main(*sys.argv[1:])
