"""Imports every file of a folder of real question banks, and says what became of each question.

python benchmarks/exchange_corpora.py FOLDER

A folder that holds `imsmanifest.xml` is taken as the package that it was. Files that no format fits are counted, not
read. The table goes into docs/exchange.md. For the corpus of the GIFT grammar (`*.gift` with the tree expected of
each as `*.json`) the parsed questions are compared with the trees.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path

from guidegen.exchange.gift_syntax import Question, parse_gift
from guidegen.exchange.importing import import_bank
from guidegen.exchange.opened import zipped

PAGE = Path(__file__).parent.parent / "docs/exchange.md"
SUFFIXES = {".gift", ".xml", ".qti", ".zip", ".imscc", ".csv", ".txt", ".h5p", ".xlsx"}
MARKS = "<!-- corpora: made by benchmarks/exchange_corpora.py -->", "<!-- end of corpora -->"
TYPES = {"Description", "Essay", "Numerical", "MC", "Matching", "TF", "Short", "Category"}


def sources(folder: Path) -> list[tuple[str, bytes]]:
    """The files of a corpus: packages that were unpacked as packages again, then the others."""
    packages = {path.parent for path in folder.rglob("imsmanifest.xml")}
    found = []
    for package in sorted(packages):
        files = {p.relative_to(package).as_posix(): p.read_bytes() for p in sorted(package.rglob("*")) if p.is_file()}
        found.append((package.relative_to(folder).as_posix() + ".zip", zipped(files)))
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in SUFFIXES and not any(path.is_relative_to(p) for p in packages):
            found.append((path.relative_to(folder).as_posix(), path.read_bytes()))
    return found


def measured(folder: Path) -> Counter[str]:
    """What became of the files and questions of a corpus."""
    counts: Counter[str] = Counter()
    for name, data in sources(folder):
        result = import_bank([(name, data)], "quizzes/bank.yaml")
        counts["files"] += 1
        counts["refused files" if not result.formats else "read files"] += 1
        items = len(result.bank.items) if result.bank else 0
        refused = sum(loss.refused for loss in result.losses)
        changed = len({(loss.span, loss.item) for loss in result.losses if not loss.refused})
        counts.update({"found": result.found, "whole": items - changed, "changed": changed, "refused": refused})
        if items + refused != result.found:
            counts["not accounted for"] += result.found - items - refused
            print(f"{folder.name}/{name}: {result.found} found, {items} imported, {refused} refused")
    return counts


def disagreements(folder: Path) -> tuple[int, list[str]]:
    """How many GIFT questions have an expected tree, and those whose parse is another."""
    count, wrong = 0, []
    for path in sorted(folder.rglob("*.gift")):
        expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        parsed = parse_gift(path.read_text(encoding="utf-8"))
        if len(parsed) != len(expected):
            wrong.append(f"{path.name}: {len(parsed)} questions, {len(expected)} expected")
        for number, (ours, theirs) in enumerate(zip(parsed, expected, strict=False), start=1):
            count += 1
            if difference := _difference(ours, theirs):
                wrong.append(f"{path.name}, question {number}: {difference}")
    return count, wrong


def _difference(ours: Question, theirs: dict) -> str:  # type: ignore[type-arg]
    if ours.kind != theirs["type"]:
        return f"{ours.kind}, not {theirs['type']}"
    if ours.kind == "Category":
        return ""
    pairs = [
        ("title", ours.title, theirs.get("title") or ""),
        ("id", ours.id, theirs.get("id") or ""),
        ("tags", sorted(ours.tags), sorted(theirs.get("tags") or [])),
        ("stem", _words(ours.stem.text), _words(theirs["stem"]["text"])),
        ("blank", ours.has_blank, bool(theirs.get("hasEmbeddedAnswers"))),
    ]
    if ours.kind == "TF":
        pairs.append(("truth", ours.truth, theirs["isTrue"]))
    if ours.kind == "Matching":
        told = [(_words(p["subquestion"]["text"]), _words(p["subanswer"])) for p in theirs["matchPairs"]]
        pairs.append(("pairs", [(_words(left.text), _words(right)) for left, right in ours.pairs], told))
    if ours.kind in ("MC", "Short"):
        told = [(c["isCorrect"], float(c["weight"] or 0), _words(c["text"]["text"])) for c in theirs["choices"]]
        mine = [(c.is_right, float(c.weight or 0), _words(c.text.text)) for c in ours.choices]
        pairs.append(("choices", mine, told))
    return next((f"{name} is {mine!r}, not {told!r}" for name, mine, told in pairs if mine != told), "")


def _words(text: str) -> str:
    """The characters alone: how white space is kept differs between readers."""
    return re.sub(r"\s+", "", text)


def table(folder: Path) -> str:
    """The rows of all corpora below the folder."""
    rows = [
        "| Bank | Files | Questions | Whole | With a loss that is named | Left out and named |",
        "|---|---|---|---|---|---|",
    ]
    trees = ""
    for corpus in sorted(path for path in folder.iterdir() if path.is_dir()):
        counts = measured(corpus)
        if not counts["found"] and not counts["files"]:
            continue
        broken = f" ({counts['refused files']} refused)" if counts["refused files"] else ""
        cells = (f"{counts['files']}{broken}", counts["found"], counts["whole"], counts["changed"], counts["refused"])
        rows.append(f"| {corpus.name} | {' | '.join(map(str, cells))} |")
        if list(corpus.rglob("*.gift")):
            count, wrong = disagreements(corpus)
            print("\n".join(wrong))
            trees = f"\n\nOf {count} GIFT questions with an expected tree, {count - len(wrong)} parse to that tree."
    return "\n".join(rows) + trees


def main() -> None:
    """Print the table and put it into the page."""
    made = table(Path(sys.argv[1]))
    print(made)
    page = PAGE.read_text(encoding="utf-8")
    pattern = re.compile(f"{re.escape(MARKS[0])}.*?{re.escape(MARKS[1])}", re.DOTALL)
    PAGE.write_text(pattern.sub(lambda _: f"{MARKS[0]}\n{made}\n{MARKS[1]}", page), encoding="utf-8")


if __name__ == "__main__":
    main()
