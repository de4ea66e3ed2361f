"""A quiz or handout that can be filled in on the screen: the same document, with words for its fields.

Only what is handed out to be answered gets them. Answer keys and teacher's copies are never passed through here.
"""

from __future__ import annotations

from dataclasses import fields, replace

from guidegen.document import elements as doc
from guidegen.locale import Words


def with_fields(document: doc.Document, words: Words) -> doc.Document:
    """The document with a form field at each place where there is something to answer."""
    phrases = doc.FieldPhrases(**{each.name: words[f"field-{each.name}"] for each in fields(doc.FieldPhrases)})
    return replace(document, template=replace(document.template, fields=phrases))
