"""One number of every player, and what is wrong where somebody has none that can be used."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from stakeholders.analysis.forecast.inputs import measure_scores, measure_stances
from stakeholders.analysis.forecast.players import Measure
from stakeholders.errors import join_words
from stakeholders.model import Quality, Score, Stance

SHARES = "shares"


@attrs.frozen(kw_only=True)
class Column:
    """A quality of some holders: the measures there are, and every fault, in words.

    `unit` is in what it is counted. A column of positions has the `scale` that is declared for
    them, and knows whether they are steps of stances.
    """

    quality: Quality
    names: tuple[str, ...]
    measures: Mapping[str, Measure]
    unit: str = SHARES
    scale: tuple[float, float] | None = None
    are_steps: bool = False
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


def make_stance_column(
    names: tuple[str, ...], stances: Mapping[str, Sequence[Stance]], scale: tuple[float, float]
) -> Column:
    """Return the positions of holders as the steps of their stances, on the scale of the topic."""
    measures = {name: measure_stances(stances[name]) for name in names if name in stances}
    faults = tuple(_list_missing(Quality.POSITION, names, measures, "write a stance"))
    return Column(
        quality=Quality.POSITION,
        names=names,
        measures=measures,
        scale=scale,
        are_steps=True,
        faults=faults,
    )


def make_score_column(
    quality: Quality,
    names: tuple[str, ...],
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
    hint = (
        "write a score, or say which to assume where one is missing"
        if as_shares
        else "write a score"
    )
    faults = [
        *([] if average else _list_several(quality, used)),
        *_list_misfits(quality, units),
        *_list_missing(quality, names, measures, hint),
    ]
    return Column(
        quality=quality,
        names=names,
        measures=measures,
        unit=unit,
        scale=_find_scale(used) if quality is Quality.POSITION else None,
        faults=tuple(faults),
    )


def _find_scale(used: Mapping[str, Sequence[Score]]) -> tuple[float, float] | None:
    """Return the scale that scores declare; those that count a unit declare none."""
    score = next((score for scores in used.values() for score in scores), None)
    if score is None or (score.unit is not None and score.out_of is None):
        return None
    return 0.0, 1.0 if score.out_of is None else score.out_of


def name_unit(score: Score, *, as_shares: bool) -> str:
    """Return in what a score is counted; a part of something is a share where shares are wanted."""
    if score.out_of is None:
        return score.unit or SHARES
    if as_shares:
        return SHARES
    return score.unit or f"parts of {score.out_of:.15g}"


def _list_units(
    used: Mapping[str, Sequence[Score]], *, as_shares: bool
) -> Mapping[str, dict[str, None]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for name, scores in used.items():
        for score in scores:
            found[name_unit(score, as_shares=as_shares)][name] = None
    return found


def _list_misfits(quality: Quality, units: Mapping[str, Iterable[str]]) -> Iterator[str]:
    if len(units) > 1:
        words = join_words([f"{unit} ({', '.join(who)})" for unit, who in units.items()], "and")
        yield f"{quality} is in {words}: one unit is needed"
    elif quality is Quality.SALIENCE and units.keys() - {SHARES}:
        yield f"salience is in {join_words(list(units))}: expected shares from 0 to 1, or out_of"


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
