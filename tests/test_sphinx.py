"""The Sphinx extension: every directive and role, in every builder, in parallel, and only once."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from stakeholders.charts.kinds import KINDS
from stakeholders.sphinx.charting import CHART_DIRECTIVES
from stakeholders.sphinx.domain import StakeholdersDomain
from stakeholders.sphinx.tables import TABLE_DIRECTIVES

PROJECT = Path(__file__).parent / "sphinx-project"


def build(source: Path, builder: str, *options: str) -> str:
    """Build, and return all that Sphinx said."""
    out = source / "_build"
    command = [sys.executable, "-m", "sphinx", "-b", builder, "-d", str(out / "doctrees")]
    done = subprocess.run(
        [*command, *options, str(source), str(out / builder)],
        capture_output=True,
        text=True,
        check=False,
    )
    return f"{done.stdout}{done.stderr}\nexit {done.returncode}"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample project, built once as HTML in parallel, with warnings as errors."""
    source = tmp_path_factory.mktemp("sphinx") / "project"
    shutil.copytree(PROJECT, source, ignore=shutil.ignore_patterns("_build"))
    said = build(source, "html", "-W", "-j", "2")
    assert "exit 0" in said, said
    return source


def read(built: Path, page: str) -> str:
    return (built / "_build" / "html" / f"{page}.html").read_text(encoding="utf-8")


def test_the_sample_uses_every_directive_and_role() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in PROJECT.glob("*.rst"))
    names = {*CHART_DIRECTIVES, *TABLE_DIRECTIVES} - (set(KINDS) & {"membership-timeline", "stance-matrix", "relation-map", "agreement-network", "agreement-shares", "ideal-points", "power-interest-grid"})  # fmt: skip
    assert {name for name in names if f".. stakeholders:{name}::" not in text} == set()
    roles = StakeholdersDomain.roles
    assert {role for role in roles if f":stakeholders:{role}:`" not in text} == set()


def test_charts_stand_in_the_page_with_caption_and_table(built: Path) -> None:
    page = read(built, "charts")
    assert page.count("<svg ") == 9
    assert page.count("<summary>The same as a table</summary>") == 8
    assert "The <em>council</em> in 2024." in page
    assert 'id="the-council"' in page
    assert 'href="https://example.org/carla"' in page


def test_charts_of_one_page_share_no_id(built: Path) -> None:
    ids = re.findall(r' id="(sk-[^"]+)"', read(built, "charts"))
    assert len(ids) == len(set(ids)) > 8


def test_departures_say_why_and_lead_to_the_bibliography(built: Path) -> None:
    page = read(built, "tables")
    assert "The council backed the dredging" in page
    assert "“We could not stop it.”" in page
    assert 'href="#stakeholders-source-letter"' in page
    assert 'id="stakeholders-source-letter"' in page
    assert page.count("<th") > 15


def test_columns_are_those_asked_for(built: Path) -> None:
    page = read(built, "tables")
    heads = re.findall(r"<thead>(.*?)</thead>", page, re.DOTALL)
    assert [re.findall(r"<p>(.*?)</p>", heads[1])] == [["Who", "Role", "Sources"]]


def test_roles_show_names_and_lead_to_descriptions(built: Path) -> None:
    page = read(built, "roles")
    assert re.search(r'href="#stakeholders-person-carla"[^>]*title="[^"]+"', page)
    assert ">Carla Lindqvist<" in page
    assert ">the council<" in page
    assert re.search(r"<abbr[^>]*>.*?Green Shore Trust", page)
    assert 'href="tables.html#stakeholders-source-minutes"' in page
    assert 'href="roles.html#stakeholders-person-ana"' in read(built, "myst")


def test_what_is_described_is_in_the_index_and_the_inventory(built: Path) -> None:
    index = read(built, "genindex")
    assert "Carla Lindqvist (person)" in index
    assert (built / "_build" / "html" / "objects.inv").stat().st_size > 200


def test_a_second_build_reads_nothing_and_an_edit_reads_only_its_pages(built: Path) -> None:
    assert "0 added, 0 changed, 0 removed" in build(built, "html", "-j", "2")
    data = built / "data" / "all.yaml"
    data.write_text(data.read_text("utf-8").replace("Ana Ruiz", "Ana Ruiz Gil"), "utf-8")
    said = build(built, "html", "-W")
    assert "0 added, 4 changed, 0 removed" in said
    assert "plain" not in re.findall(r"reading sources.*?(\S+)$", said, re.MULTILINE)
    assert "Ana Ruiz Gil" in read(built, "charts")


def test_latex_gets_images_and_tables(built: Path) -> None:
    said = build(built, "latex", "-W")
    assert "exit 0" in said, said
    out = built / "_build" / "latex"
    text = (out / "harbour.tex").read_text(encoding="utf-8")
    images = re.findall(r"\\includegraphics\[[^]]*\]\{(stakeholders-[^}]+)\}", text)
    assert len(images) == 10
    assert all((out / image).read_bytes().startswith(b"%PDF") for image in images)
    assert "The council in 2024." in text


@pytest.mark.parametrize(("builder", "file"), [("text", "tables.txt"), ("man", "harbour.1")])
def test_plain_builders_get_the_tables(built: Path, builder: str, file: str) -> None:
    said = build(built, builder, "-W")
    assert "exit 0" in said, said
    text = (built / "_build" / builder / file).read_text(encoding="utf-8")
    assert "Carla Lindqvist" in text
    assert "resigned" in text


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A project of one page."""
    shutil.copytree(PROJECT / "data", tmp_path / "data")
    (tmp_path / "conf.py").write_text("extensions = ['stakeholders.sphinx']\n", encoding="utf-8")
    return tmp_path


def test_a_fault_in_the_data_is_one_warning_with_its_file_and_line(small: Path) -> None:
    data = small / "data" / "all.yaml"
    data.write_text(data.read_text("utf-8").replace("person: carla", "person: karla"), "utf-8")
    page = ".. stakeholders:members::\n\n.. stakeholders:departures::\n"
    (small / "index.rst").write_text(f"Page\n====\n\n{page}", "utf-8")
    said = build(small, "html")
    assert "exit 0" in said
    assert said.count("no person 'karla' (did you mean 'carla'?) [unknown-id]") == 1
    assert re.search(r"all\.yaml:\d+: WARNING: person: no person 'karla'", said)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (".. stakeholders:org-chart::\n   :body: counsil\n", "did you mean 'council'"),
        (".. stakeholders:org-chart::\n   :bodi: council\n", 'unknown option: "bodi"'),
        (".. stakeholders:org-chart::\n   :tracker: harbor\n", "no tracker 'harbor'"),
        (".. stakeholders:members::\n   :columns: whom\n", "did you mean 'who'"),
        (".. stakeholders:members::\n   :body: counsil\n", "did you mean 'council'"),
        (".. stakeholders:why::\n", "why needs a departure"),
        (".. stakeholders:position-map::\n", "position-map needs a topic"),
        (".. stakeholders:person:: karla\n", "no person 'karla'"),
        (":stakeholders:person:`karla`\n", "no person 'karla'"),
    ],
)
def test_a_wrong_word_is_a_warning_at_its_line(small: Path, text: str, message: str) -> None:
    (small / "index.rst").write_text(f"Page\n====\n\n{text}", "utf-8")
    said = build(small, "html")
    assert "exit 0" in said
    assert "Traceback" not in said
    found = next(line for line in said.splitlines() if message in line)
    assert re.search(r"index\.rst:\d+: ", found) or "unknown option" in said


def test_without_the_extra_latex_gets_the_table(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    hidden = small / "hidden"
    hidden.mkdir()
    (hidden / "typst.py").write_text("raise ImportError\n", "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(hidden))
    (small / "index.rst").write_text("Page\n====\n\n.. stakeholders:org-chart::\n", "utf-8")
    said = build(small, "latex")
    assert "pip install 'stakeholders[pdf]'; its table stands instead" in said
    tex = next((small / "_build" / "latex").glob("*.tex")).read_text("utf-8")
    assert "Carla Lindqvist" in tex
