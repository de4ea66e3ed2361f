"""What is in stock: whether the files of each source are as they would be made, and making those that are not."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from guidegen.assembly.form import Form
from guidegen.batch.choices import Choices
from guidegen.batch.compile import Press, compiled_by
from guidegen.batch.ledger import NEVER_BUILT, Kept, Ledger, MadeOf, files_with, made_of, problems_still_hold, reasons
from guidegen.batch.made import Compiled
from guidegen.batch.outlet import Outlet
from guidegen.batch.said_before import Said, SaidBefore
from guidegen.diagnostics import Diagnostic, has_errors
from guidegen.kept.folder import KeptFolder
from guidegen.kept.program import fingerprint
from guidegen.locale import words_for
from guidegen.model.guide import Guide
from guidegen.model.project import Project
from guidegen.model.quiz import Quiz
from guidegen.records import dataclass, field, replace
from guidegen.render.pdf.hands import Later
from guidegen.render.pdf.kept_images import KeptImages

if TYPE_CHECKING:
    from guidegen.batch.saving import Saving


class Stock:
    """The stock of one run. With `force` everything counts as stale."""

    def __init__(
        self,
        root: Path,
        project: Project,
        choices: Choices,
        outlet: Outlet,
        producer: str,
        digests: Mapping[str, str],
        *,
        force: bool = False,
    ) -> None:
        """`digests` are those of the project's files as they were read."""
        self.root = root
        self.project = project
        self.choices = choices
        self.outlet = outlet
        self.producer = producer
        self.digests = digests
        self.force = force
        place = str(root.resolve())
        self.ledger = Ledger(place, outlet.store.place)
        self.fragments = KeptFolder(place, "fragments", most_files=4_000, most_bytes=256 * 1024 * 1024)
        self.fonts = KeptFolder(place, "fonts", most_files=2_000, most_bytes=256 * 1024 * 1024)
        self.passages = KeptFolder(place, "passages", most_files=4_000, most_bytes=256 * 1024 * 1024)
        self.images = KeptFolder(place, "images", most_files=2_000, most_bytes=256 * 1024 * 1024)

    def look_at(self, source: Guide | Quiz) -> Standing:
        """Whether the files of a source are stale, and why."""
        words = words_for(source.language)
        if words is None:
            return Standing(self, source)
        press = Press(source, self.project, self.choices, words)
        forms = press.forms()
        now = Later(partial(made_of, press, forms, self.choices, self.producer))
        kept = self.ledger.of(source.path, self.choices) if not self.force else None
        why = reasons(kept, now(), source.path) if kept is not None else [NEVER_BUILT]
        if self.force:
            why = ["everything is built"]
        if kept is not None and not why:
            why = self.outlet.amiss(source.path, kept.outputs)
            if not problems_still_hold(kept, self.digests):
                why.append(f"{source.path} has problems to tell of")
        return Standing(self, source, press, forms, now, kept, why)

    def save(self) -> None:
        """Keep for the next run what is known now."""
        self.ledger.keep_only([path for path, digest in self.digests.items() if digest])
        self.ledger.save()
        self.fragments.trim()
        self.passages.trim()
        self.fonts.trim()
        self.images.trim()


@dataclass(frozen=True, slots=True)
class Done:
    """The documents of one source, and what compact print saves of their paper."""

    compiled: Compiled
    saving: Saving | None = None

    def finished(self, producer: str) -> Done:
        """The same to be handed to another process: with bytes, and without what cannot be printed."""
        made = [each.finished(producer) for each in self.compiled.made] if self.compiled.is_printable else []
        return Done(replace(self.compiled, made=made), self.saving)


@dataclass(slots=True)
class Standing:
    """How it stands with the files of one source. Without a press they cannot be made.

    What they are made of `now` is worked out when somebody asks.
    """

    stock: Stock
    source: Guide | Quiz
    press: Press | None = None
    forms: list[Form] = field(default_factory=list)
    now: Later[MadeOf] | None = None
    kept: Kept | None = None
    reasons: list[str] = field(default_factory=list)

    @property
    def is_refused(self) -> bool:
        """True when something is known already to be wrong, so that no file can be made."""
        return self.press is None or has_errors(self.press.problems)

    @property
    def is_current(self) -> bool:
        """True when the files are as they would be made."""
        return self.kept is not None and not self.reasons and not self.is_refused

    @property
    def problems(self) -> list[Diagnostic]:
        """All problems of a source whose files are current."""
        assert self.press is not None and self.kept is not None
        return [*self.press.problems, *self.kept.problems]

    def keep(self) -> bool:
        """Leave the files as they are; False when they cannot stay."""
        assert self.press is not None and self.kept is not None
        needs = self.press.needs
        if not self.stock.outlet.keep(self.source, needs, self.kept.outputs):
            return False
        if self.kept.saving is not None:
            self.stock.outlet.report.savings.append(self.kept.saving)
        return True

    def done(self) -> Done:
        """The documents, laid out."""
        if self.press is None:
            from guidegen.batch.preflight import no_words

            return Done(Compiled(self.source.name, self.source.path, problems=[no_words(self.source)]))
        stock = self.stock
        # The fragments of two languages side by side depend on each other.
        keeps = stock.choices.format == "pdf" and self.press.beside is None
        # What is forced is made from nothing.
        keeps = keeps and not stock.force
        if keeps:
            self.press.fragments_in = stock.fragments
        if keeps and self.now is not None:
            said, outputs = (self.kept.said, self.kept.outputs) if self.kept is not None else ({}, {})
            left = partial(stock.outlet.as_left, self.source.path)
            made_with = (fingerprint(), self.press.look_digest, stock.producer)
            self.press.before = SaidBefore(left, made_with, said, outputs)
            self.press.correct_in(stock.passages, self.press.before)
        done = done_by(self.press, self.forms, self.source, stock.project, stock.choices)
        kept = self.press.kept_fragments
        if kept is not None and not any(made.is_corrected for made in done.compiled.made):
            # What was corrected needed none of those that were kept: they may be needed again.
            kept.save()
        return done

    def write(self, done: Done) -> list[Diagnostic]:
        """Write the documents, and note what they were made of; the problems of it."""
        stock, report = self.stock, self.stock.outlet.report
        compiled, saving = done.compiled, done.saving
        self.kept = None
        keeps = stock.choices.format == "pdf" and not stock.force
        with contextlib.ExitStack() as remembered:
            remembered.callback(stock.ledger.forget, self.source.path, stock.choices)
            if keeps and self.press is not None:
                remembered.enter_context(self.press.fonts_in(stock.fonts))
                remembered.enter_context(KeptImages(stock.images))
            problems = stock.outlet.write(compiled)
        if saving is not None:
            report.savings.append(saving)
        names = [made.output.file_name() for made in compiled.made]
        if not problems and self.now is not None and report.failed.isdisjoint(names):
            told = tuple(problem for made in compiled.made for problem in made.problems)
            outputs = {name: report.outputs[name] for name in names}
            said = {
                made.output.file_name(): Said(made.says, made.laid.pages, made.standard)
                for made in compiled.made
                if made.says and not made.problems
            }
            if keeps and self.press is not None and self.press.corrections is not None:
                self.press.corrections.kept.save(outputs)
            kept = Kept(self.now(), outputs, told, files_with(told, stock.digests), saving, said)
            stock.ledger.note(self.source.path, stock.choices, kept)
        return problems


def done_by(press: Press, forms: list[Form], source: Guide | Quiz, project: Project, choices: Choices) -> Done:
    """The documents that a press makes of a source with these forms, laid out."""
    compiled = compiled_by(press, forms)
    counts = choices.size == "compact" and choices.format == "pdf" and compiled.is_printable
    if not counts:
        return Done(compiled)
    from guidegen.batch.saving import saving_of

    return Done(compiled, saving_of(compiled, source, project, choices))
