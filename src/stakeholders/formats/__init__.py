"""Formats: answers as JSON, tables, CSV and Markdown; the schema and reference of the data."""

from stakeholders.formats.plain import Plain, to_plain
from stakeholders.formats.reference import write_reference
from stakeholders.formats.report import Report
from stakeholders.formats.schema import make_schema

__all__ = ["Plain", "Report", "make_schema", "to_plain", "write_reference"]
