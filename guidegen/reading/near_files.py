"""The files that a build of some files has to read: what these name, what names them, and so on from there.

A name counts wherever it stands in a text, also where it is a word and no name: too many files are read then, and
never too few. A large library of guides is not read for one of them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from guidegen.reading.translations.names import split_name
from guidegen.source.files import THEME_FOLDER


def near_files(texts: Mapping[str, str], wanted: Collection[str]) -> list[str]:
    """The paths to be read for those that are `wanted`, in their order; `texts` are those of all content files.

    All of them where most are near, since to tell them apart takes as long as to read them.
    """
    names = {path: split_name(path)[0] for path in texts}
    found = {path for path in texts if path in wanted}
    waiting = list(found)
    while waiting and 2 * len(found) < len(texts):
        path = waiting.pop()
        name, text = names[path], texts[path]
        near = [
            each
            for each, other in texts.items()
            if each not in found and (names[each] == name or name in other or names[each] in text)
        ]
        found.update(near)
        waiting += near
    if waiting:
        return list(texts)
    return [path for path in texts if path in found or path.startswith(f"{THEME_FOLDER}/")]
