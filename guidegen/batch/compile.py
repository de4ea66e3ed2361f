"""One guide or quiz to laid-out documents: select and arrange, assemble, lay out. Nothing is written here."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
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
from guidegen.batch.corrections import Corrections
from guidegen.batch.editions import translation_of
from guidegen.batch.fonts import without_font
from guidegen.batch.look import at_site, look_of
from guidegen.batch.made import Compiled, Finished, LateFacts, Made
from guidegen.batch.outputs import OutputId
from guidegen.content_digest import content_digest
from guidegen.diagnostics import Span, has_errors
from guidegen.document.elements import Document
from guidegen.inline import Prose
from guidegen.kept.folder import KeptFolder
from guidegen.locale import Words, words_for
from guidegen.model.bank import ItemBank
from guidegen.model.guide import Guide, Source
from guidegen.model.project import Project
from guidegen.model.quiz import Quiz
from guidegen.model.teach_back import TeachBack
from guidegen.records import replace
from guidegen.render.docx import WordDocument
from guidegen.render.pdf import lay_out, text_width
from guidegen.render.pdf.hands import Hands, Later, OwnHands
from guidegen.render.pdf.kept_fonts import KeptFonts
from guidegen.render.pdf.kept_passages import KeptPassages
from guidegen.render.pdf.shared import Shared

if TYPE_CHECKING:
    from guidegen.assembly.bilingual import Both
    from guidegen.assembly.exam import Exams
    from guidegen.assembly.fillable import WithFields
    from guidegen.assembly.key_of_roster import RosterKey
    from guidegen.batch.said_before import SaidBefore
    from guidegen.render.pdf.kept_fragments import KeptFragments

#: What stays with those who mark or explain.
_KEPT = ("key", "teach-back")
_MOST_PAIRS = 1_000


def _beside(source: Guide | Quiz, project: Project, choices: Choices) -> Press | None:
    """What makes the documents of the other language, where one is wanted beside that of the source."""
    other = translation_of(source, project, choices.bilingual) if choices.bilingual is not None else None
    words = words_for(other.language) if other is not None else None
    if other is None or words is None:
        return None
    if isinstance(source, Guide) and isinstance(other, Guide):
        from guidegen.assembly.bilingual import in_order_of

        other = in_order_of(source, other)
    return Press(other, project, replace(choices, bilingual=None), words)


def compile_source(source: Guide | Quiz, project: Project, choices: Choices) -> Compiled:
    """The documents of one guide or quiz, laid out, with the problems that were found on the way."""
    compiled = Compiled(source.name, source.path)
    words = words_for(source.language)
    if words is None:
        from guidegen.batch.preflight import no_words

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
            self.look = replace(self.look, columns=source.columns)
        self.problems = [*unknown, *problems]
        if words.is_drafted or choices.size == "compact":
            from guidegen.batch.preflight import drafted, too_small

            self.problems += [*drafted(source, words), *too_small(source, choices)]
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
        self.corrections: Corrections | None = None
        #: Where fragments are kept between runs, and those of this source, once something was laid out.
        self.fragments_in: KeptFolder | None = None
        self.kept_fragments: KeptFragments | None = None
        self._others: dict[int, tuple[Form, Form]] = {}
        self._together: Both | None = None
        if self.beside is not None:
            self.problems += [each for each in self.beside.problems if each not in self.problems]
        self.excluded: frozenset[str] = frozenset()
        self.hands: Hands = OwnHands()
        self._sections: Mapping[str, int] = {}
        self._expected: Mapping[str, int] = {}
        self._all_handouts: Handouts | None = None
        self._with_fields: WithFields | None = None
        self._exams: Exams | None = None

    @functools.cached_property
    def look_digest(self) -> str:
        """A digest of the look."""
        return content_digest(self.look)

    def _kept_fragments(self, folder: KeptFolder) -> KeptFragments:
        """The fragments that an earlier run of the same source in the same look kept in a folder."""
        from guidegen.render.pdf.kept_fragments import KeptFragments

        words, is_reversed = self.words, self.words.direction == "rtl"
        set_in = (self.look_digest, labels(words), self.source.language)
        return KeptFragments(folder, self._kept_name(), *set_in, right_to_left=is_reversed)

    def correct_in(self, folder: KeptFolder, before: SaidBefore) -> KeptPassages:
        """Correct the files that an earlier run of the same source in the same look left, where it kept in a folder
        what can be corrected in them.
        """
        kept = KeptPassages(folder, self._kept_name(), content_digest(before.made_with))
        self.corrections = Corrections(before, kept)
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
        return replace(self._key_output(), is_key=False, is_teach_back=True)

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
        self.shared.copies_follow = True
        try:
            made = self.printed(form, output, NO_VALUES)
        finally:
            self.shared.copies_follow = False
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
        if self.choices.exclude:
            from guidegen.batch.excluded_items import excluded_items

            excluded, problems = excluded_items(self.choices.exclude, self.source, self.banks)
            self.problems += problems
            if excluded is None:
                return []
            self.excluded |= excluded
        forms = parallel_forms(quiz, self.banks, count, self.seed, without=self.excluded)
        self.problems += [problem for form in forms for problem in form.problems]
        if any(bank.translation is not None and bank.translation.lacking for bank in self.banks):
            from guidegen.batch.preflight import untranslated

            self.problems += untranslated(self.source, self.banks, forms)
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
        self._exams = self._all_handouts = self._together = self._with_fields = None
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
        ground = replace(self._ground(), paged=frozenset(sections))
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
            if self._with_fields is None:
                from guidegen.assembly.fillable import WithFields

                self._with_fields = WithFields(self.words)
            document = self._with_fields.document(document)
        # A key is for the one who marks: it is never folded or cut, but it names the pages of what is.
        look = replace(self.look, impose="", columns=1) if kind in _KEPT else self.look
        says = ""
        if output.is_key and self.before is not None:
            # What is handed out has the code of its version at its foot, so that it never says the same again.
            says = self.before.digest(document, references, right_to_left)
            if (known := self.before.found(output.file_name(), says)) is not None:
                said, data, placed = known
                return Made(output, kind, Finished(data, said.pages, {}, said.standard, placed), facts(), says=says)
        wording = None
        can_be_corrected = isinstance(self.source, Guide) and not (output.is_key or output.fillable or look.impose)
        if self.corrections is not None and can_be_corrected:
            wording = self.corrections.wording(document, references, right_to_left, look.columns)
            corrected = self.corrections.corrected(
                output.file_name(), wording, self.shared.fragments, document.template.sources
            )
            if corrected is not None:
                return Made(output, kind, corrected, facts())
        if self.fragments_in is not None and self.kept_fragments is None:
            self.kept_fragments = self.shared.fragments.kept = self._kept_fragments(self.fragments_in)
        laid = lay_out(
            document,
            look,
            references=references,
            shared=self.shared,
            right_to_left=right_to_left,
            expected={} if output.holds_answers else self._expected,
            hands=hands,
        )
        if self.corrections is not None and wording is not None:
            self.corrections.observe(output.file_name(), wording, laid, look, self.shared.fragments)
        # Numbers, labels and what comes from the settings have no place of their own.
        whole = Span(self.source.path)
        problems = tuple(p if p.span.path else replace(p, span=whole) for p in laid.problems)
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
        if clashes:
            from guidegen.batch.preflight import clash

            used = cited([item for bank in self.banks for item in bank.items])
            self.problems += [clash(source, library[one.id], one) for one in clashes if one.id in used]
        return library


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
