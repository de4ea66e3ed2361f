"""Rules about guides: flawed texts are found at their words, clean professional ones are left alone."""

from __future__ import annotations

import pytest

from guidegen.catalogue import CODES
from guidegen.lint.guides.table import GUIDE_RULES, OFF
from guidegen.reading import read_project
from tests.lint.guides import HEAD, TODAY, found, guide_problems, problems_of

CLEAN = {
    "asthma": """\
Asthma is a long-term problem of the lungs. The airways swell and make extra mucus, so it gets hard to breathe.
Use your blue inhaler when you wheeze. Take 2 puffs, wait one minute, and take 2 more if you need them.
You can lead a full life with asthma.""",
    "wound": """\
Your wound will heal in about two weeks. Keep it clean and dry for the first 24 hours.
You may have some pain. Take 500 mg of paracetamol every six hours if you need it, and no more than 4 g in one day.""",
    "no-cure": """\
There is no cure for diabetes. You can control it with food, exercise and medicine.
Be wary of anyone who promises a miracle cure. Products that claim to cure diabetes do not work.

Is there a cure? Not yet. Some ads say “cures diabetes in 7 days”. That is false.""",
    "strep": """\
Strep throat is caused by bacteria. An antibiotic clears it up in most people within three days. [@who]
Finish all your tablets, even if you feel well.""",
    "vaccine": """\
The flu vaccine lowers your risk of flu. In a normal year it works for about 4 to 6 in 10 people (40% to 60%).
Your arm may be sore for a day. Serious side effects are very rare.""",
    "insulin": """\
Inject 10 units of insulin before breakfast. Check your blood sugar first.
If it is below 4.0 mmol/L, eat something sweet and do not inject.""",
    "hand-gel": """\
- Use gel with at least 60% alcohol.
- Rub your hands for 20 seconds.
- Let them dry.""",
    "statin": """\
Atorvastatin lowers your cholesterol (a fat in your blood). You take one 20 mg tablet at night.
Most people have no problems with it. Tell us about muscle pain.""",
    "back-pain": """\
Back pain is very common, and most of it gets better within six weeks. Stay active. Walk every day if you can.
A scan is seldom needed. Ask your doctor about an MRI only if the pain lasts.""",
    "copd": """\
COPD (chronic obstructive pulmonary disease) makes it hard to breathe out. Smoking is the main cause.
If you have COPD, ask us about a flu shot each year. Quitting helps at any age.""",
    "blood-test": """\
Dr. Lee will take a small sample of your blood at 8 a.m. on Monday. You do not need to fast.
The results come by mail within 5 days. Call 555-0142 with questions.""",
    "cancer": """\
When this cancer is found early, it can often be cured. Ask how often you need a test.
Claims that a diet cures cancer are false. Cures for it are not known.""",
    "iron": """\
Iron helps your body make red blood cells. You find it in meat, beans and leafy greens.
Tea and coffee make it harder to take up iron, so drink them between meals.""",
}


@pytest.mark.parametrize("name", CLEAN)
def test_clean_texts_are_left_alone(tmp_path, name):
    more = "sources:\n  who: WHO. Strep throat. 2024.\n" if "[@who]" in CLEAN[name] else ""
    assert found(tmp_path, CLEAN[name], more, readers="patients") == []


FLAWED = {
    "Take .5 mg at night.": [("H401", ".5")],
    "Take 5.0 mg at night, later **.25 mL**.": [("H401", ".25"), ("H401", "5.0")],
    "Inject 10U each day.": [("H402", "U")],
    "Inject 10 IU QD.": [("H402", "IU"), ("H402", "QD")],
    "You get MSO4 and 4 mg MS.": [("H402", "MSO4"), ("H402", "MS")],
    "Draw up 2 cc and 50 µg.": [("H402", "cc"), ("H402", "µg")],
    "Take 2 twice a day.": [("H403", "2")],
    "Give 5 every day.": [("H403", "5")],
    "This tea cures colds.": [("H201", "cures")],
    "A miracle cure for joints. It has no side effects.": [("H201", "miracle cure"), ("H201", "no side effects")],
    "Our drops are clinically proven.": [("H201", "clinically proven")],
    "Some say no, but this tea cures colds.": [("H201", "cures")],
    "It heals your gut in days, with zero side effects.": [("H201", "heals your"), ("H201", "zero side effects")],
    "Ask about myocardial infarction.": [("R104", "myocardial infarction")],
    "You may have hyponatremia.": [("R102", "hyponatremia")],
    "Utilize the inhaler prior to exercise.": [("R104", "Utilize"), ("R104", "prior to")],
    "You have GERD. Many people have GERD.": [("R105", "GERD")],
    "It helped 20% of people.": [("R107", "20%")],
    "Drink fluids, e.g. water and/or tea.": [("R109", "e.g."), ("R109", "and/or")],
    "One. Two. Three. Four. Five. Six.": [("R108", "One. Two. Three. Four. Five. Six.")],
}


@pytest.mark.parametrize("text", FLAWED)
def test_flaws_are_found_at_their_words(tmp_path, text):
    assert sorted(found(tmp_path, text)) == sorted(FLAWED[text])


def test_sentences_are_counted_point_by_point(tmp_path):
    words = "one two three four five six seven eight nine ten eleven twelve "
    long = f"We saw {words * 2}here now."
    assert [code for code, _ in found(tmp_path, long)] == ["R103"]
    assert [code for code, _ in found(tmp_path, f"{long[:-1]} and then {words}.")] == ["R103"]
    points = "\n".join(f"- {word} and more of it" for word in words.split())
    assert found(tmp_path, points) == []


def test_a_hard_text_is_told_with_its_hardest_sentences(tmp_path):
    hard = (
        "Medication interactions occasionally necessitate individual consideration of alternative preparations. " * 12
    )
    paragraphs = "\n\n".join([hard[: len(hard) // 3].strip()] * 3)
    codes = {code for code, _ in found(tmp_path, paragraphs)}
    assert "R101" in codes
    assert "R101" not in {code for code, _ in found(tmp_path, paragraphs, readers="students")}
    assert "R101" in {code for code, _ in found(tmp_path, paragraphs, "reading-grade: 9\n", readers="students")}


def test_words_that_are_explained_or_declared_are_known(tmp_path):
    text = "Take furosemide for edema. You may get hyponatremia."
    assert (
        found(tmp_path, text, "glossary:\n  hyponatremia: too little salt in the blood\nknown-words: [edema]\n") == []
    )
    assert found(tmp_path, "You may get hyponatremia (too little salt in your blood).") == []
    assert found(tmp_path, "Doctors call this *hyponatremia*. Hyponatremia is rare.") == []


def test_passive_is_off_unless_selected(tmp_path):
    text = "The tablet is taken at night. You are tired."
    assert found(tmp_path, text) == []
    assert found(tmp_path, text, selected=("R106",)) == [("R106", "is taken")]


def test_other_languages(tmp_path):
    assert found(tmp_path, "Este té cura la diabetes. No cura la gripe.", language="es") == [("H201", "cura la")]
    assert found(tmp_path, "Cette tisane est un remède miracle.", language="fr") == [("H201", "remède miracle")]
    assert found(tmp_path, "Das Mittel ist klinisch bewiesen.", language="de") == [("H201", "klinisch bewiesen")]
    assert found(tmp_path, "O chá é milagroso.", language="pt") == [("H201", "milagroso")]
    assert found(tmp_path, "Utilizar el inhalador previo a correr.", language="es") == [
        ("R104", "Utilizar"),
        ("R104", "previo a"),
    ]
    assert found(tmp_path, "Tome 2 dos veces al día, y/o ,5 mg.", language="es") == [
        ("H401", ",5"),
        ("H403", "2"),
        ("R109", "y/o"),
    ]
    hard = "\n\n".join(["La administración intravenosa de medicamentos requiere monitorización especializada."] * 14)
    assert ("R110", "guide") in found(tmp_path, hard, language="es")


def test_supplements(tmp_path):
    claim = "Glow supports your joints. Glow prevents colds."
    assert found(tmp_path, claim) == []
    assert found(tmp_path, claim, "supplement: true\n") == [("H301", "supports"), ("H302", "prevents colds")]
    notice = (
        "supplement: true\ndisclaimer: >-\n  This statement has not been evaluated by the Food and Drug\n"
        "  Administration. This product is not intended to diagnose, treat, cure, or prevent any disease.\n"
    )
    assert found(tmp_path, "Glow supports your joints.", notice) == []
    assert found(tmp_path, "Is it for colds? It does not treat colds.", "supplement: true\n") == []


def test_claims_need_sources(tmp_path):
    text = HEAD.format(language="en", readers="public", message="Ask us.")
    text += "sources:\n  who: WHO. 2024.\nsections:\n  - title: A\n    body:\n      - claim: Tea helps.\n"
    text += "      - claim: Water helps. [@who]\n"
    assert problems_of(tmp_path, text) == [("H103", "claim")]


CERTAIN = """guide: sample
title: T
main-message: Ask us.
version: 1
readers: students
sources: {cdc: CDC}
sections:
  - title: A
    body:
      - comparison: C
        subjects: [Mint, Sage]
        features:
          - {feature: Use, cells: ["For the stomach", CELL]}
          - certainty: [LEVELS]
          ROW
"""


@pytest.mark.parametrize(
    ("cell", "levels", "row", "bare"),
    [
        ("For the throat", "high, low", "", "Mint, Sage"),
        ('"For the throat [@cdc]"', "high, low", "", "Mint"),
        ("For the throat", "high, low", "- sources: [cdc, none]", ""),
        ("For the throat", "high, moderate", "- sources: [cdc, none]", "Sage"),
        ("For the throat", "low, low", '- {feature: Both, all: "Old uses. [@cdc]"}', ""),
        ("For the throat", "high, {level: low, text: 'One study. [@cdc]'}", "", "Mint"),
    ],
)
def test_certainty_needs_a_source(tmp_path, cell, levels, row, bare):
    text = CERTAIN.replace("CELL", cell).replace("LEVELS", levels).replace("ROW", row)
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "sample.yaml").write_text(text, encoding="utf-8")
    project, _, _ = read_project(tmp_path)
    problems = [each for each in guide_problems(project.guides["sample"], TODAY) if each.code == "H120"]
    assert [each.message.partition(": ")[2].rstrip(".") for each in problems] == ([bare] if bare else [])


BARE = "guide: sample\ntitle: T\nmain-message: Ask us.\nversion: 1\nsections:\n  - title: A\n    body: Rest.\n"


def test_governance(tmp_path):
    codes = lambda more: sorted(code for code, _ in problems_of(tmp_path, BARE + more))  # noqa: E731
    assert codes("") == ["H101", "H102", "H104"]
    assert codes("audience: Adults with asthma\n") == ["H101", "H102", "H104", "H105"]
    zones = "      - zones: How are you?\n" + "".join(
        f"        {colour}: {{title: A, signs: [B], do: [C]}}\n" for colour in ("green", "red")
    )
    with_zones = BARE.replace("    body: Rest.\n", f"    body:\n{zones}")
    assert "H105" not in {code for code, _ in problems_of(tmp_path, with_zones + "audience: Adults with asthma\n")}
    assert codes("audience: Patients\nreaders: public\ndisclosure: none\nreviewer: pending\n") == ["H101"]
    assert codes("audience: Students in grade 9\n") == []
    assert codes("reviewer: {name: A}\nreviewed-on: 2022-01-01\ndisclosure: none\n") == ["H101", "H102"]
    assert codes("reviewer: {name: A, credentials: RN}\nreviewed-on: 2027-01-01\ndisclosure: none\n") == ["H102"]
    good = "reviewer: {name: A, credentials: RN}\nreviewed-on: 2026-01-01\ndisclosure: none\n"
    assert codes(good) == []
    assert codes(good + "readers: patients\nget-help: Call us.\n") == []


def test_the_table_and_the_catalogue_agree():
    assert {code for code in CODES if code[0] == "R"} == {code for code in GUIDE_RULES if code[0] == "R"}
    assert set(GUIDE_RULES) <= set(CODES) and set(GUIDE_RULES) >= OFF
