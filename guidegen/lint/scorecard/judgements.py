"""What a machine can tell of a guide for the items of PEMAT-P and the CDC Clear Communication Index.

Each function takes a `Ground` and returns a `Judgement`, or None when this guide needs a person (such as one in a
language without a list of easy words). The reason is the key of a phrase with its values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal

from guidegen.inline import Strong, walk
from guidegen.lint.guides import r102_hard_words, r105_abbreviations, r107_percent, r108_paragraphs
from guidegen.lint.guides.ground import Ground
from guidegen.lint.guides.r106_passive import PASSIVE
from guidegen.model import guide as model
from guidegen.model import visual
from guidegen.model.chart import Chart, Pictograph
from guidegen.model.prose import Blocks, BulletList, NumberedList
from guidegen.patterns import pattern
from guidegen.readability.measures import measure
from guidegen.readability.passages import Passage
from guidegen.readability.sentences import sentences_in
from guidegen.readability.words import words_in
from guidegen.records import dataclass, field

Verdict = Literal["met", "not-met", "not-applicable"]

HIGHEST_GRADE = 8
MOST_EXPERT_WORDS = 3
MOST_POINTS = 7
MOST_SUBJECTS = 4
LONGEST_HEADER = 6
_YOU = pattern(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)
_LEAST_ADDRESSED = 0.2
_WHY = pattern(
    r"\b(?:because|so that|so|helps?|protects?|prevents?|lowers?|risks?|keeps?|avoid|safer|better|sooner)\b",
    re.IGNORECASE,
)
_WHEN = pattern(
    r"\b(?:daily|each|every|once|twice|times|hours?|minutes?|days?|weeks?|before|after|until|when|while|today|tomorrow|"
    r"visit|morning|night|now)\b",
    re.IGNORECASE,
)
_SUMS = pattern(
    r"\b(?:multiply|divided? (?:it |them |the \w+ )?by (?:\d|two|three|four|ten)|subtract|calculate|work out|add up)\b",
    re.IGNORECASE,
)
_GENERIC = frozenset(
    "introduction overview information more general background details miscellaneous other notes".split()
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its reason: the key of a phrase, and what is filled into it."""

    verdict: Verdict
    reason: str
    values: dict[str, str] = field(default_factory=dict)


Judge = Callable[[Ground], Judgement | None]


def _of(met: bool, reason: str, **values: object) -> Judgement:
    return Judgement("met" if met else "not-met", f"score-{reason}", {key: str(value) for key, value in values.items()})


def _none_of(what: str) -> Judgement:
    return Judgement("not-applicable", f"score-no-{what}")


def purpose(ground: Ground) -> Judgement:
    """PEMAT 1: the title block says what the guide is for."""
    guide = ground.guide
    return _of(bool(guide.main_message and (guide.summary or guide.subtitle)), "purpose")


def main_message(ground: Ground) -> Judgement:
    """CDC 1 to 3: there is one main message, it is printed first, in a box of its own."""
    return _of(bool(ground.guide.main_message), "main-message")


def everyday_words(ground: Ground) -> Judgement | None:
    """PEMAT 3, CDC 7: grade and words that only experts use."""
    measures = measure((p.text for p in ground.body), ground.guide.language, ground.known_words)
    grade = measures.value("flesch-kincaid")
    if grade is None:
        return None
    expert = len(list(r102_hard_words.find(ground)))
    target = ground.guide.reading_grade or 0
    met = grade <= max(HIGHEST_GRADE, target) and expert <= MOST_EXPERT_WORDS
    return _of(met, "words", grade=f"{grade:.1f}", count=expert)


def terms_explained(ground: Ground) -> Judgement | None:
    """PEMAT 4: every word that only experts use, and every short form, is explained."""
    if ground.language != "en":
        return None
    open_terms = [*r102_hard_words.find(ground), *r105_abbreviations.find(ground)]
    return _of(not open_terms, "terms", count=len(open_terms))


def chunks(ground: Ground) -> Judgement:
    """PEMAT 8: short paragraphs, and headings often enough."""
    long = list(r108_paragraphs.find(ground))
    return _of(not long, "chunks", count=len(long))


def chunks_with_headings(ground: Ground) -> Judgement:
    """CDC 9: the same, and no heading that says nothing."""
    long = list(r108_paragraphs.find(ground))
    generic = [p for p in ground.passages if p.kind == "heading" and p.text.strip().lower() in _GENERIC]
    return _of(not long and not generic, "headings", count=len(long) + len(generic))


def summary(ground: Ground) -> Judgement:
    """PEMAT 11: a summary, or the points to remember."""
    return _of(bool(ground.guide.summary or ground.guide.key_points), "summary")


def summary_first(ground: Ground) -> Judgement:
    """CDC 10: the most important information is summed up first."""
    return _of(bool(ground.guide.main_message and ground.guide.summary), "summary-first")


def visual_cues(ground: Ground) -> Judgement:
    """PEMAT 12: boxes, lists or bold words draw the eye to key points."""
    kinds = (
        model.Callout,
        model.Steps,
        model.Checklist,
        model.Cards,
        visual.Timeline,
        visual.DoAndDont,
        visual.Zones,
    )
    found = any(isinstance(block, kinds) for block in _bodies(ground))
    bold = any(isinstance(node, Strong) for p in ground.passages for node in walk(p.prose))
    return _of(found or bold or bool(ground.guide.key_points), "cues")


def captions(ground: Ground) -> Judgement:
    """PEMAT 17: pictures and tables have captions."""
    kinds = (model.Comparison, model.Figure, Chart, Pictograph)
    shown = [b for b in _bodies(ground) if isinstance(b, kinds)]
    shown = [b for b in shown if not (isinstance(b, model.Figure) and b.decorative)]
    if not shown:
        return _none_of("visuals")
    bare = sum(not block.caption for block in shown)
    return _of(not bare, "captions", count=len(shown), bare=bare)


def simple_tables(ground: Ground) -> Judgement:
    """PEMAT 19: tables of few columns, with short headings of rows and columns."""
    tables = [block for block in _bodies(ground) if isinstance(block, model.Comparison)]
    if not tables:
        return _none_of("tables")
    headers = [
        p for p in ground.passages if p.kind == "heading" and p.section and len(words_in(p.text)) > LONGEST_HEADER
    ]
    inside = [p for p in headers if any(_is_header_of(p, table) for table in tables)]
    met = all(len(table.subjects) <= MOST_SUBJECTS for table in tables) and not inside
    return _of(met, "tables", count=len(tables), long=len(inside))


def tables_explained(ground: Ground) -> Judgement:
    """PEMAT 25: each table says how it is read; one that says nothing of its own gets a line."""
    tables = [block for block in _bodies(ground) if isinstance(block, model.Comparison)]
    return _of(True, "table-reading", count=len(tables)) if tables else _none_of("tables")


def action(ground: Ground) -> Judgement:
    """PEMAT 20, CDC 5 and 12: the guide names something to do."""
    kinds = (model.Steps, model.Checklist, visual.DoAndDont, visual.Zones, visual.Schedule)
    blocks = [b for b in _bodies(ground) if isinstance(b, kinds)]
    return _of(bool(ground.guide.next_steps or blocks), "action", count=len(ground.guide.next_steps))


def steps(ground: Ground) -> Judgement:
    """PEMAT 22: what to do is divided into steps."""
    blocks = [b for b in _bodies(ground) if isinstance(b, model.Steps) and len(b.steps) > 1]
    return _of(bool(blocks or len(ground.guide.next_steps) > 1), "steps")


def addresses_reader(ground: Ground) -> Judgement | None:
    """PEMAT 21: the guide says `you`."""
    if ground.language != "en":
        return None
    texts = [p.text[s:e] for p in ground.running for s, e in sentences_in(p.text)]
    share = sum(_YOU.search(text) is not None for text in texts) / max(len(texts), 1)
    return _of(share >= _LEAST_ADDRESSED, "you", share=f"{share:.0%}")


def tool(ground: Ground) -> Judgement:
    """PEMAT 23: a checklist, questions for the visit or a quiz help to act."""
    kinds = (model.Checklist, visual.Zones, visual.Schedule)
    lists = any(isinstance(block, kinds) for block in _bodies(ground))
    return _of(bool(lists or ground.guide.questions or ground.guide.quiz), "tool")


def active_voice(ground: Ground) -> Judgement | None:
    """CDC 6: main message and what to do are in the active voice."""
    if ground.language != "en":
        return None
    passive = [p for p in _calls(ground) if PASSIVE.search(p.text)]
    return _of(not passive, "active", count=len(passive))


def short_lists(ground: Ground) -> Judgement:
    """CDC 8: lists, none of more than seven points."""
    lengths = list(_lists(ground))
    if not lengths:
        return _of(False, "no-lists")
    longest = max(lengths)
    return _of(longest <= MOST_POINTS, "lists", count=len(lengths), longest=longest)


def why(ground: Ground) -> Judgement | None:
    """CDC 13: a reason stands beside what to do."""
    if ground.language != "en":
        return None
    texts = [p for p in ground.body if p.part in ("main-message", "summary", "next-steps", "key-points")]
    return _of(any(_WHY.search(p.text) for p in texts), "why")


def how(ground: Ground) -> Judgement | None:
    """CDC 14: what to do says how, when or how often."""
    if ground.language != "en":
        return None
    return _of(any(_WHEN.search(p.text) for p in _calls(ground) if p.part != "main-message"), "how")


def no_sums(ground: Ground) -> Judgement | None:
    """CDC 17: readers need not calculate."""
    if ground.language != "en":
        return None
    asked = [p for p in ground.body if _SUMS.search(p.text)]
    return _of(not asked, "sums", count=len(asked))


def chances(ground: Ground) -> Judgement:
    """CDC 20: chances are told in whole numbers too."""
    told = any("%" in p.text or r107_percent.FREQUENCY.search(p.text) for p in ground.running)
    told = told or any(isinstance(block, Pictograph) for block in _bodies(ground))
    if not told:
        return _none_of("chances")
    alone = list(r107_percent.find(ground))
    return _of(not alone, "chances", count=len(alone))


def _bodies(ground: Ground) -> Iterator[model.BodyBlock]:
    for section in ground.guide.sections:
        yield from section.body


def _calls(ground: Ground) -> list[Passage]:
    """The main message and what readers are told to do."""
    told = [p for p in ground.body if p.part in ("main-message", "next-steps")]
    origins = {block.origin for block in _bodies(ground) if isinstance(block, model.Steps)}
    return told + [p for p in ground.body if p.kind == "point" and p.origin in origins]


def _is_header_of(passage: Passage, table: model.Comparison) -> bool:
    rows = [f for r in table.features for f in (r.features if isinstance(r, model.FeatureGroup) else (r,))]
    return any(passage.prose is prose for prose in (*table.subjects, *(row.name for row in rows)))


def _lists(ground: Ground) -> Iterator[int]:
    """The lengths of all lists that are printed."""
    guide = ground.guide
    yield from (len(points) for points in (guide.next_steps, guide.questions, guide.key_points) if points)
    yield from _lists_in((*guide.summary, *guide.get_help))
    for block in _bodies(ground):
        match block:
            case model.Steps():
                yield len(block.steps)
            case model.Checklist():
                yield len(block.points)
            case visual.DoAndDont():
                yield from (len(block.do), len(block.dont))
            case visual.Zones():
                for zone in block.zones:
                    yield from (len(zone.signs), len(zone.actions))
            case model.Text() | model.Callout():
                yield from _lists_in(block.blocks)
            case _:
                pass


def _lists_in(blocks: Blocks) -> Iterator[int]:
    for block in blocks:
        if isinstance(block, BulletList | NumberedList):
            yield len(block.points)
            for point in block.points:
                yield from _lists_in(point)
