"""Quotes, dashes, minus signs and tight units for print. The model keeps what was typed; `check` and exchange see that.

Straight quotes open after white space or an opening mark and close elsewhere; an apostrophe stays one. `--` becomes
a dash, `...` an ellipsis, a hyphen before a number a minus sign, and a number stays with its unit.
"""

from __future__ import annotations

import operator
import re

from guidegen.assembly.spacing import has_own_spaces, spaced
from guidegen.assembly.speech import said, with_speech
from guidegen.inline import (
    Abbreviation,
    Citation,
    Code,
    Emphasis,
    Inline,
    Language,
    LineBreak,
    Link,
    Mathematics,
    Prose,
    Strong,
    Text,
    plain_text,
)
from guidegen.locale import Words
from guidegen.patterns import pattern

_OPENERS = " \t\n([{<-–—/“‘«\u00a0"
# What a pattern begins with is looked for at once, where it is a character or a set: so what stands before it is asked
# for behind it.

#: A hyphen before a number, where no word or number stands before it: `-5`, not `3-5` or `555-0142`.
_MINUS = pattern(r"-(?<![\w\u00a0)\]%°-]-)(?=[.,]?\d)")
_UNIT = (
    r"(?:[mkµμn]?g|mcg|[mcd]?[lL]|[mckµμn]?m|[mkM]?(?:Hz|Pa|W|V|A|J)|k?cal|mmHg|mm Hg|IU|IE|UI|U|m?mol|m?Eq|ppm|"
    r"min|ms|s|h|d|lb|lbs|oz|ft|yd|%|‰|°|°C|°F|℃|°|€|£|\$|kr|zł|MB|GB|"
    r"мг|г|кг|мкг|мл|л|см|мм|м|км|мин|ч|ккал)"
)
#: Spaces at which no line may end: between a number and its unit or the thousands in it, behind abbreviations that a
#: number or a name follows, between initials, and before marks that must not begin a line.
_TIGHT = pattern(
    r" (?:"
    rf"(?<=\d )(?:(?={_UNIT}(?!\w))|(?<!\d{{4}} )(?=\d{{3}}(?!\d)))"
    r"|(?<=\. )(?:"
    r"(?<=\b[pPSs]\. )(?=\d)|(?<=\b(?:pp|Nr|No|no|nr)\. )(?=\d)"
    r"|(?<=\b(?:Fig|fig|Abb|vol|Vol|pág|Pág|Art|art)\. )(?=\d)"
    r"|(?<=\b(?:Dr|Mr|Ms|St|Sr)\. )(?=\w)|(?<=\b(?:Mrs|Dra|Sra)\. )(?=\w)|(?<=\bProf\. )(?=\w)"
    r"|(?<=\b[A-ZÀ-Þ]\. )(?=[A-ZÀ-Þ][.\w]))"
    r"|(?<=[n№N][°º] )(?=\d)|(?<=[§№] )(?=\d)"
    r"|(?=[;:!?»](?:\s|$))(?<=\S )|(?<=« )(?=\S)"
    r"|(?=[–—] )(?<=\w ))"
)
#: Any space but those between words, of which none is such a one. Most texts have no other, which takes less time to
#: find out.
_MAY_BE_TIGHT = pattern(r" (?:(?<![A-Za-zÀ-ÿА-я,] )|(?![A-Za-zÀ-ÿА-я0-9(]|$))")
_QUOTE = pattern("[\"']")
_LONG_DASH = pattern(r"(?<!-)---(?!-)")
_DASH = pattern(r"(?<=\s)--(?=\s)|(?<=\w)--(?=\w)")
_GERSHAYIM, _GERESH = "״", "׳"


def for_print(prose: Prose, words: Words) -> Prose:
    """The prose as it is printed in the language of `words`."""
    if len(prose) == 1 and type(prose[0]) is Text:
        text = prose[0].text
        if not (_may_change(text) or has_own_spaces(words.language)):
            return prose
        return _Setter(words).words_alone(prose, text)
    return _Setter(words).prose(prose)


def _may_change(text: str) -> bool:
    """Whether a text may be set in another way, where the language has no spaces of its own. Most are not."""
    return "-" in text or "'" in text or '"' in text or "..." in text or bool(_MAY_BE_TIGHT.search(text))


def _is_hebrew(character: str) -> bool:
    return "\u05d0" <= character <= "\u05ea"


class _Setter:
    """Walks prose in reading order; a quote is judged by the character before it, across inline borders."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.before = " "
        #: How many single quotes are open.
        self.opened = 0
        self.is_quoted = False

    def prose(self, prose: Prose) -> Prose:
        nodes: list[Inline] = []
        for index, node in enumerate(prose):
            following = prose[index + 1] if index + 1 < len(prose) else None
            node = self._node(node)
            # A raised number stands close to the word that it belongs to.
            if isinstance(node, Text) and isinstance(following, Citation):
                node = Text(node.text.rstrip())
                if not node.text:
                    # Nothing but the space between them: a text without words would be content that nobody sees.
                    continue
            nodes.append(node)
            nodes += self._address(node)
        # What is printed as it was typed is not held twice.
        return prose if len(nodes) == len(prose) and all(map(operator.is_, nodes, prose)) else tuple(nodes)

    def words_alone(self, prose: Prose, text: str) -> Prose:
        """Prose that is nothing but a text."""
        printed = self._text(text)
        return prose if printed == text else (Text(printed),)

    def _node(self, node: Inline) -> Inline:
        match node:
            case Text(text):
                printed = self._text(text)
                return node if printed == text else Text(printed)
            case Strong(children):
                return Strong(self.prose(children))
            case Emphasis(children):
                return Emphasis(self.prose(children))
            case Link(url, children):
                return Link(url, self.prose(children))
            case Abbreviation(expansion, children):
                return Abbreviation(expansion, self.prose(children))
            case Language(language, children):
                # Another language has its own marks: they stay as typed.
                self.before = "x"
                return Language(language, with_speech(children, language))
            case LineBreak():
                self.before = " "
            case Code():
                self.before = "x"
            case Mathematics(source):
                self.before = "x"
                return Mathematics(source, said(source, self.words.language))
            case _:
                self.before = "x"
        return node

    def _spaced(self, text: str) -> str:
        """The text with the spaces of the language; the character before it may be part of a word or a colon's."""
        if not has_own_spaces(self.words.language):
            return text
        done = spaced(self.before + text, self.words.language)
        return done[len(self.before) :] if done.startswith(self.before) else text

    def _address(self, node: Inline) -> list[Inline]:
        """On paper a link needs its address, unless the address is what is printed."""
        if not isinstance(node, Link):
            return []
        address = re.sub(r"^(https?://|mailto:|tel:)", "", node.url).rstrip("/")
        shown = plain_text(node.children)
        if address in shown.replace("https://", "").replace("http://", "").rstrip("/") or not address:
            return []
        return [Text(f" ({address})")]

    def _text(self, text: str) -> str:
        text = text.replace("...", "…")
        if "--" in text:
            text = _DASH.sub("–", _LONG_DASH.sub("—", text))
        if _MAY_BE_TIGHT.search(text):
            text = _TIGHT.sub("\u00a0", text)
        if "-" in text:
            # What stands before a run counts too: in **a**-1 the hyphen joins.
            text = _MINUS.sub("−", self.before + text)[len(self.before) :]
        text = self._spaced(text)
        done = self._quoted(text) if '"' in text or "'" in text else text
        if text:
            self.before = text[-1]
        return done

    def _quoted(self, text: str) -> str:
        out: list[str] = []
        end = 0
        for found in _QUOTE.finditer(text):
            index = found.start()
            before = text[index - 1] if index else self.before
            out += text[end:index], self._quote(text[index], before, text[index + 1 : index + 2] or " ")
            end = index + 1
        return "".join([*out, text[end:]])

    def _quote(self, character: str, before: str, following: str) -> str:
        """A quote or an apostrophe between these characters, as it is printed."""
        if character == '"' and _is_hebrew(before) and _is_hebrew(following):
            return _GERSHAYIM
        if character == "'" and _is_hebrew(before) and (self.opened == 0 or _is_hebrew(following)):
            return _GERESH
        if character == '"':
            # Chinese has no spaces by which a quote that opens could be known.
            opens = not self.is_quoted if self.words.language.startswith(("zh", "ja")) else before in _OPENERS
            self.is_quoted = opens
            return self.words.quotes[0 if opens else 1]
        # '90s and 'tis begin with an apostrophe, which looks like a closing quote.
        opens = before in _OPENERS and not following.isdigit()
        closes = self.opened > 0 and not opens and not (before.isalnum() and following.isalnum())
        self.opened += opens - closes
        # In many languages a closing quote is not an apostrophe.
        return self.words.quotes[2] if opens else self.words.quotes[3] if closes else "’"
