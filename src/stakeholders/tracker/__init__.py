"""The tracker: load it once, then ask."""

from stakeholders.tracker.tracker import Tracker, load, loads

__all__ = ["Tracker", "load", "loads"]
