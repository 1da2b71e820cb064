"""Trackers, answers and charts show themselves in a notebook, every text as text."""

import subprocess
import sys

import pytest

from stakeholders import Tracker, load, loads
from stakeholders.charts.org_chart import org_chart
from stakeholders.display import Shown

DATA = """
tracker: {title: "<b>Harbour"}
sources: {s: {title: Minutes}}
people: {ana: {name: "Ana <script>"}}
topics: {tax: {proposition: Taxes should rise.}}
bodies: {council: {name: The Council, sources: [s]}}
memberships: [{person: ana, body: council, start: 2020-01-01, sources: [s]}]
stances: [{holder: ana, topic: tax, position: support, basis: stated, date: 2020-02, sources: [s]}]
"""


@pytest.fixture(scope="module")
def tracker() -> Tracker:
    return loads(DATA)


def test_a_tracker_shows_its_title_and_counts(tracker: Tracker) -> None:
    shown = tracker._repr_html_()
    assert shown is not None
    assert shown.startswith("<p>&lt;b&gt;Harbour: 1 person, 1 body, 0 departures, 1 stance")


def test_stances_show_as_a_table_of_what_they_hold(tracker: Tracker) -> None:
    shown = tracker.stances()._repr_markdown_()
    assert shown is not None
    lines = shown.strip().splitlines()
    assert lines[0] == "| holder | topic | position | basis | date | confidence | sources |"
    assert lines[2] == "| ana | tax | support | stated | February 2020 | high | s |"


@pytest.mark.parametrize(
    "ask",
    [
        lambda t: t.snapshot(on="2020-03-01"),
        lambda t: t.divisions("council", "tax"),
        lambda t: t.stances(holder="ana", position="oppose"),
        lambda t: t.departures(),
    ],
)
def test_every_answer_shows_itself_without_markup_of_the_data(
    tracker: Tracker, ask: object
) -> None:
    assert callable(ask)
    answer = ask(tracker)
    assert isinstance(answer, Shown)
    shown = answer._repr_html_()
    assert shown
    assert "<script>" not in shown
    assert answer._repr_markdown_()


def test_an_explanation_shows_its_prose() -> None:
    shown = load("data/secure-communities").explain("venegas")._repr_html_()
    assert shown is not None
    assert "Arturo Venegas Jr. resigned from the Task Force" in shown


def test_a_chart_shows_itself_with_title_and_description(tracker: Tracker) -> None:
    chart = org_chart(tracker, "council")
    assert chart._repr_svg_().startswith("<svg ")
    assert "<title" in chart._repr_html_()
    assert "<desc" in chart._repr_html_()
    assert "Ana \\<script\\>" in chart._repr_markdown_()


def test_showing_is_loaded_only_when_something_is_shown() -> None:
    code = (
        "import sys, stakeholders as s\n"
        "t = s.loads('people: {ana: {name: Ana}}')\n"
        "assert 'stakeholders.notebook' not in sys.modules\n"
        "t._repr_html_()\n"
        "assert 'stakeholders.notebook' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
