"""Notices in many languages at once, as data files beside this module.

They are no words of one language: a handout prints them in all those that its clinic names.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

from guidegen.locale import written_as
from guidegen.records import dataclass


@dataclass(frozen=True, slots=True)
class HelpNotice:
    """That help with a language is free, in that language. `call` holds `{phone}`; `name` is what it calls itself."""

    language: str
    name: str
    ask: str
    call: str

    def text(self, phone: str) -> str:
        """The notice, with a number to call if there is one."""
        return self.call.replace("{phone}", phone) if phone else self.ask


@functools.cache
def help_notices() -> Mapping[str, HelpNotice]:
    """The notices by BCP 47 tag."""
    import yaml

    text = Path(__file__).with_name("language-help.yaml").read_text(encoding="utf-8")
    data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return {language: HelpNotice(language, **notice) for language, notice in data["languages"].items()}


def help_notice(language: str) -> HelpNotice | None:
    """The notice in a language, found as words are.

    >>> [notice.language for tag in ("es-MX", "tl", "zh-TW") if (notice := help_notice(tag))]
    ['es', 'fil', 'zh-Hant']
    """
    known = help_notices()
    return known.get(language) or known.get(written_as(language))
