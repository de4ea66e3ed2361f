"""One guide or quiz to laid-out documents: select and arrange, assemble, lay out. Nothing is written here."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field

from guidegen.assembly.answer_key import answer_key
from guidegen.assembly.codes import key_revision, quiz_code, version_code
from guidegen.assembly.exam import exam
from guidegen.assembly.form import Form, make_form
from guidegen.assembly.handout import handout, labels
from guidegen.assembly.sources import cited
from guidegen.assembly.teacher_copy import teacher_copy
from guidegen.batch.outputs import SIZES, OutputId
from guidegen.diagnostics import Diagnostic, Label, Span, has_errors
from guidegen.inline import Prose
from guidegen.locale import Words, known_languages, words_for
from guidegen.model.bank import ItemBank
from guidegen.model.guide import Guide, Source
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
    standard: str | None = None


@dataclass(slots=True)
class Compiled:
    """The documents of one source, ready to be written, and what stands about them in the manifest.

    `needs` are the paths of the banks that it draws from.
    """

    name: str
    path: str
    outputs: list[tuple[OutputId, str, LaidOut]] = field(default_factory=list)
    needs: list[str] = field(default_factory=list)
    facts: dict[str, object] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)

    def add(self, output: OutputId, kind: str, laid: LaidOut) -> None:
        """Note a document: `kind` is `handout`, `quiz` or `key`."""
        self.outputs.append((output, kind, laid))
        # Numbers, labels and what comes from the settings have no place of their own.
        whole = Span(self.path)
        self.problems += [p if p.span.path else dataclasses.replace(p, span=whole) for p in laid.problems]


def sources_of(project: Project, only: frozenset[str] | None = None) -> list[Guide | Quiz]:
    """Every guide and quiz of the project, by name; `only` names the files (by path) that are wanted."""
    sources: list[Guide | Quiz] = [*project.guides.values(), *project.quizzes.values()]
    return sorted((s for s in sources if only is None or s.path in only), key=lambda s: s.name)


def compile_source(source: Guide | Quiz, project: Project, choices: Choices) -> Compiled:
    """The documents of one guide or quiz, laid out, with the problems that were found on the way."""
    if isinstance(source, Guide):
        return _compile_guide(source, project, choices)
    return _compile_quiz(source, project, choices)


def look_of(project: Project, choices: Choices) -> tuple[Look, list[Diagnostic]]:
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
    body = theme.styles["body"].size
    scale = (SIZES[choices.size] or body) / body
    return Look(theme, choices.page or settings.page, scale, choices.standard or settings.standard), problems


def _compile_guide(guide: Guide, project: Project, choices: Choices) -> Compiled:
    compiled = Compiled(guide.name, guide.path)
    ground = _ground(compiled, guide.quiz, guide, project, choices)
    if ground is None:
        return compiled
    quiz = guide.quiz
    key = (choices.key or quiz.key) if quiz is not None else "none"
    compiled.facts = {"version": guide.version, "version_code": version_code(guide)}
    places = _places(ground.banks, project, only=guide.name)
    document = handout(
        guide, ground.form, project.settings, ground.words, key=key, library=ground.library, places=places
    )
    laid = lay_out(document, ground.look, right_to_left=ground.right_to_left)
    compiled.add(OutputId(guide.name, size=choices.size, page=ground.look.page), "handout", laid)
    if quiz is not None:
        _add_key(compiled, quiz, guide.title, key, ground, project, choices, places, laid)
    return compiled


def _compile_quiz(quiz: Quiz, project: Project, choices: Choices) -> Compiled:
    compiled = Compiled(quiz.name, quiz.path)
    ground = _ground(compiled, quiz, quiz, project, choices)
    if ground is None or ground.form is None:
        return compiled
    key = choices.key or quiz.key
    document = exam(quiz, ground.form, project.settings, ground.words, key=key, library=ground.library)
    laid = lay_out(document, ground.look, right_to_left=ground.right_to_left)
    compiled.add(OutputId(quiz.name, size=choices.size, page=ground.look.page), "quiz", laid)
    _add_key(compiled, quiz, quiz.title, key, ground, project, choices, _places(ground.banks, project), None)
    return compiled


@dataclass(frozen=True, slots=True)
class _Ground:
    """What the documents of one source stand on."""

    look: Look
    words: Words
    form: Form | None
    banks: list[ItemBank]
    library: Mapping[str, Source]

    @property
    def right_to_left(self) -> bool:
        return self.words.direction == "rtl"


def _ground(
    compiled: Compiled, quiz: Quiz | None, source: Guide | Quiz, project: Project, choices: Choices
) -> _Ground | None:
    """Look, words, form and sources; None, with the problems noted, when one of them is not to be had."""
    look, problems = look_of(project, choices)
    compiled.problems += problems
    words = words_for(source.language)
    if words is None:
        known = ", ".join(known_languages())
        compiled.problems.append(
            Diagnostic(
                "S227",
                f"Guidegen has no words in the language “{source.language}” yet, such as “Answers” or “Page 1 of 5”.",
                source.origin,
                hint=f"The languages are: {known}.",
            )
        )
        return None
    banks = [project.banks[reference.name] for reference in quiz.banks] if quiz is not None else []
    compiled.needs = [bank.path for bank in banks]
    form = make_form(quiz, banks, seed=choices.seed) if quiz is not None else None
    if form is not None and form.problems:
        compiled.problems += form.problems
        return None
    guides = [project.guides[bank.guide] for bank in banks if bank.guide in project.guides]
    own = [source] if isinstance(source, Guide) else []
    printed = (*form.items, *form.stimuli) if form is not None else ()
    return _Ground(look, words, form, banks, _library([*own, *guides], cited(printed), source, compiled))


def _library(guides: list[Guide], used: list[str], user: Guide | Quiz, compiled: Compiled) -> dict[str, Source]:
    """The sources of the guides by id. An id that the items use may not stand for two different sources."""
    library: dict[str, Source] = {}
    for guide in guides:
        for source in guide.sources:
            if library.setdefault(source.id, source) != source and source.id in used:
                compiled.problems.append(
                    Diagnostic(
                        "S206",
                        f"The source `{source.id}` is not the same in all the guides whose questions are printed here.",
                        user.origin,
                        hint="Give it another id in one of the guides.",
                        labels=(Label(library[source.id].origin, "one of them"), Label(source.origin, "the other")),
                    )
                )
    return library


def _places(banks: list[ItemBank], project: Project, only: str = "") -> dict[str, tuple[str, Prose]]:
    """For items by id, the section that each tests: of the guide that its bank names, or of the guide `only`."""
    places: dict[str, tuple[str, Prose]] = {}
    for bank in banks:
        guide = project.guides.get(bank.guide)
        if guide is None or (only and guide.name != only):
            continue
        titles = {section.id: section.title for section in guide.sections}
        for item in bank.items:
            if item.common.section in titles:
                places[item.common.id] = (item.common.section, titles[item.common.section])
    return places


def _add_key(
    compiled: Compiled,
    quiz: Quiz,
    title: Prose,
    key: str,
    ground: _Ground,
    project: Project,
    choices: Choices,
    places: Mapping[str, tuple[str, Prose]],
    handout_pages: LaidOut | None,
) -> None:
    """The facts of the form, and its key unless the key mode is `none`."""
    form = ground.form
    assert form is not None
    compiled.facts |= {"quiz_code": quiz_code(form), "key_revision": key_revision(form), "form": form.stored()}
    if key == "none":
        return
    make = teacher_copy if key == "inline" else answer_key
    document = make(
        form,
        title,
        quiz.language,
        ground.words,
        labels(ground.words),
        places=places,
        handout=quiz.name if handout_pages is not None else "",
        show_points=quiz.show_points,
        organisation=project.settings.organisation.name,
        library=ground.library,
    )
    references = {quiz.name: handout_pages.anchors} if handout_pages is not None else {}
    laid = lay_out(document, ground.look, references=references, right_to_left=ground.right_to_left)
    compiled.add(OutputId(quiz.name, is_key=True, size=choices.size, page=ground.look.page), "key", laid)


def is_printable(compiled: Compiled) -> bool:
    """True when nothing refuses the source's files."""
    return bool(compiled.outputs) and not has_errors(compiled.problems)
