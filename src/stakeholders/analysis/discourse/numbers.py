"""Whole numbers that a question states: widths, steps, minimums, seeds, rounds."""

import numpy as np

from stakeholders.errors import QuestionError


def read_whole(number: object, what: str, *, least: int = 1) -> int:
    """Return a whole number, as a plain int.

    Raises:
        QuestionError: if it is no whole number, NaN for one, or less than the least.

    Example:
        >>> read_whole(3, "width")
        3
    """
    if isinstance(number, bool) or not isinstance(number, int | np.integer):
        raise QuestionError(
            f"{what}: expected a whole number, {least} or more, found {number!r:.60}"
        )
    if number < least:
        raise QuestionError(f"{what}: expected {least} or more, found {number}")
    return int(number)
