"""Banks that are made up, with what is right in them said a second time, apart from the program.

Every text is a word of its own, so that it can be found again in print.
"""

from __future__ import annotations

import json
import random
import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Truth:
    """What is right in an item. Which of the fields count depends on the kind.

    `keys` are the words of the right options; `pairs` say which word belongs to which (response to premise, label to
    statement, option to blank, label to place); `ranking` are words in their right order; `written` are words that the
    key must say. In an item whose numbers are drawn, `drawn` says what is right for the number that its stem prints.
    """

    id: str
    kind: str
    points: float
    keys: frozenset[str] = frozenset()
    pairs: Mapping[str, str] = field(default_factory=dict)
    ranking: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    anchored: Mapping[int, str] = field(default_factory=dict)
    drawn: Callable[[int], dict[str, Any]] | None = None

    def of(self, number: int | None) -> Truth:
        """What is right where the stem prints this number."""
        return self if self.drawn is None or number is None else replace(self, drawn=None, **self.drawn(number))


@dataclass(frozen=True)
class GeneratedBank:
    """The file of a bank and what is right in it, by item."""

    text: str
    truths: Mapping[str, Truth]

    def write(self, project: Path) -> None:
        """The bank and its picture, as files of a project."""
        (project / "quizzes").mkdir(parents=True, exist_ok=True)
        (project / "quizzes" / "bank.yaml").write_text(self.text, encoding="utf-8")
        (project / "quizzes" / "picture.png").write_bytes(_PICTURE)


def _png(width: int, height: int) -> bytes:
    """A grey picture."""
    rows = b"".join(b"\0" + b"\xcc" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    packed = (struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
              for name, data in chunks)  # fmt: skip
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


_PICTURE = _png(1600, 800)


Made = tuple[dict[str, Any], dict[str, Any]]


def generated(seed: int, size: int) -> GeneratedBank:
    """A bank of `size` items, kind after kind, and otherwise by chance."""
    rng = random.Random(seed)
    items, truths = [], {}
    kinds = list(_KINDS)
    for number in range(size):
        kind = kinds[number % len(kinds)]
        points = rng.choice((1, 2, 3, 1.5))
        fields, right = _KINDS[kind](number, rng)
        id_ = f"i{number}"
        common = {"id": id_, "points": points, "level": rng.choice(("low", "high")), "rationale": f"because{number}"}
        if kind == "essay":
            common.pop("points")
            points = sum(fields["rubric"].values())
        items.append({"stem": f"stem{number}?", **common, **fields})
        truths[id_] = Truth(id_, kind, points, **right)
    return GeneratedBank(json.dumps({"bank": "bank", "title": "Bank", "language": "en", "items": items}), truths)


def _words(number: int, count: int, sort: str = "w") -> list[str]:
    return [f"{sort}{number}x{index}" for index in range(count)]


def _choice(number: int, rng: random.Random) -> Made:
    words = _words(number, rng.randint(2, 6))
    key = rng.choice(words)
    options = [{"text": word, "key": word == key} for word in words]
    anchored = {}
    if rng.random() < 0.3:
        options[-1]["anchored"] = True
        anchored = {len(words) - 1: words[-1]}
    return {"kind": "multiple-choice", "options": options}, {"keys": frozenset([key]), "anchored": anchored}


def _short_choice(number: int, rng: random.Random) -> Made:
    key, *others = _words(number, rng.randint(2, 5))
    return {"key": key, "distractors": others}, {"keys": frozenset([key])}


def _response(number: int, rng: random.Random) -> Made:
    words = _words(number, rng.randint(3, 6))
    keys = set(rng.sample(words, rng.randint(1, len(words) - 1)))
    options = [{"text": word, "key": word in keys} for word in words]
    return {"kind": "multiple-response", "options": options}, {"keys": frozenset(keys)}


def _true_false(number: int, rng: random.Random) -> Made:
    is_true = rng.random() < 0.5
    return {"kind": "true-false", "key": is_true}, {"keys": frozenset(["True" if is_true else "False"])}


def _statements(number: int, rng: random.Random) -> Made:
    words = _words(number, rng.randint(2, 5), "s")
    pairs = {word: rng.random() < 0.5 for word in words}
    return {"statements": pairs}, {"pairs": {word: "T" if is_true else "F" for word, is_true in pairs.items()}}


def _matching(number: int, rng: random.Random) -> Made:
    premises, responses = _words(number, rng.randint(2, 4), "p"), _words(number, 5)
    pairs = {premise: rng.choice(responses) for premise in premises}
    extra = [word for word in responses if word not in pairs.values()]
    fields: dict[str, Any] = {"pairs": [{"premise": one, "response": other} for one, other in pairs.items()]}
    return fields | {"extra-responses": extra}, {"pairs": pairs}


def _ordering(number: int, rng: random.Random) -> Made:
    words = _words(number, rng.randint(3, 5))
    rng.shuffle(words)
    return {"order": words}, {"ranking": tuple(words)}


def _lists(number: int, rng: random.Random) -> Made:
    """A cloze whose blanks all have lists, so that the grid shows letters."""
    pairs, parts = {}, [f"stem{number}?"]
    for blank in range(1, rng.randint(2, 4)):
        key, *others = _words(number, 3, f"b{blank}w")
        pairs[str(blank)] = key
        parts.append(f"then [[{key}|~{others[0]}|~{others[1]}]]")
    return {"kind": "cloze", "stem": " ".join(parts)}, {"pairs": pairs}


def _blanks(number: int, rng: random.Random) -> Made:
    words = _words(number, 2)
    stem = f"stem{number}? then [[{words[0]}]] and [[{words[1]}]]"
    if rng.random() < 0.3:
        value = str(rng.randint(1000, 9999))
        return {"kind": "cloze", "stem": f"{stem} and [[{value} ± 5]]"}, {"written": (*words, value)}
    return {"kind": "cloze", "stem": stem, "word-bank": rng.random() < 0.5}, {"written": tuple(words)}


def _short_answer(number: int, rng: random.Random) -> Made:
    words = _words(number, rng.randint(1, 3))
    return {"kind": "short-answer", "answer": words}, {"written": tuple(words)}


def _numerical(number: int, rng: random.Random) -> Made:
    value = str(rng.randint(1000, 9999))
    return {"kind": "numerical", "answer": value, "tolerance": rng.choice(("5", "1%"))}, {"written": (value,)}


def _label_figure(number: int, rng: random.Random) -> Made:
    labels = _words(number, rng.randint(2, 5))
    marked = labels[: rng.randint(1, len(labels))]
    rng.shuffle(marked)
    places = [{"at": f"{10 + 15 * place}% 50%", "label": label, "alt": f"spot {place}"}
              for place, label in enumerate(marked)]  # fmt: skip
    extra = [label for label in labels if label not in marked]
    fields: dict[str, Any] = {"kind": "label-figure", "figure": "picture.png", "alt": "Grey.", "markers": places}
    return fields | ({"extra-labels": extra} if extra else {}), {
        "pairs": {str(n): label for n, label in enumerate(marked, start=1)}
    }


def _drawn(number: int, fields: dict[str, Any]) -> dict[str, Any]:
    """An item whose stem tells the number that is drawn for each form."""
    stem = f"stem{number}? n = {{{{n}}}}"
    return {"stem": stem, "variables": {"n": {"from": 1000, "to": 4999}}, **fields}


def _drawn_choice(number: int, rng: random.Random) -> Made:
    key, *others = (f"w{number}x{{{{2 * n + {more}}}}}" for more in rng.sample(range(9), 4))
    more = int(key.removesuffix("}}").rpartition(" ")[2])
    fields = _drawn(number, {"key": key, "distractors": others})
    return fields, {"drawn": lambda n: {"keys": frozenset([f"w{number}x{2 * n + more}"])}}


def _drawn_number(number: int, rng: random.Random) -> Made:
    more = rng.randint(1, 9)
    fields = _drawn(number, {"kind": "numerical", "answer": f"{{{{2 * n - {more}}}}}"})
    return fields, {"drawn": lambda n: {"written": (str(2 * n - more),)}}


def _essay(number: int, rng: random.Random) -> Made:
    sample, criterion = f"sample{number}", f"criterion{number}"
    fields = {"kind": "essay", "lines": 2, "sample-answer": sample, "rubric": {criterion: rng.choice((1, 2))}}
    return fields, {"written": (sample, criterion)}


_KINDS: Mapping[str, Callable[[int, random.Random], Made]] = {
    "multiple-choice": _choice,
    "multiple-choice, short": _short_choice,
    "multiple-response": _response,
    "true-false": _true_false,
    "statements": _statements,
    "matching": _matching,
    "ordering": _ordering,
    "cloze, lists": _lists,
    "cloze": _blanks,
    "short-answer": _short_answer,
    "numerical": _numerical,
    "label-figure": _label_figure,
    "multiple-choice, drawn": _drawn_choice,
    "numerical, drawn": _drawn_number,
    "essay": _essay,
}
#: The kinds as authors name them.
GENERATED_KINDS = frozenset(name.split(",")[0] for name in _KINDS)
