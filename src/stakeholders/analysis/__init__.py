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
from stakeholders.analysis.kernels import Kernel, weigh
from stakeholders.analysis.levels import Kind, Levels
from stakeholders.analysis.network import Mode, Network, Tie
from stakeholders.analysis.networks import list_events, make_one_mode, make_two_mode
from stakeholders.analysis.reading import Labels, read_statements
from stakeholders.analysis.series import Series, Slice
from stakeholders.analysis.smoothing import make_kernel_slices
from stakeholders.analysis.statements import LeftOut, Statement, Statements
from stakeholders.analysis.units import Unit
from stakeholders.analysis.windows import make_windows

__all__ = [
    "Coded",
    "Duplicates",
    "Evidence",
    "Kernel",
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
    "Series",
    "Slice",
    "Statement",
    "Statements",
    "Tie",
    "Unit",
    "filter_statements",
    "list_events",
    "make_kernel_slices",
    "make_one_mode",
    "make_two_mode",
    "make_windows",
    "read_statements",
    "weigh",
]
