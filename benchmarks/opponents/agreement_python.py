"""On how many statements each two organizations agree, by plain Python: topic by topic.

Run `python -m benchmarks.opponents.agreement_python STATEMENTS.csv congruence`, or `subtract`.
"""

import sys
from collections import Counter, defaultdict
from itertools import combinations

from benchmarks.opponents.telling import tell_step
from benchmarks.opponents.triangle import read_statements, tell_triangle

Statement = tuple[str, str, str]


def tie(statements: list[Statement], qualifier: str) -> dict[tuple[str, str], int]:
    """Return the tie of each two: the sum of products of counts over what they both talk about."""
    counts: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for holder, topic, position in statements:
        if qualifier == "congruence":
            counts[topic, position][holder] += 1
        else:
            counts[topic,][holder] += 1 if position == "support" else -1
    ties: dict[tuple[str, str], int] = defaultdict(int)
    for same in counts.values():
        for (one, mine), (other, theirs) in combinations(sorted(same.items()), 2):
            ties[one, other] += mine * theirs
    return ties


if __name__ == "__main__":
    path, which = sys.argv[1:]
    said = read_statements(path)
    tell_triangle(said, tell_step("ask", lambda: tie(said, which)))
