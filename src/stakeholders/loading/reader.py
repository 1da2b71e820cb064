"""Text to nodes: PyYAML's parser events, guarded, with every fault as a Problem at its place.

The event stream is used, and not `yaml.load` or `yaml.compose`, because it has no recursion to
overflow, gives each text with its mark, and lets the field decide what a text means.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, Final

import attrs
import yaml

from stakeholders.errors import Mark, Problem, Severity, printable, quote
from stakeholders.loading.limits import Limits
from stakeholders.loading.nodes import Listing, Mapping, Node, Scalar

Parser: Any = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader
_FORBIDDEN: Final = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]"
)
_INVISIBLE: Final = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_ASCII: Final = bytes(range(128))
_HARMLESS: Final = b"\t\n\r" + bytes(range(32, 127)) + bytes(range(128, 256))
_FOREIGN_SIGNS: Final = ("<<<<<<<", "=======", ">>>>>>>", "version https://git-lfs")
_MARKUP: Final = re.compile(r"\s*<")
# The sign first, and then what stands before it: so a text is searched for a sign alone.
_SIGN: Final = re.compile(r"[&*!](?<![^\s\[{,:\"'?-].)(?:(?<=!)|(?=\S))")
_FOREIGN: Final = (
    (
        re.compile(r"^(<{7}|={7}|>{7})(?: |$)", re.MULTILINE),
        "merge-conflict",
        "an unresolved git merge conflict",
    ),
    (
        re.compile(r"\Aversion https://git-lfs"),
        "not-yaml",
        "a Git LFS pointer and not the file itself",
    ),
    (
        re.compile(r"\A\s*<(?:!doctype|html|\?xml)", re.IGNORECASE),
        "not-yaml",
        "HTML or XML and not YAML",
    ),
)
_ABOVE: Final = 2  # an entry is inside a section, and that inside a file
_TEXT_TAG: Final = "tag:yaml.org,2002:str"


def read_text(path: str, text: str, limits: Limits) -> tuple[Mapping | None, list[Problem]]:
    """Return the mapping that a YAML text holds, or None, and every problem met on the way.

    Example:
        >>> root, problems = read_text("a.yaml", "people: {}", Limits())
        >>> list(root.entries), problems
        (['people'], [])
    """
    problems = list(_refuse_text(path, text))
    if problems:
        return None, problems
    root, problems, error = _read_with(Parser, path, text, limits)
    if error is not None and "nesting depth" in str(error.problem):
        # A bound of the C parser's own, met before it hands out what lies within ours.
        root, problems, error = _read_with(yaml.SafeLoader, path, text, limits)
    if error is not None:
        return None, [*problems, _translate(path, text, error)]
    return root, problems


def _read_with(
    parser: type[Any], path: str, text: str, limits: Limits
) -> tuple[Mapping | None, list[Problem], yaml.MarkedYAMLError | None]:
    reading = _Reading(path, text, limits)
    try:
        return reading.read_document(parser(text)), reading.problems, None
    except _StopError:
        return None, reading.problems, None
    except yaml.MarkedYAMLError as error:
        return None, reading.problems, error


def read_entry(
    parser: Any,
    path: str,
    first: int,
    limits: Limits,
) -> tuple[Mapping | None, list[Problem], int]:
    """Return the mapping that a parser comes to next, every problem in it, and how many nodes.

    `first` is the number of the parser's first line. None is what is no mapping or past a limit.
    """
    within = attrs.evolve(limits, depth=limits.depth - _ABOVE)
    reading = _Reading(path, "", within, first=first)
    try:
        node = reading.read_entry(parser)
    except _StopError:
        return None, [], 0
    return (node if isinstance(node, Mapping) else None), reading.problems, reading.count


def is_plain(text: str) -> bool:
    """Tell whether a text has nothing in it that would be refused or warned about.

    It may say no of a text that the exact rules find fine, and never yes of another.
    """
    content = text.encode("utf-8", "surrogatepass")
    # Bytes are deleted ten times as fast as a pattern is searched.
    if content.translate(None, _HARMLESS) or _MARKUP.match(text):
        return False
    if any(sign in text for sign in _FOREIGN_SIGNS):
        return False
    rest = content.translate(None, _ASCII).decode("utf-8", "surrogatepass")
    return not rest or not (_FORBIDDEN.search(rest) or _INVISIBLE.search(rest))


def may_hide(text: str) -> bool:
    """Tell whether a YAML text may have anchors, aliases, tags or escaped characters."""
    if "\\" in text and '"' in text:
        return True
    has_sign = "&" in text or "*" in text or "!" in text
    return has_sign and _SIGN.search(text) is not None


def _refuse_text(path: str, text: str) -> Iterator[Problem]:
    for pattern, code, what in _FOREIGN:
        if found := pattern.search(text):
            yield Problem(_mark_offset(path, text, found.start()), code, f"this is {what}")
            return
    if found := _FORBIDDEN.search(text):
        shown = printable(found.group())
        message = f"the character {shown} cannot stand here: delete it"
        yield Problem(_mark_offset(path, text, found.start()), "control-character", message)


def _mark_offset(path: str, text: str, offset: int) -> Mark:
    before = text[:offset]
    return Mark(path, before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1)


class _StopError(Exception):
    """The file is past a limit; what it would cost to read on is not known."""


@attrs.define
class _Reading:
    """One pass over the events of one file; the open lists and mappings are a stack, not calls."""

    path: str
    text: str
    limits: Limits
    problems: list[Problem] = attrs.field(factory=list)
    first: int = 1
    count: int = 0

    def read_entry(self, parser: Any) -> Node | None:
        return self._read_node(parser, parser.get_event())

    def read_document(self, parser: Any) -> Mapping | None:
        root: Node | None = None
        documents = 0
        while not isinstance(event := parser.get_event(), yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._stop(
                        event, "several-documents", "a second document: use one file for each"
                    )
            elif isinstance(event, yaml.NodeEvent):
                root = self._read_node(parser, event)
        return self._check_root(root)

    def _check_root(self, root: Node | None) -> Mapping | None:
        if root is None or (isinstance(root, Scalar) and not root.text):
            mark = Mark(self.path, 1, 1)
            message = "nothing is written here: expected sections such as people"
            self.problems.append(Problem(mark, "empty-file", message, Severity.WARNING))
            return None
        if not isinstance(root, Mapping):
            message = "expected sections such as people or stances, each a key with a colon"
            self.problems.append(Problem(root.mark, "not-a-mapping", message))
            return None
        return root

    def _read_node(self, parser: Any, event: Any) -> Node | None:
        """Build the node that begins with this event.

        The stack holds (container, key); the key is what the next value of a mapping belongs to.
        """
        stack: list[_Open] = []
        while True:
            done: Node | None = None
            if isinstance(event, yaml.ScalarEvent):
                done = self._read_scalar(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                done = stack.pop().node
            elif isinstance(event, yaml.AliasEvent):
                self._report(event, "alias", f"an alias (*{event.anchor}): write the value out")
                done = Scalar("", self._mark(event))
            else:
                stack.append(self._open(event, len(stack)))
            if done is not None:
                if not stack:
                    return done
                self._put(stack[-1], done, event)
            event = parser.get_event()

    def _open(self, event: Any, depth: int) -> "_Open":
        self._count(event)
        self._refuse_properties(event)
        if depth >= self.limits.depth:
            message = f"more than {self.limits.depth} lists and mappings inside each other"
            self._stop(event, "too-deep", message)
        if isinstance(event, yaml.SequenceStartEvent):
            return _Open(Listing([], self._mark(event)))
        return _Open(Mapping({}, self._mark(event)))

    def _read_scalar(self, event: Any) -> Scalar:
        self._count(event)
        self._refuse_properties(event)
        text: str = event.value
        if len(text) > self.limits.text:
            self._report(
                event,
                "text-too-long",
                f"{len(text)} characters: a text may have {self.limits.text}",
            )
        if event.style == '"' and (found := _FORBIDDEN.search(text)):
            shown = printable(found.group())
            self._report(
                event, "control-character", f"the character {shown} cannot stand in a text"
            )
        elif not text.isascii() and (found := _INVISIBLE.search(text)):
            message = f"the invisible character {printable(found.group())} is in {quote(text)}"
            problem = Problem(self._mark(event), "invisible-character", message, Severity.WARNING)
            self.problems.append(problem)
        is_null = text == "~" and not event.style
        return Scalar("" if is_null else text, self._mark(event))

    def _put(self, top: "_Open", node: Node, event: Any) -> None:
        container = top.node
        if isinstance(container, Listing):
            if (
                isinstance(node, Scalar)
                and not node.text
                and not isinstance(event, yaml.AliasEvent)
            ):
                self.problems.append(Problem(node.mark, "empty-value", "an empty item: delete it"))
            container.items.append(node)
        elif not top.has_key:
            top.has_key = True
            top.key = self._read_key(container, node, event)
        else:
            top.has_key = False
            if top.key is not None:
                self._check_value(top.key, node, event)
                container.entries[top.key.text] = (top.key, node)

    def _read_key(self, mapping: Mapping, node: Node, event: Any) -> Scalar | None:
        """Return the key, or None when its value must be dropped."""
        if not isinstance(node, Scalar):
            self.problems.append(Problem(node.mark, "bad-key", "a key must be a plain text"))
            return None
        if len(node.text) > self.limits.key:
            message = f"a key of {len(node.text)} characters: it may have {self.limits.key}"
            self.problems.append(Problem(node.mark, "bad-key", message))
            return None
        if node.text == "<<" and not event.style:
            message = "a merge key (<<): write the fields out"
            self.problems.append(Problem(node.mark, "merge-key", message))
            return None
        key = unicodedata.normalize("NFC", node.text)
        if not key:
            self.problems.append(Problem(node.mark, "bad-key", "a key is missing before the colon"))
            return None
        if key in mapping.entries:
            first = mapping.entries[key][0].mark
            message = f"the key {quote(key)} is here twice: first at line {first.line}"
            self.problems.append(Problem(node.mark, "duplicate-key", message))
            return None
        return Scalar(key, node.mark)

    def _check_value(self, key: Scalar, node: Node, event: Any) -> None:
        if isinstance(node, Scalar) and not node.text and not isinstance(event, yaml.AliasEvent):
            message = f"{printable(key.text)} has no value: write one, or leave the key out"
            self.problems.append(Problem(key.mark, "empty-value", message))

    def _refuse_properties(self, event: Any) -> None:
        if event.anchor is not None:
            self._report(
                event,
                "anchor",
                f"an anchor (&{event.anchor}): write the value out where it is used",
            )
        if event.tag not in (None, _TEXT_TAG):
            self._report(
                event, "tag", f"a tag ({quote(event.tag)}): the field decides what a value is"
            )

    def _count(self, event: Any) -> None:
        self.count += 1
        if self.count > self.limits.nodes:
            message = f"more than {self.limits.nodes} values in one file: split it or raise `nodes`"
            self._stop(event, "too-many-nodes", message)

    def _mark(self, event: Any) -> Mark:
        place = event.start_mark
        return Mark(self.path, place.line + self.first, place.column + 1)

    def _report(self, event: Any, code: str, message: str) -> None:
        self.problems.append(Problem(self._mark(event), code, message))

    def _stop(self, event: Any, code: str, message: str) -> None:
        self._report(event, code, message)
        raise _StopError


@attrs.define(eq=False)
class _Open:
    """A list or mapping that is still being read, and the key that waits for its value."""

    node: Listing | Mapping
    key: Scalar | None = None
    has_key: bool = False


_CONFUSED: Final = (
    ("\t", "a tab: indent with spaces"),
    ("\uff1a", "a full-width colon: type a plain one"),
    ("\u201c", "a curly quotation mark: type a straight one"),
    ("\u00a0", "a no-break space: type a plain one"),
)


def _translate(path: str, text: str, error: yaml.MarkedYAMLError) -> Problem:
    place = error.problem_mark or error.context_mark
    if place is None:
        return Problem(Mark(path, 1, 1), "yaml-syntax", f"not YAML: {error.problem}")
    lines = text.splitlines()
    line = lines[place.line] if place.line < len(lines) else ""
    hint = next((f" (there is {what})" for sign, what in _CONFUSED if sign in line), "")
    mark = Mark(path, place.line + 1, place.column + 1)
    return Problem(mark, "yaml-syntax", f"{_say_syntax(line, error)}{hint}")


def _say_syntax(line: str, error: yaml.MarkedYAMLError) -> str:
    """Say in one wording what the two parsers, C and pure, each say in their own."""
    problem = str(error.problem)
    if "mapping values are not allowed" in problem:
        return "a second colon on this line: put the text in quotation marks"
    if "could not find expected ':'" in problem:
        return "a key without its colon, or a text that goes on at the wrong indentation"
    if "cannot start any token" in problem and line.strip():
        return "a text that begins with this character must be in quotation marks"
    if "end of stream" in problem:
        return "a quotation mark is opened and never closed"
    if "',' or" in problem:
        return "a bracket is opened and never closed"
    return "this does not fit the lines above it: look at indentation, colons and quotation marks"
