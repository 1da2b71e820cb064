"""What the command does with a line that was read: load the data, ask, print."""

import argparse
import os
import sys
import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import Final, TextIO, TypeVar

from stakeholders.cli.overview import ANALYSES, find_width
from stakeholders.cli.parser import choose_paths
from stakeholders.cli.progress import Progress
from stakeholders.errors import (
    CacheWarning,
    DataError,
    MissingExtraError,
    Problem,
    QuestionError,
    StakeholdersError,
    UnknownIdError,
)
from stakeholders.formats import Report, to_plain
from stakeholders.formats.writers import WRITERS, write_text
from stakeholders.loading.files import list_roots
from stakeholders.tracker import Tracker, load

FINE, PROBLEMS, USAGE = 0, 1, 2
_ENGINES: Final = ("duckdb", "polars", "spark")
T = TypeVar("T")


def answer(given: argparse.Namespace) -> int:
    """Do what a line says, and return the exit status."""
    if given.command == "schema":
        return _print_schema(given.format)
    if given.command == "cache":
        return _tend_cache(given.action)
    paths = given.files if given.command == "render" else choose_paths(given)
    for path in paths:
        if not os.path.lexists(path):
            return _refuse(f"there is no file or folder {path!r}")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("always", CacheWarning)
            warnings.showwarning = _show_warning
            is_engines = getattr(given, "engine", None) is not None
            do = _ask_engine if is_engines else _COMMANDS.get(given.command, _answer)
            return do(paths, given)
    except DataError as error:
        print(error, file=sys.stderr)
        return PROBLEMS
    except StakeholdersError as error:
        return _refuse(str(error))


def _print_schema(format_name: str) -> int:
    import json  # noqa: PLC0415 - few ask for it

    from stakeholders.formats import make_schema, write_reference  # noqa: PLC0415 - the same

    is_page = format_name == "markdown"
    print(write_reference() if is_page else json.dumps(make_schema(), indent=2))
    return FINE


def _answer(paths: Sequence[str], given: argparse.Namespace) -> int:
    trackers = [tracker for _, tracker in _load_all(paths, given)]
    _print(_ask_all(trackers, given), given.format)
    return FINE


def _load_all(paths: Sequence[str], given: argparse.Namespace) -> list[tuple[str, Tracker]]:
    return [(root, _load(root, given)) for path in paths for root in list_roots(path)]


def _load(root: str, given: argparse.Namespace) -> Tracker:
    progress = Progress(root)
    try:
        return load(root, strict=given.strict, cache=not given.no_cache, progress=progress)
    finally:
        progress.finish()


# Pictures, pages and servers are wings of their own: questions must not pay for them.


def _draw(paths: Sequence[str], given: argparse.Namespace) -> int:
    from stakeholders.cli.drawing import draw_chart  # noqa: PLC0415

    try:
        draw_chart(_load_all(paths, given), given)
    except OSError as error:
        return _refuse(f"cannot write {given.output!r}: {error.strerror}")
    return FINE


def _analyse(paths: Sequence[str], given: argparse.Namespace) -> int:
    from stakeholders.cli.analysing import analyse_all  # noqa: PLC0415

    reports, chart = analyse_all(_load_all(paths, given), given)
    if chart is not None:
        try:
            chart.save(given.chart, theme=given.theme)
        except OSError as error:
            return _refuse(f"cannot write {given.chart!r}: {error.strerror}")
    _print(reports, given.format)
    return FINE


def _serve(paths: Sequence[str], given: argparse.Namespace) -> int:
    from stakeholders.server import serve  # noqa: PLC0415

    roots = [root for path in paths for root in list_roots(path)]
    if len(roots) > 1:
        return _refuse(f"{len(roots)} trackers: say which: {', '.join(roots)}")
    try:
        serve(roots[0], port=given.port, open_browser=given.open)
    except OSError as error:
        return _refuse(f"cannot listen on port {given.port}: {error.strerror}")
    return FINE


def _render(paths: Sequence[str], given: argparse.Namespace) -> int:
    from stakeholders.cli.rendering import render_files  # noqa: PLC0415

    return PROBLEMS if render_files(paths, _ask_all, is_check=given.check) else FINE


def _ask_engine(paths: Sequence[str], given: argparse.Namespace) -> int:
    try:
        from stakeholders.cli.engines import cut_tracker  # noqa: PLC0415
    except MissingExtraError:
        # What all engines need comes with the extra of each.
        extra = given.engine if given.engine in _ENGINES else _ENGINES[0]
        raise MissingExtraError(f"the engine {extra}", extra) from None

    trackers = [cut_tracker(path, given) for path in paths]
    _print(_ask_all(trackers, given), given.format)
    return FINE


def _write_tables(paths: Sequence[str], given: argparse.Namespace) -> int:
    from stakeholders.tables import write_tables  # noqa: PLC0415

    trackers = _load_all(paths, given)
    if len(trackers) > 1:
        roots = ", ".join(root for root, _ in trackers)
        return _refuse(f"{len(trackers)} trackers: say which: {roots}")
    try:
        write_tables(trackers[0][1], given.output)
    except OSError as error:
        return _refuse(f"cannot write {given.output!r}: {error.strerror}")
    return FINE


def _tend_cache(action: str) -> int:
    from stakeholders.cli.caching import clear_cache, describe_cache  # noqa: PLC0415

    try:
        print(clear_cache() if action == "clear" else describe_cache())
    except StakeholdersError as error:
        return _refuse(str(error))
    return FINE


def _show_warning(message: Warning | str, *_: object, **__: object) -> None:
    print(f"stakeholders: {message}", file=sys.stderr)


def _refuse(reason: str) -> int:
    print(f"stakeholders: {reason}", file=sys.stderr)
    return USAGE


def _check(paths: Sequence[str], given: argparse.Namespace) -> int:
    found: list[Problem] = []
    has_failed = False
    lines: list[str] = []
    roots = [root for path in paths for root in list_roots(path)]
    for root in roots:
        try:
            tracker = _load(root, given)
        except DataError as error:
            found.extend(error.problems)
            lines.append(str(error))
            has_failed = True
        else:
            found.extend(tracker.warnings)
            lines.extend(map(str, tracker.warnings))
    if given.format == "json":
        import json  # noqa: PLC0415 - few ask for it

        problems = [{**_place(p), "code": p.code, "message": p.message} for p in found]
        print(json.dumps(problems, ensure_ascii=False, indent=2))
        return PROBLEMS if has_failed else FINE
    summary = f"{_count(len(roots), 'tracker')} checked, {_count(len(found), 'problem')}"
    print("\n".join([*lines, summary]))
    return PROBLEMS if has_failed else FINE


_COMMANDS: Final[Mapping[str, Callable[[Sequence[str], argparse.Namespace], int]]] = {
    "check": _check,
    "chart": _draw,
    "serve": _serve,
    "render": _render,
    **dict.fromkeys(ANALYSES, _analyse),
    "tables": _write_tables,
}


def _place(problem: Problem) -> dict[str, object]:
    mark = to_plain(problem.mark)
    place = mark if isinstance(mark, dict) else {}
    return {
        "file": place.get("path"),
        "line": place.get("line"),
        "column": place.get("column"),
        "severity": problem.severity.value,
    }


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def _ask_all(trackers: Sequence[Tracker], given: argparse.Namespace) -> list[Report]:
    # The questions pull in every wing that answers them: checking data must not pay for that.
    from stakeholders.cli.commands import QUESTIONS  # noqa: PLC0415

    reports: list[Report] = []
    refusals: list[StakeholdersError] = []
    for tracker in trackers:
        seen = tracker.known_by(given.as_known_on) if given.as_known_on else tracker
        try:
            reports.append(QUESTIONS[given.command](seen, given))
        except (UnknownIdError, QuestionError) as error:
            refusals.append(error)
    # Of several trackers, those that do not know the id have nothing to say.
    if not reports:
        raise refusals[0]
    return reports


def _print(reports: Sequence[Report], format_name: str) -> None:
    writer: Callable[[Sequence[Report]], str] | None = WRITERS.get(format_name)
    if writer is not None:
        _emit(writer(reports))
        for report in reports if format_name in {"json", "csv"} else ():
            for note in report.notes:
                print(note, file=sys.stderr)
        return
    _emit(write_text(reports, _find_width(sys.stdout), is_coloured=_is_coloured(sys.stdout)))


def _emit(text: str) -> None:
    try:
        sys.stdout.write(text)
    except UnicodeEncodeError:
        encoding = sys.stdout.encoding
        sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))


def _find_width(stream: TextIO) -> int | None:
    """Return how wide tables may be: as the terminal, as COLUMNS says, or without a bound."""
    if not stream.isatty() and "COLUMNS" not in os.environ:
        return None
    return find_width()


def _is_coloured(stream: TextIO) -> bool:
    return stream.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM", "") != "dumb"
