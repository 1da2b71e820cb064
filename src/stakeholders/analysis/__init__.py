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
    import threadpoolctl  # noqa: F401
except ImportError:
    raise MissingExtraError("an analysis", "analysis") from None

if TYPE_CHECKING:
    from stakeholders.analysis.discourse.choices import Duplicates as Duplicates
    from stakeholders.analysis.discourse.choices import Normalization as Normalization
    from stakeholders.analysis.discourse.choices import Over as Over
    from stakeholders.analysis.discourse.choices import Placing as Placing
    from stakeholders.analysis.discourse.choices import Qualifier as Qualifier
    from stakeholders.analysis.discourse.columns import Coded as Coded
    from stakeholders.analysis.discourse.evidence import Evidence as Evidence
    from stakeholders.analysis.discourse.filtering import filter_statements as filter_statements
    from stakeholders.analysis.discourse.kernels import Kernel as Kernel
    from stakeholders.analysis.discourse.kernels import weigh as weigh
    from stakeholders.analysis.discourse.levels import Kind as Kind
    from stakeholders.analysis.discourse.levels import Levels as Levels
    from stakeholders.analysis.discourse.network import Mode as Mode
    from stakeholders.analysis.discourse.network import Network as Network
    from stakeholders.analysis.discourse.network import Tie as Tie
    from stakeholders.analysis.discourse.networks import list_events as list_events
    from stakeholders.analysis.discourse.networks import make_one_mode as make_one_mode
    from stakeholders.analysis.discourse.networks import make_two_mode as make_two_mode
    from stakeholders.analysis.discourse.reading import Labels as Labels
    from stakeholders.analysis.discourse.reading import read_statements as read_statements
    from stakeholders.analysis.discourse.series import Series as Series
    from stakeholders.analysis.discourse.series import Slice as Slice
    from stakeholders.analysis.discourse.smoothing import make_kernel_slices as make_kernel_slices
    from stakeholders.analysis.discourse.statements import LeftOut as LeftOut
    from stakeholders.analysis.discourse.statements import Statement as Statement
    from stakeholders.analysis.discourse.statements import Statements as Statements
    from stakeholders.analysis.discourse.units import Unit as Unit
    from stakeholders.analysis.discourse.windows import make_windows as make_windows
    from stakeholders.analysis.positions.ideal_points import IdealPoints as IdealPoints
    from stakeholders.analysis.positions.ideal_points import (
        estimate_ideal_points as estimate_ideal_points,
    )
    from stakeholders.analysis.positions.opinions import Opinions as Opinions
    from stakeholders.analysis.positions.opinions import collect_opinions as collect_opinions
    from stakeholders.analysis.positions.shares import AgreementShares as AgreementShares
    from stakeholders.analysis.positions.shares import measure_shares as measure_shares
    from stakeholders.analysis.practice.grids import arrange_grid as arrange_grid
    from stakeholders.analysis.practice.grids import arrange_salience as arrange_salience
    from stakeholders.analysis.practice.grids import classify_salience as classify_salience
    from stakeholders.analysis.practice.position_map import map_positions as map_positions
    from stakeholders.analysis.practice.ratings import collect_ratings as collect_ratings
    from stakeholders.analysis.practice.stakeholder_table import (
        make_stakeholder_table as make_stakeholder_table,
    )
    from stakeholders.analysis.structure.backbone import Backbone as Backbone
    from stakeholders.analysis.structure.backbone import Peel as Peel
    from stakeholders.analysis.structure.backbone import find_backbone as find_backbone
    from stakeholders.analysis.structure.backbone import peel_backbone as peel_backbone
    from stakeholders.analysis.structure.brokers import Broker as Broker
    from stakeholders.analysis.structure.brokers import find_brokers as find_brokers
    from stakeholders.analysis.structure.coalitions import Coalitions as Coalitions
    from stakeholders.analysis.structure.coalitions import find_coalitions as find_coalitions
    from stakeholders.analysis.structure.coalitions import split_sides as split_sides
    from stakeholders.analysis.structure.dispersion import measure_agreement as measure_agreement
    from stakeholders.analysis.structure.dispersion import (
        measure_esteban_ray as measure_esteban_ray,
    )
    from stakeholders.analysis.structure.frustration import Frustration as Frustration
    from stakeholders.analysis.structure.frustration import find_frustration as find_frustration
    from stakeholders.analysis.structure.methods import Method as Method
    from stakeholders.analysis.structure.partitions import Partition as Partition
    from stakeholders.analysis.structure.partitions import measure_modularity as measure_modularity
    from stakeholders.analysis.structure.phases import Distance as Distance
    from stakeholders.analysis.structure.phases import Phases as Phases
    from stakeholders.analysis.structure.phases import Transition as Transition
    from stakeholders.analysis.structure.phases import find_phases as find_phases
    from stakeholders.analysis.structure.polarization import Camps as Camps
    from stakeholders.analysis.structure.polarization import find_camps as find_camps
    from stakeholders.analysis.structure.polarization import measure_balance as measure_balance
    from stakeholders.analysis.structure.polarization import (
        measure_dna_inverted as measure_dna_inverted,
    )
    from stakeholders.analysis.structure.polarization import measure_ei as measure_ei
    from stakeholders.analysis.structure.reliability import Alpha as Alpha
    from stakeholders.analysis.structure.reliability import Metric as Metric
    from stakeholders.analysis.structure.reliability import measure_alpha as measure_alpha
    from stakeholders.analysis.structure.reliability import (
        measure_coder_agreement as measure_coder_agreement,
    )

_HOMES: Final = {
    "structure.backbone": "Backbone Peel find_backbone peel_backbone",
    "structure.brokers": "Broker find_brokers",
    "discourse.choices": "Duplicates Normalization Over Placing Qualifier",
    "structure.coalitions": "Coalitions find_coalitions split_sides",
    "discourse.columns": "Coded",
    "structure.dispersion": "measure_agreement measure_esteban_ray",
    "discourse.evidence": "Evidence",
    "discourse.filtering": "filter_statements",
    "structure.frustration": "Frustration find_frustration",
    "practice.grids": "arrange_grid arrange_salience classify_salience",
    "positions.ideal_points": "IdealPoints estimate_ideal_points",
    "discourse.kernels": "Kernel weigh",
    "discourse.levels": "Kind Levels",
    "structure.methods": "Method",
    "discourse.network": "Mode Network Tie",
    "discourse.networks": "list_events make_one_mode make_two_mode",
    "positions.opinions": "Opinions collect_opinions",
    "structure.partitions": "Partition measure_modularity",
    "structure.phases": "Distance Phases Transition find_phases",
    "structure.polarization": "Camps find_camps measure_balance measure_dna_inverted measure_ei",
    "practice.position_map": "map_positions",
    "practice.ratings": "collect_ratings",
    "discourse.reading": "Labels read_statements",
    "structure.reliability": "Alpha Metric measure_alpha measure_coder_agreement",
    "discourse.series": "Series Slice",
    "positions.shares": "AgreementShares measure_shares",
    "discourse.smoothing": "make_kernel_slices",
    "practice.stakeholder_table": "make_stakeholder_table",
    "discourse.statements": "LeftOut Statement Statements",
    "discourse.units": "Unit",
    "discourse.windows": "make_windows",
}
_MODULES: Final = {name: module for module, names in _HOMES.items() for name in names.split()}

__all__ = sorted(_MODULES)  # noqa: PLE0605 - they are strings, of one table


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module holds anything
    if name == "forecast":  # which is then an attribute by itself
        return import_module(f"{__name__}.{name}")
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "forecast"]
