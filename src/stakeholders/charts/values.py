"""What a picture shows, before any syntax: plain values that every writer spells.

A figure is one of nine: a `Graph` of boxes and lines (org charts, flows, networks), `Lanes` along
a time axis, a `Matrix` of cells, a `Spectrum` of holders along positions, `Steps` that count up
over time, a `Plane` of points in four quadrants, `Intervals` along a line, `Bars` to both sides of
a middle, and a `Beam` with weights along a scale. `Panels` sets several figures side by side.
"""

import enum
from collections.abc import Iterator
from datetime import date

import attrs

from stakeholders.charts.items import GLYPHS, Item, Phase, Quote, Tone
from stakeholders.model import Position

__all__ = [
    "GLYPHS",
    "Bar",
    "Bars",
    "Cell",
    "Content",
    "Drawn",
    "Figure",
    "Graph",
    "Interval",
    "Intervals",
    "Item",
    "Lane",
    "Lanes",
    "Layout",
    "Line",
    "Matrix",
    "Panel",
    "Panels",
    "Phase",
    "Placed",
    "Plane",
    "Point",
    "Quote",
    "Reference",
    "Row",
    "Section",
    "Span",
    "Spectrum",
    "Spot",
    "Step",
    "Steps",
    "Stroke",
    "Table",
    "Tone",
]


class Stroke(enum.StrEnum):
    """How a line is drawn: solid for a hierarchy, dotted for advice, dashed for what is unsure."""

    SOLID = "solid"
    DOTTED = "dotted"
    DASHED = "dashed"


@attrs.frozen(kw_only=True)
class Line:
    """A tie from the item of one key to that of another.

    `tone` is that of support for a positive tie and of opposition for a negative one. `weight` is
    from 0 to 1.
    """

    tail: str
    head: str
    label: str = ""
    stroke: Stroke = Stroke.SOLID
    is_directed: bool = True
    tone: Tone | None = None
    weight: float = 0.0
    tip: str = ""
    sources: tuple[str, ...] = ()


class Layout(enum.StrEnum):
    """How a graph is set: a tree from the top, layers from left to right, or by attraction."""

    TREE = "tree"
    LAYERS = "layers"
    FORCES = "forces"


@attrs.frozen(kw_only=True)
class Graph:
    """Boxes and lines. In a tree, `parents` gives the key above each key; lines come on top."""

    boxes: tuple[Item, ...]
    lines: tuple[Line, ...] = ()
    parents: dict[str, str] = attrs.field(factory=dict)
    layout: Layout = Layout.TREE

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything that can be asked about."""
        return self.boxes


@attrs.frozen(kw_only=True)
class Span:
    """A stretch of a lane from the first day to the last, both of it; certain or possible."""

    first: date
    last: date
    is_certain: bool


@attrs.frozen(kw_only=True)
class Point:
    """Something on a lane that lies between two days, the same where the day is known."""

    first: date
    last: date
    label: str
    tone: Tone


@attrs.frozen(kw_only=True)
class Lane:
    """One row along the time axis."""

    item: Item
    spans: tuple[Span, ...] = ()
    points: tuple[Point, ...] = ()


@attrs.frozen(kw_only=True)
class Section:
    """Rows under one heading, which may be empty."""

    heading: str
    lanes: tuple[Lane, ...]


@attrs.frozen(kw_only=True)
class Lanes:
    """Sections of lanes on one time axis, with events as lines across all of them."""

    first: date
    last: date
    sections: tuple[Section, ...]
    events: tuple[Point, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything that can be asked about."""
        return tuple(lane.item for section in self.sections for lane in section.lanes)


@attrs.frozen(kw_only=True)
class Cell:
    """Where a row and a column meet; `note` is a small text under the glyph, such as an age."""

    item: Item
    note: str = ""


@attrs.frozen(kw_only=True)
class Row:
    """One holder's cells, one for each column, under the heading of a section."""

    item: Item
    section: str
    cells: tuple[Cell, ...]


@attrs.frozen(kw_only=True)
class Matrix:
    """Rows of cells under columns.

    Where it `is_square`, columns are the rows once more: they are numbered, and cells are small.
    """

    columns: tuple[Item, ...]
    rows: tuple[Row, ...]
    is_square: bool = False

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything that can be asked about."""
        cells = (cell.item for row in self.rows for cell in row.cells)
        return (*self.columns, *(row.item for row in self.rows), *cells)


@attrs.frozen(kw_only=True)
class Placed:
    """A holder at a position, with the positions held before it, the earliest first."""

    item: Item
    position: Position | None
    before: tuple[tuple[Position, str], ...] = ()


@attrs.frozen(kw_only=True)
class Spectrum:
    """Holders along the positions of one topic's scale; those without a statement apart."""

    positions: tuple[Position, ...]
    placed: tuple[Placed, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything that can be asked about."""
        return tuple(placed.item for placed in self.placed)


@attrs.frozen(kw_only=True)
class Step:
    """Some number that is added between two days, and of which series it is."""

    item: Item
    first: date
    last: date
    number: int
    series: str


@attrs.frozen(kw_only=True)
class Steps:
    """Counts that go up over time, least and most, with events as lines across.

    Those of which no day is known are in `undated`, so that no one is lost.
    """

    first: date
    last: date
    steps: tuple[Step, ...]
    undated: tuple[Step, ...] = ()
    events: tuple[Point, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything that can be asked about."""
        return tuple(step.item for step in (*self.steps, *self.undated))


@attrs.frozen(kw_only=True)
class Weight:
    """Somebody at a place of a scale; `share` is the part of all weight, from 0 to 1."""

    item: Item
    at: float
    share: float


@attrs.frozen(kw_only=True)
class Outcome:
    """What is expected: a place of a scale, and what expects it there."""

    at: float
    label: str


@attrs.frozen(kw_only=True)
class Beam:
    """Weights along a scale of numbers, a row each, with outcomes as lines across.

    `ticks` are the places that have a label.
    """

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    weights: tuple[Weight, ...]
    outcomes: tuple[Outcome, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything that can be asked about."""
        return tuple(weight.item for weight in self.weights)


@attrs.frozen(kw_only=True)
class Spot:
    """An item at a place, each way a number from 0 to 1."""

    item: Item
    x: float
    y: float


@attrs.frozen(kw_only=True)
class Plane:
    """Spots in four quadrants, which meet where `x_cut` and `y_cut` say.

    `quadrants` are the names of those at the top left and right, then at the bottom left and right.
    """

    x_label: str
    y_label: str
    x_cut: float
    y_cut: float
    quadrants: tuple[str, str, str, str]
    spots: tuple[Spot, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything that can be asked about."""
        return tuple(spot.item for spot in self.spots)


@attrs.frozen(kw_only=True)
class Interval:
    """An item at a value, with how far it can lie from there; the ends may be the value."""

    item: Item
    value: float
    low: float
    high: float


@attrs.frozen(kw_only=True)
class Intervals:
    """Intervals along a line, one row each, with what its two ends are called."""

    left: str
    right: str
    rows: tuple[Interval, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything that can be asked about."""
        return tuple(row.item for row in self.rows)


@attrs.frozen(kw_only=True)
class Bar:
    """Counts to both sides of a middle, the innermost first, under the heading of a section.

    `apart` are counts of neither side.
    """

    item: Item
    section: str = ""
    left: tuple[tuple[Tone, int], ...]
    right: tuple[tuple[Tone, int], ...]
    apart: tuple[int, ...]


@attrs.frozen(kw_only=True)
class Bars:
    """Bars under one another, with what each side and each column of counts apart is called."""

    left: str
    right: str
    apart: tuple[tuple[Tone, str], ...]
    bars: tuple[Bar, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything that can be asked about."""
        return tuple(bar.item for bar in self.bars)


Drawn = Graph | Lanes | Matrix | Spectrum | Steps | Plane | Intervals | Bars | Beam


@attrs.frozen(kw_only=True)
class Panel:
    """One of several figures, with what it shows."""

    heading: str
    figure: Drawn


@attrs.frozen(kw_only=True)
class Panels:
    """Figures side by side, such as before and after."""

    panels: tuple[Panel, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything that can be asked about."""
        return tuple(item for panel in self.panels for item in panel.figure.items)


Figure = Drawn | Panels


@attrs.frozen(kw_only=True)
class Table:
    """The same as the picture, in words, for who cannot see it."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@attrs.frozen(kw_only=True)
class Reference:
    """A source as a picture cites it: its id, one line of a bibliography, and its address."""

    id: str
    text: str
    url: str | None = None


@attrs.frozen(kw_only=True)
class Content:
    """A whole picture: what it is called, what it says in words, its figure and its sources.

    `kind` is the name of the chart, such as "org-chart"; `summary` is its text alternative and says
    the content. `legend` are the tones to explain and what each means here. `notes` are what must
    be said of what is not shown. `events` of the kinds below are in the figures.
    """

    kind: str
    title: str
    subtitle: str = ""
    summary: str
    figure: Figure
    legend: tuple[tuple[Tone, str], ...] = ()
    notes: tuple[str, ...] = ()
    table: Table
    references: tuple[Reference, ...] = ()

    def walk(self) -> Iterator[Drawn]:
        """Return the figures in it."""
        if isinstance(self.figure, Panels):
            yield from (panel.figure for panel in self.figure.panels)
        else:
            yield self.figure
