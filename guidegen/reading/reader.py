"""What a file's shapes share while it is read: where problems go, what is declared and mentioned, how prose is placed.

Files are linked by what they declare and mention (`guidegen.reading.references`), not by the model that is built
from them: so a file with errors can still be checked against the others, and the others against it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import guidegen.reading.prose as prose_syntax
from guidegen.catalogue import diagnosed
from guidegen.diagnostics import Diagnostic, Fix, Label, Span
from guidegen.inline import Prose, TypedProse, Variable
from guidegen.model.image import Image
from guidegen.model.prose import Blocks
from guidegen.records import dataclass, field
from guidegen.source.files import ProjectFiles, Refusal
from guidegen.source.nodes import MappingNode, Node, ScalarNode, SequenceNode
from guidegen.source.text import SourceText

if TYPE_CHECKING:
    from guidegen.reading.translations.originals import Originals


_MOST_SUGGESTIONS = 50
_DERIVED = {"section": "from its title", "block": "from its place", "item": "from its first words"}


@dataclass(frozen=True, slots=True)
class Mention:
    """Something that a file names and that must exist: `kind` is bank, guide, section, source, objective or item."""

    kind: str
    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Declaration:
    """Something that a file brings into being under a name: `kind` is section, block, source, objective or item.

    `is_typed` is False when the name is not typed like that in the file: it is derived, or how a bad id will
    be mended.
    """

    kind: str
    name: str
    span: Span
    is_typed: bool = True


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of items, and where it stands."""

    number: int
    span: Span


@dataclass(slots=True)
class Reader:
    """Collects the problems, declarations and mentions of one file.

    `images` and `texts` (of tables, by path) are shared by all files of a project. `placeholders` are the `{{...}}`
    that nobody has taken as their own yet. `item_files` are the files that name items of earlier forms, with these.

    `unsure` holds the kinds of which the file may declare or mention more than could be read. `items_wanted` is the
    number that a quiz asks for, `items_held` how many a bank has. `originals` are there for a translation.
    """

    source: SourceText
    files: ProjectFiles
    images: dict[str, Image | Refusal] = field(default_factory=dict)
    texts: dict[str, SourceText] = field(default_factory=dict)
    language: str = "en"
    diagnostics: list[Diagnostic] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    declarations: list[Declaration] = field(default_factory=list)
    unsure: set[str] = field(default_factory=set)
    placeholders: list[Variable] = field(default_factory=list)
    item_files: list[tuple[ScalarNode, frozenset[str]]] = field(default_factory=list)
    items_wanted: Amount | None = None
    items_held: int | None = None
    #: The paths of the pictures that were read.
    pictures: set[str] = field(default_factory=set)
    # By the identity of their nodes, which are kept beside them so that no other node takes the identity over.
    _inline: dict[int, tuple[Prose, ScalarNode]] = field(default_factory=dict)
    _blocks: dict[int, tuple[Blocks, ScalarNode]] = field(default_factory=dict)
    _blanks: dict[int, list[tuple[str, Span]]] = field(default_factory=dict)
    _data: dict[int, ScalarNode] = field(default_factory=dict)
    suggestions: int = 0
    originals: Originals | None = None

    def report(
        self,
        code: str,
        span: Span,
        message: str,
        hint: str = "",
        labels: tuple[Label, ...] = (),
        fix: Fix | None = None,
    ) -> None:
        """Note a problem; its severity is that of the catalogue."""
        self.diagnostics.append(diagnosed(code, message, span, hint=hint, labels=labels, fix=fix))

    def nearest(self, word: str, known: Iterable[str]) -> str:
        """The known word that is most like `word`, or nothing; only for the first words asked for, as it is slow."""
        self.suggestions += 1
        if self.suggestions > _MOST_SUGGESTIONS:
            return ""
        from guidegen.reading.likeness import most_like

        return most_like(word, known)

    def mention(self, kind: str, name: str, span: Span) -> None:
        """Note that the file needs something of this name."""
        self.mentions.append(Mention(kind, name, span))

    def declare(self, kind: str, name: str, span: Span, is_typed: bool = True) -> None:
        """Note that the file brings something of this name into being."""
        self.declarations.append(Declaration(kind, name, span, is_typed))

    def declared(self, *kinds: str) -> list[Declaration]:
        """What the file declares of these kinds, in the order in which it was read."""
        return [declaration for declaration in self.declarations if declaration.kind in kinds]

    def mentioned(self, kind: str) -> list[Mention]:
        """What the file names of this kind."""
        return [mention for mention in self.mentions if mention.kind == kind]

    def report_repeated(self, *kinds: str) -> None:
        """Report each declaration of these kinds whose name is taken."""
        first: dict[str, Span] = {}
        for kind in kinds:
            for declared in sorted(self.declared(kind), key=lambda each: each.span):
                taken = first.setdefault(declared.name, declared.span)
                if taken is not declared.span:
                    message = f"The id `{declared.name}` of this {kind} is taken."
                    if not declared.is_typed:
                        message = f"This {kind} gets the id `{declared.name}` {_DERIVED[kind]}, but that id is taken."
                    hint = f"Give this {kind} an `id:` of its own."
                    self.report("S206", declared.span, message, hint, labels=(Label(taken, "first here"),))

    def inline(self, node: ScalarNode) -> Prose:
        """The prose of an inline field. A text that is repeated with `*name` is parsed once."""
        known = self._inline.get(id(node))
        if known is None:
            of = self.originals.inline(node) if self.originals is not None else None
            runs = prose_syntax.words_alone(node.value)
            if runs is None:
                notes = prose_syntax.Notes(node.placer())
                runs = prose_syntax.parse_inline(node.value, notes)
                self._take(notes, node)
            known = self._inline[id(node)] = TypedProse.of(runs, node, of), node
        if "{{" in node.value:
            self._take_placeholders(known[0])
        return known[0]

    def _take_placeholders(self, value: object) -> None:
        # Few banks have variables.
        from guidegen.model.placeholders import placeholders

        self.placeholders += placeholders(value)

    def blocks(self, node: ScalarNode) -> Blocks:
        """The prose of a block field; each block knows its place."""
        known = self._blocks.get(id(node))
        if known is None:
            blocks = prose_syntax.paragraphs_alone(node.value, self._placer(node))
            if blocks is None:
                notes = prose_syntax.Notes(node.placer())
                blocks = self._parsed(node, notes)
                self._take(notes, node)
            known = self._blocks[id(node)] = blocks, node
        if "{{" in node.value:
            self._take_placeholders(known[0])
        return known[0]

    def stem(self, node: ScalarNode) -> Blocks:
        """The prose of a stem, which may have blanks with their answers; `blanks_of` gives these."""
        if id(node) not in self._blanks:
            known = prose_syntax.paragraphs_alone(node.value, self._placer(node))
            blanks: list[tuple[str, Span]] = []
            if known is None:
                notes = prose_syntax.Notes(node.placer(), blanks=[])
                known = self._parsed(node, notes)
                self._take(notes, node)
                blanks = [(each.content, notes.place(each.start, each.end)) for each in notes.blanks or ()]
            self._blocks[id(node)], self._blanks[id(node)] = (known, node), blanks
            if self.originals is not None:
                self.originals.pair_blanks(node, blanks)
        blocks = self._blocks[id(node)][0]
        if "{{" in node.value:
            self._take_placeholders((blocks, *(_unchecked(*blank) for blank in self._blanks[id(node)])))
        return blocks

    def is_prose(self, node: ScalarNode) -> bool:
        """Whether a text was read as prose."""
        return any(id(node) in read for read in (self._inline, self._blocks, self._blanks))

    def keep(self, node: Node | None) -> None:
        """Note that what stands here says the same in every language, though it may hold letters: `{{a > b}}`."""
        if isinstance(node, ScalarNode):
            self._data[id(node)] = node
        elif isinstance(node, SequenceNode):
            for child in node.children:
                self.keep(child)
        elif isinstance(node, MappingNode):
            for entry in node.entries:
                self.keep(entry.value)

    def is_kept(self, node: ScalarNode) -> bool:
        """Whether it was noted that a text says the same in every language."""
        return id(node) in self._data

    def prose_at(self, node: ScalarNode) -> Prose | Blocks:
        """The prose that was read of a text, or nothing."""
        read = self._blocks.get(id(node)) or self._inline.get(id(node))
        return read[0] if read is not None else ()

    def original_blocks(self, node: Node | None, blocks: Blocks) -> Blocks:
        """What the blocks that were read of a node translate; themselves where they are no translation."""
        original = self.originals.blocks(node) if self.originals is not None else None
        return blocks if original is None else original

    def original_words(self, node: Node | None) -> str | None:
        """What a text without markup translates; None where it is no translation."""
        original = self.originals.node(node) if self.originals is not None else None
        return None if original is None else " ".join(original.value.split())

    def blanks_of(self, node: Node | None) -> list[tuple[str, Span]]:
        """What stands in the `[[...]]` of a stem that was read, in order, each with its place."""
        return self._blanks.get(id(node), [])

    def piece(self, text: str, at: Span) -> Prose:
        """A piece of a text whose variables are known, as inline prose; what is wrong with it is reported at `at`."""
        notes = prose_syntax.Notes(lambda _start, _end: at)
        prose = prose_syntax.parse_inline(text, notes)
        for finding in notes.findings:
            self.report(finding.code, at, finding.message, finding.hint)
        for cited in notes.citations:
            self.mention("source" if cited.is_id else "misspelt source", cited.source, at)
        if self.originals is not None and (original := self.originals.pieces.get((text, at))) is not None:
            return TypedProse.of(prose, original[0], prose_syntax.parse_inline(original[1]))
        return prose

    def _parsed(self, node: ScalarNode, notes: prose_syntax.Notes) -> Blocks:
        def read(path: str, start: int, end: int) -> Image | None:
            return self._image_at(path, node.place(start, end))

        return prose_syntax.parse_blocks(node.value, notes, self._placer(node), read)

    def _placer(self, node: ScalarNode) -> Callable[[int, int], Span]:
        if "\n" in node.value:
            return node.placer()
        whole = node.span
        return lambda _start, _end: whole

    def _take(self, notes: prose_syntax.Notes, node: ScalarNode) -> None:
        if node.style == "double" and "$`" in node.value:
            from guidegen.reading.yaml_escapes import taken_for_escapes

            hint = "Use single quotation marks around the text, or write two backslashes."
            for at, escape in taken_for_escapes(node):
                message = f"Between double quotation marks `{escape}` is not the beginning of a LaTeX command."
                self.report("S270", at, message, hint)
        if not notes.findings and not notes.citations:
            return
        place = node.placer()
        for finding in notes.findings:
            self.report(finding.code, place(finding.start, finding.end), finding.message, finding.hint)
        for cited in notes.citations:
            kind = "source" if cited.is_id else "misspelt source"
            self.mention(kind, cited.source, place(cited.start, cited.end))

    def image(self, node: ScalarNode) -> Image | None:
        """The picture at a path relative to the file's folder; what is wrong with it is reported at the path."""
        return self._image_at(node.value, node.span)

    def _image_at(self, typed: str, span: Span) -> Image | None:
        from guidegen.reading.images import read_image

        asked = self.files.questions
        folder = self.source.path.rpartition("/")[0]
        path = self.files.resolve(folder, typed)
        if isinstance(path, str) and path not in self.images:
            self.images[path] = read_image(self.files, path)
        found = self.images[path] if isinstance(path, str) else path
        if isinstance(found, Refusal):
            self.report(found.code, span, found.message, found.hint)
            return None
        # A picture that stands in what is read tells itself whether it changed.
        self.pictures.add(found.path)
        self.files.questions = asked
        return found


def _unchecked(text: str, at: Span) -> Prose:
    """A text as prose whose every part stands at `at`, without what is wrong with it."""
    return prose_syntax.parse_inline(text, prose_syntax.Notes(lambda _start, _end: at))
