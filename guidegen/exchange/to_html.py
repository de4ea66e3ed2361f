"""Prose to HTML, so that `from_html` and other programs read the same again."""

from __future__ import annotations

import html
from collections.abc import Callable

from guidegen.inline import (
    Abbreviation,
    Blank,
    Citation,
    Code,
    Emphasis,
    Inline,
    Language,
    LineBreak,
    Link,
    Mathematics,
    NumberedBlank,
    Prose,
    Strong,
    Text,
    Variable,
)
from guidegen.model.image import Image
from guidegen.model.item import Option
from guidegen.model.prose import (
    Block,
    Blocks,
    BulletList,
    CodeBlock,
    FormulaBlock,
    Heading,
    NumberedList,
    Paragraph,
    Picture,
    ProseTable,
    Quotation,
)
from guidegen.patterns import pattern

#: The address at which a picture stands in the exported file.
PictureAddress = Callable[[Image], str]
_ALIGNMENTS = {"centre": ' style="text-align:center"', "end": ' style="text-align:right"', "start": ""}
#: What MathJax would take for a formula is parted, so that it stays text.
_FORMULA_MARK = pattern(r"\$(?=\$)|\\(?=[(\[])")


def no_address(image: Image) -> str:
    """For texts that hold no pictures."""
    raise ValueError(f"{image.path} has no address in this format")


def inline_html(prose: Prose, blank: Callable[[int], str] = lambda number: "_____") -> str:
    """A run of prose. `blank` is what stands for a numbered blank."""
    return "".join(_run(node, blank) for node in prose)


def _run(node: Inline, blank: Callable[[int], str]) -> str:
    match node:
        case Text(text):
            return _FORMULA_MARK.sub(r"\g<0><span></span>", html.escape(text, quote=False))
        case Strong(children):
            return f"<strong>{inline_html(children, blank)}</strong>"
        case Emphasis(children):
            return f"<em>{inline_html(children, blank)}</em>"
        case Code(text):
            return f"<code>{html.escape(text, quote=False)}</code>"
        case Link(url, children):
            return f'<a href="{html.escape(url)}">{inline_html(children, blank)}</a>'
        case Citation(sources):
            return html.escape(f"[{'; '.join(sources)}]")
        case Language(language, children):
            return f'<span lang="{html.escape(language)}">{inline_html(children, blank)}</span>'
        case Abbreviation(expansion, children):
            return f'<abbr title="{html.escape(expansion)}">{inline_html(children, blank)}</abbr>'
        case Mathematics(source):
            return html.escape(f"\\({source}\\)", quote=False)
        case Blank(length):
            return "_" * length
        case NumberedBlank(number):
            return blank(number)
        case Variable(expression):
            return html.escape("{{" + expression + "}}", quote=False)
        case LineBreak():
            return "<br />"


def blocks_html(
    blocks: Blocks, address: PictureAddress = no_address, blank: Callable[[int], str] = lambda number: "_____"
) -> str:
    """Blocks, each as an element of its own."""
    return "".join(_block(block, address, blank) for block in blocks)


def _block(block: Block, address: PictureAddress, blank: Callable[[int], str]) -> str:
    match block:
        case Paragraph(prose):
            return f"<p>{inline_html(prose, blank)}</p>"
        case Heading(level, prose):
            return f"<h{level}>{inline_html(prose, blank)}</h{level}>"
        case BulletList(points):
            return f"<ul>{_points(points, address, blank)}</ul>"
        case NumberedList(points, start):
            first = f' start="{start}"' if start != 1 else ""
            return f"<ol{first}>{_points(points, address, blank)}</ol>"
        case Quotation(inner):
            return f"<blockquote>{blocks_html(inner, address, blank)}</blockquote>"
        case CodeBlock(text):
            return f"<pre>{html.escape(text, quote=False)}</pre>"
        case FormulaBlock(source):
            marked = f"\\[{source}\\]"
            return f"<p>{html.escape(marked, quote=False)}</p>"
        case ProseTable(header, rows, alignments, caption):
            return _table(header, rows, alignments, caption, blank)
        case Picture(image, alt, caption, width):
            return picture_html(image, alt, caption, width, address)


def option_html(option: Option, address: PictureAddress) -> str:
    """What an option says: a line, or blocks; and its picture."""
    text = "" if option.is_picture else inline_html(option.prose)
    if option.blocks:
        text = blocks_html(option.blocks, address)
    if option.figure:
        text += picture_html(option.figure.image, option.figure.alt, (), 1.0, address)
    return text


def picture_html(image: Image, alt: str, caption: Prose, width: float, address: PictureAddress) -> str:
    """A picture in a paragraph, or in a figure with its caption."""
    style = f' style="width:{round(width * 100)}%"' if width < 1 else ""
    tag = f'<img src="{html.escape(address(image))}" alt="{html.escape(alt)}"{style} />'
    if caption:
        return f"<figure>{tag}<figcaption>{inline_html(caption)}</figcaption></figure>"
    return f"<p>{tag}</p>"


def _points(points: tuple[Blocks, ...], address: PictureAddress, blank: Callable[[int], str]) -> str:
    return "".join(f"<li>{blocks_html(point, address, blank)}</li>" for point in points)


def _table(
    header: tuple[Prose, ...],
    rows: tuple[tuple[Prose, ...], ...],
    alignments: tuple[str, ...],
    caption: Prose,
    blank: Callable[[int], str],
) -> str:
    title = f"<caption>{inline_html(caption)}</caption>" if caption else ""
    styles = [_ALIGNMENTS[alignment] for alignment in alignments]
    head = "".join(f'<th scope="col"{s}>{inline_html(c, blank)}</th>' for s, c in zip(styles, header, strict=True))
    body = "".join(
        f"<tr>{''.join(f'<td{s}>{inline_html(c, blank)}</td>' for s, c in zip(styles, row, strict=True))}</tr>"
        for row in rows
    )
    return f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
