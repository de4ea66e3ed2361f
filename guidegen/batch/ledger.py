"""What the outputs of each source were made of, so that only those are made again whose content changed.

A source's outputs are held against the digests of everything that decides their bytes: the program, what was asked
for, the settings, the look, the source itself, each item that is drawn, and what it cites of other files. Where one
differs, `reasons` says which. The files themselves count by their content: one that somebody altered or removed is
written again.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from guidegen.assembly.form import Form
from guidegen.batch.choices import Choices
from guidegen.batch.compile import Press
from guidegen.batch.said_before import Said
from guidegen.content_digest import content_digest
from guidegen.diagnostics import Diagnostic
from guidegen.kept.folder import KeptFolder
from guidegen.kept.program import fingerprint
from guidegen.kept.project import digest
from guidegen.kept.quick_json import encoder, loads
from guidegen.records import dataclass, field, field_names, replace

if TYPE_CHECKING:
    from guidegen.batch.saving import Saving


_FORMAT = 3
_MOST_ITEMS_NAMED = 3
#: Why there are no files of a source of which nothing is known.
NEVER_BUILT = "it has not been built yet"

#: What the parts of a source are called where they are given as reasons.
_PARTS: Mapping[str, str] = {
    "program": "the program changed",
    "options": "it was built with other options",
    "settings": "the settings changed",
    "look": "the look changed (theme, colour, page or print size)",
    "source": "{path} changed",
    "beside": "the translation changed",
    "cited": "the sources or sections of a guide that it refers to changed",
    "asked": "what the teach-back page asks about changed",
    "forms": "it has another number of forms",
    "drawn": "other items are drawn, or in another order",
}


@dataclass(frozen=True, slots=True)
class MadeOf:
    """Digests of what decides the outputs of a source: its parts by name, and its items by id, as banks have them.

    The part `items` is of all of them as they are drawn.
    """

    parts: Mapping[str, str]
    items: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of the outputs of a source.

    `outputs` are the files with their digests, `problems` what was found when they were laid out, `files` digests of
    the files at which the problems point, `saving` is what compact print saves, `said` what some of the outputs say.
    """

    made_of: MadeOf
    outputs: Mapping[str, str]
    problems: tuple[Diagnostic, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    saving: Saving | None = None
    said: Mapping[str, Said] = field(default_factory=dict)


def made_of(press: Press, forms: Sequence[Form], choices: Choices, producer: str) -> MadeOf:
    """What the outputs of a source are made of, before any of them is made."""
    known: dict[int, str] = {}
    for item in itertools.chain.from_iterable(form.items for form in forms):
        if id(item) not in known:
            known[id(item)] = content_digest(item)
    ids = dict.fromkeys(item.common.id for form in forms for item in form.items)
    # As they stand in their banks: which values are drawn for an item is no change of it.
    standing = {item.common.id: item for bank in press.banks for item in bank.items if item.common.id in ids}
    items = {id_: known.get(id(standing[id_])) or content_digest(standing[id_]) for id_ in ids if id_ in standing}
    settings = replace(press.project.settings, select=(), also=(), ignore=(), output="", theme="")
    places = {id_: place for id_, place in press.places().items() if id_ in ids}
    parts = {
        "program": fingerprint(),
        "options": content_digest((replace(choices, exclude=(), theme=None, language=None), producer)),
        "settings": content_digest(settings),
        "look": press.look_digest,
        "source": content_digest(press.source),
        "cited": content_digest((press.library, places)),
        "asked": content_digest(press.asked(list(forms))),
        "forms": str(len(forms)),
        "drawn": content_digest([replace(form, items=()) for form in forms] + [[*ids]]),
        "items": digest("".join(known[id(item)] for form in forms for item in form.items).encode()),
    }
    if press.beside is not None:
        parts["beside"] = content_digest(made_of(press.beside, press.others(forms), choices, producer))
    return MadeOf(parts, items)


def reasons(kept: Kept, now: MadeOf, path: str) -> list[str]:
    """Why outputs of the source at `path` are stale, in the words of a list; nothing when they are not."""
    before = kept.made_of
    if before.parts.get("program") != now.parts["program"]:
        return [_PARTS["program"]]
    parts = [part for part in _PARTS if before.parts.get(part) != now.parts.get(part)]
    if "forms" in parts and "drawn" in parts:
        parts.remove("drawn")
    changed = [_PARTS[part].format(path=path) for part in parts]
    names = [id_ for id_, known in now.items.items() if before.items.get(id_, known) != known]
    changed += [f"the item {id_} changed" for id_ in names[:_MOST_ITEMS_NAMED]]
    if len(names) > _MOST_ITEMS_NAMED:
        changed.append(f"{len(names) - _MOST_ITEMS_NAMED} more items changed")
    if not changed and (before.items, before.parts.get("items")) != (now.items, now.parts["items"]):
        changed.append(_PARTS["drawn"])
    return changed


class Ledger:
    """The ledger of one output folder. What is damaged, or of another program, is not there."""

    def __init__(self, root: str, output: str) -> None:
        """For the project at `root`; what an earlier run noted is read when it is asked for."""
        self._folder = KeptFolder(root, "outputs", most_files=16, most_bytes=256 * 1024 * 1024)
        self._name = f"{digest(output.encode('utf-8', 'surrogatepass'))}.json"
        self._changed = False

    def of(self, path: str, choices: Choices) -> Kept | None:
        """What is known of the outputs of a source that were made in this size and format, and imposed in this way."""
        with contextlib.suppress(KeyError, TypeError, ValueError, AttributeError):
            return _parsed(self._known[_variant(path, choices)])
        return None

    def note(self, path: str, choices: Choices, kept: Kept) -> None:
        """Note what the outputs of a source are now."""
        data = _plain(kept)
        if self._known.get(_variant(path, choices)) != data:
            self._known[_variant(path, choices)] = data
            self._changed = True

    def forget(self, path: str, choices: Choices) -> None:
        """What was known of the outputs of a source holds no more."""
        if self._known.pop(_variant(path, choices), None) is not None:
            self._changed = True

    def keep_only(self, paths: Sequence[str]) -> None:
        """Forget the sources that are gone."""
        there = set(paths)
        for variant in [each for each in self._known if each.split("|")[0] not in there]:
            del self._known[variant]
            self._changed = True

    def save(self) -> None:
        """Write the ledger for the next run, if it is not as it was."""
        if self._changed:
            data = {"format": _FORMAT, "program": fingerprint(), "sources": self._known}
            text = encoder(ascii=False, compact=True)(data)
            self._folder.write(self._name, text.encode("utf-8", "surrogatepass"))
            self._folder.trim()
            self._changed = False

    @functools.cached_property
    def _known(self) -> dict[str, Any]:
        data = self._folder.read(self._name)
        if data is None:
            return {}
        try:
            known = loads(data.decode("utf-8", "surrogatepass"))
            if known["format"] != _FORMAT:
                return {}
            sources = known["sources"]
        except (ValueError, KeyError, TypeError, RecursionError):
            return {}
        return sources if isinstance(sources, dict) else {}


def problems_still_hold(kept: Kept, digests: Mapping[str, str]) -> bool:
    """Whether the problems of a source can be said again: the lines at which they point are where they were."""
    return all(digests.get(path) == known for path, known in kept.files.items())


def files_with(problems: Sequence[Diagnostic], digests: Mapping[str, str]) -> dict[str, str]:
    """The files at which problems point, with their digests."""
    if not problems:
        return {}
    from guidegen.batch.plain_problems import files_of

    paths = sorted({path for problem in problems for path in files_of(problem)})
    return {path: digests.get(path, "") for path in paths}


def _variant(path: str, choices: Choices) -> str:
    beside = f"|{choices.bilingual or ''}@{choices.site or ''}" if choices.bilingual or choices.site else ""
    impose = f"|{choices.impose}" if choices.impose else ""
    return f"{path}|{choices.size}|{choices.format}|{'fillable' if choices.fillable else ''}{beside}{impose}"


def _plain(kept: Kept) -> dict[str, Any]:
    return {
        "parts": dict(kept.made_of.parts),
        "items": dict(kept.made_of.items),
        "outputs": dict(kept.outputs),
        "problems": _plain_problems(kept.problems),
        "files": dict(kept.files),
        "saving": _plain_saving(kept.saving),
        "said": {name: [said.digest, said.pages, said.standard] for name, said in kept.said.items()},
    }


def _plain_saving(saving: Saving | None) -> list[Any] | None:
    return [getattr(saving, name) for name in field_names(type(saving))] if saving is not None else None


def _plain_problems(problems: Sequence[Diagnostic]) -> list[Any]:
    if not problems:
        # As of most sources.
        return []
    from guidegen.batch.plain_problems import as_plain

    return [as_plain(problem) for problem in problems]


def _problems_from(told: list[Any]) -> tuple[Diagnostic, ...]:
    if not told:
        return ()
    from guidegen.batch.plain_problems import from_plain

    return tuple(from_plain(problem) for problem in told)


def _parsed(data: Any) -> Kept:
    saving = data["saving"]
    if saving is not None:
        from guidegen.batch.saving import Saving

        saving = Saving(*saving)
    return Kept(
        MadeOf(_texts(data["parts"]), _texts(data["items"])),
        _texts(data["outputs"]),
        _problems_from(data["problems"]),
        _texts(data["files"]),
        saving,
        {name: _said(*told) for name, told in data["said"].items()},
    )


def _said(digest: Any, pages: Any, standard: Any) -> Said:
    if not (isinstance(digest, str) and type(pages) is int and isinstance(standard, str)):
        raise ValueError("nothing that was said")
    return Said(digest, pages, standard)


def _texts(data: Any) -> dict[str, str]:
    if not all(isinstance(text, str) for text in _flat(data)):
        raise ValueError("no texts")
    return dict(data)


def _flat(data: Mapping[str, str]) -> Iterator[object]:
    for name, value in data.items():
        yield name
        yield value
