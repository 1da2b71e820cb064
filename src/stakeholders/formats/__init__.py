"""Formats: answers as JSON, tables, CSV and Markdown; the schema and reference of the data."""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from stakeholders.formats.plain import Plain, to_plain
from stakeholders.formats.report import Report

if TYPE_CHECKING:
    from stakeholders.formats.reference import write_reference
    from stakeholders.formats.schema import make_schema

__all__ = ["Plain", "Report", "make_schema", "to_plain", "write_reference"]

# They need the table of the format, which an answer does not.
_LATER: Final = {"make_schema": "schema", "write_reference": "reference"}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a function of another module
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
