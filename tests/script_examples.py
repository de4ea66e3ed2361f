"""The same guide with a quiz of every kind of item, in languages of several scripts: for looking at, and for tests.

The texts are short and plain. They mix what is hard to set: bold and links inside sentences, numbers with units,
words in Latin letters, brackets, quotation marks.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml

_GUIDE = """guide: hands
title: {title}
language: {language}
version: 1
audience: {audience}
main-message: {message}
summary: |
  {summary}
sections:
  - title: {why}
    body:
      - |
        {prose} [@who]

        {prose2}

        - {plain1}
        - {plain2}
        - {plain3}

        > {quotation}
      - callout: {warning}
        kind: warning
      - callout: {tip}
        kind: tip
  - title: {how}
    body:
      - steps: [{step1}, {step2}, {step3}, {step4}]
      - cards:
          - {{title: {soap}, text: {soap_text}}}
          - {{title: {gel}, text: {gel_text}}}
      - comparison: {compared}
        subjects: [{soap}, {gel}]
        features:
          - feature: {feature1}
            cells: [{cell1}, {cell2}]
          - feature: {feature2}
            cells: [{cell3}, {cell4}]
      - checklist: [{point1}, {point2}]
      - fill-in: ["{dose}: ____ mg"]
        title: {office}
      - notes: 2
key-points: [{point1}, {point2}]
get-help: {help}
sources:
  who: "World Health Organization. Hand hygiene: why, how and when? (2009). <https://www.who.int/>"
quiz:
  bank: hand-items
"""

_BANK = """bank: hand-items
language: {language}
items:
  - {{stem: {q_choice}, key: {soap}, distractors: [{gel}, {step4}], id: choice}}
  - {{stem: {q_many}, key: [{point1}, {point2}], distractors: [{step4}], points: 2, id: many}}
  - {{stem: {q_true}, key: false, rationale: {why_not}, id: truth}}
  - stem: {q_statements}
    id: statements
    statements:
      {gel_text}: true
      {q_true}: false
  - stem: {q_match}
    id: match
    pairs:
      - {{premise: {soap}, response: {soap_text}}}
      - {{premise: {gel}, response: {gel_text}}}
  - {{stem: {q_order}, order: [{step1}, {step2}, {step3}], id: order}}
  - {{stem: {q_short}, answer: [{soap}], id: short}}
  - stem: |
      {q_cloze}
    id: cloze
  - {{stem: {q_number}, answer: 12.5, unit: mg, id: number}}
  - {{stem: {q_essay}, lines: 2, id: essay}}
"""

_FOLDER = Path(__file__).parent / "scripts"

#: The languages that are there.
LANGUAGES = tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


def texts_of(language: str) -> Mapping[str, str]:
    """The texts of the guide in a language, by the name of their place."""
    return yaml.safe_load((_FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))


#: What stands in blocks of text, where quotes are part of it.
_PLAIN = ("summary", "prose", "prose2", "quotation", "q_cloze", "language", "dose", "plain1", "plain2", "plain3")


def files(language: str) -> dict[str, str]:
    """A project with the guide and its bank in a language."""
    texts = {"language": language, **texts_of(language)}
    texts |= {f"plain{number}": texts[f"point{number}"] for number in (1, 2, 3)}
    filled = {key: text if key in _PLAIN else _quoted(text) for key, text in texts.items()}
    return {"content/hands.yaml": _GUIDE.format(**filled), "quizzes/hand-items.yaml": _BANK.format(**filled)}


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
