"""What can be corrected in the files of an earlier run, kept in the folder `.guidegen`.

One file has that of all documents of one source in one look, two lines for each. It is plain data: digests of texts
and places on pages, no words but those of links and those at the foot of each page. What is damaged, or belongs to
another program or to other bytes than the file has now, is as good as absent.
"""

from __future__ import annotations

from collections.abc import Mapping

from guidegen.kept.folder import KeptFolder
from guidegen.kept.quick_json import encoder, loads
from guidegen.render.pdf.passages import Correctable, glyphs_of_plain, plain_glyphs

_FORMAT = 1
_WRONG = (TypeError, ValueError, KeyError, IndexError, AttributeError, RecursionError)


class KeptPassages:
    """Those of one source in one look; `base` is a digest of all that its documents are made with."""

    def __init__(self, folder: KeptFolder, name: str, base: str) -> None:
        """Nothing is read before something is asked for."""
        self._folder = folder
        self._name = f"{name}.jsonl"
        self._head = f"{_FORMAT} {base}"
        self._lines: dict[str, str] | None = None
        self._new: dict[str, Correctable] = {}

    def of(self, file: str, digest: str) -> Correctable | None:
        """What is known of a file by its name, if that is of the bytes with this digest."""
        line = self._read().get(file)
        if line is None or not digest or not line.startswith(f'["{digest}"'):
            return None
        try:
            _, rest, digests, passages, words, foot, pages, first_font, faces, anchors, standard = loads(line)
            glyphs = glyphs_of_plain(faces)
        except _WRONG:
            return None
        return Correctable(rest, digests, passages, words, foot, pages, first_font, glyphs, anchors, standard)

    def put(self, file: str, known: Correctable) -> None:
        """Keep what is known of a file of this run."""
        self._new[file] = known

    def save(self, outputs: Mapping[str, str]) -> None:
        """Write it down with the digests of the files of this run, if it is not what was there."""
        encode = encoder(ascii=False, compact=True)
        old = self._read()
        lines = {file: old[file] for file in outputs if file in old and file not in self._new}
        for file, known in self._new.items():
            if file in outputs:
                told = (
                    outputs[file],
                    known.rest,
                    known.digests,
                    known.passages,
                    known.words,
                    known.foot,
                    known.pages,
                    known.first_font,
                    plain_glyphs(known.faces),
                    known.anchors,
                    known.standard,
                )
                lines[file] = encode(told)
        if lines != old:
            text = "\n".join([self._head, *(f"{file}\n{line}" for file, line in lines.items())])
            self._folder.write(self._name, text.encode("utf-8", "surrogatepass"))

    def _read(self) -> dict[str, str]:
        """The lines by file, as an earlier run wrote them down."""
        if self._lines is None:
            data = self._folder.read(self._name)
            head, *rest = data.decode("utf-8", "surrogatepass").split("\n") if data is not None else [""]
            is_ours = head == self._head and len(rest) % 2 == 0
            self._lines = dict(zip(rest[::2], rest[1::2], strict=True)) if is_ours else {}
            if is_ours:
                self._folder.touch(self._name)
        return self._lines
