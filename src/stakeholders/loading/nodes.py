"""What one file says, before anybody asks what it means: texts, lists and mappings with places."""

from typing import Final

import attrs

from stakeholders.errors import Mark


@attrs.define(eq=False)
class Scalar:
    """A text as it was written; whether `no` or `2011` is more than text is the field's matter."""

    text: str
    mark: Mark


@attrs.define(eq=False)
class Listing:
    """A list and its items."""

    items: list["Node"]
    mark: Mark


@attrs.define(eq=False)
class Mapping:
    """A mapping, its keys and values in the order they were written."""

    entries: dict[str, tuple[Scalar, "Node"]]
    mark: Mark


Node = Scalar | Listing | Mapping
SAID: Final = {Scalar: "a text", Listing: "a list", Mapping: "a mapping"}
