"""A scorecard as a document of one page: the machine's part filled in, and lines for what a person must score."""

from __future__ import annotations

from guidegen.assembly.codes import version_code
from guidegen.assembly.handout import labels
from guidegen.assembly.speech import unmarked, words_of
from guidegen.assembly.typography import for_print
from guidegen.document import elements as doc
from guidegen.inline import Blank, Strong, Text
from guidegen.lint.scorecard.card import Score, Scorecard, Scores
from guidegen.locale import Words

_LINE = 6


def worksheet(card: Scorecard, words: Words, organisation: str = "") -> doc.Document:
    """The worksheet of a guide."""
    guide = card.guide
    title = words.phrase("scorecard-title", title=for_print(guide.title, words))
    blocks: list[doc.Block] = [
        doc.Heading(1, title, "title", origin=guide.origin),
        doc.Paragraph((Text(words["scorecard-lead"]),), "table"),
        doc.Paragraph((Text(figures_line(card, words)),), "table"),
        *(_instrument(scores, words) for scores in card.instruments),
        doc.Paragraph(_signature(words), "table"),
    ]
    furniture = doc.Furniture(
        head_start=words.phrase("scorecard-title", title=unmarked(guide.title, words.language)),
        head_end=organisation,
        foot_start=words.fill("foot-code", version=guide.version, code=version_code(guide)),
        page_pattern=words["page-of"],
    )
    template = doc.Template(
        name=f"{guide.name}-scorecard",
        title=words.fill("scorecard-title", title=words_of(guide.title, words.language)),
        language=words.language,
        blocks=tuple(blocks),
        furniture=furniture,
        labels=labels(words),
    )
    return doc.Document(template)


def _signature(words: Words) -> doc.Line:
    """Who scored, and when."""
    scored, date = Text(f"{words['scorecard-person']} "), Text(f"   {words['date']} ")
    return (scored, Blank(4 * _LINE), date, Blank(2 * _LINE))


def figures_line(card: Scorecard, words: Words) -> str:
    """The readability figures in one sentence, estimates marked as such."""
    parts = []
    for figure in card.measures.figures:
        key = "scorecard-estimate" if figure.is_estimate else "scorecard-figure"
        parts.append(words.fill(key, name=figure.formula.name, value=f"{figure.value:.1f}"))
    if card.hard_share is not None:
        parts.append(words.fill("scorecard-hard", share=f"{card.hard_share:.0%}"))
    counts = card.measures.counts
    size = words.fill("scorecard-size", words=str(counts.words), sentences=str(counts.sentences))
    return words.fill("scorecard-figures", size=size, figures="; ".join(parts)) if parts else size


def _instrument(scores: Scores, words: Words) -> doc.Section:
    met, unmet = scores.having("met"), scores.having("not-met")
    absent, open_ = scores.having("not-applicable"), scores.having("person")
    counted = words.fill(
        "scorecard-counts",
        met=str(len(met)), unmet=str(len(unmet)), absent=str(len(absent)), person=str(len(open_)),
    )  # fmt: skip
    blocks: list[doc.Block] = [
        doc.Heading(2, (Text(scores.instrument.name),), scores.instrument.key),
        doc.Paragraph((Text(counted),), "table"),
    ]
    for key, group in (("scorecard-met", met), ("scorecard-absent", absent)):
        if group:
            listed = "; ".join(f"{score.criterion.number} {words[score.criterion.key]}" for score in group)
            blocks.append(doc.Paragraph((Strong((Text(words[key]),)), Text(f" {listed}.")), "table"))
    if unmet:
        blocks.append(doc.Paragraph(_unmet(unmet, words), "table"))
    if open_:
        blocks.append(doc.Paragraph((Strong((Text(words["scorecard-open"]),)),), "table"))
        blocks.append(doc.ListBlock("bullet", tuple((_open(score, words),) for score in open_)))
    return doc.Section(tuple(blocks))


def _unmet(scores: list[Score], words: Words) -> doc.Line:
    """What is not met with the reasons, each with room to correct it; in one paragraph, as there may be many."""
    line: list[doc.Run] = [Strong((Text(words["scorecard-unmet"]),))]
    for score in scores:
        why = reason(score, words).removesuffix(".")
        line += [Text(f" {score.criterion.number} {words[score.criterion.key]} ({why}) "), Blank(_LINE), Text(";")]
    return (*line[:-1], Text("."))


def _open(score: Score, words: Words) -> doc.Paragraph:
    return doc.Paragraph((Blank(_LINE), Text(f" {score.criterion.number} {words[score.criterion.key]}")), "table")


def reason(score: Score, words: Words) -> str:
    """Why the machine judges as it does; empty where a person must score."""
    return words.fill(score.judgement.reason, **score.judgement.values) if score.judgement is not None else ""
