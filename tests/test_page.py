"""The page of a chart, read as a browser's parser reads it."""

import base64
import hashlib
import json
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stakeholders.charts.page import encode_json, write_document, write_page, write_section
from stakeholders.charts.values import (
    GLYPHS,
    Content,
    Drawn,
    Graph,
    Item,
    Lane,
    Lanes,
    Phase,
    Quote,
    Reference,
    Section,
    Table,
    Tone,
)
from stakeholders.errors import QuestionError

ANA = Item(
    key="seat 0",
    title="Ana Ruiz",
    lines=("Chair",),
    status="resigned 14 May 2031",
    tone=Tone.LEFT,
    record="ana",
    tip="Ana Ruiz, chair; resigned 14 May 2031",
    facts=(("Role", "chair"),),
    quotes=(Quote(text="I cannot sign this.", by="Ana Ruiz", sources=("letter",)),),
    sources=("letter",),
    phases=((date.min, Phase.BEFORE), (date(2031, 1, 2), Phase.CERTAIN)),
)
LETTER = Reference(
    id="letter", text="A. Ruiz, Letter, https://example.org/l", url="https://example.org/l"
)
TABLE = Table(header=("Who", "Role"), rows=(("Ana Ruiz", "chair"),))


def make_content(item: Item = ANA, reference: Reference = LETTER, title: str = "Port") -> Content:
    return Content(
        kind="org-chart",
        title=title,
        summary=f"{title}: Ana Ruiz.",
        figure=Graph(boxes=(item,)),
        table=TABLE,
        references=(reference,),
    )


class Reader(HTMLParser):
    """Collects what a page is made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.open = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.open = tag

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - as the base class asks
        self.open = ""

    def handle_data(self, data: str) -> None:
        if self.open:
            self.texts.append((self.open, data))

    def find(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def read_told(self) -> dict[str, list[dict[str, object]]]:
        texts = [text for tag, text in self.texts if tag == "script" and text.startswith("{")]
        told: dict[str, list[dict[str, object]]] = json.loads(texts[0])
        return told

    def policy(self) -> dict[str, list[str]]:
        found = next(a["content"] or "" for a in self.find("meta") if "http-equiv" in a)
        rules = (rule.split() for rule in found.split("; "))
        return {name: values for name, *values in rules}


def hash_text(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_a_page_loads_nothing() -> None:
    read = Reader(write_page(make_content()))
    asked = {(tag, name) for tag, found in read.tags for name in found if name in {"src", "srcset"}}
    assert (asked, read.find("link"), read.find("img"), read.find("iframe")) == (set(), [], [], [])


def test_no_style_of_a_page_loads_anything() -> None:
    texts = [text for tag, text in Reader(write_page(make_content())).texts if tag == "style"]
    assert len(texts) == 2
    assert [text for text in texts if "@import" in text or "url(h" in text or "//" in text] == []


def test_the_policy_allows_nothing_by_default() -> None:
    policy = Reader(write_page(make_content())).policy()
    denied = ("default-src", "connect-src", "base-uri", "form-action")
    assert [policy[name] for name in denied] == [["'none'"]] * 4


def test_the_policy_names_the_script_and_each_style_by_its_hash() -> None:
    read = Reader(write_page(make_content()))
    scripts = {hash_text(t) for tag, t in read.texts if tag == "script" and t.startswith('"use')}
    styles = {hash_text(text) for tag, text in read.texts if tag == "style"}
    inline = {hash_text(a["style"] or "") for _, a in read.tags if "style" in a}
    policy = read.policy()
    assert set(policy["script-src"]) == scripts
    assert set(policy["style-src"]) == styles
    assert set(policy["style-src-attr"]) == {"'unsafe-hashes'", *inline}


def test_the_policy_comes_before_anything_that_it_is_about() -> None:
    tags = [tag for tag, _ in Reader(write_page(make_content())).tags]
    assert tags[:4] == ["html", "head", "meta", "meta"]


def test_the_items_are_told_with_quotes_sources_and_phases() -> None:
    told = Reader(write_page(make_content())).read_told()
    assert told == {
        "items": [
            {
                "key": "seat 0",
                "title": "Ana Ruiz",
                "lines": ["Chair"],
                "status": f"{GLYPHS[Tone.LEFT]} resigned 14 May 2031",
                "tip": "Ana Ruiz, chair; resigned 14 May 2031",
                "facts": [["Role", "chair"]],
                "quotes": [["I cannot sign this.", "Ana Ruiz", ["letter"]]],
                "sources": ["letter"],
                "phases": [["0001-01-01", "before"], ["2031-01-02", "certain"]],
            }
        ],
        "references": {"letter": ["A. Ruiz, Letter", "https://example.org/l"]},
    }


def test_a_link_pattern_gives_each_record_its_address() -> None:
    told = Reader(write_page(make_content(), link="/record/{id}")).read_told()
    assert told["items"][0]["address"] == "/record/ana"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//example.org/",
    ],
)
@pytest.mark.parametrize("link", [None, "sources"])
def test_an_address_that_can_run_something_is_no_link(address: str, link: str | None) -> None:
    reference = attrs.evolve(LETTER, url=address, text=f"Letter, {address}")
    read = Reader(write_page(make_content(reference=reference), link=link))
    assert [a["href"] for a in read.find("a")] == []
    assert "address" not in read.read_told()["items"][0]


@pytest.mark.parametrize("address", ["https://example.org/a?b=1&c", "http://a.b/", "mailto:a@b.c"])
def test_an_address_that_is_safe_is_a_link_that_tells_nothing_of_the_page(address: str) -> None:
    reference = attrs.evolve(LETTER, url=address)
    found = Reader(write_page(make_content(reference=reference))).find("a")
    assert found == [{"href": address, "rel": "noopener noreferrer"}]


HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]></style><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" style="color:red',
    "' onfocus='alert(1)",
    "&lt;script&gt; &amp; \u2028\u2029 \u202eabc",
)


def say_everywhere(text: str) -> Content:
    item = attrs.evolve(
        ANA,
        key=text,
        title=text,
        lines=(text,),
        status=text,
        tip=text,
        facts=((text, text),),
        quotes=(Quote(text=text, by=text, sources=(text,)),),
        sources=(text,),
    )
    content = make_content(item, Reference(id=text, text=text), title=text)
    table = Table(header=(text, text), rows=((text, text),))
    return attrs.evolve(content, table=table, subtitle=text, summary=text, notes=(text,))


def list_plain_tags(content: Content) -> list[str]:
    """List the elements but those of which the number follows from how a text breaks."""
    tags = Reader(write_page(content)).tags
    for tag, attributes in tags:
        assert not [name for name in attributes if name.startswith("on")], tag
    return [tag for tag, _ in tags if tag != "text"]


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_the_data_makes_no_element(text: str) -> None:
    assert list_plain_tags(say_everywhere(text)) == list_plain_tags(say_everywhere("plain"))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_told_as_it_is(text: str) -> None:
    content = say_everywhere(f"x{text}")
    assert list_plain_tags(content) == list_plain_tags(say_everywhere("plain"))
    told = Reader(write_page(content)).read_told()
    assert told["items"][0]["title"] == f"x{text}"


@given(st.text())
def test_json_in_a_page_has_no_sign_of_markup_and_reads_back(text: str) -> None:
    written = encode_json({"text": text})
    assert (set("<>&\u2028\u2029") & set(written), json.loads(written)) == (set(), {"text": text})


@pytest.mark.parametrize("text", HOSTILE)
def test_a_page_of_hostile_text_can_be_saved(text: str) -> None:
    assert write_page(say_everywhere(text)).encode()


def test_the_table_says_the_same_as_the_picture() -> None:
    read = Reader(write_page(make_content()))
    cells = [text for tag, text in read.texts if tag in {"th", "td"} and text.strip()]
    assert cells == ["Who", "Role", "Ana Ruiz", "chair"]


def make_lanes() -> Drawn:
    lanes = (Lane(item=ANA),)
    section = Section(heading="", lanes=lanes)
    return Lanes(first=date(2031, 1, 1), last=date(2031, 12, 31), sections=(section,))


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (Graph(boxes=(ANA,)), ["range", "search"]),
        (Graph(boxes=(attrs.evolve(ANA, phases=()),)), ["search"]),
        (make_lanes(), ["search"]),
    ],
    ids=["graph", "no phases", "lanes"],
)
def test_the_date_can_move_where_something_changes_that_is_not_shown_at_once(
    figure: Drawn, expected: list[str]
) -> None:
    read = Reader(write_page(attrs.evolve(make_content(), figure=figure)))
    assert sorted(str(a["type"]) for a in read.find("input")) == expected


def walk_ids(page: str) -> Iterator[str]:
    for _, attributes in Reader(page).tags:
        if "id" in attributes:
            yield str(attributes["id"])


def test_several_charts_on_one_page_share_no_id() -> None:
    sections = [write_section(make_content(), key=f"-{number}") for number in range(3)]
    ids = list(walk_ids(write_document("All", "".join(sections))))
    assert (len(ids), len(set(ids))) == (len(ids), len(ids))
    assert len(ids) > 9


def test_a_page_has_one_heading_of_the_first_level() -> None:
    read = Reader(write_page(make_content()))
    assert [len(read.find(name)) for name in ("h1", "main")] == [1, 1]


@pytest.mark.parametrize("theme", ["auto", "light", "dark"])
def test_a_page_says_its_theme(theme: str) -> None:
    assert Reader(write_page(make_content(), theme=theme)).find("html")[0]["data-theme"] == theme


def test_an_unknown_theme_is_refused() -> None:
    with pytest.raises(QuestionError, match=r"no theme 'drak'.*did you mean 'dark'"):
        write_page(make_content(), theme="drak")


def test_the_same_chart_gives_the_same_bytes() -> None:
    assert write_page(make_content()) == write_page(make_content())


def read_script() -> str:
    texts = Reader(write_page(make_content())).texts
    return next(text for tag, text in texts if tag == "script" and text.startswith('"use'))


def test_the_script_is_small() -> None:
    assert len(read_script().encode()) < 20_000


@pytest.mark.parametrize(
    "word",
    ["innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "Function(", "fetch("],
)
def test_the_script_makes_no_markup_and_runs_no_text(word: str) -> None:
    assert word not in read_script()
