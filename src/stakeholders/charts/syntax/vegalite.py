"""Vega-Lite: the statistical charts as a specification that one can restyle."""

import json
from typing import Any, Final

from stakeholders.charts.syntax import measured, show
from stakeholders.charts.syntax.measured import look_up, name_axis
from stakeholders.charts.themes import LIGHT
from stakeholders.charts.values import (
    GLYPHS,
    Bars,
    Beam,
    Content,
    Drawn,
    Intervals,
    Lanes,
    Matrix,
    Panels,
    Plane,
    Spectrum,
    Steps,
    Tone,
)

_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
_POSITIONS = (
    Tone.STRONGLY_OPPOSE,
    Tone.OPPOSE,
    Tone.NEUTRAL,
    Tone.SUPPORT,
    Tone.STRONGLY_SUPPORT,
    Tone.NO_STATEMENT,
)
_Spec = dict[str, Any]


def write_vegalite(content: Content) -> str:
    """Return a chart as a Vega-Lite specification in JSON, its data in it."""
    figure = content.figure
    made: _Spec = {
        "$schema": _SCHEMA,
        "title": {"text": content.title, "subtitle": content.subtitle, "anchor": "start"},
        "description": content.summary,
    }
    if isinstance(figure, Panels):
        made["vconcat"] = [{"title": p.heading, **_draw(p.figure)} for p in figure.panels]
    else:
        made |= _draw(figure)
    return json.dumps(_clean(made), ensure_ascii=False, indent=2) + "\n"


def _clean(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return the same without the characters that cannot be shown, some of which end a text."""
    if isinstance(value, str):
        return show(value)
    if isinstance(value, dict):
        return {name: _clean(inner) for name, inner in value.items()}
    return [_clean(inner) for inner in value] if isinstance(value, list) else value


def _draw(figure: Drawn) -> _Spec:
    # Chart refuses graphs before.
    made: _Spec = _WRITERS[type(figure)](figure)
    return made


def _field(name: str, kind: str, **more: Any) -> _Spec:  # noqa: ANN401 - JSON holds anything
    return {"field": name, "type": kind, **more}


def _draw_lanes(figure: Lanes) -> _Spec:
    spans, points = [], []
    for section in figure.sections:
        for lane in section.lanes:
            name = {"who": lane.item.title, "key": lane.item.key, "group": section.heading}
            for span in lane.spans:
                says = "certain" if span.is_certain else "possible"
                ends = {"first": span.first.isoformat(), "last": span.last.isoformat()}
                spans.append({**name, **ends, "status": says})
            points += [
                {**name, "day": point.last.isoformat(), "what": point.label}
                for point in lane.points
            ]
    names = [lane.item.key for section in figure.sections for lane in section.lanes]
    titles = {lane.item.key: lane.item.title for s in figure.sections for lane in s.lanes}
    axis = {"labelExpr": look_up(titles)}
    row = _field("key", "nominal", sort=names, title=None, axis=axis)
    seat = LIGHT.paints[Tone.SEAT].fill
    bar: _Spec = {
        "data": {"values": spans},
        "mark": {"type": "bar", "color": seat},
        "encoding": {
            "y": row,
            "x": _field("first", "temporal", title=None),
            "x2": {"field": "last"},
            "opacity": _field(
                "status",
                "nominal",
                scale={"domain": ["certain", "possible"], "range": [1, 0.35]},
            ),
            "tooltip": [_field(name, "nominal") for name in ("who", "group", "status")],
        },
    }
    cross: _Spec = {
        "data": {"values": points},
        "mark": {"type": "text", "text": GLYPHS[Tone.LEFT], "fontSize": 16, "color": LIGHT.status},
        "encoding": {
            "y": row,
            "x": _field("day", "temporal"),
            "tooltip": [_field("what", "nominal")],
        },
    }
    return {"width": 640, "layer": [bar, cross] if points else [bar]}


def _draw_matrix(figure: Matrix) -> _Spec:
    values = [
        {
            "row": row.item.key,
            "who": row.item.title,
            "column": column.key,
            "topic": column.title,
            "position": cell.item.tone.value,
            "sign": GLYPHS.get(cell.item.tone, ""),
            "when": cell.note,
            "says": cell.item.tip,
        }
        for row in figure.rows
        for column, cell in zip(figure.columns, row.cells, strict=True)
    ]
    rows = {row.item.key: row.item.title for row in figure.rows}
    columns = {column.key: column.title for column in figure.columns}
    encoding = {
        "y": name_axis("row", rows),
        "x": name_axis("column", columns),
        "tooltip": [_field("says", "nominal")],
    }
    paints = [LIGHT.paints[tone] for tone in _POSITIONS]
    scale = {"domain": [tone.value for tone in _POSITIONS], "range": [p.fill for p in paints]}
    inks = {"domain": [tone.value for tone in _POSITIONS], "range": [p.ink for p in paints]}
    cell = {**encoding, "color": _field("position", "nominal", scale=scale)}
    text = {
        **encoding,
        "text": _field("sign", "nominal"),
        "color": _field("position", "nominal", scale=inks, legend=None),
    }
    return {
        "data": {"values": values},
        "layer": [
            {"mark": {"type": "rect", "stroke": "#8A95A1"}, "encoding": cell},
            {"mark": {"type": "text", "fontWeight": "bold"}, "encoding": text},
        ],
        "resolve": {"scale": {"color": "independent"}},
    }


def _draw_spectrum(figure: Spectrum) -> _Spec:
    values = [
        {
            "key": placed.item.key,
            "who": placed.item.title,
            "position": placed.position.value if placed.position else "no-statement",
            "says": placed.item.tip,
        }
        for placed in figure.placed
    ]
    order = [position.value for position in figure.positions]
    titles = {placed.item.key: placed.item.title for placed in figure.placed}
    return {
        "data": {"values": values},
        "mark": {"type": "point", "filled": True, "size": 90},
        "encoding": {
            "x": _field("position", "ordinal", sort=order, title=None),
            "y": name_axis("key", titles),
            "tooltip": [_field("says", "nominal")],
        },
    }


def _draw_steps(figure: Steps) -> _Spec:
    values = []
    counts: dict[tuple[str, str], int] = {}
    for bound in ("surely", "at most"):
        ordered = sorted(figure.steps, key=lambda s: s.last if bound == "surely" else s.first)
        for step in ordered:
            name = (step.series, bound)
            counts[name] = counts.get(name, 0) + step.number
            day = step.last if bound == "surely" else step.first
            values.append(
                {
                    "day": day.isoformat(),
                    "count": counts[name],
                    "series": step.series,
                    "bound": bound,
                    "who": step.item.title,
                }
            )
    return {
        "width": 640,
        "data": {"values": values},
        "mark": {"type": "line", "interpolate": "step-after", "point": True},
        "encoding": {
            "x": _field("day", "temporal", title=None),
            "y": _field("count", "quantitative", title="people"),
            "color": _field("series", "nominal", title=None),
            "strokeDash": _field("bound", "nominal", title=None),
            "tooltip": [_field("who", "nominal"), _field("day", "temporal")],
        },
    }


def _draw_beam(figure: Beam) -> _Spec:
    values = [
        {"key": w.item.key, "at": w.at, "weight": w.share, "says": w.item.tip}
        for w in figure.weights
    ]
    titles = {weight.item.key: weight.item.title for weight in figure.weights}
    scale = {"domain": [figure.low, figure.high]}
    place = _field("at", "quantitative", title=None, scale=scale)
    points: _Spec = {
        "data": {"values": values},
        "mark": {"type": "point", "filled": True, "color": LIGHT.paints[Tone.SEAT].fill},
        "encoding": {
            "x": place,
            "y": name_axis("key", titles),
            "size": _field("weight", "quantitative", title="share of the weight"),
            "tooltip": [_field("says", "nominal")],
        },
    }
    outcomes = [{"at": one.at, "outcome": one.label} for one in figure.outcomes]
    rules: _Spec = {
        "data": {"values": outcomes},
        "mark": {"type": "rule", "color": LIGHT.status},
        "encoding": {"x": place, "tooltip": [_field("outcome", "nominal")]},
    }
    return {"width": 640, "layer": [points, rules] if outcomes else [points]}


_WRITERS: Final[dict[type[Any], Any]] = {
    Lanes: _draw_lanes,
    Matrix: _draw_matrix,
    Spectrum: _draw_spectrum,
    Steps: _draw_steps,
    Plane: measured.draw_plane,
    Intervals: measured.draw_intervals,
    Bars: measured.draw_bars,
    Beam: _draw_beam,
}
