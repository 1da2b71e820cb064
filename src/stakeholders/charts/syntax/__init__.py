"""One module per syntax: a decided picture, spelt."""

import unicodedata


def show(text: str) -> str:
    r"""Return a text on one line: controls and line breaks are spaces, joiners and marks stay.

    Example:
        >>> show("two\nlines")
        'two lines'
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or unicodedata.category(c) == "Cf" else " " for c in text)
