"""JSON Schemas for editors and the field reference of the documentation, both from the shapes that read."""

from __future__ import annotations

from typing import Any

from guidegen.reading.bank import BANK_FILE
from guidegen.reading.guide import GUIDE_FILE
from guidegen.reading.project import PROJECT_FILE
from guidegen.reading.quiz import QUIZ_FILE
from guidegen.reading.shapes import ByKey, ByKind, LateShape, ListOf, MapOf, Record, Shape
from guidegen.reading.theme import THEME_FILE
from guidegen.reading.translations import record as translations
from guidegen.records import dataclass

KINDS: dict[str, Record] = {
    "guide": GUIDE_FILE,
    "bank": BANK_FILE,
    "quiz": QUIZ_FILE,
    "theme": THEME_FILE,
    "project": PROJECT_FILE,
}


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One line of the field reference. `path` is such as `sections[].title`."""

    path: str
    required: bool
    value: str
    doc: str
    example: str


#: The schema of files such as NAME.es.yaml.
TRANSLATION = "translation"
#: Every schema that there is, by name.
SCHEMAS = (*KINDS, TRANSLATION)
_COUNTS = frozenset({"required", "minItems", "minProperties", "minLength"})


def json_schema(kind: str) -> dict[str, Any]:
    """The schema (draft 2020-12) of a kind of file: one of SCHEMAS."""
    if kind == TRANSLATION:
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "guidegen translation",
            "anyOf": [_of_translation(name) for name in ("guide", "bank", "quiz")],
        }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"guidegen {kind}",
        **KINDS[kind].schema(),
    }


def _of_translation(kind: str) -> dict[str, Any]:
    """The schema of a kind with nothing needed but its name: a translation leaves out what is no text."""
    schema: dict[str, Any] = _without_counts(KINDS[kind].schema())
    own = {field.name: field.shape.schema() | {"description": field.doc} for field in translations.FIELDS}
    return {**schema, "properties": {**schema["properties"], **own}, "required": [kind]}


def _without_counts(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_without_counts(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    return {key: _without_counts(value) for key, value in schema.items() if key not in _COUNTS}


def field_reference(kind: str) -> tuple[FieldRow, ...]:
    """Every field of a kind of file, parents before children."""
    return tuple(_rows(KINDS[kind], ""))


def _rows(shape: Shape, path: str) -> list[FieldRow]:
    rows: list[FieldRow] = []
    for inner, inner_path in _inside(shape, path):
        if not isinstance(inner, Record):
            rows += _rows(inner, inner_path)
            continue
        for field in inner.fields:
            place = f"{inner_path}.{field.name}" if inner_path else field.name
            rows.append(FieldRow(place, field.required, field.shape.noun, field.doc, field.example))
            rows += _rows(field.shape, place)
    return rows


def _inside(shape: Shape, path: str) -> list[tuple[Shape, str]]:
    match shape:
        case Record():
            return [(shape, path)]
        case ListOf(each):
            return [(each, f"{path}[]")]
        case MapOf(each):
            return [(each, f"{path}.ID")]
        case ByKind(_, sequence, group):
            return [(inner, path) for inner in (sequence, group) if inner is not None]
        case LateShape():
            return _inside(shape.load(), path)
        case ByKey():
            return [(record, path) for record in shape.records]
        case _:
            body = getattr(shape, "blocks", None)
            return [(body, path)] if isinstance(body, Shape) else []
