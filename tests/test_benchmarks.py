"""The benchmarks run, and the library answers in them as those beside whom it is measured."""

import importlib
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
DAY, FIRST, LAST = "2011-09-16", "2011-01-01", "2011-12-31"


def run(module: str, *arguments: str, cache: Path) -> str:
    command = [sys.executable, "-m", f"benchmarks.{module}", *arguments]
    known = {**os.environ, "STAKEHOLDERS_CACHE": str(cache)}
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, env=known)
    return done.stdout.strip()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tracker, memberships and statements, and a place for a cache."""
    folder = tmp_path_factory.mktemp("benchmarks")
    cache = folder / "cache"
    run("synthetic", "yaml", str(folder / "tracker"), "--size", "1000", cache=cache)
    for form in ("memberships", "statements"):
        run("synthetic", form, str(folder / f"{form}.csv"), "--size", "2000", cache=cache)
    return folder


@pytest.fixture
def modules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT))
    monkeypatch.setenv("STAKEHOLDERS_CACHE", "")  # so that it is as it was when a test is done


def load(name: str) -> ModuleType:
    return importlib.import_module(f"benchmarks.{name}")


@pytest.mark.parametrize(
    ("ours", "opponent", "file", "asked"),
    [
        ("graph", "networkx_graph", "memberships.csv", (DAY,)),
        ("period", "comprehension", "memberships.csv", (FIRST, LAST)),
        ("period", "duckdb_period", "memberships.csv", (FIRST, LAST)),
        ("agree", "weighted_projection", "statements.csv", ()),
    ],
)
def test_ours_and_the_opponent_say_the_same(
    folder: Path, ours: str, opponent: str, file: str, asked: tuple[str, ...]
) -> None:
    given, cache = (str(folder / file), *asked), folder / "cache"
    answer = run("ours", ours, *given, cache=cache)
    assert int(answer.split()[0]) > 10
    assert run(f"opponents.{opponent}", *given, cache=cache) == answer


@pytest.mark.parametrize("way", ["holder", "restore"])
def test_what_was_kept_is_what_was_pickled(folder: Path, way: str) -> None:
    top, kept, cache = str(folder / "tracker"), str(folder / "pickle"), folder / "cache"
    run("opponents.pickle_records", "write", top, kept, cache=cache)
    holder = load_holder(folder)
    answer = run("ours", way, top, holder, cache=cache)
    assert int(answer.split()[0]) >= 1
    assert run("opponents.pickle_records", "read", kept, holder, cache=cache) == answer


def load_holder(folder: Path) -> str:
    text = next((folder / "tracker").glob("stances-*.yaml")).read_text(encoding="utf-8")
    holders = [line.split("holder: ")[1] for line in text.splitlines() if "holder: " in line]
    return next(holder for holder in holders if not holder.startswith("["))


def test_everything_is_counted_anew_and_from_the_cache(folder: Path) -> None:
    for how in ("anew", "cache", "cache"):
        assert run("ours", "count", str(folder / "tracker"), how, cache=folder / "cache") == "1000"


@pytest.mark.usefixtures("modules")
def test_one_date_is_spoilt_and_reported(folder: Path, tmp_path: Path) -> None:
    rows = load("loading_rows")
    big = tmp_path / "everything.yaml"
    text = "".join(rows.join_files(folder / "tracker"))
    big.write_text(text, encoding="utf-8")
    assert run("ours", "refuse", str(big), cache=folder / "cache") == "no problems"
    big.write_text(rows.set_date(text, "on a Tuesday", 0.5), encoding="utf-8")
    answer = run("ours", "refuse", str(big), cache=folder / "cache")
    assert answer.endswith("bad-date, 1 in all")


@pytest.mark.usefixtures("modules")
def test_what_is_meant_to_do_harm_is_refused(tmp_path: Path) -> None:
    bomb, nested = load("loading_rows").tell_hostile(tmp_path)
    assert "an alias bomb: 1:1" in bomb
    assert "brackets deep: 1:53 too-deep" in nested


@pytest.mark.usefixtures("modules")
def test_growth_is_told_for_every_question(folder: Path) -> None:
    growth, lines = load("growth"), load("growth_lines")
    measured = growth.measure(str(folder / "tracker"))
    figures = measured["figures"]
    assert {"load", "one linear pass", "find", "to_networkx"} <= set(figures)
    assert {"position", "members", "explain"} <= set(measured["latencies"])
    grown = {name: [100 * cpu, 100 * memory] for name, (cpu, memory) in figures.items()}
    told = list(lines.tell_step(figures, grown))
    assert len(told) == len(figures)
    assert "load" in told[0]
    assert told[0].count("100.0 x: MISSED") >= 1


@pytest.mark.usefixtures("modules")
def test_a_cost_is_missed_only_where_it_grows_more_than_the_records() -> None:
    lines = load("growth_lines")
    before = {"load": [1.0, 50.0], "find": [0.00001, 0.0], "changes": [1.0, 100.0]}
    after = {"load": [10.9, 501.0], "find": [0.0001, 0.0], "changes": [11.1, 1200.0]}
    assert list(lines.tell_step(before, after)) == [
        "  load: 10.9 s, 10.9 x; 501 MB, 10.0 x",
        "  find: 0.0001 s; 0 MB",
        "  changes: 11.1 s, 11.1 x: MISSED; 1.2e+03 MB, 12.0 x: MISSED",
    ]


@pytest.mark.usefixtures("modules")
def test_parts_are_chosen_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    main = load("__main__")
    assert main.read_arguments(["--only", "graph", "--only", "growth"]).only == ["graph", "growth"]
    assert main.read_arguments([]).only[0] == "start"
    with pytest.raises(SystemExit):
        main.read_arguments(["--only", "everything"])
    assert "invalid choice: 'everything'" in capsys.readouterr().err


@pytest.mark.usefixtures("modules")
def test_what_is_not_given_is_said_to_be_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    load("__main__").main(["--only", "openstates"])
    told = capsys.readouterr().out
    assert "P1, P3, P6 to P9 are left out: git clone" in told
