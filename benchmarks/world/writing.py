"""Entries as YAML, in the look of the trackers in `data`, and files that stay small."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

import attrs

from benchmarks.world.circle import Entry

_BYTES: Final = 1_400_000
_NODES: Final = 145_000
_WIDTH: Final = 100


def write_entry(key: str, entry: Entry) -> tuple[str, int]:
    """Return an entry as text, and how many nodes it has; without a key it is an item of a list.

    Example:
        >>> print(write_entry("ana", {"name": "Ana", "sources": ["s1"]})[0])
          ana:
            name: Ana
            sources: [s1]
        <BLANKLINE>
    """
    lines: list[str] = []
    if key:
        lines.append(f"  {key}:")
        nodes = 1 + _write_mapping(entry, "    ", lines)
    else:
        nodes = _write_item(entry, "  ", lines)
    return "\n".join([*lines, ""]), nodes


def _write_item(entry: Entry, indent: str, lines: list[str]) -> int:
    start = len(lines)
    nodes = _write_mapping(entry, f"{indent}  ", lines)
    lines[start] = f"{indent}- {lines[start].lstrip()}"
    return nodes


def _write_mapping(entry: Entry, indent: str, lines: list[str]) -> int:
    nodes = 1
    for key, value in entry.items():
        nodes += 2
        if isinstance(value, str):
            lines.extend(_write_text(key, value, indent))
            continue
        nodes += len(value)
        flat = [item for item in value if isinstance(item, str)]
        if flat:
            lines.append(f"{indent}{key}: [{', '.join(flat)}]")
            continue
        lines.append(f"{indent}{key}:")
        for item in value:
            if isinstance(item, dict):
                nodes += _write_item(item, f"{indent}  ", lines) - 1
    return nodes


def _write_text(key: str, text: str, indent: str) -> Iterator[str]:
    if text.startswith('"'):
        yield f"{indent}{key}: '{text}'"
    elif len(indent) + len(key) + len(text) + 2 <= _WIDTH:
        yield f"{indent}{key}: {text}"
    else:
        yield f"{indent}{key}: >-"
        middle = text.index(" ", len(text) // 2)
        yield f"{indent}  {text[:middle]}"
        yield f"{indent}  {text[middle + 1 :]}"


@attrs.define
class Section:
    """The files of one section; the next is begun before one grows too large to be read."""

    folder: Path
    name: str
    file: IO[str] | None = None
    number: int = 0
    size: int = 0
    nodes: int = 0

    def write(self, key: str, entry: Entry) -> None:
        """Add an entry."""
        text, nodes = write_entry(key, entry)
        self.size += len(text) + 1
        self.nodes += nodes
        if self.file is None or self.size > _BYTES or self.nodes > _NODES:
            self._begin()
            self.size, self.nodes = len(text) + 1, nodes
        if self.file is not None:
            self.file.write(f"\n{text}")

    def _begin(self) -> None:
        self.close()
        self.number += 1
        path = self.folder / f"{self.name}-{self.number:03}.yaml"
        self.file = path.open("w", encoding="ascii", newline="\n")
        self.file.write(f"{self.name}:")

    def close(self) -> None:
        """Finish the last file."""
        if self.file is not None:
            self.file.close()
