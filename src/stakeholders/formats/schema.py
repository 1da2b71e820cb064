"""The JSON Schema of the format, made from the table that the reader uses."""

from stakeholders.formats.plain import Plain
from stakeholders.loading.table import (
    ABOUT,
    CITATION,
    FIGURE,
    FORMER_NAME,
    HEADCOUNT,
    READING,
    REASON,
    SECTIONS,
    Field,
    Form,
    Many,
    Spec,
)
from stakeholders.loading.values import ID_LENGTH

_SLUG = "^[a-z0-9]+(-[a-z0-9]+)*$"
_POINT = "[12][0-9X]{3}(-([0-9]{2}|XX)(-([0-9]{2}|XX))?)?"
_DATE = f"^(\\[?{_POINT}[~?%]?|\\[?({_POINT})?(\\.\\.|/)({_POINT}|\\.\\.)?\\]?|\\.\\./{_POINT})$"
_TEXT: dict[str, Plain] = {"type": ["string", "number", "boolean"]}
_NESTED = (CITATION, READING, FORMER_NAME, HEADCOUNT, REASON, FIGURE)


def make_schema() -> dict[str, Plain]:
    """Return the JSON Schema (draft-07) of a data file, for editors that complete and check.

    Draft-07 is what the YAML language server reads. It checks one file at a time; what only shows
    across files, such as an id that leads nowhere, `stakeholders check` finds.

    Example:
        >>> make_schema()["title"]
        'A file of a stakeholders tracker'
    """
    definitions: dict[str, Plain] = {_name(spec): _describe(spec) for spec in _NESTED}
    properties: dict[str, Plain] = {"tracker": _describe(ABOUT)}
    for section, spec in SECTIONS.items():
        definitions[_name(spec)] = _describe(spec)
        properties[section] = _describe_section(spec)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A file of a stakeholders tracker",
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "definitions": definitions,
    }


def _name(spec: Spec) -> str:
    return spec.noun.replace(" ", "-")


def _describe_section(spec: Spec) -> Plain:
    reference: Plain = {"$ref": f"#/definitions/{_name(spec)}"}
    if spec.is_keyed:
        return {
            "description": spec.doc,
            "type": "object",
            "propertyNames": {"pattern": _SLUG, "maxLength": ID_LENGTH},
            "additionalProperties": reference,
        }
    return {"description": spec.doc, "type": "array", "items": reference}


def _describe(spec: Spec) -> Plain:
    required: list[Plain] = [field.key for field in spec.fields if field.is_required]
    described: dict[str, Plain] = {
        "description": spec.doc,
        "type": "object",
        "additionalProperties": False,
        "properties": {field.key: _describe_field(field) for field in spec.fields},
    }
    if required:
        described["required"] = required
    if spec.one_of:
        described["oneOf"] = [{"required": [key]} for key in spec.one_of]
    return described


def _describe_field(field: Field) -> Plain:
    value = _describe_value(field)
    listed: dict[str, Plain] = {"type": "array", "items": value, "minItems": 1}
    if field.many is Many.ONE:
        return {**value, "description": field.doc} if "$ref" not in value else value
    if field.many is Many.LIST:
        return {**listed, "description": field.doc}
    return {"description": field.doc, "anyOf": [value, listed]}


def _describe_value(field: Field) -> dict[str, Plain]:
    if field.form is Form.RECORD and field.spec is not None:
        return {"$ref": f"#/definitions/{_name(field.spec)}"}
    if field.form is Form.CITATION:
        return {"anyOf": [_ID, {"$ref": "#/definitions/citation"}]}
    if field.choices is not None:
        return {"enum": [choice.value for choice in field.choices]}
    return _VALUES[field.form]


_ID: dict[str, Plain] = {"type": ["string", "number"], "pattern": _SLUG, "maxLength": ID_LENGTH}
_VALUES: dict[Form, dict[str, Plain]] = {
    Form.TEXT: _TEXT,
    Form.SLUG: {"type": "string", "pattern": _SLUG},
    Form.DATE: {"type": ["string", "integer"], "pattern": _DATE},
    Form.NUMBER: {"type": "integer", "minimum": 0},
    Form.DECIMAL: {"type": "number"},
    Form.URL: {
        "type": "string",
        "pattern": "^([Hh][Tt][Tt][Pp][Ss]?://|[Mm][Aa][Ii][Ll][Tt][Oo]:)",
    },
    Form.ID: _ID,
}
