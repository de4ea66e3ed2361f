"""The words that the program itself prints, by language: data files beside this module, one a language.

A phrase may hold named places, such as `{page}`; `Words.phrase` fills them with text or with inline runs.
Dates are written by Babel, which is imported only when there is a date to print.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import TypeVar

from guidegen.inline import Text
from guidegen.mathematics.speech import Vocabulary

T = TypeVar("T")
_PLACE = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Words:
    """The phrases of one language by key. `quotes` are its opening and closing quotation marks, double then single.

    `decimal` stands before decimals, `thousands` between groups of three digits.
    """

    language: str
    direction: str
    quotes: tuple[str, str, str, str]
    phrases: Mapping[str, str]
    decimal: str = "."
    thousands: str = ","

    def __getitem__(self, key: str) -> str:
        """The phrase `key`; KeyError for a key that the locale file lacks (a programmer's mistake)."""
        return self.phrases[key]

    def fill(self, key: str, **values: str) -> str:
        """The phrase with its places filled in."""
        return _PLACE.sub(lambda match: values[match[1]], self.phrases[key])

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
            return Words(language, data["direction"], tuple(data["quotes"]), data["phrases"], **data["numbers"])
    return None


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
