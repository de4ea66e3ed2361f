"""Which program this is: what it made may be kept for the same one only."""

from __future__ import annotations

import os
import sys

from guidegen.kept.digests import blake2b

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

#: The libraries whose version can change what is printed or what is said of a file.
_LIBRARIES = frozenset(
    "babel click deflate fonttools justmytype_intl_cjk latex2mathml lxml markdown_it_py mpmath pillow python_bidi "
    "python_docx pyyaml reportlab segno simpleeval svglib uharfbuzz uniseg ziafont ziamath".split()
)


_found: list[str] = []


def fingerprint() -> str:
    """The files of this program, the versions of its libraries, Python and zlib, in short.

    Files of the program count by name, size and time: they change when it is installed anew, or worked on.
    """
    if _found:
        return _found[0]
    import zlib

    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    told = [sys.version, zlib.ZLIB_RUNTIME_VERSION, *sorted(_files(package)), *sorted(_libraries())]
    _found.append(blake2b("\n".join(told).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest())
    return _found[0]


def traits() -> dict[str, str]:
    """What decides the bytes of outputs, by name, so that two machines can be held against each other.

    Files of the program count by their content here: they were installed on each machine at its own time.
    """
    import importlib.metadata
    import platform
    import zlib

    def version(name: str) -> str:
        try:
            return importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            return "absent"

    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    content = blake2b(digest_size=8)
    for path in sorted(each.rpartition(" ")[0].rpartition(" ")[0] for each in _files(package)):
        with open(os.path.join(package, path), "rb") as file:
            content.update(path.encode("utf-8", "surrogatepass") + b"\0" + blake2b(file.read()).digest())
    found = {
        "guidegen": version("guidegen"),
        "files of guidegen": content.hexdigest(),
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }
    return found | {name: version(name) for name in sorted(_LIBRARIES)}


def _files(package: str) -> list[str]:
    """Each file of the package, with its size and its time."""
    found, folders = [], [""]
    while folders:
        within = folders.pop()
        folder = os.path.join(package, within)
        # The system finds a file in an open folder sooner than at the end of its path.
        opened = os.open(folder, os.O_RDONLY) if os.scandir in os.supports_fd else None
        try:
            with os.scandir(folder if opened is None else opened) as entries:
                for entry in entries:
                    if not entry.is_dir():
                        status = entry.stat()
                        found.append(f"{within}{entry.name} {status.st_size} {status.st_mtime_ns}")
                    elif entry.name != "__pycache__":
                        folders.append(f"{within}{entry.name}/")
        finally:
            if opened is not None:
                os.close(opened)
    return found


def _libraries() -> Iterator[str]:
    """The names of what the package manager noted of our libraries: they hold the versions."""
    for folder in sys.path:
        if not folder.endswith("-packages"):
            continue
        try:
            names = os.listdir(folder)
        except OSError:
            continue
        for name in names:
            if name.endswith(".dist-info") and name.partition("-")[0].lower().replace(".", "_") in _LIBRARIES:
                yield name
