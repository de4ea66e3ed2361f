"""A guide and the form of its quiz to the handout: the document that is handed to a reader."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from guidegen.assembly.answer_key import turned_answers
from guidegen.assembly.code_line import code_line, with_code
from guidegen.assembly.codes import quiz_code, version_code
from guidegen.assembly.form import Form
from guidegen.assembly.items import ItemPrinter
from guidegen.assembly.prose import blocks_for_print
from guidegen.assembly.short_answers import Places, ShortAnswers
from guidegen.assembly.sources import Cited, source_list
from guidegen.assembly.speech import unmarked, words_of
from guidegen.assembly.standing import changes, current_at, draft_notice, is_draft
from guidegen.assembly.translated import told
from guidegen.assembly.typography import for_print
from guidegen.assembly.values import NO_VALUES, Values
from guidegen.diagnostics import Span
from guidegen.document import elements as doc
from guidegen.document.arrangement import NO_ARRANGEMENT
from guidegen.inline import Prose, Strong, Text, plain_text
from guidegen.locale import Words
from guidegen.model import guide as model
from guidegen.model.project import Organisation, Settings
from guidegen.records import replace

if TYPE_CHECKING:
    from guidegen.model import chart, visual, write_on

#: The anchors that the program makes itself; sections have `section:ID`, items `item:ID`, sources `source:ID`.
ANSWERS = "answers"
QUIZ = "quiz"
#: What rows of a kind are called when the author does not say.
_ROW_NAMES = {"certainty": "certainty", "sources": "sources"}


def masthead(organisation: Organisation) -> tuple[doc.Block, ...]:
    """The organisation's name and logo for the top of the first page, or nothing when the project names none."""
    if not organisation.name and organisation.logo is None:
        return ()
    return (
        doc.Masthead(
            organisation.name, organisation.contact, organisation.logo, organisation.logo_alt or organisation.name
        ),
    )


def new_page(settings: Settings) -> str:
    """Where the quiz and the answers begin, so that they can be handed back or torn off."""
    return "sheet" if settings.duplex else "page"


def labels(words: Words) -> doc.Labels:
    """What a screen reader says for marks without letters."""
    return doc.Labels(words["blank"], words["check-box"], words["source-link"], words["numbered-blank"], words.letters)


class Handouts:
    """Makes the handouts of a guide. What stands in every one of them is made once.

    `key` is the key mode: with `end` the answers stand on the last page, with `upside-down` at the foot of it.
    `library` are the sources that items may cite, by id; those that the guide lacks join its list.
    `places` say for items which section of the guide to read again.
    """

    def __init__(
        self,
        guide: model.Guide,
        settings: Settings,
        words: Words,
        *,
        key: str,
        library: Mapping[str, model.Source],
        places: Places,
    ) -> None:
        self.guide = guide
        self.settings = settings
        self.words = words
        self.key = key
        self.library = library
        self.places = places
        self.tables = 0
        self.version_code = version_code(guide)
        self._cites = Cited()
        self._own = {source.id: source for source in guide.sources}
        self._answers = ShortAnswers(words, ANSWERS, places, new_page(settings))
        self._quiz_head: tuple[doc.Block, ...] = ()
        self._masthead = masthead(settings.organisation)
        self._fields: dict[tuple[str, ...], tuple[doc.Block, ...]] = {}
        self._lists: dict[tuple[str, ...], tuple[doc.Block, ...]] = {}
        self.is_draft = is_draft(guide, settings)
        self._notice = (draft_notice(words),) if self.is_draft else ()
        self._printer = ItemPrinter(words, show_points=guide.quiz is not None and guide.quiz.show_points)
        sections = [self._section(section) for section in guide.sections]
        self._before: list[doc.Block] = [*self._opening(), *sections, *self._closing()]
        self._glossary_section = [self._glossary()] if guide.glossary else []
        self._about_section = [*self._language_help(), *changes(guide.changes, words), self._about()]
        self._template = doc.Template(
            name=guide.name,
            title=words_of(guide.title, words.language),
            language=guide.language,
            blocks=(),
            furniture=self._furniture(),
            labels=labels(words),
            draft=words["draft-mark"] if self.is_draft else "",
        )

    def document(self, form: Form | None, values: Values | None = None) -> doc.Document:
        """The handout with one form of its quiz. With `values`, if only empty ones, it begins with the name and the
        date of whom it is for.
        """
        # The quiz begins a page, so that it can be handed back, and the answers stand on the last one.
        after: list[doc.Block] = []
        if form is not None:
            after.append(self._quiz(form))
            if self.key == "end":
                after.append(self._answers.of(form))
            elif self.key == "upside-down":
                after.append(turned_answers(form, self.words))
        sources = [*self.guide.sources, *(self.library[id_] for id_ in self._cited(after) if id_ not in self._own)]
        listed = self._listed(sources)
        before = [*self._masthead, *self._notice, *self._whom(values), *self._before]
        template = replace(
            self._template,
            blocks=(*before, *self._glossary_section, *listed, *self._about_section, *after),
            sources=tuple(source.id for source in sources),
            identifier=f"quiz:{quiz_code(form)}" if form is not None else "",
        )
        if form is None:
            return doc.Document(template, NO_ARRANGEMENT, values or NO_VALUES)
        return doc.Document(template, form.arrangement, with_code(values or NO_VALUES, form, self.words))

    def _language_help(self) -> list[doc.Block]:
        """The notice that help with the language is free, where there is one."""
        if not self.guide.language_help or self.settings.language_help is None:
            return []
        from guidegen.assembly.language_help import language_help

        return language_help(self.settings.language_help, self.words)

    # Parts in printed order

    def _whom(self, values: Values | None) -> tuple[doc.Block, ...]:
        """Whom the copy is for. Copies of which the same is known share the blocks; the values are not in them."""
        if values is None:
            return ()
        known = tuple(values)
        if known not in self._fields:
            from guidegen.assembly.personal import handout_fields, notes

            self._fields[known] = (handout_fields(values, self.words), *notes(values, self.words))
        return self._fields[known]

    def _listed(self, sources: list[model.Source]) -> tuple[doc.Block, ...]:
        """The list of the sources, made once for all copies that cite the same."""
        ids = tuple(source.id for source in sources)
        if ids not in self._lists:
            self._lists[ids] = (source_list(sources, self.words),) if sources else ()
        return self._lists[ids]

    def _cited(self, blocks: list[doc.Block]) -> list[str]:
        """The sources that a copy's own blocks cite, if they can cite any that the guide does not list."""
        return self._cites.by(blocks) if self._own.keys() < self.library.keys() else []

    def _opening(self) -> list[doc.Block]:
        guide, words = self.guide, self.words
        blocks: list[doc.Block] = [doc.Heading(1, self._line(guide.title), "title", origin=guide.origin)]
        if guide.subtitle:
            blocks.append(doc.Paragraph(self._line(guide.subtitle), "lead"))
        if guide.audience:
            blocks.append(doc.Paragraph(words.phrase("for-whom", audience=self._line(guide.audience)), "audience"))
        label = (Text(words["main-point"]),)
        blocks.append(doc.MainMessage(label, self._line(guide.main_message), guide.origin))
        blocks += blocks_for_print(guide.summary, words)
        return blocks

    def _section(self, section: model.Section) -> doc.Section:
        heading = doc.Heading(2, self._line(section.title), f"section:{section.id}", origin=section.origin)
        blocks: list[doc.Block] = [heading]
        for block in section.body:
            blocks += self._body(block)
        return doc.Section(tuple(blocks))

    def _body(self, block: model.BodyBlock) -> list[doc.Block]:
        words = self.words
        match block:
            case model.Text(_, blocks):
                return list(blocks_for_print(blocks, words))
            case model.Steps():
                from guidegen.assembly.visual import steps_for_print

                return [steps_for_print(block, words)]
            case model.Checklist(_, points, origin):
                return [self._list("check", points, origin)]
            case model.Callout(_, kind, title, blocks, origin):
                shown = self._line(title) or (Text(words[f"callout-{kind}"]),)
                return [doc.Callout(kind, shown, blocks_for_print(blocks, words), origin=origin)]
            case model.Cards(_, cards, origin):
                made = tuple(doc.Card(self._line(c.title), blocks_for_print(c.blocks, words)) for c in cards)
                return [doc.Cards(made, origin)]
            case model.Figure():
                alt = "" if block.decorative else block.alt
                caption, chosen = self._line(block.caption), block.width != 1.0
                figure = doc.Figure(block.image, alt, caption, block.width, chosen, origin=block.origin)
                return [self._introduced(block.how_to_read, figure)]
            case model.Comparison():
                return self._comparison(block)
            case _:
                return [self._rare(block)]

    def _rare(
        self,
        block: write_on.Notes
        | write_on.FillIns
        | write_on.Acknowledgement
        | visual.Timeline
        | visual.DoAndDont
        | visual.Zones
        | visual.Schedule
        | chart.Chart
        | chart.Pictograph,
    ) -> doc.Block:
        """What few guides hold, and is loaded for those."""
        from guidegen.assembly import visual as printed
        from guidegen.assembly import write_on as written
        from guidegen.assembly.chart import chart_for_print, pictograph_for_print
        from guidegen.model import chart, visual, write_on

        match block:
            case write_on.Notes():
                return written.notes(block, self.words)
            case write_on.FillIns():
                return written.fill_ins(block, self.words)
            case write_on.Acknowledgement():
                return written.acknowledgement(block, self.words, new_page(self.settings))
            case visual.Timeline():
                return printed.timeline_for_print(block, self.words)
            case visual.DoAndDont():
                return printed.pair_for_print(block, self.words)
            case visual.Zones():
                return printed.zones_for_print(block, self.words)
            case visual.Schedule():
                return printed.schedule_for_print(block, self.words)
            case chart.Chart():
                return self._introduced(block.how_to_read, chart_for_print(block, self.words))
            case chart.Pictograph():
                return self._introduced(block.how_to_read, pictograph_for_print(block, self.words))

    def _introduced(self, how_to_read: Prose, block: doc.Block) -> doc.Block:
        return doc.Introduced(self._line(how_to_read), block) if how_to_read else block

    def _comparison(self, block: model.Comparison) -> list[doc.Block]:
        words = self.words
        self.tables += 1
        number = Text(words.fill("table-number", number=str(self.tables)))
        how = self._line(block.how_to_read) or (Text(words["how-to-read"]),)
        rows = tuple(
            doc.RowGroup(self._line(row.name), tuple(map(self._feature, row.features)), row.origin)
            if isinstance(row, model.FeatureGroup)
            else self._feature(row)
            for row in block.features
        )
        corner = self._line(block.corner) or (Text(words["feature"]),)
        columns = (corner, *(self._line(subject) for subject in block.subjects))
        table = doc.Table(
            (number, *self._line(block.caption)),
            columns,
            rows,
            how,
            introduction_stacked=self._line(block.how_to_read) or (Text(words["how-to-read-stacked"]),),
            for_all=(Text(words["for-all"]),),
            arrangement=block.arrangement,
            origin=block.origin,
        )
        return [table]

    def _feature(self, feature: model.Feature) -> doc.Row:
        cells = tuple(self._cell(cell, feature.kind) for cell in feature.cells)
        name = self._line(feature.name) or (Text(self.words[_ROW_NAMES[feature.kind]]),)
        return doc.Row(name, cells, feature.origin)

    def _cell(self, cell: model.Cell, kind: str) -> doc.Cell:
        words = self.words
        blocks = blocks_for_print(cell.blocks, words, style="table")
        if cell.mark:
            key = f"certainty-{cell.mark}" if kind == "certainty" else f"mark-{cell.mark}"
            blocks = (doc.Marked(cell.mark, (Text(words[key]),)), *blocks)
        elif not blocks:
            # A statement without a source says so.
            blocks = (doc.Paragraph((Text(words["sources-none"]),), "table"),)
        return doc.Cell(blocks, cell.span)

    def _closing(self) -> list[doc.Block]:
        """What to do, what to ask, when to get help, and the points to remember."""
        guide, words = self.guide, self.words
        blocks: list[doc.Block] = []
        if guide.next_steps:
            blocks.append(self._titled("next-steps", self._list("step", guide.next_steps, guide.origin)))
        if guide.questions:
            blocks.append(self._titled("questions", self._list("bullet", guide.questions, guide.origin)))
        if guide.get_help:
            title = (Text(words["get-help"]),)
            help_blocks = blocks_for_print(guide.get_help, words)
            blocks.append(doc.Callout("warning", title, help_blocks, "get-help", guide.origin))
        if guide.key_points:
            blocks.append(self._titled("key-points", self._list("bullet", guide.key_points, guide.origin)))
        return blocks

    def _quiz(self, form: Form) -> doc.Section:
        if not self._quiz_head:
            self._quiz_head = self._head_of_quiz()
        return doc.Section((*self._quiz_head, *self._printer.blocks(form, 3)))

    def _head_of_quiz(self) -> tuple[doc.Block, ...]:
        """What stands above the items of every form: heading, introduction, where the answers are, and the code."""
        guide, words = self.guide, self.words
        quiz = guide.quiz
        assert quiz is not None
        title = self._line(quiz.title) or (Text(words["quiz-title"]),)
        blocks: list[doc.Block] = [
            doc.Heading(2, title, QUIZ, break_before=new_page(self.settings), origin=quiz.origin)
        ]
        blocks += blocks_for_print(quiz.introduction, words) or (doc.Paragraph((Text(words["quiz-intro"]),)),)
        if self.key == "end":
            page = (doc.PageReference(ANSWERS),)
            blocks.append(doc.Paragraph(words.phrase("answers-on", page=page)))
        return (*blocks, code_line(words))

    def _glossary(self) -> doc.Section:
        """The words that need one, with what they mean."""
        terms = sorted(self.guide.glossary, key=lambda term: term.order or term.word.casefold())
        points = tuple(
            (doc.Paragraph((Strong((Text(term.word),)), Text(": "), *self._line(term.meaning)), origin=term.origin),)
            for term in terms
        )
        heading = doc.Heading(2, (Text(self.words["glossary"]),), "glossary")
        return doc.Section((heading, doc.ListBlock("bullet", points)))

    def _about(self) -> doc.Section:
        """The sheet's own papers: version, reviewer, dates, disclosure, disclaimer."""
        guide, words = self.guide, self.words
        sentences = [words.fill("about-version", version=guide.version, code=self.version_code)]
        if guide.reviewer is not None:
            sentences.append(_reviewed_by(guide.reviewer, words))
        reviewed = words.date(guide.reviewed_on) if guide.reviewed_on else ""
        review = words.date(guide.review_by) if guide.review_by else ""
        if reviewed and review:
            sentences.append(words.fill("dates-both", reviewed=reviewed, review=review))
        elif reviewed:
            sentences.append(words.fill("date-reviewed", reviewed=reviewed))
        elif review:
            sentences.append(words.fill("date-review-by", review=review))
        blocks = [
            doc.Heading(2, (Text(words["about"]),), "about"),
            doc.Paragraph((Text(" ".join([*sentences, *told(guide.translation, words)])),), "source"),
            *current_at(guide, self.settings, self.version_code, words),
            *self._disclosure(),
            *blocks_for_print(guide.disclaimer, words, style="source"),
        ]
        return doc.Section(tuple(blocks))

    def _disclosure(self) -> list[doc.Block]:
        disclosure = self._line(self.guide.disclosure)
        if not disclosure:
            return []
        if plain_text(self.guide.disclosure).strip().lower() == "none":
            disclosure = (Text(self.words["disclosure-none"]),)
        return [doc.Paragraph(self.words.phrase("disclosure", disclosure=disclosure), "source")]

    def _furniture(self) -> doc.Furniture:
        guide, words = self.guide, self.words
        parts = [words["draft"]] if self.is_draft else []
        parts.append(words.fill("foot-code", version=guide.version, code=self.version_code))
        if guide.reviewed_on:
            # A date of review beside a reviewer who is still to come would say too much.
            pending = guide.reviewer is None or guide.reviewer.pending
            phrase = "foot-checked" if pending else "foot-reviewed"
            parts.append(words.fill(phrase, date=words.date(guide.reviewed_on)))
        if guide.review_by:
            parts.append(words.fill("foot-review-by", date=words.date(guide.review_by)))
        return doc.Furniture(
            head_start=unmarked(self.guide.title, words.language),
            head_end=self.settings.organisation.name,
            foot_start=" · ".join(parts),
            page_pattern=words["page-of"],
        )

    # Small things

    def _line(self, prose: Prose) -> doc.Line:
        return for_print(prose, self.words)

    def _list(self, marker: str, points: tuple[Prose, ...], origin: Span) -> doc.ListBlock:
        made = tuple((doc.Paragraph(self._line(point), origin=origin),) for point in points)
        return doc.ListBlock(marker, made, origin=origin)

    def _titled(self, key: str, block: doc.Block) -> doc.Section:
        return doc.Section((doc.Heading(2, (Text(self.words[key]),), key), block))


def _reviewed_by(reviewer: model.Reviewer, words: Words) -> str:
    if reviewer.pending:
        return words["review-pending"]
    if reviewer.credentials:
        return words.fill("reviewed-by-with", name=reviewer.name, credentials=reviewer.credentials)
    return words.fill("reviewed-by", name=reviewer.name)
