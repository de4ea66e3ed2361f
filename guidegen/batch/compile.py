"""One guide or quiz to laid-out documents: select and arrange, assemble, lay out. Nothing is written here."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import partial
from typing import TYPE_CHECKING

from guidegen.assembly.answer_key import KeyGround, answer_key
from guidegen.assembly.codes import key_revision, quiz_code
from guidegen.assembly.form import Form
from guidegen.assembly.handout import Handouts, labels, new_page
from guidegen.assembly.letter_references import letter_references
from guidegen.assembly.parallel_forms import parallel_forms
from guidegen.assembly.sources import cited
from guidegen.assembly.teach_back import Asked, asked_items, teach_back_page
from guidegen.assembly.values import NO_VALUES, Values
from guidegen.batch.choices import Choices
from guidegen.batch.fonts import without_font
from guidegen.batch.look import at_site, look_of
from guidegen.batch.outputs import OutputId
from guidegen.catalogue import diagnosed
from guidegen.content_digest import content_digest
from guidegen.diagnostics import Diagnostic, Label, Span, has_errors
from guidegen.document.elements import Document
from guidegen.inline import Prose
from guidegen.kept.folder import KeptFolder
from guidegen.locale import Words, known_languages, words_for
from guidegen.model.bank import ItemBank
from guidegen.model.guide import Guide, Source
from guidegen.model.project import Project
from guidegen.model.quiz import Quiz
from guidegen.model.teach_back import TeachBack
from guidegen.records import dataclass
from guidegen.render import docx, pdf
from guidegen.render.docx import WordDocument
from guidegen.render.pdf import LaidOut, lay_out, text_width
from guidegen.render.pdf.hands import Hands, Later, OwnHands
from guidegen.render.pdf.kept_fonts import KeptFonts
from guidegen.render.pdf.kept_fragments import KeptFragments
from guidegen.render.pdf.shared import Shared
from guidegen.source.files import Refusal

if TYPE_CHECKING:
    from guidegen.assembly.bilingual import Both
    from guidegen.assembly.exam import Exams
    from guidegen.assembly.key_of_roster import RosterKey
    from guidegen.batch.said_before import SaidBefore

#: What stays with those who mark or explain.
_KEPT = ("key", "teach-back")
#: Readers who may be handed compact print.
_READ_COMPACT = ("students", "staff")
_MOST_NAMED = 8
_MOST_PAIRS = 1_000


@dataclass(frozen=True, slots=True)
class Finished:
    """A document whose bytes were made already, by another process or an earlier run.

    Where they stand in their place, their SHA-256 is `placed`.
    """

    data: bytes
    pages: int
    anchors: Mapping[str, int]
    standard: str
    placed: str = ""


class LateFacts(Mapping[str, object]):
    """Facts of which those of the form are worked out when they are asked for."""

    def __init__(self, known: Mapping[str, object], late: Later[dict[str, object]]) -> None:
        """Those that are `known` stand first."""
        self._known, self._late = known, late

    def __getitem__(self, name: str) -> object:
        return {**self._known, **self._late()}[name]

    def __iter__(self) -> Iterator[str]:
        return iter({**self._known, **self._late()})

    def __len__(self) -> int:
        return len({**self._known, **self._late()})


@dataclass(frozen=True, slots=True)
class Made:
    """A document, ready to be written as `laid` says.

    `kind` is `handout`, `quiz`, `key` or `teach-back`, `facts` stand in the manifest.
    `row` is that of the roster, or 0; `colour` that of the paper, where one is asked for. `is_named` says that the name
    of the file may tell whose copy it is, so that it is told nowhere. A copy is `called` by the name of its person in
    the outline of a file with several, and nowhere else; `key` is the file that answers it. `made_of` is a digest of
    what decides its bytes, which holds its row: it is written nowhere as it is. One that `is_kept` was there already.
    `needs` are the files that it was made of, beside its source. `says` is a digest of what decides the bytes of a
    document that may say the same again after its source changed.
    """

    output: OutputId
    kind: str
    laid: LaidOut | WordDocument | Finished
    facts: Mapping[str, object]
    problems: tuple[Diagnostic, ...] = ()
    row: int = 0
    colour: str = ""
    is_named: bool = False
    called: str = ""
    key: str = ""
    made_of: bytes = b""
    is_kept: bool = False
    needs: tuple[str, ...] = ()
    says: str = ""

    def data(self, producer: str) -> bytes:
        """The bytes of the file."""
        if isinstance(self.laid, Finished):
            return self.laid.data
        if isinstance(self.laid, WordDocument):
            return docx.render(self.laid, producer)
        return pdf.render(self.laid, producer)

    def let_go(self) -> None:
        """What it was laid out from is not held while it is written."""
        if isinstance(self.laid, LaidOut):
            self.laid.let_go()

    def finished(self, producer: str) -> Made:
        """The same with its bytes in place of what they are made of, to be handed to another process."""
        laid = Finished(self.data(producer), self.laid.pages, self.laid.anchors, self.standard)
        return dataclasses.replace(self, laid=laid, facts=dict(self.facts))

    def put(self, sha256: str) -> Made:
        """The same when its bytes are in their place."""
        laid = Finished(b"", self.laid.pages, self.laid.anchors, self.standard, sha256)
        return dataclasses.replace(self, laid=laid)

    @property
    def placed(self) -> str:
        """The SHA-256 of what is in its place already; nothing when it has to be written."""
        return self.laid.placed if isinstance(self.laid, Finished) else ""

    def without_layout(self) -> Made:
        """The same when its pages are in a file already that holds others too."""
        return dataclasses.replace(self, laid=Finished(b"", self.laid.pages, self.laid.anchors, self.standard))

    @property
    def label(self) -> str:
        """What a copy is called without a name: the number of its row, or its kind and number."""
        return f"{self.row:04}" if self.row else self.output.copy

    @property
    def standard(self) -> str:
        """What the file conforms to; nothing for Word, which has no such standard."""
        if isinstance(self.laid, Finished):
            return self.laid.standard
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


def _beside(source: Guide | Quiz, project: Project, choices: Choices) -> Press | None:
    """What makes the documents of the other language, where one is wanted beside that of the source."""
    other = translation_of(source, project, choices.bilingual) if choices.bilingual is not None else None
    words = words_for(other.language) if other is not None else None
    if other is None or words is None:
        return None
    if isinstance(source, Guide) and isinstance(other, Guide):
        other = _in_order_of(source, other)
    return Press(other, project, dataclasses.replace(choices, bilingual=None), words)


def _in_order_of(source: Guide, other: Guide) -> Guide:
    """The other guide with the words of its glossary in the order in which those of the source stand."""
    ranks = {id(term): rank for rank, term in enumerate(sorted(source.glossary, key=lambda each: each.word.casefold()))}
    terms = zip(source.glossary, other.glossary, strict=False)
    ordered = tuple(dataclasses.replace(theirs, order=f"{ranks[id(mine)]:06}") for mine, theirs in terms)
    return dataclasses.replace(other, glossary=ordered)


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
    compiled.needs = press.needs
    compiled.made = list(press.documents(forms))
    press.let_go()
    compiled.problems = [
        *press.problems,
        *(problem for made in compiled.made for problem in made.problems),
    ]
    return compiled


class Press:
    """Makes the documents of one source. What they share is made once: words, sources, fragments."""

    def __init__(self, source: Guide | Quiz, project: Project, choices: Choices, words: Words) -> None:
        """Look up what the documents stand on; what is wrong with it stands in `problems`."""
        self.beside = _beside(source, project, choices)
        project, unknown = at_site(project.edition(source), choices.site or source.site)
        self.source = source
        self.project = project
        self.choices = choices
        self.words = words
        self.look, problems = look_of(project, choices)
        if choices.columns is None and source.columns is not None:
            self.look = dataclasses.replace(self.look, columns=source.columns)
        self.problems = [*unknown, *problems, *_drafted(source, words), *_too_small(source, choices)]
        if isinstance(source, Guide) and source.language_help and project.settings.language_help is not None:
            from guidegen.batch.language_help import problems_of_language_help

            self.problems += problems_of_language_help(source, project.settings, self.look.theme)
        self.problems += without_font(words, self.look.theme, source.origin)
        self.quiz = source.quiz if isinstance(source, Guide) else source
        self.key = (choices.key or self.quiz.key) if self.quiz is not None else "none"
        self.banks = [project.banks[reference.name] for reference in self.quiz.banks] if self.quiz is not None else []
        self.library = self._library()
        is_reversed = words.direction == "rtl"
        look = (self.look.theme, self.look.scale, labels(words), source.language)
        self.shared = Shared(*look, right_to_left=is_reversed)
        if self.beside is not None:
            from guidegen.render.pdf.parallel import FragmentsInTwo

            width, other = text_width(self.look), self.beside.shared.fragments
            self.shared.fragments = FragmentsInTwo(*look, right_to_left=is_reversed, beside=other, text_width=width)
        #: What the files of an earlier build say, where they may be left.
        self.before: SaidBefore | None = None
        self._others: dict[int, tuple[Form, Form]] = {}
        self._together: Both | None = None
        if self.beside is not None:
            self.problems += [each for each in self.beside.problems if each not in self.problems]
        self.excluded: frozenset[str] = frozenset()
        self.hands: Hands = OwnHands()
        self._sections: Mapping[str, int] = {}
        self._expected: Mapping[str, int] = {}
        self._all_handouts: Handouts | None = None
        self._exams: Exams | None = None

    @functools.cached_property
    def look_digest(self) -> str:
        """A digest of the look."""
        return content_digest(self.look)

    def keep_in(self, folder: KeptFolder) -> KeptFragments:
        """Lay out with the fragments that an earlier run of the same source in the same look kept in a folder."""
        words, is_reversed = self.words, self.words.direction == "rtl"
        set_in = (self.look_digest, labels(words), self.source.language)
        kept = KeptFragments(folder, self._kept_name(), *set_in, right_to_left=is_reversed)
        self.shared.fragments.kept = kept
        return kept

    def fonts_in(self, folder: KeptFolder) -> KeptFonts:
        """The subsets of fonts that an earlier run of the same source in the same look kept in a folder."""
        return KeptFonts(folder, self._kept_name())

    def _kept_name(self) -> str:
        look, source = self.look, self.source
        return content_digest(
            (source.path, source.language, look.page, look.scale, look.theme.name, self.choices.fillable)
        )

    def documents(self, forms: list[Form]) -> Iterator[Made]:
        """The handouts or quizzes with these forms, then their key; nothing when something refuses them."""
        if has_errors(self.problems):
            return
        if self.quiz is None:
            yield self.printed(None, self._output(None, forms))
        for form in forms:
            # What comes in several forms is remembered for the next.
            yield self.printed(form, self._output(form, forms), hands=self.hands if len(forms) == 1 else None)
        if asked := self.asked(forms):
            yield self._teach_back(asked, forms)
        if forms and self.key != "none":
            yield self.answer_key_of(forms)

    def asked(self, forms: list[Form]) -> list[Asked]:
        """What the teach-back page asks about; nothing where there is no such page."""
        if not (forms and isinstance(self.source, Guide) and self.quiz is not None):
            return []
        page = self.quiz.teach_back or (TeachBack() if self.choices.teach_back else None)
        return asked_items(page, forms[0], self.banks) if page is not None else []

    def _teach_back(self, asked: list[Asked], forms: list[Form]) -> Made:
        document = self.teach_back_document(asked, forms)
        return self._laid(document, self._teach_back_output(), "teach-back", lambda: self._teach_back_facts(forms))

    def _teach_back_facts(self, forms: list[Form]) -> dict[str, object]:
        assert isinstance(self.source, Guide)
        code = self._handouts(self.source).version_code
        return {"version": self.source.version, "version_code": code, "quiz_code": quiz_code(forms[0])}

    def teach_back_document(self, asked: list[Asked], forms: list[Form]) -> Document:
        """The page for the clinician, in one language or in two."""
        assert isinstance(self.source, Guide)
        made = self._handouts(self.source)
        document = teach_back_page(self.source, asked, made.version_code, self._ground(), is_draft=made.is_draft)
        if self.beside is None:
            return document
        others = self.others(forms)
        return self._both().document(document, self.beside.teach_back_document(self.beside.asked(others), others))

    def _teach_back_output(self) -> OutputId:
        return dataclasses.replace(self._key_output(), is_key=False, is_teach_back=True)

    def printed(
        self, form: Form | None, output: OutputId, values: Values | None = None, hands: Hands | None = None
    ) -> Made:
        """The handout or quiz with one form. `values` are what is known of whom it is for; None: it is for anybody.
        The `hands` help with one that comes once.
        """
        document = self.document_of(form, values)
        facts: Callable[[], Mapping[str, object]] = partial(self.copy_facts, form, values)
        if hands is not None and form is not None:
            revision = Later(partial(key_revision, form))
            late = Later(partial(self._form_facts, form, values, revision))
            facts, hands = partial(LateFacts, self._source_facts(), late), hands.besides(revision)
        made = self._laid(document, output, self._kind, facts, hands)
        if isinstance(self.source, Guide):
            # Sections stand before the quiz, so that they are on the same pages in every form.
            self._sections = made.laid.anchors
        return made

    @property
    def _kind(self) -> str:
        """What is handed out."""
        return "handout" if isinstance(self.source, Guide) else "quiz"

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

    def foreseen(self, forms: list[Form]) -> Iterator[tuple[OutputId, Mapping[str, object]]]:
        """The same with what the manifest will say of them."""
        for output in self.outputs(forms):
            if output.is_key:
                yield output, self._key_facts(forms)
            elif output.is_teach_back:
                yield output, self._teach_back_facts(forms)
            else:
                yield output, self.copy_facts(_form_called(output.form, forms), None)

    def places(self) -> dict[str, tuple[str, Prose]]:
        """For items by id, the section that each tests."""
        return _places(self.banks, self.project, only=self.source.name if isinstance(self.source, Guide) else "")

    def _output(self, form: Form | None, forms: list[Form]) -> OutputId:
        name = form.name if form is not None and len(forms) > 1 else ""
        return OutputId(
            self.source.name,
            form=name,
            language=self.file_language,
            site=self.choices.site or "",
            size=self.choices.size,
            page=self.look.page,
            impose=self.look.impose,
            fillable=self.is_fillable,
            format=self.choices.format,
        )

    @property
    def file_language(self) -> str:
        """The language that names the files: that of a translation, or both where there are two."""
        if self.beside is not None:
            return f"{self.source.language}-{self.beside.source.language}"
        return self.source.language if self.source.translation is not None else ""

    @property
    def is_fillable(self) -> bool:
        """True when what is handed out gets form fields: they are asked for, and there is something to answer."""
        if not self.choices.fillable or not isinstance(self.source, Guide):
            return self.choices.fillable
        from guidegen.assembly.fillable import can_be_filled_in

        return can_be_filled_in(self.source)

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
        self.problems += self._untranslated(forms)
        if self.beside is not None:
            before = len(self.beside.problems)
            for form, other in zip(forms, self.beside.forms(), strict=False):
                self.pair(form, other)
            self.problems += [each for each in self.beside.problems[before:] if each not in self.problems]
        return forms

    def pair(self, form: Form, other: Form) -> None:
        """Note the same form in the other language of a document that has two. Both have one code."""
        if len(self._others) >= _MOST_PAIRS:
            # Those of single copies are printed already.
            self._others = {key: pair for key, pair in self._others.items() if pair[0].name}
        other.codes["quiz"] = quiz_code(form)
        self._others[id(form)] = form, other

    def _other(self, form: Form) -> Form:
        return self._others[id(form)][1]

    def others(self, forms: Sequence[Form]) -> list[Form]:
        """The same forms in the other language."""
        return [self._other(form) for form in forms if id(form) in self._others]

    def _untranslated(self, forms: list[Form]) -> list[Diagnostic]:
        """That forms draw items that are not translated."""
        problems = []
        for bank in self.banks:
            lacking = bank.translation.lacking if bank.translation is not None else frozenset()
            drawn = sorted({item.common.id for form in forms for item in form.items} & lacking)
            if drawn:
                names = ", ".join(f"`{id_}`" for id_ in drawn[:_MOST_NAMED])
                more = f" and {len(drawn) - _MOST_NAMED} more" if len(drawn) > _MOST_NAMED else ""
                message = f"This quiz draws items that are not translated into `{bank.language}`: {names}{more}."
                hint = f"Translate them in {bank.path}."
                problems.append(diagnosed("S293", message, self.source.origin, hint=hint))
        return problems

    @property
    def needs(self) -> list[str]:
        """The paths of the files that the documents are made of, beside that of the source."""
        files = [self.source, *self.banks]
        paths = [
            *(bank.path for bank in self.banks),
            *(file.translation.path for file in files if file.translation is not None),
        ]
        if self.beside is not None:
            paths += [path for path in (self.beside.source.path, *self.beside.needs) if path != self.source.path]
        return list(dict.fromkeys(paths))

    def _exclude(self) -> bool:
        """Look up the items that this run leaves out; False, with the problem noted, where that cannot be known."""
        if not self.choices.exclude:
            return True
        from guidegen.reading.used_items import names_none, used_items_at

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

    def _both(self) -> Both:
        """What joins the documents of two languages."""
        if self._together is None:
            from guidegen.assembly.bilingual import Both

            assert self.beside is not None
            self._together = Both(self.source.language, self.beside.source.language)
        return self._together

    def document_of(self, form: Form | None, values: Values | None) -> Document:
        """What is handed out, in one language or in two."""
        if isinstance(self.source, Guide):
            document = self._handouts(self.source).document(form, values)
        else:
            assert form is not None
            document = self._exam_document(self.source, form, values)
        if self.beside is None:
            return document
        other = self.beside.document_of(self._other(form) if form is not None else None, values)
        return self._both().document(document, other)

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

    def _exam_document(self, quiz: Quiz, form: Form, values: Values | None) -> Document:
        if self._exams is None:
            from guidegen.assembly.exam import Exams

            self._exams = Exams(quiz, self.project.settings, self.words, key=self.key, library=self.library)
        return self._exams.document(form, values or NO_VALUES)

    def copy_facts(self, form: Form | None, values: Values | None) -> dict[str, object]:
        """What the manifest says of what is handed out, which is known before it is laid out."""
        return {**self._source_facts(), **(self._form_facts(form, values) if form is not None else {})}

    def _source_facts(self) -> dict[str, object]:
        """What is the same of all forms."""
        if not isinstance(self.source, Guide):
            return {}
        return {"version": self.source.version, "version_code": self._handouts(self.source).version_code}

    def known(self, form: Form | None, output: OutputId, values: Values, laid: Finished) -> Made:
        """What `printed` would give of a copy that is there already."""
        return Made(output, self._kind, laid, self.copy_facts(form, values), is_kept=True)

    def _form_facts(
        self, form: Form, values: Values | None = None, revision: Callable[[], str] | None = None
    ) -> dict[str, object]:
        """What the manifest says of a form; the key's revision belongs to all copies of a roster together."""
        of_key = {"key_revision": revision() if revision is not None else key_revision(form)} if values is None else {}
        return {"quiz_code": quiz_code(form), **of_key, "form": form.stored()}

    def let_go(self) -> None:
        """Nothing more is laid out: what the documents shared is not held until they are written."""
        self.shared.forget()
        self._exams = self._all_handouts = self._together = None
        if self.beside is not None:
            self.beside.let_go()

    def answer_key_of(self, forms: list[Form]) -> Made:
        """One key for all forms."""
        return self._laid(self.key_document(forms), self._key_output(), "key", partial(self._key_facts, forms))

    def key_document(self, forms: list[Form]) -> Document:
        """The key of these forms, in one language or in two."""
        if len(forms) == 1 and self.key != "inline":
            document = answer_key(forms[0], self._ground())
        else:
            document = self._key_of_printed(forms)
        if self.beside is None:
            return document
        return self._both().document(document, self.beside.key_document([self._other(form) for form in forms]))

    def _key_of_printed(self, forms: list[Form]) -> Document:
        """The key of several forms, or the copy of a teacher."""
        from guidegen.assembly.key_of_forms import PrintedForm, key_of_forms
        from guidegen.assembly.teacher_copy import teacher_copy

        ground, words = self._ground(), self.words
        printed = [PrintedForm(form, f"{words['form']} {form.name}") for form in forms]
        if self.key == "inline":
            return teacher_copy(printed, ground, new_page(self.project.settings))
        return key_of_forms(printed, ground)

    def key_of_copies(self, key: RosterKey, sections: Mapping[str, int], output: OutputId) -> Made:
        """The key of copies. `sections` are the pages of those sections that stand alike in all of them."""
        self._sections = sections
        facts = {"quiz_codes": list(key.codes), "key_revision": key.revision}
        ground = dataclasses.replace(self._ground(), paged=frozenset(sections))
        made = self._laid(key.document(ground), output, "key", lambda: facts)
        # The lines of a thousand copies never come again: what follows should not have to carry them.
        self.shared.forget_once()
        return made

    def _key_output(self) -> OutputId:
        return OutputId(
            self.source.name,
            is_key=True,
            language=self.file_language,
            site=self.choices.site or "",
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

    def _laid(
        self,
        document: Document,
        output: OutputId,
        kind: str,
        facts: Callable[[], Mapping[str, object]],
        hands: Hands | None = None,
    ) -> Made:
        if output.format == "docx":
            return Made(output, kind, WordDocument(document, self.look), facts())
        references = {self.source.name: self._sections} if output.holds_answers and self._sections else {}
        right_to_left = self.words.direction == "rtl"
        if output.fillable:
            from guidegen.assembly.fillable import with_fields

            document = with_fields(document, self.words)
        # A key is for the one who marks: it is never folded or cut, but it names the pages of what is.
        look = dataclasses.replace(self.look, impose="", columns=1) if kind in _KEPT else self.look
        says = ""
        if output.is_key and self.before is not None:
            # What is handed out has the code of its version at its foot, so that it never says the same again.
            says = self.before.digest(document, references, right_to_left)
            if (known := self.before.found(output.file_name(), says)) is not None:
                said, data, placed = known
                return Made(output, kind, Finished(data, said.pages, {}, said.standard, placed), facts(), says=says)
        laid = lay_out(
            document,
            look,
            references=references,
            shared=self.shared,
            right_to_left=right_to_left,
            expected={} if output.holds_answers else self._expected,
            hands=hands,
        )
        # Numbers, labels and what comes from the settings have no place of their own.
        whole = Span(self.source.path)
        problems = tuple(p if p.span.path else dataclasses.replace(p, span=whole) for p in laid.problems)
        return Made(output, kind, laid, facts(), problems, says=says)

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


def _form_called(name: str, forms: list[Form]) -> Form | None:
    """The form of this name; without one, the only form."""
    return next((form for form in forms if form.name == name or not name), None)


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
