"""The files that a build would make, and those that nothing makes any more, as far as that is known beforehand."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from guidegen.batch.earlier_files import EarlierFiles
from guidegen.batch.files_made import edition_of, facts_of, short
from guidegen.batch.manifest import Entry
from guidegen.batch.outlet import Outlet
from guidegen.batch.outputs import OutputId
from guidegen.batch.variants import code_in, variant_of
from guidegen.records import replace

if TYPE_CHECKING:
    from guidegen.batch.copies import CopyRun, Foreseen
    from guidegen.batch.foreseen import Foresight


class ForeseenFiles:
    """Takes files for made as if an outlet had written them."""

    def __init__(self, outlet: Outlet) -> None:
        """Before anything is taken."""
        self.outlet = outlet
        self.made = outlet.made
        self._merged_anew: set[str] = set()

    def take(self, path: str, made: Iterable[tuple[OutputId, Mapping[str, object]]]) -> None:
        """Take files of the source at `path` for written, with what the manifest would say of them."""
        for output, facts in made:
            self.made.entries[output.file_name()] = _entry(output, path, facts)
            self.made.built.add((path, output.size, edition_of(output)))

    def take_copy(self, copy: Foreseen, *, is_merged: bool) -> None:
        """The same for a copy, in a file of its own or with others."""
        output = replace(copy.output, merged=is_merged)
        self.made.codes.add(code_in(variant_of(output), str(copy.facts.get("quiz_code"))))
        if not is_merged:
            self.made.copies.add(short(output.file_name()))

    def take_copies(self, run: CopyRun, path: str, foresight: Foresight) -> None:
        """The same for what is known of all copies of a run, and for their keys."""
        self.made.built.add((path, run.choices.size, run.edition))
        self.take(path, [(key.output, key.facts) for key in foresight.keys])
        for output in foresight.merged:
            self.made.copies.add(short(output.file_name()))
        if run.wanted.merge and not foresight.are_there:
            self._merged_anew.add(path)

    def stands(self, path: str, foreseen: Foreseen) -> bool:
        """Whether the key of copies is there as an earlier build left it, and answers just these."""
        entry = self.outlet.previous.get(foreseen.output.file_name(), {})
        says = _entry(foreseen.output, path, foreseen.facts)
        return all(entry.get(name) == told for name, told in says.items()) and self.outlet.store.is_ours(entry)

    def removals(self) -> list[tuple[str, str]]:
        """The files that nothing makes any more, as far as that is known without building, with the reason.

        A file whose name may tell whose it is has none here.
        """
        outlet, store = self.outlet, self.outlet.store
        earlier = EarlierFiles(outlet.root, store, outlet.report, self.made, outlet.sources, outlet.previous)
        others = (entry for name, entry in outlet.previous.items() if name not in self.made.entries)
        copies = (
            entry
            for entry in store.previous_copies(outlet.left)
            if short(store.name_of(entry)) not in self.made.copies
            and not (entry.get("merged") and entry.get("source") in self._merged_anew)
        )
        found: dict[tuple[str, str], None] = {}
        last = ""
        for entry in itertools.chain(others, copies):
            name, source = store.name_of(entry), entry.get("source")
            if name and not earlier.is_past(entry):
                earlier.look_at_age(entry)
                continue
            if not name or name == last or not store.is_ours(entry):
                continue
            last = name
            reason = f"{source} is gone" if earlier.is_gone(entry) else f"{source} does not make it any more"
            found[name if "file" in entry else "", reason] = None
        return list(found)


def _entry(output: OutputId, path: str, facts: Mapping[str, object]) -> Entry:
    """What the manifest would say of a file that is not made, as far as others are held against it."""
    part = {"kind": "key"} if output.is_key else {"kind": "teach-back"} if output.is_teach_back else {}
    return {**part, **facts_of(output), "fillable": output.fillable, "source": path, **facts}
