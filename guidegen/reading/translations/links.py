"""Links of translated files: to their originals, and to the translated banks that they draw from."""

from __future__ import annotations

from guidegen.diagnostics import Label, check_of
from guidegen.model.guide import Guide
from guidegen.model.quiz import BankReference, Quiz
from guidegen.reading.references import ContentFile, advise_no_renaming, is_misnamed
from guidegen.reading.translations.names import split_name


def original_in(originals: list[ContentFile], file: ContentFile, path: str) -> ContentFile | None:
    """What a translated file translates, if it can be read; else the reason is reported."""
    name, language = split_name(path)
    reader, at = file.reader, file.name_span
    named = [each for each in originals if each.name == name and not each.is_duplicate and each.kind != "theme"]
    if not named:
        near = reader.nearest(name, [each.name for each in originals if each.kind == file.kind])
        message = f"There is no {file.kind} `{name}` that this could translate into `{language}`."
        hint = f"Is `{near}` meant?" if near else f"If this is no translation, name the file {name}.yaml."
        reader.report("S290", at, message, hint)
        return None
    original = named[0]
    there = original.reader.source.path
    if there.rpartition("/")[0] != path.rpartition("/")[0]:
        message = f"The original of this translation stands in another folder: {there}."
        reader.report("S290", at, message, "Move the translation beside it.")
        return None
    if original.kind and original.kind != file.kind:
        message = f"This is a {file.kind}, and what it should translate is a {original.kind}: {there}."
        reader.report("S290", at, message, f"Begin it with `{original.kind}: {name}`.")
        return None
    if original.root is None or not original.is_good:
        message = f"This translation is left out, because its original {there} has errors."
        reader.report("S225", at, message, f"Mend the original first: `{check_of(there)}` shows what is wrong.")
        return None
    return original


def link_translations(files: list[ContentFile], originals: list[ContentFile]) -> None:
    """Report each bank that a translated guide or quiz draws from and that is not translated itself."""
    first: dict[tuple[str, str], ContentFile] = {}
    for file in sorted(files, key=is_misnamed):
        key = file.name, file.language.casefold()
        taken = first.setdefault(key, file)
        if taken is not file:
            file.is_duplicate = True
            if is_misnamed(file):
                advise_no_renaming(file)
            message = f"There is a translation of `{file.name}` into `{file.language}` already."
            label = Label(taken.name_span, "the other one")
            file.reader.report("S207", file.name_span, message, "Remove one of the two.", labels=(label,))
    # One of no kind is a bank that cannot be read, if anything: there is no other of the name.
    banks = {(file.name, file.language.casefold()): file for file in files if file.kind in ("bank", "")}
    for file in files:
        for reference in _banks(file):
            bank = banks.get((reference.name, file.language.casefold()))
            of = next((each for each in originals if each.name == reference.name and each.kind == "bank"), None)
            there = of.reader.source.path if of is not None else reference.name
            labels = (Label(reference.origin, "drawn from here"),) if reference.origin.path else ()
            if bank is None:
                message = f"The bank `{reference.name}` is not translated into `{file.language}`."
                hint = f"`guidegen translation new {reference.name} {file.language}` begins one beside {there}."
                file.reader.report("S293", file.name_span, message, hint, labels)
            elif not bank.is_good:
                path = bank.reader.source.path
                message = f"This file is left out, because the translated bank in {path} has errors."
                file.reader.report("S225", file.name_span, message, f"Mend it first: `{check_of(path)}`.", labels)


def _banks(file: ContentFile) -> tuple[BankReference, ...]:
    value = file.value
    quiz = value.quiz if isinstance(value, Guide) else value if isinstance(value, Quiz) else None
    return quiz.banks if quiz is not None else ()
