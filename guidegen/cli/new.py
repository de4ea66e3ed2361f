"""`guidegen new`: a project, guide, bank or quiz to start from, which can be built at once and teaches by example.

The files in `templates` are what is written, with NAME, TITLE and BANK filled in. Nothing is ever overwritten.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import click

from guidegen.cli.paths import find_place
from guidegen.cli.schema import schema_name, schema_text
from guidegen.kept.project import READ_FOLDERS, root_of
from guidegen.patterns import pattern
from guidegen.reading import read_project
from guidegen.reading.names import IDENTIFIER, LONGEST_NAME, slug
from guidegen.reading.schema import KINDS
from guidegen.records import dataclass
from guidegen.source.files import ProjectFiles

_QUESTIONS = "-questions"
_LONGEST = LONGEST_NAME - len(_QUESTIONS)
_LONGEST_WORD = 20  # a longer one might not fit the line of a title
_KEPT_BY_WINDOWS = pattern(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
_PROJECT_FILES = {
    "guidegen.yaml": "project/guidegen.yaml",
    "content/NAME.yaml": "project/guide.yaml",
    "quizzes/NAME-questions.yaml": "project/questions.yaml",
    "quizzes/NAME-quiz.yaml": "project/quiz.yaml",
    ".gitignore": "project/gitignore",
}


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to be written. One that is only `wanted` is left alone where it exists."""

    path: Path
    text: str
    is_wanted: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What to write, a remark on it, and the commands to run next."""

    files: tuple[NewFile, ...]
    then: tuple[str, ...]
    remark: str = ""


def plan_project(name: str, directory: Path | None) -> Plan:
    """A folder with settings, a guide, a bank, a quiz and the schemas."""
    root = (directory or Path()) / name
    if os.path.lexists(root) and not (root.is_dir() and not any(root.iterdir())):
        raise click.UsageError(f"{_shown(root)} exists already, and nothing is overwritten. Choose another name.")
    files = [
        NewFile(root / path.replace("NAME", name), fill(template, name)) for path, template in _PROJECT_FILES.items()
    ]
    return Plan((*files, *_schemas(root, tuple(KINDS))), (f"cd {_shown(root)}", "guidegen build"), _around(root))


def _around(root: Path) -> str:
    """That a new project stands inside another one, if it does, and what that means."""
    found = root_of(str((root / "..").resolve()))
    if found is None:
        return ""
    inside = f"It stands inside the project {found}"
    if root.resolve().relative_to(found).parts[0] in READ_FOLDERS:
        return f"{inside}, which reads its files too: move it elsewhere if it is to stand alone."
    return f"{inside}, which does not read it: it is a project of its own."


def plan_guide(name: str, directory: Path | None) -> Plan:
    """A guide in the project around."""
    root = _root(directory)
    guide = NewFile(root / "content" / f"{name}.yaml", fill("guide.yaml", name))
    refuse_taken(root, name)
    return Plan((guide, *_schemas(root, ("guide",))), (f"guidegen build {_shown(guide.path)}",))


def plan_bank(name: str, directory: Path | None) -> Plan:
    """A bank in the project around."""
    root = _root(directory)
    bank = _bank(root, name)
    return Plan((bank, *_schemas(root, ("bank",))), (f"guidegen check {_shown(bank.path)}",))


def plan_quiz(name: str, directory: Path | None) -> Plan:
    """A quiz in the project around, on a bank that exists there, or with a bank of its own where there is none."""
    root = _root(directory)
    refuse_taken(root, name)
    banks = sorted(read_project(root)[0].banks)
    own = name + _QUESTIONS
    bank = own if own in banks or not banks else banks[0]
    quiz = NewFile(root / "quizzes" / f"{name}.yaml", fill("quiz.yaml", name, bank))
    then = (f"guidegen build {_shown(quiz.path)}",)
    if banks:
        remark = f"It prints the items of the bank {bank}; `bank:` in the file names another."
        return Plan((quiz, *_schemas(root, ("quiz",))), then, remark)
    remark = f"This project had no bank that can be read, so {bank} was made as well; write your items there."
    return Plan((quiz, _bank(root, bank), *_schemas(root, ("quiz", "bank"))), then, remark)


PLANS: dict[str, Callable[[str, Path | None], Plan]] = {
    "project": plan_project,
    "guide": plan_guide,
    "bank": plan_bank,
    "quiz": plan_quiz,
}


@click.command()
@click.argument("kind", type=click.Choice(tuple(PLANS)))
@click.argument("name")
@click.option(
    "--directory",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Where to make a project, or the project to add to (default: here).",
)
def command(kind: str, name: str, directory: Path | None) -> None:
    """Make a project, or a guide, bank or quiz in the project that you stand in.

    NAME has small letters, digits and hyphens. What is made can be built at once, and its comments teach how to
    write your own. Nothing is overwritten.

    \b
      guidegen new project my-clinic
      guidegen new guide sleep-well
    """
    check_name(kind, name)
    plan = PLANS[kind](name, directory)
    made = _write(plan.files)
    click.echo("\n".join(f"Made {_shown(path)}" for path in made))
    if plan.remark:
        click.echo(plan.remark)
    click.echo("Next:\n" + "\n".join(f"  {line}" for line in plan.then))


def check_name(kind: str, name: str) -> None:
    """Refuse a bad name with the reason and a better one."""
    longest = _LONGEST if kind in ("project", "quiz") else LONGEST_NAME
    reason = _what_is_wrong(name, longest)
    if reason:
        better = slug(name, longest) if re.search("[A-Za-z0-9]", name) else f"my-{kind}"
        better = f"{better}-{kind}" if _KEPT_BY_WINDOWS.fullmatch(better) else better
        shown = name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME] + "…"
        raise click.UsageError(f"{shown!r} cannot be a name: {reason}. Write {better!r}.")


def fill(template: str, name: str, bank: str = "") -> str:
    """The text of a template with its names filled in."""
    text = resources.files("guidegen.cli").joinpath("templates", *template.split("/")).read_text(encoding="utf-8")
    for word, value in (("NAME-OF-THE-GUIDE", "the-name-of-the-guide"), ("TITLE", _title(name)), ("BANK", bank)):
        text = text.replace(word, value)
    return text.replace("NAME", name)


def _what_is_wrong(name: str, longest: int) -> str:
    if not IDENTIFIER.fullmatch(name) and (len(name) <= longest or not name.isascii()):
        return "only small letters, digits and hyphens may stand in it, and no hyphen first"
    if len(name) > longest:
        return f"it has {len(name)} characters, and {longest} at most fit"
    if _KEPT_BY_WINDOWS.fullmatch(name):
        return "Windows keeps it for itself"
    return ""


def _title(name: str) -> str:
    words = " ".join(name.replace("-", " ").split())
    return words.capitalize() if max(map(len, words.split())) <= _LONGEST_WORD else "Title for your readers"


def _root(directory: Path | None) -> Path:
    return find_place((str(directory),) if directory else ()).root


def _bank(root: Path, name: str) -> NewFile:
    refuse_taken(root, name)
    return NewFile(root / "quizzes" / f"{name}.yaml", fill("bank.yaml", name))


def refuse_taken(root: Path, name: str) -> None:
    """Names are unique in a project, whatever kind of file has them."""
    for path in ProjectFiles(root).content_files()[0]:
        if Path(path).stem.lower() == name:
            raise click.UsageError(f"The name {name} is taken by {path}, and nothing is overwritten. Choose another.")


def _schemas(root: Path, kinds: tuple[str, ...]) -> tuple[NewFile, ...]:
    """The schemas that the first lines of the new files point to."""
    return tuple(NewFile(root / "schemas" / schema_name(kind), schema_text(kind), is_wanted=True) for kind in kinds)


def _write(files: tuple[NewFile, ...]) -> list[Path]:
    """Write the files that are not there yet; the paths of those that were written."""
    made = []
    for file in files:
        if file.is_wanted and file.path.exists():
            continue
        file.path.parent.mkdir(parents=True, exist_ok=True)
        with file.path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(file.text)
        made.append(file.path)
    return made


def _shown(path: Path) -> str:
    """A path as it is typed in a command from here."""
    try:
        shown = Path(os.path.relpath(path)).as_posix()
    except ValueError:  # on another drive
        shown = str(path)
    return f'"{shown}"' if " " in shown else shown
