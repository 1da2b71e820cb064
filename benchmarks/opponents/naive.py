"""Everybody who resigned, with the date, by PyYAML's C loader, dictionaries and a loop."""

import sys
from pathlib import Path

import yaml

for path in sorted(Path(sys.argv[1]).rglob("*.yaml")):
    data = yaml.load(path.read_bytes(), yaml.CSafeLoader)
    for departure in data.get("departures", {}).values():
        if departure["kind"] == "resigned":
            print(*departure.get("people", []), departure.get("date"))
