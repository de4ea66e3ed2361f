"""One guide or quiz to laid-out documents: select and arrange, assemble, lay out. Nothing is written here."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from guidegen.assembly.answer_key import KeyGround, answer_key
from guidegen.assembly.codes import key_revision, quiz_code
from guidegen.assembly.exam import exam
from guidegen.assembly.fillable import can_be_filled_in, with_fields
from guidegen.assembly.form import Form
from guidegen.assembly.handout import Handouts, labels, new_page
from guidegen.assembly.items import ItemPrinter
from guidegen.assembly.key_of_forms import PrintedForm, key_of_forms
from guidegen.assembly.key_of_roster import RosterKey
from guidegen.assembly.letter_references import letter_references
from guidegen.assembly.parallel_forms import parallel_forms
from guidegen.assembly.personal import NO_VALUES, Values
from guidegen.assembly.sources import cited
from guidegen.assembly.teach_back import Asked, asked_items, teach_back_page
from guidegen.assembly.teacher_copy import teacher_copy
from guidegen.batch.choices import Choices
from guidegen.batch.language_help import problems_of_language_help
from guidegen.batch.look import look_of
from guidegen.batch.outputs import OutputId
from guidegen.catalogue import diagnosed
from guidegen.diagnostics import Diagnostic, Label, Span, has_errors
from guidegen.document.elements import Document
from guidegen.inline import Prose
from guidegen.locale import Words, known_languages, words_for
from guidegen.model.bank import ItemBank
from guidegen.model.guide import Guide, Source
from guidegen.model.project import Project
from guidegen.model.quiz import Quiz
from guidegen.model.teach_back import TeachBack
from guidegen.reading.used_items import names_none, used_items_at
from guidegen.render import docx, pdf
from guidegen.render.docx import WordDocument
from guidegen.render.pdf import LaidOut, lay_out
from guidegen.render.pdf.shared import Shared
from guidegen.source.files import Refusal

#: What stays with those who mark or explain.
_KEPT = ("key", "teach-back")
#: Readers who may be handed compact print.
_READ_COMPACT = ("students", "staff")


@dataclass(frozen=True, slots=True)
class Made:
    """A document, ready to be written as `laid` says.

    `kind` is `handout`, `quiz`, `key` or `teach-back`, `facts` stand in the manifest.
    `row` is that of the roster, or 0; `colour` that of the paper, where one is asked for. `is_named` says that the name
    of the file may tell whose copy it is, so that it is told nowhere.
    """

    output: OutputId
    kind: str
    laid: LaidOut | WordDocument
    facts: Mapping[str, object]
    problems: tuple[Diagnostic, ...] = ()
    row: int = 0
    colour: str = ""
    is_named: bool = False

    def data(self, producer: str) -> bytes:
        """The bytes of the file."""
        if isinstance(self.laid, WordDocument):
            return docx.render(self.laid, producer)
        return pdf.render(self.laid, producer)

    @property
    def standard(self) -> str:
        """What the file conforms to; nothing for Word, which has no such standard."""
        return "" if isinstance(self.laid, WordDocument) else self.laid.layered.standard.name


@dataclass(slots=True)
class Compiled:
    """The documents of one source, the key last. `needs` are the paths of the banks that it draws from."""

    name: str
    path: str
    made: list[Made] = field(default_factory=list)
    needs: list[str] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)

    @property
    def is_printable(self) -> bool:
        """True when nothing refuses the source's files."""
        return bool(self.made) and not has_errors(self.problems)


def sources_of(project: Project, only: frozenset[str] | None = None) -> list[Guide | Quiz]:
    """Every guide and quiz of the project, by name; `only` names the files (by path) that are wanted."""
    sources: list[Guide | Quiz] = [*project.guides.values(), *project.quizzes.values()]
    return sorted((s for s in sources if only is None or s.path in only), key=lambda s: s.name)


def compile_source(source: Guide | Quiz, project: Project, choices: Choices) -> Compiled:
    """The documents of one guide or quiz, laid out, with the problems that were found on the way."""
    compiled = Compiled(source.name, source.path)
    words = words_for(source.language)
    if words is None:
        compiled.problems.append(no_words(source))
        return compiled
    press = Press(source, project, choices, words)
    return compiled_by(press, press.forms())


def compiled_by(press: Press, forms: list[Form]) -> Compiled:
    """The documents of the source of a press with these forms."""
    compiled = Compiled(press.source.name, press.source.path)
    compiled.needs = [bank.path for bank in press.banks]
    compiled.made = list(press.documents(forms))
    compiled.problems = [
        *press.problems,
        *(problem for made in compiled.made for problem in made.problems),
    ]
    return compiled


class Press:
    """Makes the documents of one source. What they share is made once: words, sources, fragments."""

    def __init__(self, source: Guide | Quiz, project: Project, choices: Choices, words: Words) -> None:
        """Look up what the documents stand on; what is wrong with it stands in `problems`."""
        self.source = source
        self.project = project
        self.choices = choices
        self.words = words
        self.look, problems = look_of(project, choices)
        if choices.columns is None and source.columns is not None:
            self.look = dataclasses.replace(self.look, columns=source.columns)
        self.problems = [*problems, *_drafted(source, words), *_too_small(source, choices)]
        if isinstance(source, Guide):
            self.problems += problems_of_language_help(source, project.settings, self.look.theme)
        self.quiz = source.quiz if isinstance(source, Guide) else source
        self.key = (choices.key or self.quiz.key) if self.quiz is not None else "none"
        self.banks = [project.banks[reference.name] for reference in self.quiz.banks] if self.quiz is not None else []
        self.library = self._library()
        self.shared = Shared(
            self.look.theme, self.look.scale, labels(words), source.language, right_to_left=words.direction == "rtl"
        )
        self.excluded: frozenset[str] = frozenset()
        self._sections: Mapping[str, int] = {}
        self._expected: Mapping[str, int] = {}
        self._all_handouts: Handouts | None = None
        self._printer: ItemPrinter | None = None

    def documents(self, forms: list[Form]) -> Iterator[Made]:
        """The handouts or quizzes with these forms, then their key; nothing when something refuses them."""
        if has_errors(self.problems):
            return
        if self.quiz is None:
            yield self.printed(None, self._output(None, forms))
        for form in forms:
            yield self.printed(form, self._output(form, forms))
        if asked := self.asked(forms):
            yield self._teach_back(asked, forms[0])
        if forms and self.key != "none":
            yield self.answer_key_of(forms)

    def asked(self, forms: list[Form]) -> list[Asked]:
        """What the teach-back page asks about; nothing where there is no such page."""
        if not (forms and isinstance(self.source, Guide) and self.quiz is not None):
            return []
        page = self.quiz.teach_back or (TeachBack() if self.choices.teach_back else None)
        return asked_items(page, forms[0], self.banks) if page is not None else []

    def _teach_back(self, asked: list[Asked], form: Form) -> Made:
        assert isinstance(self.source, Guide)
        handouts = self._handouts(self.source)
        code = handouts.version_code
        document = teach_back_page(self.source, asked, code, self._ground(), is_draft=handouts.is_draft)
        facts = {"version": self.source.version, "version_code": code, "quiz_code": quiz_code(form)}
        return self._laid(document, self._teach_back_output(), "teach-back", facts)

    def _teach_back_output(self) -> OutputId:
        return dataclasses.replace(self._key_output(), is_key=False, is_teach_back=True)

    def printed(self, form: Form | None, output: OutputId, values: Values | None = None) -> Made:
        """The handout or quiz with one form. `values` are what is known of whom it is for; None: it is for anybody."""
        if isinstance(self.source, Guide):
            return self._handout(self.source, form, output, values)
        assert form is not None
        return self._exam(self.source, form, output, values)

    def try_out(self, form: Form | None, output: OutputId) -> Made:
        """A copy for nobody. Where its sections and items stand, those of other copies are expected to."""
        made = self.printed(form, output, NO_VALUES)
        self._expected = made.laid.anchors
        return made

    def outputs(self, forms: list[Form]) -> list[OutputId]:
        """What `documents` makes of these forms, before any of it is made."""
        made = [self._output(form, forms) for form in (forms if self.quiz is not None else [None])]
        made += [self._teach_back_output()] if self.asked(forms) else []
        return [*made, self._key_output()] if forms and self.key != "none" else made

    def places(self) -> dict[str, tuple[str, Prose]]:
        """For items by id, the section that each tests."""
        return _places(self.banks, self.project, only=self.source.name if isinstance(self.source, Guide) else "")

    def _output(self, form: Form | None, forms: list[Form]) -> OutputId:
        name = form.name if form is not None and len(forms) > 1 else ""
        return OutputId(
            self.source.name,
            form=name,
            size=self.choices.size,
            page=self.look.page,
            impose=self.look.impose,
            fillable=self.is_fillable,
            format=self.choices.format,
        )

    @property
    def is_fillable(self) -> bool:
        """True when what is handed out gets form fields: they are asked for, and there is something to answer."""
        is_answered = can_be_filled_in(self.source) if isinstance(self.source, Guide) else True
        return self.choices.fillable and is_answered

    @property
    def seed(self) -> int:
        """The seed of the quiz, or of this run."""
        if self.choices.seed is not None:
            return self.choices.seed
        return self.quiz.seed if self.quiz is not None else 0

    def forms(self) -> list[Form]:
        """The forms that the quiz and the command line ask for; what stands in their way is a problem."""
        quiz = self.quiz
        if quiz is None:
            return []
        count = self.choices.forms or quiz.forms
        self.problems += letter_references(quiz, [item for bank in self.banks for item in bank.items])
        if not self._exclude():
            return []
        forms = parallel_forms(quiz, self.banks, count, self.seed, without=self.excluded)
        self.problems += [problem for form in forms for problem in form.problems]
        return forms

    def _exclude(self) -> bool:
        """Look up the items that this run leaves out; False, with the problem noted, where that cannot be known."""
        is_known = True
        for typed in self.choices.exclude:
            found = used_items_at(typed, self.source.name)
            if isinstance(found, Refusal):
                self.problems.append(diagnosed(found.code, found.message, Span(self.source.path), hint=found.hint))
                is_known = False
            else:
                self.excluded |= found
                if found.isdisjoint(item.common.id for bank in self.banks for item in bank.items):
                    self.problems.append(diagnosed("C120", names_none(typed), Span(self.source.path)))
        return is_known

    # Documents

    def _handout(self, guide: Guide, form: Form | None, output: OutputId, values: Values | None) -> Made:
        handouts = self._handouts(guide)
        version = {"version": guide.version, "version_code": handouts.version_code}
        facts = {**version, **(self._form_facts(form, values) if form else {})}
        made = self._laid(handouts.document(form, values), output, "handout", facts)
        # Sections stand before the quiz, so that they are on the same pages in every form.
        self._sections = made.laid.anchors
        return made

    def _handouts(self, guide: Guide) -> Handouts:
        if self._all_handouts is None:
            self._all_handouts = Handouts(
                guide,
                self.project.settings,
                self.words,
                key=self.key,
                library=self.library,
                places=self.places(),
            )
        return self._all_handouts

    def _exam(self, quiz: Quiz, form: Form, output: OutputId, values: Values | None) -> Made:
        if self._printer is None:
            self._printer = ItemPrinter(self.words, show_points=quiz.show_points)
        document = exam(
            quiz,
            form,
            self.project.settings,
            self.words,
            key=self.key,
            library=self.library,
            printer=self._printer,
            values=values or NO_VALUES,
        )
        return self._laid(document, output, "quiz", self._form_facts(form, values))

    def _form_facts(self, form: Form, values: Values | None = None) -> dict[str, object]:
        """What the manifest says of a form; the key's revision belongs to all copies of a roster together."""
        revision = {"key_revision": key_revision(form)} if values is None else {}
        return {"quiz_code": quiz_code(form), **revision, "form": form.stored()}

    def answer_key_of(self, forms: list[Form]) -> Made:
        """One key for all forms."""
        ground, words = self._ground(), self.words
        printed = [PrintedForm(form, f"{words['form']} {form.name}") for form in forms]
        if self.key == "inline":
            document = teacher_copy(printed, ground, new_page(self.project.settings))
        elif len(forms) == 1:
            document = answer_key(forms[0], ground)
        else:
            document = key_of_forms(printed, ground)
        return self._laid(document, self._key_output(), "key", self._key_facts(forms))

    def key_of_copies(self, key: RosterKey, sections: Mapping[str, int], output: OutputId) -> Made:
        """The key of copies. `sections` are the pages of those sections that stand alike in all of them."""
        self._sections = sections
        facts = {"quiz_codes": list(key.codes), "key_revision": key.revision}
        ground = dataclasses.replace(self._ground(), paged=frozenset(sections))
        return self._laid(key.document(ground), output, "key", facts)

    def _key_output(self) -> OutputId:
        return OutputId(
            self.source.name,
            is_key=True,
            size=self.choices.size,
            page=self.look.page,
            impose=self.look.impose,
            format=self.choices.format,
        )

    def _ground(self) -> KeyGround:
        """What a key stands on beside its forms."""
        source, quiz, words = self.source, self.quiz, self.words
        assert quiz is not None
        guide = source.name if isinstance(source, Guide) else ""
        return KeyGround(
            title=source.title,
            language=quiz.language,
            words=words,
            labels=labels(words),
            places=self.places(),
            handout=guide,
            show_points=quiz.show_points,
            organisation=self.project.settings.organisation.name,
            # Word counts the pages of a handout, and others may have edited it.
            paged=frozenset() if self.choices.format == "docx" else None,
            library=self.library,
        )

    def _key_facts(self, forms: list[Form]) -> dict[str, object]:
        if len(forms) == 1:
            return self._form_facts(forms[0])
        return {"quiz_codes": [quiz_code(form) for form in forms], "key_revision": key_revision(*forms)}

    def _laid(self, document: Document, output: OutputId, kind: str, facts: Mapping[str, object]) -> Made:
        if output.format == "docx":
            return Made(output, kind, WordDocument(document, self.look), facts)
        references = {self.source.name: self._sections} if output.holds_answers and self._sections else {}
        right_to_left = self.words.direction == "rtl"
        if output.fillable:
            document = with_fields(document, self.words)
        # A key is for the one who marks: it is never folded or cut, but it names the pages of what is.
        look = dataclasses.replace(self.look, impose="", columns=1) if kind in _KEPT else self.look
        laid = lay_out(
            document,
            look,
            references=references,
            shared=self.shared,
            right_to_left=right_to_left,
            expected={} if output.holds_answers else self._expected,
        )
        # Numbers, labels and what comes from the settings have no place of their own.
        whole = Span(self.source.path)
        problems = tuple(p if p.span.path else dataclasses.replace(p, span=whole) for p in laid.problems)
        return Made(output, kind, laid, facts, problems)

    def _library(self) -> dict[str, Source]:
        """The sources of the guides by id. An id that items use may not stand for two different sources."""
        source = self.source
        guides = [source] if isinstance(source, Guide) else []
        guides += [self.project.guides[bank.guide] for bank in self.banks if bank.guide in self.project.guides]
        library: dict[str, Source] = {}
        clashes = []
        for guide in guides:
            for one in guide.sources:
                if library.setdefault(one.id, one) != one:
                    clashes.append(one)
        used = cited([item for bank in self.banks for item in bank.items]) if clashes else []
        self.problems += [_clash(source, library[one.id], one) for one in clashes if one.id in used]
        return library


def _too_small(source: Guide | Quiz, choices: Choices) -> list[Diagnostic]:
    """That a handout for patients is asked for in compact print."""
    if choices.size != "compact" or not isinstance(source, Guide) or source.readers in _READ_COMPACT:
        return []
    message = "Compact print is smaller than the 12 points that readers of a handout need."
    hint = "Print it in `--size regular` or `large`; compact print is for quizzes, and for guides of students or staff."
    return [diagnosed("S284", message, source.origin, hint=hint)]


def _drafted(source: Guide | Quiz, words: Words) -> list[Diagnostic]:
    """That nobody has reviewed the words that the program adds in the language of the source."""
    if not words.is_drafted:
        return []
    message = f"The words that guidegen adds in {words.name}, such as “{words['answers-title']}”, are a draft."
    hint = "No speaker has reviewed them. Read the print once with that in mind, and tell us what is wrong."
    return [diagnosed("S229", message, source.origin, hint=hint)]


def no_words(source: Guide | Quiz) -> Diagnostic:
    """That the program has no words of its own in the language of a source."""
    return diagnosed(
        "S227",
        f"Guidegen has no words in the language “{source.language}” yet, such as “Answers” or “Page 1 of 5”.",
        source.origin,
        hint=f"The languages are: {', '.join(known_languages())}.",
    )


def _clash(user: Guide | Quiz, one: Source, other: Source) -> Diagnostic:
    return diagnosed(
        "S206",
        f"The source `{one.id}` is not the same in all the guides whose questions are printed here.",
        user.origin,
        hint="Give it another id in one of the guides.",
        labels=(Label(one.origin, "one of them"), Label(other.origin, "the other")),
    )


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
