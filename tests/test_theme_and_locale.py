"""Themes can be read in print and on a photocopy; every word that the program prints stands in a locale file."""

from __future__ import annotations

import dataclasses
import datetime
import itertools
import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import guidegen
from guidegen.document.arrangement import letter
from guidegen.inline import Text
from guidegen.lint.scorecard.instruments import CDC, PEMAT
from guidegen.locale import file_for, known_languages, words_for
from guidegen.model.theme_choices import LENGTHS, PARTS
from guidegen.theme import contrast, for_language, known_themes, load_theme, parse_colour, with_primary
from guidegen.theme.colours import hexadecimal
from guidegen.theme.legibility import GROUNDS, illegible, legible_primary

PACKAGE = Path(guidegen.__file__).parent


@pytest.mark.parametrize("name", known_themes())
def test_text_can_be_read(name):
    assert not illegible(load_theme(name))
    assert set(GROUNDS) <= set(load_theme(name).styles)


@pytest.mark.parametrize("colour", ["#ffd400", "#7ec8e3", "#ff8888", "#bbbbbb", "#00ff00"])
def test_too_light_a_house_colour_is_told_with_the_nearest_that_can_be_read(colour):
    theme = with_primary(load_theme("clinic"), colour)
    worst = illegible(theme)[0]
    assert worst.ratio < worst.needed
    nearest = legible_primary(theme)
    assert not illegible(with_primary(theme, hexadecimal(nearest)))
    # A little lighter is too light: nothing nearer can be read.
    assert min(contrast(nearest, theme.colours[ground]) for ground in ("on-primary", "tint")) < 4.7


def test_a_colour_that_can_be_read_stays_as_it_is():
    theme = load_theme("classroom")
    assert hexadecimal(legible_primary(theme)) == hexadecimal(theme.colours["primary"])


def test_large_text_needs_less_contrast():
    theme = load_theme("clinic")
    grey = replace(theme, colours={**theme.colours, "soft": parse_colour("#888888")})
    assert {each.needed for each in illegible(grey)} == {4.5}
    styles = {**theme.styles, "lead": replace(theme.styles["lead"], size=18)}
    assert "lead" not in {each.style for each in illegible(replace(grey, styles=styles))}


@pytest.mark.parametrize("name", known_themes())
def test_body_text_is_12_points_and_small_print_no_less_than_9(name):
    theme = load_theme(name)
    # Papers for examinations are set smaller than what patients read; large print is there for both.
    least = 11.5 if name == "exam" else 12
    for style in ("body", "stem", "option", "hint"):
        assert theme.styles[style].size >= least
    assert min(style.size for style in theme.styles.values()) >= 9
    assert all(style.leading >= style.size * 1.1 for style in theme.styles.values())


@pytest.mark.parametrize("name", known_themes())
def test_a_line_of_body_text_has_50_to_70_characters_and_of_an_exam_80(name):
    from guidegen.render.pdf.shaped_text import ShapedText
    from guidegen.render.pdf.text import Style, TextRun

    theme = load_theme(name)
    text = "The wall of your gut is lined with a single layer of cells, and seals close the gaps between them. " * 4
    style = Style(theme.faces["regular"], theme.styles["body"].size, (0, 0, 0))
    lines = ShapedText([TextRun(text, style, 0)]).lines(theme.measure).lines
    lengths = [sum(len(run.text) for run in line.runs) for line in lines[:-1]]
    assert 50 <= sum(lengths) / len(lengths) <= (80 if name == "exam" else 70)


@pytest.mark.parametrize("name", known_themes())
def test_the_distances_of_lines_and_the_room_between_are_multiples_of_the_grid(name):
    theme = load_theme(name)
    lengths = {
        f"{style} {part}": getattr(each, part)
        for style, each in theme.styles.items()
        for part in ("leading", "before", "after")
    }
    lengths |= {
        each: theme.lengths["spacing"][each] for each in ("item", "option", "point", "step", "box", "box-inside")
    }
    # A cell has its room above and below.
    lengths |= {"cell": 2 * theme.lengths["spacing"]["cell"], "line": theme.lengths["marks"]["answer-line"]}
    assert {each: value for each, value in lengths.items() if value % theme.grid} == {}


@pytest.mark.parametrize("name", known_themes())
def test_every_part_and_length_is_there(name):
    theme = load_theme(name)
    assert theme.parts.keys() == PARTS.keys()
    assert all(choice in PARTS[part].choices for part, choice in theme.parts.items())
    assert {group: set(found) for group, found in theme.lengths.items()} == {
        group: set(table) for group, (table, _, _) in LENGTHS.items()
    }
    assert all(
        LENGTHS[group][1] <= value <= LENGTHS[group][2] for group in LENGTHS for value in theme.lengths[group].values()
    )


def test_the_four_themes_differ_in_more_than_colours():
    themes = [load_theme(name) for name in known_themes()]
    for one, other in itertools.combinations(themes, 2):
        different = [part for part in PARTS if one.parts[part] != other.parts[part]]
        assert len(different) >= 8, (one.name, other.name, different)


def test_contrast_is_that_of_wcag():
    assert contrast(parse_colour("#000000"), (1.0, 1.0, 1.0)) == pytest.approx(21)
    assert contrast(parse_colour("#767676"), (1.0, 1.0, 1.0)) == pytest.approx(4.54, abs=0.01)


def used_phrases() -> set[str]:
    pattern = re.compile(r"""words(?:\[|\.fill\(|\.phrase\()\s*f?["']([a-z-]+)(\{[a-z]+\})?["']""")
    found: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        found |= {match[1] for match in pattern.finditer(path.read_text(encoding="utf-8"))}
    return found


@pytest.mark.parametrize("language", known_languages())
def test_every_phrase_that_the_program_asks_for_is_there(language):
    phrases = words_for(language).phrases
    # `callout-` is followed by the kind of the callout.
    missing = {key for key in used_phrases() if key not in phrases and not key.endswith("-")}
    assert not missing


def test_no_phrase_is_left_that_nothing_asks_for():
    text = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    # The ends of some keys are names of kinds, rules or places, put behind what is asked for.
    asked = set(re.findall(r"""["']([a-z]+(?:-[a-z]+)*)["']""", text))
    begun = tuple(re.findall(r"""f["']([a-z]+(?:-[a-z]+)*-)\{""", text))
    begun += tuple(f"{instrument.key}-" for instrument in (CDC, PEMAT))
    unused = {key for key in words_for("en").phrases if key not in asked and not key.startswith(begun)}
    ended = {key for key in unused if re.search(rf"""\}}-{key.rpartition("-")[2]}["']""", text)}
    assert unused - ended == set()


@pytest.mark.parametrize("language", known_languages())
def test_every_count_has_its_plurals(language):
    from babel import Locale

    words = words_for(language)
    asked = set()
    for path in PACKAGE.rglob("*.py"):
        asked |= set(re.findall(r"""words\.counted\(["']([a-z-]+)["']""", path.read_text(encoding="utf-8")))
    assert asked == words.counts.keys() == words_for("en").counts.keys()
    # CLDR has "many" in Romance languages for a million and more alone.
    locale = Locale.parse(language, sep="-")
    categories = {str(locale.plural_form(number)) for number in (*range(1, 200), Decimal("0.5"))}
    for wordings in words.counts.values():
        assert categories <= wordings.keys() <= {*categories, "zero", "other"}


def test_numbers_are_written_as_the_language_writes_them():
    english = words_for("en")
    german = dataclasses.replace(english, decimal=",", thousands=".")
    assert [english.number(n) for n in (0, 1, 100, 1234, Decimal("2.50"), Fraction(2, 3))] == [
        "0", "1", "100", "1,234", "2.5", "2/3",
    ]  # fmt: skip
    assert german.number(Decimal("1234.5")) == "1.234,5"
    assert [english.counted("points", n) for n in (0, 1, Decimal("1.0"), Decimal("0.5"), Fraction(4, 3))] == [
        "0 points", "1 point", "1 point", "0.5 points", "1 1/3 points",
    ]  # fmt: skip


@pytest.mark.parametrize("language", known_languages())
def test_languages_agree_in_keys_and_places(language):
    ours, english = words_for(language).phrases, words_for("en").phrases
    assert ours.keys() == english.keys()
    for key, phrase in ours.items():
        assert set(re.findall(r"\{(\w+)\}", phrase)) == set(re.findall(r"\{(\w+)\}", english[key]))
        assert isinstance(phrase, str)


def test_places_of_a_phrase_are_filled_with_runs():
    words = words_for("en")
    assert words.phrase("answers-on", page=(Text("5"),)) == (Text("The answers are on page "), Text("5"), Text("."))
    assert words_for("xx") is None


@pytest.mark.parametrize("language", known_languages())
def test_no_phrase_stands_twice(language):
    """YAML would take the second one without a word."""
    text = (PACKAGE / "locale" / f"{language}.yaml").read_text(encoding="utf-8")
    keys = re.findall(r'^  "?([a-z0-9-]+)"?:', text, re.MULTILINE)
    assert len(keys) == len(set(keys)) == len(words_for(language).phrases) + len(words_for(language).counts)


def test_no_place_of_a_phrase_is_printed_unfilled(examples):
    from tests.pdf_reading import leaves, read

    printed = [text for path in sorted(examples.glob("*.pdf")) for text in leaves(read(path).tree)]
    assert not [text for text in printed if re.search(r"\{[a-z_]+\}", text)]


#: Phrases that are the same words in English: names of places, signs, words that both languages have.
SAME = re.compile(r"(?:\{\w+\}|[\s.:;,·→()“”%-])*")
SHARED = {
    "fr": {
        "callout-important", "sources", "about-version", "foot-code", "field-question", "rubric-points", "code", "date",
        "source-link", "signature",
    },
    "de": {"stimulus-name-text", "code", "name"},
    "es": {"mark-no"},
    "it": {"foot-quiz", "mark-no"},
    "fil": {"code"},
}  # fmt: skip


@pytest.mark.parametrize("language", [language for language in known_languages() if language != "en"])
def test_nothing_is_left_in_english(language):
    ours, english = words_for(language).phrases, words_for("en").phrases
    same = {key for key, phrase in ours.items() if phrase == english[key] and not SAME.fullmatch(phrase)}
    assert same == SHARED.get(language, set())
    assert words_for(language).state in ("drafted", "reviewed")


@pytest.mark.parametrize("language", sorted({*known_languages()} - {"zh-Hans", "zh-Hant", "ko"}))
def test_every_character_can_be_drawn(language):
    from guidegen.render.pdf.fonts import load_face

    words = words_for(language)
    texts = [*words.phrases.values(), *(text for each in words.counts.values() for text in each.values())]
    needed = set("".join([*texts, *words.quotes, words.decimal, words.thousands]))
    for theme in map(load_theme, known_themes()):
        faces = [load_face(name) for name in for_language(theme, language).faces["regular"]]
        assert not [each for each in needed if not any(face.covers(each) for face in faces)]


def test_numbers_follow_the_country_of_a_tag():
    assert words_for("es").number(Decimal("1234.5")) == "1\u00a0234,5"
    assert words_for("es-MX").number(Decimal("1234.5")) == "1,234.5"
    assert words_for("fr-CH").number(Decimal("0.5")) == "0,5"
    assert words_for("de-AT").decimal == ","
    assert words_for("en-GB").thousands == ","


@pytest.mark.parametrize(
    "tag, file",
    [("pt-BR", "pt"), ("tl", "fil"), ("tl-PH", "fil"), ("fil", "fil"), ("ht-HT", "ht"), ("es-419", "es"), ("xx", "")],
)
def test_a_tag_finds_the_file_of_what_it_is_a_kind_of(tag, file):
    assert file_for(tag) == file
    words = words_for(tag)
    assert (words.phrases if words else None) == (words_for(file).phrases if file else None)


def test_dates_are_written_as_the_language_writes_them():
    day = datetime.date(2026, 11, 3)
    written = {language: words_for(language).date(day) for language in known_languages()}
    assert written["en"] == "Nov 3, 2026"
    assert written["it"] == "3 novembre 2026"
    assert written["pl"] == "3 listopada 2026"
    assert written["ru"] == "3 ноября 2026\u00a0г."
    assert written["vi"] == "3 tháng 11, 2026"
    assert written["ht"] == "3 novanm 2026"
    assert all("2026" in each and not re.search("[\u200e\u200f\u202f]", each) for each in written.values())
    # A country that Unicode CLDR does not know changes nothing.
    assert words_for("it-XQ").date(day) == written["it"]


@pytest.mark.parametrize("language", known_languages())
def test_letters_of_options_tell_options_apart(language):
    letters = words_for(language).letters
    assert len(letters) == len(set(letters)) >= 20
    assert all(letter(index, letters) != letter(other, letters) for index in range(60) for other in range(index))


def test_quiz_and_key_name_options_by_the_letters_of_the_language(tmp_path):
    from tests.conftest import build_texts
    from tests.pdf_reading import leaves, read

    bank = (
        "bank: b\nlanguage: ru\nitems:\n"
        "  - {id: even, stem: Какое число чётное?, key: Два, distractors: [Один, Три, Пять]}\n"
        "  - {id: odd, stem: Какое число нечётное?, key: Семь, distractors: [Шесть, Восемь, Десять]}\n"
    )
    quiz = "quiz: q\nlanguage: ru\ntitle: Числа\nbank: b\nforms: 3\n"
    output, problems = build_texts(tmp_path, {"quizzes/b.yaml": bank, "quizzes/q.yaml": quiz})
    assert [problem.code for problem in problems] == ["S229"]
    key = " ".join(leaves(read(output / "q-key.pdf").tree))
    for form in "abc":
        said = leaves(read(output / f"q-form-{form}.pdf").tree)
        options = {said[index + 1]: mark for index, mark in enumerate(said) if mark in ("А", "Б", "В", "Г")}
        assert sorted(options.values()) == list("ААББВВГГ")
        told = re.findall(rf"Вариант {form.upper()}: [12] (\w)", key)
        assert sorted(told) == sorted([options["Два"], options["Семь"]])


def test_a_draft_is_told_and_refuses_nothing(tmp_path):
    from tests.conftest import build_texts

    bank = 'bank: b\nlanguage: fr\nitems:\n  - {id: a, stem: "Il dit \\"oui\\" ?", key: Oui, distractors: [Non]}\n'
    quiz = "quiz: q\nlanguage: fr\ntitle: Essai\nbank: b\n"
    output, problems = build_texts(tmp_path, {"quizzes/b.yaml": bank, "quizzes/q.yaml": quiz})
    assert [problem.code for problem in problems] == ["S229"]
    assert "French" in problems[0].message
    from tests.pdf_reading import leaves, read

    text = " ".join(leaves(read(output / "q-key.pdf").tree))
    assert "Corrigé" in text
    assert "«\u00a0oui\u00a0»" in " ".join(leaves(read(output / "q.pdf").tree))


def test_english_dates_and_plurals_are_those_of_babel():
    """They are written here, since Babel takes as long to load as a handout to lay out."""
    from babel import Locale
    from babel.dates import format_date

    english = words_for("en")
    assert english is not None
    for month in range(1, 13):
        date = datetime.date(2026, month, 2 * month)
        assert english.date(date) == format_date(date, format="medium", locale="en")
    for number in (
        0,
        1,
        2,
        11,
        21,
        101,
        Decimal("0.5"),
        Decimal("1.0"),
        Decimal("1.5"),
        Fraction(1, 2),
        Fraction(5, 4),
    ):
        category = "one" if number == 1 else "other"
        assert (
            str(Locale("en").plural_form(int(number) if number == int(number) else Decimal(str(float(number)))))
            == category
        )
        assert english.counted("points", number).endswith("point" if category == "one" else "points")
