"""What a handout says about its own standing: draft or not, what changed, and where to see if it is still current."""

from __future__ import annotations

from collections.abc import Sequence

from guidegen.assembly.typography import for_print
from guidegen.document import elements as doc
from guidegen.inline import Link, Strong, Text
from guidegen.locale import Words
from guidegen.model.guide import Change, Guide
from guidegen.model.project import Settings

#: What stands in the place of an address where there is none.
_NONE = "none"


def is_draft(guide: Guide, settings: Settings) -> bool:
    """True for a guide that says so, and for one without a reviewer where the settings ask for that."""
    if guide.status:
        return guide.status == "draft"
    return settings.draft_until_reviewed and (guide.reviewer is None or guide.reviewer.pending)


def draft_notice(words: Words) -> doc.Callout:
    """That the sheet is a draft, in words, before everything else."""
    told = doc.Paragraph((Text(words["draft-told"]),))
    return doc.Callout("important", (Text(words["draft"]),), (told,))


def changes(all_changes: Sequence[Change], words: Words) -> list[doc.Block]:
    """What is new in the newest version, and in small what was new in those before it."""
    if not all_changes:
        return []
    newest, *earlier = all_changes
    key = "changes-since" if earlier else "changes-in"
    version = earlier[0].version if earlier else newest.version
    heading = doc.Heading(2, (Text(words.fill(key, version=version)),), "changes", origin=newest.origin)
    blocks: list[doc.Block] = [heading, *_points(newest, (), words)]
    for index, change in enumerate(earlier, start=1):
        # What was new in an older version is told by the version before it, where that is known.
        since = all_changes[index + 1].version if index + 1 < len(all_changes) else ""
        label = words.fill("changes-since" if since else "changes-in", version=since or change.version)
        blocks += _points(change, (Strong((Text(label),)), Text(": ")), words)
    return [doc.Section(tuple(blocks))]


def _points(change: Change, label: doc.Line, words: Words) -> list[doc.Block]:
    lines = [for_print(point, words) for point in change.points]
    if len(lines) == 1:
        return [doc.Paragraph((*label, *lines[0]), "source", origin=change.origin)]
    points = tuple((doc.Paragraph(line, "source", origin=change.origin),) for line in lines)
    listed = doc.ListBlock("bullet", points, origin=change.origin)
    return [doc.Paragraph(label, "source"), listed] if label else [listed]


def current_at(guide: Guide, settings: Settings, version_code: str, words: Words) -> list[doc.Block]:
    """A code that leads to the page that says whether this sheet is the newest."""
    template = guide.current_at or settings.current_at
    if not template or template == _NONE:
        return []
    from urllib.parse import quote

    values = {"name": guide.name, "version": guide.version, "code": version_code, "language": guide.language}
    address = template
    for name, value in values.items():
        address = address.replace(f"{{{name}}}", quote(value, safe=""))
    shown = Link(address, (Text(address.removeprefix("https://").removeprefix("http://")),))
    told = (
        doc.Paragraph((Text(words["current-title"]),), "box-title"),
        doc.Paragraph(words.phrase("current-how", address=(shown,)), "source"),
    )
    return [scan_code(address, told, words)]


def scan_code(address: str, blocks: tuple[doc.Block, ...], words: Words) -> doc.ScanCode:
    """An address as a code to scan, beside what it is for."""
    return doc.ScanCode(address, words.fill("scan-code", address=address), blocks)
