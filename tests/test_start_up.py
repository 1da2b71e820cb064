"""A command imports what it needs to answer, and nothing else: that is why it begins at once."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

TASK_FORCE = str(Path(__file__).parent.parent / "data" / "secure-communities")
# What a measuring of coverage brings is there before.
ASK = """\
import sys
before = set(sys.modules)
from stakeholders.cli import main
status = main(sys.argv[1:])
print(status, *sorted(set(sys.modules) - before), file=sys.stderr)
"""
# What only some need: those who read files again, who ask for a picture, or for another format.
UNNEEDED = {
    *("attr", "attrs", "dataclasses", "inspect", "pathlib", "tempfile", "threading", "shutil"),
    *("csv", "difflib", "hashlib", "json", "textwrap", "yaml"),
    *("duckdb", "networkx", "numpy", "pandas", "polars", "pyarrow", "scipy"),
    *("stakeholders.analysis", "stakeholders.charts", "stakeholders.graph", "stakeholders.tables"),
    *("stakeholders.loading.builder", "stakeholders.loading.direct", "stakeholders.loading.reader"),
    *("stakeholders.loading.checks", "stakeholders.notebook", "stakeholders.server"),
}
QUESTIONS = [
    ["check"],
    ["resigned"],
    ["departures"],
    ["why", "venegas"],
    ["members", "--body", "task-force"],
    ["stances"],
    ["divisions", "--body", "task-force", "--topic", "report"],
    ["changes"],
    ["timeline"],
    ["find", "venegas"],
    ["sources", "--of", "venegas-resigns"],
    ["disputes"],
]


def list_imports(*words: str) -> set[str]:
    command = [sys.executable, "-c", ASK, *words]
    # readline gives the environment COLUMNS behind Python's back, and a bounded table is wrapped.
    known = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=known)
    status, *names = done.stderr.splitlines()[-1].split()
    assert status == "0"
    return set(names)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Read the tracker once, into a cache of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STAKEHOLDERS_CACHE", str(tmp_path_factory.mktemp("cache")))
        list_imports("check", TASK_FORCE)
        yield


@pytest.mark.parametrize("word", ["--version", "--help"])
def test_the_first_words_need_no_parser(word: str) -> None:
    assert list_imports(word) & (UNNEEDED | {"argparse", "enum", "re", "typing"}) == set()


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
@pytest.mark.usefixtures("kept")
def test_a_question_that_is_asked_again_needs_neither_attrs_nor_a_reader(
    question: list[str],
) -> None:
    assert list_imports(*question, TASK_FORCE) & UNNEEDED == set()


def test_the_library_is_imported_without_what_it_imports_later() -> None:
    code = "import sys; before = set(sys.modules); import stakeholders; print(*{*sys.modules} - before)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    imported = set(done.stdout.split())
    assert imported & (UNNEEDED | {"argparse", "enum", "re", "typing"}) == set()
    assert {name for name in imported if name.startswith("stakeholders")} == {
        *("stakeholders", "stakeholders.display", "stakeholders.version")
    }
