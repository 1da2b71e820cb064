"""The records of a tracker, kept as MessagePack and restored by cattrs.

Run `python -m benchmarks.opponents.cattrs_msgpack write TRACKER FILE` once, and then
`... read FILE HOLDER`, which prints the holder's stances.
"""

import sys
from pathlib import Path

from cattrs.preconf.msgpack import make_converter

from benchmarks.opponents.pickle_records import Kept, describe, read_sections
from benchmarks.opponents.telling import tell_answer, tell_step
from stakeholders.loading.table import SECTIONS

CONVERTER = make_converter(detailed_validation=False)


def restore(path: str) -> Kept:
    """Return the records that were kept in a file."""
    kinds = {section: list[spec.record] for section, spec in SECTIONS.items()}  # type: ignore[name-defined] # known at run time
    plain = CONVERTER.loads(Path(path).read_bytes(), dict)
    return {section: CONVERTER.structure(plain[section], kinds[section]) for section in plain}


def main(action: str, source: str, target: str) -> None:
    """Keep the records of a tracker, or restore them and print the stances of a holder."""
    if action == "write":
        Path(target).write_bytes(CONVERTER.dumps(read_sections(source)))
        return
    kept = tell_step("restore", lambda: restore(source))
    tell_answer(describe(stance) for stance in kept["stances"] if stance.holder == target)


if __name__ == "__main__":
    main(*sys.argv[1:])
