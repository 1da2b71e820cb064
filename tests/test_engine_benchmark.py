"""The benchmark of engines asks everything, and compares whole answers."""

from pathlib import Path

import pytest
from benchmarks.engines import Ids, check_alike, list_questions, main
from benchmarks.measuring import MeasuringError


def test_every_question_is_asked_of_both_engines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "world"
    asked = ["--size", "2000", "--folder", str(folder), "--engine", "duckdb", "--against", "polars"]
    main(asked)
    lines = capsys.readouterr().out.splitlines()
    questions = list(list_questions(Ids.choose(folder)))
    assert [line[:41].rstrip() for line in lines] == [
        f"{engine:8} {question}" for question in questions for engine in ("duckdb", "polars")
    ]
    assert all(line.endswith(" rows") for line in lines)


def test_another_answer_ends_the_run() -> None:
    with pytest.raises(MeasuringError, match="changes: duckdb says 2, spark says 3"):
        check_alike("changes", {"duckdb": [1, 2], "spark": [3, 1]})
    with pytest.raises(MeasuringError, match="changes: duckdb says 2, spark says None"):
        check_alike("changes", {"duckdb": [1, 2], "spark": [1]})
