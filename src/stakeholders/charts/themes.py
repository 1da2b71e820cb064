"""Colours: one paint for every tone, light and dark. Contrasts are computed in a test.

Text has 4.5:1 or more on what is behind it, borders and marks 3:1. Nothing is told by colour
alone: a tone has a glyph, a dashed border or words beside it.
"""

from collections.abc import Mapping

import attrs

from stakeholders.charts.values import Tone
from stakeholders.errors import QuestionError, did_you_mean, find_nearest, quote


@attrs.frozen
class Paint:
    """How a tone is painted: the surface, the border, the text on it, and the border's dashes."""

    fill: str
    border: str
    ink: str
    dashes: str = ""
    width: float = 1.2


@attrs.frozen(kw_only=True, eq=False)
class Theme:
    """The colours of a picture: background, texts, lines, and a paint for each tone.

    A theme is the same as itself only, so that what is made of it can be kept.
    """

    background: str
    ink: str
    muted: str
    status: str
    tie: str
    grid: str
    hatch: str
    paints: Mapping[Tone, Paint]


LIGHT = Theme(
    background="#FFFFFF",
    ink="#102A43",
    muted="#44596E",
    status="#8A3600",
    tie="#6B7A89",
    grid="#D5DCE3",
    hatch="#4A7BAA",
    paints={
        Tone.PERSON: Paint("#EAF2FA", "#1F5A8C", "#102A43"),
        Tone.SEAT: Paint("#3F78AC", "#3F78AC", "#FFFFFF", "", 0.5),
        Tone.UNSURE: Paint("#FFFFFF", "#4A7BAA", "#102A43", "", 0.6),
        Tone.POSSIBLE: Paint("#FFFFFF", "#1F5A8C", "#102A43", "2 3"),
        Tone.UNNAMED: Paint("#F2F3F5", "#5F6C7B", "#2B3A4A"),
        Tone.LEFT: Paint("#FFFFFF", "#B24700", "#102A43", "6 3", 1.8),
        Tone.HEADING: Paint("#FFFFFF", "#6B7A89", "#2B3A4A", "", 0.8),
        Tone.ORGANIZATION: Paint("#F4F1E8", "#7A6A3A", "#2E2812"),
        Tone.BODY: Paint("#1F4E79", "#1F4E79", "#FFFFFF"),
        Tone.TOPIC: Paint("#EFEBF7", "#6A4FA3", "#2C1F4A"),
        Tone.REASON: Paint("#FDF0E6", "#B24700", "#4A1F00"),
        Tone.EVENT: Paint("#E8F4F1", "#1F7A68", "#0E3A31"),
        Tone.SOURCE: Paint("#FFFFFF", "#5F6C7B", "#2B3A4A", "", 0.9),
        Tone.STRONGLY_OPPOSE: Paint("#A63D10", "#A63D10", "#FFFFFF"),
        Tone.OPPOSE: Paint("#F4A582", "#B4562B", "#4A1700"),
        Tone.NEUTRAL: Paint("#F2F2F2", "#7A7A7A", "#333333"),
        Tone.SUPPORT: Paint("#92C5DE", "#2F7CA6", "#06283D"),
        Tone.STRONGLY_SUPPORT: Paint("#2166AC", "#2166AC", "#FFFFFF"),
        Tone.NO_STATEMENT: Paint("#FFFFFF", "#8A95A1", "#4A5866", "", 0.6),
    },
)

DARK = Theme(
    background="#11181F",
    ink="#E8EEF4",
    muted="#A9B8C6",
    status="#FFB084",
    tie="#8796A5",
    grid="#2B3844",
    hatch="#6FA3D2",
    paints={
        Tone.PERSON: Paint("#1B2F42", "#6FA8DC", "#E8EEF4"),
        Tone.SEAT: Paint("#6FA3D2", "#6FA3D2", "#06213A", "", 0.5),
        Tone.UNSURE: Paint("#11181F", "#6FA3D2", "#E8EEF4", "", 0.6),
        Tone.POSSIBLE: Paint("#11181F", "#6FA8DC", "#E8EEF4", "2 3"),
        Tone.UNNAMED: Paint("#232B33", "#94A1AE", "#D5DDE5"),
        Tone.LEFT: Paint("#11181F", "#FF9A5C", "#E8EEF4", "6 3", 1.8),
        Tone.HEADING: Paint("#11181F", "#8796A5", "#D5DDE5", "", 0.8),
        Tone.ORGANIZATION: Paint("#2B2718", "#C4AE6A", "#F1EAD2"),
        Tone.BODY: Paint("#8FC1EE", "#8FC1EE", "#0B1F33"),
        Tone.TOPIC: Paint("#271F3A", "#A98FE0", "#E9E2F8"),
        Tone.REASON: Paint("#331D0E", "#FF9A5C", "#FFE3D0"),
        Tone.EVENT: Paint("#12302A", "#5CC2AC", "#D6F3EC"),
        Tone.SOURCE: Paint("#11181F", "#94A1AE", "#D5DDE5", "", 0.9),
        Tone.STRONGLY_OPPOSE: Paint("#E8703A", "#E8703A", "#2A0D00"),
        Tone.OPPOSE: Paint("#7A3A1C", "#D98A63", "#FFE9DE"),
        Tone.NEUTRAL: Paint("#3A3F45", "#9AA3AC", "#EEEEEE"),
        Tone.SUPPORT: Paint("#1F4C68", "#6DB3D8", "#E3F3FB"),
        Tone.STRONGLY_SUPPORT: Paint("#6BB2F0", "#6BB2F0", "#06213A"),
        Tone.NO_STATEMENT: Paint("#11181F", "#7C8894", "#A9B8C6", "", 0.6),
    },
)

# "auto" is light, and dark where the reader's system is; what it looks like is not one theme.
THEMES: dict[str, tuple[Theme, Theme | None]] = {
    "light": (LIGHT, None),
    "dark": (DARK, None),
    "auto": (LIGHT, DARK),
}


def get_themes(name: str) -> tuple[Theme, Theme | None]:
    """Return a theme by its name, and the one for a dark screen if that differs.

    Raises:
        QuestionError: if there is no such theme.
    """
    if name not in THEMES:
        hint = did_you_mean(find_nearest(name, THEMES))
        raise QuestionError(f"no theme {quote(name)}: light, dark or auto{hint}")
    return THEMES[name]
