"""The kinds of charts by name, with what each takes: one table for every place that offers them."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any, Final, NamedTuple

from stakeholders.charts.chart import Chart
from stakeholders.errors import QuestionError, did_you_mean, find_nearest, join_words, quote
from stakeholders.tracker import Tracker


class Kind(NamedTuple):
    """A kind of chart: its function, and the function's argument behind each option's name.

    `needs` are the options it cannot do without; `many` those that take several values.
    """

    function: str
    options: Mapping[str, str]
    needs: tuple[str, ...] = ()
    many: tuple[str, ...] = ()


def _same(*names: str, **others: str) -> dict[str, str]:
    return {**{name: name for name in names}, **others}


KINDS: Final[Mapping[str, Kind]] = {
    "org-chart": Kind(
        "org_chart",
        _same("body", "on", "known_by", "by", "departed", kinds="relations"),
        many=("kinds",),
    ),
    "membership-timeline": Kind("membership_timeline", _same("body", "on", "known_by", "by")),
    "stance-matrix": Kind(
        "stance_matrix",
        _same(
            "body", "on", "known_by", "min_confidence", "order", topic="topics", holder="holders"
        ),
        many=("topic", "holder"),
    ),
    "position-map": Kind(
        "position_map",
        _same("topic", "body", "on", "since", "known_by", "min_confidence", holder="holders"),
        needs=("topic",),
        many=("holder",),
    ),
    "departures-over-time": Kind(
        "departures_over_time",
        _same("body", "since", "until", "on", "known_by", "by", kinds="kind"),
    ),
    "relation-map": Kind(
        "relation_map", _same("about", "on", "known_by", kinds="kinds"), many=("kinds",)
    ),
    "agreement-network": Kind(
        "agreement_network",
        _same("body", "on", "known_by", "min_confidence", topic="topics"),
        many=("topic",),
    ),
    "agreement-matrix": Kind(
        "agreement_matrix",
        _same("body", "by", "since", "until", "known_by", "min_confidence", topic="topics"),
        many=("topic",),
    ),
    "agreement-shares": Kind(
        "agreement_shares",
        _same("body", "by", "on", "known_by", "min_confidence", topic="topics"),
        many=("topic",),
    ),
    "ideal-points": Kind(
        "ideal_points",
        _same("body", "on", "known_by", "min_confidence", topic="topics"),
        many=("topic",),
    ),
    "power-interest-grid": Kind(
        "power_interest_grid",
        _same("topic", "body", "on", "known_by", "min_confidence", holder="holders"),
        many=("holder",),
    ),
    "why-graph": Kind(
        "why_graph",
        _same("departure", "known_by", "min_confidence"),
        needs=("departure",),
    ),
}


def make_chart(tracker: Tracker, kind: str, **options: Any) -> Chart:  # noqa: ANN401 - of any kind
    """Return a chart by the name of its kind, with the options that it takes.

    An option that takes several values may be given one; where it takes one, a list of one is
    that one.

    Raises:
        QuestionError: if there is no such kind, or it needs, or does not take, an option.
        UnknownIdError: if an id is unknown.
    """
    chosen = find_kind(kind)
    given = {name: value for name, value in options.items() if value is not None}
    for name in given:
        if name not in chosen.options:
            hint = did_you_mean(find_nearest(name, chosen.options))
            taken = join_words([option.replace("_", "-") for option in chosen.options], "and")
            raise QuestionError(f"{kind} takes no {name.replace('_', '-')}: it takes {taken}{hint}")
    for name in chosen.needs:
        if name not in given:
            raise QuestionError(f"{kind} needs a {name.replace('_', '-')}")
    module = import_module(f"stakeholders.charts.{chosen.function}")
    arguments = {chosen.options[name]: _fit(chosen, name, v) for name, v in given.items()}
    made: Chart = getattr(module, chosen.function)(tracker, **arguments)
    return made


def find_kind(name: str) -> Kind:
    """Return a kind by its name.

    Raises:
        QuestionError: if there is no such kind.
    """
    if name not in KINDS:
        hint = did_you_mean(find_nearest(name, KINDS))
        raise QuestionError(f"no chart {quote(name)}: there is {join_words(list(KINDS))}{hint}")
    return KINDS[name]


def _fit(kind: Kind, name: str, value: Any) -> Any:  # noqa: ANN401 - an option is anything
    is_list = isinstance(value, list | tuple)
    if name in kind.many:
        return tuple(value) if is_list else (value,)
    if not is_list:
        return value
    if len(value) > 1:
        raise QuestionError(f"{name.replace('_', '-')}: one is taken here, not {len(value)}")
    return value[0]
