"""The words that the program itself prints, by language: data files beside this module, one a language.

A phrase may hold named places, such as `{page}`; `Words.phrase` fills them with text or with inline runs.
Dates and plurals are Babel's (Unicode CLDR), which is imported only when there is a date or a count to print.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guidegen.inline import Text
from guidegen.model.number import plain_number
from guidegen.patterns import pattern
from guidegen.prepared import once
from guidegen.records import dataclass
from guidegen.typed import TypeVar

if TYPE_CHECKING:
    from babel import Locale

    from guidegen.mathematics.speech import Vocabulary

T = TypeVar("T")
#: The letters of options where a language names no others.
LATIN = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_FOLDER = Path(__file__).parent
_PLACE = pattern(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Words:
    """The phrases of one language by key. `quotes` are its opening and closing quotation marks, double then single.

    `decimal` stands before decimals, `thousands` between groups of three digits. `counts` are the phrases that hold a
    number, by key and plural category. `state` is `written` (the reference), `reviewed` by a speaker, or `drafted`.
    `letters` name the options; `letter_gap` parts them where the key names several. `dates` is the length of a date
    in the terms of Unicode CLDR, and `months` are their names where CLDR has none.
    """

    language: str
    direction: str
    quotes: tuple[str, str, str, str]
    phrases: Mapping[str, str]
    counts: Mapping[str, Mapping[str, str]]
    decimal: str = "."
    thousands: str = ","
    state: str = "written"
    letters: tuple[str, ...] = LATIN
    letter_gap: str = ""
    dates: str = "medium"
    months: tuple[str, ...] = ()

    @property
    def is_drafted(self) -> bool:
        """True while no speaker of the language has reviewed its words."""
        return self.state == "drafted"

    @property
    def name(self) -> str:
        """The name of the language in English."""
        return _locale(self.language).get_display_name("en") or self.language

    def name_of(self, language: str) -> str:
        """The name of another language in this one."""
        from babel import Locale, UnknownLocaleError

        try:
            name = Locale.parse(language.replace("-", "_")).get_display_name(self.language.replace("-", "_"))
        except (UnknownLocaleError, ValueError):
            return language
        return name or language

    def __getitem__(self, key: str) -> str:
        """The phrase `key`; KeyError for a key that the locale file lacks (a programmer's mistake)."""
        return self.phrases[key]

    def fill(self, key: str, **values: str) -> str:
        """The phrase with its places filled in."""
        return _PLACE.sub(lambda match: values[match[1]], self.phrases[key])

    def counted(self, key: str, count: int | Decimal | Fraction) -> str:
        """The phrase `key` in the plural that the number asks for, with the number in it: `1 point`, `2.5 points`."""
        wordings = self.counts[key]
        wording = wordings.get(_plural_category(self.language, count)) or wordings["other"]
        return wording.replace("{count}", self.number(count))

    def number(self, value: int | Decimal | Fraction) -> str:
        """A number of 0 or more as short as it can be said exactly: `2`, `0.5`, `2/3`, `1 1/3`."""
        text = plain_number(Fraction(value))
        if "/" in text:
            return text
        whole, _, decimals = text.partition(".")
        grouped = f"{int(whole):,}".replace(",", self.thousands)
        return f"{grouped}{self.decimal}{decimals}" if decimals else grouped

    def phrase(self, key: str, **values: tuple[T, ...]) -> tuple[Text | T, ...]:
        """The phrase as inline runs, each place filled with the runs given for it."""
        runs: list[Text | T] = []
        for index, part in enumerate(_PLACE.split(self.phrases[key])):
            if index % 2:
                runs.extend(values[part])
            elif part:
                runs.append(Text(part))
        return tuple(runs)

    def date(self, date: datetime.date) -> str:
        """The date in the usual form of the language, such as `Nov 23, 2026`."""
        if self.months:
            return f"{date.day} {self.months[date.month - 1]} {date.year}"
        if self.language == "en" and self.dates == "medium":
            return f"{_MONTHS[date.month - 1]} {date.day}, {date.year}"
        from babel.dates import format_date

        # Few fonts have the narrow no-break space.
        return str(format_date(date, format=self.dates, locale=_locale(self.language))).replace("\u202f", "\u00a0")


#: The months of English as Unicode CLDR abbreviates them: Babel takes as long to load as a handout to lay out.
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@functools.cache
def known_languages() -> tuple[str, ...]:
    """The languages that have a file of words, sorted."""
    files = _FOLDER.iterdir()
    return tuple(sorted(f.name.removesuffix(".yaml") for f in files if f.name.endswith(".yaml")))


@functools.cache
def words_for(language: str) -> Words | None:
    """The words of a BCP 47 language tag: of the tag itself, else of what it is a kind of, else None."""
    tag = file_for(language)
    if not tag:
        return None
    data = once("words", tag, lambda: _data(f"{tag}.yaml"))
    letters = tuple(data["letters"].split()) if "letters" in data else LATIN
    return Words(
        language,
        data["direction"],
        tuple(data["quotes"]),
        data["phrases"],
        data["counted"],
        state=data["state"],
        letters=letters,
        # Letters of these scripts would join, or be read as a word.
        letter_gap=" " if data["direction"] == "rtl" else "",
        dates=data.get("dates", "medium"),
        months=tuple(data.get("months", ())),
        **(data["numbers"] if tag == language else _numbers_of_region(language, data["numbers"])),
    )


def _data(name: str) -> dict[str, Any]:
    """What a file beside this module holds."""
    import yaml

    text = _FOLDER.joinpath(name).read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return data


def file_for(language: str) -> str:
    """The name of the file of words for a BCP 47 tag, or nothing: `zh-TW` reads `zh-Hant`, `tl` reads `fil`.

    >>> [file_for(tag) for tag in ("pt-BR", "tl", "xx")]
    ['pt', 'fil', '']
    """
    return next((name for name in (language, written_as(language)) if name in known_languages()), "")


def written_as(language: str) -> str:
    """The language that a tag is a kind of, by the name that files have here.

    >>> [written_as(tag) for tag in ("pt-BR", "tl", "zh-HK", "zh", "xx")]
    ['pt', 'fil', 'zh-Hant', 'zh-Hans', 'xx']
    """
    parts = language.lower().split("-")
    first = _OTHER_NAMES.get(parts[0], parts[0])
    if first != "zh":
        return first
    traditional = "hant" in parts or ("hans" not in parts and not _TRADITIONAL.isdisjoint(parts))
    return "zh-Hant" if traditional else "zh-Hans"


#: Older tags, and languages that are written with the words of another.
_OTHER_NAMES = {"iw": "he", "tl": "fil", "cmn": "zh", "yue": "zh"}
#: What in a tag says that Chinese is written with traditional characters.
_TRADITIONAL = frozenset(["tw", "hk", "mo", "yue"])


def _locale(language: str) -> Locale:
    """What Unicode CLDR knows of a language tag; of the language alone where it does not know the country."""
    from babel import Locale, UnknownLocaleError

    for tag in (language, file_for(language), language.split("-")[0]):
        try:
            return Locale.parse(tag.replace("-", "_"))
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


def _numbers_of_region(language: str, usual: Mapping[str, str]) -> Mapping[str, str]:
    """How numbers are written where a tag names a country: `es-MX` has decimal points. Those of the file elsewhere."""
    from babel import Locale, UnknownLocaleError

    try:
        known = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return usual
    symbols = known.number_symbols.get("latn", known.number_symbols)
    return {"decimal": str(symbols["decimal"]), "thousands": str(symbols["group"]).replace("\u202f", "\u00a0")}


def _plural_category(language: str, count: int | Decimal | Fraction) -> str:
    """The plural category of Unicode CLDR. A number that is no decimal (2/3) counts as `other`."""
    exact = Fraction(count)
    if (exact * 1000).denominator != 1:
        return "other"
    if language == "en":
        return "one" if exact == 1 else "other"
    number = int(exact) if exact.denominator == 1 else Decimal(int(exact * 1000)).scaleb(-3).normalize()
    return str(_locale(language).plural_form(number))


@functools.cache
def mathematics_in(language: str) -> Vocabulary | None:
    """How a language says formulas: that of the tag itself, else of its first part, else None."""
    for tag in (language, language.split("-")[0]):
        name = f"mathematics/{tag}.yaml"
        if tag.replace("-", "").isalnum() and _FOLDER.joinpath(name).is_file():
            from guidegen.mathematics.speech import Vocabulary

            # Numbers among the keys are names here.
            data = once("mathematics", tag, functools.partial(_data, name))
            return Vocabulary(
                phrases=data["phrases"],
                parts={str(key): tuple(value) for key, value in data["parts"].items()},
                units={key: tuple(value) for key, value in data["units"].items()},
                unicode_names=data.get("unicode-names", False),
                **{key: data[key] for key in _NAMES},
            )
    return None


_NAMES = ("operators", "limits", "functions", "accents", "primes", "letters", "symbols", "temperatures", "per")
