"""The checks of an audit, one module for each area; the table tells their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from guidegen.audit.checks import content, document, elements, links, order, tables, text
from guidegen.audit.findings import Finding
from guidegen.audit.finished import Finished

#: Area to the check that goes through it. The area File is judged while the file is opened.
CHECKS: dict[str, Callable[[Finished], Iterator[Finding]]] = {
    "Document": document.check,
    "Content": content.check,
    "Text": text.check,
    "Reading order": order.check,
    "Elements": elements.check,
    "Tables": tables.check,
    "Links and forms": links.check,
}

#: What can be judged without tags.
WITHOUT_TAGS = ("Document", "Text")
