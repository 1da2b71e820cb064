"""Who agrees: the latest stances of holders, two by two, by sign."""

from typing import Any, Final

from stakeholders.tables.frames import (
    FIRST,
    Frame,
    Frames,
    count,
    earliest,
    is_confident,
    latest,
    nw,
)
from stakeholders.tables.questions import only_holders

_SUPPORT: Final = ("support", "strongly-support")
_OPPOSE: Final = ("oppose", "strongly-oppose")
_SIGNS: Final = 3
_DAYS_OF_YEAR: Final = 367
_DAYS: Final = 10_000 * _DAYS_OF_YEAR


def list_signs(frames: Frames, least: str) -> Frame:
    """Return on which side of each topic holders stand, 1 or -1; neutral ones are not there.

    The latest stance counts, and of several the last that was written. Groups, not windows: they
    are the one thing that every engine can do with more rows than fit its memory.
    """
    keys = ("holder", "topic")
    stances = frames["stances"].filter(nw.col("part").is_null(), is_confident(least))
    stances = stances.select(*keys, moment=_number_moment(), written=_number_written())
    newest = stances.group_by(*keys).agg(moment=nw.col("moment").max())
    chosen = stances.join(newest, on=[*keys, "moment"], how="inner")
    chosen = chosen.group_by(*keys).agg(written=nw.col("written").max())
    return chosen.select(*keys, sign=nw.col("written") % _SIGNS - 1).filter(nw.col("sign") != 0)


def _number_moment() -> Any:  # noqa: ANN401 - an expression
    """Return a number that orders stances by the last day they can date from, then the first."""
    is_dated = ~nw.col("date").is_null()
    last = nw.when(is_dated).then(latest("date")).otherwise(nw.lit(FIRST))
    return _number_day(last) * _DAYS + _number_day(earliest("date"))


def _number_day(day: Any) -> Any:  # noqa: ANN401 - an expression
    return count(day.dt.year()) * _DAYS_OF_YEAR + count(day.dt.ordinal_day())


def _number_written() -> Any:  # noqa: ANN401 - an expression
    """Return a number that orders stances as they are written, and keeps the sign of each."""
    sign = nw.when(nw.col("position").is_in(_SUPPORT)).then(nw.lit(2)).otherwise(nw.lit(1))
    sign = nw.when(nw.col("position").is_in(_OPPOSE)).then(nw.lit(0)).otherwise(sign)
    return count(nw.col("row")) * _SIGNS + count(sign)


def only_holder(frames: Frames, holder: str) -> Frames:
    """Return the tables with the stances of one holder."""
    return {**frames, "stances": frames["stances"].filter(nw.col("holder") == holder)}


def only_topics_of(frames: Frames, holder: str) -> Frames:
    """Return the tables with the stances on the topics that a holder has one on."""
    topics = only_holder(frames, holder)["stances"].select("topic")
    return {**frames, "stances": frames["stances"].join(topics, on="topic", how="semi")}


def only_body(frames: Frames, body: str) -> Frames:
    """Return the tables with the stances of who ever sat on a body, and who was behind them."""
    return only_holders(frames, frames["memberships"].filter(nw.col("body") == body))


def count_largest(signs: Frame) -> Frame:
    """Return how many holders there are, and how many pairs of them over all topics."""
    on_topics = signs.group_by("topic").agg(number=nw.len())
    number = count(nw.col("number"))
    pairs = on_topics.select(pairs=(number * (number - 1)).sum())
    holders = signs.select("holder").unique().select(holders=nw.len())
    return pairs.join(holders, how="cross")


def count_pairs(ones: Frame, others: Frame, holder: str | None) -> Frame:
    """Return the numbers of agreements and of conflicts of each two holders.

    With a holder, `ones` are the signs of that one alone; the first by id comes first all the same.
    """
    ones = ones.select("topic", one=nw.col("holder"), one_sign=nw.col("sign"))
    others = others.select("topic", other=nw.col("holder"), other_sign=nw.col("sign"))
    pairs = ones.join(others, on="topic", how="inner")
    if holder is None:
        pairs = pairs.filter(nw.col("one") < nw.col("other"))
    else:
        is_first = nw.col("one") < nw.col("other")
        pairs = pairs.filter(nw.col("other") != holder).with_columns(
            one=nw.when(is_first).then(nw.col("one")).otherwise(nw.col("other")),
            other=nw.when(is_first).then(nw.col("other")).otherwise(nw.col("one")),
        )
    is_alike = nw.col("one_sign") == nw.col("other_sign")
    return (
        pairs.with_columns(agree=count(is_alike), conflict=count(~is_alike))
        .group_by("one", "other")
        .agg(nw.col("agree").sum(), nw.col("conflict").sum())
        .with_columns(count(nw.col("agree")), count(nw.col("conflict")))
    )
