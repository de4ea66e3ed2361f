"""H5P: question sets and single questions, read from the package that H5P exports."""

from __future__ import annotations

import html
import json
import posixpath
import re
from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from typing import Any

from guidegen.exchange import cloze_syntax, making
from guidegen.exchange.from_html import as_run, blocks_from_html
from guidegen.exchange.intake import Intake
from guidegen.exchange.loss import Refused
from guidegen.exchange.making import Answer
from guidegen.exchange.opened import Opened, Package
from guidegen.model.image import Image
from guidegen.model.item import Cloze, Essay, Item, TrueFalse, Word, WrittenBlank
from guidegen.model.prose import Blocks, Picture
from guidegen.model.scoring import ALL_OR_NOTHING, RIGHT_MINUS_WRONG
from guidegen.patterns import pattern
from guidegen.reading.items.base import derived_id
from guidegen.reading.items.cloze import with_widths
from guidegen.reading.names import folded
from guidegen.records import replace
from guidegen.source.files import Refusal

CONTENT = "content/content.json"
_GAP = pattern(r"\*([^*\n]+)\*")
_DEEPEST = 8
Params = dict[str, Any]


def recognise(file: Opened) -> bool:
    """True for a package with the two files that H5P always has."""
    return isinstance(file, Package) and file.has("h5p.json") and file.has(CONTENT)


def read(file: Opened, intake: Intake) -> None:
    """Take every question of the package."""
    assert isinstance(file, Package)
    head, content = _json(file, "h5p.json"), _json(file, CONTENT)
    if head is None or content is None:
        intake.refuse_file(file.path, "its description cannot be read")
        return
    intake.title = html.unescape(str(head.get("title", "")))
    library = str(head.get("mainLibrary", ""))
    for kind, title, params in _questions(library, intake.title, content, 0):
        intake.take(title, 0, partial(_item, kind, params, file, intake))


def _json(package: Package, name: str) -> Params | None:
    data = package.read(name)
    if isinstance(data, Refusal):
        return None
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _questions(library: str, title: str, params: Params, depth: int) -> Iterator[tuple[str, str, Params]]:
    """Each question with the name of its library; sets, columns and the like are opened."""
    inner = [*_listed(params, "questions"), *_listed(params, "content")]
    contained = [each.get("content", each) for each in inner if isinstance(each, dict)]
    libraries = [each for each in contained if isinstance(each, dict) and "library" in each]
    if not libraries or depth > _DEEPEST:
        for part in _divided(library, params):
            yield library, title, part
        return
    for each in libraries:
        own = each.get("params") if isinstance(each.get("params"), dict) else {}
        named = each.get("metadata")
        own_title = str(named.get("title", "")) if isinstance(named, dict) else ""
        yield from _questions(
            str(each["library"]).split()[0], own_title, own if isinstance(own, dict) else {}, depth + 1
        )


def _divided(library: str, params: Params) -> list[Params]:
    """The questions of a set that has one task for all of them, each on its own."""
    name = {"H5P.SingleChoiceSet": "choices", "H5P.Summary": "summaries"}.get(library, "")
    return [{**params, name: [each]} for each in _listed(params, name)] if name else [params]


def _listed(params: Params, name: str) -> list[Any]:
    value = params.get(name)
    return value if isinstance(value, list) else []


def _item(library: str, params: Params, package: Package, intake: Intake) -> Item | Refused:
    reader = _Reader(params, package, intake)
    match library.removeprefix("H5P."):
        case "MultiChoice":
            return reader.choice()
        case "TrueFalse":
            return reader.true_false()
        case "Blanks":
            return reader.blanks()
        case "DragText":
            return reader.drag_text()
        case "Essay":
            return reader.essay()
        case "SingleChoiceSet":
            return reader.single_choice()
        case "Summary":
            return reader.summary()
        case name:
            return Refused(f"content of the type {name or 'unknown'} has no place on paper")


class _Reader:
    """Reads the parameters of one question."""

    def __init__(self, params: Params, package: Package, intake: Intake) -> None:
        self.params, self.package, self.intake, self.report = params, package, intake, intake.changed

    def text(self, name: str) -> str:
        value = self.params.get(name)
        return value if isinstance(value, str) else ""

    def blocks(self, value: object) -> Blocks:
        return blocks_from_html(value, self.report) if isinstance(value, str) else ()

    def media(self) -> Blocks:
        """The picture above the question."""
        media = self.params.get("media")
        media = media.get("type", media) if isinstance(media, dict) else {}
        params = media.get("params") if isinstance(media, dict) else None
        if not isinstance(params, dict) or not str(media.get("library", "")).startswith("H5P."):
            return ()
        file = params.get("file")
        if not str(media["library"]).startswith("H5P.Image") or not isinstance(file, dict):
            self.report("sound or film is left out")
            return ()
        name = posixpath.join("content", str(file.get("path", "")))
        data = self.package.read(name)
        image: Image | str = (
            "the package does not hold it" if isinstance(data, Refusal) else self.intake.pictures.add(name, data)
        )
        if isinstance(image, str):
            self.report(f"the picture {name} is left out, because {image}")
            return ()
        alt = " ".join(html.unescape(str(params.get("alt", ""))).split()).replace("[", "(").replace("]", ")")
        if not alt:
            from guidegen.exchange.pictures import described_by_name

            alt = described_by_name(name)
            self.report(f"the picture {name} has no description: the name of its file stands for one")
        return (Picture(image, alt),)

    def choice(self) -> Item | Refused:
        answers = [
            Answer(self.blocks(each.get("text")), Fraction(bool(each.get("correct"))), self._remark(each))
            for each in _listed(self.params, "answers")
            if isinstance(each, dict)
        ]
        behaviour = self.params.get("behaviour")
        behaviour = behaviour if isinstance(behaviour, dict) else {}
        common = making.common("", (*self.blocks(self.text("question")), *self.media()))
        shuffle = behaviour.get("randomAnswers", True) is not False
        several = behaviour.get("type") == "multi" or sum(each.share == 1 for each in answers) > 1
        if not several:
            return making.best_answer(common, answers, self.report, shuffle=shuffle)
        rule = ALL_OR_NOTHING if behaviour.get("singlePoint") else RIGHT_MINUS_WRONG
        return making.all_right_answers(common, answers, self.report, shuffle=shuffle, rule=rule)

    def _remark(self, answer: Params) -> Blocks:
        tips = answer.get("tipsAndFeedback")
        if not isinstance(tips, dict):
            return ()
        if tips.get("tip") or tips.get("notChosenFeedback"):
            self.report("tips, and feedback on options that were not chosen, are left out")
        return self.blocks(tips.get("chosenFeedback"))

    def true_false(self) -> Item | Refused:
        truth = {"true": True, "false": False}.get(str(self.params.get("correct", "")).lower())
        common = making.common("", (*self.blocks(self.text("question")), *self.media()))
        return Refused("it does not say what is right") if truth is None else TrueFalse(common, truth)

    def blanks(self) -> Item | Refused:
        """Gaps between stars: answers divided by slashes, a tip behind a colon."""
        lines = [each for each in _listed(self.params, "questions") if isinstance(each, str)]
        return self._gaps(self.text("text"), "".join(lines), is_dragged=False)

    def drag_text(self) -> Item | Refused:
        paragraphs = "".join(f"<p>{line}</p>" for line in self.text("textField").split("\n") if line.strip())
        return self._gaps(self.text("taskDescription"), paragraphs, is_dragged=True)

    def _gaps(self, task: str, text: str, *, is_dragged: bool) -> Item | Refused:
        found: list[WrittenBlank] = []

        def mark(match: re.Match[str]) -> str:
            answers, _, tip = match[1].partition(":")
            if tip:
                self.report("tips are left out")
            parts = [answers] if is_dragged else answers.split("/")
            proses = [as_run(self.blocks(part.strip()), self.report) for part in parts]
            found.append(WrittenBlank(str(len(found) + 1), tuple(prose for prose in proses if prose)))
            return cloze_syntax.mark_of(len(found))

        text = _GAP.sub(mark, text)
        stem = (*self.blocks(task), *cloze_syntax.with_blanks(self.blocks(text)))
        common = making.common("", stem)
        words: dict[str, Word] = {}
        if is_dragged:
            extra = [as_run(self.blocks(each), self.report) for each in _GAP.findall(self.text("distractors"))]
            for prose in (*(blank.accepted[0] for blank in found if blank.accepted), *extra):
                words.setdefault(folded(prose), Word(f"word-{derived_id(prose)}", prose))
        return Cloze(replace(common, stem=with_widths(stem, found)), tuple(found), tuple(words.values()))

    def essay(self) -> Item | Refused:
        solution = self.params.get("solution")
        sample = solution.get("sample") if isinstance(solution, dict) else None
        if _listed(self.params, "keywords"):
            self.report("words that a program looks for are left out")
        common = making.common("", (*self.blocks(self.text("taskDescription")), *self.media()))
        return Essay(common, sample=self.blocks(sample))

    def single_choice(self) -> Item | Refused:
        """One question of a set; the first of its answers is right."""
        choice = next((each for each in _listed(self.params, "choices") if isinstance(each, dict)), {})
        return self._first_is_right(self.blocks(choice.get("question")), _listed(choice, "answers"))

    def summary(self) -> Item | Refused:
        """One group of statements; the first of them is right."""
        group = next((each for each in _listed(self.params, "summaries") if isinstance(each, dict)), {})
        if group.get("tip"):
            self.report("tips are left out")
        return self._first_is_right(self.blocks(self.text("intro")), _listed(group, "summary"))

    def _first_is_right(self, stem: Blocks, texts: list[Any]) -> Item | Refused:
        answers = [
            Answer(self.blocks(text), Fraction(not place))
            for place, text in enumerate(each for each in texts if isinstance(each, str))
        ]
        return making.best_answer(making.common("", stem), answers, self.report)
