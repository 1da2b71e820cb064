"""From a request to an answer, without a socket: who may ask, for what, and under which policy.

A page that somebody visits elsewhere can make their browser send requests here. So the name of the
host must be one of ours, which no name that was pointed at this machine is; and what another site
asks for, other than by a link that somebody follows, is refused.
"""

import os
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from urllib.parse import unquote, urlsplit

import attrs

from stakeholders.charts.page import make_policy
from stakeholders.errors import UnknownIdError
from stakeholders.server import views
from stakeholders.server.watching import Reading, Watched, read_stamp

SELF = "'self'"
METHODS = ("GET", "HEAD")
_RECORD = "/record/"
_TEXT = "text/plain; charset=utf-8"
_HTML = "text/html; charset=utf-8"
_ALWAYS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@attrs.frozen
class Response:
    """An answer: its status, its headers and its text."""

    status: HTTPStatus
    headers: Mapping[str, str]
    text: str

    @property
    def body(self) -> bytes:
        """The text as it is sent."""
        return self.text.encode()


class App:
    """The pages of the tracker at a path, for requests that name one of the hosts."""

    def __init__(self, path: str | os.PathLike[str], *, hosts: Iterable[str]) -> None:
        self.path = path
        self.hosts = frozenset(hosts)
        self._watched = Watched(path)

    def answer(self, method: str, target: str, headers: Mapping[str, str]) -> Response:
        """Return the answer to a request; names of headers are in lower case.

        Example:
            >>> app = App("data/secure-communities", hosts=["127.0.0.1:8000"])
            >>> app.answer("GET", "/", {"host": "example.org"}).status.value
            421
        """
        refusal = self._refuse(method, target, headers)
        if refusal is not None:
            return _say(refusal)
        path = urlsplit(target).path
        if path == "/favicon.ico":
            return _say(HTTPStatus.NO_CONTENT)
        if path == "/changes":
            return _make(HTTPStatus.OK, _TEXT, read_stamp(self.path))
        return self._show(path, self._watched.read())

    def _refuse(self, method: str, target: str, headers: Mapping[str, str]) -> HTTPStatus | None:
        if headers.get("host", "").casefold() not in self.hosts:
            return HTTPStatus.MISDIRECTED_REQUEST
        if method not in METHODS:
            return HTTPStatus.METHOD_NOT_ALLOWED
        is_foreign = headers.get("sec-fetch-site") in {"cross-site", "same-site"}
        if is_foreign and headers.get("sec-fetch-mode") != "navigate":
            return HTTPStatus.FORBIDDEN
        return None if target.startswith("/") else HTTPStatus.BAD_REQUEST

    def _show(self, path: str, seen: Reading) -> Response:
        status = HTTPStatus.OK
        if seen.tracker is None:
            html = views.show_problems(seen.problems, stamp=seen.stamp)
        elif path == "/":
            html = views.show_overview(seen.tracker, stamp=seen.stamp)
        else:
            wanted = unquote(path.removeprefix(_RECORD)) if path.startswith(_RECORD) else ""
            try:
                html = views.show_record(seen.tracker, wanted, stamp=seen.stamp)
            except UnknownIdError as error:
                status = HTTPStatus.NOT_FOUND
                html = views.show_missing(seen.tracker, error, stamp=seen.stamp)
        return _make(status, _HTML, html)


def _say(status: HTTPStatus) -> Response:
    text = "" if status is HTTPStatus.NO_CONTENT else f"{status.value} {status.phrase}\n"
    return _make(status, _TEXT, text)


def _make(status: HTTPStatus, kind: str, text: str) -> Response:
    policy = f"{make_policy(text, connect=SELF)}; frame-ancestors 'none'"
    headers = {**_ALWAYS, "Content-Type": kind, "Content-Security-Policy": policy}
    if status is HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = ", ".join(METHODS)
    return Response(status, headers, text)
