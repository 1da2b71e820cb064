"""The options of the commands that analyse: network, coalitions, polarization, forecast."""

import argparse

_PERIODS = ("kept", "document", "day", "week", "month", "year", "range")


def add_network(parser: argparse.ArgumentParser) -> None:
    """Add what `network` takes."""
    add_statements(parser)
    parser.add_argument("--over", default="actor", help="whom to tie: actor, concept, or both")
    parser.add_argument(
        "--qualifier",
        default="subtract",
        help="ignore, congruence, conflict, subtract, or combine with --over both",
    )
    _add_normalization(parser, "none")
    parser.add_argument(
        "--threshold", type=float, default=0.0, metavar="TIE", help="leave out weaker ties"
    )
    parser.add_argument(
        "--window",
        nargs=2,
        metavar=("NUMBER", "UNIT"),
        help="the ties of each window of so many days, weeks, months, years or events",
    )
    parser.add_argument(
        "--step", type=int, metavar="NUMBER", help="of units from window to window; else 1"
    )
    parser.add_argument(
        "--why", nargs=2, metavar="ID", help="print the statements behind the tie of two"
    )
    _add_chart(parser)


def add_coalitions(parser: argparse.ArgumentParser) -> None:
    """Add what `coalitions` takes."""
    add_statements(parser)
    _add_normalization(parser, "average")
    parser.add_argument(
        "--k", default="2..5", metavar="NUMBER", help="how many coalitions: 3, or a span, 2..5"
    )
    parser.add_argument(
        "--method", action="append", metavar="NAME", help="one method, or several; else all"
    )
    _add_seed(parser)
    _add_chart(parser)


def add_polarization(parser: argparse.ArgumentParser) -> None:
    """Add what `polarization` takes."""
    add_statements(parser)
    _add_normalization(parser, "average")
    parser.add_argument(
        "--sizes", nargs=2, type=int, metavar="NUMBER", help="how many actors each camp must have"
    )
    _add_seed(parser)
    _add_chart(parser)


def add_statements(parser: argparse.ArgumentParser) -> None:
    """Add which statements count, and what of them acts, is acted on, and is said."""
    _add_variables(parser)
    _add_filters(parser)


def _add_variables(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--actor",
        default="holder",
        metavar="VARIABLE",
        help="who acts: holder, person, organization, on_behalf_of, body, sector, source, ...",
    )
    parser.add_argument(
        "--concept", default="topic", metavar="VARIABLE", help="what it is about; else the topic"
    )
    parser.add_argument(
        "--value",
        default="side",
        metavar="VARIABLE",
        help="what is said: side (for or against), position, or any variable",
    )


def _add_filters(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--topic", metavar="ID", action="append", help="the topic, or several")
    parser.add_argument("--body", metavar="ID", help="only stances of those who sat on it")
    parser.add_argument("--on", metavar="DATE", help="with --body: who sat when that day ended")
    parser.add_argument("--since", metavar="DATE", help="from this day on")
    parser.add_argument("--until", metavar="DATE", help="to this day")
    parser.add_argument(
        "--dates",
        default="within",
        help="in a span, take dates that lie within it, or go by their earliest or latest day",
    )
    parser.add_argument("--basis", action="append", help="stated, reported or inferred; or several")
    parser.add_argument(
        "--min-statements", type=int, default=1, metavar="NUMBER", help="of each actor, at least"
    )
    parser.add_argument(
        "--duplicates",
        default="kept",
        help=f"one statement per {', '.join(_PERIODS[1:])}; else all are kept",
    )


def _add_normalization(parser: argparse.ArgumentParser, usual: str) -> None:
    parser.add_argument(
        "--normalization",
        default=usual,
        help=f"what ties are divided by: none, average, jaccard, cosine; else {usual}",
    )


def _add_seed(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--seed", type=int, default=0, metavar="NUMBER", help="of what is drawn; else 0"
    )


def _add_chart(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--chart", metavar="FILE", help="draw it, too, in the format of the file's suffix"
    )
    parser.add_argument("--theme", choices=("light", "dark", "auto"), help="the chart's colours")


def add_forecast(parser: argparse.ArgumentParser) -> None:
    """Add what `forecast` takes."""
    parser.add_argument("--topic", metavar="ID", required=True, help="the topic")
    parser.add_argument("--holder", metavar="ID", action="append", help="who plays; else all")
    parser.add_argument("--on", metavar="DATE", help="by the claims of that day; else the latest")
    parser.add_argument(
        "--model",
        action="append",
        help="mean, median, condorcet, election or challenge; or several; else mean and median",
    )
    parser.add_argument("--positions", help="from stances or scores; else scores if there are any")
    parser.add_argument("--coder", metavar="NAME", help="whose claims, where several coded")
    parser.add_argument(
        "--average", action="store_true", help="take the mean of scores that are as late"
    )
    parser.add_argument(
        "--missing",
        action="append",
        metavar="NUMBER",
        help="assume this where nobody scored; or power=NUMBER, salience=NUMBER",
    )
    parser.add_argument(
        "--allow-unsourced", action="store_true", help="take claims that cite no source"
    )
    parser.add_argument(
        "--without", action="append", metavar="ID", help="what if somebody did not play"
    )
    parser.add_argument(
        "--move", action="append", metavar="ID=POSITION", help="what if somebody stood elsewhere"
    )
    parser.add_argument(
        "--sensitivity", action="store_true", help="which number moves the outcome most"
    )
    _add_chart(parser)
