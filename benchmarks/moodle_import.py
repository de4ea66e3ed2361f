"""How long an import of Moodle XML takes, against what the XML parser alone takes to read the same file.

    python benchmarks/moodle_import.py [--items 5000] [--rounds 7]

The limit is 10 times (issue “Bring your bank”). The parser reads the bytes, and every text of the tree is asked for
once, as any importer must. Each is done once in a process of its own, as an import is; the start of Python and the
loading of modules do not count. In one process, again and again, the parser gains more from warm memory than the import
does: `--warm` shows that.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from xml.sax.saxutils import escape

from lxml import etree

from guidegen.exchange.importing import import_bank

WORDS = (
    "cell membrane protein water energy divides before after which because most often during a the of in to and with "
    "nucleus chromosome sister pair animal plant tissue oxygen glucose blood muscle nerve signal gene copy stage"
).split()


def main() -> None:
    """Measure items of two lengths, and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--warm", action="store_true")
    given = parser.parse_args()
    measure = warm_ratio if given.warm else fresh_ratio
    for name, long in (("short items", False), ("items as teachers write them", True)):
        ratios = [measure(given.items, long) for _ in range(given.rounds)]
        spread = f"{min(ratios):.1f} to {max(ratios):.1f}"
        print(f"{name}: {statistics.median(ratios):.1f} times the parser ({spread})")


def warm_ratio(items: int, long: bool) -> float:
    """Both in this process."""
    data = export(items, long=long)
    alone = seconds(lambda: read(data))
    return seconds(lambda: take(data, items)) / alone


def fresh_ratio(items: int, long: bool) -> float:
    """Each in a process of its own."""
    with ProcessPoolExecutor(1, get_context("spawn")) as one:
        alone = one.submit(seconds_of, "read", items, long).result()
    with ProcessPoolExecutor(1, get_context("spawn")) as other:
        return other.submit(seconds_of, "take", items, long).result() / alone


def seconds_of(what: str, items: int, long: bool) -> float:
    """The time of one of the two, after a file of three items has loaded the modules."""
    data = export(items, long=long)
    take(export(3, long=long), 3)
    return seconds((lambda: read(data)) if what == "read" else (lambda: take(data, items)))


def seconds(work: Callable[[], object]) -> float:
    """The time that the processor works on something: other programs on the machine do not count."""
    start = time.process_time()
    work()
    return time.process_time() - start


def read(data: bytes) -> int:
    """Parse, and ask for every text."""
    root = etree.fromstring(data)
    return sum(len(element.text or "") for element in root.iter())


def take(data: bytes, items: int) -> None:
    """Import, and see that nothing is missing."""
    imported = import_bank([("bank.xml", data)], "quizzes/banks/bank.yaml")
    assert imported.bank is not None
    assert len(imported.bank.items) == items, imported.losses[:3]


def export(items: int, *, long: bool) -> bytes:
    """An export with the usual mix of types."""
    chance = random.Random(7)
    kinds = ("multichoice",) * 6 + ("truefalse", "shortanswer", "numerical", "matching")
    parts = [question(chance, number, kinds[number % len(kinds)], long=long) for number in range(items)]
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n{"".join(parts)}</quiz>\n'.encode()


def sentence(chance: random.Random, words: int) -> str:
    """So many words."""
    return " ".join(chance.choice(WORDS) for _ in range(words)).capitalize()


def html(chance: random.Random, words: int, *, long: bool) -> str:
    """A paragraph, with markup where an editor leaves it."""
    text = sentence(chance, words)
    if long and chance.random() < 0.3:
        text += f" <strong>{sentence(chance, 2)}</strong> {sentence(chance, 4)}"
    if long and chance.random() < 0.15:
        text = f'<span style="font-size: 0.9rem;">{text}</span>'
    return f"<![CDATA[<p>{text}</p>]]>"


def question(chance: random.Random, number: int, kind: str, *, long: bool) -> str:
    """One question as Moodle writes it."""
    size = 3 if long else 1
    head = (
        f'  <question type="{kind}">\n    <name><text>Question {number}</text></name>\n'
        f'    <questiontext format="html"><text>{html(chance, 8 * size, long=long)}</text></questiontext>\n'
        f'    <generalfeedback format="html"><text>{html(chance, 6 * size, long=long)}</text></generalfeedback>\n'
        "    <defaultgrade>1.0000000</defaultgrade>\n    <penalty>0.3333333</penalty>\n    <hidden>0</hidden>\n"
        f"    <idnumber></idnumber>\n"
    )
    return f"{head}{BODIES[kind](chance, number, size, long)}  </question>\n"


def answer(fraction: int, text: str, feedback: str = "", format: str = "html") -> str:
    """An answer with its feedback."""
    remark = f'<feedback format="html"><text>{feedback}</text></feedback>'
    return f'    <answer fraction="{fraction}" format="{format}"><text>{text}</text>\n      {remark}\n    </answer>\n'


def multichoice(chance: random.Random, number: int, size: int, long: bool) -> str:
    """Four options."""
    options = "".join(
        answer(
            0 if place else 100,
            html(chance, 4 * size, long=False).replace("</p>", f" {number} {place}</p>"),
            html(chance, 5 * size, long=long) if long else "",
        )
        for place in range(4)
    )
    feedback = "".join(
        f'    <{tag} format="html"><text>{words}</text></{tag}>\n'
        for tag, words in (
            ("correctfeedback", "Your answer is correct."),
            ("partiallycorrectfeedback", "Your answer is partially correct."),
            ("incorrectfeedback", "Your answer is incorrect."),
        )
    )
    return (
        "    <single>true</single>\n    <shuffleanswers>true</shuffleanswers>\n"
        f"    <answernumbering>abc</answernumbering>\n{feedback}{options}"
    )


def truefalse(chance: random.Random, number: int, size: int, long: bool) -> str:
    """A statement."""
    return answer(100, "true", format="moodle_auto_format") + answer(0, "false", format="moodle_auto_format")


def shortanswer(chance: random.Random, number: int, size: int, long: bool) -> str:
    """Two answers that are right."""
    words = [escape(f"{sentence(chance, 2)} {number}") for _ in range(2)]
    return "    <usecase>0</usecase>\n" + "".join(answer(100, each, format="moodle_auto_format") for each in words)


def numerical(chance: random.Random, number: int, size: int, long: bool) -> str:
    """A number with a tolerance."""
    right = answer(100, str(number), format="moodle_auto_format")
    return right.replace("</text>\n", "</text>\n      <tolerance>0.5</tolerance>\n", 1)


def matching(chance: random.Random, number: int, size: int, long: bool) -> str:
    """Three pairs."""
    pairs = "".join(
        f'    <subquestion format="html"><text>{html(chance, 3 * size, long=False)}</text>'
        f"<answer><text>{sentence(chance, 2)} {number} {place}</text></answer></subquestion>\n"
        for place in range(3)
    )
    return f"    <shuffleanswers>true</shuffleanswers>\n{pairs}"


BODIES = {
    "multichoice": multichoice,
    "truefalse": truefalse,
    "shortanswer": shortanswer,
    "numerical": numerical,
    "matching": matching,
}


if __name__ == "__main__":
    main()
