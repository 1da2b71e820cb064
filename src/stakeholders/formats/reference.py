"""The reference page of the format, made from the table that the reader uses."""

from collections.abc import Iterator

from stakeholders.errors import join_words
from stakeholders.loading.table import (
    ABOUT,
    CITATION,
    FIGURE,
    FORMER_NAME,
    HEADCOUNT,
    NOUNS,
    READING,
    REASON,
    SECTIONS,
    Field,
    Form,
    Many,
    Spec,
)

_INTRODUCTION = """\
# The data format, field by field

This page is made from the table that the reader uses: `stakeholders schema --format markdown`.

A tracker is one file, or a folder of `.yaml` and `.yml` files at any depth that are read together.
The top level of a file is a mapping of the sections below; a section may be in several files.
In a section of records with ids, each key is an id; in any other, each item is a record.
Ids are lower-case letters and digits joined by hyphens; all sections share one space of ids.

Every value is text until its field says what it is: `no`, `010` and `2011-09` are what you wrote.
Leave a key out rather than empty.
Anchors, aliases, tags, merge keys and several documents in one file are refused.

## Dates

| written | means |
| --- | --- |
| `2011`, `2011-09`, `2011-09-14` | some day in the year, in the month, or that day |
| `201X`, `2011-XX`, `2011-35` | some day in the decade, in the year, in the third quarter |
| `2011-09-14..2011-09-15` | one day, not known which, from the first to the last |
| `../2011-09` | by the end of September 2011 |
| `2011-09/..` | in September 2011 or later; for an end, perhaps never |
| `2011-09~`, `2011-09?`, `2011-09%` | about, perhaps, or both: the bounds widen by one unit |

These are forms of EDTF (ISO 8601-2:2019); its sets (`[a..b]`) and intervals (`a/b`) are read, too.
"""
_FORMS = {
    Form.TEXT: "text",
    Form.SLUG: "words joined by hyphens",
    Form.DATE: "date",
    Form.NUMBER: "whole number",
    Form.DECIMAL: "number",
    Form.URL: "address",
    Form.CITATION: "[citation](#citation)",
}


def write_reference() -> str:
    """Return the reference page of the format as Markdown.

    Example:
        >>> write_reference().splitlines()[0]
        '# The data format, field by field'
    """
    parts = [_INTRODUCTION, *_list_spec("tracker", ABOUT)]
    for section, spec in SECTIONS.items():
        parts.extend(_list_spec(section, spec))
    for spec in (CITATION, READING, REASON, HEADCOUNT, FORMER_NAME, FIGURE):
        parts.extend(_list_spec(spec.noun, spec))
    return "\n".join(parts)


def _list_spec(title: str, spec: Spec) -> Iterator[str]:
    keyed = " Each has an id." if spec.is_keyed else ""
    yield f"## {title}\n\n{spec.doc}{keyed}\n"
    if spec.one_of:
        yield f"Exactly one of {join_words([f'`{key}`' for key in spec.one_of], 'and')}.\n"
    yield "| field | takes | what it says |"
    yield "| --- | --- | --- |"
    for field in spec.fields:
        needed = " **Required.**" if field.is_required else ""
        yield f"| `{field.key}` | {_describe(field)} | {field.doc}{needed} |"
    yield ""


def _describe(field: Field) -> str:
    if field.choices is not None:
        one = join_words([f"`{choice.value}`" for choice in field.choices])
    elif field.form is Form.RECORD and field.spec is not None:
        one = f"[{field.spec.noun}](#{field.spec.noun.replace(' ', '-')})"
    elif field.form is Form.ID:
        one = f"id of a {join_words([NOUNS[kind] for kind in field.kinds])}"
    else:
        one = _FORMS[field.form]
    if field.many is Many.LIST:
        return f"list: {one}"
    return f"{one}, or a list" if field.many is Many.ONE_OR_LIST else one
