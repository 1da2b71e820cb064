"""Who agrees with whom: discourse networks, coalitions, polarization, ideal points, forecasts.

Needs numpy and scipy: `pip install 'stakeholders[analysis]'`. Each name is imported from its module
when it is first used. Forecasts are a room of their own, `stakeholders.analysis.forecast`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from stakeholders.errors import MissingExtraError

try:
    import numpy as np  # noqa: F401 - only whether it is there
    import scipy  # noqa: F401
except ImportError:
    raise MissingExtraError("an analysis", "analysis") from None

if TYPE_CHECKING:
    from stakeholders.analysis.backbone import Backbone as Backbone
    from stakeholders.analysis.backbone import Peel as Peel
    from stakeholders.analysis.backbone import find_backbone as find_backbone
    from stakeholders.analysis.backbone import peel_backbone as peel_backbone
    from stakeholders.analysis.brokers import Broker as Broker
    from stakeholders.analysis.brokers import find_brokers as find_brokers
    from stakeholders.analysis.choices import Duplicates as Duplicates
    from stakeholders.analysis.choices import Normalization as Normalization
    from stakeholders.analysis.choices import Over as Over
    from stakeholders.analysis.choices import Placing as Placing
    from stakeholders.analysis.choices import Qualifier as Qualifier
    from stakeholders.analysis.coalitions import Coalitions as Coalitions
    from stakeholders.analysis.coalitions import find_coalitions as find_coalitions
    from stakeholders.analysis.coalitions import split_sides as split_sides
    from stakeholders.analysis.columns import Coded as Coded
    from stakeholders.analysis.dispersion import measure_agreement as measure_agreement
    from stakeholders.analysis.dispersion import measure_esteban_ray as measure_esteban_ray
    from stakeholders.analysis.evidence import Evidence as Evidence
    from stakeholders.analysis.filtering import filter_statements as filter_statements
    from stakeholders.analysis.frustration import Frustration as Frustration
    from stakeholders.analysis.frustration import find_frustration as find_frustration
    from stakeholders.analysis.grids import arrange_grid as arrange_grid
    from stakeholders.analysis.grids import arrange_salience as arrange_salience
    from stakeholders.analysis.grids import classify_salience as classify_salience
    from stakeholders.analysis.ideal_points import IdealPoints as IdealPoints
    from stakeholders.analysis.ideal_points import estimate_ideal_points as estimate_ideal_points
    from stakeholders.analysis.kernels import Kernel as Kernel
    from stakeholders.analysis.kernels import weigh as weigh
    from stakeholders.analysis.levels import Kind as Kind
    from stakeholders.analysis.levels import Levels as Levels
    from stakeholders.analysis.methods import Method as Method
    from stakeholders.analysis.network import Mode as Mode
    from stakeholders.analysis.network import Network as Network
    from stakeholders.analysis.network import Tie as Tie
    from stakeholders.analysis.networks import list_events as list_events
    from stakeholders.analysis.networks import make_one_mode as make_one_mode
    from stakeholders.analysis.networks import make_two_mode as make_two_mode
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
    from stakeholders.analysis.reading import Labels as Labels
    from stakeholders.analysis.reading import read_statements as read_statements
    from stakeholders.analysis.reliability import Alpha as Alpha
    from stakeholders.analysis.reliability import Metric as Metric
    from stakeholders.analysis.reliability import measure_alpha as measure_alpha
    from stakeholders.analysis.reliability import measure_coder_agreement as measure_coder_agreement
    from stakeholders.analysis.series import Series as Series
    from stakeholders.analysis.series import Slice as Slice
    from stakeholders.analysis.shares import AgreementShares as AgreementShares
    from stakeholders.analysis.shares import measure_shares as measure_shares
    from stakeholders.analysis.smoothing import make_kernel_slices as make_kernel_slices
    from stakeholders.analysis.stakeholder_table import (
        make_stakeholder_table as make_stakeholder_table,
    )
    from stakeholders.analysis.statements import LeftOut as LeftOut
    from stakeholders.analysis.statements import Statement as Statement
    from stakeholders.analysis.statements import Statements as Statements
    from stakeholders.analysis.units import Unit as Unit
    from stakeholders.analysis.windows import make_windows as make_windows

_HOMES: Final = {
    "backbone": "Backbone Peel find_backbone peel_backbone",
    "brokers": "Broker find_brokers",
    "choices": "Duplicates Normalization Over Placing Qualifier",
    "coalitions": "Coalitions find_coalitions split_sides",
    "columns": "Coded",
    "dispersion": "measure_agreement measure_esteban_ray",
    "evidence": "Evidence",
    "filtering": "filter_statements",
    "frustration": "Frustration find_frustration",
    "grids": "arrange_grid arrange_salience classify_salience",
    "ideal_points": "IdealPoints estimate_ideal_points",
    "kernels": "Kernel weigh",
    "levels": "Kind Levels",
    "methods": "Method",
    "network": "Mode Network Tie",
    "networks": "list_events make_one_mode make_two_mode",
    "opinions": "Opinions collect_opinions",
    "partitions": "Partition measure_modularity",
    "phases": "Distance Phases Transition find_phases",
    "polarization": "Camps find_camps measure_balance measure_dna_inverted measure_ei",
    "position_map": "map_positions",
    "ratings": "collect_ratings",
    "reading": "Labels read_statements",
    "reliability": "Alpha Metric measure_alpha measure_coder_agreement",
    "series": "Series Slice",
    "shares": "AgreementShares measure_shares",
    "smoothing": "make_kernel_slices",
    "stakeholder_table": "make_stakeholder_table",
    "statements": "LeftOut Statement Statements",
    "units": "Unit",
    "windows": "make_windows",
}
_MODULES: Final = {name: module for module, names in _HOMES.items() for name in names.split()}

__all__ = sorted(_MODULES)  # noqa: PLE0605 - they are strings, of one table


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module holds anything
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = value
    return value
