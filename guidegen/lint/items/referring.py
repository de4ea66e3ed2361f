"""Options that are about the other options: all of them, none of them. Whole options only, by language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidegen.lint.items.ground import ItemGround
from guidegen.model.item import Option

ALL = {
    "en": r"all (?:of )?(?:the )?(?:above|these|them|those)(?: (?:options|answers|choices|"
    r"statements))?(?: (?:are|is) (?:correct|right|true))?"
    r"|all (?:options|answers|choices|of the options|of the answers)(?: are (?:correct|right|true))?",
    "es": r"todas (?:las )?anteriores(?: son (?:correctas|ciertas|verdaderas))?|todas son (?:correctas|ciertas|"
    r"verdaderas)|"
    r"todas (?:las )?(?:respuestas|opciones)(?: anteriores)?(?: son correctas)?|todos los anteriores|todo lo anterior",
    "fr": r"toutes les (?:réponses|propositions)(?: (?:précédentes|ci-dessus))?(?: sont (?:exactes|correctes|"
    r"justes))?|tout ce qui précède",
    "de": r"alle (?:genannten|oben genannten|antworten|aussagen)(?: (?:sind )?(?:richtig|treffen zu))?|"
    r"alles (?:oben )?genannte|"
    r"alle antworten sind richtig",
    "pt": r"todas (?:as )?(?:anteriores|alternativas|opções|acima)(?: (?:estão|são) corretas)?|todos os anteriores",
}
NONE = {
    "en": r"none (?:of )?(?:the )?(?:above|these|them|those)(?: (?:options|answers|choices))?(?: (?:are|"
    r"is) (?:correct|right|true))?"
    r"|none of the (?:options|answers|choices)",
    "es": r"ninguna (?:de las |de estas )?(?:anteriores|respuestas|opciones)?(?: es (?:correcta|cierta|verdadera))?|"
    r"ninguno de los anteriores|nada de lo anterior",
    "fr": r"aucune (?:des|de ces) (?:réponses|propositions)(?: .{0,25})?|aucune de ces réponses|rien de ce qui précède",
    "de": r"keine(?:s|r)? der (?:genannten|oben genannten|antworten|aussagen)(?: .{0,25})?|nichts davon|"
    r"keine antwort ist richtig",
    "pt": r"nenhuma (?:das )?(?:anteriores|alternativas|opções|acima)(?: (?:está|é) correta)?|nenhum dos anteriores",
}  # fmt: skip


def options_like(ground: ItemGround, patterns: dict[str, str]) -> Iterator[tuple[Option, str]]:
    """The options that say nothing but such a phrase, with their words."""
    pattern = patterns.get(ground.language)
    if pattern is None:
        return
    for option, text in zip(ground.options, ground.texts, strict=True):
        if re.fullmatch(rf"(?:{pattern})\W*", text, re.IGNORECASE):
            yield option, text
