"""Colours: contrast is computed for every pair that can meet, by the formula of WCAG 2.2."""

import re

import pytest

from stakeholders import QuestionError, load
from stakeholders.charts.org_chart import org_chart
from stakeholders.charts.position_map import position_map
from stakeholders.charts.themes import DARK, LIGHT, Theme, get_themes
from stakeholders.charts.values import GLYPHS, Tone

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
# A matrix hatches what nobody said, and a heading is no more than its words: their borders tell
# nothing that is not told otherwise.
QUIET = {Tone.HEADING}


def find_luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def find_contrast(one: str, two: str) -> float:
    light, dark = sorted((find_luminance(one), find_luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_gives_the_known_ends() -> None:
    assert find_contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert find_contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@THEMES
@pytest.mark.parametrize("tone", list(Tone))
def test_text_has_four_and_a_half_to_one_on_every_tone(theme: Theme, tone: Tone) -> None:
    paint = theme.paints[tone]
    assert find_contrast(paint.ink, paint.fill) >= 4.5


@THEMES
@pytest.mark.parametrize("ink", ["ink", "muted", "status"])
def test_text_has_four_and_a_half_to_one_on_the_background(theme: Theme, ink: str) -> None:
    assert find_contrast(getattr(theme, ink), theme.background) >= 4.5


@THEMES
@pytest.mark.parametrize("tone", [t for t in Tone if t not in QUIET])
def test_shapes_have_three_to_one_on_the_background(theme: Theme, tone: Tone) -> None:
    assert find_contrast(theme.paints[tone].border, theme.background) >= 3


@THEMES
def test_lines_and_hatching_have_three_to_one(theme: Theme) -> None:
    assert find_contrast(theme.tie, theme.background) >= 3
    assert find_contrast(theme.hatch, theme.background) >= 3


@THEMES
@pytest.mark.parametrize("tone", [Tone.PERSON, Tone.POSSIBLE, Tone.UNNAMED, Tone.LEFT])
def test_the_status_of_a_box_can_be_read_on_it(theme: Theme, tone: Tone) -> None:
    assert find_contrast(theme.status, theme.paints[tone].fill) >= 4.5


@THEMES
def test_every_tone_of_a_position_has_a_sign_beside_its_colour(theme: Theme) -> None:
    positions = [tone for tone in Tone if tone.endswith(("oppose", "support", "neutral"))]
    assert len({GLYPHS[tone] for tone in positions}) == 5
    assert len({theme.paints[tone].fill for tone in positions}) == 5
    assert theme.paints[Tone.LEFT].dashes


def test_auto_is_light_and_dark_where_the_screen_is() -> None:
    chart = org_chart(load("data/secure-communities"), "hsac")
    assert "@media screen and (prefers-color-scheme:dark)" in chart.to_svg(theme="auto")
    assert "@media" not in chart.to_svg(theme="light")
    with pytest.raises(QuestionError, match=r"no theme 'drak': light, dark or auto .*'dark'"):
        get_themes("drak")


def test_three_charts_on_one_page_share_no_id_and_no_style() -> None:
    tracker = load("data/secure-communities")
    charts = [
        org_chart(tracker, "task-force").to_svg(key="1"),
        org_chart(tracker, "task-force").to_svg(key="2"),
        position_map(tracker, "terminate").to_svg(),
    ]
    ids = [set(re.findall(r'\bid="([^"]+)"', svg)) for svg in charts]
    assert all(ids)
    assert len(set.union(*ids)) == sum(map(len, ids))
    for svg, own in zip(charts, ids, strict=True):
        style = svg[svg.index("<style>") + 7 : svg.index("</style>")]
        rules = [rule for rule in re.split(r"[{}]", style)[::2] if rule.strip()]
        selectors = [selector for rule in rules for selector in rule.split(",")]
        root = min(own, key=len)
        assert all(selector.strip().startswith(f"#{root} ") for selector in selectors)
        assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= own
