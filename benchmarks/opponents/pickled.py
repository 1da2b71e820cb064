"""The records of a tracker from a pickle of them: written with --write, else one id looked up."""

import gc
import pickle
import sys
from pathlib import Path

if sys.argv[1] == "--write":
    import stakeholders

    with Path(sys.argv[3]).open("wb") as stream:
        records = stakeholders.load(sys.argv[2]).records
        made = {name: list(getattr(records, name)) for name in ("people", "stances", "memberships")}
        pickle.dump(made, stream, protocol=5)
else:
    gc.disable()
    with Path(sys.argv[1]).open("rb") as stream:
        records = pickle.load(stream)
    print(next(person.name for person in records["people"] if person.id == sys.argv[2]))
