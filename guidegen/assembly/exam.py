"""A quiz that prints alone: head with form and code, fields to fill in, items."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from guidegen.assembly.answer_key import turned_answers
from guidegen.assembly.code_line import with_code
from guidegen.assembly.codes import quiz_code
from guidegen.assembly.form import Form
from guidegen.assembly.handout import ANSWERS, labels, masthead, new_page
from guidegen.assembly.items import ItemPrinter
from guidegen.assembly.personal import exam_fields, notes
from guidegen.assembly.points import total_points
from guidegen.assembly.prose import blocks_for_print
from guidegen.assembly.short_answers import ShortAnswers
from guidegen.assembly.sources import Cited, source_list
from guidegen.assembly.speech import unmarked, words_of
from guidegen.assembly.translated import told
from guidegen.assembly.typography import for_print
from guidegen.assembly.values import NO_VALUES, Values
from guidegen.document import elements as doc
from guidegen.inline import Text
from guidegen.locale import Words
from guidegen.model.guide import Source
from guidegen.model.project import Settings
from guidegen.model.quiz import Quiz
from guidegen.records import replace


class Exams:
    """Makes the copies of a quiz as they are handed out. What stands in every one of them is made once.

    With the key mode `end` the answers stand on the last page, with `upside-down` at the foot of it. `library` are the
    sources that items may cite, by id.
    """

    def __init__(
        self, quiz: Quiz, settings: Settings, words: Words, *, key: str, library: Mapping[str, Source]
    ) -> None:
        self.quiz = quiz
        self.settings = settings
        self.words = words
        self.key = key
        self.library = library
        self._cites = Cited()
        self._masthead = masthead(settings.organisation)
        self._introduction = blocks_for_print(quiz.introduction, words)
        self._printer = ItemPrinter(words, show_points=quiz.show_points)
        self._answers = ShortAnswers(words, ANSWERS, {}, new_page(settings))
        said = told(quiz.translation, words)
        self._told = (doc.Paragraph((Text(" ".join(said)),), "source"),) if said else ()
        #: Heads without a code, by what tells them from each other.
        self._heads: dict[tuple[str, Decimal, int, frozenset[str]], doc.ExamHead] = {}

    def document(self, form: Form, values: Values = NO_VALUES) -> doc.Document:
        """One form; `values` are what is known of whom the copy is for."""
        quiz, words = self.quiz, self.words
        code = quiz_code(form)
        head = replace(self._head(form, values), code=(Text(code),))
        blocks: list[doc.Block] = [*self._masthead, head, *notes(values, words), *self._introduction]
        blocks += self._printer.blocks(form, 2)
        answers: list[doc.Block] = []
        if self.key == "end":
            answers.append(self._answers.of(form))
        elif self.key == "upside-down":
            answers.append(turned_answers(form, words))
        sources = [self.library[id_] for id_ in self._cites.by([*blocks, *answers])] if self.library else []
        if sources:
            blocks.append(source_list(sources, words))
        template = doc.Template(
            quiz.name,
            words_of(quiz.title, words.language),
            quiz.language,
            (*blocks, *self._told, *answers),
            self._furniture(form, code),
            labels(words),
            tuple(s.id for s in sources),
            identifier=f"quiz:{code}",
        )
        return doc.Document(template, form.arrangement, with_code(values, form, words))

    def _head(self, form: Form, values: Values) -> doc.ExamHead:
        """The head but for its code: the same object for copies of which the same is known."""
        total = total_points(form.items)
        told = form.name, total, len(form.items), frozenset(values)
        if told not in self._heads:
            self._heads[told] = _head(self.quiz, form, total, self.words, values)
        return self._heads[told]

    def _furniture(self, form: Form, code: str) -> doc.Furniture:
        words = self.words
        return doc.Furniture(
            head_start=unmarked(self.quiz.title, words.language),
            head_end=self.settings.organisation.name,
            foot_start=_foot(form, code, words),
            page_pattern=words["page-of"],
            # Behind the quiz may stand its answers, and nobody is to go on to those.
            goes_on="" if self.key == "end" else words["goes-on"],
            ends="" if self.key == "end" else words["quiz-ends"],
        )


def _head(quiz: Quiz, form: Form, total: Decimal, words: Words, values: Values) -> doc.ExamHead:
    """Title and form, and the fields to fill in; the code is not known yet."""
    return doc.ExamHead(
        title=for_print(quiz.title, words),
        title_text=words_of(quiz.title, words.language),
        about=_about(quiz, form, total, words),
        form_label=(Text(words["form" if form.name else "code"]),),
        form=(Text(form.name),) if form.name else (),
        code=(),
        fields=exam_fields(values, words, words.fill("score", total=words.number(total))),
        origin=quiz.origin,
    )


def _foot(form: Form, code: str, words: Words) -> str:
    quiz = words.fill("foot-quiz", code=code)
    return f"{words['form']} {form.name} · {quiz}" if form.name else quiz


def _about(quiz: Quiz, form: Form, total: Decimal, words: Words) -> doc.Line:
    """One line under the title: subtitle, number of items, points and time."""
    count = len(form.items)
    parts = [words.counted("items", count)]
    if quiz.show_points:
        parts.append(words.counted("total", total))
    if quiz.minutes is not None:
        parts.append(words.counted("minutes", quiz.minutes))
    # A line may end between the facts, not inside one of them.
    facts = Text("\u00a0· ".join(part.replace(" ", "\u00a0") for part in parts))
    return (*for_print(quiz.subtitle, words), Text("\u00a0· "), facts) if quiz.subtitle else (facts,)
