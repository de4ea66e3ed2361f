"""How messages name the requirements of a plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from guidegen.assembly.selection.plan import FEATURES, NO_MOST, PARTS_OF_POINT, Limit, Plan, Row, asked
from guidegen.model.quiz import Criteria

_MOST_LISTED = 8
#: Before the values of each feature, and the word after them.
_PHRASES: Mapping[str, tuple[str, str]] = {
    "objective": ("with objective", ""),
    "tag": ("with tag", ""),
    "level": ("with level", ""),
    "kind": ("of kind", ""),
    "points": ("worth", "points"),
    "section": ("on section", ""),
    "bank": ("from bank", ""),
}


def items(count: int) -> str:
    """`1 item`, `3 items`."""
    return "1 item" if count == 1 else f"{count} items"


def listed(parts: Sequence[str], word: str = "and") -> str:
    """`a`; `a and b`; `a, b and c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def quoted(ids: Iterable[str]) -> str:
    """Ids for a message, the first few of many."""
    names = [f"`{id_}`" for id_ in ids]
    more = len(names) - _MOST_LISTED
    return listed(names) if more <= 0 else f"{', '.join(names[:_MOST_LISTED])} and {more} more"


def described(criteria: Criteria) -> str:
    """` with level `apply` and of kind `essay` or `cloze``, or nothing where anything will do."""
    parts = []
    for name, values in asked(criteria):
        before, after = _PHRASES[name]
        shown = listed([str(value) if name == "points" else f"`{value}`" for value in values], "or")
        parts.append(" ".join(filter(None, (before, shown, "point" if shown == "1" and after else after))))
    return f" {' and '.join(parts)}" if parts else ""


def name_of(plan: Plan, row: Row) -> str:
    """`row 2`, `row 2 of “Part A”`, `the quiz`, `the rest of the quiz`."""
    title = plan.parts[row.part]
    whole = f"“{title}”" if title else "the quiz"
    if row.number:
        return f"row {row.number} of {whole}" if title else f"row {row.number}"
    has_others = any(other.part == row.part and other.number for other in plan.rows)
    return f"the rest of {whole}" if has_others else whole


def asks(row: Row) -> str:
    """`3 items with level `apply``."""
    return f"{items(row.need)}{described(row.criteria)}"


def limit_phrase(plan: Plan, limit: Limit) -> str:
    """`the limit of at most 2 items of kind `essay``."""
    where = f" in “{plan.parts[limit.part]}”" if limit.part is not None and plan.parts[limit.part] else ""
    if limit.of_points:
        return f"the total of {limit.least // PARTS_OF_POINT} points{where}"
    bounds = []
    if limit.least:
        bounds.append(f"at least {limit.least}")
    if limit.most < NO_MOST:
        bounds.append(f"at most {limit.most}")
    noun = "item" if (limit.most if limit.most < NO_MOST else limit.least) == 1 else "items"
    return f"the limit of {' and '.join(bounds) or 'any number of'} {noun}{described(limit.criteria)}{where}"


def unknown_values(plan: Plan, criteria: Criteria) -> str:
    """A hint about the values that no item has, with the one that may be meant; empty when all are known."""
    import difflib

    for name, wanted in asked(criteria):
        known = {str(value) for each in plan.candidates.values() for value in FEATURES[name](each.item, each.bank)}
        for value in wanted:
            if str(value) not in known:
                near = difflib.get_close_matches(str(value), sorted(known), n=1)
                meant = f" Is `{near[0]}` meant?" if near else ""
                return f"No item of the banks has the {name} `{value}`.{meant}"
    return ""


def capital(sentence: str) -> str:
    """The sentence with a capital at its beginning."""
    return sentence[:1].upper() + sentence[1:]
