"""How the documentation is built: `python -m sphinx -W -b html docs docs/_build/html`."""

import stakeholders

project = "stakeholders"
author = "The stakeholders maintainers"
copyright = "the stakeholders maintainers"  # noqa: A001 - Sphinx's name for it
version = release = stakeholders.__version__

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "stakeholders.sphinx",
]
exclude_patterns = ["_build"]
nitpicky = False

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_default_options = {"members": True, "member-order": "bysource"}
autodoc_typehints = "signature"

stakeholders_data = {
    "communities": "../data/secure-communities",
    "councils": "../data/business-councils-2017",
    "mobility": "../data/social-mobility-commission",
}
stakeholders_theme = "auto"

html_theme = "furo"
html_title = "stakeholders"
html_show_sourcelink = False
html_copy_source = False
templates_path: list[str] = []
html_static_path = ["_static"]
html_css_files = ["wide.css"]
