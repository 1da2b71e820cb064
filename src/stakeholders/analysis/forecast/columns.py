"""One number of every player, and what is wrong where somebody has none that can be used."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import attrs

from stakeholders.analysis.forecast.inputs import measure_scores, measure_stances
from stakeholders.analysis.forecast.players import Measure
from stakeholders.errors import join_words
from stakeholders.model import Quality, Score, Stance

SHARES = "shares"


@attrs.frozen(kw_only=True)
class Column:
    """A quality, its measures by holder, in what they are counted, and every fault, in words."""

    quality: Quality
    measures: Mapping[str, Measure]
    unit: str = SHARES
    faults: tuple[str, ...] = ()

    def list_unsourced(self) -> Iterator[str]:
        """Yield what is wrong where claims cite no source."""
        bare = [
            name
            for name, measure in self.measures.items()
            if not all(claim.sources for claim in measure.claims)
        ]
        if bare:
            hint = "cite one, or allow_unsourced=True"
            yield f"{self.quality} cites no source for {join_words(bare, 'and')} ({hint})"


def make_stance_column(names: Sequence[str], stances: Mapping[str, Sequence[Stance]]) -> Column:
    """Return the positions of holders as the steps of their stances."""
    measures = {name: measure_stances(stances[name]) for name in names if name in stances}
    faults = tuple(_list_missing(Quality.POSITION, names, measures, "write a stance"))
    return Column(quality=Quality.POSITION, measures=measures, faults=faults)


def make_score_column(
    quality: Quality,
    names: Sequence[str],
    scores: Mapping[str, Sequence[Score]],
    *,
    average: bool,
    assumed: float | None,
) -> Column:
    """Return a quality of holders as it is scored, or assumed where it is not."""
    used = {name: scores[name] for name in names if name in scores}
    as_shares = quality is not Quality.POSITION
    measures = {name: measure_scores(s, as_shares=as_shares) for name, s in used.items()}
    units = _list_units(used, as_shares=as_shares)
    unit = next(iter(units), SHARES)
    if assumed is not None:
        low, high = (0.0, 1.0) if unit == SHARES else (None, None)
        blank = Measure(assumed, low=low, high=high, is_assumed=True)
        measures |= {name: blank for name in names if name not in measures}
    faults: list[str] = []
    if not average:
        faults += _list_several(quality, used)
    if len(units) > 1:
        words = join_words([f"{unit} ({', '.join(who)})" for unit, who in units.items()], "and")
        faults.append(f"{quality} is in {words}: one unit is needed")
    elif quality is Quality.SALIENCE and unit != SHARES:
        faults.append(f"salience is in {unit}: expected shares from 0 to 1, or out_of")
    hint = "write a score, or assume one with missing=" if as_shares else "write a score"
    faults += _list_missing(quality, names, measures, hint)
    return Column(quality=quality, measures=measures, unit=unit, faults=tuple(faults))


def name_unit(score: Score, *, as_shares: bool) -> str:
    """Return in what a score is counted; as shares, it does not matter out of how much."""
    if score.unit is not None or as_shares or score.out_of is None:
        return score.unit or SHARES
    return f"parts of {score.out_of:.15g}"


def _list_units(
    used: Mapping[str, Sequence[Score]], *, as_shares: bool
) -> Mapping[str, dict[str, None]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for name, scores in used.items():
        for score in scores:
            found[name_unit(score, as_shares=as_shares)][name] = None
    return found


def _list_several(quality: Quality, used: Mapping[str, Sequence[Score]]) -> Iterator[str]:
    for name, scores in used.items():
        if len(scores) > 1:
            places = join_words([str(score.mark) for score in scores], "and")
            hint = "name a coder, or average=True"
            yield f"{quality} of {name} is scored {len(scores)} times, at {places} ({hint})"


def _list_missing(
    quality: Quality, names: Sequence[str], measures: Mapping[str, Measure], hint: str
) -> Iterator[str]:
    lacking = [name for name in names if name not in measures]
    if lacking:
        yield f"{quality} is missing for {join_words(lacking, 'and')} ({hint})"
