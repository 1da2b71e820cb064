"""Who agrees with whom: discourse networks, coalitions, polarization, ideal points, forecasts.

Needs numpy and scipy: `pip install 'stakeholders[analysis]'`.
"""

from stakeholders.errors import MissingExtraError

try:
    import numpy as np  # noqa: F401 - only whether it is there
    import scipy  # noqa: F401
except ImportError:
    raise MissingExtraError("an analysis", "analysis") from None

from stakeholders.analysis.choices import Duplicates, Normalization, Over, Placing, Qualifier
from stakeholders.analysis.columns import Coded
from stakeholders.analysis.evidence import Evidence
from stakeholders.analysis.filtering import filter_statements
from stakeholders.analysis.levels import Kind, Levels
from stakeholders.analysis.network import Mode, Network, Tie
from stakeholders.analysis.networks import list_events, make_one_mode, make_two_mode
from stakeholders.analysis.reading import Labels, read_statements
from stakeholders.analysis.statements import LeftOut, Statement, Statements

__all__ = [
    "Coded",
    "Duplicates",
    "Evidence",
    "Kind",
    "Labels",
    "LeftOut",
    "Levels",
    "Mode",
    "Network",
    "Normalization",
    "Over",
    "Placing",
    "Qualifier",
    "Statement",
    "Statements",
    "Tie",
    "filter_statements",
    "list_events",
    "make_one_mode",
    "make_two_mode",
    "read_statements",
]
