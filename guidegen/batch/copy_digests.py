"""What copies are made of, in short: two with the same digest have the same bytes.

A digest holds the values of a row. It is nowhere written as it is: see `copy_ledger`.
"""

from __future__ import annotations

from collections.abc import Collection

from guidegen.assembly.copies import Copies, Drawn
from guidegen.batch.choices import Choices
from guidegen.batch.compile import Press
from guidegen.batch.ledger import made_of
from guidegen.content_digest import content_digest
from guidegen.kept.digests import blake2b
from guidegen.model.roster import Recipient
from guidegen.records import replace


class CopyDigests:
    """The digests of one run. What all copies of one print size and language share is looked through once."""

    def __init__(self, copies: Copies | None, choices: Choices, producer: str) -> None:
        """For copies of a quiz, or of what has none."""
        self.copies = copies
        self.choices = choices
        self.producer = producer
        self._shared: dict[tuple[int, tuple[str, ...]], str] = {}
        self._of_rows: Drawn | None = None

    def of_row(self, press: Press, recipient: Recipient) -> bytes:
        """That of the copy for a row. The line on which it stands does not count."""
        return self._digest(press, self._drawn(), content_digest(replace(recipient, line=0)))

    def of_blank(self, press: Press, kind: str, number: int, forms: Collection[str] = ()) -> bytes:
        """That of a copy without a name.

        Which items are left to make up with depends on the lettered `forms` that rows ask for.
        """
        is_other = kind == "make-up" and self.copies is not None
        drawn = self.copies.drawn_to_make_up(forms) if is_other and self.copies is not None else self._drawn()
        return self._digest(press, drawn, f"{kind} {number}")

    def _drawn(self) -> Drawn:
        """The items of the copies of rows, of which each has another order."""
        if self._of_rows is None:
            self._of_rows = self.copies.drawn() if self.copies is not None else Drawn((), None)
        return self._of_rows

    def _digest(self, press: Press, drawn: Drawn, copy: str) -> bytes:
        key = id(press), drawn.ids
        if key not in self._shared:
            self._shared[key] = self._of_all(press, drawn)
        return blake2b(f"{self._shared[key]} {copy}".encode(), digest_size=16).digest()

    def _of_all(self, press: Press, drawn: Drawn) -> str:
        """All that copies with these items are made of beside their rows."""
        told: list[object] = [drawn, made_of(press, (), self.choices, self.producer)]
        ids = frozenset(drawn.ids)
        for each in (press, press.beside):
            if each is not None:
                items = [item for bank in each.banks for item in bank.items if item.common.id in ids]
                banks = [replace(bank, items=()) for bank in each.banks]
                told += [items, banks, {id_: place for id_, place in each.places().items() if id_ in ids}]
        return content_digest(told)
