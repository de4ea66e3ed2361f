"""Whether words are said, or only denied, asked, quoted or warned of: `is no cure`, `Is it a cure?`, `“cure”`."""

from __future__ import annotations

import re

from guidegen.patterns import pattern
from guidegen.readability.passages import Passage
from guidegen.readability.sentences import sentences_in

_WORDS = {
    "en": (
        r"no|not|never|none|nothing|nobody|neither|nor|without|cannot|can't|cant|don't|doesn't|didn't|won't|isn't|aren't|"
        r"wasn't|weren't|hasn't|haven't|unproven|untrue|false|myths?|wary|beware|doubt\w*|scams?|claim\w*|promis\w*|"
        r"avoid|fake|misleading|unlikely|lacks?|little evidence|too good|rather than|instead of|whether|if|hope\w*|"
        r"unknown|studying|research\w*|trials?|looking for|search\w*|yet"
    ),
    "es": (
        r"no|nunca|ning[uú]n\w*|nada|nadie|ni|sin|tampoco|fals\w*|mitos?|desconf[ií]\w*|cuidado con|promete\w*|"
        r"afirma\w*|evite|si|todav[ií]a|estudi\w*"
    ),
    "fr": (
        r"ne|n'\w+|pas|jamais|aucune?|rien|personne|ni|sans|faux|fausse\w*|mythes?|méfi\w*|promet\w*|prétend\w*|évite\w*|"
        r"si|étud\w*"
    ),
    "de": (
        r"kein\w*|nicht|nie|niemals|nichts|niemand|weder|noch|ohne|falsch\w*|mythen|mythos|vorsicht|verspr\w+|behaupt\w*|"
        r"angeblich\w*|ob|falls|wenn|forsch\w*|studie\w*"
    ),
    "pt": (
        r"não|nunca|nenhum\w*|nada|ninguém|nem|sem|fals\w*|mitos?|desconfi\w*|cuidado com|promet\w*|afirma\w*|evite|se|"
        r"ainda|estud\w*"
    ),
}
_AFTER = {
    "en": (
        r"(?:\w+\W+){0,5}?(?:is|are|was|were|has|have|does|do|did|can|could|would|remains)\W+(?:\w+\W+)?"
        r"(?:not|no|never|unproven|false|a myth|untrue|unknown)\b"
    ),
    "es": r"(?:\w+\W+){0,5}?(?:no|es falso|es un mito)\b",
    "fr": r"(?:\w+\W+){0,5}?(?:n['’]|ne|pas|est faux)\b",
    "de": r"(?:\w+\W+){0,5}?(?:nicht|kein\w*|falsch)\b",
    "pt": r"(?:\w+\W+){0,5}?(?:não|é falso|é mito)\b",
}
_QUOTES = (("“", "”"), ("„", "“"), ("«", "»"), ("‘", "’"))
_CLAUSE = pattern(r"[;:]|,\s+(?:but|and so|yet|pero|mais|aber|mas)\b|\bbut\b")


def sentence_at(text: str, place: int, language: str) -> tuple[int, int]:
    """Start and end of the sentence in which a place stands."""
    return next(((s, e) for s, e in sentences_in(text, language) if s <= place < e), (0, len(text)))


def is_denied(passage: Passage, start: int, end: int, language: str) -> bool:
    """True when the words between two places are not said in earnest."""
    text = passage.text
    first, last = sentence_at(text, start, language)
    before, after = text[first:start], text[end:last]
    if passage.kind == "quotation" or text[first:last].rstrip("\"'”’»)\ue000 ").endswith(("?", "？")):
        return True
    if is_quoted(before, after):
        return True
    # What stands before a `but` does not deny what stands after it.
    clause = _CLAUSE.split(before)[-1] if before else ""
    words = _WORDS.get(language, _WORDS["en"])
    if re.search(rf"(?<![\w-])(?:{words})(?!\w)|n['’]t\b", clause, re.IGNORECASE):
        return True
    follows = re.match(r"[^.;:]*", after)
    rest = _CLAUSE.split(follows.group())[0] if follows is not None else ""
    return re.match(rf"\W*{_AFTER.get(language, _AFTER['en'])}", rest, re.IGNORECASE) is not None


def is_quoted(before: str, after: str) -> bool:
    """Whether what stands between two texts is in quotation marks."""
    if before.count('"') % 2 and '"' in after:
        return True
    return any(before.rfind(o) > before.rfind(c) and c in after for o, c in _QUOTES)
