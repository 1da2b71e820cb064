"""The Sphinx extension: charts, tables and references of trackers in documentation.

List `stakeholders.sphinx` in `extensions` and say in `stakeholders_data` where the tracker is.
"""

from typing import TYPE_CHECKING, Any

import stakeholders
from stakeholders.sphinx.charting import CHART_DIRECTIVES
from stakeholders.sphinx.domain import StakeholdersDomain
from stakeholders.sphinx.nodes import add_nodes
from stakeholders.sphinx.tables import TABLE_DIRECTIVES
from stakeholders.sphinx.trackers import report_problems

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["setup"]


def setup(app: "Sphinx") -> dict[str, Any]:
    """Add the domain with its directives and roles, the nodes and the settings."""
    app.add_config_value("stakeholders_data", "data", "env", [str, dict])
    app.add_config_value("stakeholders_link", None, "env", [str])
    app.add_config_value("stakeholders_theme", "auto", "env", [str])
    app.add_config_value("stakeholders_image_format", "pdf", "env", [str])
    app.add_domain(StakeholdersDomain)
    for name, directive in {**CHART_DIRECTIVES, **TABLE_DIRECTIVES}.items():
        app.add_directive_to_domain("stakeholders", name, directive)
    add_nodes(app)
    app.connect("env-before-read-docs", report_problems)
    return {
        "version": stakeholders.__version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
