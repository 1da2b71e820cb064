"""The numbers of players as claims say them: the latest, on one scale, with their bounds."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from statistics import fmean
from typing import TypeVar

import attrs

from stakeholders.analysis.forecast.players import Measure
from stakeholders.dates import Truth
from stakeholders.errors import QuestionError, did_you_mean, find_nearest, join_words, quote
from stakeholders.model import Confidence, Position, Quality, Score, Stance, Topic
from stakeholders.tracker import Tracker
from stakeholders.tracker.filters import key_date
from stakeholders.tracker.positions import STEPS

C = TypeVar("C", Stance, Score)


@attrs.frozen(kw_only=True)
class Choice:
    """Which claims count: on which topic, by which day, by which coder, how sure."""

    tracker: Tracker
    topic: Topic
    day: date | None
    coder: str | None
    least: Confidence

    def list_stances(self) -> dict[str, list[Stance]]:
        """Return the latest stances on the topic by holder; several where they are as late."""
        found = self.tracker.stances(topic=self.topic, min_confidence=self.least)
        return _keep_latest(s for s in found if s.part is None and self._takes(s))

    def list_scores(self, of: Quality) -> dict[str, list[Score]]:
        """Return the latest scores of a quality by holder: those on the topic, else in general."""
        found = self.tracker.scores(of=of, min_confidence=self.least)
        fit = [score for score in found if self._takes(score)]
        general = _keep_latest(score for score in fit if score.topic is None)
        return general | _keep_latest(score for score in fit if score.topic == self.topic.id)

    def _takes(self, claim: Stance | Score) -> bool:
        if self.coder is not None and claim.coder not in (None, self.coder):
            return False
        if self.day is None:
            return True
        return claim.date is not None and claim.date.is_by(self.day) is Truth.YES

    def check_coder(self) -> None:
        """Raise a QuestionError where nobody of that name coded anything."""
        records = self.tracker.records
        known = {stance.coder for stance in records.stances}
        known |= {score.coder for score in records.scores}
        if self.coder is None or self.coder in known:
            return
        names = sorted(name for name in known if name is not None)
        hint = did_you_mean(find_nearest(self.coder, names))
        there = f"expected {join_words(names)}" if names else "no claim here names its coder"
        raise QuestionError(f"coder: nobody {quote(self.coder)} coded here{hint}: {there}")


def _keep_latest(claims: Iterable[C]) -> dict[str, list[C]]:
    held: dict[str, list[C]] = defaultdict(list)
    for claim in claims:
        held[claim.holder].append(claim)
    latest = {}
    for holder, same in held.items():
        newest = max(key_date(claim.date) for claim in same)
        latest[holder] = [claim for claim in same if key_date(claim.date) == newest]
    return latest


def measure_stances(stances: Sequence[Stance]) -> Measure:
    """Return the step of the last of several stances; the others, and disputes, are its bounds."""
    value = float(STEPS[stances[-1].position])
    others = [STEPS[stance.position] for stance in stances]
    for stance in stances:
        read = [reading.value for reading in stance.disputed if reading.field == "position"]
        others += [STEPS[Position(text)] for text in read if text in list(Position)]
    low, high = float(min(others)), float(max(others))
    if low == high:
        return Measure(value, claims=tuple(stances))
    return Measure(value, low=low, high=high, claims=tuple(stances))


def measure_scores(scores: Sequence[Score], *, as_shares: bool) -> Measure:
    """Return a score, or the mean of several; bounds are what they and disputed readings state.

    As shares, numbers are divided by what they are out of.
    """
    values, lows, highs = [], [], []
    for score in scores:
        whole = score.out_of if as_shares and score.out_of is not None else 1.0
        read = [float(r.value) for r in score.disputed if r.field == "value"]
        values.append(score.value / whole)
        ends = [score.low, score.high, score.value, *read]
        numbers = [end / whole for end in ends if end is not None]
        lows.append(min(numbers))
        highs.append(max(numbers))
    value, low, high = fmean(values), min(lows), max(highs)
    return Measure(
        values[0] if len(values) == 1 else value,
        low=low if low < value else None,
        high=high if high > value else None,
        claims=tuple(scores),
    )
