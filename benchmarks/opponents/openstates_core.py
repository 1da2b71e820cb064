"""Who resigned, by openstates' own models and loader as they are shipped.

It is run by an interpreter that has openstates (`pip install openstates==6.25.6`), with
`-m benchmarks.opponents.openstates_core FOLDER`.
"""

import sys
from pathlib import Path

from openstates.models.people import Person


def main(folder: str) -> None:
    """Print who resigned, why and when."""
    people = [
        Person.load_yaml(path)
        for name in ("executive", "legislature", "municipalities", "retired")
        for path in Path(folder, "data").glob(f"*/{name}/*.yml")
    ]
    found = [
        f"{person.name}\t{role.end_reason}\t{role.end_date}"
        for person in people
        for role in person.roles
        if "resign" in role.end_reason.lower()
    ]
    print("\n".join(sorted(found)))


if __name__ == "__main__":
    main(sys.argv[1])
