"""The options of each command, and what a line says: only the command that is asked is built."""

import argparse
import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from stakeholders.cli.overview import (
    ANALYSES,
    COMMANDS,
    DESCRIPTION,
    EPILOG,
    find_width,
    write_overview,
)
from stakeholders.version import __version__

_DEFAULT_DATA = "data"
CHARTS = (
    "org-chart",
    "membership-timeline",
    "stance-matrix",
    "position-map",
    "departures-over-time",
    "relation-map",
    "agreement-network",
    "agreement-matrix",
    "agreement-shares",
    "ideal-points",
    "power-interest-grid",
    "why-graph",
)
_KIND_HELP = "kinds of relations, or the kind of departure; several for relations"


def _add_reading(parser: argparse.ArgumentParser, formats: tuple[str, ...]) -> None:
    parser.add_argument("--format", choices=formats, default=formats[0], help="how to print it")
    parser.add_argument("--strict", action="store_true", help="let warnings about the data fail")
    parser.add_argument("--data", metavar="PATH", action="append", help="the data, instead of PATH")
    parser.add_argument("--no-cache", action="store_true", help="read every file again")
    _add_engine(parser)


def _add_asking(
    parser: argparse.ArgumentParser,
    formats: tuple[str, ...] = ("table", "json", "csv", "markdown"),
) -> None:
    _add_reading(parser, formats)
    parser.add_argument(
        "--as-known-on",
        metavar="DATE",
        help="use only what was published when that day ended",
    )
    parser.add_argument(
        "--min-confidence",
        choices=("low", "medium", "high"),
        help="leave out claims with less; stances leave out low ones if you do not say",
    )


def _add_engine(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--engine",
        metavar="NAME",
        help="ask duckdb, polars or spark, where PATH is a folder of Parquet tables",
    )
    parser.add_argument(
        "--memory", metavar="SIZE", default="4GB", help="how much of it an engine may take"
    )


def _add_paths(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", metavar="PATH", help="the data")


def _add_check(parser: argparse.ArgumentParser) -> None:
    _add_reading(parser, ("table", "json"))
    _add_paths(parser)


def _add_resigned(parser: argparse.ArgumentParser) -> None:
    _add_asking(parser)
    _add_leaving(parser)


def _add_departures(parser: argparse.ArgumentParser) -> None:
    _add_asking(parser)
    parser.add_argument("--kind", help="how they left: resigned, removed, retired, ...")
    _add_leaving(parser)


def _add_leaving(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--person", metavar="ID", help="who left")
    parser.add_argument("--body", metavar="ID", help="what they left")
    parser.add_argument("--because", metavar="TOPIC", help="the topic that a reason is about")
    parser.add_argument("--behind", metavar="ID", help="the organization that they spoke for")
    parser.add_argument("--since", metavar="DATE", help="not surely before")
    parser.add_argument("--until", metavar="DATE", help="not surely after")
    parser.add_argument("--basis", help="on whose word: stated, reported or inferred")
    _add_paths(parser)


def _add_why(parser: argparse.ArgumentParser) -> None:
    _add_asking(parser, ("table", "json", "markdown"))
    parser.add_argument("who", metavar="ID", help="a departure, or a person who left once")
    _add_paths(parser)


def _add_members(parser: argparse.ArgumentParser) -> None:
    _add_asking(parser)
    parser.add_argument("--body", metavar="ID", help="the body or organization; else every body")
    parser.add_argument("--on", metavar="DATE", help="when that day ended; else at any time")
    _add_paths(parser)


def _add_stances(parser: argparse.ArgumentParser) -> None:
    _add_asking(parser)
    parser.add_argument("--topic", metavar="ID", help="on which topic")
    parser.add_argument("--holder", metavar="ID", help="whose stance")
    parser.add_argument("--speaker", metavar="ID", help="who said it for an organization")
    parser.add_argument("--body", metavar="ID", help="a body and those who sat on it")
    parser.add_argument("--position", help="where: strongly-oppose, oppose, neutral, support, ...")
    parser.add_argument("--since", metavar="DATE", help="not surely before")
    parser.add_argument("--until", metavar="DATE", help="not surely after")
    parser.add_argument("--on", metavar="DATE", help="the latest of each holder by that day")
    _add_paths(parser)


def _add_divisions(parser: argparse.ArgumentParser) -> None:
    _add_asking(parser)
    parser.add_argument("--body", metavar="ID", help="the body; else every body")
    parser.add_argument("--topic", metavar="ID", help="the topic; else every one a member spoke on")
    parser.add_argument("--on", metavar="DATE", help="when that day ended; else the latest of all")
    _add_paths(parser)


def _add_changes(parser: argparse.ArgumentParser) -> None:
    _add_asking(parser)
    parser.add_argument("--holder", metavar="ID", help="whose mind")
    parser.add_argument("--topic", metavar="ID", help="on which topic")
    _add_paths(parser)


def _add_timeline(parser: argparse.ArgumentParser) -> None:
    _add_asking(parser)
    parser.add_argument("--about", metavar="ID", help="a person, organization or body concerned")
    parser.add_argument("--topic", metavar="ID", help="on which topic")
    parser.add_argument("--since", metavar="DATE", help="not surely before")
    parser.add_argument("--until", metavar="DATE", help="not surely after")
    _add_paths(parser)


def _add_find(parser: argparse.ArgumentParser) -> None:
    _add_asking(parser)
    parser.add_argument("text", metavar="TEXT", help="a part of a name; accents do not matter")
    _add_paths(parser)


def _add_sources(parser: argparse.ArgumentParser) -> None:
    _add_asking(parser)
    parser.add_argument("--of", metavar="ID", help="of one record, with what they are based on")
    _add_paths(parser)


def _add_schema(parser: argparse.ArgumentParser) -> None:
    _describe_plainly(parser, f"Print {COMMANDS['schema']}.")
    parser.add_argument(
        "--format",
        choices=("json", "markdown"),
        default="json",
        help="the schema, or the reference page of the format",
    )


def _add_chart(parser: argparse.ArgumentParser) -> None:
    parser.description = "Draw a picture, in the format of the file's suffix."
    parser.epilog = f"The kinds: {', '.join(CHARTS)}.\n\n{EPILOG}"
    parser.add_argument("kind", metavar="KIND", help="which picture; see below")
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help="where to write it: .svg, .html, .dot, .mmd, .d2, .puml, .png, .pdf, .json or .md; "
        "without it, to the standard output",
    )
    parser.add_argument("--format", help="the format, instead of the suffix; else svg")
    parser.add_argument("--body", metavar="ID", help="the body or organization")
    parser.add_argument("--topic", metavar="ID", action="append", help="the topic, or several")
    parser.add_argument("--holder", metavar="ID", action="append", help="whose stances")
    parser.add_argument("--departure", metavar="ID", help="a departure, or a person who left once")
    parser.add_argument("--about", metavar="ID", help="what must be concerned")
    parser.add_argument("--kind", dest="kinds", metavar="KIND", action="append", help=_KIND_HELP)
    parser.add_argument("--on", metavar="DATE", help="how it was when that day ended")
    parser.add_argument("--since", metavar="DATE", help="not surely before")
    parser.add_argument("--until", metavar="DATE", help="not surely after")
    parser.add_argument("--by", help="how to group: behind, sector, role, reports-to, none, ...")
    parser.add_argument("--order", help="rows as in the file, or by agreement")
    parser.add_argument("--departed", help="keep those who left, hide them, or show two panels")
    parser.add_argument(
        "--known-by",
        "--as-known-on",
        metavar="DATE",
        help="use only what was published when that day ended",
    )
    parser.add_argument("--min-confidence", choices=("low", "medium", "high"), help="the least")
    parser.add_argument("--theme", choices=("light", "dark", "auto"), help="the colours")
    parser.add_argument(
        "--link", metavar="URL", help="where boxes lead: sources, or an address with {id} in it"
    )
    parser.add_argument("--open", action="store_true", help="open the file when it is written")
    parser.add_argument("--strict", action="store_true", help="let warnings about the data fail")
    parser.add_argument("--no-cache", action="store_true", help="read every file again")
    parser.add_argument("--data", metavar="PATH", action="append", help="the data, instead of PATH")
    _add_engine(parser)
    _add_paths(parser)


def _add_render(parser: argparse.ArgumentParser) -> None:
    _describe_plainly(parser, "Fill the marked regions of Markdown files.")
    parser.add_argument("files", nargs="+", metavar="FILE", help="a Markdown file")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail where a region is stale"
    )


def _add_serve(parser: argparse.ArgumentParser) -> None:
    _describe_plainly(parser, "Show a tracker in the browser, on this machine only.")
    parser.add_argument("--port", type=int, default=0, help="the port; else any that is free")
    parser.add_argument("--open", action="store_true", help="open the browser")
    parser.add_argument("--data", metavar="PATH", action="append", help="the data, instead of PATH")
    _add_engine(parser)
    _add_paths(parser)


def _add_disputes(parser: argparse.ArgumentParser) -> None:
    _add_asking(parser)
    _add_paths(parser)


def _add_cache(parser: argparse.ArgumentParser) -> None:
    _describe_plainly(parser, "Tell what the cache holds, or delete it.")
    parser.epilog = "STAKEHOLDERS_CACHE names another folder; where it is empty, there is no cache."
    parser.add_argument("action", choices=("info", "clear"), help="tell of it, or delete it")


def _add_analysis(name: str) -> Callable[[argparse.ArgumentParser], None]:
    """Return what adds the options of an analysis, and the data behind them."""

    def add(parser: argparse.ArgumentParser) -> None:
        # There are many of them, and most lines ask for something else.
        from stakeholders.cli import analysis_options  # noqa: PLC0415

        _add_asking(parser)
        getattr(analysis_options, f"add_{name}")(parser)
        _add_paths(parser)

    return add


def _add_tables(parser: argparse.ArgumentParser) -> None:
    _describe_plainly(parser, f"{COMMANDS['tables'].capitalize()}.")
    parser.add_argument("-o", "--output", metavar="FOLDER", required=True, help="where to")
    parser.add_argument("--strict", action="store_true", help="let warnings about the data fail")
    parser.add_argument("--data", metavar="PATH", action="append", help="the data, instead of PATH")
    parser.add_argument("--no-cache", action="store_true", help="read every file again")
    _add_paths(parser)


def _describe_plainly(parser: argparse.ArgumentParser, description: str) -> None:
    parser.description, parser.epilog = description, None
    parser.formatter_class = argparse.HelpFormatter


# In the order of the overview, which says of each what it tells.
_ADDING: Final[Mapping[str, Callable[[argparse.ArgumentParser], None]]] = {
    "check": _add_check,
    "resigned": _add_resigned,
    "departures": _add_departures,
    "why": _add_why,
    "members": _add_members,
    "stances": _add_stances,
    "divisions": _add_divisions,
    "changes": _add_changes,
    "timeline": _add_timeline,
    "find": _add_find,
    "sources": _add_sources,
    "disputes": _add_disputes,
    **{name: _add_analysis(name) for name in ANALYSES},
    "schema": _add_schema,
    "chart": _add_chart,
    "render": _add_render,
    "serve": _add_serve,
    "cache": _add_cache,
    "tables": _add_tables,
}


def make_parser(name: str) -> argparse.ArgumentParser:
    """Return the parser of what follows a command's name."""
    parser = argparse.ArgumentParser(
        prog=f"stakeholders {name}",
        description=f"Tell {COMMANDS[name]}.",
        epilog=EPILOG,
        formatter_class=_make_layout,
    )
    _ADDING[name](parser)
    return parser


def _make_layout(prog: str, **given: Any) -> argparse.HelpFormatter:  # noqa: ANN401 - argparse's own
    # Told no width, argparse asks shutil for every option, which brings four kinds of compression.
    return argparse.RawDescriptionHelpFormatter(prog, width=find_width() - 2, **given)


class _Overview(argparse.ArgumentParser):
    """The parser of a line that does not begin with a command: for its faults, mostly."""

    def format_help(self) -> str:
        return write_overview(find_width())


def _make_overview() -> argparse.ArgumentParser:
    parser = _Overview(prog="stakeholders", description=DESCRIPTION, formatter_class=_make_layout)
    parser.add_argument("--version", action="version", version=f"stakeholders {__version__}")
    commands = parser.add_subparsers(
        dest="command",
        required=True,
        metavar="COMMAND",
        parser_class=argparse.ArgumentParser,
    )
    for name in COMMANDS:
        commands.add_parser(name, parents=[make_parser(name)], add_help=False)
    return parser


def read_line(arguments: Sequence[str]) -> argparse.Namespace:
    """Return what a command line says; ends the process with status 2 where it is wrong.

    argparse takes no PATH after an option that follows a positional (`why ana --format json PATH`),
    so what it leaves over are the paths.
    """
    name, *rest = arguments or [""]
    if name in COMMANDS:
        given, left = make_parser(name).parse_known_args(rest)
        given.command = name
    else:
        given, left = _make_overview().parse_known_args(arguments)
    if not hasattr(given, "paths"):
        given.paths = []
    unknown = [word for word in left if word.startswith("-")]
    if unknown or (left and given.command in {"schema", "render"}):
        _make_overview().error(f"unrecognized arguments: {' '.join(unknown or left)}")
    given.paths = [*given.paths, *left]
    return given


def choose_paths(given: argparse.Namespace) -> list[str]:
    """Return the paths that a command line names, or the default."""
    paths = [*(given.data or []), *given.paths]
    return paths or [_DEFAULT_DATA if os.path.isdir(_DEFAULT_DATA) else "."]
