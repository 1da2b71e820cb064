"""Markdown that holds answers: regions between two comments, filled by the command in the first.

    <!-- stakeholders: chart org-chart data --body council --format mermaid -->
    <!-- /stakeholders -->

What stands between them is replaced; all else stays as it is, byte for byte. Paths are seen from
the folder of the file.
"""

import contextlib
import difflib
import io
import os
import re
import shlex
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs

from stakeholders.charts.chart import FORMATS, Chart, find_format
from stakeholders.cli.drawing import make_chart_of
from stakeholders.cli.overview import ANALYSES
from stakeholders.cli.parser import choose_paths, read_line
from stakeholders.errors import DataError, Mark, Problem, QuestionError, StakeholdersError, quote
from stakeholders.formats.writers import WRITERS
from stakeholders.loading import find_trackers
from stakeholders.tracker import Tracker, load

_BEGIN = re.compile(r"^(\s*)<!--\s*stakeholders:(.*?)-->\s*$")
_END = re.compile(r"^\s*<!--\s*/stakeholders\s*-->\s*$")
_FENCE = re.compile(r"^\s{0,3}(`{3,}|~{3,})")
_REFUSED = ("cache", "check", "schema", "render", "serve", "tables")
_FENCES = {"mmd": "mermaid", "dot": "dot", "d2": "d2", "puml": "plantuml", "json": "json"}

Ask = Callable[[Sequence[Tracker], Any], Sequence[Any]]


@attrs.frozen
class Region:
    """A region of a file: the lines of its two comments, counted from 1, and its command."""

    first: int
    last: int
    column: int
    command: str


@attrs.frozen
class Filled:
    """A file with its regions filled: the text, the pictures beside it, and which were stale."""

    text: str
    files: tuple[tuple[Path, str | bytes], ...]
    stale: tuple[Region, ...]


def find_regions(name: str, lines: Sequence[str]) -> list[Region]:
    """Return the regions among the lines of a file; those in fenced code are none.

    Raises:
        DataError: with every region that is not closed, or stands in another.
    """
    found: list[Region] = []
    problems: list[Problem] = []
    opened: tuple[int, int, str] | None = None
    fence = ""
    for number, line in enumerate(lines, 1):
        fence = _follow_fence(fence, line) if opened is None else ""
        if fence:
            continue
        begin = _BEGIN.match(line)
        if begin is not None:
            if opened is not None:
                problems.append(_fault(name, number, begin, "nested-region", opened[0]))
            opened = (number, len(begin[1]) + 1, begin[2].strip())
        elif _END.match(line) and opened is not None:
            found.append(Region(opened[0], number, opened[1], opened[2]))
            opened = None
    if opened is not None:
        message = "this region is not closed: expected <!-- /stakeholders --> below it"
        problems.append(Problem(Mark(name, opened[0], opened[1]), "unclosed-region", message))
    if problems:
        raise DataError(problems)
    return found


def _follow_fence(fence: str, line: str) -> str:
    """Return the fence that is open after a line, or nothing."""
    mark = _FENCE.match(line)
    if mark is None:
        return fence
    if not fence:
        return mark[1]
    is_end = mark[1][0] == fence[0] and len(mark[1]) >= len(fence)
    return "" if is_end else fence


def _fault(name: str, number: int, found: re.Match[str], code: str, other: int) -> Problem:
    message = f"a region begins inside that of line {other}: close that first"
    return Problem(Mark(name, number, len(found[1]) + 1), code, message)


def fill(path: Path, ask: Ask) -> Filled:
    """Return a Markdown file with its regions filled.

    Raises:
        DataError: with every region that cannot be filled, by line, or the problems of its data.
        OSError: if the file cannot be read.
    """
    name = os.fspath(path)
    try:
        text = path.read_bytes().decode()
    except UnicodeDecodeError:
        message = "this file is not UTF-8"
        raise DataError([Problem(Mark(name, 1, 1), "not-utf-8", message)]) from None
    lines = text.splitlines(keepends=True)
    made: list[str] = []
    files: list[tuple[Path, str | bytes]] = []
    stale: list[Region] = []
    problems: list[Problem] = []
    at = 0
    for region in find_regions(name, lines):
        made += lines[at : region.first]
        at = region.last - 1
        old = lines[region.first : at]
        try:
            content, beside = _answer(region.command, path.parent, ask)
        except DataError as error:
            problems += error.problems
            continue
        except StakeholdersError as error:
            mark = Mark(name, region.first, region.column)
            problems.append(Problem(mark, "region-command", str(error)))
            continue
        newline = "\r\n" if lines[region.first - 1].endswith("\r\n") else "\n"
        new = [f"{line}{newline}" for line in content.splitlines()]
        made += new
        files += beside
        if new != old or any(_is_stale(*file) for file in beside):
            stale.append(region)
    if problems:
        raise DataError(problems)
    return Filled("".join([*made, *lines[at:]]), tuple(files), tuple(stale))


def _is_stale(path: Path, content: str | bytes) -> bool:
    raw = content.encode() if isinstance(content, str) else content
    return not path.is_file() or path.read_bytes() != raw


def _answer(command: str, folder: Path, ask: Ask) -> tuple[str, list[tuple[Path, str | bytes]]]:
    """Return what a command says, as Markdown, and the files that it makes."""
    given = _parse(command)
    if given.command in _REFUSED:
        raise QuestionError(f"{given.command} cannot fill a region")
    if given.engine is not None:
        raise QuestionError("--engine: a region is filled from data, not from tables")
    names = choose_paths(given)
    for name in names:
        if not Path(folder, name).exists():
            raise QuestionError(f"there is no file or folder {quote(name)}")
    paths = [folder / name for name in names]
    roots = [root for path in paths for root in find_trackers(path)]
    trackers = [
        (os.fspath(root), load(root, strict=given.strict, cache=not given.no_cache))
        for root in roots
    ]
    if given.command == "chart":
        return _draw(given, folder, trackers)
    if given.command in ANALYSES:
        # Heavy, and few regions ask for it.
        from stakeholders.cli.analysing import analyse_all  # noqa: PLC0415

        analysed, picture = analyse_all(trackers, given)
        if picture is not None:
            name = find_format(Path(given.chart).suffix)
            made = picture.render(name, theme=given.theme)
            return _place(picture, given.chart, folder, made)
        reports: Sequence[Any] = analysed
    else:
        reports = ask([tracker for _, tracker in trackers], given)
    return f"\n{WRITERS['markdown'](reports).strip()}\n\n", []


def _draw(
    given: Any,  # noqa: ANN401 - argparse's namespace
    folder: Path,
    trackers: Sequence[tuple[str, Tracker]],
) -> tuple[str, list[tuple[Path, str | bytes]]]:
    chart = make_chart_of(trackers, given)
    name = find_format(given.format or (Path(given.output).suffix if given.output else "mmd"))
    made = chart.render(name, theme=given.theme, link=given.link)
    if given.output:
        return _place(chart, given.output, folder, made)
    if name == "md":
        return f"\n{str(made).strip()}\n\n", []
    if name not in _FENCES:
        raise QuestionError(f"{name} cannot stand in Markdown: say with -o FILE where to write it")
    if FORMATS[name].is_binary:
        raise QuestionError(f"{name} is no text")
    return f"\n```{_FENCES[name]}\n{str(made).rstrip()}\n```\n\n", []


def _place(
    chart: Chart, name: str, folder: Path, made: str | bytes
) -> tuple[str, list[tuple[Path, str | bytes]]]:
    """Return the Markdown of a picture that stands in a file, and the file."""
    alt = " ".join(chart.alt_text().split())
    said = re.sub(r"([\\\[\]])", r"\\\1", alt)
    return f"\n![{said}]({name})\n\n", [(folder / name, made)]


def _parse(command: str) -> Any:  # noqa: ANN401 - argparse's namespace
    """Return what a command says; its usage, where it is wrong, is an error."""
    said = io.StringIO()
    try:
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
            return read_line(shlex.split(command))
    except ValueError as error:
        raise QuestionError(f"this command cannot be read: {error}") from None
    except SystemExit:
        last = said.getvalue().strip().rpartition("\n")[2] or "this is no command of a region"
        raise QuestionError(last.partition("error: ")[2] or last) from None


def render_files(names: Sequence[str], ask: Ask, *, is_check: bool) -> bool:
    """Fill the regions of files, or say which are stale; tell whether anything is wrong.

    Raises:
        DataError: with every region that cannot be filled.
    """
    has_stale = False
    for name in names:
        path = Path(name)
        filled = fill(path, ask)
        if is_check:
            sys.stdout.writelines(_report(path, filled))
            has_stale |= bool(filled.stale)
            continue
        for target, content in filled.files:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.encode() if isinstance(content, str) else content)
        if filled.stale:
            path.write_bytes(filled.text.encode())
        print(f"{name}: {len(filled.stale)} of its regions filled anew")
    return has_stale


def _report(path: Path, filled: Filled) -> Iterator[str]:
    for region in filled.stale:
        yield f"{path}:{region.first}:{region.column}: this region is stale: {region.command}\n"
    if filled.stale:
        old = path.read_bytes().decode().splitlines(keepends=True)
        new = filled.text.splitlines(keepends=True)
        yield from difflib.unified_diff(old, new, str(path), f"{path} (fresh)", n=1)
