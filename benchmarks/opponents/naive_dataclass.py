"""Who resigned, by openstates: every file into dataclasses with the C loader, then one loop.

Run `python -m benchmarks.opponents.naive_dataclass FOLDER`.
"""

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml


@dataclass
class Role:
    """A seat or an office."""

    type: str
    jurisdiction: str
    district: str | None = None
    start_date: Any = None
    end_date: Any = None
    end_reason: str | None = None


@dataclass
class Party:
    """A party."""

    name: str
    start_date: Any = None
    end_date: Any = None


@dataclass
class Office:
    """Where to write to."""

    classification: str
    name: str | None = None
    address: str | None = None
    voice: str | None = None
    fax: str | None = None


@dataclass
class Link:
    """An address."""

    url: str
    note: str | None = None


@dataclass
class OtherName:
    """Another name."""

    name: str
    start_date: Any = None


@dataclass
class OtherIdentifier:
    """An id elsewhere."""

    scheme: str
    identifier: str


@dataclass
class Person:
    """A legislator, executive or mayor."""

    id: str
    name: str
    given_name: str | None = None
    middle_name: str | None = None
    family_name: str | None = None
    suffix: str | None = None
    gender: str | None = None
    email: str | None = None
    image: str | None = None
    biography: str | None = None
    birth_date: Any = None
    death_date: Any = None
    party: list[Party] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    sources: list[Link] = field(default_factory=list)
    other_names: list[OtherName] = field(default_factory=list)
    other_identifiers: list[OtherIdentifier] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)
    extras: dict[str, Any] = field(default_factory=dict)


NESTED = {
    "party": Party,
    "roles": Role,
    "offices": Office,
    "links": Link,
    "sources": Link,
    "other_names": OtherName,
    "other_identifiers": OtherIdentifier,
}


def read_person(path: Path) -> Person:
    """Return the person of a file."""
    with path.open("rb") as file:
        found = yaml.load(file, yaml.CSafeLoader)
    for key, kind in NESTED.items():
        if key in found:
            found[key] = [kind(**item) for item in found[key]]
    return Person(**found)


def main(folder: str) -> None:
    """Print who resigned, why and when."""
    people = [
        read_person(path)
        for name in ("executive", "legislature", "municipalities", "retired")
        for path in Path(folder, "data").glob(f"*/{name}/*.yml")
    ]
    found = [
        f"{person.name}\t{role.end_reason}\t{role.end_date}"
        for person in people
        for role in person.roles
        if "resign" in (role.end_reason or "").lower()
    ]
    print("\n".join(sorted(found)))


if __name__ == "__main__":
    main(sys.argv[1])
