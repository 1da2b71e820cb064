"""The words of the command: subcommands, options, and what each says of itself."""

import argparse
from collections.abc import Sequence
from pathlib import Path

import stakeholders

_DEFAULT_DATA = "data"
CHARTS = (
    "org-chart",
    "membership-timeline",
    "stance-matrix",
    "position-map",
    "departures-over-time",
    "relation-map",
    "agreement-network",
    "agreement-shares",
    "ideal-points",
    "power-interest-grid",
    "why-graph",
)
_KIND_HELP = "kinds of relations, or the kind of departure; several for relations"
_EPILOG = """\
PATH is the folder (or file) of a tracker, last on the line or behind --data; where neither is
given it is ./data if there is one, else the current folder. A folder that holds several trackers
(each marked by its tracker.yaml) is asked tracker by tracker.

Dates are EDTF: 2011, 2011-09, 2011-09-14. A day is asked about at its end.

Exit status: 0 fine, 1 problems in the data, 2 wrong usage.
"""


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command."""
    parser = argparse.ArgumentParser(
        prog="stakeholders",
        description="Who sits at the table, whom they speak for, where each stands, and who left.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--version", action="version", version=f"stakeholders {stakeholders.__version__}"
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_check(commands)
    _add_departures(commands, "resigned", "who resigned, when, why, and on whose word")
    _add_departures(commands, "departures", "who left in any way")
    _add_why(commands)
    _add_members(commands)
    _add_stances(commands)
    _add_divisions(commands)
    _add_changes(commands)
    _add_timeline(commands)
    _add_find(commands)
    _add_sources(commands)
    _add_paths(_add(commands, "disputes", "where sources disagree"))
    _add_schema(commands)
    _add_chart(commands)
    _add_render(commands)
    _add_serve(commands)
    _add_cache(commands)
    return parser


def _add(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    help_text: str,
    *,
    formats: tuple[str, ...] = ("table", "json", "csv", "markdown"),
) -> argparse.ArgumentParser:
    parser = commands.add_parser(
        name,
        help=help_text,
        description=f"Tell {help_text}.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--format", choices=formats, default=formats[0], help="how to print it")
    parser.add_argument("--strict", action="store_true", help="let warnings about the data fail")
    parser.add_argument("--data", metavar="PATH", action="append", help="the data, instead of PATH")
    parser.add_argument("--no-cache", action="store_true", help="read every file again")
    if name != "check":
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
    return parser


def _add_cache(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "cache",
        help="what was read and is kept, so that it need not be read again",
        description="Tell what the cache holds, or delete it.",
        epilog="STAKEHOLDERS_CACHE names another folder; where it is empty, there is no cache.",
    )
    parser.add_argument("action", choices=("info", "clear"), help="tell of it, or delete it")


def _add_paths(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", metavar="PATH", help="the data")


def _add_check(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = _add(commands, "check", "every problem in the data", formats=("table", "json"))
    _add_paths(parser)


def _add_departures(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, help_text: str
) -> None:
    parser = _add(commands, name, help_text)
    if name == "departures":
        parser.add_argument("--kind", help="how they left: resigned, removed, retired, ...")
    parser.add_argument("--person", metavar="ID", help="who left")
    parser.add_argument("--body", metavar="ID", help="what they left")
    parser.add_argument("--because", metavar="TOPIC", help="the topic that a reason is about")
    parser.add_argument("--behind", metavar="ID", help="the organization that they spoke for")
    parser.add_argument("--since", metavar="DATE", help="not surely before")
    parser.add_argument("--until", metavar="DATE", help="not surely after")
    parser.add_argument("--basis", help="on whose word: stated, reported or inferred")
    _add_paths(parser)


def _add_why(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = _add(commands, "why", "why somebody left", formats=("table", "json", "markdown"))
    parser.add_argument("who", metavar="ID", help="a departure, or a person who left once")
    _add_paths(parser)


def _add_members(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = _add(commands, "members", "who sits on a body, certainly or possibly")
    parser.add_argument("--body", metavar="ID", help="the body or organization; else every body")
    parser.add_argument("--on", metavar="DATE", help="when that day ended; else at any time")
    _add_paths(parser)


def _add_stances(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = _add(commands, "stances", "who stood where on a topic")
    parser.add_argument("--topic", metavar="ID", help="on which topic")
    parser.add_argument("--holder", metavar="ID", help="whose stance")
    parser.add_argument("--speaker", metavar="ID", help="who said it for an organization")
    parser.add_argument("--body", metavar="ID", help="a body and those who sat on it")
    parser.add_argument("--position", help="where: strongly-oppose, oppose, neutral, support, ...")
    parser.add_argument("--since", metavar="DATE", help="not surely before")
    parser.add_argument("--until", metavar="DATE", help="not surely after")
    parser.add_argument("--on", metavar="DATE", help="the latest of each holder by that day")
    _add_paths(parser)


def _add_divisions(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = _add(commands, "divisions", "how a body divides on a topic")
    parser.add_argument("--body", metavar="ID", help="the body; else every body")
    parser.add_argument("--topic", metavar="ID", help="the topic; else every one a member spoke on")
    parser.add_argument("--on", metavar="DATE", help="when that day ended; else the latest of all")
    _add_paths(parser)


def _add_changes(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = _add(commands, "changes", "who changed their mind, from what to what")
    parser.add_argument("--holder", metavar="ID", help="whose mind")
    parser.add_argument("--topic", metavar="ID", help="on which topic")
    _add_paths(parser)


def _add_timeline(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = _add(commands, "timeline", "what happened, in order of time")
    parser.add_argument("--about", metavar="ID", help="a person, organization or body concerned")
    parser.add_argument("--topic", metavar="ID", help="on which topic")
    parser.add_argument("--since", metavar="DATE", help="not surely before")
    parser.add_argument("--until", metavar="DATE", help="not surely after")
    _add_paths(parser)


def _add_find(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = _add(commands, "find", "which records have something in their name")
    parser.add_argument("text", metavar="TEXT", help="a part of a name; accents do not matter")
    _add_paths(parser)


def _add_sources(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = _add(commands, "sources", "the sources, and how many claims cite each")
    parser.add_argument("--of", metavar="ID", help="of one record, with what they are based on")
    _add_paths(parser)


def _add_schema(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    help_text = "the JSON Schema of a data file, for editors"
    parser = commands.add_parser("schema", help=help_text, description=f"Print {help_text}.")
    parser.add_argument(
        "--format",
        choices=("json", "markdown"),
        default="json",
        help="the schema, or the reference page of the format",
    )


def _add_chart(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "chart",
        help="draw a picture",
        description="Draw a picture, in the format of the file's suffix.",
        epilog=f"The kinds: {', '.join(CHARTS)}.\n\n{_EPILOG}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
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
    _add_paths(parser)


def _add_render(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    help_text = "fill the marked regions of Markdown files"
    parser = commands.add_parser("render", help=help_text, description=f"{help_text.capitalize()}.")
    parser.add_argument("files", nargs="+", metavar="FILE", help="a Markdown file")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail where a region is stale"
    )


def _add_serve(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    help_text = "show a tracker in the browser, on this machine only"
    parser = commands.add_parser("serve", help=help_text, description=f"{help_text.capitalize()}.")
    parser.add_argument("--port", type=int, default=0, help="the port; else any that is free")
    parser.add_argument("--open", action="store_true", help="open the browser")
    parser.add_argument("--data", metavar="PATH", action="append", help="the data, instead of PATH")
    _add_paths(parser)


def read_line(arguments: Sequence[str]) -> argparse.Namespace:
    """Return what a command line says; ends the process with status 2 where it is wrong.

    argparse takes no PATH after an option that follows a positional (`why ana --format json PATH`),
    so what it leaves over are the paths.
    """
    parser = make_parser()
    given, left = parser.parse_known_args(arguments)
    if not hasattr(given, "paths"):
        given.paths = []
    unknown = [word for word in left if word.startswith("-")]
    if unknown or (left and given.command in {"schema", "render"}):
        parser.error(f"unrecognized arguments: {' '.join(unknown or left)}")
    given.paths = [*given.paths, *left]
    return given


def choose_paths(given: argparse.Namespace) -> list[str]:
    """Return the paths that a command line names, or the default."""
    paths = [*(given.data or []), *given.paths]
    return paths or [_DEFAULT_DATA if Path(_DEFAULT_DATA).is_dir() else "."]
