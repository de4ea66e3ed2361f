"""All figures against the peers that are installed: `python -m benchmarks [--rounds 3] [--write] [fresh copies long]`.

With `--write` they are put into the README and `docs/performance.md`, between the marks there. Peers come from the
package index: `pip install typst weasyprint`. Other scripts in this folder measure one thing each.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Callable, Mapping

from benchmarks import copies, fresh, long
from benchmarks.figures import PEER, ROOT, Figure, ratios, told, versions

BEGIN, END = "<!-- figures: made by `python -m benchmarks --write` -->\n", "<!-- end of figures -->"

#: What is measured, in this order.
MEASURES: Mapping[str, Callable[[int], list[Figure]]] = {
    "fresh": lambda rounds: fresh.figures(3 * rounds),
    "copies": copies.figures,
    "long": long.figures,
}
PER = {copies.work(copies.ROWS): (copies.ROWS, "copies")}


def main() -> None:
    """Measure, and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("measures", nargs="*", metavar="MEASURE", help=f"some of {', '.join(MEASURES)}; else all")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="put the figures into the README and the docs")
    options = parser.parse_args()
    if unknown := set(options.measures) - MEASURES.keys():
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    print(versions(), flush=True)
    figures: list[Figure] = []
    for name in options.measures or MEASURES:
        found = MEASURES[name](options.rounds)
        print(told(found, PER), flush=True)
        figures += found
    if options.write:
        put("README.md", short(figures))
        head = f"{versions()}, {options.rounds} rounds ({3 * options.rounds} of one handout)"
        put("docs/performance.md", f"```text\n{head}\n{told(figures, PER)}\n```\n")


def short(figures: list[Figure]) -> str:
    """The medians as a table for the README."""
    lines = ["| | seconds | memory | against Typst |", "|---|---|---|---|"]
    for figure in figures:
        peer = next((f for f in figures if f.work == figure.work and f.way.startswith(PEER)), None)
        against = _against(ratios(figure, peer)[1]) if peer not in (None, figure) else ""
        seconds = statistics.median(figure.clock())
        memory = statistics.median(run.memory for run in figure.runs)
        shown = f"{seconds:.3g}" if seconds < 1_000 else f"{seconds:.0f}"
        lines.append(f"| {figure.work}: {figure.way} | {shown} | {memory:.0f} MB | {against} |")
    return "\n".join(["", *lines, "", f"{versions()}; medians.", ""])


def _against(ratio: float) -> str:
    """A ratio of times in words: what is much less than once is sooner read the other way round."""
    return f"{ratio:.2f} times its time" if ratio > 0.5 else f"{1 / ratio:.1f} times as fast"


def put(path: str, text: str) -> None:
    """Replace what stands between the marks of a file. ValueError where there are none."""
    place = ROOT / path
    before, begin, rest = place.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{path} has no place for figures")
    place.write_text(f"{before}{BEGIN}{text}{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
