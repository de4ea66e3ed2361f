"""Rules about items: flawed ones are found at their words, clean ones are left alone."""

from __future__ import annotations

import pytest

from guidegen.batch.check import check
from guidegen.catalogue import CODES
from guidegen.lint.items.table import ITEM_RULES, OFF, item_problems, notes
from guidegen.lint.selection import Selection
from guidegen.reading import read_project
from tests.conftest import TODAY


def found(tmp_path, item, language="en"):
    """The code of each problem, and what stands in the file where it points."""
    (tmp_path / "quizzes").mkdir(exist_ok=True)
    body = "".join(f"    {line}\n" for line in item.splitlines())
    text = f"bank: b\nlanguage: {language}\nitems:\n  -" + body[3:]
    (tmp_path / "quizzes" / "b.yaml").write_text(text, encoding="utf-8")
    project, problems, sources = read_project(tmp_path)
    assert not problems, problems
    source = sources["quizzes/b.yaml"]
    diagnostics = item_problems(project.banks["b"], source, OFF)
    for diagnostic in diagnostics:
        assert diagnostic.message.endswith(".") and diagnostic.hint.endswith((".", "**.", "`.")), diagnostic
    return [
        (d.code, source.line(d.span.line)[d.span.column - 1 : d.span.end_column - 1])
        for d in diagnostics
        if d.span.line == d.span.end_line
    ]


PAIRS = (
    "stem: Match each organ.\npairs:\n  - {premise: Heart, response: pumps}\n  - {premise: Lung, response: breathes}"
)
CLEAN = {
    "plain": "stem: What do tight junctions do?\nkey: They close gaps.\ndistractors: [They carry air., They melt.]",
    "numbers": "stem: How much water?\noptions: [5 mL, 10 mL, 20 mL]\nkey: 10 mL\nshuffle: false",
    "why-not": "stem: Why should you not rub the wound?\nkey: It bleeds again.\ndistractors: [It itches., It smells.]",
    "false-negative": "stem: What raises false negatives?\nkey: Old kits\ndistractors: [Cold hands, Noise]",
    "completion": "stem: A cell that divides makes two cells that are\nkey: alike\ndistractors: [dead, round]",
    "imperative": "stem: Solve for x.\nkey: 4\ndistractors: [2, 3]",
    "true": "stem: Mitosis usually takes about an hour in frogs.\nkey: false",
    "cloze": "stem: The [[heart]] pumps [[blood]]. It has [[four]] chambers, and [[two]] of them are small.",
    "cloze-lists": "stem: In [[red|~blue]] light a [[leaf]] looks dark.",
    "an": "stem: A bird that cannot fly is an\nkey: ostrich\ndistractors: [emu, auk]",
    "matching": f"{PAIRS}\nextra-responses: [digests]",
    "yes-because": 'stem: Is iron safe?\nkey: "Yes, a little"\ndistractors: ["Yes, a lot", "No, a poison"]',
    "in-scenario": "stem: A child does not eat. What do you ask?\nkey: Since when?\ndistractors: [How old?, Why so?]",
    "name": "stem: Who found penicillin in the end?\nkey: Fleming\ndistractors: [Pasteur, Koch]",
}


@pytest.mark.parametrize("name", CLEAN)
def test_clean_items_are_left_alone(tmp_path, name):
    assert found(tmp_path, CLEAN[name]) == []


FLAWED = {
    "stem: Which is a salt?\nkey: All of the above\ndistractors: [Table salt, Epsom salt]": [
        ("Q101", "All of the above")
    ],
    "stem: Which is a salt?\nkey: Epsom\ndistractors: [Sugar, None of these]": [("Q102", "None of these")],
    "stem: Which is a salt?\noptions: [Sugar, Epsom, Both A and B]\nkey: Epsom": [("Q103", "Both A and B")],
    "stem: How much water?\noptions: [20 mL, 5 mL, 10 mL]\nkey: 10 mL": [("Q104", "5 mL")],
    "stem: Is it a salt?\nkey: Yes\ndistractors: [No, Maybe]": [("Q106", "No")],
    "stem: Cell division\nkey: Mitosis\ndistractors: [Lysis, Stasis]": [("Q201", "Cell division")],
    "stem: Which of the following is true?\nkey: Salt melts.\ndistractors: [Ice burns., Air sings.]": [
        ("Q202", "Which of the following is true?")
    ],
    "stem: Which of these is not a salt?\nkey: Sugar\ndistractors: [Epsom, Table salt]": [
        ("Q203", "not"),
        ("Q204", "not"),
    ],
    "stem: Which of these is **not** a salt?\nkey: Sugar\ndistractors: [Epsom, Table salt]": [("Q203", "not")],
    "stem: All of these are salts EXCEPT\nkey: Sugar\ndistractors: [Epsom, What does not melt]": [
        ("Q203", "EXCEPT"),
        ("Q205", "What does not melt"),
    ],
    "stem: The ____ pumps the blood around.\nkey: heart\ndistractors: [lung, liver]": [
        ("Q206", "The ____ pumps the blood around.")
    ],
    "stem: What does it do?\nkey: It closes the gaps between the cells of the wall\ndistractors: [It glows, It hums]": [
        ("Q301", "It closes the gaps between the cells of the wall")
    ],
    "stem: What does it do?\nkey: It helps\ndistractors: [It always hurts, It glows]": [("Q302", "always")],
    "stem: What does it do?\nkey: It usually helps\ndistractors: [It hurts us, It glows now]": [("Q303", "usually")],
    "stem: A bird that cannot fly is an\nkey: ostrich\ndistractors: [penguin, kiwi]": [("Q304", "an")],
    "stem: What is it?\nkey: Salt\ndistractors: [Sugar., Sand]": [("Q307", "Sugar.")],
    "stem: Fever is never a good sign.\nkey: false": [("Q401", "never")],
    PAIRS: [("Q403", "Match each organ.")],
    "stem: What does insulin regulation mean?\nkey: Regulation of sugar\ndistractors: [Salt is low, Water is low]": [
        ("Q305", "Regulation of sugar")
    ],
    "stem: Is it good?\nkey: It cools warm lakes\ndistractors: [It cools sand, Some warm tea, The lakes boil]": [
        ("Q306", "It cools warm lakes")
    ],
    "stem: In [[anaphase]] the [[sister chromatids]] move to the [[poles]] of the cell.": [
        ("Q404", "In [[anaphase]] the [[sister chromatids]] move to the [[poles]] of the cell.")
    ],
    "kind: cloze\nstem: In [[a]] the [[b]] part.\nblanks:\n  a: heart\n  b: {answer: blood, width: 40}": [
        ("Q404", "b")
    ],
    "stem: Is it?\nkey: Now\ndistractors: [Then]": [("Q105", "Is it?")],
}


@pytest.mark.parametrize("item", FLAWED)
def test_flaws_are_found_at_their_words(tmp_path, item):
    assert sorted(found(tmp_path, item)) == sorted(FLAWED[item])


@pytest.mark.parametrize(
    ("language", "stem", "option", "codes"),
    [
        ("es", "¿Cuál de estas no es una sal?", "Todas las anteriores", {"Q101", "Q203", "Q204"}),
        ("fr", "Toutes sont des sels, sauf", "Aucune de ces réponses", {"Q102", "Q203", "Q204"}),
        ("de", "Welche Aussage ist nicht richtig?", "Keine der genannten", {"Q102", "Q203", "Q204"}),
        ("pt", "Todas são sais, exceto", "Nenhuma das anteriores", {"Q102", "Q203", "Q204"}),
    ],
)
def test_other_languages(tmp_path, language, stem, option, codes):
    item = f'stem: "{stem}"\nkey: X\ndistractors: [Y, {option}]'
    assert {code for code, _ in found(tmp_path, item, language)} == codes


def test_rules_that_are_off_run_when_they_are_selected(tmp_path):
    (tmp_path / "quizzes").mkdir()
    item = next(item for item, problems in FLAWED.items() if problems[0][0] == "Q305")
    body = "".join(f"    {line}\n" for line in item.splitlines())
    (tmp_path / "quizzes" / "b.yaml").write_text(f"bank: b\nitems:\n  -{body[3:]}")
    codes = {
        also: {each.code for each in check(tmp_path, today=TODAY, asked=Selection(also=also)).diagnostics}
        for also in ((), ("Q305",))
    }
    assert codes == {(): set(), ("Q305",): {"Q305"}}


def test_every_rule_is_tried_on_a_flaw():
    assert {code for problems in FLAWED.values() for code, _ in problems} == set(ITEM_RULES)


def test_every_rule_has_its_entry_and_its_source():
    # Q402 is about the statements of a whole quiz.
    assert {code for code in CODES if code[0] == "Q"} == {*ITEM_RULES, "Q402"}
    assert all("Source" in notes(code) or "guides on" in notes(code) for code in ITEM_RULES)
