"""The pages of a tracker, asked for with and without a socket."""

import http.client
import os
import re
import threading
import webbrowser
from collections.abc import Iterator
from html.parser import HTMLParser
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

import pytest

from stakeholders.errors import QuestionError
from stakeholders.model import Body, Departure, Event, Organization, Person, Source, Topic
from stakeholders.server import App, Response, Server, serve
from stakeholders.tracker import load

DATA = Path(__file__).parent.parent / "data"
HOST = "127.0.0.1:8000"
TRACKER = """\
tracker: {title: Port council}
people:
  ana: {name: Ana Ruiz, sources: [minutes]}
  ben: {name: "Ben <b>Okoro</b>", sources: [minutes]}
organizations:
  dockers: {name: Dockers' Union, sources: [minutes]}
bodies:
  council: {name: Port Council, sources: [minutes]}
topics:
  levy: {proposition: The levy should rise., label: Levy}
sources:
  minutes: {publisher: Port Council, title: Minutes, date: 2031-05-20, url: "https://example.org/m"}
memberships:
  - person: ana
    body: council
    on_behalf_of: [dockers]
    start: 2031-01-02
    sources: [minutes]
  - person: ben
    body: council
    start: 2031-01-02
    sources: [minutes]
departures:
  ana-leaves:
    people: [ana]
    bodies: [council]
    kind: resigned
    date: 2031-05-14
    basis: stated
    reasons:
      - summary: The levy hurts the small ports.
        topics: [levy]
        basis: stated
        sources: [minutes]
    sources: [minutes]
stances:
  - holder: ana
    topic: levy
    position: oppose
    basis: stated
    date: 2031-05-01
    sources: [minutes]
events:
  sitting: {name: Sitting of May, kind: hearing, date: 2031-05-10, bodies: [council], signatories: [ben], sources: [minutes]}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "tracker.yaml"
    file.write_text(TRACKER, encoding="utf-8")
    return file


@pytest.fixture
def app(path: Path) -> App:
    return App(path.parent, hosts=[HOST])


def ask(app: App, target: str = "/", method: str = "GET", **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return app.answer(method, target, {"host": HOST, **named})


def change(path: Path, old: str, new: str) -> None:
    """Change a text in a file, and its time by more than any clock's step."""
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    later = path.stat().st_mtime_ns + 2_000_000_000
    os.utime(path, ns=(later, later))


class Reader(HTMLParser):
    """Collects the text and the links of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.words: list[str] = []
        self.tags: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name == "href" and tag == "a"]

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1] not in {"style", "script"}:
            self.words.append(data.strip())

    @property
    def text(self) -> str:
        return " ".join(filter(None, self.words))


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8000", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:8000.evil", ""],
)
def test_a_host_that_is_not_ours_is_refused(app: App, host: str) -> None:
    assert ask(app, host=host).status is HTTPStatus.MISDIRECTED_REQUEST


def test_a_request_without_a_host_is_refused(app: App) -> None:
    assert app.answer("GET", "/", {}).status is HTTPStatus.MISDIRECTED_REQUEST


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "get"])
def test_only_reading_is_allowed(app: App, method: str) -> None:
    response = ask(app, method=method)
    assert (response.status, response.headers["Allow"]) == (
        HTTPStatus.METHOD_NOT_ALLOWED,
        "GET, HEAD",
    )


@pytest.mark.parametrize(
    ("site", "mode", "expected"),
    [
        ("cross-site", "no-cors", 403),
        ("same-site", "cors", 403),
        ("cross-site", "navigate", 200),
        ("same-origin", "cors", 200),
        ("none", "navigate", 200),
    ],
)
def test_another_site_may_link_here_but_not_ask_itself(
    app: App, site: str, mode: str, expected: int
) -> None:
    assert ask(app, sec_fetch_site=site, sec_fetch_mode=mode).status == expected


@pytest.mark.parametrize("target", ["http://evil.example/", "*", "", "record/ana"])
def test_a_target_that_is_no_path_is_refused(app: App, target: str) -> None:
    assert ask(app, target).status is HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize(
    "target",
    [
        "/tracker.yaml",
        "/../tracker.yaml",
        "/record/../tracker.yaml",
        "/record/..%2ftracker.yaml",
        "/record/%00",
        "/record/%ff",
        "/record/",
        "/record",
        "/data/",
        "//etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
    ],
)
def test_no_address_gives_a_file(app: App, target: str) -> None:
    response = ask(app, target)
    assert (response.status, "The levy" in response.text) == (HTTPStatus.NOT_FOUND, False)


@pytest.mark.parametrize(
    "target", ["/", "/record/ana", "/record/nobody", "/changes", "/favicon.ico"]
)
def test_every_answer_is_fenced_in(app: App, target: str) -> None:
    headers = dict(ask(app, target).headers)
    policy = headers.pop("Content-Security-Policy")
    headers.pop("Content-Type")
    assert headers == {
        "Cache-Control": "no-store",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
    assert policy.startswith("default-src 'none'; script-src ")
    assert policy.endswith("; frame-ancestors 'none'")
    assert "unsafe-inline" not in policy


def test_the_overview_says_who_left_why_and_where_that_is_from(app: App) -> None:
    read = Reader(ask(app).text)
    assert "1 of 2 left the Port Council." in read.text
    assert "The levy hurts the small ports [stated]" in read.text
    assert {"/record/ana-leaves", "/record/council", "/record/minutes"} <= set(read.links)


def test_the_overview_counts_seats_and_those_who_left(app: App) -> None:
    cells = re.search(r"Port Council</a></th>(.*?)</tr>", ask(app).text)
    assert cells is not None
    assert re.findall(r"<td>(.*?)</td>", cells[1]) == ["", "2", "1", "", ""]


def test_every_link_of_every_page_leads_to_a_page(app: App) -> None:
    seen: set[str] = set()
    waiting = ["/"]
    while waiting:
        target = waiting.pop()
        seen.add(target)
        response = ask(app, target)
        assert (target, response.status) == (target, HTTPStatus.OK)
        links = {link for link in Reader(response.text).links if link.startswith("/")}
        waiting += sorted(links - seen - set(waiting))
    expected = {"ana", "ben", "dockers", "council", "levy", "minutes", "ana-leaves", "sitting"}
    assert seen == {"/", *(f"/record/{name}" for name in expected)}


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("/record/ana", ["Ana Ruiz", "Dockers' Union", "14 May 2031", "oppose"]),
        ("/record/levy", ["The levy should rise.", "Ana Ruiz"]),
        ("/record/minutes", ["Port Council", "Minutes", "Cited 10 times."]),
        ("/record/sitting", ["Sitting of May", "Signed", "Ben <b>Okoro</b>"]),
        ("/record/ana-leaves", ["Ana Ruiz resigned from the Port Council", "Stated: The levy"]),
        ("/record/council", ["Port Council", "Who left, and why"]),
    ],
)
def test_the_page_of_a_record_says_what_is_known(app: App, target: str, words: list[str]) -> None:
    text = Reader(ask(app, target).text).text
    assert [word for word in words if word not in text] == []


def test_names_are_text_on_every_page(app: App) -> None:
    pages = [ask(app, target).text for target in ("/", "/record/ben", "/record/council")]
    assert [("<b>" in page, "Ben &lt;b&gt;" in page) for page in pages] == [(False, True)] * 3


def test_an_unknown_id_gets_the_nearest(app: App) -> None:
    response = ask(app, f"/record/{quote('<dockres>')}")
    read = Reader(response.text)
    assert (response.status, read.links) == (HTTPStatus.NOT_FOUND, ["/", "/record/dockers"])
    assert "&lt;dockres&gt;" in response.text


def test_bad_data_is_shown_with_its_place(app: App, path: Path) -> None:
    assert ask(app).status is HTTPStatus.OK
    change(path, "person: ben", "person: bne")
    text = Reader(ask(app, "/record/ana").text).text
    assert f"{path}:19:13 error: person: no person 'bne' (did you mean 'ben'?) [unknown-id]" in text


def test_mended_data_is_shown_again(app: App, path: Path) -> None:
    change(path, "person: ben", "person: bne")
    assert "problems" in ask(app).text
    change(path, "person: bne", "person: ben")
    assert "1 of 2 left the Port Council." in Reader(ask(app).text).text


def test_a_removed_file_is_a_problem_and_no_crash(app: App, path: Path) -> None:
    assert ask(app).status is HTTPStatus.OK
    path.unlink()
    assert "[no-data]" in ask(app).text


def test_a_tracker_may_be_one_file(path: Path) -> None:
    alone = App(path, hosts=[HOST])
    first = ask(alone, "/changes").text
    change(path, "Port council", "Harbour council")
    assert (ask(alone, "/changes").text == first, "Harbour" in ask(alone).text) == (False, True)


def test_changes_tell_when_a_page_is_old(app: App, path: Path) -> None:
    before = ask(app, "/changes").text
    assert f'data-stamp="{before}"' in ask(app).text
    assert ask(app, "/changes").text == before
    change(path, "Port council", "Harbour council")
    assert ask(app, "/changes").text != before


@pytest.mark.parametrize("name", ["note.txt", ".hidden.yaml", "a.yaml~"])
def test_a_file_that_is_no_data_changes_nothing(app: App, path: Path, name: str) -> None:
    before = ask(app, "/changes").text
    (path.parent / name).write_text("x")
    assert ask(app, "/changes").text == before


def test_a_new_data_file_changes_something(app: App, path: Path) -> None:
    before = ask(app, "/changes").text
    (path.parent / "more.yml").write_text("people: {}")
    assert ask(app, "/changes").text != before


@pytest.mark.parametrize(
    "name", ["secure-communities", "business-councils-2017", "social-mobility-commission"]
)
def test_the_real_trackers_have_a_page_of_every_kind(name: str) -> None:
    app = App(DATA / name, hosts=[HOST])
    tracker = load(DATA / name)
    kinds = (Body, Departure, Event, Organization, Person, Source, Topic)
    wanted = [tracker.of(kind)[0].id for kind in kinds]  # type: ignore[attr-defined] # all have one
    targets = ["/", *(f"/record/{one}" for one in wanted)]
    assert [ask(app, target).status.value for target in targets] == [200] * len(targets)


@pytest.fixture
def server(path: Path) -> Iterator[Server]:
    with Server(path.parent) as made:
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def send(server: Server, method: str, target: str, **headers: str) -> tuple[int, bytes, str]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    try:
        connection.request(method, target, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read(), answer.headers.get("Server", "")
    finally:
        connection.close()


def test_a_running_server_shows_the_overview(server: Server) -> None:
    status, body, name = send(server, "GET", "/")
    assert (status, b"Port council" in body, name.strip()) == (200, True, "stakeholders")


def test_head_sends_no_body(server: Server) -> None:
    assert send(server, "HEAD", "/")[:2] == (200, b"")


def test_a_name_pointed_at_this_machine_gets_nothing(server: Server) -> None:
    status, body, _ = send(server, "GET", "/", Host=f"evil.example:{server.port}")
    assert (status, body) == (421, b"421 Misdirected Request\n")


def test_localhost_is_this_machine(server: Server) -> None:
    assert send(server, "GET", "/", Host=f"localhost:{server.port}")[0] == 200


@pytest.mark.parametrize(("method", "expected"), [("POST", 405), ("DELETE", 405), ("BREW", 501)])
def test_a_running_server_only_reads(server: Server, method: str, expected: int) -> None:
    assert send(server, method, "/")[0] == expected


def test_a_page_that_fails_is_an_answer(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    class Broken(App):
        def answer(self, *_: object) -> Response:
            raise RuntimeError("a fault of ours")

    server.app = Broken(".", hosts=[])
    status, body, _ = send(server, "GET", "/")
    assert (status, b"fault" in body) == (500, False)
    assert "a fault of ours" in capsys.readouterr().err


@pytest.mark.parametrize("host", ["", "192.168.1.2", "example.org", "::"])
def test_only_this_machine_may_ask(path: Path, host: str) -> None:
    with pytest.raises(QuestionError, match="only this machine may ask"):
        Server(path, host=host)


def test_serving_announces_the_address_and_opens_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def stop(address: str) -> bool:
        said.append(f"opened {address}")
        raise KeyboardInterrupt

    monkeypatch.setattr(webbrowser, "open", stop)
    with pytest.raises(KeyboardInterrupt):
        serve(path, open_browser=True, announce=said.append)
    assert len(said) == 2
    assert (re.fullmatch(r"http://127\.0\.0\.1:\d+/", said[0]) is None, said[1]) == (
        False,
        f"opened {said[0]}",
    )
