"""Who agrees with whom: discourse networks, coalitions, polarization, ideal points, forecasts.

Needs numpy and scipy: `pip install 'stakeholders[analysis]'`.
"""

from stakeholders.errors import MissingExtraError

try:
    import numpy as np  # noqa: F401 - only whether it is there
    import scipy  # noqa: F401
except ImportError:
    raise MissingExtraError("an analysis", "analysis") from None

from stakeholders.analysis.network import Mode, Network

__all__ = ["Mode", "Network"]
