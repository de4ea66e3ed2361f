"""The established formulas, each with its source, and the table of the languages in which it was established.

A formula is used only for its own language: constants that were fitted to English schoolbooks say nothing about
Spanish. Languages that are not in the table have no grade.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal

from guidegen.readability.counts import Counts
from guidegen.records import dataclass

ENOUGH_WORDS = 100
ENOUGH_FOR_SMOG = 30


def flesch_kincaid(c: Counts) -> float:
    """A school grade of the United States: 0.39 words/sentence + 11.8 syllables/word - 15.59.

    Kincaid, Fishburne, Rogers, Chissom (1975): Derivation of new readability formulas for Navy enlisted personnel.
    Research Branch Report 8-75, Naval Technical Training Command.
    """
    return 0.39 * c.words / c.sentences + 11.8 * c.syllables / c.words - 15.59


def flesch_ease(c: Counts) -> float:
    """Reading ease from 0 to 100, more is easier: 206.835 - 1.015 words/sentence - 84.6 syllables/word.

    Flesch (1948): A new readability yardstick. Journal of Applied Psychology 32(3), 221-233.
    """
    return 206.835 - 1.015 * c.words / c.sentences - 84.6 * c.syllables / c.words


def smog(c: Counts) -> float:
    """A school grade: 1.0430 sqrt(30 polysyllables/sentences) + 3.1291, exact from 30 sentences on.

    McLaughlin (1969): SMOG grading, a new readability formula. Journal of Reading 12(8), 639-646.
    """
    return 1.0430 * math.sqrt(c.polysyllables * 30 / c.sentences) + 3.1291


def forcast(c: Counts) -> float:
    """A school grade from words alone: 20 - (words of one syllable in 150 words) / 10.

    Caylor, Sticht, Fox, Ford (1973): Methodologies for determining reading requirements of military occupational
    specialties. HumRRO Technical Report 73-5.
    """
    return 20 - 150 * c.all_monosyllables / c.all_words / 10


def inflesz(c: Counts) -> float:
    """Reading ease in Spanish, more is easier: 206.835 - 62.3 syllables/word - words/sentence.

    Szigriszt Pazos (1993), Sistemas predictivos de legibilidad del mensaje escrito; the scale INFLESZ is that of
    Barrio-Cantalejo et al. (2008), Anales del Sistema Sanitario de Navarra 31(2), 135-152: under 40 very hard, to 55
    somewhat hard, to 65 normal, to 80 fairly easy, above very easy.
    """
    return 206.835 - 62.3 * c.syllables / c.words - c.words / c.sentences


def wiener_sachtext(c: Counts) -> float:
    """A school grade in German: 0.1935 MS + 0.1672 SL + 0.1297 IW - 0.0327 ES - 0.875.

    MS, IW and ES are the percentages of words of three syllables or more, of more than six letters, and of one
    syllable; SL is words a sentence. Bamberger, Vanecek (1984): Lesen, Verstehen, Lernen, Schreiben, first formula.
    """
    share = 100 / c.words
    return (
        0.1935 * c.polysyllables * share
        + 0.1672 * c.words / c.sentences
        + 0.1297 * c.long_words * share
        - 0.0327 * c.monosyllables * share
        - 0.875
    )


def amstad(c: Counts) -> float:
    """Reading ease in German, more is easier: 180 - words/sentence - 58.5 syllables/word.

    Amstad (1978): Wie verständlich sind unsere Zeitungen? Dissertation, University of Zurich.
    """
    return 180 - c.words / c.sentences - 58.5 * c.syllables / c.words


def kandel_moles(c: Counts) -> float:
    """Reading ease in French, more is easier: 207 - 1.015 words/sentence - 73.6 syllables/word.

    Kandel, Moles (1958): Application de l'indice de Flesch à la langue française. Cahiers Études de
    Radio-Télévision 19, 253-274.
    """
    return 207 - 1.015 * c.words / c.sentences - 73.6 * c.syllables / c.words


def gulpease(c: Counts) -> float:
    """Reading ease in Italian, more is easier: 89 + (300 sentences - 10 letters) / words.

    Lucisano, Piemontese (1988): Gulpease, una formula per la predizione della difficoltà dei testi in lingua italiana.
    Scuola e città 3, 110-124.
    """
    return 89 + (300 * c.sentences - 10 * c.letters) / c.words


def flesch_portuguese(c: Counts) -> float:
    """Reading ease in Portuguese, more is easier: 248.835 - 1.015 words/sentence - 84.6 syllables/word.

    Martins, Ghiraldelo, Nunes, Oliveira Junior (1996): Readability formulas applied to textbooks in Brazilian
    Portuguese. Notas do ICMSC 28, University of São Paulo.
    """
    return 248.835 - 1.015 * c.words / c.sentences - 84.6 * c.syllables / c.words


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with its name, language and function. A `grade` grows with difficulty, `ease` falls."""

    key: str
    name: str
    language: str
    scale: Literal["grade", "ease"]
    compute: Callable[[Counts], float]


FORMULAS = (
    Formula("flesch-kincaid", "Flesch-Kincaid", "en", "grade", flesch_kincaid),
    Formula("smog", "SMOG", "en", "grade", smog),
    Formula("forcast", "FORCAST", "en", "grade", forcast),
    Formula("flesch", "Flesch Reading Ease", "en", "ease", flesch_ease),
    Formula("inflesz", "INFLESZ", "es", "ease", inflesz),
    Formula("wiener-sachtextformel", "Wiener Sachtextformel", "de", "grade", wiener_sachtext),
    Formula("amstad", "Amstad", "de", "ease", amstad),
    Formula("kandel-moles", "Kandel-Moles", "fr", "ease", kandel_moles),
    Formula("gulpease", "Gulpease", "it", "ease", gulpease),
    Formula("flesch-martins", "Flesch (Martins et al.)", "pt", "ease", flesch_portuguese),
)
