"""Who resigned within a period, by a list comprehension over objects.

Run `python -m benchmarks.opponents.comprehension MEMBERSHIPS.csv FIRST LAST`.
"""

import sys
from datetime import date

from benchmarks.opponents.memberships import Membership, read_memberships
from benchmarks.opponents.telling import tell_answer, tell_step


def list_resigned(memberships: list[Membership], first: date, last: date) -> list[Membership]:
    """Return the memberships that ended by resignation from the first day to the last."""
    return [
        m
        for m in memberships
        if m.kind == "resigned" and m.end is not None and first <= m.end <= last
    ]


def main(path: str, first: str, last: str) -> None:
    """Print how many there are, and their digest."""
    memberships = read_memberships(path)
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    found = tell_step("ask", lambda: list_resigned(memberships, begin, end), times=9)
    tell_answer(f"{m.person}\t{m.body}\t{m.end}" for m in found)


if __name__ == "__main__":
    main(*sys.argv[1:])
