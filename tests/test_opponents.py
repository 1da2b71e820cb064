"""The opponents of the benchmarks answer as the library does, on the same rows."""

import csv
import importlib
import subprocess
import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from types import ModuleType

import pytest

from stakeholders import Tracker

ROOT = Path(__file__).parent.parent
DAY, FIRST, LAST = "2011-09-16", "2011-01-01", "2011-12-31"


def run(module: str, *arguments: str) -> str:
    command = [sys.executable, "-m", f"benchmarks.{module}", *arguments]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout


def read(path: Path) -> Iterator[tuple[str, ...]]:
    rows = csv.reader(path.read_text(encoding="utf-8").splitlines()[1:])
    return (tuple(row) for row in rows)


@pytest.fixture(scope="module")
def rows() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT))
        yield importlib.import_module("benchmarks.world.rows")


@pytest.fixture(scope="module")
def telling() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT))
        yield importlib.import_module("benchmarks.opponents.telling")


@pytest.fixture(scope="module")
def memberships(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rows") / "memberships.csv"
    run("synthetic", "memberships", str(path), "--size", "3000")
    return path


@pytest.fixture(scope="module")
def tracker(rows: ModuleType, memberships: Path) -> Tracker:
    return Tracker(rows.to_seats(read(memberships)))


def test_who_resigned_within_a_period(
    tracker: Tracker, telling: ModuleType, memberships: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = tracker.departures(kind="resigned", since=FIRST, until=LAST)
    assert len(found) > 10
    telling.tell_answer(f"{d.people[0]}\t{d.bodies[0]}\t{d.date}" for d in found)
    asked = (str(memberships), FIRST, LAST)
    assert run("opponents.comprehension", *asked) == capsys.readouterr().out


def test_who_sat_where_on_a_day(
    tracker: Tracker, telling: ModuleType, memberships: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = [
        f"{member.person.id}\t{body.id}"
        for body in tracker.records.bodies
        for member in tracker.members(body, on=DAY)
        if member.person is not None
    ]
    assert len(found) > 100
    telling.tell_answer(found)
    answer = run("opponents.networkx_graph", str(memberships), DAY)
    assert answer == capsys.readouterr().out


def test_on_how_much_two_agree(
    rows: ModuleType, telling: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "statements.csv"
    run("synthetic", "statements", str(path), "--size", "2000")
    stances = rows.to_stances(read(path)).stances
    latest: dict[str, set[tuple[str, str]]] = {}
    for stance in stances:
        latest.setdefault(stance.holder, set()).add((stance.topic, stance.position))
    lines = [
        "\t".join([*sorted((one, other)), str(len(latest[one] & latest[other]))])
        for one, other in combinations(latest, 2)
        if latest[one] & latest[other]
    ]
    assert len(lines) > 100
    telling.tell_answer(lines)
    answer = run("opponents.weighted_projection", str(path), "latest")
    assert answer == capsys.readouterr().out


def test_the_c_loader_counts_as_many_records_as_were_asked_for(tmp_path: Path) -> None:
    run("synthetic", "yaml", str(tmp_path / "world"), "--size", "1000")
    paths = sorted(str(path) for path in (tmp_path / "world").iterdir())
    assert run("opponents.csafe_only", *paths) == "1000\n"


PERSON = """\
id: ocd-person/1
name: {name}
roles:
- type: lower
  jurisdiction: ocd-jurisdiction/country:us/state:az/government
  end_date: {end}
  end_reason: {reason}
"""


def test_who_resigned_by_openstates(tmp_path: Path) -> None:
    people = [
        ("Vorn Quist", "2011-09-15", "Resigned over bridge tolls"),
        ("Telb Zell", "2011-09-16", "lost the election"),
        ("Zimp Vane", "'2012-01-01'", "resigned"),
    ]
    folder = tmp_path / "data" / "az" / "retired"
    folder.mkdir(parents=True)
    for number, (name, end, reason) in enumerate(people):
        text = PERSON.format(name=name, end=end, reason=reason)
        (folder / f"{number}.yml").write_text(text, encoding="utf-8")
    expected = (
        "Vorn Quist\tResigned over bridge tolls\t2011-09-15\nZimp Vane\tresigned\t2012-01-01\n"
    )
    for name in ("naive_dataclass", "naive_list", "safe_load"):
        assert run(f"opponents.{name}", str(tmp_path)) == expected
