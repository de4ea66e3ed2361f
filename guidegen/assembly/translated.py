"""What a translated sheet says of itself: from which language it was translated, and who checked that."""

from __future__ import annotations

from guidegen.locale import Words
from guidegen.model.translation import Person, Translation


def told(translation: Translation | None, words: Words) -> list[str]:
    """Sentences about a translation; none for an original. Nobody is named who is still to come."""
    if translation is None:
        return []
    language = words.name_of(translation.language)
    sentences = []
    if not translation.translator.pending:
        name = _named(translation.translator)
        sentences.append(words.fill("translated-by", language=language, name=name))
    if translation.reviewer.pending:
        sentences.append(words.fill("translation-pending", language=language))
    elif translation.reviewed_on is not None:
        date = words.date(translation.reviewed_on)
        sentences.append(words.fill("translation-reviewed-on", name=_named(translation.reviewer), date=date))
    else:
        sentences.append(words.fill("translation-reviewed", name=_named(translation.reviewer)))
    return sentences


def _named(person: Person) -> str:
    return f"{person.name}, {person.credentials}" if person.credentials else person.name
