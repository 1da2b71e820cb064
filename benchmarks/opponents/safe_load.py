"""Who resigned, by openstates: every file with `yaml.safe_load`, and no classes.

Run `python -m benchmarks.opponents.safe_load FOLDER`.
"""

import sys
from pathlib import Path

import yaml


def main(folder: str) -> None:
    """Print who resigned, why and when."""
    people = [
        yaml.safe_load(path.read_bytes())
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
