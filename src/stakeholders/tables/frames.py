"""Frames of any engine, and the steps that the questions share."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from stakeholders.errors import MissingExtraError
from stakeholders.model import Confidence
from stakeholders.tracker.filters import read_choice

try:
    import narwhals.stable.v2 as nw
except ImportError:
    raise MissingExtraError("an engine", "tables") from None

__all__ = [
    "FIRST",
    "LAST",
    "Frame",
    "Frames",
    "collect_batches",
    "count",
    "earliest",
    "is_confident",
    "keep_largest",
    "keep_smallest",
    "latest",
    "nw",
    "span",
    "spread",
]

Frame = Any  # narwhals' own type is generic over every engine there is
Frames = Mapping[str, Frame]
FIRST: Final = date(1000, 1, 1)  # of the years that dates know; Spark cannot read shorter ones
LAST: Final = date(9999, 12, 31)
COUNT: Final = nw.Int64  # a narrower one would lose what is added up over a hundred million rows
_CONFIDENCES: Final = [choice.value for choice in Confidence]  # the highest first


def collect_batches(frame: Frame) -> Iterator[Any]:
    """Yield the rows of any frame as batches of Arrow."""
    yield from frame.collect(backend="pyarrow").to_native().to_batches()


def count(value: Any) -> Any:  # noqa: ANN401 - an expression
    """Return a number, or 1 and 0 for yes and no, wide enough to be added up."""
    return value.cast(COUNT)


def earliest(name: str) -> Any:  # noqa: ANN401 - an expression
    """Return the first day that a date can be; the first there is where that is not known."""
    return nw.col(f"{name}_earliest").fill_null(FIRST)


def latest(name: str) -> Any:  # noqa: ANN401 - an expression
    """Return the last day that a date can be; the last there is where that is not known."""
    return nw.col(f"{name}_latest").fill_null(LAST)


def is_confident(least: str) -> Any:  # noqa: ANN401 - an expression
    """Return whether a claim has at least the confidence.

    Raises:
        QuestionError: if there is no such confidence.
    """
    place = _CONFIDENCES.index(read_choice(least, Confidence, "min_confidence"))
    return nw.col("confidence").is_in(_CONFIDENCES[: place + 1])


def span(frames: Frames, table: str, field: str, frame: Frame | None = None) -> Frame:
    """Return a table with the days `lo` to `hi` between which every reading of a date lies.

    A question about the day gets the same answer from all readings just where it gets it from this
    span, so that nothing else of the readings is needed.
    """
    readings = (
        frames["readings"]
        .filter((nw.col("owner") == table) & (nw.col("field") == field) & nw.col("value_is_date"))
        .group_by("owner_row")
        .agg(other_lo=earliest("value").min(), other_hi=latest("value").max())
    )
    return (
        (frames[table] if frame is None else frame)
        .join(readings, left_on="row", right_on="owner_row", how="left")
        .with_columns(lo=earliest(field), hi=latest(field))
        .with_columns(
            lo=nw.min_horizontal("lo", nw.col("other_lo").fill_null(LAST)),
            hi=nw.max_horizontal("hi", nw.col("other_hi").fill_null(FIRST)),
        )
        .drop("other_lo", "other_hi")
    )


def spread(frame: Frame, *names: str) -> Frame:
    """Return a row for each value of lists; a row with an empty list goes."""
    for name in names:
        frame = frame.filter(nw.col(name).list.len() > 0).explode(name)
    return frame


def keep_largest(frame: Frame, keys: tuple[str, ...], *names: str) -> Frame:
    """Return the rows that have, within a group, the largest value of each column in turn.

    Windows: to join a frame with its own groups would double the plan with each column.
    """
    for name in names:
        frame = frame.with_columns(top=nw.col(name).max().over(*keys))
        frame = frame.filter(nw.col(name) == nw.col("top")).drop("top")
    return frame


def keep_smallest(frame: Frame, keys: tuple[str, ...], *names: str) -> Frame:
    """Return the rows that have, within a group, the smallest value of each column in turn."""
    for name in names:
        frame = frame.with_columns(top=nw.col(name).min().over(*keys))
        frame = frame.filter(nw.col(name) == nw.col("top")).drop("top")
    return frame
