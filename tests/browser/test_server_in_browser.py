"""The pages of a tracker as a browser shows them."""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import expect

from stakeholders.server import Server

DATA = Path(__file__).parent.parent.parent / "data"
Look = Callable[..., Any]


def run(path: Path) -> Iterator[Server]:
    with Server(path) as made:
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield made
        made.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def councils() -> Iterator[Server]:
    yield from run(DATA / "business-councils-2017")


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Server]:
    (tmp_path / "tracker.yaml").write_text("tracker: {title: Port council}\n", encoding="utf-8")
    yield from run(tmp_path)


def test_from_the_overview_to_a_departure_and_back(look: Look, councils: Server) -> None:
    page = look(councils.url).page
    page.get_by_role("link", name="Kenneth Frazier").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kenneth Frazier")
    expect(page.get_by_role("heading", name="Reasons", exact=True)).to_be_visible()
    page.get_by_role("navigation").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("two business councils")


def test_a_box_leads_to_the_page_of_its_record(look: Look, councils: Server) -> None:
    page = look(f"{councils.url}record/amc").page
    page.locator("section svg").first.get_by_role("button", name="Kenneth Frazier").click()
    page.get_by_role("complementary").get_by_role("link", name="More").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kenneth Frazier")


def test_arrows_go_to_the_neighbours(look: Look, councils: Server) -> None:
    page = look(f"{councils.url}record/amc").page
    picture = page.locator("section svg").first
    picture.get_by_role("button", name="Bill Brown").focus()
    page.keyboard.press("ArrowRight")
    expect(picture.get_by_role("button", name="Alex Gorsky")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(picture.get_by_role("button", name="Bill Brown")).to_be_focused()


def test_a_page_shows_a_change_of_the_data(look: Look, own: Server) -> None:
    page = look(own.url).page
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Port council")
    write(own, "tracker: {titel: Harbour council}\n", later=2)
    expect(heading).to_have_text("The data has problems")
    expect(page.locator(".problems")).to_contain_text("tracker.yaml:1:11")
    write(own, "tracker: {title: Harbour council}\n", later=4)
    expect(heading).to_have_text("Harbour council")


def write(server: Server, text: str, *, later: int) -> None:
    path = Path(server.app.path) / "tracker.yaml"
    path.write_text(text, encoding="utf-8")
    then = path.stat().st_mtime + later
    os.utime(path, (then, then))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "target",
    [
        "",
        "record/amc",
        "record/frazier-resigns",
        "record/frazier",
        "record/paris-stay",
        "record/s14",
    ],
)
def test_nothing_stands_in_the_way_of_anybody(
    look: Look, councils: Server, target: str, scheme: Literal["light", "dark"]
) -> None:
    """No serious fault by axe, in both schemes and on each kind of page."""
    assert look(f"{councils.url}{target}", scheme=scheme).check() == []
