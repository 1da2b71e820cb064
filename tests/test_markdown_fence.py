"""The fence for Markdown sites gives a figure, or says on the page and in the log what is wrong."""

import logging

import pytest

from stakeholders.markdown import fence


def draw(source: str) -> str:
    return fence(source, "stakeholders", "stakeholders", {}, None)


def test_a_fence_is_a_figure_with_caption_and_table() -> None:
    made = draw(
        "chart: stance-matrix\ndata: data/secure-communities\nbody: task-force\n"
        "topic: [report, terminate]\ncaption: Who & what\ntheme: light\nlink: sources\n"
    )
    assert made.startswith('<figure class="stakeholders-chart"><svg ')
    assert "<figcaption>Who &amp; what</figcaption>" in made
    assert "<summary>The same as a table</summary><table>" in made
    assert "prefers-color-scheme" not in made
    assert '<a href="https://' in made


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("chart: [", "this fence is no YAML"),
        ("just text", "this fence needs the lines chart: and data:"),
        ("chart: org-chart", "this fence needs the lines chart: and data:"),
        ("chart: org-chrt\ndata: data/secure-communities", "&#x27;org-chart&#x27;"),
        ("chart: org-chart\ndata: data/nowhere", "there is no such file or folder"),
        ("chart: org-chart\ndata: data/secure-communities\nbody: <b>", "&lt;b&gt;"),
        (
            "chart: org-chart\ndata: data/secure-communities\nbodi: x",
            "did you mean &#x27;body&#x27;",
        ),
    ],
)
def test_what_is_wrong_stands_on_the_page_and_is_a_warning(
    source: str, message: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "mkdocs"):
        made = draw(source)
    assert made.startswith('<div class="admonition failure">')
    assert message in made
    assert [record.name for record in caplog.records] == ["mkdocs.stakeholders"]
