"""A document of guidegen as a source for Typst, written as a person who knows Typst would write a template.

The text and the structure are the same: title, message box, sections, lists, callouts, table with headers, items with
lettered circles, answers. What differs from copy to copy (name, date, order of items and options) comes from
`sys.inputs`, so that one compiler sets copy after copy and keeps what it remembers between them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from guidegen.assembly.form import Form
from guidegen.document import elements as doc
from guidegen.inline import Blank, Citation, Code, Emphasis, LineBreak, Link, Strong, Text, plain_text
from guidegen.model.item import Item, Matching, MultipleChoice, MultipleResponse, TrueFalse

PREAMBLE = """\
#let copy = json(bytes(sys.inputs.at("copy", default: "{}")))
#set document(title: TITLE)
#set page(
  paper: "us-letter", margin: (x: 70pt, top: 62pt, bottom: 62pt),
  header: context if counter(page).get().first() > 1 [
    #set text(9.5pt, fill: rgb("#4c5a62"))
    #grid(columns: (1fr, auto), TITLE, copy.at("name", default: ""))
    #line(length: 100%, stroke: 0.75pt + rgb("#c3d0d3"))
  ],
  footer: context [
    #set text(9.5pt, fill: rgb("#4c5a62"))
    #line(length: 100%, stroke: 0.75pt + rgb("#c3d0d3"))
    #grid(columns: (1fr, auto), FOOT, [Page #counter(page).display() of #counter(page).final().first()])
  ],
)
#set text(font: FONT, size: 13pt, lang: LANGUAGE, fill: rgb("#1b2328"))
#set par(leading: 0.62em, spacing: 1em)
#show heading: set text(fill: rgb("#0b4f5c"))
#show heading.where(level: 1): set text(29pt, weight: "extrabold")
#show heading.where(level: 2): set text(17pt)
#show heading.where(level: 3): set text(14pt, fill: rgb("#1b2328"))
#let callout(title, body) = block(
  fill: rgb("#e9f1f2"), inset: 10pt, width: 100%, stroke: (left: 3pt + rgb("#0b4f5c")), [*#title* \\ #body])
#let card(title, body) = block(stroke: 0.75pt + rgb("#c3d0d3"), inset: 10pt, width: 100%, [*#title* \\ #body])
#let bubble(letter) = box(
  baseline: 3pt, circle(radius: 7.5pt, stroke: 0.8pt, align(center + horizon, text(9pt, weight: "bold", letter))))
#let letter(i) = numbering("A", i + 1)
#let answer-line = line(length: 100%, stroke: 0.75pt)
#let set-item(number, item, order) = block(breakable: false, spacing: 13pt, grid(
  columns: (26pt, 1fr), text(weight: "extrabold", fill: rgb("#0b4f5c"))[#number.], {
    strong(item.stem)
    parbreak()
    if item.kind == "choice" {
      grid(columns: (22pt, 1fr), row-gutter: 6pt,
        ..order.enumerate().map(((i, o)) => (bubble(letter(i)), item.options.at(o))).flatten())
    } else if item.kind == "matching" {
      table(columns: (34pt, 1fr), stroke: none, table.header([Letter], [Match this]),
        ..item.premises.map(p => (box(width: 22pt, height: 20pt, stroke: 0.8pt), p)).flatten())
      grid(columns: (22pt, 1fr), row-gutter: 6pt,
        ..order.enumerate().map(((i, o)) => (strong(letter(i)), item.options.at(o))).flatten())
    } else { v(18pt); answer-line }
  }))
#let answer(item, order) = if item.kind == "choice" {
  let right = order.enumerate().filter(((i, o)) => o in item.right)
  right.map(((i, o)) => [#letter(i). #item.options.at(o)]).join("; ")
} else if item.kind == "matching" {
  item.right.enumerate().map(((p, o)) => [#item.premises.at(p): #letter(order.position(x => x == o))]).join("; ")
} else { item.answer }
#let in-order(items) = copy.at("items", default: range(items.len()).map(
  i => (i, range(items.at(i).options.len())))).map(((i, order)) => (items.at(i), order))
"""


def typst_source(document: doc.Document, form: Form | None, font: str = "Atkinson Hyperlegible Next") -> str:
    """The template as text. `form` holds what is right; without one there are no answers."""
    return _Source(document, form, font).whole()


def copy_input(name: str, date: str, items: Sequence[tuple[int, Sequence[int]]]) -> str:
    """What one copy is told: who it is for, and the printed order of its items and their options."""
    return json.dumps({"name": name, "date": date, "items": [[index, list(order)] for index, order in items]})


class _Source:
    def __init__(self, document: doc.Document, form: Form | None, font: str) -> None:
        self.document = document
        self.right = {item.common.id: _right(item) for item in form.items} if form is not None else {}
        self.font = font
        self.items: list[str] = []

    def whole(self) -> str:
        template = self.document.template
        body = "\n\n".join(self.block(block) for block in template.blocks if not _is_answers(block))
        preamble = (
            PREAMBLE.replace("TITLE", _string(template.title))
            .replace("FOOT", _string(template.furniture.foot_start))
            .replace("FONT", _string(self.font))
            .replace("LANGUAGE", _string(template.language))
        )
        items = f"#let items = ({' '.join(self.items)})\n"
        answers = ""
        if self.right:
            answers = "\n\n#pagebreak()\n== Answers\n\n#for (item, order) in in-order(items) [+ #answer(item, order)\n]"
        return f"{preamble}{items}{body}{answers}\n"

    def block(self, block: doc.Block) -> str:
        match block:
            case doc.Masthead(organisation, note):
                return f"#grid(columns: (1fr, auto), strong({_string(organisation)}), {_string(note)})"
            case doc.Heading(level, line, _, break_before):
                before = "#pagebreak()\n" if break_before else ""
                return f"{before}#heading(level: {level})[{self.line(line)}]"
            case doc.Paragraph(line, style):
                return f"#text(10pt)[{self.line(line)}]" if style in ("points", "source") else self.line(line)
            case doc.Section(blocks):
                return "\n\n".join(self.block(inner) for inner in blocks if not _is_answers(inner))
            case doc.Quotation(blocks):
                return f"#quote(block: true)[{self.blocks(blocks)}]"
            case doc.MainMessage(label, line):
                return f"#callout([{self.line(label)}], [{self.line(line)}])"
            case doc.Callout(_, title, blocks):
                return f"#callout([{self.line(title)}], [{self.blocks(blocks)}])"
            case doc.Cards(cards):
                made = ", ".join(f"card([{self.line(card.title)}], [{self.blocks(card.blocks)}])" for card in cards)
                return f"#grid(columns: (1fr,) * {len(cards)}, gutter: 12pt, {made})"
            case doc.ListBlock(marker, points):
                function = "enum" if marker in ("number", "step", "source") else "list"
                mark = "marker: box(width: 10pt, height: 10pt, stroke: 0.8pt), " if marker == "check" else ""
                return f"#{function}({mark}{', '.join(f'[{self.blocks(point)}]' for point in points)})"
            case doc.Table():
                return self.table(block)
            case doc.ExamHead(title, _, about):
                return f"#heading(level: 1)[{self.line(title)}]\n\n{self.line(about)}"
            case doc.ItemList(items):
                self.items += [self.item(item) for item in items]
                return "#for (n, (item, order)) in in-order(items).enumerate() { set-item(n + 1, item, order) }"
            case _:
                raise ValueError(f"no Typst for {type(block).__name__}")

    def blocks(self, blocks: Sequence[doc.Block]) -> str:
        return "\n\n".join(self.block(block) for block in blocks)

    def table(self, table: doc.Table) -> str:
        count = len(table.columns)
        head = ", ".join(f"[*{self.line(column)}*]" for column in table.columns)
        rows = []
        for row in table.rows:
            if isinstance(row, doc.RowGroup):
                raise ValueError("no Typst for groups of rows")
            rows.append(f"[*{self.line(row.header)}*]")
            rows += [f"table.cell(colspan: {cell.columns})[{self.blocks(cell.blocks)}]" for cell in row.cells]
        return (
            f"#figure(caption: [{self.line(table.caption)}], table(columns: (1fr,) * {count}, align: left, inset: 7pt, "
            f'stroke: (x: none, y: 0.75pt + rgb("#c3d0d3")), table.header({head}), {", ".join(rows)}))'
        )

    def item(self, item: doc.Item) -> str:
        stem = f"stem: [{self.blocks(item.stem)}]"
        right = self.right.get(item.id, ())
        match item.task:
            case doc.Options(options):
                chosen = ", ".join(f"[{self.line(option.line)}]" for option in options)
                marks = ", ".join(str(i) for i, option in enumerate(options) if option.id in right) or "0"
                return f'(kind: "choice", {stem}, options: ({chosen},), right: ({marks},)),'
            case doc.Premises(premises, responses):
                left = ", ".join(f"[{self.line(premise.line)}]" for premise in premises)
                chosen = ", ".join(f"[{self.line(response.line)}]" for response in responses)
                order = [option.id for option in responses]
                marks = ", ".join(str(order.index(right[i])) for i in range(len(premises)))
                return f'(kind: "matching", {stem}, premises: ({left},), options: ({chosen},), right: ({marks},)),'
            case _:
                return f'(kind: "words", {stem}, options: (), answer: {_string(" or ".join(right))}),'

    def line(self, line: doc.Line) -> str:
        return "".join(self.run(run) for run in line)

    def run(self, run: doc.Run) -> str:
        match run:
            case Text(text) | Code(text):
                return f"#{_string(text)};"
            case Strong(children):
                return f"#strong[{self.line(children)}]"
            case Emphasis(children):
                return f"#emph[{self.line(children)}]"
            case Link(target, children):
                return f"#link({_string(target)})[{self.line(children)}]"
            case Citation(sources):
                numbers = ", ".join(str(self.document.template.sources.index(source) + 1) for source in sources)
                return f"#super[{numbers}]"
            case LineBreak():
                return r"\ "
            case Blank():
                return "#box(width: 80pt, stroke: (bottom: 0.75pt))[ ]"
            case doc.PageReference() | doc.Slot():
                return "#context counter(page).final().first()"
            case _:
                return f"#{_string(plain_text((run,)))};"


def _right(item: Item) -> list[str]:
    """The ids of the right options, of the responses by premise, or accepted words."""
    match item:
        case MultipleChoice() | MultipleResponse():
            return [option.id for option in item.options if option.is_key]
        case TrueFalse():
            return ["true" if item.is_true else "false"]
        case Matching():
            return [premise.response for premise in item.premises]
        case _:
            return ["see the sheet"]


def _is_answers(block: doc.Block) -> bool:
    first = block.blocks[0] if isinstance(block, doc.Section) else None
    return isinstance(first, doc.Heading) and first.anchor == "answers"


def _string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
