"""One handout in a fresh process, beside Typst: `python benchmarks/fresh.py [--rounds 21] [--many 0]`.

Typst (the package `typst`, in this Python or the one named by `--typst-python`) sets the same words with headings,
lists, tables, boxes and items, in the same typeface, into one tagged PDF. Ours writes the handout and, in a file of
its own, the key. Each run is a process of its own; they take turns, so that a slow moment of the machine hits all.
Bytecode is compiled before, as installing does. Times are medians, with the quartiles.
"""

from __future__ import annotations

import argparse
import compileall
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from guidegen.assembly.form import make_form
from guidegen.assembly.handout import Handouts
from guidegen.document import elements as doc
from guidegen.document.arrangement import arrange
from guidegen.document.dump import _Dump
from guidegen.locale import words_for
from guidegen.reading import read_project

ROOT = Path(__file__).parent.parent
NAME = "glutamine-vs-glutathione"
FONTS = ROOT / "guidegen" / "theme" / "fonts"
START = "from guidegen.__main__ import run; run()"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--typst-python", default=sys.executable)
    parser.add_argument("--many", type=int, default=0, help="also an unchanged project of so many guides")
    options = parser.parse_args()
    compileall.compile_dir(ROOT / "guidegen", quiet=1)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        project = folder / "project"
        copy_project(project)
        (folder / "handout.typ").write_text(typst_of(project), encoding="utf-8")
        (folder / "compile.py").write_text(
            f"import typst\ntypst.compile('handout.typ', output='handout.pdf', font_paths=[{str(FONTS)!r}])\n"
        )
        work: dict[str, tuple[Callable[[int], None], list[str], Path]] = {
            "Typst": (lambda _: None, [options.typst_python, "compile.py"], folder),
            "Python alone": (lambda _: None, [sys.executable, "-c", "pass"], folder),
            "ours, nothing kept": (lambda _: forget(project), ours(), project),
            "ours, a sentence edited": (lambda number: edit(project, number), ours(), project),
            "ours, nothing changed": (lambda _: None, ours(), project),
        }
        if options.many:
            many = folder / "many"
            copy_project(many, options.many)
            subprocess.run(ours(), cwd=many, check=True, stdout=subprocess.DEVNULL)
            work[f"ours, {options.many} guides, nothing changed"] = (lambda _: None, ours(), many)
        report(measured(work, options.rounds))


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


def edit(project: Path, number: int) -> None:
    """Change a sentence in the middle of the guide, each time to another one."""
    guide = project / "content" / f"{NAME}.yaml"
    text = (ROOT / "content" / f"{NAME}.yaml").read_text(encoding="utf-8")
    assert text.count("the body") > 1
    before, word, after = text.partition("the body")
    guide.write_text(f"{before}{word} (edit {number}){after}", encoding="utf-8")


def measured(work: dict[str, tuple[Callable[[int], None], list[str], Path]], rounds: int) -> dict[str, list[float]]:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    times: dict[str, list[float]] = {name: [] for name in work}
    for number in range(rounds + 1):
        for name, (prepare, command, folder) in work.items():
            prepare(number)
            start = time.perf_counter()
            subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
            if number:
                times[name].append(time.perf_counter() - start)
    return times


def report(times: dict[str, list[float]]) -> None:
    base = statistics.median(times["Typst"])
    print(f"Python {sys.version.split()[0]}, {len(times['Typst'])} rounds")
    for name, found in times.items():
        low, median, high = statistics.quantiles(found, n=4)
        ratios = [each / typst for each, typst in zip(found, times["Typst"], strict=True)]
        print(
            f"{name:38} {median * 1000:6.0f} ms ({low * 1000:.0f} to {high * 1000:.0f})"
            f"   {median / base:5.2f} times Typst (median of pairs {statistics.median(ratios):.2f})"
        )


# The same handout for Typst


def typst_of(project: Path) -> str:
    read, problems, _ = read_project(project)
    assert not problems
    guide, words = read.guides[NAME], words_for("en")
    assert guide.quiz is not None and words is not None
    form = make_form(guide.quiz, [read.banks[reference.name] for reference in guide.quiz.banks])
    document = Handouts(guide, read.settings, words, key="end", library={}, places={}).document(form)
    return "\n".join(_Typst(document).lines()) + "\n"


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
    main()
