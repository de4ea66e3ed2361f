"""The words that the program itself prints, by language: data files beside this module, one a language.

A phrase may hold named places, such as `{page}`; `Words.phrase` fills them with text or with inline runs.
Dates and plurals are Babel's (Unicode CLDR), which is imported only when there is a date or a count to print.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from importlib import resources
from typing import TypeVar

from guidegen.inline import Text
from guidegen.mathematics.speech import Vocabulary
from guidegen.model.number import plain_number

T = TypeVar("T")
_PLACE = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Words:
    """The phrases of one language by key. `quotes` are its opening and closing quotation marks, double then single.

    `decimal` stands before decimals, `thousands` between groups of three digits. `counts` are the phrases that hold a
    number, by key and plural category. `state` is `written` (the reference), `reviewed` by a speaker, or `drafted`.
    """

    language: str
    direction: str
    quotes: tuple[str, str, str, str]
    phrases: Mapping[str, str]
    counts: Mapping[str, Mapping[str, str]]
    decimal: str = "."
    thousands: str = ","
    state: str = "written"

    @property
    def is_drafted(self) -> bool:
        """True while no speaker of the language has reviewed its words."""
        return self.state == "drafted"

    @property
    def name(self) -> str:
        """The name of the language in English."""
        from babel import Locale

        return Locale.parse(self.language.replace("-", "_")).get_display_name("en") or self.language

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
        """The date in the medium form of the language, such as `Nov 23, 2026`."""
        from babel.dates import format_date

        return str(format_date(date, format="medium", locale=self.language.replace("-", "_")))


def known_languages() -> tuple[str, ...]:
    """The languages that have a file of words, sorted."""
    files = resources.files(__name__).iterdir()
    return tuple(sorted(f.name.removesuffix(".yaml") for f in files if f.name.endswith(".yaml")))


@functools.cache
def words_for(language: str) -> Words | None:
    """The words of a BCP 47 language tag: of the tag itself, else of its first part, else None."""
    import yaml

    for tag in (language, language.split("-")[0]):
        if tag in known_languages():
            text = resources.files(__name__).joinpath(f"{tag}.yaml").read_text(encoding="utf-8")
            data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
            quotes = tuple(data["quotes"])
            numbers = data["numbers"] if tag == language else _numbers_of_region(language, data["numbers"])
            return Words(
                language,
                data["direction"],
                quotes,
                data["phrases"],
                data["counted"],
                state=data["state"],
                **numbers,
            )
    return None


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
    from babel import Locale

    exact = Fraction(count)
    if (exact * 1000).denominator != 1:
        return "other"
    number = int(exact) if exact.denominator == 1 else Decimal(int(exact * 1000)).scaleb(-3).normalize()
    return str(Locale.parse(language.replace("-", "_")).plural_form(number))


@functools.cache
def mathematics_in(language: str) -> Vocabulary | None:
    """How a language says formulas: that of the tag itself, else of its first part, else None."""
    import yaml

    for tag in (language, language.split("-")[0]):
        file = resources.files(__name__).joinpath("mathematics", f"{tag}.yaml")
        if tag.replace("-", "").isalnum() and file.is_file():
            # Numbers among the keys are names here.
            data = yaml.load(file.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
            return Vocabulary(
                phrases=data["phrases"],
                parts={str(key): tuple(value) for key, value in data["parts"].items()},
                units={key: tuple(value) for key, value in data["units"].items()},
                unicode_names=data.get("unicode-names", False),
                **{key: data[key] for key in _NAMES},
            )
    return None


_NAMES = ("operators", "limits", "functions", "accents", "primes", "letters", "symbols", "temperatures", "per")
