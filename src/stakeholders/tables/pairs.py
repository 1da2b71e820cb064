"""Who agrees: the latest stances of holders, two by two, by sign."""

from typing import Final

from stakeholders.tables.frames import Frame, Frames, count, nw
from stakeholders.tables.questions import list_chosen, only_holders

_SUPPORT: Final = ("support", "strongly-support")
_OPPOSE: Final = ("oppose", "strongly-oppose")


def list_signs(frames: Frames, least: str) -> Frame:
    """Return on which side of each topic holders stand, 1 or -1; neutral ones are not there."""
    sign = nw.when(nw.col("position").is_in(_SUPPORT)).then(nw.lit(1)).otherwise(nw.lit(-1))
    chosen = list_chosen(frames, least, None)
    chosen = chosen.filter(nw.col("position").is_in((*_SUPPORT, *_OPPOSE)))
    return chosen.select("holder", "topic", sign=sign)


def only_holder(frames: Frames, holder: str) -> Frames:
    """Return the tables with the stances on the topics that a holder has one on."""
    stances = frames["stances"]
    topics = stances.filter(nw.col("holder") == holder).select("topic")
    return {**frames, "stances": stances.join(topics, on="topic", how="semi")}


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


def count_pairs(signs: Frame, holder: str | None) -> Frame:
    """Return the numbers of agreements and of conflicts of each two holders, or of one's pairs."""
    ones = signs.select("topic", one=nw.col("holder"), one_sign=nw.col("sign"))
    others = signs.select("topic", other=nw.col("holder"), other_sign=nw.col("sign"))
    if holder is None:
        pairs = ones.join(others, on="topic", how="inner").filter(nw.col("one") < nw.col("other"))
    else:
        ones = ones.filter(nw.col("one") == holder)
        pairs = ones.join(others, on="topic", how="inner").filter(nw.col("other") != holder)
        is_first = nw.col("other") > holder
        pairs = pairs.with_columns(
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
