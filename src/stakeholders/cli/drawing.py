"""The commands that make something to look at: a chart, filled Markdown, a page in the browser."""

import argparse
import sys
import webbrowser
from collections.abc import Sequence
from pathlib import Path

from stakeholders.charts.chart import FORMATS, Chart, find_format
from stakeholders.charts.kinds import make_chart
from stakeholders.errors import QuestionError, UnknownIdError, join_words
from stakeholders.tracker import Tracker

_OPTIONS = (
    "body",
    "topic",
    "holder",
    "departure",
    "about",
    "kinds",
    "on",
    "since",
    "until",
    "by",
    "order",
    "departed",
    "known_by",
    "min_confidence",
)


def draw_chart(trackers: Sequence[tuple[str, Tracker]], given: argparse.Namespace) -> None:
    """Draw the one chart that a command line asks for.

    Raises:
        StakeholdersError: if no tracker, or more than one, can be asked, or the chart not be made.
    """
    name = find_format(given.format or Path(given.output or "chart.svg").suffix or "svg")
    chart = make_chart_of(trackers, given)
    if given.output:
        path = chart.save(given.output, format=name, theme=given.theme, link=given.link)
        if given.open:
            webbrowser.open(path.resolve().as_uri())
        return
    if FORMATS[name].is_binary and sys.stdout.isatty():
        raise QuestionError(f"{name} is not for a terminal: say where to write it with -o FILE")
    made = chart.render(name, theme=given.theme, link=given.link)
    sys.stdout.buffer.write(made if isinstance(made, bytes) else made.encode())


def make_chart_of(trackers: Sequence[tuple[str, Tracker]], given: argparse.Namespace) -> Chart:
    """Return the chart of the tracker that knows the ids; of several, only one may know them.

    Raises:
        StakeholdersError: if no tracker, or more than one, can be asked, or the chart not be made.
    """
    asked = {name: getattr(given, name) for name in _OPTIONS if getattr(given, name) is not None}
    charts: list[tuple[str, Chart]] = []
    refusals: list[UnknownIdError] = []
    for root, tracker in trackers:
        try:
            charts.append((root, make_chart(tracker, given.kind, **asked)))
        except UnknownIdError as error:
            refusals.append(error)
    if len(charts) > 1:
        roots = join_words([root for root, _ in charts])
        raise QuestionError(f"{len(charts)} trackers could be drawn: say which: {roots}")
    if not charts:
        raise refusals[0]
    return charts[0][1]
