"""The power-interest grid: whom to manage closely, satisfy, inform or watch."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import attrs

from stakeholders.analysis.positions.selecting import get_topic
from stakeholders.analysis.practice.grids import GRID, PowerInterestGrid, Quadrant, arrange_grid
from stakeholders.analysis.practice.ratings import MIDPOINT, Rated, Rating, collect_ratings
from stakeholders.charts.chart import Chart
from stakeholders.charts.holders import Chosen, tell_holder
from stakeholders.charts.inquiry import Inquiry
from stakeholders.charts.standings import name_column
from stakeholders.charts.telling import make_references
from stakeholders.charts.values import Content, Item, Plane, Spot, Table, Tone
from stakeholders.errors import QuestionError, join_words
from stakeholders.model import Confidence, Group, Holder, Quality, Score, Topic
from stakeholders.tracker import Tracker
from stakeholders.tracker.departures import When

_ORDER: Final = (
    Quadrant.KEEP_SATISFIED,
    Quadrant.MANAGE_CLOSELY,
    Quadrant.MONITOR,
    Quadrant.KEEP_INFORMED,
)
_MEANINGS: Final = {
    Tone.PERSON: "● person",
    Tone.UNNAMED: "● person whose name is not printed",
    Tone.LEFT: "person who has left",
    Tone.POSSIBLE: "possible, not certain",
    Tone.ORGANIZATION: "■ organization",
    Tone.BODY: "▲ body",
}
_NAMES: Final = {Quality.POWER: "Power", Quality.SALIENCE: "Interest"}
_HEADER: Final = ("Who", "Power", "Interest", "Quadrant", "Sources")


def power_interest_grid(
    tracker: Tracker,
    *,
    topic: str | Topic | None = None,
    body: str | Group | None = None,
    holders: Iterable[str | Holder] | None = None,
    on: When | None = None,
    known_by: When | None = None,
    min_confidence: str | Confidence = Confidence.MEDIUM,
    power_cut: float = MIDPOINT,
    interest_cut: float = MIDPOINT,
) -> Chart:
    """Return stakeholders by power and interest, in four quadrants (Mendelow 1991).

    Power and interest are the latest scores of power and salience, as shares of their scales; a
    score on the topic goes before one in general. Who lacks one of the two is named below the
    grid, and is in no quadrant.

    Args:
        tracker: where to look.
        topic: the matter in which they have power and interest.
        body: take its members, the organizations they speak for, and itself.
        holders: take these.
        on: the latest scores by this day; without it, the latest of all.
        known_by: use only what was published when this day ended.
        min_confidence: leave out scores with less.
        power_cut: from here on power is high; without it, from the midpoint of the scale.
        interest_cut: from here on interest is high; without it, from the midpoint of the scale.

    Raises:
        UnknownIdError: if an id is unknown.
        QuestionError: if a choice, cut or day is not one, or nobody has both scores.
    """
    inquiry = Inquiry.read(
        tracker, body=body, on=on, known_by=known_by, min_confidence=min_confidence
    )
    about = None if topic is None else get_topic(inquiry.tracker, topic)
    rated = collect_ratings(
        inquiry.tracker,
        GRID,
        topic=about,
        holders=holders,
        body=inquiry.group,
        on=inquiry.on,
        min_confidence=min_confidence,
    )
    grid = arrange_grid(rated, power_cut=power_cut, interest_cut=interest_cut)
    placed = [one for quadrant in _ORDER for one in grid.quadrants[quadrant]]
    if not placed:
        missing = "; ".join(map(_say_missing, grid.unscored[:5]))
        raise QuestionError(f"nobody has a score of both power and salience: {missing}")
    items = {one.id: _tell(inquiry, one, f"holder {n}") for n, one in enumerate(placed)}
    figure = Plane(
        x_label="interest",
        y_label="power",
        x_cut=interest_cut,
        y_cut=power_cut,
        quadrants=(_ORDER[0].value, _ORDER[1].value, _ORDER[2].value, _ORDER[3].value),
        spots=tuple(
            Spot(
                item=items[one.id],
                x=one.ratings[Quality.SALIENCE].value,
                y=one.ratings[Quality.POWER].value,
            )
            for one in placed
        ),
    )
    return Chart(_describe(inquiry, about, figure, grid, items))


def _tell(inquiry: Inquiry, one: Rated, key: str) -> Item:
    """Return a stakeholder as an item, with the scores behind its place."""
    assert one.holder is not None  # noqa: S101 - a tracker gave it
    chosen = Chosen(holder=one.holder, section="")
    item = tell_holder(inquiry.tracker, chosen, key=key, group=inquiry.group, on=inquiry.on)
    facts = [(_NAMES[quality], _say_rating(one.ratings[quality])) for quality in GRID]
    sources = [source for quality in GRID for source in one.ratings[quality].sources]
    values = ", ".join(f"{_NAMES[q].lower()} {one.ratings[q].value:.2g}" for q in GRID)
    return attrs.evolve(
        item,
        lines=(),
        tip=f"{item.title}: {values}" + (f"; {item.status}" if item.status else ""),
        facts=(*facts, *item.facts),
        sources=tuple(dict.fromkeys((*sources, *item.sources))),
    )


def _say_rating(rating: Rating) -> str:
    said = join_words([_say_score(score) for score in rating.scores], "and")
    return f"{rating.value:.2g} ({said})"


def _say_score(score: Score) -> str:
    scale = f" of {score.out_of:g}" if score.out_of is not None else ""
    when = f", {score.date.in_words()}" if score.date else ""
    return f"{score.value:g}{scale}, {score.basis}{when}"


def _say_missing(one: Rated) -> str:
    gaps = join_words([f"{_NAMES[q].lower()}: {why}" for q, why in one.missing.items()], "and")
    return f"{one.name} ({gaps})"


def _describe(
    inquiry: Inquiry,
    topic: Topic | None,
    figure: Plane,
    grid: PowerInterestGrid,
    items: Mapping[str, Item],
) -> Content:
    about = f": {name_column(topic)}" if topic else ""
    of = f" of {inquiry.group.name}" if inquiry.group else ""
    when = inquiry.say_state(f"latest scores{of}")
    title = f"Power and interest{about}"
    told = [
        f"{quadrant.capitalize()} ({len(those)}): "
        f"{join_words([items[one.id].tip for one in those], 'and') or 'nobody'}."
        for quadrant, those in ((one, grid.quadrants[one]) for one in Quadrant)
    ]
    notes = tuple(_list_notes(figure, grid))
    tones = {item.tone for item in figure.items}
    return Content(
        kind="power-interest-grid",
        title=title,
        subtitle=f"{when[:1].upper()}{when[1:]}",
        summary=" ".join([f"{title}; {when}.", *told, *notes]),
        figure=figure,
        legend=tuple((tone, said) for tone, said in _MEANINGS.items() if tone in tones),
        notes=notes,
        table=Table(header=_HEADER, rows=tuple(_list_rows(grid, items))),
        references=make_references(inquiry.tracker, figure.items),
    )


def _list_notes(figure: Plane, grid: PowerInterestGrid) -> Iterator[str]:
    yield (
        f"High is {figure.y_cut:.2g} or more of power, {figure.x_cut:.2g} or more of interest, "
        "as shares of the scales on which they were scored."
    )
    if grid.unscored:
        names = "; ".join(map(_say_missing, grid.unscored))
        yield f"Not placed, for want of a score: {len(grid.unscored)}. {names}."


def _list_rows(grid: PowerInterestGrid, items: Mapping[str, Item]) -> Iterator[tuple[str, ...]]:
    for quadrant, those in grid.quadrants.items():
        for one in those:
            numbers = (f"{one.ratings[quality].value:.2g}" for quality in GRID)
            cited = dict.fromkeys(s for quality in GRID for s in one.ratings[quality].sources)
            yield items[one.id].title, *numbers, quadrant.value, ", ".join(cited)
    for one in grid.unscored:
        known = (one.find(quality) for quality in GRID)
        yield one.name, *("" if v is None else f"{v:.2g}" for v in known), "not placed", ""
