"""The version, which what was kept by another version is told apart by."""

__version__ = "0.1.0"
