"""Bytecode in one file: what is imported from it is what Python would import, and never anything older."""

from __future__ import annotations

import os
import subprocess
import sys
from ast import literal_eval
from pathlib import Path

import pytest

from guidegen.kept.modules import _if_it_is_there

#: Imports a module and a package by way of the file, says where the first came from and what it says.
CODE = """
import inspect, sys
sys.path.insert(1, sys.argv[1])
from guidegen.kept.modules import KeptModules, _Loader
kept = KeptModules(sys.argv[2])
sys.meta_path.insert(0, kept)
import one, two.three, two
assert two.__path__ == [sys.argv[1] + "/two"] and two.three.__file__ == sys.argv[1] + "/two/three.py"
assert two.three.__package__ == "two" and inspect.getsource(one).startswith("SAID")
print(one.SAID, two.three.SAID, isinstance(one.__loader__, _Loader))
kept.keep()
"""


@pytest.fixture
def modules(tmp_path) -> Path:
    folder = tmp_path / "modules"
    (folder / "two").mkdir(parents=True)
    (folder / "one.py").write_text("SAID = 'first'\n")
    (folder / "two" / "__init__.py").write_text("")
    (folder / "two" / "three.py").write_text("SAID = 'third'\n")
    return folder


def said(modules: Path, program: str = "this") -> str:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(modules.parent / "cache")
    command = [sys.executable, "-c", CODE, str(modules), program]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.strip()


def kept_file(modules: Path) -> Path:
    (found,) = (modules.parent / "cache").rglob("*modules*.bin")
    return found


def test_the_second_run_imports_from_the_file(modules):
    assert said(modules) == "first third False"
    assert said(modules) == "first third True"
    assert said(modules) == "first third True"


def test_a_source_that_changed_is_read_again(modules):
    said(modules)
    (modules / "one.py").write_text("SAID = 'changed'\n")
    assert said(modules) == "changed third False"
    assert said(modules) == "changed third True"
    os.utime(modules / "one.py", (5, 5))
    assert said(modules) == "changed third False"


def test_a_module_that_is_gone_is_not_found(modules):
    said(modules)
    (modules / "one.py").unlink()
    with pytest.raises(subprocess.CalledProcessError):
        said(modules)


@pytest.mark.parametrize("spoil", [lambda b: b[:-1], lambda b: b"", lambda b: b[:50] + b"?" + b[51:], lambda b: b[:36]])
def test_a_damaged_file_counts_as_absent(modules, spoil):
    said(modules)
    path = kept_file(modules)
    path.write_bytes(spoil(path.read_bytes()))
    assert said(modules) == "first third False"
    assert said(modules) == "first third True"


def test_code_that_cannot_be_read_is_taken_from_the_source(modules):
    said(modules)
    path = kept_file(modules)
    whole = path.read_bytes()
    length = int.from_bytes(whole[32:40], "big")
    path.write_bytes(whole[: 40 + length] + b"\0" * (len(whole) - 40 - length))
    assert said(modules) == "first third True"


def test_damaged_code_is_never_run_and_is_kept_anew(modules):
    said(modules)
    path = kept_file(modules)
    whole = path.read_bytes()
    # A word in the code of a module, which would be said.
    assert whole.count(b"first") == 1
    path.write_bytes(whole.replace(b"first", b"wrong"))
    assert said(modules) == "first third True"
    assert said(modules) == "first third False"
    assert said(modules) == "first third True"
    assert b"first" in path.read_bytes() and b"wrong" not in path.read_bytes()


def test_that_of_another_program_counts_as_absent(modules):
    said(modules)
    assert said(modules, "another") == "first third False"


def test_what_is_of_another_path_counts_as_absent(modules, tmp_path):
    said(modules)
    other = tmp_path / "other"
    modules.rename(other)
    assert said(other) == "first third False"


#: Imports what imports modules that are loaded late, then uses them in several threads at once.
LATE = """
import sys
from guidegen.kept.modules import KeptModules, _Late
kept = KeptModules("late")
sys.meta_path.insert(0, kept)
import dataclasses, ipaddress, inspect
assert inspect.CO_OPTIMIZED == 1
print(type(inspect) is _Late, type(ipaddress) is _Late, "ast" in sys.modules)
import threading
def ask(found):
    found.append(inspect.signature(ask).parameters["found"].kind is inspect.Parameter.POSITIONAL_OR_KEYWORD)
found = []
threads = [threading.Thread(target=ask, args=(found,)) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
from ipaddress import ip_address
assert found == [True] * 8 and str(ip_address("::1")) == "::1" and inspect.__doc__
assert inspect.__file__ and inspect.__name__ == "inspect" and not hasattr(inspect, "nothing")
print(type(inspect) is _Late, type(ipaddress) is _Late, len(inspect.getsource(dataclasses)) > 9)
kept.keep()
"""


def test_modules_that_are_seldom_used_are_loaded_when_they_are(modules):
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(modules.parent / "cache")
    command = [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}\n{LATE}"]
    said = [
        subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.splitlines()
        for _ in range(2)
    ]
    assert said[0] == ["False False True", "False False True"]
    assert said[1] == ["True True False", "False False True"]


#: Imports by name from modules that are loaded late, uses what stands in for it, and then what is there.
BY_NAME = """
import sys
from guidegen.kept.modules import KeptModules, _Late
kept = KeptModules("by name")
sys.meta_path.insert(0, kept)
from typing import TYPE_CHECKING, IO, Any
from urllib.parse import quote_from_bytes
import copy, datetime, typing, urllib.parse
names = dict[str, Any] | IO[str] | None
print(type(typing) is _Late, type(urllib.parse) is _Late, type(copy) is _Late, hasattr(datetime, "_DAYNAMES"))
assert TYPE_CHECKING is False and quote_from_bytes(b"a b") == "a%20b" and copy.copy([1]) == [1]
from typing import NamedTuple
assert typing.get_type_hints(NamedTuple("Two", [("first", int)])) == {"first": int} and typing.Any is not None
assert urllib.parse.quote_from_bytes(b"a b", safe=" ") == "a b"
day = datetime.date(2026, 11, 29)
assert set(datetime.__all__) <= vars(datetime).keys() and day + datetime.timedelta(1) == datetime.date(2026, 11, 30)
assert day.strftime("%Y") == "2026" and datetime.datetime.now(datetime.UTC).tzinfo is datetime.timezone.utc
print(type(typing) is _Late, type(urllib.parse) is _Late, type(copy) is _Late, hasattr(datetime, "_DAYNAMES"))
kept.keep()
"""


def test_what_is_imported_by_name_stands_in_until_more_is_asked_for(modules):
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(modules.parent / "cache")
    command = [
        sys.executable,
        "-S",
        "-c",
        BY_NAME.replace("import sys\n", f"import sys; sys.path[:0] = {sys.path!r}\n", 1),
    ]
    said = [
        subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.splitlines()
        for _ in range(2)
    ]
    assert said[0] == ["False False False False"] * 2
    assert said[1] == ["True True True False", "False False False False"]


def test_what_stands_in_the_program_is_known_by_its_fingerprint(modules):
    said(modules)
    code = (
        "import sys\nfrom guidegen.kept.modules import KeptModules, _Entry\n"
        "kept = KeptModules('this')\nsys.meta_path.insert(0, kept)\n"
        "import guidegen.amounts, one\nkept.keep()\n"
        "print(*(_Entry(*KeptModules('this')._entries[name]).is_own for name in ('guidegen.amounts', 'one')))\n"
    )
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(modules.parent / "cache")
    command = [sys.executable, "-c", f"import sys; sys.path.insert(1, {str(modules)!r})\n{code}"]
    for _ in range(2):
        done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    assert done.stdout == "True False\n"


def test_libraries_of_the_system_are_found_where_they_were(modules):
    code = (
        "import sys\nfrom guidegen.kept.modules import KeptModules, _Entry\n"
        "kept = KeptModules('this')\nsys.meta_path.insert(0, kept)\n"
        "import one, yaml._yaml as library\nkept.keep()\n"
        "print(kept.find_spec('yaml._yaml') is not None, library.__file__ == library.__spec__.origin, "
        "type(library.__loader__).__name__, library.CParser.__name__, kept._loaded() == {})\n"
    )
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(modules.parent / "cache")
    command = [sys.executable, "-c", f"import sys; sys.path.insert(1, {str(modules)!r})\n{code}"]
    said = [
        subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout for _ in range(2)
    ]
    assert said[0].startswith("False True ExtensionFileLoader CParser")
    assert said[1] == "True True ExtensionFileLoader CParser True\n"


#: Loads what a build needs, and says of each module of the program what it is and holds.
TOGETHER = """
import sys
from guidegen.kept.modules import KeptModules
kept = KeptModules("together")
sys.meta_path.insert(0, kept)
if sys.argv[1] == "missing" and kept._orders:
    kept._orders["guidegen.cli.building"].append((["guidegen.nowhere"], 0, 9, 0))
if sys.argv[1] == "broken" and kept._orders:
    kept._orders = {name: [(names, 5, 9, 0) for names, *_ in pieces] for name, pieces in kept._orders.items()}
if sys.argv[1] != "alone":
    kept.load("guidegen.cli.building")
import guidegen.cli.building
print("guidegen.cli.building" in kept._orders, len(kept._done))
for name, module in sorted(sys.modules.items()):
    if name.startswith("guidegen."):
        spec = module.__spec__
        print(name, module.__name__, module.__package__, module.__file__, module.__cached__, spec.origin, spec.cached)
        print(list(getattr(module, "__path__", ())), sorted(vars(module)), spec._initializing)
kept.keep()
"""


def test_what_is_loaded_together_is_what_is_imported_one_by_one(modules):
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(modules.parent / "cache")

    def lines(how: str) -> list[str]:
        command = [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}\n{TOGETHER}", how]
        result = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
        return result.stdout.splitlines()

    first, second, third, missing, broken, alone = map(lines, ("load", "load", "load", "missing", "broken", "alone"))
    assert [each[0].split()[0] for each in (first, second, third)] == ["False", "False", "True"]
    assert first[0] == third[0].replace("True", "False") == "False 0" and int(second[0].split()[1]) > 100
    assert first[1:] == second[1:] == third[1:] == missing[1:] == broken[1:] == alone[1:]


#: Reads YAML by the library in C, then asks for all of PyYAML.
YAML = """
import sys
from guidegen.kept.modules import KeptModules
kept = KeptModules("yaml")
sys.meta_path.insert(0, kept)
from guidegen.source.libyaml import Parser
import yaml.scanner, yaml.composer
before = yaml.scanner.ScannerError, yaml.composer.ComposerError
kinds = [type(sys.modules[name]).__name__ for name in ("yaml", "yaml.scanner", "yaml.composer", "yaml.tokens")]
caught = []
parser = Parser("a: [1, '2\\n")
try:
    while parser.get_event() is not None:
        pass
except yaml.error.YAMLError as error:
    caught.append(error)
assert yaml.safe_load("a: [1, 2]") == {"a": [1, 2]} and yaml.dump({"a": 1}) == "a: 1\\n"
assert yaml.load("a: 1", yaml.CSafeLoader) == {"a": 1}
assert [str(each) for each in yaml.scan("a")][1] == "ScalarToken(plain=True, style=None, value='a')"
assert (yaml.scanner.ScannerError, yaml.composer.ComposerError) == before
assert isinstance(caught[0], yaml.scanner.ScannerError) and isinstance(caught[0], yaml.MarkedYAMLError)
for text, kind in (("a: 'b", yaml.scanner.ScannerError), ("*b", yaml.composer.ComposerError)):
    for loader in (yaml.SafeLoader, yaml.CSafeLoader):
        try:
            yaml.load(text, loader)
        except kind as error:
            assert type(error) is kind and "line 1" in str(error)
        else:
            raise AssertionError(text)
print(*kinds)
kept.keep()
"""


#: Loads what reads the files of a project that are named, as a build does that finds the others kept.
PARTS_OF_IT = """
import sys
from guidegen.kept.modules import KeptModules
kept = KeptModules("parts")
sys.meta_path.insert(0, kept)
kept.load("guidegen.cli.building")
for name in ("content_file", *sys.argv[1:]):
    kept.load(f"guidegen.reading.{name}")
    assert f"guidegen.reading.{name}" in sys.modules
from guidegen.reading import content_file
print(*[content_file.shape_of(name).noun for name in sys.argv[1:]])
kept.keep()
"""


def test_what_was_loaded_after_something_else_is_loaded_without_it(modules):
    """The shapes of guides bring a package that those of banks need as well."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(modules.parent / "cache")
    command = [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}\n{PARTS_OF_IT}"]
    for kinds in (["guide", "bank"],) * 3 + (["bank"], ["bank", "guide"], ["project"], ["quiz"], ["guide"], ["bank"]):
        result = subprocess.run([*command, *kinds], env=environment, capture_output=True, text=True)
        assert result.stdout.split("\n")[0] == " ".join(f"a {kind}" for kind in kinds), result.stderr


#: Loads what a build needs for a purpose, after the modules that are named.
FOR_A_PURPOSE = """
import importlib, sys
from guidegen.kept.modules import KeptModules
kept = KeptModules("purposes")
sys.meta_path.insert(0, kept)
purpose, *before = sys.argv[1:]
for name in before:
    importlib.import_module(name)
kept.load("guidegen.cli.building", purpose)
assert "guidegen.cli.building" in sys.modules
print({told: sum(len(names) for names, *_ in pieces) for told, pieces in kept._orders.items()})
kept.keep()
"""


def test_each_purpose_is_loaded_in_its_own_way(modules):
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(modules.parent / "cache")
    command = [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}\n{FOR_A_PURPOSE}"]

    def orders(*arguments: str) -> dict[str, int]:
        result = subprocess.run([*command, *arguments], env=environment, check=True, capture_output=True, text=True)
        return literal_eval(result.stdout)

    little, much = ("", "guidegen.kept.preparation"), ("with options", "guidegen.batch.compile", "guidegen.reading")
    for _ in range(3):
        orders(*much)
    for _ in range(3):
        orders(*little)
    found = orders(*much)
    # What was there already for the one is not missing for the other.
    assert found["guidegen.cli.building with options"] < found["guidegen.cli.building"] == max(found.values())


def test_errors_of_yaml_are_the_same_however_they_are_loaded(modules):
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(modules.parent / "cache")
    command = [sys.executable, "-c", YAML]
    said = [
        subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout for _ in range(2)
    ]
    assert said == ["module module module module\n", "_Late _Late _Late _Late\n"]


def test_import_statements_find_what_is_there_and_nothing_else(modules, monkeypatch):
    monkeypatch.syspath_prepend(str(modules))
    imported = _if_it_is_there(__import__)
    import one

    assert imported("one", {}, {}, ("SAID",)) is one and imported("one") is one
    # A module in a package that nobody has imported yet.
    import two

    assert not hasattr(two, "three")
    assert imported("two", {}, {}, ("three",)).three.SAID == "third"
    assert imported("two.three", {}, {}, ("SAID",)).SAID == "third" and imported("two.three") is two
    with pytest.raises(ModuleNotFoundError):
        imported("four", {}, {}, ("five",))
    for name in ("one", "two", "two.three"):
        sys.modules.pop(name)
