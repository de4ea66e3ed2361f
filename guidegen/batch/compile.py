"""One guide or quiz to laid-out documents: select and arrange, assemble, lay out. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from guidegen.assembly.answer_key import answer_key
from guidegen.assembly.codes import key_revision, quiz_code, version_code
from guidegen.assembly.exam import exam
from guidegen.assembly.form import Form, make_form
from guidegen.assembly.handout import handout, labels
from guidegen.batch.outputs import SIZES, OutputId
from guidegen.diagnostics import Diagnostic, Span, has_errors
from guidegen.inline import Prose
from guidegen.locale import Words, known_languages, words_for
from guidegen.model.guide import Guide
from guidegen.model.project import Project
from guidegen.model.quiz import Quiz
from guidegen.render.pdf import LaidOut, Look, lay_out
from guidegen.theme import contrast, load_theme, parse_colour, with_primary


@dataclass(frozen=True, slots=True)
class Choices:
    """What the command line sets for this run; None leaves what the files say."""

    seed: int | None = None
    key: str | None = None
    page: str | None = None
    size: str = "regular"
    theme: str | None = None


@dataclass(slots=True)
class Compiled:
    """The documents of one source, ready to be written, and what stands about them in the manifest."""

    name: str
    path: str
    outputs: list[tuple[OutputId, LaidOut]] = field(default_factory=list)
    facts: dict[str, object] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)


def compile_project(project: Project, choices: Choices, only: frozenset[str] | None = None) -> Iterator[Compiled]:
    """Every guide and quiz of the project, by name; `only` names the files (by path) to be compiled."""
    sources: list[Guide | Quiz] = [*project.guides.values(), *project.quizzes.values()]
    for source in sorted(sources, key=lambda s: s.name):
        if only is None or source.path in only:
            yield (
                _compile_guide(source, project, choices)
                if isinstance(source, Guide)
                else _compile_quiz(source, project, choices)
            )


def look_of(project: Project, choices: Choices) -> tuple[Look | None, list[Diagnostic]]:
    """Theme, page and print size; problems with the house colour stand beside them."""
    settings = project.settings
    theme = load_theme(choices.theme or settings.theme)
    problems: list[Diagnostic] = []
    if settings.primary_colour:
        ratio = min(
            contrast(parse_colour(settings.primary_colour), theme.colours[ground]) for ground in ("on-primary", "tint")
        )
        if ratio < 4.5:
            message = (
                f"The colour {settings.primary_colour} is too light for text: "
                f"its contrast with the page is {ratio:.1f} to 1, and readers need 4.5 to 1."
            )
            hint = "Choose a darker colour."
            problems.append(Diagnostic("S226", message, Span("guidegen.yaml"), hint=hint))
        else:
            theme = with_primary(theme, settings.primary_colour)
    return Look(theme, choices.page or settings.page, SIZES[choices.size]), problems


def _compile_guide(guide: Guide, project: Project, choices: Choices) -> Compiled:
    compiled = Compiled(guide.name, guide.path)
    look, words = _ground(compiled, guide.language, guide.origin, project, choices)
    if look is None or words is None:
        return compiled
    quiz = guide.quiz
    form = _form(quiz, project, choices) if quiz is not None else None
    key = (choices.key or quiz.key) if quiz is not None else "none"
    compiled.facts = {"version": guide.version, "version_code": version_code(guide)}
    document = handout(guide, form, project.settings, words, key=key)
    laid = lay_out(document, look, right_to_left=words.direction == "rtl")
    _add(compiled, OutputId(guide.name, size=choices.size), laid)
    if quiz is not None and form is not None and key != "none":
        sections = {section.id: section.title for section in guide.sections}
        pages = {guide.name: laid.anchors}
        _add_key(compiled, quiz, form, guide.title, words, look, project, choices, sections, pages, handout=guide.name)
    return compiled


def _compile_quiz(quiz: Quiz, project: Project, choices: Choices) -> Compiled:
    compiled = Compiled(quiz.name, quiz.path)
    look, words = _ground(compiled, quiz.language, quiz.origin, project, choices)
    if look is None or words is None:
        return compiled
    form = _form(quiz, project, choices)
    key = choices.key or quiz.key
    document = exam(quiz, form, project.settings, words, key=key)
    _add(
        compiled,
        OutputId(quiz.name, size=choices.size),
        lay_out(document, look, right_to_left=words.direction == "rtl"),
    )
    if key != "none":
        _add_key(compiled, quiz, form, quiz.title, words, look, project, choices, _bank_sections(quiz, project), {})
    return compiled


def _ground(
    compiled: Compiled, language: str, origin: Span, project: Project, choices: Choices
) -> tuple[Look | None, Words | None]:
    look, problems = look_of(project, choices)
    compiled.problems += problems
    words = words_for(language)
    if words is None:
        known = ", ".join(known_languages())
        compiled.problems.append(
            Diagnostic(
                "S227",
                f"Guidegen has no words in the language “{language}” yet, such as “Answers” or “Page 1 of 5”.",
                origin,
                hint=f"The languages are: {known}.",
            )
        )
    return look, words


def _form(quiz: Quiz, project: Project, choices: Choices) -> Form:
    banks = [project.banks[reference.name] for reference in quiz.banks]
    return make_form(quiz, banks, seed=choices.seed)


def _bank_sections(quiz: Quiz, project: Project) -> dict[str, Prose]:
    """The titles of the sections that the items of the quiz's banks point to."""
    guides = [project.banks[reference.name].guide for reference in quiz.banks]
    return {
        section.id: section.title
        for name in guides
        if name in project.guides
        for section in project.guides[name].sections
    }


def _add_key(
    compiled: Compiled,
    quiz: Quiz,
    form: Form,
    title: Prose,
    words: Words,
    look: Look,
    project: Project,
    choices: Choices,
    sections: Mapping[str, Prose],
    pages: Mapping[str, Mapping[str, int]],
    handout: str = "",
) -> None:
    document = answer_key(
        form,
        title,
        quiz.language,
        words,
        labels(words),
        sections=sections,
        handout=handout,
        show_points=quiz.show_points,
        organisation=project.settings.organisation.name,
    )
    laid = lay_out(document, look, references=pages, right_to_left=words.direction == "rtl")
    _add(compiled, OutputId(quiz.name, is_key=True, size=choices.size), laid)
    compiled.facts |= {"quiz_code": quiz_code(form), "key_revision": key_revision(form), "form": form.stored()}


def _add(compiled: Compiled, output: OutputId, laid: LaidOut) -> None:
    compiled.problems += laid.problems
    compiled.outputs.append((output, laid))


def is_printable(compiled: Compiled) -> bool:
    """True when nothing refuses the source's files."""
    return bool(compiled.outputs) and not has_errors(compiled.problems)
