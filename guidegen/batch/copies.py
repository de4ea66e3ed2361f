"""Copies for the people of a roster: one after the other, each laid out and forgotten before the next.

Whatever is wrong with one row is reported by row and column and never in the words of the roster; the other copies
are printed. What the copies share (fragments, streams, fonts) is made once; nothing personal is among it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial

from guidegen.assembly.codes import quiz_code
from guidegen.assembly.copies import Copies
from guidegen.assembly.form import Form
from guidegen.assembly.key_of_roster import RosterKey
from guidegen.assembly.personal import values_for
from guidegen.assembly.values import NO_VALUES, Values
from guidegen.batch.choices import Choices, CopiesWanted
from guidegen.batch.compile import Press
from guidegen.batch.copy_digests import CopyDigests
from guidegen.batch.copy_ledger import CopyLedger
from guidegen.batch.cycles import Pause
from guidegen.batch.engines.engine import Engine, Plan
from guidegen.batch.engines.local import Local
from guidegen.batch.key_draft import KeyDraft
from guidegen.batch.made import Finished, Made
from guidegen.batch.outputs import SIZES, OutputId, edition, name_taken
from guidegen.batch.preflight import no_words
from guidegen.batch.row_tasks import Placing, ReadRow, Row, made_rows, rows_of
from guidegen.catalogue import diagnosed
from guidegen.diagnostics import Diagnostic, Span, has_errors
from guidegen.locale import Words, words_for
from guidegen.model.guide import Guide
from guidegen.model.project import Project
from guidegen.model.quiz import Quiz
from guidegen.model.roster import Recipient
from guidegen.reading.roster import Known, Roster, open_roster
from guidegen.records import dataclass, field, replace
from guidegen.render.pdf import LaidOut
from guidegen.render.pdf.values import Misfit, misfits

Report = Callable[[Diagnostic], None]
Claim = Callable[[str, str], bool]
#: Looks up a copy that may be there already: its label, its file, the colour of its paper, and what it is made of.
LookUp = Callable[[str, OutputId, str, Callable[[], bytes]], Finished | None]
_MOST_ROW_PROBLEMS = 200
#: So many tasks a worker has at least, and at most. While so many copies are entered in a key that is made before the
#: last of them are there, and the others are written, it does one more.
_AHEAD, _MOST_AHEAD, _KEYED = 3, 53, 14
#: So many copies after a key nobody holds it any more.
_AFTER_KEY = 2
#: The character is not named, as it stands in somebody's name.
_MISSING = (
    'Install fonts for Chinese, Japanese and Korean with `pip install "guidegen[cjk]"`, name a font of your own under '
    "`fonts:` in guidegen.yaml, or write it in Latin, Greek, Cyrillic, Arabic or Hebrew letters."
)


@dataclass(slots=True)
class RowProblems:
    """The problems of rows, as many as anybody reads; the rest are counted."""

    shown: str
    problems: list[Diagnostic] = field(default_factory=list)
    untold: int = 0

    def add(self, problem: Diagnostic) -> None:
        """Note a problem."""
        if len(self.problems) < _MOST_ROW_PROBLEMS:
            self.problems.append(problem)
        else:
            self.untold += 1

    @property
    def count(self) -> int:
        """How many problems there are."""
        return len(self.problems) + self.untold

    def all(self) -> list[Diagnostic]:
        """The problems, and how many there are beside them."""
        if not self.untold:
            return self.problems
        message = f"The roster has {self.untold:,} more problems like these."
        return [*self.problems, diagnosed("C117", message, Span(self.shown))]


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A copy that a run would make, called so without a name, or a key, with what the manifest would say of it.

    One that `is_there` is as it would be made.
    """

    output: OutputId
    facts: Mapping[str, object]
    label: str = ""
    is_there: bool = False


class CopyRun:
    """All copies of one source. Problems of the source itself stand in `problems`, those of rows go to `report`."""

    def __init__(
        self,
        source: Guide | Quiz,
        project: Project,
        choices: Choices,
        wanted: CopiesWanted,
        report: Report,
        claim: Claim = lambda name, path: True,
        *,
        producer: str = "",
        engine: Engine | None = None,
        planned: Callable[[CopyRun], Plan] | None = None,
        ledger: CopyLedger | None = None,
        placing: Placing | None = None,
    ) -> None:
        """Nothing is read or printed yet. `claim` takes the name of a file, and says whether it was free.
        Copies that stand in the `ledger` and are as they would be made are taken as they are.

        The copies of rows are made by the `engine`, which writes into them that `producer` did. `planned` gives what
        an engine needs whose workers share nothing with this process; with a `placing` these put copies in their place
        after `before_placing` was called.
        """
        self.producer = producer
        # Copies that are merged wait for each other in one process.
        self.engine = engine if engine is not None and not wanted.merge else Local()
        self.planned = planned
        self.placing = placing
        self.before_placing: Callable[[], None] = _nothing
        self.source = source
        self.project = project
        self.choices = choices
        self.wanted = wanted
        self.report = report
        self.claim = claim
        self.ledger = ledger
        self.look_up: LookUp = self._look_up_alone
        #: For copies that are merged, all that are wanted in their order, each with what it is made of.
        self.order: dict[str, bytes] = {}
        self.problems: list[Diagnostic] = []
        self.needs: list[str] = []
        self._presses: dict[tuple[str, str], Press] = {}
        self._other_copies: dict[str, Copies] = {}
        self._editions = _editions(source, project)
        self._sections: dict[str, int] | None = None
        self._keys = 0
        #: Title and language of what all copies are copies of.
        self.title, self.language = "", source.language
        self._pilot: tuple[Form | None] | None = None
        self._printed_in: Words | None = None
        self._own: tuple[Copies | None, Words] | None = None
        #: Items that no copy has, beside those that the choices exclude.
        self.excluded: frozenset[str] = frozenset()
        self._digests: CopyDigests | None = None
        self._pause = Pause()
        #: The answers of the copies since the last key.
        self._answers: RosterKey
        #: Forms of rows, by their numbers, that were made before their copies came.
        self._forms: dict[int, Form] = {}
        self._draft: KeyDraft | None = None
        self._expected_sections: Mapping[str, int] = {}

    def made(self) -> Iterator[Made]:
        """The copies in the order of the roster, then the spare ones, then their key. Nothing when all is refused."""
        words = words_for(self.source.language)
        for source in self._editions.values() if self.choices.bilingual is None else ():
            if words_for(source.language) is None:
                self.problems.append(no_words(source))
        if words is None or has_errors(self.problems):
            return
        press = self._press(self.choices.size, "")
        self.needs = press.needs
        forms = press.forms()
        self.problems += [problem for problem in press.problems if problem not in self.problems]
        if press.key == "inline":
            message = "A roster has no teacher's copy: it would be as long as all copies together."
            hint = "Build with `--key apart`, or without the roster."
            self.problems.append(diagnosed("C116", message, Span(self.source.path), hint=hint))
        roster = self._roster(forms)
        if has_errors(self.problems) or not self._is_printable(press, forms):
            return
        try:
            yield from self._copies(press, forms, roster, words)
        finally:
            self._pause.end()

    def _press(self, size: str, language: str) -> Press:
        """The press for a print size and a language; copies of one size and language share what they have in common."""
        key = size, language
        if key not in self._presses:
            choices = replace(self.choices, size=size)
            source = self._editions[language] if language else self.source
            words = words_for(source.language)
            assert words is not None
            press = self._presses[key] = Press(source, self.project, choices, words)
            press.excluded |= self.excluded
            self.problems += [problem for problem in press.problems if problem not in self.problems]
            self.needs = list(dict.fromkeys([*self.needs, *press.needs]))
            if self._pilot is not None:
                pilot = self._pilot[0]
                if language and pilot is not None:
                    forms = press.forms()
                    pilot = forms[0] if forms else None
                elif pilot is not None and press.beside is not None:
                    press.forms()
                    press.pair(pilot, press.beside.forms()[0])
                press.try_out(pilot, self._output("0000", press))
        return self._presses[key]

    @property
    def edition(self) -> str:
        """Language and site of the run: the language is that of a translation, or two."""
        return edition(self._press(self.choices.size, "").file_language, self.choices.site or "")

    def _in(self, language: str, recipient: Recipient) -> Form | None:
        """The form of a recipient in another language."""
        press = self._press(recipient.size or self.choices.size, language)
        copies = self._copies_in(language, press)
        return copies.for_one(recipient) if copies is not None else None

    def _copies_in(self, name: str, press: Press) -> Copies | None:
        if press.quiz is None:
            return None
        if name not in self._other_copies:
            copies = self._copies_of(press, press.forms())
            assert copies is not None
            self._other_copies[name] = copies
        return self._other_copies[name]

    def _copies_of(self, press: Press, forms: list[Form]) -> Copies | None:
        quiz = press.quiz
        return Copies(quiz, press.banks, forms, press.seed, without=press.excluded) if quiz is not None else None

    def _both(self, press: Press, form: Form | None, make: Callable[[Copies], Form]) -> None:
        """Where a copy has two languages, make its form in the other one too."""
        if press.beside is not None and form is not None:
            copies = self._copies_in(f"beside {press.choices.size}", press.beside)
            if copies is not None:
                press.pair(form, make(copies))

    def _roster(self, forms: list[Form]) -> Roster | None:
        """The roster, if there is one and it can be read; all its own problems are among `problems`."""
        if self.wanted.roster is None:
            return None
        known = Known(tuple(SIZES), [form.name for form in forms], list(self._editions))
        shown = self.wanted.roster.as_posix()
        roster, problems = open_roster(self.wanted.roster, shown, known, self.wanted.name_by)
        self.problems += problems
        return roster

    def _is_printable(self, press: Press, forms: list[Form]) -> bool:
        """Whether a copy for nobody and its key can be laid out: what is wrong for all of them is told once."""
        self._pilot = (forms[0] if forms else None,)
        tried = [press.try_out(self._pilot[0], self._output("0000", press))]
        self._expected_sections = _sections_of(tried[0])
        if isinstance(tried[0].laid, LaidOut):
            self.title, self.language = tried[0].laid.layered.title, tried[0].laid.layered.language
        if forms and press.key != "none":
            tried.append(press.answer_key_of(forms[:1]))
        problems = [problem for made in tried for problem in made.problems]
        self.problems += problems
        return not has_errors(problems)

    def _copies(self, press: Press, forms: list[Form], roster: Roster | None, words: Words) -> Iterator[Made]:
        copies = self._begin(press, forms, words)
        if self.wanted.merge and self.ledger is not None:
            self.order = dict(self._expected(roster))
        for recipient, form, made in self._rows(roster, copies, words):
            if made is not None and self._is_free(made, recipient):
                if self._keys and len(self._answers) == _AFTER_KEY:
                    self._pause.end_with_a_look()
                if form is not None and not self._answers.takes(form, str(made.facts["quiz_code"])):
                    yield from self._key(press, self._answers)
                    self._answers = RosterKey(self.source.name, words)
                yield from self._noted(made, form, str(recipient.row))
        for kind, number, form in self._blank(copies):
            made_of = self._blank_of(kind, number) if self.ledger is not None else b""
            made = self._for_nobody(press, form, kind, number, made_of)
            if made is not None and self._is_free(made, None):
                called = words.fill(f"{kind}-copy", number=str(number))
                made = replace(made, called=called, made_of=made_of, needs=self._needs_of(press))
                yield from self._noted(made, form, called)
        yield from self._key(press, self._answers)

    def _begin(self, press: Press, forms: list[Form], words: Words) -> Copies | None:
        """Get ready to draw the forms of copies and to tell what they are made of."""
        copies = self._copies_of(press, forms)
        self._answers = RosterKey(self.source.name, words)
        self._own = copies, words
        self._digests = CopyDigests(copies, self.choices, self.producer)
        return copies

    def foreseen(self) -> Iterator[Foreseen]:
        """What `made` would give, as far as it is known before anything is laid out."""
        words = words_for(self.source.language)
        if words is None:
            return
        press = self._press(self.choices.size, "")
        forms = press.forms()
        roster = self._roster(forms)
        if has_errors([*press.problems, *self.problems]):
            return
        copies = self._begin(press, forms, words)
        if self.wanted.merge:
            self.order = dict(self._expected(roster))
        for label, called, output, form, known in self._foreseen(roster, copies, words):
            facts = press.copy_facts(form, NO_VALUES)
            if form is not None and self.has_key:
                if not self._answers.takes(form, str(facts["quiz_code"])):
                    yield self._foreseen_key()
                    self._answers = RosterKey(self.source.name, words)
                self._answers.add(called, form, str(facts["quiz_code"]))
            yield Foreseen(output, facts, label, is_there=known is not None)
        if len(self._answers):
            yield self._foreseen_key()

    def _foreseen(
        self, roster: Roster | None, copies: Copies | None, words: Words
    ) -> Iterator[tuple[str, str, OutputId, Form | None, Finished | None]]:
        """Label, name in the key, file and form of each copy, and what is there of it."""
        for recipient in roster.recipients(_untold) if roster is not None else ():
            size, language = self._asked_for(recipient)
            output = self._output_for(recipient, self._press(size, language))
            form = copies.for_one(recipient) if copies is not None else None
            printed = self._in(language, recipient) if language else form
            if printed is None or not has_errors(printed.problems):
                known = self._known(recipient) if not self.wanted.merge else None
                yield f"{recipient.row:04}", str(recipient.row), output, printed, known
        for kind, number, form in self._blank(copies):
            label, press = f"{kind}-{number}", self._press(self.choices.size, "")
            output, made_of = self._output(label, press), partial(self._blank_of, kind, number)
            known = self._look_up_alone(label, output, "", made_of) if not self.wanted.merge else None
            yield label, words.fill(f"{kind}-copy", number=str(number)), output, form, known

    def _foreseen_key(self) -> Foreseen:
        facts = {"quiz_codes": list(self._answers.codes), "key_revision": self._answers.revision}
        key = Foreseen(self.key_output, facts)
        self._keys += 1
        return key

    def _rows(
        self, roster: Roster | None, copies: Copies | None, words: Words
    ) -> Iterator[tuple[Recipient, Form | None, Made | None]]:
        """The recipients with their forms and copies, made here or by the engine."""
        begin = self.before_placing if self.placing is not None else _nothing
        found = made_rows(self.engine, self, rows_of(roster), self._may_be_sent, begin, self._draft_key)
        with contextlib.closing(found) as rows:
            for read, row in rows:
                for problem in read.skipped:
                    self.report(problem)
                recipient = read.recipient
                if recipient is None:
                    continue
                form = self._form_of(copies, recipient, row) if copies is not None else None
                if row is None:
                    made = self._row(recipient, form, self._values(recipient, words), words, self._known(recipient))
                else:
                    self._printed_in = self._press(*self._asked_for(recipient)).words
                    made = row.made
                    self.problems += row.problems
                    for problem in row.of_row:
                        self.report(problem)
                if made is not None and self.ledger is not None:
                    made = replace(made, made_of=self._row_of(recipient))
                yield recipient, form, made

    def _form_of(self, copies: Copies, recipient: Recipient, row: Row | None) -> Form:
        """The form of a row, from what is known of it already."""
        if (drafted := self._forms.pop(recipient.row, None)) is not None:
            return drafted
        made = row.made if row is not None else None
        _, language = self._asked_for(recipient)
        told = made.facts.get("form") if made is not None and not language else None
        return copies.for_one(recipient, told if isinstance(told, Mapping) else None)

    def _draft_key(self, waiting: Sequence[ReadRow]) -> None:
        """Lay the last key out while others make its last copies, as it will be if all of them can be printed.

        What there is to make up with depends on forms that are not known before.
        """
        copies, words = self._own or (None, None)
        is_worth_it = self.has_key and not self.wanted.make_up and any(row.is_sent for row in waiting)
        if copies is None or words is None or not is_worth_it:
            return
        answers = self._answers.branch()
        for recipient in (row.recipient for row in waiting if row.recipient is not None):
            form = self._forms.get(recipient.row) or copies.for_one(recipient)
            self._forms[recipient.row] = form
            size, language = self._asked_for(recipient)
            printed = self._in(language, recipient) if language else form
            if printed is None or has_errors(printed.problems):
                continue
            if not answers.takes(form, quiz_code(printed)):
                return
            answers.add(str(recipient.row), form, quiz_code(printed), self._press(size, language).words)
        for kind, number, blank in self._blank(copies):
            if blank is None or not answers.takes(blank, quiz_code(blank)):
                return
            answers.add(words.fill(f"{kind}-copy", number=str(number)), blank, quiz_code(blank), words)
        sections = self._expected_sections if self._sections is None else self._sections
        self._pause.begin()
        made = self._press(self.choices.size, "").key_of_copies(answers, sections, self.key_output)
        if not made.problems:
            self._draft = KeyDraft(answers, sections, made.finished(self.producer))
        self._pause.end()

    def _may_be_sent(self, recipient: Recipient) -> bool:
        """Whether a worker is to make the copy: it is not there yet, and takes no place of what is not ours."""
        if self.placing is None:
            return self._known(recipient) is None
        output = self._output_for(recipient, self._press(*self._asked_for(recipient)))
        return self.placing.is_free(output.file_name(), self.source.path)

    def set_up(self) -> None:
        """Make ready to `make` copies in a process that was told that they can be printed."""
        press = self._press(self.choices.size, "")
        forms = press.forms()
        self._own = self._copies_of(press, forms), press.words
        self._pilot = (forms[0] if forms else None,)
        press.try_out(self._pilot[0], self._output("0000", press))

    def make(self, recipients: Sequence[Recipient]) -> list[Row]:
        """The copies of some rows, finished, to be handed to another process."""
        assert self._own is not None
        copies, _ = self._own
        return [self._finished(each, copies.for_one(each) if copies is not None else None) for each in recipients]

    @property
    def ahead(self) -> int:
        """How many tasks of a few rows a worker may have: enough to go on while the key is made of the copies until
        now. Of small rosters the process that asks has some left for itself.
        """
        return min(_AHEAD + len(self._answers) // _KEYED, _MOST_AHEAD)

    def make_here(self, recipients: Sequence[Recipient]) -> list[Row]:
        """The same in the process that asks, while others make theirs. Their forms are known when their turn comes."""
        assert self._own is not None
        copies, _ = self._own
        rows, report = [], self.report
        try:
            for recipient in recipients:
                form = self._forms.get(recipient.row)
                if form is None and copies is not None:
                    form = copies.for_one(recipient)
                rows.append(self._finished(recipient, form))
                if form is not None:
                    self._forms[recipient.row] = form
        finally:
            self.report = report
        return rows

    def _finished(self, recipient: Recipient, form: Form | None) -> Row:
        """The finished copy of a row. What is wrong with it is told by who takes it, in its turn."""
        assert self._own is not None
        of_row: list[Diagnostic] = []
        self.report = of_row.append
        # What is wrong with a size or a language as such is found by who asks, too.
        self._press(*self._asked_for(recipient))
        known = len(self.problems)
        made = self._row(recipient, form, self._values(recipient, self._own[1]), self._own[1])
        problems = self.problems[known:]
        del self.problems[known:]
        return Row(made and made.finished(self.producer), problems, of_row)

    @property
    def impose(self) -> str:
        """How the copies are imposed."""
        return self._press(self.choices.size, "").look.impose

    @property
    def all_excluded(self) -> frozenset[str]:
        """The items that no copy has."""
        return self._press(self.choices.size, "").excluded

    def plan(self) -> Plan:
        """All that another process needs for this."""
        assert self.planned is not None
        return self.planned(self)

    def _expected(self, roster: Roster | None) -> Iterator[tuple[str, bytes]]:
        """All copies that are wanted, in their order, with what each is made of. Some of them may be refused yet."""
        forms = set()
        for recipient in roster.recipients(lambda problem: None) if roster is not None else ():
            forms.add(recipient.form)
            yield f"{recipient.row:04}", self._row_of(recipient)
        for kind, count in (("spare", self.wanted.spares), ("make-up", self.wanted.make_up)):
            for number in range(1, count + 1):
                yield f"{kind}-{number}", self._blank_of(kind, number, forms - {""})

    def _row_of(self, recipient: Recipient) -> bytes:
        """What the copy for a row is made of, in short."""
        assert self._digests is not None
        return self._digests.of_row(self._press(*self._asked_for(recipient)), recipient)

    def _blank_of(self, kind: str, number: int, forms: Collection[str] = ()) -> bytes:
        """What a copy without a name is made of, in short, where rows ask for these lettered forms."""
        assert self._digests is not None
        return self._digests.of_blank(self._press(self.choices.size, ""), kind, number, forms)

    def _look_up_alone(
        self, label: str, output: OutputId, colour: str, made_of: Callable[[], bytes]
    ) -> Finished | None:
        """A copy in a file of its own that is there already."""
        if self.ledger is None or not (notes := self.ledger.beginning_with(label)):
            return None
        data = self.ledger.data_of(notes, made_of(), output.file_name())
        return notes[0].finished(data) if data is not None else None

    def _known(self, recipient: Recipient) -> Finished | None:
        """The copy for a row if it is there already, as it would be made."""
        if self.ledger is None:
            return None
        output = self._output_for(recipient, self._press(*self._asked_for(recipient)))
        return self.look_up(f"{recipient.row:04}", output, recipient.paper, partial(self._row_of, recipient))

    def _output_for(self, recipient: Recipient, press: Press) -> OutputId:
        return self._output(recipient.label or f"{recipient.row:04}", press)

    def _needs_of(self, press: Press) -> tuple[str, ...]:
        """The files that copies of a press are made of, beside the source of the run."""
        return tuple(path for path in (press.source.path, *press.needs) if path != self.source.path)

    def _asked_for(self, recipient: Recipient) -> tuple[str, str]:
        """The print size of a copy, and its language if that is not the source's own."""
        language = recipient.language if recipient.language != self.source.language else ""
        return recipient.size or self.choices.size, language

    def _values(self, recipient: Recipient, words: Words) -> Values:
        quiz = self._presses[self.choices.size, ""].quiz
        return values_for(recipient, words, quiz.minutes if quiz is not None else None)

    def _is_free(self, made: Made, recipient: Recipient | None) -> bool:
        """Whether the name of a copy's file is free; if not, that is told. A merged copy has no file of its own."""
        if self.wanted.merge or self.claim(made.output.file_name(), self.source.path):
            return True
        hint = "Name the files by another column, or leave `--name-by` out."
        if recipient is None:
            message = f"The copy {made.output.copy} would have the name of another file."
            self.problems.append(diagnosed("C115", message, Span(self.source.path), hint=hint))
        else:
            message = f"Row {recipient.row}: its file would have the name of another one."
            self._bad("C115", message, self._line_of(recipient), hint)
        return False

    def _line_of(self, recipient: Recipient) -> Span:
        shown = self.wanted.roster.as_posix() if self.wanted.roster else ""
        return Span(shown, recipient.line, 1, recipient.line, 2)

    def _key(self, press: Press, key: RosterKey) -> Iterator[Made]:
        """The key of the copies since the last one, if there are any."""
        if len(key) and self.has_key:
            if not self.claim(self.key_output.file_name(), self.source.path):
                self.problems.append(name_taken(self.key_output.file_name(), self.source.path))
                return
            sections = self._sections or {}
            draft = self._draft
            if draft is not None and draft.is_of(key, sections, self.key_output):
                yield draft.made
            else:
                self._pause.begin()
                yield press.key_of_copies(key, sections, self.key_output)
            self._keys += 1

    @property
    def has_key(self) -> bool:
        """Whether the copies have a key in a file of its own."""
        press = self._presses[self.choices.size, ""]
        return press.quiz is not None and press.key != "none"

    @property
    def key_output(self) -> OutputId:
        """The key of the copy that was made last. Only very long rosters have a second, and more."""
        press = self._presses[self.choices.size, ""]
        number = str(self._keys + 1) if self._keys else ""
        return OutputId(
            self.source.name,
            is_key=True,
            copy=number,
            language=press.file_language,
            site=self.choices.site or "",
            size=self.choices.size,
            page=press.look.page,
            impose=press.look.impose,
            format=self.choices.format,
        )

    def merged_output(self, first: str, last: str) -> OutputId:
        """The file of the copies from the first to the last, which are called so."""
        press = self._presses[self.choices.size, ""]
        names = dict.fromkeys([first, last])
        return replace(self._output("-".join(names), press), merged=True)

    def _blank(self, copies: Copies | None) -> Iterator[tuple[str, int, Form | None]]:
        """The forms of copies without a name, with their kind and number."""
        for number in range(1, self.wanted.spares + 1):
            yield "spare", number, copies.own(f"spare {number}") if copies is not None else None
        if not self.wanted.make_up:
            return
        if copies is None:
            message = "There is no quiz here, so nothing to make up."
            self.problems.append(diagnosed("C118", message, Span(self.source.path), hint="Leave `--make-up` out."))
        elif problems := copies.prepare_make_up():
            self.problems += problems
        else:
            for number in range(1, self.wanted.make_up + 1):
                yield "make-up", number, copies.make_up(f"make-up {number}")

    def _noted(self, made: Made, form: Form | None, label: str) -> Iterator[Made]:
        """The copy, after its answers are in the key and its sections among those on which all copies agree."""
        if form is not None:
            self._answers.add(label, form, str(made.facts["quiz_code"]), self._printed_in)
        sections = _sections_of(made)
        if self._sections is None:
            self._sections = sections
        elif self._sections != sections:
            # The key names a page only where it is the same in every copy, whatever its print size.
            self._sections = {name: page for name, page in self._sections.items() if sections.get(name) == page}
        yield replace(made, key=self.key_output.file_name()) if self.has_key else made

    def _row(
        self, recipient: Recipient, form: Form | None, values: Values, words: Words, known: Finished | None = None
    ) -> Made | None:
        """The copy for a row, or None after its problems were reported. It may be `known`, as it is there already."""
        line = self._line_of(recipient)
        size, language = self._asked_for(recipient)
        press = self._press(size, language)
        if language:
            form = self._in(language, recipient)
            values = values_for(recipient, press.words, press.quiz.minutes if press.quiz is not None else None)
        self._printed_in = press.words
        output = self._output_for(recipient, press)
        problems = list(form.problems) if form is not None else []
        made = None
        if not has_errors(problems):
            if known is not None:
                made = press.known(form, output, values, known)
            else:
                self._both(press, form, lambda copies: copies.for_one(recipient))
                made = press.printed(form, output, values)
            made = replace(
                made,
                row=recipient.row,
                colour=recipient.paper,
                is_named=bool(recipient.label),
                called=f"{recipient.row} – {recipient.name or recipient.id}",
                needs=self._needs_of(press),
            )
            problems += made.problems
        if has_errors(problems):
            self.problems += problems
            message = f"Row {recipient.row}: the copy cannot be printed, as something in the quiz does not fit it."
            self._bad("C114", message, line, "What it is stands beside this, at its place.")
            return None
        assert made is not None
        laid = made.laid
        unfit = dict.fromkeys(misfits(laid.layered.pages, laid.document.values)) if isinstance(laid, LaidOut) else {}
        for slot, misfit in unfit:
            column = slot.replace("-", " ")
            made = None
            if misfit is Misfit.CHARACTER_MISSING:
                message = f"Row {recipient.row}: no font at hand can draw a character of the cell `{column}`."
                self._bad("C112", message, line, _MISSING)
            else:
                message = f"Row {recipient.row}: the cell `{column}` is too long for its place on the page."
                self._bad("C113", message, line, "Write it shorter.")
        return made

    def _bad(self, code: str, message: str, line: Span, hint: str) -> None:
        self.report(diagnosed(code, message, line, hint=hint))

    def _for_nobody(self, press: Press, form: Form | None, kind: str, number: int, made_of: bytes) -> Made | None:
        """A copy without a name, or None after its problems were reported."""
        problems = list(form.problems) if form is not None else []
        if not has_errors(problems):
            self._printed_in = press.words
            name = f"{kind}-{number}"
            output = self._output(name, press)
            if known := self.look_up(name, output, "", lambda: made_of):
                return press.known(form, output, NO_VALUES, known)
            self._both(press, form, partial(_blank_form, kind, f"{kind} {number}"))
            made = press.printed(form, output, NO_VALUES)
            problems += made.problems
            if not has_errors(problems):
                return made
        self.problems += problems
        message = f"The {kind} copy {number} cannot be printed, as something in the quiz does not fit it."
        self._bad("C114", message, Span(self.source.path), "What it is stands beside this, at its place.")
        return None

    def _output(self, name: str, press: Press) -> OutputId:
        size, page = press.choices.size, press.look.page
        return OutputId(
            self.source.name,
            copy=name,
            language=press.file_language,
            site=self.choices.site or "",
            size=size,
            page=page,
            impose=press.look.impose,
            fillable=press.is_fillable,
            format=press.choices.format,
        )


def _nothing() -> None:
    """There is nothing to do before copies are put in their place."""


def _untold(problem: Diagnostic) -> None:
    """What is wrong with rows is not told before their copies are made."""


def _sections_of(made: Made) -> dict[str, int]:
    """The pages on which the sections of a copy begin."""
    return {name: page for name, page in made.laid.anchors.items() if name.startswith("section:")}


def _editions(source: Guide | Quiz, project: Project) -> dict[str, Guide | Quiz]:
    """A guide or quiz in every language that it has, its own first."""
    original = project.guides.get(source.name) if isinstance(source, Guide) else project.quizzes.get(source.name)
    others = [each for each in project.translations() if type(each) is type(source) and each.name == source.name]
    editions = {source.language: source}
    for each in [original, *others]:
        if each is not None:
            editions.setdefault(each.language, each)
    return editions


def _blank_form(kind: str, identity: str, copies: Copies) -> Form:
    if kind == "make-up":
        copies.prepare_make_up()
        return copies.make_up(identity)
    return copies.own(identity)
