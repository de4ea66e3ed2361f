"""The way out: a bank to a file of another format, with the report of what it cannot carry."""

from __future__ import annotations

from guidegen.diagnostics import Span
from guidegen.exchange.features import without
from guidegen.exchange.fitness import unfit
from guidegen.exchange.loss import Loss
from guidegen.exchange.outgoing import Outgoing
from guidegen.exchange.settling import settled
from guidegen.exchange.table import FORMATS, Format
from guidegen.inline import plain_text
from guidegen.model.bank import ItemBank
from guidegen.model.item import Item, kind_name
from guidegen.records import dataclass


@dataclass(frozen=True, slots=True)
class Exported:
    """The bytes of the file, the items as they stand in it, and what was lost. No items: nothing to write."""

    data: bytes
    items: tuple[Item, ...]
    losses: tuple[Loss, ...]


def export_bank(bank: ItemBank, format: str) -> Exported:
    """The bank in a format, a key of FORMATS that can be written."""
    target = FORMATS[format]
    if target.write is None:
        raise ValueError(f"{format} cannot be written")
    items: list[Item] = []
    losses: list[Loss] = []
    for item in bank.items:
        common = item.common
        place = common.origin if common.origin.path else Span(bank.path)
        refused = _refusal(item, target)
        if not refused:
            # Only what has its values can be written in another way.
            left, reasons = without(item, bank, target.loses)
            refused = unfit(settled(left)) or target.limit(left)
        if refused:
            losses.append(Loss(place, common.id, refused, refused=True))
        else:
            losses += [Loss(place, common.id, reason) for reason in reasons]
            items.append(left)
    outgoing = Outgoing(bank.name, plain_text(bank.title), bank.language, tuple(items))
    return Exported(target.write(outgoing) if items else b"", tuple(items), tuple(losses))


def _refusal(item: Item, target: Format) -> str:
    """Why the format cannot hold an item of this kind at all, or nothing."""
    if item.common.parameters is not None:
        return "its values are drawn for each form, and would have to be drawn for the file"
    if kind_name(item) not in target.kinds:
        return f"{target.title} has no {kind_name(item)} items"
    return ""
