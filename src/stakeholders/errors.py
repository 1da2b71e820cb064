"""Faults, as values with a place, and the two families of errors that carry them."""

import enum
import unicodedata
from collections.abc import Iterable, Sequence

from stakeholders.late import frozen

QUOTED_CHARACTERS = 60
SHOWN_PROBLEMS = 50
_HINT_CANDIDATES = 20_000


class Severity(enum.StrEnum):
    """How much a problem matters: an error stops a load, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@frozen(order=True, weakref_slot=False)
class Mark:
    """A place in the text that somebody wrote: path, and line and column counted from 1.

    Example:
        >>> print(Mark("data/people.yaml", 31, 5))
        data/people.yaml:31:5
    """

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{printable(self.path)}:{self.line}:{self.column}"


@frozen
class Problem:
    """One fault in the data: where it is, a stable code, and what to do about it.

    `code` never changes its meaning between releases, so that scripts can rely on it; every code
    is listed in the reference.

    Example:
        >>> print(Problem(Mark("a.yaml", 3, 7), "unknown-id", "person: no person 'ana'"))
        a.yaml:3:7: person: no person 'ana' [unknown-id]
    """

    mark: Mark
    code: str
    message: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        label = "warning: " if self.severity is Severity.WARNING else ""
        return f"{self.mark}: {label}{self.message} [{self.code}]"


class StakeholdersError(Exception):
    """The base of every error that this library raises on purpose."""


class DataError(StakeholdersError):
    """The data cannot be used; `problems` holds every fault that was found, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        lines = [str(problem) for problem in self.problems[:SHOWN_PROBLEMS]]
        hidden = len(self.problems) - len(lines)
        if hidden:
            lines.append(f"... and {hidden} more")
        return "\n".join(lines)


class QuestionError(StakeholdersError, ValueError):
    """The question does not make sense: a wrong filter, or an answer that needs more."""


class CacheWarning(UserWarning):
    """The cache could not be used: the answer is the same, but took longer than it needs to."""


class MissingExtraError(StakeholdersError, ImportError):
    """A library that is not installed; the message names the extra that brings it."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs more: pip install 'stakeholders[{extra}]'")
        self.extra = extra


class DateError(QuestionError):
    """A date that is not in the accepted form, with what was expected."""

    def __init__(self, text: str, expected: str) -> None:
        self.text = text
        self.expected = expected
        super().__init__(text, expected)

    def __str__(self) -> str:
        return f"{quote(self.text)} is not a date: {self.expected}"


class UnknownIdError(StakeholdersError, LookupError):
    """An id that nothing in the tracker has; `nearest` is the best guess at what was meant.

    Example:
        >>> print(UnknownIdError("venega", "person", "venegas"))
        no person 'venega' (did you mean 'venegas'?)
    """

    def __init__(self, unknown: str, kind: str, nearest: str | None = None) -> None:
        self.unknown = unknown
        self.kind = kind
        self.nearest = nearest
        super().__init__(unknown, kind, nearest)

    def __str__(self) -> str:
        return f"no {self.kind} {quote(self.unknown)}{did_you_mean(self.nearest)}"


def printable(text: str) -> str:
    r"""Return the text with all that a terminal would obey instead of show written as an escape.

    Control, format (bidirectional, zero-width), surrogate and separator characters are escaped;
    the plain space is not.

    Example:
        >>> printable("Ana\x1b[31m")
        'Ana\\x1b[31m'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_escape(c) if _is_unshowable(c) else c for c in text)


def _is_unshowable(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] == "C" or category in {"Zl", "Zp"}


def _escape(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def quote(text: str) -> str:
    """Return the text in quotation marks, printable, and cut to 60 characters.

    Example:
        >>> quote("a" * 100).count("a")
        57
    """
    short = text if len(text) <= QUOTED_CHARACTERS else text[: QUOTED_CHARACTERS - 3] + "..."
    return f"'{printable(short)}'"


def find_nearest(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice most like the word, or None when none is like it.

    Only choices of about the same length are compared, and at most 20,000 of them: a hint must
    not cost more than the load it belongs to.

    Example:
        >>> find_nearest("suport", ["oppose", "neutral", "support"])
        'support'
    """
    import difflib  # noqa: PLC0415 - only who errs pays

    reach = max(2, len(word) // 2)
    near = [c for c in choices if abs(len(c) - len(word)) <= reach][:_HINT_CANDIDATES]
    folded = {c.casefold(): c for c in reversed(near)}
    matches = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[matches[0]] if matches else None


def did_you_mean(nearest: str | None) -> str:
    """Return the hint in brackets with a space before it, or nothing when there is no guess."""
    return f" (did you mean {quote(nearest)}?)" if nearest is not None else ""


def join_words(words: Sequence[str], last: str = "or") -> str:
    """Return the words as an English list.

    Example:
        >>> join_words(["high", "medium", "low"])
        'high, medium or low'
    """
    if len(words) < 2:  # noqa: PLR2004 - one word needs no conjunction
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
