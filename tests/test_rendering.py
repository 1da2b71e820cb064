"""`stakeholders render` fills what is marked, leaves all else, and says what is stale or wrong."""

from pathlib import Path

import pytest

from stakeholders.cli import main

DATA = """
sources: {s: {title: Minutes}}
people: {ana: {name: Ana Ruiz}}
bodies: {council: {name: The Council, sources: [s]}}
memberships: [{person: ana, body: council, sources: [s]}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "all.yaml").write_text(DATA, encoding="utf-8")
    return tmp_path


def write(folder: Path, text: str) -> Path:
    page = folder / "README.md"
    page.write_bytes(text.encode())
    return page


def region(command: str, content: str = "") -> str:
    return f"<!-- stakeholders: {command} -->\n{content}<!-- /stakeholders -->\n"


def test_a_region_is_filled_and_all_else_stays(folder: Path) -> None:
    page = write(
        folder, "# Café\n\n" + region("find Ana data", "outdated\n") + "tail without newline"
    )
    assert main(["render", str(page)]) == 0
    text = page.read_bytes().decode()
    assert text.startswith("# Café\n\n<!-- stakeholders: find Ana data -->\n\n")
    assert "| ana | person | Ana Ruiz |" in text
    assert "outdated" not in text
    assert text.endswith("<!-- /stakeholders -->\ntail without newline")


def test_to_fill_twice_changes_nothing(folder: Path) -> None:
    page = write(folder, region("members data") + region("chart org-chart data --body council"))
    main(["render", str(page)])
    once = page.read_bytes()
    main(["render", str(page)])
    assert page.read_bytes() == once


def test_windows_line_ends_stay(folder: Path) -> None:
    page = write(folder, region("find Ana data").replace("\n", "\r\n"))
    main(["render", str(page)])
    raw = page.read_bytes()
    assert raw.count(b"\n") == raw.count(b"\r\n") > 4


def test_check_tells_what_is_stale_and_writes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = write(folder, "one\n" + region("find Ana data", "outdated\n"))
    before = page.read_bytes()
    assert main(["render", "--check", str(page)]) == 1
    out = capsys.readouterr().out
    assert out.startswith(f"{page}:2:1: this region is stale: find Ana data\n")
    assert "-outdated\n" in out
    assert page.read_bytes() == before
    main(["render", str(page)])
    assert main(["render", "--check", str(page)]) == 0


def test_a_region_in_fenced_code_is_none(folder: Path) -> None:
    text = f"```md\n{region('no such command')}```\n~~~\n{region('nor this')}~~~\n"
    page = write(folder, text)
    assert main(["render", str(page)]) == 0
    assert page.read_bytes().decode() == text


def test_a_picture_is_written_beside_and_named_in_words(folder: Path) -> None:
    page = write(folder, region("chart org-chart data --body council -o img/council.svg"))
    assert main(["render", str(page)]) == 0
    assert (folder / "img" / "council.svg").read_text(encoding="utf-8").startswith("<svg")
    assert "![Org chart of The Council: 1 seat; everybody who ever sat." in page.read_text("utf-8")
    assert main(["render", "--check", str(page)]) == 0
    (folder / "img" / "council.svg").unlink()
    assert main(["render", "--check", str(page)]) == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<!-- stakeholders: members data -->\n", ":1:1: this region is not closed: expected <!-- /stakeholders --> below it [unclosed-region]"),
        ("<!-- stakeholders: a -->\n <!-- stakeholders: b -->\n<!-- /stakeholders -->\n", ":2:2: a region begins inside that of line 1: close that first [nested-region]"),
        (region("members nowhere"), "there is no file or folder 'nowhere' [region-command]"),
        (region("check data"), ":1:1: check cannot fill a region [region-command]"),
        (region("members 'data"), ":1:1: this command cannot be read: No closing quotation [region-command]"),
        (region("chart org-chart data --body counsil"), ":1:1: no body or organization 'counsil' (did you mean 'council'?) [region-command]"),
        (region("chart org-chart data --format png"), ":1:1: png cannot stand in Markdown: say with -o FILE where to write it [region-command]"),
    ],
)  # fmt: skip
def test_what_is_wrong_has_its_place_and_nothing_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str], text: str, message: str
) -> None:
    page = write(folder, text)
    assert main(["render", str(page)]) == 1
    assert message in capsys.readouterr().err
    assert page.read_bytes().decode() == text


def test_the_readme_is_fresh() -> None:
    assert main(["render", "--check", str(Path(__file__).parent.parent / "README.md")]) == 0
