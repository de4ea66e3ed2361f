"""Fragments that are kept between runs: a text that was set before is not shaped and broken again.

They are found by the digest of all that decides them: the runs, the style and the width, and, for all in a file
together, look, labels, language and program. So what is found is what would be made. What is kept is plain data in the
folder `.guidegen`; a file that is damaged, or of another program, is as good as absent, and so is an entry that does
not read as a fragment. A fragment with problems is never kept, since they know places in files; nor is any of a copy
for a person (`batch` sees to that).

The file has a line for each fragment, its key before it. A line is read when its fragment is asked for, and written
again as it is. Whole blocks (`kept_blocks`) stand behind them, so that those of use are written again as they are.
Fragments that stand in a block stand nowhere else: as long as it is of use, none need be asked for.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from guidegen.content_digest import content_digest
from guidegen.diagnostics import Span
from guidegen.document.elements import Labels, PageReference
from guidegen.kept.folder import KeptFolder
from guidegen.kept.program import fingerprint
from guidegen.kept.quick_json import encoder, loads
from guidegen.render.pdf.deflating import deflated
from guidegen.render.pdf.fragments import Fragment
from guidegen.render.pdf.kept_blocks import Added, KeptBlocks
from guidegen.render.pdf.plain_fragments import fragment_from, plain_fragment
from guidegen.render.pdf.plain_kinds import UNREADABLE

if TYPE_CHECKING:
    from guidegen.render.pdf.plain_blocks import KeysOfBlock

#: Narrowest and widest width of a text.
Extent = tuple[float, float]
_FORMAT = 4
_LARGEST = 64 * 1024 * 1024


class KeptFragments:
    """The fragments of one source in one look. Only those that this run used are kept for the next."""

    def __init__(
        self, folder: KeptFolder, name: str, look: str, labels: Labels, language: str, *, right_to_left: bool
    ) -> None:
        """What an earlier run kept under this name, if it holds for this look, of which `look` is the digest."""
        self._folder = folder
        self._name = f"{name}.bin"
        self._base = content_digest((fingerprint(), look, labels, language, right_to_left))
        #: What each fragment was written down as, by its key.
        self._known: dict[str, str] = {}
        #: The texts that were asked for, by key: those of blocks that are kept stand with these.
        self._asked: dict[str, Fragment | Extent] = {}
        self._of_blocks: dict[str, Fragment | Extent] = {}
        self._names: dict[int, tuple[str, Fragment]] = {}
        self.blocks = self._read() or KeptBlocks([], b"")

    def fragment(self, key: str, origin: Span) -> Fragment | None:
        """The fragment of this key, as one that stands at `origin`."""
        written = self._known.get(key)
        if written is None:
            text = self.blocks.text(key)
            found = replace(text, origin=origin) if isinstance(text, Fragment) else None
        else:
            try:
                found = fragment_from(loads(written), origin)
            except UNREADABLE:
                found = None
        if found is not None:
            self.put(key, found)
        return found

    def put(self, key: str, fragment: Fragment) -> None:
        """Keep a fragment that was made, unless something is wrong with it."""
        if not fragment.problems:
            self._asked[key] = fragment
            self._names[id(fragment)] = key, fragment

    def extent(self, key: str) -> Extent | None:
        """How narrow and how wide the text of this key can be set."""
        written = self._known.get(key)
        try:
            if written is not None:
                [narrowest, widest] = loads(written)
            else:
                [narrowest, widest] = self.blocks.text(key)
        except UNREADABLE:
            return None
        if not (type(narrowest) is type(widest) is float):
            return None
        self._asked[key] = narrowest, widest
        return narrowest, widest

    def put_extent(self, key: str, extent: Extent) -> None:
        """Keep how narrow and how wide a text can be set."""
        self._asked[key] = extent

    def begin_block(self) -> dict[str, Fragment | Extent]:
        """A block begins to be laid out; gives what was asked for until now, which is for `end_block`."""
        asked, self._asked = self._asked, {}
        return asked

    def end_block(
        self,
        asked: dict[str, Fragment | Extent],
        key: str,
        added: Added | None,
        pages: Sequence[tuple[PageReference, str]],
        keys: KeysOfBlock,
    ) -> None:
        """The block is laid out; there is nothing to keep where it added what is not kept."""
        own, self._asked = self._asked, asked
        is_kept = False
        if added is not None:
            is_kept = self.blocks.put(key, added, pages, keys, own, self._name_of)
        (self._of_blocks if is_kept else self._asked).update(own)

    def let_go_of_blocks(self) -> bool:
        """Take and keep no blocks of this document; whether one was taken, so that it has to be laid out anew."""
        # Those of other documents stand twice then.
        self._asked.update(self._of_blocks)
        return self.blocks.let_go()

    def _name_of(self, fragment: Fragment) -> str | None:
        known = self._names.get(id(fragment))
        return known[0] if known is not None else None

    def save(self) -> None:
        """Write down what was used, if it is not what was there, and let go of it."""
        if self._asked.keys() != self._known.keys() or not self.blocks.is_as_it_was():
            self._write()
        self._known, self._asked, self._of_blocks, self._names = {}, {}, {}, {}
        self.blocks = KeptBlocks([], b"")

    def _write(self) -> None:
        encode = encoder(ascii=False, compact=True)
        lines = []
        for key, text in self._asked.items():
            written = self._known.get(key)
            if written is None:
                written = encode(plain_fragment(text) if isinstance(text, Fragment) else list(text))
            lines.append(f"{key} {written}")
        packed = deflated("\n".join(lines).encode("utf-8", "surrogatepass"), quickly=True)
        index, pieces = self.blocks.plain(encode)
        head = f"{_FORMAT} {self._base}\n{encode([len(packed), index])}\n"
        self._folder.write(self._name, b"".join([head.encode("utf-8", "surrogatepass"), packed, *pieces]))

    def _read(self) -> KeptBlocks | None:
        """Read the fragments and blocks that are there."""
        data = self._folder.read(self._name)
        if data is None:
            return None
        head, _, rest = data.partition(b"\n")
        if head != f"{_FORMAT} {self._base}".encode():
            return None
        told, _, pieces = rest.partition(b"\n")
        try:
            size, index = loads(told.decode("utf-8", "surrogatepass"))
            text = zlib.decompressobj().decompress(pieces[:size], _LARGEST).decode("utf-8", "surrogatepass")
            found = dict([line.split(" ", 1) for line in text.split("\n") if line])
            blocks = KeptBlocks(index, pieces[size:])
        except (zlib.error, *UNREADABLE):
            return None
        self._folder.touch(self._name)
        self._known = found
        return blocks
