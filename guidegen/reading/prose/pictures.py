"""Pictures in block prose: `![what it shows](path "caption"){width=50%}` on a line of its own."""

from __future__ import annotations

from collections.abc import Callable

from guidegen.diagnostics import Span
from guidegen.model.image import Image
from guidegen.model.prose import Picture
from guidegen.patterns import pattern
from guidegen.reading.prose.notes import Finding, Notes
from guidegen.reading.prose.runs import inline_runs

#: Reads the picture at a path that was typed between two offsets of the text; None when it could not be read.
ReadPicture = Callable[[str, int, int], Image | None]

_PICTURE = pattern(
    r"!\[(?P<alt>[^\[\]\n]*)\]\(\s*(?P<path>[^()\n\"]*?)(?:\s+\"(?P<caption>[^\n]*)\")?\s*\)(?:\{(?P<settings>[^{}\n]*)\})?"
)
_LONGEST = 2_000
_WIDTH = pattern(r"width=(\d{1,3})%")


def is_picture(content: str) -> bool:
    """True for a paragraph that is a picture and nothing else."""
    return content.startswith("![") and len(content) <= _LONGEST and _PICTURE.fullmatch(content.strip()) is not None


def picture(
    content: str, offset: Callable[[int], int], notes: Notes, read: ReadPicture | None, origin: Span
) -> Picture | None:
    """The picture that a paragraph is; None when it cannot be read."""
    match = _PICTURE.fullmatch(content.strip())
    assert match is not None
    start, end = offset(0), offset(len(content.rstrip()) - 1) + 1
    decorative, width = False, 1.0
    for setting in (match["settings"] or "").split():
        share = _WIDTH.fullmatch(setting)
        if setting == "decorative":
            decorative = True
        elif share is not None and 10 <= int(share[1]) <= 100:
            width = int(share[1]) / 100
        else:
            message = f"`{setting[:40]}` is no setting of a picture."
            notes.findings.append(
                Finding("S204", start, end, message, "Write {width=50%} (10 to 100) or {decorative}, or both.")
            )
    alt = " ".join(match["alt"].split())
    if bool(alt) == decorative:
        notes.findings.append(Finding("S220", start, end, *_ALTERNATIVES[decorative]))
    path = match["path"].strip()
    image = read(path, offset(match.start("path")), offset(match.end("path") - 1) + 1) if read and path else None
    if not path:
        notes.findings.append(
            Finding("S202", start, end, "The path of this picture is missing.", "Write ![...](path).")
        )
    if image is None:
        return None
    caption_at = match.start("caption")
    caption = inline_runs(match["caption"], lambda place: offset(caption_at + place), notes) if match["caption"] else ()
    return Picture(image, alt, caption, width, origin=origin)


_ALTERNATIVES = {
    False: (
        "The picture has no alternate text.",
        "Write what it shows between the brackets, or {decorative} behind it when it adds nothing to the text.",
    ),
    True: ("A picture with alternate text is not decorative.", "Keep one of the two."),
}
