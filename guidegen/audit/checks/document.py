"""The file as a whole: tagged, title, language, claims, tab order, page labels, bookmarks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidegen.audit.findings import Finding
from guidegen.audit.finished import Finished
from guidegen.patterns import pattern

_MANY_PAGES = 20

#: BCP 47 (RFC 5646, 2.1): language, script, region, variants, extensions, private use.
_LANGUAGE_TAG = pattern(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4}|[a-z]{5,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?"
    r"|x(?:-[a-z\d]{1,8})+|i-[a-z]{2,8}",
    re.IGNORECASE,
)


def check(file: Finished) -> Iterator[Finding]:
    """Faults of the file as a whole."""
    catalog = file.catalog
    if file.tree is None or not catalog.marked:
        yield Finding("A101", _why_untagged(file))
    if catalog.suspects:
        yield Finding("A102", "The file marks its own tags as suspect.")
    yield from _languages(file)
    if not catalog.metadata_readable:
        yield Finding("A108", "The metadata are no well-formed XMP.")
    elif not catalog.title:
        yield Finding("A105", "The metadata hold no title (dc:title).")
    if not catalog.title_shown:
        yield Finding("A106", "The title is not shown in the title bar (DisplayDocTitle).")
    if catalog.metadata_readable and not catalog.ua_part:
        yield Finding("A107", "The metadata do not claim PDF/UA.")
    if catalog.dynamic_form:
        yield Finding("A113", "The file holds a dynamic form (XFA).")
    yield from _ways_through(file)


def _why_untagged(file: Finished) -> str:
    if file.tree is None:
        return "The file has no structure tree."
    return "The file has a structure tree, but does not say that it is tagged (MarkInfo)."


def _languages(file: Finished) -> Iterator[Finding]:
    language = file.catalog.language
    if not language:
        yield Finding("A103", "The file names no language (Lang).")
    elif not _LANGUAGE_TAG.fullmatch(language):
        yield Finding("A104", f"The language of the file is “{language}”.")
    for node in file.tree.nodes if file.tree else ():
        if node.language and not _LANGUAGE_TAG.fullmatch(node.language):
            yield Finding("A104", f"The language of the element is “{node.language}”.", node.page + 1, node.path)


def _ways_through(file: Finished) -> Iterator[Finding]:
    """How readers get from one place to another: tab order, page labels, bookmarks."""
    for number, page in enumerate(file.pages, 1):
        if page.tabs != "S" and any(not annotation.hidden for annotation in page.annotations):
            yield Finding(
                "A109", "The page has links or fields, and its tab order is not that of the structure.", number
            )
    if file.catalog.labels is False:
        yield Finding("A110", "The page labels do not begin with the first page, or have an unknown style.")
    if not file.catalog.bookmarks and len(file.pages) > _MANY_PAGES:
        yield Finding("A111", f"The document has {len(file.pages)} pages and no bookmarks.")
    for message in dict.fromkeys(file.catalog.bookmark_faults):
        yield Finding("A112", message)
