"""What a reader can do with the page of a chart: with a mouse, with keys, and by ear."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Literal

import attrs
import pytest
from playwright.sync_api import Locator, Page, expect

from stakeholders.charts.page import write_page
from stakeholders.charts.values import (
    Content,
    Graph,
    Item,
    Phase,
    Quote,
    Reference,
    Table,
    Tone,
)

Visit = Any
Look = Callable[..., Visit]
MAY = date(2031, 5, 14)


def make_seat(key: str, title: str, *steps: tuple[date, Phase]) -> Item:
    return Item(key=key, title=title, tip=title, phases=((date.min, Phase.BEFORE), *steps))


COUNCIL = Item(key="council", title="Port Council", tone=Tone.BODY, tip="Port Council")
ANA = attrs.evolve(
    make_seat("seat 0", "Ana Ruiz", (date(2031, 1, 2), Phase.CERTAIN), (MAY, Phase.GONE)),
    status="resigned 14 May 2031",
    tone=Tone.LEFT,
    tip="Ana Ruiz; resigned 14 May 2031",
    facts=(("Why", "The levy hurts the small ports."),),
    quotes=(Quote(text="I cannot sign this.", by="Ana Ruiz", sources=("letter",)),),
    sources=("letter", "gossip"),
)
BEN = make_seat("seat 1", "Ben Okoro", (date(2031, 1, 2), Phase.POSSIBLE))
CLEO = make_seat("seat 2", "Cléo Martin", (date(2031, 3, 1), Phase.CERTAIN))
BOXES = (COUNCIL, ANA, BEN, CLEO)
CONTENT = Content(
    kind="org-chart",
    title="Port Council",
    summary="Three seats.",
    figure=Graph(boxes=BOXES, parents={box.key: "council" for box in BOXES[1:]}),
    table=Table(header=("Who", "Role"), rows=(("Ana Ruiz", "member"), ("Ben Okoro", "member"))),
    references=(
        Reference(id="letter", text="A. Ruiz, Letter", url="https://example.org/letter"),
        Reference(id="gossip", text="B. Okoro, Gossip", url="javascript:alert(1)"),
    ),
)


@pytest.fixture
def address(tmp_path: Path) -> str:
    return save(tmp_path, CONTENT)


def save(folder: Path, content: Content) -> str:
    path = folder / "port.html"
    path.write_text(write_page(content), encoding="utf-8")
    return path.as_uri()


def find_box(page: Page, name: str) -> Locator:
    return page.locator("svg").get_by_role("button", name=name)


def find_panel(page: Page) -> Locator:
    return page.get_by_role("complementary", name="What is known")


def set_date(page: Page, place: int) -> None:
    slider = page.get_by_role("slider", name="Date")
    slider.press("Home")
    for _ in range(place):
        slider.press("ArrowRight")


def read_phases(page: Page) -> list[str]:
    names = page.locator("g.i[data-key^=seat]").evaluate_all(
        "nodes => nodes.map(n => [...n.classList].filter(c => c.startsWith('is-')).join(' '))"
    )
    return [re.sub(r"is-(box|seated) ?|\s+$", "", name).strip() for name in names]


def test_a_click_on_a_member_shows_quote_and_source(look: Look, address: str) -> None:
    page = look(address).page
    find_box(page, "Ana Ruiz").click()
    panel = find_panel(page)
    expect(panel.get_by_role("blockquote")).to_contain_text("“I cannot sign this.”")
    expect(panel).to_contain_text("The levy hurts the small ports.")
    expect(panel.get_by_role("link", name="A. Ruiz, Letter")).to_have_attribute(
        "href", "https://example.org/letter"
    )


def test_an_address_that_can_run_something_is_only_words(look: Look, address: str) -> None:
    page = look(address).page
    find_box(page, "Ana Ruiz").click()
    expect(find_panel(page)).to_contain_text("B. Okoro, Gossip")
    expect(find_panel(page).get_by_role("link")).to_have_count(1)


def test_escape_closes_the_panel_and_goes_back(look: Look, address: str) -> None:
    page = look(address).page
    find_box(page, "Ana Ruiz").focus()
    page.keyboard.press("Enter")
    expect(find_panel(page).get_by_role("heading", name="Ana Ruiz")).to_be_focused()
    page.keyboard.press("Escape")
    expect(find_panel(page)).to_be_hidden()
    expect(find_box(page, "Ana Ruiz")).to_be_focused()


def test_the_close_button_goes_back_too(look: Look, address: str) -> None:
    page = look(address).page
    find_box(page, "Ben Okoro").click()
    find_panel(page).get_by_role("button", name="Close").click()
    expect(find_box(page, "Ben Okoro")).to_be_focused()


def test_everything_is_reached_with_keys_alone(look: Look, address: str) -> None:
    page = look(address).page
    reached: list[str] = []
    for _ in range(9):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('g.i')"):
            break
    for key in ("", "ArrowDown", "ArrowDown", "ArrowUp", "End", "ArrowDown", "Home"):
        if key:
            page.keyboard.press(key)
        reached.append(page.evaluate("document.activeElement.dataset.key"))
    assert reached == ["council", "seat 0", "seat 1", "seat 0", "seat 2", "seat 2", "council"]


def test_one_item_is_in_the_order_of_tabs(look: Look, address: str) -> None:
    page = look(address).page
    expect(page.locator("g.i[tabindex='0']")).to_have_count(1)
    expect(page.locator("g.i[tabindex='-1']")).to_have_count(3)


def test_the_date_starts_as_the_whole_time(look: Look, address: str) -> None:
    page = look(address).page
    slider = page.get_by_role("slider", name="Date")
    expect(slider).to_have_attribute("aria-valuetext", "The whole time")
    assert read_phases(page) == ["", "", ""]


@pytest.mark.parametrize(
    ("place", "words", "phases"),
    [
        (1, "Before 2 January 2031", ["is-before", "is-before", "is-before"]),
        (2, "From 2 January 2031 to 28 February 2031", ["is-certain", "is-possible", "is-before"]),
        (3, "From 1 March 2031 to 13 May 2031", ["is-certain", "is-possible", "is-certain"]),
        (4, "From 14 May 2031 on", ["is-gone", "is-possible", "is-certain"]),
    ],
)
def test_the_date_moves_with_the_keys(
    look: Look, address: str, place: int, words: str, phases: list[str]
) -> None:
    page = look(address).page
    set_date(page, place)
    slider = page.get_by_role("slider", name="Date")
    expect(slider).to_have_attribute("aria-valuetext", words)
    expect(page.locator(".day")).to_contain_text(words)
    assert read_phases(page) == phases


def test_who_is_not_there_yet_is_not_shown(look: Look, address: str) -> None:
    page = look(address).page
    set_date(page, 2)
    expect(page.locator("svg").get_by_text("Cléo Martin", exact=True).last).to_be_hidden()
    expect(find_box(page, "Cléo Martin")).to_have_count(0)


def test_who_left_is_not_shown_as_left_before(look: Look, address: str) -> None:
    page = look(address).page
    status = page.locator("g.i[data-key='seat 0'] > .status").first
    expect(status).to_be_visible()
    set_date(page, 3)
    expect(status).to_be_hidden()
    set_date(page, 4)
    expect(status).to_be_visible()


def test_who_is_perhaps_there_has_a_sign_and_a_word(look: Look, address: str) -> None:
    page = look(address).page
    set_date(page, 2)
    expect(page.locator(".badge")).to_have_text("?")
    expect(page.locator(".day")).to_contain_text("1 perhaps there (?)")
    expect(find_box(page, "Ben Okoro, perhaps there on this date")).to_have_count(1)


def test_the_whole_time_comes_back(look: Look, address: str) -> None:
    page = look(address).page
    set_date(page, 4)
    page.get_by_role("button", name="Whole time").click()
    assert read_phases(page) == ["", "", ""]
    expect(page.locator(".badge")).to_have_count(0)
    expect(page.locator(".day")).to_be_hidden()


@pytest.mark.parametrize(
    ("text", "said", "keys"),
    [
        ("cleo", "1 of 4 found; Enter goes to the next", ["seat 2"]),
        ("RESIGNED", "1 of 4 found; Enter goes to the next", ["seat 0"]),
        ("small levy", "1 of 4 found; Enter goes to the next", ["seat 0"]),
        ("port", "2 of 4 found; Enter goes to the next", ["council", "seat 0"]),
        ("zzz", "0 of 4 found", []),
    ],
)
def test_what_is_sought_is_marked_and_counted(
    look: Look, address: str, text: str, said: str, keys: list[str]
) -> None:
    page = look(address).page
    page.get_by_role("searchbox", name="Find").fill(text)
    found = page.locator("g.i.hit").evaluate_all("nodes => nodes.map(n => n.dataset.key)")
    assert found == keys
    expect(page.locator(".said")).to_have_text(said)


def test_enter_goes_from_hit_to_hit(look: Look, address: str) -> None:
    page = look(address).page
    field = page.get_by_role("searchbox", name="Find")
    field.fill("a")
    seen = []
    for key in ("Enter", "Enter", "Enter", "Shift+Enter"):
        field.press(key)
        seen.append(page.locator("g.i.now").get_attribute("data-key"))
    assert seen == ["seat 0", "seat 2", "seat 0", "seat 2"]
    expect(page.locator(".said")).to_have_text("2 of 2: Cléo Martin")


def read_width(page: Page) -> float:
    return float(
        page.evaluate("document.querySelector('.stage svg').getBoundingClientRect().width")
    )


@pytest.mark.parametrize(("key", "is_wider"), [("+", True), ("-", False)])
def test_keys_zoom(look: Look, address: str, key: str, is_wider: bool) -> None:  # noqa: FBT001 - a case
    page = look(address).page
    before = read_width(page)
    page.locator(".stage").press(key)
    assert (read_width(page) > before) is is_wider


def test_the_wheel_zooms_with_control_only(look: Look, address: str) -> None:
    page = look(address).page
    before = read_width(page)
    page.locator(".stage").hover()
    page.mouse.wheel(0, -200)
    assert read_width(page) == before
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    page.wait_for_function(f"document.querySelector('.stage svg').clientWidth > {before}")


def test_buttons_zoom_and_fit(look: Look, address: str) -> None:
    page = look(address).page
    before = read_width(page)
    page.get_by_role("button", name="Zoom in").click()
    wider = read_width(page)
    page.get_by_role("button", name="Zoom out").click()
    assert (wider > before, abs(read_width(page) - before) <= 2) == (True, True)
    for _ in range(9):
        page.get_by_role("button", name="Zoom in").click()
    page.get_by_role("button", name="Fit").click()
    assert read_width(page) <= page.evaluate("document.querySelector('.stage').clientWidth")


def read_scroll(page: Page) -> int:
    return int(page.evaluate("document.querySelector('.stage').scrollLeft"))


def test_a_large_picture_is_dragged_and_that_is_no_click(look: Look, address: str) -> None:
    page = look(address).page
    for _ in range(6):
        page.locator(".stage").press("+")
    before = read_scroll(page)
    box = find_box(page, "Ben Okoro").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 120, y, steps=4)
    page.mouse.up()
    assert read_scroll(page) == before + 120
    expect(find_panel(page)).to_be_hidden()


def test_arrows_pan_the_picture(look: Look, address: str) -> None:
    page = look(address).page
    stage = page.locator(".stage")
    for _ in range(6):
        stage.press("+")
    before = read_scroll(page)
    stage.press("ArrowRight")
    assert read_scroll(page) == before + 60


def test_the_table_opens(look: Look, address: str) -> None:
    page = look(address).page
    page.locator("summary", has_text="Table").click()
    expect(page.get_by_role("rowheader", name="Ana Ruiz")).to_be_visible()


def test_paper_shows_the_table_and_no_tools(look: Look, address: str) -> None:
    page = look(address).page
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.get_by_role("rowheader", name="Ana Ruiz")).to_be_visible()
    expect(page.locator(".bar")).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.get_by_role("rowheader", name="Ana Ruiz")).to_be_hidden()


def test_hostile_text_is_shown_and_runs_nothing(look: Look, tmp_path: Path) -> None:
    text = "</script><img src=x onerror=alert(1)>"
    item = attrs.evolve(ANA, title=text, tip=text, facts=((text, text),), sources=(text,))
    hostile = attrs.evolve(CONTENT, figure=Graph(boxes=(item,)), title=text, references=())
    page = look(save(tmp_path, hostile)).page
    page.locator("g.i").click()
    expect(find_panel(page).get_by_role("heading").first).to_have_text(text)
    expect(page.locator("img")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", ["first", "panel", "sought", "dated", "table"])
def test_nothing_stands_in_the_way_of_anybody(
    look: Look, address: str, scheme: Literal["light", "dark"], state: str
) -> None:
    """No serious fault by axe, in both schemes and in each state of the page."""
    visit = look(address, scheme=scheme)
    page = visit.page
    if state == "panel":
        find_box(page, "Ana Ruiz").click()
    elif state == "sought":
        page.get_by_role("searchbox", name="Find").fill("ana")
    elif state == "dated":
        set_date(page, 2)
    elif state == "table":
        page.locator("summary").evaluate_all("all => all.forEach(one => one.click())")
    assert visit.check() == []


def test_a_narrow_screen_needs_no_scrolling_sideways(look: Look, address: str) -> None:
    page = look(address, width=360).page
    assert page.evaluate("document.documentElement.scrollWidth") == 360
