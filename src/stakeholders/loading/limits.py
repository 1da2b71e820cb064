"""How much one load may cost, whatever somebody wrote."""

from stakeholders.late import frozen


@frozen(kw_only=True)
class Limits:
    """The bounds of a load; a file past one of them is reported, not read.

    Sizes are in bytes for a file and in characters for a text; a node is a key, a text, a list or
    a mapping; depth counts lists and mappings inside each other.

    Example:
        >>> Limits(file_bytes=64 * 2**20).depth
        50
    """

    files: int = 50_000
    file_bytes: int = 2 * 2**20
    nodes: int = 200_000
    depth: int = 50
    text: int = 64 * 2**10
    key: int = 128


DEFAULT_LIMITS = Limits()
