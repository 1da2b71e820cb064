"""Where a box leads: only to addresses that cannot run anything."""

import re
from urllib.parse import quote, urlsplit

from stakeholders.charts.values import Content, Item
from stakeholders.errors import QuestionError
from stakeholders.errors import quote as show

SAFE_SCHEMES = ("http", "https", "mailto")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")


def is_safe(address: str) -> bool:
    """Tell whether an address may become a link: http, https and mailto may, all else not.

    Example:
        >>> is_safe("https://example.org/"), is_safe("javascript:alert(1)")
        (True, False)
    """
    if not address.isprintable() or address != address.strip():
        return False
    try:
        return urlsplit(address).scheme in SAFE_SCHEMES
    except ValueError:
        return False


class Links:
    """The addresses of a chart's items, by what the caller asked for."""

    def __init__(self, content: Content, link: str | None) -> None:
        self.pattern = link
        self.urls = {r.id: r.url for r in content.references if r.url and is_safe(r.url)}
        if link is not None and link != "sources":
            _check(link)

    def find(self, item: Item) -> str | None:
        """Return where an item leads, or None."""
        if self.pattern is None:
            return None
        if self.pattern == "sources":
            return next((self.urls[s] for s in item.sources if s in self.urls), None)
        if item.record is None:
            return None
        return self.pattern.replace("{id}", quote(item.record, safe=""))


def _check(link: str) -> None:
    if "{id}" not in link:
        raise QuestionError(f"link {show(link)}: write sources, or an address with {{id}} in it")
    if _SCHEME.match(link) and not is_safe(link):
        raise QuestionError(f"link {show(link)}: only http, https and mailto can be links")
