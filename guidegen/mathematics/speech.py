"""Formulas in words, for those who listen.

Two rules keep what is said apart. What is simple (one letter, one number, one with a minus sign) follows its word
at once: “x to the power n plus 1” is x^n + 1. What is not simple is closed: “x to the power n plus 1 end power”.
The words come from the locale; the order of words is that of its phrases. The style is that of ClearSpeak.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from guidegen.mathematics.formula import Formula, Node
from guidegen.records import dataclass


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How one language says formulas: phrases with places, and the names of signs by the sign.

    `parts` and `units` hold singular and plural. `unicode_names` allows Unicode's English names for other signs.
    """

    phrases: Mapping[str, str]
    parts: Mapping[str, tuple[str, str]]
    operators: Mapping[str, str]
    limits: Mapping[str, str]
    functions: Mapping[str, str]
    accents: Mapping[str, str]
    primes: Mapping[str, str]
    letters: Mapping[str, str]
    symbols: Mapping[str, str]
    units: Mapping[str, tuple[str, str]]
    temperatures: Mapping[str, str]
    per: str
    unicode_names: bool = False


def spoken(formula: Formula, vocabulary: Vocabulary) -> str:
    """The formula in words; nothing when the vocabulary has no word for one of its signs."""
    try:
        words = _Speaker(vocabulary).say(formula.root)
    except _NoWord:
        return ""
    return re.sub(r"\s+([,;:])", r"\1", " ".join(words.split()))


class _NoWord(Exception):
    """A sign has no name in the language."""


_SCRIPTS = frozenset({"msub", "msup", "msubsup", "munder", "mover", "munderover"})
_ROWS = frozenset({"math", "mrow", "mstyle", "mpadded", "mtd", "msqrt"})
_FENCED = {("|", "|"): "absolute", ("‖", "‖"): "norm", ("⌊", "⌋"): "floor", ("⌈", "⌉"): "ceiling"}
_VARIANTS = {"BOLD": "bold", "SCRIPT": "script", "FRAKTUR": "fraktur", "DOUBLE-STRUCK": "double-struck"}
_ARROW = "→"
_LOGARITHMS = frozenset({"log", "lg"})
_CURRENCIES = frozenset("$€£")
#: Letters that stand for functions everywhere: “f of x”.
_FUNCTIONS = frozenset("fghFGH")


class _Speaker:
    def __init__(self, vocabulary: Vocabulary) -> None:
        self.words = vocabulary

    def say(self, node: Node) -> str:
        """One element in words."""
        match node.tag:
            case "mi" | "mn" | "mo":
                return self.token(node)
            case "mtext":
                return self.words.symbols.get(node.text, node.text.replace("\u00a0", " "))
            case "mspace" | "mphantom":
                return ""
            case "mfrac":
                return self.fraction(*node.children)
            case "msqrt":
                return self.closed("root", self.simple(node), base=self.row(node.children))
            case "mroot":
                return self.root(*node.children)
            case "mtable":
                return self.table(node, "matrix")
            case "menclose":
                phrase = "crossed-out" if "strike" in node.get("notation") else "boxed"
                return self.phrase(phrase, base=self.row(node.children))
            case tag if tag in _SCRIPTS:
                return self.scripted(node)
            case _:
                return self.row(node.children)

    # Phrases

    def phrase(self, key: str, **values: str) -> str:
        return self.words.phrases[key].format(**values)

    def closed(self, key: str, simple: bool, **values: str) -> str:
        """The phrase as it is, or with its end spoken."""
        return self.phrase(key if simple else f"{key}-long", **values)

    def simple(self, *nodes: Node) -> bool:
        """True for one sign, and for a number or letter behind a minus sign."""
        return all(self._is_simple(node) for node in nodes)

    def _is_simple(self, node: Node) -> bool:
        if node.tag in _ROWS:
            inside = [child for child in node.children if child.tag not in ("mspace", "mphantom")]
            if len(inside) == 2 and inside[0].text in ("-", "−") and inside[1].tag in ("mn", "mi"):
                return True
            return len(inside) == 1 and self._is_simple(inside[0])
        return node.tag in ("mi", "mn", "mo")

    # Rows

    def row(self, nodes: Sequence[Node]) -> str:
        """Elements side by side; some belong together across their borders."""
        nodes = list(_flat(nodes))
        if len(nodes) > 1 and (said := self.fenced(nodes)):
            return said
        said_so_far: list[str] = []
        index = 0
        while index < len(nodes):
            said, taken = self.together(nodes, index)
            said_so_far.append(said)
            index += taken
        return " ".join(said_so_far)

    def together(self, nodes: Sequence[Node], index: int) -> tuple[str, int]:
        """What is said for the element at `index`, and how many elements that covers."""
        node, after = nodes[index], nodes[index + 1 : index + 3]
        if node.tag == "mo" and len(after) == 2 and after[1].tag == "mo":
            inner = after[0]
            if inner.tag == "mtable":
                return self.table(inner, "determinant" if node.text in ("|", "‖") else "matrix"), 3
            if inner.tag == "mfrac" and inner.get("linethickness") == "0":
                top, bottom = inner.children
                said = self.closed("binomial", self.simple(top, bottom), top=self.say(top), bottom=self.say(bottom))
                return said, 3
        if node.tag == "mo" and node.text == "{" and after and after[0].tag == "mtable":
            return self.table(after[0], "cases"), 2
        if self.is_unit(node):
            return self.unit(nodes, index)
        if node.text in _CURRENCIES and after and after[0].tag == "mn":
            return f"{self.say(after[0])} {self.say(node)}", 2
        argument = nodes[index + 1 : index + 4]
        if node.text in _FUNCTIONS and [n.text for n in argument[::2]] == ["(", ")"] and self.simple(argument[1]):
            return self.phrase("of", function=self.say(node), argument=self.say(argument[1])), 4
        if _is_degrees(node) and after and after[0].text in self.words.temperatures:
            return f"{self.say(node)} {self.words.temperatures[after[0].text]}", 2
        return self.say(node), 1

    def fenced(self, nodes: Sequence[Node]) -> str:
        """A row between `\\left` and `\\right` whose fences have a meaning together."""
        first, last = nodes[0], nodes[-1]
        if not (first.get("form") == "prefix" and last.get("form") == "postfix"):
            return ""
        inner = nodes[1:-1]
        if len(inner) == 1 and inner[0].tag == "mtable" and first.text != "{":
            return self.table(inner[0], "determinant" if first.text == "|" else "matrix")
        phrase = _FENCED.get((first.text.replace("∣", "|"), last.text.replace("∣", "|")))
        return self.phrase(phrase, base=self.row(inner)) if phrase else ""

    def is_unit(self, node: Node) -> bool:
        base = node.children[0] if node.tag == "msup" else node
        return base.tag == "mi" and base.get("mathvariant") == "normal" and base.text in self.words.units

    def unit(self, nodes: Sequence[Node], index: int) -> tuple[str, int]:
        """A unit in words, with the divisor that may follow: “5 milligrams per liter”."""
        node = nodes[index]
        before = nodes[index - 1] if index else None
        # A lone upright letter may be an element or a name: only beside a number or another unit is it a unit.
        counted = before is not None and (before.tag in ("mn", "mfrac") or before.text in ("/", "·", "⋅"))
        name = (node.children[0] if node.tag == "msup" else node).text
        if not counted and len(name) == 1:
            return self.say(node), 1
        singular = before is not None and (before.text == "1" or before.text == "/")
        said = self.words.units[name][0 if singular else 1]
        if node.tag == "msup":
            said = self.power(said, node.children[1])
        if index + 2 < len(nodes) and nodes[index + 1].text == "/" and self.is_unit(nodes[index + 2]):
            divisor, _ = self.unit(nodes[: index + 3], index + 2)
            return f"{said} {self.words.per} {divisor}", 3
        return said, 1

    # Tokens

    def token(self, node: Node) -> str:
        text, words = node.text, self.words
        if node.tag == "mn" or not text:
            return text
        for names in (words.limits, words.operators, words.functions):
            if text in names:
                return names[text]
        if len(text) > 1:
            return text if node.get("mathvariant") != "bold" else self.phrase("bold", letter=text)
        if text in words.symbols and not (node.tag == "mi" and text in ("Δ",)):
            return words.symbols[text]
        return self.letter(text, node.get("mathvariant"))

    def letter(self, character: str, variant: str) -> str:
        """The name of a letter, with what is special about how it is written."""
        plain = unicodedata.normalize("NFKC", character)
        if len(plain) != 1:
            plain = character
        if plain.isalpha() and variant == "normal" and plain not in self.words.letters:
            # In upright words a capital belongs to the spelling, as in the symbols of elements.
            return plain
        lower = plain.lower()
        name = self.words.letters.get(lower, lower)
        if not plain.isalpha():
            return self.sign(plain)
        if plain != lower:
            name = self.phrase("capital", letter=plain if name == lower else name)
        described = unicodedata.name(character, "") if plain != character else variant.upper()
        kind = next((phrase for word, phrase in _VARIANTS.items() if word in described), "")
        return self.phrase(kind, letter=name) if kind else name

    def sign(self, character: str) -> str:
        if character in self.words.symbols:
            return self.words.symbols[character]
        name = unicodedata.name(character, "")
        if not (self.words.unicode_names and name):
            raise _NoWord
        return name.lower()

    # Structures

    def fraction(self, top: Node, bottom: Node) -> str:
        if top.tag == bottom.tag == "mn" and bottom.text in self.words.parts and top.text.isdecimal():
            return f"{top.text} {self.words.parts[bottom.text][0 if top.text == '1' else 1]}"
        return self.closed("fraction", self.simple(top, bottom), top=self.say(top), bottom=self.say(bottom))

    def root(self, base: Node, index: Node) -> str:
        simple = self.simple(base)
        if index.text == "3":
            return self.closed("cube-root", simple, base=self.say(base))
        return self.closed("nth-root", simple, base=self.say(base), index=self.say(index))

    def scripted(self, node: Node) -> str:
        """Something with marks below, above, or both."""
        base, under, over = _marks(node)
        if base.tag == "mo" and (base.text in self.words.operators or base.text in self.words.limits):
            return self.operator(base, under, over)
        if node.tag in ("munder", "mover", "munderover"):
            return self.marked(base, under, over)
        said = self.say(base) if self._stands_alone(base) else self.phrase("group", base=self.say(base))
        if under is not None:
            said = self.subscript(base, said, under)
        if over is None:
            return said
        if base.text in self.words.functions and _says(over, "−1"):
            return self.phrase("inverse", base=said)
        if base.get("mathvariant") == "normal" and _is_charge(over):
            return self.phrase("charge", base=said, charge=self.say(over))
        return self.power(said, over)

    def _stands_alone(self, base: Node) -> bool:
        """False for a bare row, whose mark might seem to belong to its last part only."""
        if base.tag in ("mrow", "mstyle") and len(base.children) > 1:
            first, last = base.children[0], base.children[-1]
            return first.tag == last.tag == "mo" and first.text in "([{|‖⌊⌈⟨"
        return base.tag not in ("mfrac",) or bool(base.get("linethickness"))

    def subscript(self, base: Node, said: str, index: Node) -> str:
        if not said:
            return self.phrase("bare-sub", index=self.say(index))
        if base.get("mathvariant") == "normal" and index.tag == "mn":
            # A chemical formula: “H 2 O”.
            return f"{said} {index.text}"
        if base.text in _LOGARITHMS:
            return self.closed("base", self.simple(index), base=said, index=self.say(index))
        return self.closed("sub", self.simple(index), base=said, index=self.say(index))

    def power(self, said: str, exponent: Node) -> str:
        """The exponent after its base; primes and degrees have words of their own."""
        parts = exponent.children if exponent.tag == "mrow" else (exponent,)
        if parts and (prime := self.words.primes.get(parts[0].text)):
            said = f"{said} {prime}"
            return self.power(said, Node("mrow", "", parts[1:])) if len(parts) > 1 else said
        if _is_ring(exponent):
            return self.phrase("degrees", base=said)
        if not said:
            return self.phrase("bare-power", exponent=self.say(exponent))
        if _says(exponent, "2"):
            return self.phrase("squared", base=said)
        if _says(exponent, "3"):
            return self.phrase("cubed", base=said)
        return self.closed("power", self.simple(exponent), base=said, exponent=self.say(exponent))

    def operator(self, base: Node, low: Node | None, high: Node | None) -> str:
        """A sum, integral or limit with its range."""
        if base.text in self.words.limits and low is not None:
            return self.phrase("as", operator=self.words.limits[base.text], low=self.say(low))
        said = self.say(base)
        if low is not None and high is not None:
            return self.phrase("from-to", operator=said, low=self.say(low), high=self.say(high))
        if low is not None:
            return self.phrase("over", operator=said, low=self.say(low))
        return self.power(said, high) if high is not None else said

    def marked(self, base: Node, under: Node | None, over: Node | None) -> str:
        """Accents, and what stands above or below."""
        simple = self.simple(base)
        if under is None and over is not None and over.tag == "mo" and base.tag != "mo":
            if over.text == _ARROW:
                return self.closed("vector", simple, base=self.say(base))
            if over.text in self.words.accents:
                return self.closed("accent", simple, base=self.say(base), accent=self.words.accents[over.text])
        said = self.say(base) if simple or base.tag in _SCRIPTS else self.phrase("group", base=self.say(base))
        if under is not None and over is not None:
            return self.phrase("above-and-below", base=said, under=self.mark(under), mark=self.mark(over))
        if under is not None:
            return self.phrase("below", base=said, mark=self.mark(under))
        return self.phrase("above", base=said, mark=self.mark(over)) if over is not None else said

    def mark(self, node: Node) -> str:
        """What stands above or below: an accent by its name, anything longer as a group."""
        if node.text in self.words.accents:
            return self.words.accents[node.text]
        said = self.say(node)
        return said if self.simple(node) else self.phrase("group", base=said)

    def table(self, table: Node, kind: str) -> str:
        """Rows one after the other, cells with commas between."""
        rows = [row.children for row in table.children]
        columns = max(map(len, rows), default=0)
        aligned = table.get("displaystyle") == "true" or columns == 1
        if kind == "matrix" and aligned:
            kind = "lines"
        entry = {"lines": "line", "cases": "case"}.get(kind, "row")
        glue = " " if kind == "lines" else ", "
        said = "; ".join(
            self.phrase(entry, number=str(number), cells=glue.join(filter(None, map(self.say, cells))))
            for number, cells in enumerate(rows, start=1)
        )
        if kind in ("lines", "cases"):
            return self.phrase(kind, cells=said)
        return self.phrase(
            kind, rows=self.counted("rows", len(rows)), columns=self.counted("columns", columns), cells=said
        )

    def counted(self, key: str, count: int) -> str:
        return self.phrase(f"{key}-one" if count == 1 else f"{key}-many", count=str(count))


def _marks(node: Node) -> tuple[Node, Node | None, Node | None]:
    """Base, what stands below and what stands above."""
    base, *marks = node.children
    if node.tag in ("msubsup", "munderover"):
        return base, marks[0], marks[1]
    if node.tag in ("msub", "munder"):
        return base, marks[0], None
    return base, None, marks[0]


def _says(node: Node, text: str) -> bool:
    parts = node.children if node.tag == "mrow" else (node,)
    return "".join(part.text for part in parts) == text and all(not part.children for part in parts)


def _flat(nodes: Sequence[Node]) -> Iterator[Node]:
    """Without white space, and without braces that only hold together what is drawn."""
    for node in nodes:
        if node.tag == "mrow" and not (node.children and node.children[0].get("form") == "prefix"):
            yield from _flat(node.children)
        elif node.tag not in ("mspace", "mphantom"):
            yield node


def _is_charge(node: Node) -> bool:
    """A charge of an ion: a sign, or a number and a sign."""
    parts = node.children if node.tag == "mrow" else (node,)
    return bool(parts) and parts[-1].text in ("+", "-", "−") and all(part.tag == "mn" for part in parts[:-1])


def _is_ring(node: Node) -> bool:
    return node.text in ("∘", "°")


def _is_degrees(node: Node) -> bool:
    return _is_ring(node) or (node.tag == "msup" and _is_ring(node.children[1]))
