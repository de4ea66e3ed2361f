"""Records as the program makes them when it is started: once each, with nobody watching over what is frozen.

Only a process that is the program does so, so that everything here happens in processes of its own.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
#: Tests of what is watched over.
WATCHED = ("test_mistakes_raise_alike", "test_records_are_replaced_alike")


def said(code: str) -> str:
    start = "from guidegen.records import dataclass, make_classes_once\nmake_classes_once()\n"
    done = subprocess.run([sys.executable, "-c", start + code], cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def test_they_are_what_the_dataclasses_of_the_standard_library_are():
    left_out = " and ".join(f"not {name}" for name in WATCHED)
    told = said(
        "import pytest, sys\n"
        f"sys.exit(pytest.main(['tests/test_records.py', '-q', '-k', '{left_out}', '-p', 'no:cacheprovider']))\n"
    )
    assert "[100%]" in told


#: Counts how often a class is made, by its base.
COUNTED = """
made = []
class Base:
    def __init_subclass__(cls):
        made.append(cls.__name__)
class Other:
    pass
"""


@pytest.mark.parametrize(
    ("options", "bases", "times"),
    [
        ("frozen=True, slots=True", "Base", 1),
        ("slots=True, eq=False", "Base", 1),
        ("frozen=True", "Base", 1),
        ("frozen=True, slots=True", "Base, Other", 2),
    ],
)
def test_a_class_is_made_once(options, bases, times):
    code = f"@dataclass({options})\nclass Record({bases}):\n    one: int\n    two: int = 2\n"
    assert said(f"{COUNTED}{code}print(len(made), Record(1), Record(1).two)") == f"{times} Record(one=1, two=2) 2"


def test_methods_know_their_class():
    code = """
@dataclass(frozen=True, slots=True)
class First:
    one: int
    def told(self):
        return f"first {self.one}"
@dataclass(frozen=True, slots=True)
class Second(First):
    two: int = 2
    def told(self):
        return f"second {self.two} {super().told()}"
print(Second(1).told(), __class__ if "__class__" in globals() else "")
"""
    assert said(code) == "second 2 first 1"


def test_a_class_in_a_function_may_use_what_is_around_it():
    code = """
def make(word):
    @dataclass(frozen=True, slots=True)
    class Record:
        one: str = word
        def told(self):
            return word + self.one
    return Record
print(make("a")().told(), make("b")().told(), make("c").__qualname__)
"""
    assert said(code) == "aa bb make.<locals>.Record"


def test_classes_of_others_are_left_alone():
    code = """
import abc, enum, typing
@dataclass(frozen=True, slots=True)
class Record:
    inner: object = type("Inner", (), {})
class Plain:
    one: int = 1
class Colour(enum.Enum):
    RED = 1
class Abstract(abc.ABC):
    pass
class Pair(typing.NamedTuple):
    one: int
print(hasattr(Plain, "__record_fields__"), Plain.one, Colour.RED.value, type(Abstract).__name__, Pair(1))
"""
    assert said(code) == "False 1 1 ABCMeta Pair(one=1)"


def test_nobody_who_imports_the_package_has_classes_made_so():
    code = (
        "import builtins; before = builtins.__build_class__; import guidegen.reading, guidegen.cli;"
        "print(builtins.__build_class__ is before)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "True"


@pytest.mark.parametrize("path", sorted((ROOT / "guidegen").rglob("*.py")), ids=lambda path: path.name)
def test_dataclass_is_used_as_a_decorator_alone(path):
    """Called in another place it would make a record of the next class there."""
    import ast

    tree = ast.parse(path.read_text(encoding="utf-8"))
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    decorators = {id(each) for node in classes for each in node.decorator_list}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "dataclass":
            assert id(node) in decorators
