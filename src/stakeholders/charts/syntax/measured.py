"""Vega-Lite of what is measured: points in quadrants, intervals on a line, bars to both sides."""

import json
from collections import defaultdict
from typing import Any

from stakeholders.charts.syntax import show
from stakeholders.charts.themes import LIGHT
from stakeholders.charts.values import Bars, Intervals, Plane, Tone

Spec = dict[str, Any]

_WIDTH = 640


def draw_plane(figure: Plane) -> Spec:
    """Return points with their names, and the two lines that part the quadrants."""
    values = [{"x": spot.x, "y": spot.y, "says": show(spot.item.tip)} for spot in figure.spots]
    names: dict[tuple[float, float], list[str]] = defaultdict(list)
    for spot in figure.spots:
        names[spot.x, spot.y].append(show(spot.item.title))
    shared = [{"x": x, "y": y, "who": ", ".join(those)} for (x, y), those in names.items()]
    # An object and no text: a title with a brace in it would be an expression.
    across = {"field": "x", "type": "quantitative", "scale": {"domain": [0, 1]}}
    upwards = {"field": "y", "type": "quantitative", "scale": {"domain": [0, 1]}}
    across["title"], upwards["title"] = show(figure.x_label), show(figure.y_label)
    place = {"x": across, "y": upwards}
    rule = {"data": {"values": [{}]}, "mark": {"type": "rule", "color": LIGHT.tie}}
    point = {"type": "point", "filled": True, "size": 70, "color": LIGHT.paints[Tone.SEAT].fill}
    text = {"type": "text", "align": "left", "dx": 8}
    return {
        "width": _WIDTH,
        "height": 400,
        "data": {"values": values},
        "layer": [
            {**rule, "encoding": {"x": {"datum": figure.x_cut, "type": "quantitative"}}},
            {**rule, "encoding": {"y": {"datum": figure.y_cut, "type": "quantitative"}}},
            {"mark": point, "encoding": {**place, "tooltip": _name("says")}},
            {
                "data": {"values": shared},
                "mark": text,
                "encoding": {**place, "text": _name("who")},
            },
        ],
    }


def draw_intervals(figure: Intervals) -> Spec:
    """Return a rule from the low to the high end of each row, with a point at its value."""
    values = [
        {
            "key": row.item.key,
            "value": row.value,
            "low": row.low,
            "high": row.high,
            "says": show(row.item.tip),
        }
        for row in figure.rows
    ]
    rows = name_axis("key", {row.item.key: row.item.title for row in figure.rows})
    paint = LIGHT.paints[Tone.SEAT].fill
    reach = {
        "x": {"field": "low", "type": "quantitative", "title": None},
        "x2": {"field": "high"},
        "y": rows,
    }
    place = {
        "x": {"field": "value", "type": "quantitative"},
        "y": rows,
        "tooltip": _name("says"),
    }
    point = {"type": "point", "filled": True, "size": 60, "color": paint}
    return {
        "width": _WIDTH,
        "data": {"values": values},
        "layer": [
            {"mark": {"type": "rule", "color": paint}, "encoding": reach},
            {"mark": point, "encoding": place},
        ],
    }


def draw_bars(figure: Bars) -> Spec:
    """Return the parts of each bar by where they begin and end, the left side below zero."""
    values: list[Spec] = []
    for bar in figure.bars:
        for side, sign in ((bar.left, -1), (bar.right, 1)):
            end = 0
            for tone, number in side:
                ends = {"first": sign * end, "last": sign * (end + number)}
                told = {"position": tone.value, "count": number, "says": show(bar.item.tip)}
                values.append({"key": bar.item.key, **ends, **told})
                end += number
    titles = {
        bar.item.key: f"{bar.section}: {bar.item.title}" if bar.section else bar.item.title
        for bar in figure.bars
    }
    used = {tone for bar in figure.bars for tone, _ in (*bar.left, *bar.right)}
    tones = [tone for tone in Tone if tone in used]
    scale = {
        "domain": [tone.value for tone in tones],
        "range": [LIGHT.paints[tone].fill for tone in tones],
    }
    return {
        "width": _WIDTH,
        "data": {"values": values},
        "mark": {"type": "bar"},
        "encoding": {
            "x": {"field": "first", "type": "quantitative", "title": None},
            "x2": {"field": "last"},
            "y": name_axis("key", titles),
            "color": {"field": "position", "type": "nominal", "scale": scale, "title": None},
            "tooltip": _name("says"),
        },
    }


def _name(field: str) -> Spec:
    return {"field": field, "type": "nominal"}


def look_up(titles: dict[str, str]) -> str:
    """Return the expression of Vega for the title behind a key."""
    shown = {key: show(title) for key, title in titles.items()}
    return f"({json.dumps(shown)})[datum.value]"


def name_axis(field: str, titles: dict[str, str]) -> Spec:
    """Return a discrete axis whose places are keys, for names may be the same."""
    axis = {"labelExpr": look_up(titles), "labelLimit": 260}
    return {
        "field": field,
        "type": "nominal",
        "sort": list(titles),
        "title": None,
        "axis": axis,
    }
