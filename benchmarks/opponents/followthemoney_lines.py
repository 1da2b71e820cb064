"""Who resigned, by FollowTheMoney: openstates as entities in a file of JSON lines, and a pass.

It is run by an interpreter that has followthemoney and PyYAML, with `-m
benchmarks.opponents.followthemoney_lines write FOLDER FILE` once, and then `... read FILE`.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from followthemoney import model
from followthemoney.proxy import EntityProxy


def make_entities(person: dict[str, Any]) -> Iterator[EntityProxy]:
    """Yield a person, each seat with its office, and each membership in a party."""
    proxy = model.make_entity("Person")
    proxy.make_id(person["id"])
    proxy.add("name", person["name"])
    proxy.add("sourceUrl", [link["url"] for link in person.get("sources", ()) if "url" in link])
    yield proxy
    for number, role in enumerate(person["roles"]):
        post = model.make_entity("Position")
        post.make_id(role["jurisdiction"], role["type"], str(role.get("district", "")))
        post.add("name", f"{role['type']} {role.get('district', '')}".strip())
        yield post
        seat = model.make_entity("Occupancy")
        seat.make_id(person["id"], "role", str(number))
        seat.add("holder", proxy.id)
        seat.add("post", post.id)
        seat.add("startDate", str(role.get("start_date", "")))
        seat.add("endDate", str(role.get("end_date", "")))
        seat.add("summary", role.get("end_reason", ""))
        yield seat
    for number, party in enumerate(person.get("party", ())):
        group = model.make_entity("Organization")
        group.make_id("party", party["name"])
        group.add("name", party["name"])
        yield group
        membership = model.make_entity("Membership")
        membership.make_id(person["id"], "party", str(number))
        membership.add("member", proxy.id)
        membership.add("organization", group.id)
        yield membership


def write(folder: str, target: str) -> None:
    """Write every person, seat, post and membership as a line, each once."""
    seen: set[str | None] = set()
    with Path(target).open("w", encoding="utf-8") as file:
        for name in ("executive", "legislature", "municipalities", "retired"):
            for path in Path(folder, "data").glob(f"*/{name}/*.yml"):
                for entity in make_entities(yaml.load(path.read_bytes(), yaml.CSafeLoader)):
                    if entity.id not in seen:
                        seen.add(entity.id)
                        file.write(json.dumps(entity.to_dict()) + "\n")


def read(source: str) -> None:
    """Print who resigned, why and when."""
    names: dict[str, str] = {}
    found: list[tuple[str, str, str]] = []
    with Path(source).open(encoding="utf-8") as file:
        for line in file:
            entity = model.get_proxy(json.loads(line))
            if entity.schema.name == "Person":
                names[str(entity.id)] = entity.caption
            elif entity.schema.name == "Occupancy":
                reason = entity.first("summary") or ""
                if "resign" in reason.lower():
                    holder = entity.first("holder") or ""
                    found.append((holder, reason, entity.first("endDate") or ""))
    print("\n".join(sorted(f"{names[who]}\t{why}\t{when}" for who, why, when in found)))


if __name__ == "__main__":
    (write if sys.argv[1] == "write" else read)(*sys.argv[2:])
