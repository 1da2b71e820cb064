"""Who resigned, by openstates: every file with the C loader, and no classes.

Run `python -m benchmarks.opponents.naive_list FOLDER`.
"""

import sys
from pathlib import Path

import yaml


def main(folder: str) -> None:
    """Print who resigned, why and when."""
    people = [
        yaml.load(path.read_bytes(), yaml.CSafeLoader)
        for name in ("executive", "legislature", "municipalities", "retired")
        for path in Path(folder, "data").glob(f"*/{name}/*.yml")
    ]
    found = [
        f"{person['name']}\t{role['end_reason']}\t{role.get('end_date')}"
        for person in people
        for role in person["roles"]
        if "resign" in role.get("end_reason", "").lower()
    ]
    print("\n".join(sorted(found)))


if __name__ == "__main__":
    main(sys.argv[1])
