"""`stakeholders chart` draws every kind in every format that can say it, and says what is wrong."""

from pathlib import Path

import pytest

from stakeholders.charts.chart import FORMATS
from stakeholders.charts.kinds import KINDS
from stakeholders.cli import main
from stakeholders.cli.parser import CHARTS

DATA = Path(__file__).parent.parent / "data"
COMMUNITIES = str(DATA / "secure-communities")
NEEDED = {
    "membership-timeline": ["--body", "task-force"],
    "position-map": ["--topic", "terminate"],
    "why-graph": ["--departure", "venegas"],
    "ideal-points": ["--body", "task-force"],
}
SCORED = """
sources: {s: {title: Survey}}
organizations: {port: {name: Port Office, sources: [s]}}
scores:
- {holder: port, of: power, value: 0.9, basis: inferred, sources: [s]}
- {holder: port, of: salience, value: 0.2, basis: inferred, sources: [s]}
"""
STARTS = {
    "svg": b"<svg ",
    "html": b"<!doctype html>",
    "png": b"\x89PNG",
    "pdf": b"%PDF",
    "dot": b"//",
    "puml": b"@startuml",
    "json": b"{",
    "md": b"| ",
}


def test_the_help_names_every_kind() -> None:
    assert set(CHARTS) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_drawn_in_every_format_that_can_say_it(kind: str, tmp_path: Path) -> None:
    made = []
    scored = tmp_path / "scored.yaml"
    scored.write_text(SCORED)
    data = str(scored) if kind == "power-interest-grid" else COMMUNITIES
    for name in FORMATS:
        file = tmp_path / f"chart.{name}"
        status = main(["chart", kind, data, *NEEDED.get(kind, []), "-o", str(file)])
        assert status in {0, 2}
        assert file.exists() == (status == 0)
        if status == 0:
            made.append(name)
            assert file.read_bytes()[:15].lower().startswith(STARTS.get(name, b"").lower())
    assert {"svg", "html", "md", "png", "pdf"} <= set(made)
    assert ("dot" in made) != ("json" in made)


def test_without_a_file_it_goes_to_the_standard_output(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    assert main(["chart", "org-chart", COMMUNITIES, "--body", "hsac", "--format", "dot"]) == 0
    assert capfdbinary.readouterr().out.startswith(b"//")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["org-chrt"], "no chart 'org-chrt': "),
        (["org-chart", "--body", "task-forse"], "no body or organization 'task-forse' (did you mean 'task-force'?)"),
        (["org-chart", "--topic", "terminate"], "org-chart takes no topic: it takes body, on, "),
        (["position-map"], "position-map needs a topic"),
        (["position-map", "--topic", "a", "--topic", "b"], "topic: one is taken here, not 2"),
        (["org-chart", "--by", "sectr", "--body", "hsac"], "did you mean 'sector'"),
        (["org-chart", "-o", "x.svgg"], "no format '.svgg': use svg, html, "),
        (["org-chart", "-o", "/nowhere/x.svg", "--body", "hsac"], "cannot write '/nowhere/x.svg'"),
        (["stance-matrix", "--format", "dot"], "stance-matrix is a matrix, which dot cannot say; use svg"),
        (["org-chart", "--link", "javascript:{id}", "--body", "hsac"], "only http, https and mailto can be links"),
        (["org-chart", "--on", "2011", "--body", "hsac"], "2011"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_a_line(
    capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert main(["chart", *arguments, "--data", COMMUNITIES]) == 2
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1


def test_of_several_trackers_the_one_that_knows_the_ids_is_drawn(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "amc.svg"
    assert main(["chart", "org-chart", str(DATA), "--body", "amc", "-o", str(file)]) == 0
    assert main(["chart", "org-chart", str(DATA), "-o", str(file)]) == 2
    assert "3 trackers could be drawn: say which: " in capsys.readouterr().err


def test_an_old_file_is_replaced_whole_and_none_is_left_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "chart.svg"
    file.write_text("old", encoding="utf-8")
    main(["chart", "org-chart", COMMUNITIES, "--body", "hsac", "-o", str(file)])
    assert file.read_text(encoding="utf-8").endswith("</svg>\n")
    assert [path.name for path in tmp_path.iterdir()] == ["chart.svg"]


def test_known_by_and_on_are_said_in_the_picture(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    line = ["chart", "org-chart", COMMUNITIES, "--body", "task-force", "--on", "2011-09-16"]
    main([*line, "--known-by", "2011-09-22"])
    out = capfdbinary.readouterr().out.decode()
    assert "as of the end of 16 September 2011; as known on 22 September 2011" in out
