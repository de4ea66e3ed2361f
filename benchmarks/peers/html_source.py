"""A document of guidegen as HTML for WeasyPrint, written as a person who knows CSS for print would write a template.

The text and the structure are the same: title, message box, sections, lists, callouts, table with headers, items with
lettered circles, answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from guidegen.assembly.form import Form
from guidegen.assembly.kinds import kind_of
from guidegen.document import elements as doc
from guidegen.document.arrangement import ArrangedItem, arrange, letter
from guidegen.inline import Blank, Citation, Code, Emphasis, LineBreak, Link, Strong, Text, plain_text
from guidegen.locale import Words

STYLE = """\
@page { size: letter; margin: 62pt 70pt; @bottom-right { content: "Page " counter(page) " of " counter(pages) } }
body { font: 13pt "Atkinson Hyperlegible Next", sans-serif; color: #1b2328; line-height: 1.4 }
h1 { font-size: 29pt; bookmark-level: 1 } h2 { font-size: 17pt } h1, h2 { color: #0b4f5c } h3 { font-size: 14pt }
.box { background: #e9f1f2; border-left: 3pt solid #0b4f5c; padding: 10pt; margin: 10pt 0 }
.cards { display: flex; gap: 12pt } .card { border: .75pt solid #c3d0d3; padding: 10pt; flex: 1 }
table { border-collapse: collapse; width: 100% } td, th { text-align: left; vertical-align: top; padding: 7pt;
  border-bottom: .75pt solid #c3d0d3 }
.small { font-size: 10pt } .item { break-inside: avoid; margin: 13pt 0 } .break { break-before: page }
.letter { display: inline-block; width: 15pt; height: 15pt; border: .8pt solid; border-radius: 50%; text-align: center;
  font: bold 9pt/15pt sans-serif }
.line { border-bottom: .75pt solid; height: 18pt }
"""


def html_source(document: doc.Document, form: Form | None, words: Words, fonts: str) -> str:
    """The page as text. `form` holds what is right; without one there are no answers. `fonts` is the fonts' folder."""
    template = document.template
    faces = "".join(
        f'@font-face {{ font-family: "Atkinson Hyperlegible Next"; font-weight: {weight}; '
        f"src: url(file://{fonts}/AtkinsonHyperlegibleNext-{name}.ttf) }}\n"
        for name, weight in (("Regular", 400), ("Bold", 700))
    )
    body = _Source(document).blocks([block for block in template.blocks if not _is_answers(block)])
    answers = ""
    if form is not None:
        right = [kind_of(form.item(p.item)).right(form.item(p.item), p.options, words) for p in form.arrangement.items]
        points = "".join(f"<li>{_Source(document).line(line)}</li>" for line in right)
        answers = f'<h2 class="break">Answers</h2><ol>{points}</ol>'
    return (
        f'<!doctype html><html lang="{template.language}"><head><meta charset="utf-8">'
        f"<title>{escape(template.title)}</title><style>{faces}{STYLE}</style></head><body>{body}{answers}</body></html>"
    )


class _Source:
    def __init__(self, document: doc.Document) -> None:
        self.document = document

    def blocks(self, blocks: Sequence[doc.Block]) -> str:
        return "\n".join(self.block(block) for block in blocks if not _is_answers(block))

    def block(self, block: doc.Block) -> str:
        match block:
            case doc.Masthead(organisation, note):
                return f"<p><strong>{escape(organisation)}</strong> {escape(note)}</p>"
            case doc.Heading(level, line, _, break_before):
                return f"<h{level}{' class=break' if break_before else ''}>{self.line(line)}</h{level}>"
            case doc.Paragraph(line, style):
                small = " class=small" if style in ("points", "source") else ""
                return f"<p{small}>{self.line(line)}</p>"
            case doc.Section(blocks):
                return f"<section>{self.blocks(blocks)}</section>"
            case doc.Quotation(blocks):
                return f"<blockquote>{self.blocks(blocks)}</blockquote>"
            case doc.MainMessage(label, line):
                return f'<div class="box"><strong>{self.line(label)}</strong><p>{self.line(line)}</p></div>'
            case doc.Callout(_, title, blocks):
                return f'<div class="box"><strong>{self.line(title)}</strong>{self.blocks(blocks)}</div>'
            case doc.Cards(cards):
                made = [f'<div class="card">{self.line(card.title)}{self.blocks(card.blocks)}</div>' for card in cards]
                return f'<div class="cards">{"".join(made)}</div>'
            case doc.ListBlock(marker, points):
                tag = "ol" if marker in ("number", "step", "source") else "ul"
                return f"<{tag}>{''.join(f'<li>{self.blocks(point)}</li>' for point in points)}</{tag}>"
            case doc.Table():
                return self.table(block)
            case doc.FieldLine(fields):
                return "".join(f"<p>{escape(field.label)}: {self.value(field)}</p>" for field in fields)
            case doc.ExamHead(title, _, about):
                return f"<h1>{self.line(title)}</h1><p>{self.line(about)}</p>"
            case doc.ItemList(items):
                known = {item.id: item for item in items}
                arrangement = block.arrangement or self.document.arrangement
                return "".join(self.item(known[placed.item], placed) for placed in arrangement.items)
            case _:
                raise ValueError(f"no HTML for {type(block).__name__}")

    def value(self, field: doc.Field) -> str:
        return escape(self.document.values.get(field.slot.name, "")) if field.slot is not None else ""

    def table(self, table: doc.Table) -> str:
        head = "".join(f'<th scope="col">{self.line(column)}</th>' for column in table.columns)
        rows = []
        for row in table.rows:
            if isinstance(row, doc.RowGroup):
                raise ValueError("no HTML for groups of rows")
            cells = "".join(f'<td colspan="{cell.columns}">{self.blocks(cell.blocks)}</td>' for cell in row.cells)
            rows.append(f'<tr><th scope="row">{self.line(row.header)}</th>{cells}</tr>')
        caption = f"<caption>{self.line(table.caption)}</caption>"
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"

    def item(self, item: doc.Item, placed: ArrangedItem) -> str:
        match item.task:
            case doc.Options(options):
                answer = self.lettered(arrange(options, placed.options))
            case doc.Premises(premises, responses):
                left = "".join(f"<li>{self.line(premise.line)}</li>" for premise in premises)
                answer = f"<ul>{left}</ul>{self.lettered(arrange(responses, placed.options))}"
            case _:
                answer = '<div class="line"></div>'
        stem = self.blocks(item.stem)
        return f'<div class="item"><p><strong>{placed.number}.</strong></p>{stem}{answer}</div>'

    def lettered(self, options: Sequence[doc.Option]) -> str:
        letters = [letter(index, self.document.template.labels.letters) for index in range(len(options))]
        lines = [self.line(option.line) for option in options]
        rows = [f'<p><span class="letter">{a}</span> {line}</p>' for a, line in zip(letters, lines, strict=True)]
        return "".join(rows)

    def line(self, line: doc.Line) -> str:
        return "".join(self.run(run) for run in line)

    def run(self, run: doc.Run) -> str:
        match run:
            case Text(text):
                return escape(text)
            case Code(text):
                return f"<code>{escape(text)}</code>"
            case Strong(children):
                return f"<strong>{self.line(children)}</strong>"
            case Emphasis(children):
                return f"<em>{self.line(children)}</em>"
            case Link(target, children):
                return f'<a href="{escape(target)}">{self.line(children)}</a>'
            case Citation(sources):
                numbers = ", ".join(str(self.document.template.sources.index(source) + 1) for source in sources)
                return f"<sup>{numbers}</sup>"
            case LineBreak():
                return "<br>"
            case Blank():
                return "________"
            case doc.PageReference() | doc.Slot():
                return "1"
            case _:
                return escape(plain_text((run,)))


def _is_answers(block: doc.Block) -> bool:
    first = block.blocks[0] if isinstance(block, doc.Section) else None
    return isinstance(first, doc.Heading) and first.anchor == "answers"
