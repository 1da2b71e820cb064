"""The models by name, for those who choose one in words."""

from collections.abc import Mapping
from typing import Final

from stakeholders.analysis.forecast.averages import Mean, Median
from stakeholders.analysis.forecast.challenge import Challenge
from stakeholders.analysis.forecast.condorcet import Condorcet
from stakeholders.analysis.forecast.election import Election
from stakeholders.analysis.forecast.outcomes import Model
from stakeholders.errors import QuestionError, did_you_mean, find_nearest, join_words, quote

MODELS: Final[Mapping[str, Model]] = {
    "mean": Mean(),
    "median": Median(),
    "condorcet": Condorcet(),
    "election": Election(),
    "challenge": Challenge(),
}


def find_model(name: str) -> Model:
    """Return the model of a name, as it is without settings.

    Raises:
        QuestionError: if there is none; the message lists those there are.

    Example:
        >>> find_model("challenge")
        Challenge(rounds=10, published=False)
    """
    if name not in MODELS:
        hint = did_you_mean(find_nearest(name, MODELS))
        raise QuestionError(
            f"model: {quote(name)} is not known{hint}: expected {join_words(list(MODELS))}"
        )
    return MODELS[name]
