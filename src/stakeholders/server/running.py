"""Running the pages: a server on this machine that nobody else can reach."""

import os
import socket
import socketserver
import sys
import traceback
import webbrowser
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from stakeholders.errors import QuestionError, join_words, quote
from stakeholders.server.app import App

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_PATIENCE = 20
_HTTP_PORT = 80


class Server(ThreadingHTTPServer):
    """A server of one tracker; `url` is where it is."""

    daemon_threads = True

    def __init__(
        self, path: str | os.PathLike[str], *, port: int = 0, host: str = "127.0.0.1"
    ) -> None:
        if host not in LOOPBACK:
            known = join_words(LOOPBACK)
            raise QuestionError(f"host {quote(host)}: only this machine may ask: use {known}")
        self.address_family = socket.AF_INET6 if host == "::1" else socket.AF_INET
        super().__init__((host, port), Handler)
        self.port: int = self.server_address[1]
        names = ["127.0.0.1", "localhost", "[::1]"]
        hosts = [f"{name}:{self.port}" for name in names]
        self.app = App(path, hosts=[*hosts, *(names if self.port == _HTTP_PORT else [])])
        self.url = f"http://{'[::1]' if host == '::1' else host}:{self.port}/"

    def server_bind(self) -> None:
        """Bind to the address, without asking the network what it is called."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = "localhost", int(self.server_address[1])

    def handle_error(self, request: object, client_address: object) -> None:
        """Report what went wrong, unless it is that a browser has gone away."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type] # as it came


class Handler(BaseHTTPRequestHandler):
    """Reads a request and writes the answer of the app."""

    server: Server
    server_version = "stakeholders"
    sys_version = ""
    timeout = _PATIENCE

    def _answer(self) -> None:
        headers = {name.casefold(): value for name, value in self.headers.items()}
        try:
            response = self.server.app.answer(self.command, self.path, headers)
        except Exception:  # noqa: BLE001 - a page that fails must not leave the reader waiting
            traceback.print_exc()
            self.send_error(HTTPStatus.INTERNAL_SERVER_ERROR)
            return
        self.send_response(response.status)
        for name, value in response.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(response.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(response.body)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_TRACE = _answer  # noqa: N815 - as the base class asks

    def log_message(self, *_: object) -> None:
        """Write nothing: who looks at a page knows that they do."""


def serve(
    path: str | os.PathLike[str],
    *,
    port: int = 0,
    host: str = "127.0.0.1",
    open_browser: bool = False,
    announce: Callable[[str], object] = print,
) -> None:
    """Show the tracker at a path as pages in the browser, until it is interrupted.

    The pages reload when a data file changes; while the data has problems, they show these.

    Args:
        path: a file, or the folder of one tracker.
        port: the port, or 0 for any that is free.
        host: the name of this machine; no other is taken.
        open_browser: show the first page at once.
        announce: what is called with the address when the server is there.

    Raises:
        QuestionError: if the host is not this machine.
        OSError: if the port is taken.
    """
    with Server(path, port=port, host=host) as server:
        announce(server.url)
        if open_browser:
            webbrowser.open(server.url)
        server.serve_forever()
