"""A browser for the tests: each visit fails if the page complains or asks for anything else."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import attrs
import pytest
from playwright.sync_api import Browser, Page, Request, Route, sync_playwright

AXE = Path(__file__).parent.parent / "parsers/node_modules/axe-core/axe.min.js"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 10_000


@attrs.frozen
class Visit:
    """A page that somebody looks at, what it complained of, and what it asked for elsewhere."""

    page: Page
    complaints: list[str]
    strays: list[str]

    def check(self) -> list[str]:
        """Return the serious and critical faults that axe finds in what is shown now."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{fault['id']}: {fault['nodes'][0]['html'][:200]}"
            for fault in found["violations"]
            if fault["impact"] in {"serious", "critical"}
        ]


Look = Callable[..., Visit]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = shutil.which("chromium")
    if found is None:
        pytest.fail("no browser: these tests need chromium (apt-get install chromium)")
    if not AXE.is_file():
        pytest.fail("no axe-core: npm install --prefix tests/parsers")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield made
        made.close()


@pytest.fixture
def look(browser: Browser) -> Iterator[Look]:
    """Open addresses; when the test is over, no page may have complained or strayed."""
    visits: list[Visit] = []

    def open_page(
        address: str, *, scheme: Literal["light", "dark"] = "light", width: int = 1360
    ) -> Visit:
        context = browser.new_context(
            color_scheme=scheme, viewport={"width": width, "height": 900}, reduced_motion="reduce"
        )
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        visit = Visit(page, [], [])
        visits.append(visit)
        _watch(visit, address)
        page.goto(address)
        return visit

    yield open_page
    assert [(visit.complaints, visit.strays) for visit in visits] == [([], [])] * len(visits)
    for visit in visits:
        visit.page.context.close()


def _watch(visit: Visit, address: str) -> None:
    own = address if address.startswith("file:") else "/".join(address.split("/")[:3]) + "/"

    def hold(route: Route, request: Request) -> None:
        if request.url.startswith(own):
            route.continue_()
        else:
            visit.strays.append(request.url)
            route.abort()

    visit.page.context.route("**/*", hold)
    visit.page.on("console", lambda message: visit.complaints.append(message.text))
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
