"""HTML to prose. The tree that lxml's HTML parser makes becomes the tree of our blocks, without a text in between.

What paper or our model does not have (sound, forms, merged cells, colours) is reported, and its words are kept.
Formulas are recognised by the marks of MathJax, by Canvas's equation images and by the TeX in MathML.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from guidegen.exchange.commonmark import is_typable
from guidegen.exchange.formulas import Display, formula_or_text, with_formulas
from guidegen.exchange.mathml import latex_of
from guidegen.exchange.runs import joined, line_of, text_runs, trimmed, without_breaks, wrapped
from guidegen.inline import Abbreviation, Code, Emphasis, Inline, Language, LineBreak, Link, Prose, Strong, Text, walk
from guidegen.model.image import Image
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
from guidegen.records import dataclass, field

if TYPE_CHECKING:
    from lxml.etree import HTMLParser
    from lxml.etree import _Element as Element

#: The picture that an address means, or why there is none.
FindPicture = Callable[[str], Image | str]
Report = Callable[[str], None]

#: What may mean something in a text without further markup.
_MARK = pattern("[<&$\\\\_\n\xa0\x7f-\x9f\ufeff]")
#: What editors put around words without meaning anything by it; colours are reported, and languages kept.
_PLAIN_SPAN = pattern(r'<span(?: style="(?![^"]*(?:color|background))[^"]*")?>', re.IGNORECASE)
_PARAGRAPH_ENDS = pattern(r"</p>\s*<p>")
_SIMPLE_MARK = pattern(r"<(b|strong|i|em)>([^<]*)</\1>")
#: What stands before and after bold words: nothing, or a space.
_PARTING = ("", " ")
_BLOCKS = frozenset(
    "p div section article header footer main center figure form fieldset address details nav aside h1 h2 h3 h4 h5 h6 "
    "ul ol dl li dt dd blockquote pre table hr caption figcaption summary".split()
)
_SKIPPED = frozenset("script style template head title link meta noscript colgroup col".split())
_MEDIA = {
    "audio": "sound",
    "video": "film",
    "iframe": "embedded page",
    "object": "embedded object",
    "embed": "embedded object",
}
_EMPHASES = frozenset("i em u ins mark cite var dfn".split())
_CODES = frozenset("code tt kbd samp".split())
_SAFE_LINK = pattern(r"(?:https?://[^/\s]|mailto:.|tel:.)", re.IGNORECASE)
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_LANGUAGE = pattern(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_PERCENT = pattern(r"width:\s*(\d{1,3})%")
_PERCENT_ALONE = pattern(r"(\d{1,3})%")
_COLOURED = pattern(r"(?:^|[;\s])(?:color|background(?:-color)?)\s*:", re.IGNORECASE)
_RAISED = str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-=()aeox", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓ")
_DEEPEST = 60
#: Lists and quotations inside each other: what a bank may hold.
_DEEPEST_LISTS = 6


def no_picture(source: str) -> Image | str:
    """Where pictures cannot come along."""
    return "the file does not hold it"


def blocks_from_html(html: str, report: Report, find: FindPicture = no_picture) -> Blocks:
    """The blocks of a fragment of HTML. `report` hears what is not carried over."""
    if (plain := plain_paragraph(html)) is not None:
        return plain
    if not html.strip():
        return ()
    if (simple := _simple_paragraphs(html)) is not None:
        return simple
    reader = _Reader(report, find)
    reader.flow(_tree(html), 0)
    return reader.done()


def _simple_paragraphs(html: str) -> Blocks | None:
    """Paragraphs of simple words alone, whatever their editor wrote about sizes and fonts; None for all else."""
    if "<span" in html:
        html = _PLAIN_SPAN.sub("", html)
        if "<span" in html:
            return None
        html = html.replace("</span>", "")
    found: list[Block] = []
    for part in _PARAGRAPH_ENDS.split(_inside(html)):
        if _MARK.search(part) is None:
            words = " ".join(part.split())
            prose: Prose | None = (Text(words),) if words else ()
        else:
            prose = _simple(part)
        if prose is None:
            return None
        if prose:
            found.append(Paragraph(prose))
    return tuple(found)


def plain_paragraph(html: str) -> Blocks | None:
    """The blocks of words alone, perhaps in a paragraph; None where there may be more."""
    plain = _inside(html)
    if _MARK.search(plain):
        return None
    words = " ".join(plain.split())
    return (Paragraph((Text(words),)),) if words else ()


def _inside(html: str) -> str:
    """What stands in a single paragraph, if it is one."""
    return html.rstrip().removeprefix("<p>").removesuffix("</p>")


def _simple(html: str) -> Prose | None:
    """Words with whole words in bold or italics among them, as most texts are; None where there may be more.

    A shortcut: what it gives is what the parser of HTML would give.
    """
    parts = _SIMPLE_MARK.split(html)
    if len(parts) == 1:
        return None
    nodes: list[Inline] = []
    for place in range(0, len(parts), 3):
        words = parts[place]
        if _MARK.search(words) or "  " in words or "\xa0" in words or "\t" in words:
            return None
        if words:
            nodes.append(Text(words))
        if place + 1 < len(parts):
            inner = parts[place + 2]
            # A letter or sign right beside the mark, and whatever else needs a second look, is not for here.
            if not (words[-1:] in _PARTING and parts[place + 3][:1] in _PARTING and inner == " ".join(inner.split())):
                return None
            if _MARK.search(inner) or not (inner and inner[0].isalnum() and inner[-1].isalnum()):
                return None
            kind = Strong if parts[place + 1] in ("b", "strong") else Emphasis
            nodes.append(kind((Text(inner),)))
    prose = trimmed(tuple(nodes))
    return prose if is_typable(prose) else None


def blocks_of_element(element: Element, report: Report, find: FindPicture = no_picture) -> Blocks:
    """The blocks of what stands in an element of XHTML."""
    reader = _Reader(report, find)
    reader.flow(element, 0)
    return reader.done()


def prose_from_html(html: str, report: Report, find: FindPicture = no_picture) -> Prose:
    """One run of prose; what stands in several blocks is joined, and pictures are told by their descriptions."""
    return as_run(blocks_from_html(html, report, find), report)


def as_run(blocks: Sequence[Block], report: Report) -> Prose:
    """Blocks as one run: paragraphs divided by line breaks. Other structure is reported."""
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return blocks[0].prose
    runs: list[Inline] = []
    for block in blocks:
        if not isinstance(block, Paragraph):
            report("a list, table or picture stands in it as a run of text")
        if runs:
            runs.append(LineBreak())
        runs += line_of(block)
    return trimmed(joined(runs))


def _tree(html: str) -> Element:
    from lxml import etree

    root = etree.fromstring(f"<body>{html}".encode("utf-8", "replace"), _parser())
    return root[0] if len(root) == 1 else root


@functools.cache
def _parser() -> HTMLParser:
    from lxml import etree

    return etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")


@dataclass(slots=True)
class _Reader:
    """Builds blocks; `_run` is the paragraph that is being gathered."""

    report: Report
    find: FindPicture
    blocks: list[Block] = field(default_factory=list)
    _run: list[Inline] = field(default_factory=list)
    _after: list[Block] = field(default_factory=list)
    _level: int = 2
    _nested: int = 0

    def done(self) -> Blocks:
        self._flush()
        return tuple(self.blocks)

    def inner(self, element: Element, depth: int) -> Blocks:
        """The blocks of an element on its own."""
        reader = _Reader(self.report, self.find, _level=self._level, _nested=self._nested + 1)
        reader.flow(element, depth)
        return reader.done()

    def flow(self, element: Element, depth: int) -> None:
        """The content of an element that holds blocks and runs side by side."""
        self._text(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._child(child, depth + 1)
            self._text(child.tail)

    def _text(self, text: str | None) -> None:
        if text:
            self._run += with_formulas(text, self.report)

    def _child(self, element: Element, depth: int) -> None:
        tag = _local(element)
        if depth > _DEEPEST:
            self.report("markup is nested too deep, so that only its words are kept")
            self._text(_words(element))
        elif tag in _SKIPPED:
            return
        elif tag in _BLOCKS:
            self._flush()
            self._block(element, tag, depth)
            self._flush()
        elif len(element) and any(
            _local(inner) in _BLOCKS for inner in element.iter() if isinstance(inner.tag, str) and inner is not element
        ):
            self.flow(element, depth)  # bold around paragraphs, and the like
        else:
            self._run += self.inline(element, tag, depth)

    # Blocks

    def _block(self, element: Element, tag: str, depth: int) -> None:
        if self._nested >= _DEEPEST_LISTS and tag in ("ul", "ol", "dl", "blockquote"):
            self.report("lists and quotations are nested too deep, so that the inner ones stand as paragraphs")
            self.flow(element, depth)
            return
        match tag:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self._heading(element, int(tag[1]), depth)
            case "ul" | "ol":
                self._list(element, tag, depth)
            case "dl":
                self._definitions(element, depth)
            case "blockquote":
                if inner := self.inner(element, depth):
                    self.blocks.append(Quotation(inner))
            case "pre":
                text = _words(element).replace("\r", "").strip("\n")
                if text.strip():
                    self.blocks.append(CodeBlock(text.rstrip()))
            case "table":
                self._table(element, depth)
            case "figure":
                self._figure(element, depth)
            case "hr":
                pass
            case _:
                self.flow(element, depth)

    def _heading(self, element: Element, level: int, depth: int) -> None:
        prose = self._prose(element, depth)
        if prose:
            self._level = min(max(3, level), self._level + 1)
            self.blocks.append(Heading(self._level, prose))

    def _list(self, element: Element, tag: str, depth: int) -> None:
        points = []
        for child in element:
            if isinstance(child.tag, str):
                point = self.inner(child, depth + 1)
                points += [point] if point else []
        if not points:
            return
        start = element.get("start", "1")
        first = int(start) if start.isdigit() and len(start) < 9 else 1
        self.blocks.append(NumberedList(tuple(points), first) if tag == "ol" else BulletList(tuple(points)))

    def _definitions(self, element: Element, depth: int) -> None:
        points: list[list[Block]] = []
        for child in element:
            blocks = self.inner(child, depth + 1) if isinstance(child.tag, str) else ()
            if _local(child) == "dt" or not points:
                points.append([])
            points[-1] += blocks
        if kept := tuple(tuple(point) for point in points if point):
            self.blocks.append(BulletList(kept))

    def _figure(self, element: Element, depth: int) -> None:
        """A picture with its caption; any other figure is what stands in it."""
        caption = next((child for child in element if _local(child) == "figcaption"), None)
        image = next((each for each in element.iter() if _local(each) == "img"), None)
        self.flow(element, depth)
        self._flush()
        last = self.blocks[-1] if self.blocks else None
        if caption is None or image is None or not isinstance(last, Paragraph):
            return
        prose = self._prose(caption, depth)
        if last.prose == prose and len(self.blocks) > 1 and isinstance(self.blocks[-2], Picture):
            self.blocks.pop()
            picture = self.blocks.pop()
            assert isinstance(picture, Picture)
            self.blocks.append(Picture(picture.image, picture.alt, prose, picture.width))

    def _table(self, element: Element, depth: int) -> None:
        rows = [row for row in element.iter() if _local(row) == "tr"]
        if any(_local(inner) == "table" for inner in element.iter() if inner is not element):
            self.report("a table inside a table stands as text")
            self.flow(element, depth)
            return
        cells = [[cell for cell in row if _local(cell) in ("td", "th")] for row in rows]
        if any(cell.get("colspan", "1") != "1" or cell.get("rowspan", "1") != "1" for row in cells for cell in row):
            self.report("merged cells of a table are divided")
        typed = [[self._cell(cell, depth) for cell in row for _ in range(_span_of(cell))] for row in cells if row]
        if not typed:
            return
        columns = max(map(len, typed))
        if columns < 2 or len(typed) < 2:
            self.blocks += [Paragraph(prose) for row in typed for prose in row if prose]
            return
        if not any(_local(cell) == "th" for cell in next(row for row in cells if row)):
            self.report("the first row of a table became its header")
        filled = [(*row, *([()] * (columns - len(row)))) for row in typed]
        first = next(row for row in cells if row)
        alignments = tuple(_alignment(cell) for cell in first) + ("start",) * (columns - len(first))
        caption = next((child for child in element if _local(child) == "caption"), None)
        prose = self._prose(caption, depth) if caption is not None else ()
        self.blocks.append(ProseTable(filled[0], tuple(filled[1:]), alignments[:columns], prose))

    def _cell(self, element: Element, depth: int) -> Prose:
        prose = self._prose(element, depth)
        if any(isinstance(node, LineBreak) for node in walk(prose)):
            self.report("line breaks in the cells of a table are spaces")
            prose = without_breaks(prose)
        return prose

    def _prose(self, element: Element, depth: int) -> Prose:
        return as_run(self.inner(element, depth + 1), self.report)

    def _flush(self) -> None:
        """The gathered run as a paragraph; formulas on lines of their own and pictures follow it."""
        run, self._run = self._run, []
        after, self._after = self._after, []
        part: list[Inline] = []
        for node in run:
            if isinstance(node, Display):
                self._paragraph(part)
                part = []
                self.blocks.append(FormulaBlock(node.source))
            else:
                part.append(node)
        self._paragraph(part)
        self.blocks += after

    def _paragraph(self, run: Sequence[Inline]) -> None:
        prose = trimmed(joined(run))
        if not prose:
            return
        if any(isinstance(node, Strong | Emphasis) for node in walk(prose)):
            prose = self._typable(prose)
        self.blocks.append(Paragraph(prose))

    def _typable(self, prose: Prose) -> Prose:
        """The prose, without bold and italics where they cannot be typed (in the middle of a word, around a mark)."""
        if is_typable(prose):
            return prose
        self.report("bold or italics that begin or end inside a word are left out")
        return trimmed(joined([node for each in prose for node in _unmarked(each)]))

    # Runs

    def inline(self, element: Element, tag: str, depth: int) -> list[Inline]:
        """What an element inside a line of text becomes."""
        style = element.get("style")
        if (style and _COLOURED.search(style)) or (tag == "font" and element.get("color")):
            self.report("colours are left out")
        if tag == "br":
            return [LineBreak()]
        if tag == "img":
            return self._image(element)
        if tag == "math":
            return self._mathml(element)
        if tag in _CODES:
            return self._code(element)
        if tag in _MEDIA or tag == "svg":
            return self._media(element, _MEDIA.get(tag, "drawing"), depth)
        if tag in ("sub", "sup"):
            return self._shifted(element, tag)
        if tag in ("input", "select", "button", "textarea"):
            self.report("a form field is left out")
            return []
        return self._marked(element, tag, self._children(element, depth))

    def _children(self, element: Element, depth: int) -> list[Inline]:
        if depth > _DEEPEST:
            return text_runs(_words(element))
        nodes = list(with_formulas(element.text or "", self.report))
        for child in element:
            if isinstance(child.tag, str) and _local(child) not in _SKIPPED:
                nodes += self.inline(child, _local(child), depth + 1)
            nodes += with_formulas(child.tail or "", self.report)
        return nodes

    def _marked(self, element: Element, tag: str, children: list[Inline]) -> list[Inline]:
        if tag in ("b", "strong"):
            return wrapped(Strong, children)
        if tag in _EMPHASES:
            if tag in ("u", "ins", "mark"):
                self.report("underlined and highlighted words are in italics")
            return wrapped(Emphasis, children)
        if tag in ("s", "strike", "del"):
            self.report("struck-out words are not struck out")
        if tag == "a" and (url := element.get("href", "").strip()):
            if _SAFE_LINK.match(url) and not re.search(r"[<>\\]", url):
                return wrapped(lambda inner: Link(url, inner), children)
            self.report("a link that leads to no web page is left out, its words are kept")
        if tag == "abbr" and (title := " ".join(element.get("title", "").split())):
            return wrapped(lambda inner: Abbreviation(title.replace('"', "'"), inner), children)
        if (language := element.get("lang") or element.get(_XML_LANGUAGE, "")) and _LANGUAGE.fullmatch(language):
            return wrapped(lambda inner: Language(language, inner), children)
        return children

    def _image(self, element: Element) -> list[Inline]:
        source, alt = element.get("src", ""), " ".join(element.get("alt", "").split())
        formula = element.get("data-equation-content") or (alt if "texrender" in element.get("class", "") else "")
        if formula:
            return formula_or_text(formula, self.report)
        found = self.find(source)
        shown = source if len(source) <= 60 else f"{source[:57]}..."
        if isinstance(found, str):
            self.report(f"the picture {shown} is left out, because {found}")
            return [Text(f"[{alt}]")] if alt else []
        match = _PERCENT.search(element.get("style", "")) or _PERCENT_ALONE.fullmatch(element.get("width", ""))
        width = int(match[1]) / 100 if match and 10 <= int(match[1]) < 100 else 1.0
        if not alt and element.get("alt") is None:
            from guidegen.exchange.pictures import described_by_name

            alt = described_by_name(source)
            self.report(f"the picture {shown} has no description: the name of its file stands for one")
        alt = re.sub(r"[\[\]]", "", alt)
        self._after.append(Picture(found, alt, (), width))
        return [Text(" ")]

    def _mathml(self, element: Element) -> list[Inline]:
        """The TeX that editors put beside their MathML, or what the MathML says; else the characters of the formula."""
        tex = next((each.text for each in element.iter() if "tex" in each.get("encoding", "")), None)
        tex = tex or latex_of(element) or element.get("alttext") or element.get("data-latex")
        if tex:
            return formula_or_text(tex, self.report, display=element.get("display") == "block")
        self.report("a formula in MathML stands as plain characters")
        return [Text(" ".join(_words(element).split()))]

    def _code(self, element: Element) -> list[Inline]:
        text = _words(element)
        text = " ".join(text.split()) if "\n" in text else text
        return [Code(text)] if text.strip() else []

    def _media(self, element: Element, noun: str, depth: int) -> list[Inline]:
        source = element.get("src") or element.get("data") or ""
        if noun == "embedded object" and element.get("type", "").startswith("image/"):
            element.set("src", source)
            if element.get("alt") is None and (words := " ".join(_words(element).split())):
                element.set("alt", words)
            return self._image(element)
        article = "an" if noun[0] in "aeiou" else "a"
        self.report(f"{article} {noun} is left out")
        return [] if noun in ("drawing", "embedded page") else self._children(element, depth)

    def _shifted(self, element: Element, tag: str) -> list[Inline]:
        text = " ".join(_words(element).split())
        shifted = text.replace("\N{MINUS SIGN}", "-").translate(_LOWERED if tag == "sub" else _RAISED)
        if not text:
            return []
        if not set(shifted) & set(text):
            return [Text(shifted)]
        self.report("raised or lowered letters stand between signs: x^(n), x_(n)")
        return [Text(f"{'_' if tag == 'sub' else '^'}({text})")]


def _local(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _words(element: Element) -> str:
    return "".join(map(str, element.itertext()))


def _span_of(cell: Element) -> int:
    span = cell.get("colspan", "1")
    return min(int(span), 50) if span.isdigit() and int(span) else 1


def _alignment(cell: Element) -> str:
    style = cell.get("style", "") + (f"text-align:{cell.get('align')}" if cell.get("align") else "")
    if re.search(r"text-align:\s*right", style):
        return "end"
    return "centre" if re.search(r"text-align:\s*center", style) else "start"


def _unmarked(node: Inline) -> list[Inline]:
    if isinstance(node, Strong | Emphasis):
        return [inner for child in node.children for inner in _unmarked(child)]
    return [node]
