"""What tagging costs: `python benchmarks/tagging.py [ROUNDS]`.

One handout is made in fresh processes, by turns with and without tagging, so that a slow moment of the machine hits
both. Times are of the processor, which other processes disturb less than those of the clock. Told are medians, and the
median of the ratios of all pairs, for the work alone (assembly, layout, writing) and for the whole process, which
begins with imports and reading, and the sizes of both files.

Nothing in guidegen can turn tagging off. The writer is replaced here by one that writes no marks and no structure,
and layout by one that makes no part of the tree below its elements.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from unittest import mock

from guidegen.document.elements import Document
from guidegen.render.look import Look
from guidegen.render.pdf import LaidOut, lay_out, writer
from guidegen.render.pdf.drawing import DrawnStack
from guidegen.theme import load_theme

ROUNDS = 15
ROOT = Path(__file__).parent.parent


class UntaggedWriter(writer.DocumentWriter):
    """Writes the same pages as artifacts of nobody, and no structure."""

    def draw(self) -> None:
        """Draw all pages."""
        first = self.file.reserve(len(self.document.sides))
        self.page_numbers = range(first, first + len(self.document.sides))
        self.sheets += [self._sheet(index, side) for index, side in enumerate(self.document.sides)]

    def put_tree(self, parent: int, top: int = 0, *, role: str = "Document", extra: str = "") -> int:
        """No element."""
        return self.file.add("null")

    def parents(self) -> list[str]:
        """No entry."""
        return []


def tagged(document: Document, look: Look) -> tuple[LaidOut, bytes]:
    """The file as guidegen writes it."""
    laid = lay_out(document, look)
    return laid, writer.write(laid.layered, lambda slot: "1", "guidegen")


def untagged(document: Document, look: Look) -> tuple[LaidOut, bytes]:
    """The same pages without tags."""
    with (
        mock.patch("guidegen.render.pdf.layout.kids_of", lambda fragment, key, link: []),
        mock.patch("guidegen.render.pdf.layout.name_headers", lambda elements, last: last),
        mock.patch("guidegen.render.pdf.items.name_headers", lambda elements, prefix: 0),
        mock.patch("guidegen.render.pdf.pieces.marked", lambda owner, role, inside, mcid: inside),
        mock.patch("guidegen.render.pdf.drawing.marked", lambda owner, role, inside, mcid: inside),
        mock.patch("guidegen.render.pdf.drawing.DrawnStack.filled", _filled),
    ):
        laid = lay_out(document, look)
        with mock.patch("guidegen.render.pdf.writer.DocumentWriter", UntaggedWriter):
            return laid, writer.write(laid.layered, lambda slot: "1", "guidegen")


def _filled(stack: DrawnStack, x: float, y: float, ids: Sequence[int]) -> str:
    """A stack with no gap but those of its corner."""
    before, between, after = stack.texts
    return f"{before}{x}{between}{y}{after}"


WAYS = {"tagged": tagged, "untagged": untagged}


def one(way: str) -> dict[str, float]:
    """One handout from its YAML, in this process: seconds of the work and of all since its start, and bytes."""
    from guidegen.assembly.form import make_form
    from guidegen.assembly.handout import Handouts
    from guidegen.locale import words_for
    from guidegen.reading import read_project

    project, problems, _ = read_project(ROOT)
    assert not problems
    guide, words = project.guides["glutamine-vs-glutathione"], words_for("en")
    form = make_form(guide.quiz, [project.banks[reference.name] for reference in guide.quiz.banks])
    start = time.process_time()
    document = Handouts(guide, project.settings, words, key="end", library={}, places={}).document(form)
    laid, data = WAYS[way](document, Look(load_theme("clinic")))
    return {"work": time.process_time() - start, "whole": time.process_time(), "bytes": len(data), "pages": laid.pages}


def fresh(way: str) -> dict[str, float]:
    """The same in a process of its own."""
    result = subprocess.run([sys.executable, __file__, "--one", way], capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(result.stdout)
    return found


def main(rounds: int) -> None:
    """Print the figures."""
    runs: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
    for index in range(rounds + 1):
        for way in WAYS if index % 2 else reversed(WAYS):
            found = fresh(way)
            # The first round compiles byte code and fills caches of the disk.
            if index:
                runs[way].append(found)
    print(f"Python {sys.version.split()[0]}, {rounds} rounds, {runs['tagged'][0]['pages']:.0f} pages")
    for name in ("work", "whole"):
        pairs = [(a[name], b[name]) for a, b in zip(runs["tagged"], runs["untagged"], strict=True)]
        medians = [statistics.median(times) for times in zip(*pairs, strict=True)]
        ratio = statistics.median(a / b for a, b in pairs)
        print(
            f"{name:6} tagged {medians[0] * 1000:6.0f} ms, untagged {medians[1] * 1000:6.0f} ms: "
            f"ratio of medians {medians[0] / medians[1]:.3f}, median of ratios {ratio:.3f}"
        )
    sizes = {way: found[0]["bytes"] for way, found in runs.items()}
    print(
        f"size   tagged {sizes['tagged']:,.0f} bytes, untagged {sizes['untagged']:,.0f} bytes: "
        f"ratio {sizes['tagged'] / sizes['untagged']:.3f}"
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(one(sys.argv[2])))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
