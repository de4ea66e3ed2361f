"""`guidegen check --scorecard`: scorecards on the terminal or as JSON."""

from __future__ import annotations

import json
import textwrap
from typing import Any

import click

from guidegen.assembly.codes import version_code
from guidegen.lint.scorecard.card import Score, Scorecard, Scores
from guidegen.lint.scorecard.worksheet import figures_line, reason
from guidegen.locale import Words, words_for

VERSION = 1
_MARKS = {"met": "met", "not-met": "NOT MET", "not-applicable": "n/a", "person": "you"}


def print_scorecards(cards: list[Scorecard], *, as_json: bool) -> None:
    """Write scorecards to standard output."""
    words = words_for("en")
    assert words is not None
    if as_json:
        data = {"version": VERSION, "scorecards": [_as_data(card, words) for card in cards]}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    click.echo("\n\n".join(_as_text(card, words) for card in cards))


def _as_text(card: Scorecard, words: Words) -> str:
    parts = [f"{card.guide.path}\n{textwrap.fill(figures_line(card, words), 100)}"]
    for scores in card.instruments:
        counts = {verdict: len(scores.having(verdict)) for verdict in _MARKS}
        head = words.fill(
            "scorecard-counts",
            met=str(counts["met"]),
            unmet=str(counts["not-met"]),
            absent=str(counts["not-applicable"]),
            person=str(counts["person"]),
        )
        lines = [f"  {_MARKS[s.verdict]:8}{s.criterion.number:>3}  {_told(s, words)}" for s in scores.scores]
        parts.append("\n".join([f"{scores.instrument.name}. {head}", *lines]))
    return "\n\n".join(parts)


def _told(score: Score, words: Words) -> str:
    wording = words[score.criterion.key]
    return f"{wording}: {reason(score, words)}" if score.verdict == "not-met" else wording


def _as_data(card: Scorecard, words: Words) -> dict[str, Any]:
    counts = card.measures.counts
    return {
        "guide": card.guide.name,
        "path": card.guide.path,
        "version_code": version_code(card.guide),
        "language": card.guide.language,
        "readability": {
            "words": counts.words,
            "sentences": counts.sentences,
            "syllables": counts.syllables,
            "hard_words_share": None if card.hard_share is None else round(card.hard_share, 4),
            "figures": [
                {
                    "name": figure.formula.key,
                    "scale": figure.formula.scale,
                    "value": round(figure.value, 2),
                    "estimate": figure.is_estimate,
                }
                for figure in card.measures.figures
            ],
        },
        "instruments": [_scores_data(scores, words) for scores in card.instruments],
    }


def _scores_data(scores: Scores, words: Words) -> dict[str, Any]:
    return {
        "name": scores.instrument.name,
        "met": len(scores.having("met")),
        "not_met": len(scores.having("not-met")),
        "not_applicable": len(scores.having("not-applicable")),
        "for_a_person": len(scores.having("person")),
        "items": [
            {
                "number": score.criterion.number,
                "item": words[score.criterion.key],
                "verdict": score.verdict,
                "reason": reason(score, words),
            }
            for score in scores.scores
        ],
    }
