"""YAML files with the C loader alone, nothing made of them.

Run `python -m benchmarks.opponents.csafe_only FILES`; it prints how many records there are.
"""

import sys
from pathlib import Path

import yaml


def main(paths: list[str]) -> None:
    """Print how many records the files have; a list of holders makes one record for each."""
    data = [yaml.load(Path(path).read_bytes(), yaml.CSafeLoader) for path in paths]
    count = 0
    for sections in data:
        for name, section in sections.items():
            if name == "tracker":
                continue
            count += len(section)
            if name == "stances":
                count += sum(len(s["holder"]) - 1 for s in section if isinstance(s["holder"], list))
    print(count)


if __name__ == "__main__":
    main(sys.argv[1:])
