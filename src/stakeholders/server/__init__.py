"""A tracker as pages in the browser, on this machine only: read, drawn, and drawn again on change.

Nothing is written and no file is served: each page is made from the records when it is asked for.
"""

from stakeholders.server.app import App, Response
from stakeholders.server.running import Server, serve

__all__ = ["App", "Response", "Server", "serve"]
