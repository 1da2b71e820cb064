"""The analyses by the names of their commands, and the drawing of the one that is asked for."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

from stakeholders.charts.chart import Chart, find_format
from stakeholders.cli.asking import Analysis
from stakeholders.errors import QuestionError, UnknownIdError, join_words
from stakeholders.formats import Report
from stakeholders.tracker import Tracker

Analyse = Callable[[Tracker, argparse.Namespace], Analysis]
_MODULES: Final[Mapping[str, str]] = {
    "network": "networking",
    "coalitions": "structuring",
    "polarization": "structuring",
    "forecast": "forecasting",
}


def analyse_all(
    trackers: Sequence[tuple[str, Tracker]], given: argparse.Namespace
) -> tuple[list[Report], Chart | None]:
    """Return the reports of the trackers that can be asked, and the chart if one is asked for.

    Raises:
        StakeholdersError: if no tracker can be asked, or a chart is asked for and not of one alone.
    """
    if given.chart:
        find_format(Path(given.chart).suffix)
    module = import_module(f"stakeholders.cli.{_MODULES[given.command]}")
    analyse: Analyse = getattr(module, f"analyse_{given.command}")
    found: list[tuple[str, Analysis]] = []
    refusals: list[UnknownIdError | QuestionError] = []
    for root, tracker in trackers:
        seen = tracker.known_by(given.as_known_on) if given.as_known_on else tracker
        try:
            found.append((root, analyse(seen, given)))
        except (UnknownIdError, QuestionError) as error:
            refusals.append(error)
    # Of several trackers, those that do not know the id have nothing to say.
    if not found:
        raise refusals[0]
    return [analysis.report for _, analysis in found], _draw(found) if given.chart else None


def _draw(found: Sequence[tuple[str, Analysis]]) -> Chart:
    if len(found) > 1:
        roots = join_words([root for root, _ in found])
        raise QuestionError(f"{len(found)} trackers could be drawn: say which: {roots}")
    return found[0][1].draw()
