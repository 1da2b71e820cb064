"""Who agrees with whom: discourse networks, coalitions, polarization, ideal points, forecasts.

Needs numpy and scipy: `pip install 'stakeholders[analysis]'`.
"""

from stakeholders.errors import MissingExtraError

try:
    import numpy as np  # noqa: F401 - only whether it is there
    import scipy  # noqa: F401
except ImportError:
    raise MissingExtraError("an analysis", "analysis") from None

from stakeholders.analysis.grids import arrange_grid, arrange_salience, classify_salience
from stakeholders.analysis.ideal_points import IdealPoints, estimate_ideal_points
from stakeholders.analysis.network import Mode, Network
from stakeholders.analysis.opinions import Opinions, collect_opinions
from stakeholders.analysis.position_map import map_positions
from stakeholders.analysis.ratings import collect_ratings
from stakeholders.analysis.shares import AgreementShares, measure_agreement
from stakeholders.analysis.stakeholder_table import make_stakeholder_table

__all__ = [
    "AgreementShares",
    "IdealPoints",
    "Mode",
    "Network",
    "Opinions",
    "arrange_grid",
    "arrange_salience",
    "classify_salience",
    "collect_opinions",
    "collect_ratings",
    "estimate_ideal_points",
    "make_stakeholder_table",
    "map_positions",
    "measure_agreement",
]
