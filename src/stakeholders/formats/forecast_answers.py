"""What `forecast` answers: what each model expects, what-ifs, and what to beware of."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs

from stakeholders.analysis.forecast import Feasibility, Forecast, Influence, Players, Shift
from stakeholders.errors import join_words
from stakeholders.formats.forecast_reports import (
    report_forecast,
    report_influences,
    report_shift,
)
from stakeholders.formats.plain import Plain
from stakeholders.formats.report import Report
from stakeholders.tracker import Tracker

_CAUTION: Final = (
    "A forecast is no more than these numbers and its model; it is no finding about anybody."
)


@attrs.frozen(kw_only=True)
class Foreseen:
    """Forecasts of the same players by model, the same after a what-if, and what else was asked."""

    forecasts: Mapping[str, Forecast]
    shifts: Mapping[str, Shift]
    feasibility: Feasibility | None
    influences: tuple[Influence, ...] = ()

    @property
    def players(self) -> Players:
        """Those who play."""
        return next(iter(self.forecasts.values())).players


def answer_forecast(found: Foreseen, tracker: Tracker) -> Report:
    """Report what every model expects, before and after the what-if, above one table.

    The table has the players; with influences, these, of the first model.
    """
    reports = [report_forecast(forecast, tracker) for forecast in found.forecasts.values()]
    shifts = [report_shift(shift, tracker) for shift in found.shifts.values()]
    influences = report_influences(found.influences, tracker)
    table = influences if found.influences else reports[0]
    topic = found.players.topic
    lines = [topic.proposition] if topic else []
    # A shift says both what is expected and what would be.
    heads = [line for each in shifts or reports for line in each.headline]
    notes = [note for report in (*reports, table) for note in report.notes]
    return Report(
        headline=(*lines, *heads),
        columns=table.columns,
        rows=table.rows,
        notes=(
            *dict.fromkeys(note for note in notes if not note.startswith("Nobody scored")),
            *_tell_feasibility(found.feasibility),
            *list_cautions(found.players),
        ),
        data=[
            {
                "forecasts": _name_all(found.forecasts, reports),
                "what_if": _name_all(found.shifts, shifts),
                "sensitivity": influences.data,
            }
        ],
    )


def _name_all(models: Mapping[str, object], reports: Sequence[Report]) -> dict[str, Plain]:
    return {name: report.data for name, report in zip(models, reports, strict=True)}


def _tell_feasibility(found: Feasibility | None) -> Iterator[str]:
    if found is None or found.share is None:
        return
    camps = [
        f"{camp.strength:.4g} {word} ({len(camp.players)})"
        for word, camp in (("for", found.support), ("against", found.opposition))
    ]
    yield f"Feasibility, distance from the middle times power: {join_words(camps, 'and')}."


def list_cautions(players: Players) -> tuple[str, ...]:
    """Return what must be said beside every forecast: what was assumed, and what it is not."""
    counts = {
        quality: sum(getattr(player, quality).is_assumed for player in players)
        for quality in ("power", "salience")
    }
    assumed = [f"{number} of {quality}" for quality, number in counts.items() if number]
    said = f"Assumed, with no claim behind them: {join_words(assumed, 'and')}." if assumed else ""
    return tuple(filter(None, (said, _CAUTION)))
