"""The command asks an engine about tables, and prints what it prints of the data they came from."""

import io
import shutil
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from stakeholders import load
from stakeholders.cli import main
from stakeholders.tables import watching, write_tables
from stakeholders.tables.watching import tell_progress

DATA = Path(__file__).parent.parent / "data"
SECURE = str(DATA / "secure-communities")
COUNCILS = str(DATA / "business-councils-2017")
QUESTIONS = [
    ["resigned"],
    ["departures"],
    ["departures", "--kind", "resigned", "--person", "venegas"],
    ["departures", "--basis", "inferred", "--since", "2011-09-15"],
    ["resigned", "--because", "report"],
    ["resigned", "--body", "task-force", "--min-confidence", "high"],
    ["members"],
    ["members", "--body", "task-force", "--on", "2011-09-16"],
    ["stances"],
    ["stances", "--holder", "venegas"],
    ["stances", "--topic", "report", "--position", "oppose", "--until", "2011-12"],
    ["stances", "--topic", "report", "--on", "2011-09-16"],
    ["stances", "--body", "task-force", "--on", "2011-11-30", "--min-confidence", "low"],
    ["divisions"],
    ["divisions", "--body", "task-force", "--topic", "report", "--on", "2011-09-16"],
    ["changes"],
    ["changes", "--holder", "venegas"],
]


def ask(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main(words)
    printed = capsys.readouterr()
    return status, printed.out, printed.err


@pytest.fixture(scope="module")
def secure(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a folder with the tables of the task force."""
    folder = tmp_path_factory.mktemp("tables") / "secure"
    assert main(["tables", SECURE, "-o", str(folder)]) == 0
    return str(folder)


@pytest.fixture
def folder(secure: str, tmp_path: Path) -> Path:
    """Return a folder of tables that may be spoilt."""
    return Path(shutil.copytree(secure, tmp_path / "tables"))


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_an_engine_prints_what_the_tracker_prints(
    question: list[str], secure: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ask(capsys, *question, "--engine", "duckdb", secure)
    assert asked == ask(capsys, *question, SECURE)
    assert asked[0] == 0


@pytest.mark.parametrize("form", ["json", "csv", "markdown"])
@pytest.mark.parametrize("command", ["resigned", "members", "stances", "divisions", "changes"])
def test_every_format_is_the_same(
    command: str, form: str, secure: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [command, "--format", form]
    assert ask(capsys, *words, "--engine", "polars", secure) == ask(capsys, *words, SECURE)


def test_bodies_of_several_trackers_are_asked_one_after_the_other(
    secure: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tables(load(COUNCILS), tmp_path)
    asked = ask(capsys, "resigned", "--engine", "duckdb", secure, str(tmp_path))
    assert asked == ask(capsys, "resigned", SECURE, COUNCILS)


@pytest.mark.skipif(shutil.which("java") is None, reason="Spark runs on Java")
@pytest.mark.filterwarnings("ignore")
def test_spark_prints_the_same(secure: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["resigned", "--body", "task-force"]
    _, out, _ = ask(capsys, *words, "--engine", "spark", secure)
    assert out == ask(capsys, *words, SECURE)[1]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (
            ["why", "venegas"],
            "--engine: why needs a whole tracker: expected resigned, departures, members, stances, divisions or changes",
        ),
        (
            ["chart", "org-chart"],
            "--engine: chart needs a whole tracker: expected resigned, departures, members, stances, divisions or changes",
        ),
        (
            ["members", "--as-known-on", "2011-09-16"],
            "--engine: --as-known-on needs a whole tracker: leave it out",
        ),
        (["members", "--strict"], "--engine: --strict needs a whole tracker: leave it out"),
        (
            ["members", "--body", "task-forc"],
            "no body or organization 'task-forc' (did you mean 'task-force'?)",
        ),
        (
            ["departures", "--kind", "resinged"],
            "kind: 'resinged' is not known (did you mean 'resigned'?): expected resigned, removed, term-expired, retired, died, declined-seat, other or unknown",
        ),
        (
            ["stances", "--topic", "report", "--on", "2011"],
            "'2011' is not a date: expected one day, such as 2011-09-16",
        ),
        (["members", "--memory", "a lot"], "memory: 'a lot' is not a size: expected one like 4GB"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_an_engine_cannot_do_is_refused(
    words: list[str], reason: str, secure: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = ask(capsys, *words, "--engine", "duckdb", secure)
    assert found == (2, "", f"stakeholders: {reason}\n")


def test_an_unknown_engine_names_the_nearest(
    secure: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, error = ask(capsys, "members", "--engine", "duckbd", secure)
    assert (status, error) == (
        2,
        "stakeholders: engine: 'duckbd' is not known (did you mean 'duckdb'?): expected duckdb, polars or spark\n",
    )


def test_an_engine_that_is_not_there_names_the_extra(
    secure: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    status, _, error = ask(capsys, "members", "--engine", "polars", secure)
    assert (status, error) == (
        2,
        "stakeholders: the engine polars needs more: pip install 'stakeholders[polars]'\n",
    )


def test_what_all_engines_need_comes_with_the_extra_of_the_one_that_is_asked(
    secure: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in list(sys.modules):
        if name.startswith(("stakeholders.tables", "stakeholders.cli.engines")):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "narwhals.stable.v2", None)
    status, _, error = ask(capsys, "members", "--engine", "spark", secure)
    assert (status, error) == (
        2,
        "stakeholders: the engine spark needs more: pip install 'stakeholders[spark]'\n",
    )


def test_a_folder_of_yaml_is_no_folder_of_tables(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, error = ask(capsys, "members", "--engine", "duckdb", SECURE)
    assert (status, error) == (
        2,
        f"stakeholders: --engine: '{SECURE}' is no folder of Parquet tables: write one with stakeholders tables {SECURE} -o FOLDER\n",
    )


def complain(capsys: pytest.CaptureFixture[str], folder: Path, engine: str) -> list[str]:
    status, out, error = ask(capsys, "stances", "--engine", engine, str(folder))
    assert (status, out) == (1, "")
    return error.splitlines()


@pytest.mark.parametrize("engine", ["duckdb", "polars"])
def test_missing_extra_and_wrong_columns_name_the_file(
    engine: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "stances.parquet"
    frame = pl.read_parquet(path)
    frame.rename({"holder": "holdr"}).with_columns(topic=pl.lit(3)).write_parquet(path)
    assert complain(capsys, folder, engine) == [
        f"{path}:1:1: stances: there is no column 'holder' [missing-column]",
        f"{path}:1:1: stances: unknown column 'holdr' (did you mean 'holder'?) [unknown-column]",
        f"{path}:1:1: stances: column 'topic' is int32, expected string [wrong-type]",
    ]


@pytest.mark.parametrize("engine", ["duckdb", "polars"])
def test_a_part_that_lacks_a_column_is_named(
    engine: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = pq.read_table(folder / "stances.parquet")
    (folder / "stances.parquet").unlink()
    (folder / "stances").mkdir()
    pq.write_table(whole[:5], folder / "stances" / "a.parquet")
    part = folder / "stances" / "b.parquet"
    pq.write_table(whole[5:].drop_columns(["quote"]), part)
    assert complain(capsys, folder, engine) == [
        f"{part}:1:1: stances: there is no column 'quote' [missing-column]"
    ]


@pytest.mark.parametrize("engine", ["duckdb", "polars"])
def test_a_dangling_id_names_the_file_and_the_row(
    engine: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "stances.parquet"
    table = pq.read_table(path)
    holders = table["holder"].to_pylist()
    holders[3] = "nobody-there"
    place = table.column_names.index("holder")
    pq.write_table(table.set_column(place, "holder", pa.array(holders)), path)
    assert complain(capsys, folder, engine) == [
        f"{path}:4:1: stances: holder: nothing in people, organizations or bodies is 'nobody-there' [unknown-id]"
    ]


def test_too_little_memory_is_said(secure: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["members", "--engine", "duckdb", "--memory", "1MB"]
    status, out, error = ask(capsys, *words, secure)
    assert (status, out) == (2, "")
    assert error.startswith("stakeholders: duckdb cannot answer this: Out of Memory Error")


# Writing them


def test_tables_of_several_trackers_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, error = ask(capsys, "tables", SECURE, COUNCILS, "-o", str(tmp_path / "out"))
    assert (status, error) == (2, f"stakeholders: 2 trackers: say which: {SECURE}, {COUNCILS}\n")


def test_a_folder_that_cannot_be_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("here already")
    status, _, error = ask(capsys, "tables", SECURE, "-o", str(blocked))
    assert (status, error) == (2, f"stakeholders: cannot write '{blocked}': File exists\n")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("tables data -o out", "tables cannot fill a region"),
        ("members data --engine duckdb", "--engine: a region is filled from data, not from tables"),
    ],
)
def test_a_region_is_not_filled_from_tables(
    line: str, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"<!-- stakeholders: {line} -->\n<!-- /stakeholders -->\n", encoding="utf-8")
    status, _, error = ask(capsys, "render", str(page))
    assert (status, error) == (1, f"{page}:1:1: {reason} [region-command]\n")


# What it costs those who do not ask


def test_nothing_of_engines_is_imported_without_one() -> None:
    code = (
        "import sys; from stakeholders.cli import main; main(sys.argv[1:]); "
        "print({'narwhals', 'pyarrow', 'duckdb', 'stakeholders.tables'} & {*sys.modules})"
    )
    command = [sys.executable, "-c", code, "resigned", SECURE]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "set()"


# How far it is


class Terminal(io.StringIO):
    """A terminal that remembers."""

    def isatty(self) -> bool:
        return True


def watch(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, share: float) -> str:
    monkeypatch.setattr(watching, "_PATIENCE", 0.01)
    monkeypatch.setattr(watching, "_PAUSE", 0.01)
    monkeypatch.setattr(sys, "stderr", stream)
    with tell_progress(lambda: share):
        time.sleep(0.3)
    return stream.getvalue()


def test_a_terminal_is_told_and_then_wiped(monkeypatch: pytest.MonkeyPatch) -> None:
    told = watch(monkeypatch, Terminal(), 42.0)
    assert "\rasking: 42 % after 0 s" in told
    assert told.endswith("\r" + " " * 40 + "\r")


def test_an_engine_that_cannot_tell_gives_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\rasking: 0 s " in watch(monkeypatch, Terminal(), -1.0)


def test_what_is_no_terminal_hears_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert watch(monkeypatch, io.StringIO(), 42.0) == ""
