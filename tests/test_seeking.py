"""What the cache promises of questions about few: what is sought is what a look at all finds."""

import os
import time
from datetime import date
from pathlib import Path

import pytest

from stakeholders import Tracker, load
from stakeholders.cache import Rows

DATA = Path(__file__).parent.parent / "data"
TRACKERS = sorted(path.parent for path in DATA.glob("*/tracker.yaml"))
TEXTS = {
    "people": ("id", "name"),
    "bodies": ("id",),
    "sources": ("id", "url"),
    "memberships": ("person", "body", "role", "on_behalf_of"),
    "departures": ("id", "people", "bodies"),
    "stances": ("holder", "topic", "speaker", "quote"),
}


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep in a folder of its own, and let files settle at once."""
    monkeypatch.setenv("STAKEHOLDERS_CACHE", str(tmp_path / "kept"))
    monkeypatch.setattr("stakeholders.cache.entries._SETTLED_NANOSECONDS", -(10**12))


def load_kept(top: Path) -> Tracker:
    """Return a tracker from the cache, no record of it made."""
    load(top)
    return load(top)


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    moment = time.time() - 3600
    os.utime(path, (moment, moment))


def look_at_all(section: Rows[object], name: str) -> dict[str, list[int]]:
    """Return the rows of every text of a field, by a look at each."""
    found: dict[str, list[int]] = {}
    for row, value in enumerate(section.read_column(name)):
        for text in value if isinstance(value, tuple) else (value,):
            if text is not None:
                found.setdefault(text, []).append(row)
    return {text: list(dict.fromkeys(rows)) for text, rows in found.items()}


def check_rows(tracker: Tracker) -> int:
    """Compare what is sought with what a look at all finds; return how many texts there were."""
    checked = 0
    for name, fields in TEXTS.items():
        section = getattr(tracker.records, name)
        assert isinstance(section, Rows)
        for field in fields:
            for text, rows in look_at_all(section, field).items():
                assert list(section.find_rows(field, text) or ()) == rows
                checked += 1
            assert list(section.find_rows(field, "no such text") or ()) == []
    return checked


@pytest.mark.parametrize("top", TRACKERS, ids=lambda path: path.name)
def test_every_text_is_found_in_all_its_rows(top: Path) -> None:
    assert check_rows(load_kept(top)) > 100


def test_rows_of_several_segments_count_on(tmp_path: Path) -> None:
    top = tmp_path / "tracker"
    top.mkdir()
    for number in range(9):
        names = "".join(f"  p{number}{n}: {{name: Ana}}\n" for n in range(4))
        write(top / f"{number}.yaml", f"people:\n{names}")
    load(top)
    write(top / "4.yaml", "people:\n  p40: {name: Bo}\n  new: {name: Ana}\n")
    tracker = load_kept(top)
    assert tracker.records == load(top, cache=False).records
    people = load(top).records.people
    assert isinstance(people, Rows)
    assert list(people.find_rows("name", "Ana") or ()) == [*range(16), 17, *range(18, 34)]
    assert list(people.find_rows("id", "new") or ()) == [17]
    assert [person.id for person in people.take([33, 17, 0])] == ["p83", "new", "p00"]


def test_a_text_inside_a_thousand_others_is_found(tmp_path: Path) -> None:
    names = "".join(f"  xx{n}: {{name: xxx {n}}}\n" for n in range(1200))
    write(tmp_path / "a.yaml", f"people:\n{names}  x: {{name: Ana}}\n")
    people = load_kept(tmp_path).records.people
    assert isinstance(people, Rows)
    assert list(people.find_rows("id", "x") or ()) == [1200]
    assert list(people.find_rows("id", "") or ()) == []


@pytest.mark.parametrize("top", TRACKERS, ids=lambda path: path.name)
def test_records_taken_together_are_those_made_alone(top: Path) -> None:
    plain, kept = load(top, cache=False), load_kept(top)
    for name in TEXTS:
        whole, section = getattr(plain.records, name), getattr(kept.records, name)
        rows = [*range(0, len(whole), 2), 0, len(whole) - 1]
        first = section[rows[0]]
        taken = section.take(rows)
        assert taken == [whole[row] for row in rows]
        assert taken[0] is first
        assert all(section[row] is record for row, record in zip(rows, taken, strict=True))
        assert section.read_some("sources" if name != "sources" else "id", rows) == [
            getattr(whole[row], "sources" if name != "sources" else "id") for row in rows
        ]
        assert tuple(section) == tuple(whole)
        assert section.find_rows("id", "x") is None


@pytest.mark.parametrize("top", TRACKERS, ids=lambda path: path.name)
def test_members_of_a_day_are_those_of_everybody_who_ever_sat(top: Path) -> None:
    """Who is left out by the dates of the record alone had no seat on the day."""
    kept, plain = load_kept(top), load(top, cache=False)
    for day in (date(year, 6, 30) for year in range(2008, 2024, 3)):
        for body in plain.records.bodies:
            members = kept.members(body.id, on=day)
            assert members == plain.members(body.id, on=day)
            ever = {
                m.seat.membership.mark for m in plain.members(body.id) if m.seat.get_status(day)
            }
            assert {member.seat.membership.mark for member in members} == ever


@pytest.mark.parametrize("top", TRACKERS, ids=lambda path: path.name)
def test_a_view_is_sought_in_like_the_whole(top: Path) -> None:
    records = load_kept(top).known_by("2012-06-30").records
    for name, field in (("stances", "holder"), ("memberships", "body"), ("people", "id")):
        section = getattr(records, name)
        for text, rows in look_at_all(section, field).items():
            assert list(section.find_rows(field, text) or ()) == rows
        assert list(section.find_rows(field, "no such text") or ()) == []
    assert records.stances.find_rows("quote", "no column of its own") is None  # type: ignore[attr-defined] # a view has it
