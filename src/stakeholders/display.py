"""How values show themselves in a notebook, without a lower layer knowing the higher ones.

A class that wants to be shown takes the mixin; who can show it is registered by the package itself
when it is imported, and loaded only when something is to be shown.
"""

from collections.abc import Callable
from types import ModuleType

_registered: list[Callable[[], ModuleType]] = []


def register(find: Callable[[], ModuleType]) -> None:
    """Say who shows values: a function that returns a module with `to_html` and `to_markdown`."""
    _registered[:] = [find]


class Shown:
    """Shows itself in a notebook, as HTML and as Markdown."""

    __slots__ = ()

    def _repr_html_(self) -> str | None:
        return self._show("to_html")

    def _repr_markdown_(self) -> str | None:
        return self._show("to_markdown")

    def _show(self, name: str) -> str | None:
        if not _registered:
            return None
        shown: str | None = getattr(_registered[0](), name)(self)
        return shown
