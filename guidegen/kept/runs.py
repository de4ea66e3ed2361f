"""Records of whole builds: what a run was asked, what it read, what it left, and what it said.

When the same is asked again, of the same files, and everything that was written is still there as it was written,
then there is nothing to do but to say the same again. Files count by content; `stamps` knows that of files that nobody
touched since. A record holds nothing of what stands in files, a roster least of all: of files it has digests, beside
them the problems that were told.
"""

from __future__ import annotations

import os
import time

from guidegen.kept.digests import blake2b
from guidegen.kept.folder import KeptFolder
from guidegen.kept.program import fingerprint
from guidegen.kept.project import content_paths, root_of
from guidegen.kept.quick_json import dumps_texts, encoder, loads
from guidegen.kept.stamps import Stamps

# Said in this way, and classes written out, since to load `typing`, `collections`, `json` and what they load takes most
# of the time that is spent here.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

_FORMAT = 1
_MANIFEST = "manifest.json"
#: What the names of files begin with that are being written to the output folder, or were when a run was killed.
_BEING_WRITTEN = ".guidegen-"
#: What is said of a command of which no run came to its end.
NEVER_RUN = "it has not been built yet with these options and this program"


class Asked:
    """A command as it was typed, and the folder that it was typed in. `held` is what it made, to the very end."""

    __slots__ = ("arguments", "folder", "held")

    def __init__(self, arguments: Sequence[str], folder: str) -> None:
        self.arguments = arguments
        self.folder = folder
        self.held: object = None


class Reading:
    """What a run read. Digests are those of the bytes that it saw, `ABSENT` for a file that it missed.

    `start` is the folder from which the project was looked for. `content` are the paths of the content files, `inputs`
    all files of the project by path, `named` those that were named on the command line, by absolute path.
    """

    __slots__ = ("content", "inputs", "named", "start")

    def __init__(
        self,
        start: str,
        content: Sequence[str],
        inputs: Mapping[str, str],
        named: Mapping[str, str],
    ) -> None:
        self.start = start
        self.content = content
        self.inputs = inputs
        self.named = named


class Outcome:
    """What a run left and said.

    `output` is the folder, `manifest` the digest of its manifest (empty: there is none), `outputs` are the files by
    name with their digests. The files of `copies` (paths of sources) stand in the manifest alone. `problems` are
    diagnostics as plain data, `shown` the files whose lines are shown with them, `said` sentences, `code` is the exit
    code. `day` is the day for which all this holds, or empty.
    """

    __slots__ = (
        "code",
        "copies",
        "day",
        "files",
        "manifest",
        "output",
        "outputs",
        "problems",
        "quiet",
        "said",
        "shown",
    )

    def __init__(
        self,
        output: str,
        manifest: str,
        outputs: Mapping[str, str],
        copies: Sequence[str],
        files: int,
        problems: Sequence[Any],
        shown: Sequence[str],
        said: Sequence[str],
        code: int,
        quiet: bool,
        day: str,
    ) -> None:
        self.output = output
        self.manifest = manifest
        self.outputs = outputs
        self.copies = copies
        self.files = files
        self.problems = problems
        self.shown = shown
        self.said = said
        self.code = code
        self.quiet = quiet
        self.day = day


class Recalled:
    """A run that need not be done again, in the project at `root`."""

    __slots__ = ("outcome", "root")

    def __init__(self, root: str, outcome: Outcome) -> None:
        self.root = root
        self.outcome = outcome


def recall(asked: Asked) -> Recalled | None:
    """The outcome of the same command in the same folder, if a run of it would change nothing."""
    name = _name(asked)
    for root in dict.fromkeys(_possible_roots(asked)):
        record = _parsed(_records(root).read(name))
        if record is None:
            continue
        reading, outcome = record
        stamps = Stamps(root, name)
        if root_of(reading.start) == root and next(_changes(root, reading, outcome, stamps), None) is None:
            stamps.keep()
            return Recalled(root, outcome)
    return None


def changes(root: str, asked: Asked) -> list[str]:
    """What changed since the same command ran last, in the words of a list; nothing when nothing did."""
    name = _name(asked)
    record = _parsed(_records(root).read(name))
    if record is None:
        return [NEVER_RUN]
    return list(_changes(root, *record, Stamps(root, name)))


def remember(root: str, asked: Asked, reading: Reading, outcome: Outcome) -> bool:
    """Keep a record of a run that is over; False where it cannot be known that another would do the same."""
    if content_paths(root) != reading.content or not set(reading.content) <= reading.inputs.keys():
        return False
    record = {
        "format": _FORMAT,
        "program": fingerprint(),
        "reading": _plain(reading),
        "outcome": _plain(outcome),
    }
    records = _records(root)
    records.write(_name(asked), encoder(ascii=False)(record).encode("utf-8", "surrogatepass"))
    records.trim()
    return True


def up_to_date(outcome: Outcome) -> list[str]:
    """What is said in the end when there was nothing to do."""
    return [*outcome.said, *([] if outcome.quiet else current(outcome.files))]


def current(files: int) -> list[str]:
    """How many files needed no making, in a sentence; nothing when there are none."""
    return [f"{'1 file is' if files == 1 else f'{files:,} files are'} up to date"] if files else []


def _records(root: str) -> KeptFolder:
    return KeptFolder(root, "runs", most_files=64, most_bytes=64 * 1024 * 1024)


def _name(asked: Asked) -> str:
    text = dumps_texts([asked.folder, *asked.arguments])
    return f"{blake2b(text.encode(), digest_size=16).hexdigest()}.json"


def _possible_roots(asked: Asked) -> Iterable[str]:
    for place in (asked.folder, *(argument for argument in asked.arguments if not argument.startswith("-"))):
        try:
            real = os.path.realpath(os.path.join(asked.folder, place))
            root = root_of(real if os.path.isdir(real) else os.path.dirname(real))
        except (OSError, ValueError):
            continue
        if root is not None:
            yield root


# Whether all is as it was


def _changes(root: str, reading: Reading, outcome: Outcome, stamps: Stamps) -> Iterator[str]:
    """Everything that is not as it was, one after the other, so that the first is found soon."""
    if content_paths(root) != reading.content:
        yield "there are other files in the project"
    for path, known in reading.inputs.items():
        if stamps.digest_at(os.path.join(root, path)) != known:
            yield f"{path} changed"
    for path, known in reading.named.items():
        if stamps.digest_at(path) != known:
            yield f"{os.path.basename(path)} changed"
    for name, known in outcome.outputs.items():
        path = os.path.join(outcome.output, name)
        if stamps.digest_of_output(path) != known:
            yield f"{name} was altered" if os.path.lexists(path) else f"{name} is missing"
    if _is_being_written_to(outcome.output):
        yield "a run was cut short, or goes on"
    manifest = os.path.join(outcome.output, _MANIFEST)
    if stamps.digest_at(manifest) != outcome.manifest:
        yield "something else was built since"
    elif outcome.copies and not _are_copies_left(outcome, manifest, stamps):
        yield "copies are missing or were altered"


def _is_being_written_to(folder: str) -> bool:
    try:
        return any(name.startswith(_BEING_WRITTEN) for name in os.listdir(folder))
    except OSError:
        return False


def _are_copies_left(outcome: Outcome, manifest: str, stamps: Stamps) -> bool:
    """Whether the copies of the sources are there. Those whose names are not told are looked for by their content."""
    sources, named, unnamed = frozenset(outcome.copies), set(outcome.outputs), []
    # Of copies that stand in one file one after the other, the first tells of all.
    last = None
    try:
        with open(manifest, encoding="utf-8") as stream:
            for line in stream:
                if '"copy"' not in line:
                    continue
                entry = loads(line.strip().rstrip(","))
                if "copy" not in entry or entry["source"] not in sources:
                    continue
                if "file" not in entry:
                    unnamed.append(entry["sha256"])
                elif (entry["file"], entry["sha256"]) == last:
                    continue
                elif stamps.sha256_at(os.path.join(outcome.output, entry["file"])) != entry["sha256"]:
                    return False
                else:
                    named.add(entry["file"])
                    last = (entry["file"], entry["sha256"])
        if unnamed:
            others = (name for name in os.listdir(outcome.output) if name not in named and name != _MANIFEST)
            there = {stamps.sha256_at(os.path.join(outcome.output, name)) for name in others}
            return there.issuperset(unnamed)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False
    return True


# Reading a record


def _parsed(data: bytes | None) -> tuple[Reading, Outcome] | None:
    """What a record says, if it is one of this program, for this day, and of the same content files."""
    if data is None:
        return None
    try:
        record = loads(data.decode("utf-8", "surrogatepass"))
        if record["format"] != _FORMAT or record["program"] != fingerprint():
            return None
        reading, outcome = Reading(**record["reading"]), Outcome(**record["outcome"])
        is_whole = all(_is_texts(each) for each in (reading.inputs, reading.named, outcome.outputs))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if not is_whole or outcome.day not in ("", time.strftime("%Y-%m-%d")):
        return None
    return reading, outcome


def _plain(value: Reading | Outcome) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__slots__}


def _is_texts(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(each, str) for pair in value.items() for each in pair)
