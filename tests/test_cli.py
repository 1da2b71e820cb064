"""The command, as somebody at a terminal meets it."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from stakeholders.cli import main
from stakeholders.cli.overview import COMMANDS, find_width, write_overview

DATA = Path(__file__).parent.parent / "data"
TASK_FORCE = str(DATA / "secure-communities")
COUNCILS = str(DATA / "business-councils-2017")
QUESTIONS = [
    ["resigned"],
    ["departures", "--kind", "resigned"],
    ["departures"],
    ["members"],
    ["members", "--on", "2011-09-16", "--body", "task-force"],
    ["stances"],
    ["stances", "--on", "2011-09-16", "--body", "task-force"],
    ["divisions"],
    ["divisions", "--body", "task-force", "--topic", "report", "--on", "2011-09-16"],
    ["changes"],
    ["timeline"],
    ["timeline", "--about", "venegas"],
    ["find", "villasenor"],
    ["sources"],
    ["sources", "--of", "venegas-resigns"],
    ["disputes"],
]


def ask(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main(words)
    printed = capsys.readouterr()
    return status, printed.out, printed.err


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_every_question_is_answered_in_every_format(
    question: list[str], form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = ask(capsys, *question, "--format", form, TASK_FORCE)
    assert (status, bool(out.strip())) == (0, True)
    if form == "json":
        assert isinstance(json.loads(out), list)
    if form == "csv":
        assert len({len(row) for row in csv.reader(io.StringIO(out))}) == 1


def test_resigned_gives_the_promised_fields(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = ask(capsys, "resigned", "--format", "json", TASK_FORCE)
    found = {departure["id"]: departure for departure in json.loads(out)}
    venegas = found["venegas-resigns"]
    assert venegas["people"] == [{"id": "venegas", "name": "Arturo Venegas Jr.", "named": True}]
    assert venegas["date"] == "2011-09-14..2011-09-15"
    assert (venegas["kind"], venegas["bodies"]) == ("resigned", ["task-force"])
    assert (venegas["on_behalf_of"], venegas["basis"]) == (["leei"], "stated")
    assert set(venegas["reasons"][0]) >= {"basis", "topics", "summary", "quote", "sources"}
    assert found["nystrom-resigns"]["disputed"] is True
    assert found["crane-resigns"]["basis"] == "inferred"
    people = [person for departure in found.values() for person in departure["people"]]
    assert sorted(person["named"] for person in people) == [False, False, True, True, True]


def test_resigned_counts_people_per_body(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = ask(capsys, "resigned", COUNCILS)
    assert out.splitlines()[:2] == [
        "4 of 19 resigned from the President's Strategic and Policy Forum.",
        "16 of 28 resigned from the American Manufacturing Council.",
    ]


def test_members_gives_the_promised_fields(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["members", "--body", "task-force", "--on", "2011-09-16", "--format", "json"]
    _, out, _ = ask(capsys, *words, TASK_FORCE)
    members = json.loads(out)
    assert [member["status"] for member in members] == ["certain"] * 14
    keys = {"id", "name", "named", "role", "on_behalf_of", "status", "start", "end"}
    assert all(keys <= set(member) for member in members)


def test_stances_gives_the_promised_fields(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, err = ask(capsys, "stances", "--holder", "venegas", "--format", "json", TASK_FORCE)
    keys = {"holder", "topic", "position", "date", "basis", "confidence", "quote", "sources"}
    assert all(keys | {"file", "line"} <= set(stance) for stance in json.loads(out))
    assert "Left out for low confidence: 1 stance" in err


def test_why_tells_a_story_with_sources(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = ask(capsys, "why", "venegas", TASK_FORCE)
    assert "In good conscience, I am unable to endorse this report" in out
    assert "7 November 2011: Arturo Venegas Jr.: strongly support" in out


@pytest.mark.parametrize("form", ["json", "markdown"])
def test_why_has_other_formats(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = ask(capsys, "why", "crane", "--format", form, TASK_FORCE)
    assert (status, "inferred" in out) == (0, True)


def test_what_was_known_is_less(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["resigned", "--format", "json", "--as-known-on"]
    _, early, _ = ask(capsys, *words, "2011-09-15", TASK_FORCE)
    _, later, _ = ask(capsys, *words, "2011-09-22", TASK_FORCE)
    assert (len(json.loads(early)), len(json.loads(later))) == (2, 3)


def test_low_confidence_departures_can_be_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, err = ask(
        capsys,
        "resigned",
        "--min-confidence",
        "medium",
        "--body",
        "amc",
        "--format",
        "json",
        COUNCILS,
    )
    assert sum(len(departure["people"]) for departure in json.loads(out)) == 13
    assert "Left out for low confidence: 3 departures" in err


def test_an_unknown_id_is_wrong_usage_with_a_guess(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = ask(capsys, "why", "venega", TASK_FORCE)
    assert status == 2
    assert err == "stakeholders: no departure or person 'venega' (did you mean 'venegas'?)\n"


def test_a_wrong_kind_of_group_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(capsys, "members", "--body", "venegas", TASK_FORCE)[0] == 2


def test_a_wrong_date_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = ask(capsys, "members", "--on", "2011-09", TASK_FORCE)
    assert (status, "expected one day" in err) == (2, True)


def test_a_missing_path_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = ask(capsys, "resigned", "no-such-folder")
    assert (status, err) == (2, "stakeholders: there is no file or folder 'no-such-folder'\n")


def test_broken_data_is_reported_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "people.yaml"
    file.write_text("people: {ana: {nam: Ana}}\n", encoding="utf-8")
    status, _, err = ask(capsys, "resigned", str(file))
    assert (status, "no field 'nam' (did you mean 'name'?)" in err) == (1, True)


def test_check_names_every_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("sources: {s: {title: T}}\n", encoding="utf-8")
    status, out, _ = ask(capsys, "check", str(file))
    assert (status, out.splitlines()) == (
        0,
        [
            f"{file}:1:11: warning: source: nothing cites 's' [unused-source]",
            "1 tracker checked, 1 problem",
        ],
    )


def test_strict_checks_fail_on_warnings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.yaml").write_text("sources: {s: {title: T}}\n", encoding="utf-8")
    status, out, _ = ask(capsys, "check", "--strict", "--format", "json", str(tmp_path))
    assert (status, [problem["code"] for problem in json.loads(out)]) == (1, ["unused-source"])


def test_check_finds_the_trackers_below_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = ask(capsys, "check", str(DATA))
    assert (status, out) == (0, "3 trackers checked, no problems\n")


def test_a_folder_of_trackers_is_asked_tracker_by_tracker(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(DATA.parent)
    status, out, _ = ask(capsys, "resigned", "--format", "json")
    people = [person for departure in json.loads(out) for person in departure["people"]]
    assert (status, len(people)) == (0, 5 + 19 + 5)


def test_an_id_of_one_of_several_trackers_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = ask(capsys, "why", "venegas", "--data", str(DATA))
    assert (status, out.startswith("Arturo Venegas Jr. resigned")) == (0, True)


@pytest.mark.parametrize("form", ["json", "markdown"])
def test_the_schema_is_printed(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = ask(capsys, "schema", "--format", form)
    assert (status, "memberships" in out) == (0, True)


def test_tables_fit_the_columns_they_are_given(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    _, out, _ = ask(capsys, "resigned", TASK_FORCE)
    assert max(map(len, out.splitlines())) <= 100


def run_python(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words], capture_output=True, text=True, check=False, env=dict(os.environ)
    )


def test_the_module_runs_as_the_command() -> None:
    done = run_python("-m", "stakeholders", "--version")
    assert (done.returncode, done.stdout.split()[0]) == (0, "stakeholders")


def test_the_overview_names_every_command_with_what_its_own_help_says(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    _, overview, _ = ask(capsys, "--help")
    for name, summary in COMMANDS.items():
        with pytest.raises(SystemExit):
            main([name, "--help"])
        said = capsys.readouterr().out
        assert (summary in overview, said.startswith(f"usage: stakeholders {name} [-h]")) == (
            True,
            True,
        )


def test_the_overview_fits_a_narrow_terminal() -> None:
    lines = write_overview(40).splitlines()
    assert lines[7:14] == [
        "                data",
        "    resigned    who resigned, when,",
        "                why, and on whose word",
        "    departures  who left in any way",
        "    why         why somebody left",
        "    members     who sits on a body,",
        "                certainly or possibly",
    ]


@pytest.mark.parametrize(
    ("said", "width"), [("100", 100), ("0", 80), ("wide", 80), (None, 80)], ids=str
)
def test_a_page_is_as_wide_as_COLUMNS_says(  # noqa: N802 - its name
    said: str | None, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    if said is not None:
        monkeypatch.setenv("COLUMNS", said)
    # No terminal is asked how wide it is.
    monkeypatch.setattr(sys, "__stdout__", None)
    assert find_width() == width


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ([], "the following arguments are required: COMMAND"),
        (["resign"], "argument COMMAND: invalid choice: 'resign' (choose from"),
        (["resigned", "--whose"], "unrecognized arguments: --whose"),
        (["schema", "more"], "unrecognized arguments: more"),
    ],
)
def test_a_wrong_line_is_refused_with_the_usage_of_the_whole(
    line: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(line)
    err = capsys.readouterr().err
    usage = "usage: stakeholders [-h] [--version] COMMAND ..."
    assert (ended.value.code, err.startswith(usage), said in err) == (2, True, True)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
@pytest.mark.parametrize("words", [["--help"], ["timeline", TASK_FORCE]])
def test_a_full_disk_is_said_in_one_line(words: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "stakeholders", *words]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    told = "stakeholders: cannot write: No space left on device\n"
    assert (done.returncode, done.stderr) == (2, told)


def test_a_reader_who_leaves_early_is_no_fault() -> None:
    script = f"{sys.executable} -m stakeholders timeline {TASK_FORCE} | head -n 1"
    done = subprocess.run(["/bin/sh", "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_library_imports_nothing_heavy() -> None:
    code = "import stakeholders, sys; print({'networkx', 'yaml', 'attrs'} & set(sys.modules))"
    assert run_python("-c", code).stdout == "set()\n"


def test_loading_does_not_import_networkx() -> None:
    code = f"import stakeholders, sys; stakeholders.load({TASK_FORCE!r}); print('networkx' in sys.modules)"
    assert run_python("-c", code).stdout == "False\n"


def test_the_readme_opens_with_what_the_command_prints(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    _, out, _ = ask(capsys, "resigned", TASK_FORCE)
    assert out.rstrip() in (DATA.parent / "README.md").read_text(encoding="utf-8")
