"""What a run is about: which guides and quizzes in which languages, of which files, and which are not current."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from guidegen.amounts import amount
from guidegen.batch.choices import Choices
from guidegen.catalogue import diagnosed
from guidegen.diagnostics import COMMAND, Diagnostic, Severity, Span, check_of
from guidegen.model.bank import ItemBank
from guidegen.model.guide import Guide
from guidegen.model.project import Project
from guidegen.model.quiz import Quiz
from guidegen.reading.translations.names import original_of, split_name


def sources_of(project: Project, only: frozenset[str] | None = None, language: str | None = None) -> list[Guide | Quiz]:
    """Every guide and quiz of the project in each of its languages, by name; the original first.

    `only` names the files (by path) that are wanted, with their translations; `language` the one that is wanted.
    """
    sources: list[Guide | Quiz] = [*project.guides.values(), *project.quizzes.values(), *project.translations()]
    wanted = [
        source
        for source in sources
        if (only is None or source.path in only or (source.translation and source.translation.path in only))
        and (language is None or source.language.casefold() == language.casefold())
    ]
    return sorted(wanted, key=lambda s: (s.name, s.translation is not None, s.language))


def translation_of(source: Guide | Quiz, project: Project, language: str) -> Guide | Quiz | None:
    """A guide or quiz in another language, if it is there."""
    if source.translation is not None:
        return None
    found = (each for each in project.translations() if type(each) is type(source) and each.name == source.name)
    return next((each for each in found if each.language.casefold() == language.casefold()), None)


def wanted_sources(
    project: Project,
    only: frozenset[str] | None,
    choices: Choices,
    *,
    copies: bool = False,
    found: Iterable[Diagnostic] = (),
) -> tuple[list[Guide | Quiz], list[Diagnostic]]:
    """The guides and quizzes that are wanted, and what is wanted in a language that it does not have.

    Of translations with errors, which are among the problems that were `found`, it is not said that they are missing.
    Of `copies` each row of a roster chooses its language, so that a translation counts only where it is named.
    """
    language = choices.bilingual or choices.language
    if language is None:
        sources = sources_of(project, only)
        if copies:
            sources = [each for each in sources if each.translation is None or (only is not None and each.path in only)]
        return sources, []
    if choices.bilingual is not None:
        named = {source.name for source in sources_of(project, only)}
        originals = [source for source in sources_of(project) if source.name in named]
        sources = [source for source in originals if translation_of(source, project, language) is not None]
    else:
        sources = sources_of(project, only, language)
    have = {source.name for source in sources}
    lacking = {source.name: source for source in sources_of(project, only) if source.name not in have}
    problems = []
    # In a whole project some may lack the language, but not all of them.
    if only is not None or not sources:
        for source in lacking.values():
            others = sorted({each.language for each in sources_of(project) if each.name == source.name})
            message = f"`{source.name}` is not there in `{language}`. It is in {', '.join(others)}."
            hint = f"`guidegen translation new {source.name} {language}` begins a translation."
            faulty = {problem.span.path for problem in found if problem.severity is Severity.ERROR}
            if (path := _translated_path(source, language, faulty)) is not None:
                message = f"`{source.name}` is left out, because its translation in {path} has errors."
                hint = f"Mend it first: `{check_of(path)}`."
            problems.append(diagnosed("S293", message, Span(source.path), hint=hint))
    return sources, problems


def _translated_path(source: Guide | Quiz, language: str, paths: Collection[str]) -> str | None:
    """That of some paths at which the translation of a source into a language stands."""
    folder = source.path.rpartition("/")[0]
    for path in sorted(paths):
        name, tag = split_name(path)
        if (path.rpartition("/")[0], name, tag.casefold()) == (folder, source.name, language.casefold()):
            return path
    return None


def files_of(source: Guide | Quiz, project: Project) -> set[str]:
    """The files that a source is made of: its own, those of its banks, and of what these translate."""
    files: list[Guide | Quiz | ItemBank] = [source, *banks_of(source, project)]
    return {file.path for file in files} | {file.translation.path for file in files if file.translation is not None}


def banks_of(source: Guide | Quiz, project: Project) -> list[ItemBank]:
    """The banks that a source draws from, in its language."""
    quiz = source.quiz if isinstance(source, Guide) else source
    banks = project.edition(source).banks
    return [banks[reference.name] for reference in quiz.banks if reference.name in banks] if quiz is not None else []


def not_current(source: Guide | Quiz, project: Project) -> list[Diagnostic]:
    """Why a strict build does not print a translation: texts that are stale, or that nobody has confirmed."""
    problems = []
    for file in (source, *banks_of(source, project)):
        translation = file.translation
        if translation is not None and (translation.stale or translation.unconfirmed):
            counts = [
                f"{amount(translation.stale, 'text')} stale" if translation.stale else "",
                f"{amount(translation.unconfirmed, 'text')} never confirmed" if translation.unconfirmed else "",
            ]
            message = f"This translation is not current: {' and '.join(filter(None, counts))}."
            hint = "`guidegen check` shows each of them. Without `--strict` it is printed all the same."
            problems.append(diagnosed("S293", message, Span(file.path), hint=hint))
    return problems


def problems_about(
    problems: list[Diagnostic], only: frozenset[str] | None, project: Project, roster: str = ""
) -> list[Diagnostic]:
    """The problems of the named files, of the banks that they name, of settings, command and roster."""
    if only is None:
        return problems
    needed = {path for source in sources_of(project, only) for path in files_of(source, project)}
    # Translations that are left out have no source here.
    beside = {p.span.path for p in problems if original_of(p.span.path) in only}
    wanted = only | needed | beside | {"guidegen.yaml", COMMAND.path, roster}
    # Tables of values have problems at their own lines; which banks use them is not known here.
    return [p for p in problems if p.span.path in wanted or p.span.path.endswith(".csv")]


def called(source: Guide | Quiz) -> str:
    """What a guide or quiz is called, with the language that a translation is in."""
    return f"{source.name} ({source.language})" if source.translation is not None else source.name
