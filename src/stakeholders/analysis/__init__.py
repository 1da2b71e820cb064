"""Who agrees with whom: discourse networks, coalitions, polarization, ideal points, forecasts.

Needs numpy and scipy: `pip install 'stakeholders[analysis]'`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from stakeholders.analysis.backbone import Backbone as Backbone
    from stakeholders.analysis.backbone import Peel as Peel
    from stakeholders.analysis.backbone import find_backbone as find_backbone
    from stakeholders.analysis.backbone import peel_backbone as peel_backbone
    from stakeholders.analysis.brokers import Broker as Broker
    from stakeholders.analysis.brokers import find_brokers as find_brokers
    from stakeholders.analysis.coalitions import Coalitions as Coalitions
    from stakeholders.analysis.coalitions import find_coalitions as find_coalitions
    from stakeholders.analysis.coalitions import split_sides as split_sides
    from stakeholders.analysis.dispersion import measure_agreement as measure_agreement
    from stakeholders.analysis.dispersion import measure_esteban_ray as measure_esteban_ray
    from stakeholders.analysis.frustration import Frustration as Frustration
    from stakeholders.analysis.frustration import find_frustration as find_frustration
    from stakeholders.analysis.grids import arrange_grid as arrange_grid
    from stakeholders.analysis.grids import arrange_salience as arrange_salience
    from stakeholders.analysis.grids import classify_salience as classify_salience
    from stakeholders.analysis.ideal_points import IdealPoints as IdealPoints
    from stakeholders.analysis.ideal_points import estimate_ideal_points as estimate_ideal_points
    from stakeholders.analysis.methods import Method as Method
    from stakeholders.analysis.opinions import Opinions as Opinions
    from stakeholders.analysis.opinions import collect_opinions as collect_opinions
    from stakeholders.analysis.partitions import Partition as Partition
    from stakeholders.analysis.partitions import measure_modularity as measure_modularity
    from stakeholders.analysis.phases import Distance as Distance
    from stakeholders.analysis.phases import Phases as Phases
    from stakeholders.analysis.phases import Transition as Transition
    from stakeholders.analysis.phases import find_phases as find_phases
    from stakeholders.analysis.polarization import Camps as Camps
    from stakeholders.analysis.polarization import find_camps as find_camps
    from stakeholders.analysis.polarization import measure_balance as measure_balance
    from stakeholders.analysis.polarization import measure_dna_inverted as measure_dna_inverted
    from stakeholders.analysis.polarization import measure_ei as measure_ei
    from stakeholders.analysis.position_map import map_positions as map_positions
    from stakeholders.analysis.ratings import collect_ratings as collect_ratings
    from stakeholders.analysis.reliability import Alpha as Alpha
    from stakeholders.analysis.reliability import Metric as Metric
    from stakeholders.analysis.reliability import measure_alpha as measure_alpha
    from stakeholders.analysis.reliability import measure_coder_agreement as measure_coder_agreement
    from stakeholders.analysis.shares import AgreementShares as AgreementShares
    from stakeholders.analysis.stakeholder_table import (
        make_stakeholder_table as make_stakeholder_table,
    )

_LATER = {
    "backbone": "Backbone Peel find_backbone peel_backbone",
    "brokers": "Broker find_brokers",
    "coalitions": "Coalitions find_coalitions split_sides",
    "dispersion": "measure_agreement measure_esteban_ray",
    "frustration": "Frustration find_frustration",
    "grids": "arrange_grid arrange_salience classify_salience",
    "ideal_points": "IdealPoints estimate_ideal_points",
    "methods": "Method",
    "opinions": "Opinions collect_opinions",
    "partitions": "Partition measure_modularity",
    "phases": "Distance Phases Transition find_phases",
    "polarization": "Camps find_camps measure_balance measure_dna_inverted measure_ei",
    "position_map": "map_positions",
    "ratings": "collect_ratings",
    "reliability": "Alpha Metric measure_alpha measure_coder_agreement",
    "shares": "AgreementShares",
    "stakeholder_table": "make_stakeholder_table",
}
_MODULES = {name: module for module, names in _LATER.items() for name in names.split()}

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
__all__ += sorted(_MODULES)  # noqa: PLE0605 - they are strings, of one table


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module holds anything
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = value
    return value
