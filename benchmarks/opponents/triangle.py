"""What the ways to a network share: reading statements, and telling the ties of each two."""

import csv
import hashlib
from array import array
from collections.abc import Iterable, Mapping
from itertools import combinations
from pathlib import Path

Statement = tuple[str, str, str]


def read_statements(path: str) -> list[Statement]:
    """Return who said what on which topic, from a CSV file."""
    return [(holder, topic, position) for holder, topic, position, _ in read_rows(path)]


def read_rows(path: str) -> list[list[str]]:
    """Return the rows of a CSV file, without its header."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return list(rows)


def tell_triangle(statements: Iterable[Statement], ties: Mapping[tuple[str, str], int]) -> None:
    """Print how many hold stances, the sum of their ties, and the digest of all, by name."""
    holders = sorted({holder for holder, _, _ in statements})
    pairs = combinations(holders, 2)
    weights = array("q", (ties.get(pair) or ties.get(pair[::-1]) or 0 for pair in pairs))
    tell_weights(len(holders), weights)


def tell_weights(holders: int, weights: "array[int]") -> None:
    """Print the same of ties that are in order already."""
    print(holders, sum(weights), hashlib.sha256(weights.tobytes()).hexdigest()[:16])
