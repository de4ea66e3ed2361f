"""Layout against Platypus, in one process and one run: `python benchmarks/layout.py`.

Platypus sets the same words as plain paragraphs, without tables, boxes, lists, kerning or tags. Times are medians
of several rounds in turn, given in relation to Platypus, since machines differ and are noisy.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate

from guidegen.assembly.form import make_form
from guidegen.assembly.handout import Handouts
from guidegen.document.dump import pieces
from guidegen.locale import words_for
from guidegen.reading import read_project
from guidegen.render.look import Look
from guidegen.render.pdf import lay_out, line_breaking, render
from guidegen.render.pdf.shared import Shared
from guidegen.theme import load_theme

ROUNDS = 15
ROOT = Path(__file__).parent.parent


def main() -> None:
    project, problems, _ = read_project(ROOT)
    assert not problems
    guide, words = project.guides["glutamine-vs-glutathione"], words_for("en")
    form = make_form(guide.quiz, [project.banks[reference.name] for reference in guide.quiz.banks])
    document = Handouts(guide, project.settings, words, key="end", library={}, places={}).document(form)
    look = Look(load_theme("clinic"))
    shared = Shared(look.theme, look.scale, document.template.labels, "en")
    laid = lay_out(document, look, shared=shared)
    texts = [piece.text for piece in pieces(document, lambda slot: "1")]
    face = ROOT / "guidegen" / "theme" / "fonts" / "AtkinsonHyperlegibleNext-Regular.ttf"
    pdfmetrics.registerFont(TTFont("Body", str(face)))

    def first_copy() -> None:
        line_breaking._breaks_in_word.cache_clear()
        render(lay_out(document, look), "guidegen")

    work: dict[str, Callable[[], object]] = {
        "Platypus, plain paragraphs": lambda: platypus(texts),
        "ours, the first copy, nothing kept": first_copy,
        "ours, a further copy, fragments kept": lambda: render(lay_out(document, look, shared=shared), "guidegen"),
        "ours, writing alone": lambda: render(laid, "guidegen"),
    }
    times = measured(work)
    base = statistics.median(times["Platypus, plain paragraphs"])
    print(f"Python {sys.version.split()[0]}, {ROUNDS} rounds, {laid.pages} pages")
    for name, found in times.items():
        median = statistics.median(found)
        print(f"{name:40} {median / base:6.2f}  (spread {min(found) / base:.2f} to {max(found) / base:.2f})")


def measured(work: dict[str, Callable[[], object]]) -> dict[str, list[float]]:
    """Seconds by name; the pieces of work take turns, so that a slow moment of the machine hits all."""
    times: dict[str, list[float]] = {name: [] for name in work}
    for function in work.values():
        function()
    for _ in range(ROUNDS):
        for name, function in work.items():
            start = time.perf_counter()
            function()
            times[name].append(time.perf_counter() - start)
    return times


def platypus(texts: list[str]) -> bytes:
    buffer = BytesIO()
    style = ParagraphStyle("body", fontName="Body", fontSize=12, leading=17, spaceAfter=8)
    SimpleDocTemplate(buffer, invariant=1).build([Paragraph(escape(text), style) for text in texts])
    return buffer.getvalue()


if __name__ == "__main__":
    main()
