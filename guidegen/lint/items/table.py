"""The rules about items, one row each. Adding a rule is a module, a row here and an entry in the catalogue."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterator

from guidegen.diagnostics import Diagnostic
from guidegen.lint.items import (
    q101_all_of_above,
    q102_none_of_above,
    q103_k_type,
    q104_order,
    q105_option_count,
    q106_true_false,
    q201_stem_focus,
    q202_which_is_true,
    q203_negative,
    q204_unemphasised,
    q205_double_negative,
    q206_blank,
    q301_length,
    q302_absolute,
    q303_hedge,
    q304_grammar,
    q305_clang,
    q306_convergence,
    q307_ends,
    q401_determiner,
    q403_matching,
    q404_cloze_shape,
)
from guidegen.lint.items.ground import ItemGround
from guidegen.model.bank import ItemBank
from guidegen.source.text import SourceText

Rule = Callable[[ItemGround], Iterator[Diagnostic]]

ITEM_RULES: dict[str, Rule] = {
    "Q101": q101_all_of_above.find,
    "Q102": q102_none_of_above.find,
    "Q103": q103_k_type.find,
    "Q104": q104_order.find,
    "Q105": q105_option_count.find,
    "Q106": q106_true_false.find,
    "Q201": q201_stem_focus.find,
    "Q202": q202_which_is_true.find,
    "Q203": q203_negative.find,
    "Q204": q204_unemphasised.find,
    "Q205": q205_double_negative.find,
    "Q206": q206_blank.find,
    "Q301": q301_length.find,
    "Q302": q302_absolute.find,
    "Q303": q303_hedge.find,
    "Q304": q304_grammar.find,
    "Q305": q305_clang.find,
    "Q306": q306_convergence.find,
    "Q307": q307_ends.find,
    "Q401": q401_determiner.find,
    "Q403": q403_matching.find,
    "Q404": q404_cloze_shape.find,
}

#: Rules that run only when they are selected.
OFF = frozenset({"Q305"})


def item_problems(bank: ItemBank, source: SourceText | None = None, selected: Collection[str] = ()) -> list[Diagnostic]:
    """What the rules say about the items of a bank. Rules that are OFF run when they are `selected`."""
    grounds = [ItemGround(item, bank.language, source) for item in bank.items]
    rules = [rule for code, rule in ITEM_RULES.items() if code not in OFF or code in selected]
    return [problem for ground in grounds for rule in rules for problem in rule(ground)]


def notes(code: str) -> str:
    """What the rule's module says of it below its first line: where it comes from, what it leaves alone."""
    module = inspect.getmodule(ITEM_RULES[code])
    return (inspect.getdoc(module) or "").partition("\n\n")[2]
