"""One handout in a fresh process: `python benchmarks/fresh.py [ROUNDS] [GUIDES]`.

The guide on two supplements with its quiz. Ours writes the handout and, in a file of its own, the key; Typst sets the
same words with headings, lists, tables, boxes and items, in the same typeface, into one tagged PDF; WeasyPrint does so
with finished HTML. Nothing kept: as on the first day; a sentence edited: another one each time, in as many lines; a
sentence added: and taken away the next time, so that what follows moves; nothing changed: for one guide and for many.
The same for a guide with each section four times. Bytecode is compiled before, as installing does.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.figures import Figure, Way, compiled, measured, told, versions  # noqa: E402
from benchmarks.peers import has  # noqa: E402
from benchmarks.peers.html_source import html_source  # noqa: E402
from guidegen.assembly.form import Form, make_form  # noqa: E402
from guidegen.assembly.handout import Handouts  # noqa: E402
from guidegen.document import elements as doc  # noqa: E402
from guidegen.document.arrangement import arrange  # noqa: E402
from guidegen.document.dump import _Dump  # noqa: E402
from guidegen.locale import words_for  # noqa: E402
from guidegen.reading import read_project  # noqa: E402

ROUNDS, MANY = 9, 500
WORK = "one handout in a fresh process"
LENGTH = 4
WORK_LONG = "one handout of more than twice the length in a fresh process"
NAME = "glutamine-vs-glutathione"
FONTS = ROOT / "guidegen" / "theme" / "fonts"
START = "from guidegen.__main__ import run; run()"
#: What makes a line of any page longer than it is wide.
_MORE = ", and so much more is said of it here that no line of any page could hold it, however wide that page may be"


def figures(rounds: int, many: int = MANY) -> list[Figure]:
    """A build with nothing kept, after a sentence was edited, and with nothing changed; and each peer's."""
    compiled()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        ways = _ways(folder / "one", 1)
        if has("weasyprint"):
            (folder / "html").mkdir()
            (folder / "html" / "handout.html").write_text(html_of(folder / "one" / "project"), encoding="utf-8")
            peer = str(ROOT / "benchmarks" / "peers" / "weasyprint_copies.py")
            ways.append(Way("WeasyPrint", [sys.executable, peer, str(folder / "html")], folder))
        if many:
            large = folder / "many"
            copy_project(large, many)
            subprocess.run(ours(), cwd=large, check=True, stdout=subprocess.DEVNULL)
            ways.append(Way(f"guidegen, {many} guides, nothing changed", ours(), large))
        return measured(WORK, ways, rounds) + measured(WORK_LONG, _ways(folder / "long", LENGTH), rounds)


def _ways(folder: Path, length: int) -> list[Way]:
    """Ours, and that of Typst, for a guide with its sections so many times."""
    project, growing = folder / "project", folder / "growing"
    for each in (project, growing):
        copy_project(each)
        edit(each, -1, length)
        subprocess.run(ours(), cwd=each, check=True, stdout=subprocess.DEVNULL)
    ways = [
        Way("guidegen, nothing kept", ours(), project, lambda _: forget(project)),
        Way("guidegen, a sentence edited", ours(), project, lambda number: edit(project, number, length)),
        Way("guidegen, a sentence added", ours(), growing, lambda number: add_or_remove(growing, number, length)),
        Way("guidegen, nothing changed", ours(), project),
    ]
    if has("typst"):
        (folder / "handout.typ").write_text(typst_of(project), encoding="utf-8")
        code = f"import typst; typst.compile('handout.typ', output='handout.pdf', font_paths=[{str(FONTS)!r}])"
        ways.append(Way("Typst", [sys.executable, "-c", code], folder))
    return ways


def ours() -> list[str]:
    return [sys.executable, "-c", START, "build", "-q"]


def copy_project(folder: Path, count: int = 0) -> None:
    """The seed guide with its bank; or so many of each."""
    for path in (f"content/{NAME}.yaml", "quizzes/gut-supplements.yaml", "guidegen.yaml"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, folder / path)
    guide, bank = folder / "content" / f"{NAME}.yaml", folder / "quizzes" / "gut-supplements.yaml"
    texts = guide.read_text(encoding="utf-8"), bank.read_text(encoding="utf-8")
    for number in range(count):
        for name, text in zip((f"content/guide-{number}.yaml", f"quizzes/bank-{number}.yaml"), texts, strict=True):
            changed = text.replace(NAME, f"guide-{number}").replace("gut-supplements", f"bank-{number}")
            (folder / name).write_text(changed, encoding="utf-8")
    if count:
        guide.unlink()
        bank.unlink()


def forget(project: Path) -> None:
    for name in ("output", ".guidegen"):
        shutil.rmtree(project / name, ignore_errors=True)


def longer(text: str, length: int) -> str:
    """A guide with its sections so many times, each time under ids of their own."""
    before, head, rest = text.partition("\nsections:\n")
    end = re.search(r"^\S", rest, re.MULTILINE)
    assert head and end is not None
    sections, after = rest[: end.start()], rest[end.start() :]
    again = (re.sub(r"^(    id: )", rf"\g<1>again-{n}-", sections, flags=re.MULTILINE) for n in range(1, length))
    return "".join((before, head, sections, *again, after))


def edit(project: Path, number: int, length: int = 1, more: str = "") -> None:
    """Change a sentence in the middle of the guide, each time to another one. With `more` its paragraph grows."""
    guide = project / "content" / f"{NAME}.yaml"
    text = longer((ROOT / "content" / f"{NAME}.yaml").read_text(encoding="utf-8"), length)
    assert text.count("the body") > 1
    before, word, after = text.partition("the body")
    guide.write_text(f"{before}{word} (edit {number}{more}){after}", encoding="utf-8")


def add_or_remove(project: Path, number: int, length: int = 1) -> None:
    """Make a paragraph longer by more than a line, and shorter the next time: what follows moves."""
    edit(project, number, length, _MORE if number % 2 == 0 else "")


# The same handout for Typst


def typst_of(project: Path) -> str:
    """The handout in Typst's markup."""
    document, _ = handout(project)
    return "\n".join(_Typst(document).lines()) + "\n"


def html_of(project: Path) -> str:
    """The handout as HTML."""
    document, form = handout(project)
    words = words_for("en")
    assert words is not None
    return html_source(document, form, words, str(FONTS))


def handout(project: Path) -> tuple[doc.Document, Form]:
    """The document and its form."""
    read, problems, _ = read_project(project)
    assert not problems
    guide, words = read.guides[NAME], words_for("en")
    assert guide.quiz is not None and words is not None
    form = make_form(guide.quiz, [read.banks[reference.name] for reference in guide.quiz.banks])
    return Handouts(guide, read.settings, words, key="end", library={}, places={}).document(form), form


class _Typst:
    """A document in Typst's markup; text stands in strings, so that nothing in it is markup."""

    def __init__(self, document: doc.Document) -> None:
        self.document = document
        self.dump = _Dump(document, lambda slot: "1")

    def lines(self) -> Iterator[str]:
        title = self.document.template.title
        yield f"#set document(title: {quoted(title)})"
        yield '#set text(font: "Atkinson Hyperlegible Next", size: 13pt, lang: "en")'
        yield '#set page("us-letter", margin: 54pt, footer: context [#counter(page).display()])'
        yield '#set heading(numbering: none)\n#show heading: set text(fill: rgb("#1a5f7a"))'
        for block in self.document.template.blocks:
            yield f"#{self.block(block)}\n"

    def text(self, line: doc.Line) -> str:
        return f"text({quoted(self.dump.piece(0, '', line).text)})"

    def blocks(self, blocks: tuple[doc.Block, ...]) -> str:
        return "{" + "; ".join(self.block(block) for block in blocks) + "}" if blocks else "[]"

    def boxed(self, *parts: str) -> str:
        return f"block(fill: luma(240), inset: 8pt, width: 100%, {{{'; '.join(parts)}}})"

    def paragraph(self, line: doc.Line) -> str:
        return f"par({self.text(line)})"

    def block(self, block: doc.Block) -> str:
        match block:
            case doc.Paragraph(line):
                return self.paragraph(line)
            case doc.Heading(level, line):
                return f"heading(level: {level}, {self.text(line)})"
            case doc.Section(blocks) | doc.Quotation(blocks):
                return self.blocks(blocks)
            case doc.ListBlock(marker, points):
                kind = "list" if marker in ("bullet", "check") else "enum"
                return f"{kind}({', '.join(self.blocks(point) for point in points)})"
            case doc.MainMessage(label, line):
                return self.boxed(self.paragraph(label), self.paragraph(line))
            case doc.Callout(_, title, blocks):
                return self.boxed(self.paragraph(title), self.blocks(blocks))
            case doc.Cards(cards):
                parts = [self.boxed(self.paragraph(card.title), self.blocks(card.blocks)) for card in cards]
                return f"grid(columns: {len(cards)}, gutter: 8pt, {', '.join(parts)})"
            case doc.Table():
                return self.table(block)
            case doc.WideTable(table):
                return self.table(table)
            case doc.ItemList():
                return self.items(block)
            case _:
                pieces = self.dump.block(block, 0)
                return "{" + "; ".join(f"par(text({quoted(piece.text)}))" for piece in pieces) + "}"

    def table(self, table: doc.Table) -> str:
        rows = [row for each in table.rows for row in (each.rows if isinstance(each, doc.RowGroup) else (each,))]
        cells = ["[]", *(f"strong({self.text(column)})" for column in table.columns[-(len(rows[0].cells)) :])]
        for row in rows:
            cells += [f"strong({self.text(row.header)})", *(self.blocks(cell.blocks) for cell in row.cells)]
        head, body = cells[: 1 + len(rows[0].cells)], cells[1 + len(rows[0].cells) :]
        return f"table(columns: {1 + len(rows[0].cells)}, table.header({', '.join(head)}), {', '.join(body)})"

    def items(self, block: doc.ItemList) -> str:
        items = {item.id: item for item in block.items}
        parts = []
        for placed in (block.arrangement or self.document.arrangement).items:
            item = items[placed.item]
            stem = f'{{text("{placed.number}. "); {self.blocks(item.stem)}'
            if isinstance(item.task, doc.Options):
                options = [
                    f'{{text("{chr(65 + index)}  "); {self.text(option.line)}}}'
                    for index, option in enumerate(arrange(item.task.options, placed.options))
                ]
                stem += f"; list(marker: none, {', '.join(options)})"
            else:
                pieces = [*self.dump.item(item, placed, 0)][2:]
                stem += "".join(f"; par(text({quoted(piece.text)}))" for piece in pieces)
            parts.append(f"block(breakable: false, {stem}}})")
        return "{" + "; ".join(parts) + "}"


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    print(versions())
    print(told(figures(*(given + [ROUNDS, MANY][len(given) :]))))
