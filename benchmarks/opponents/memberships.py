"""Memberships as a user would hold them: a CSV file, read into dataclasses."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(slots=True)
class Membership:
    """Who sat where, from when to when, and how it ended."""

    person: str
    body: str
    role: str
    start: date
    end: date | None
    kind: str


def read_memberships(path: str) -> list[Membership]:
    """Return the memberships of a CSV file."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return [
            Membership(
                person,
                body,
                role,
                date.fromisoformat(start),
                date.fromisoformat(end) if end else None,
                kind,
            )
            for person, body, role, start, end, kind in rows
        ]
