"""`guidegen --help`, its speed, and how the program ends when something goes wrong."""

from __future__ import annotations

import importlib
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from guidegen import __version__
from guidegen.cli import COMMANDS, main
from guidegen.cli.lazy import LazyCommand

HEAVY = ("reportlab", "PIL", "markdown_it", "uharfbuzz", "yaml", "fontTools", "babel", "jsonschema")


def test_help_teaches():
    result = CliRunner().invoke(main, ["--help"])
    assert result.exit_code == 0
    session = "    guidegen new project my-clinic\n    cd my-clinic\n    guidegen check\n    guidegen build\n"
    assert session in result.stdout
    for code in ("0    all is done", "1    there are", "2    the command", "3    the machine", "130  you"):
        assert code in result.stdout
    places = [result.stdout.index(f"\n  {name} ") for name in COMMANDS]
    assert places == sorted(places)
    assert all(len(line) <= 80 for line in result.stdout.splitlines())


def test_help_imports_nothing_heavy():
    code = (
        "import sys\n"
        "from guidegen.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit as end: assert not end.code\n"
        f"found = [name for name in {HEAVY!r} if name in sys.modules]\n"
        "found += [name for name in sys.modules if name.startswith('guidegen.')]\n"
        "small = 'cli cli.failures cli.lazy cli.program cli.saying ctrl_c prepared records'.split()\n"
        "found = [name for name in found if name.removeprefix('guidegen.') not in small]\n"
        "sys.exit(f'imported: {found}' if found else 0)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_as_a_module():
    run = subprocess.run([sys.executable, "-m", "guidegen", "--version"], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, f"guidegen {__version__}\n", "")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_loads_and_has_help(name):
    module, attribute = COMMANDS[name].target.split(":")
    assert isinstance(getattr(importlib.import_module(module), attribute), click.Command)
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: guidegen {name}")


def test_an_unknown_command_is_wrong_usage():
    result = CliRunner().invoke(main, ["biuld"])
    assert result.exit_code == 2
    assert "Is 'build' meant?" in result.stderr
    assert CliRunner().invoke(main, ["xyzzy"]).exit_code == 2
    assert CliRunner().invoke(main, ["--xyzzy"]).exit_code == 2


def test_themes():
    result = CliRunner().invoke(main, ["theme", "list"])
    assert (result.exit_code, result.stdout) == (0, "classroom\nclinic\nexam\nplain\n")


def test_a_specimen_shows_a_theme_of_the_project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "themes").mkdir()
    (tmp_path / "content").mkdir()
    (tmp_path / "themes" / "own.yaml").write_text("theme: own\nextends: plain\nstyles:\n  body: {size: 15}\n")
    result = CliRunner().invoke(main, ["theme", "show", "own"])
    assert result.exit_code == 0 and (tmp_path / "own-specimen.pdf").read_bytes().startswith(b"%PDF"), result.output
    assert "own" in CliRunner().invoke(main, ["theme", "list"]).stdout.split()
    wrong = CliRunner().invoke(main, ["theme", "show", "clinik"])
    assert wrong.exit_code == 1 and "Is `clinic` meant?" in wrong.output


@click.command()
@click.argument("ending")
def ends(ending: str) -> int:
    """A command that ends as it is told."""
    match ending:
        case "interrupt":
            raise KeyboardInterrupt
        case "permission":
            raise PermissionError(13, "Permission denied", "output/\x1bx.pdf")
        case "disk":
            raise OSError(28, "No space left on device")
        case "memory":
            raise MemoryError
        case "bug":
            raise ValueError("the name of a patient")
        case "exit":
            raise SystemExit(1)
        case _:
            return int(ending)


@pytest.mark.parametrize(
    ("ending", "code", "words"),
    [
        ("0", 0, ""),
        ("1", 1, ""),
        ("exit", 1, ""),
        ("interrupt", 130, "guidegen: interrupted.\n"),
        ("permission", 3, "guidegen: output/␛x.pdf: Permission denied.\n"),
        ("disk", 3, "guidegen: No space left on device.\n"),
        ("memory", 3, "guidegen: the memory of this computer does not suffice.\n"),
    ],
)
def test_how_it_ends(monkeypatch, ending, code, words):
    monkeypatch.setitem(COMMANDS, "ends", LazyCommand(f"{__name__}:ends", "Look up", "End."))
    monkeypatch.delenv("GUIDEGEN_DEBUG", raising=False)
    result = CliRunner().invoke(main, ["ends", ending])
    assert (result.exit_code, result.stderr) == (code, words)


def test_a_bug_asks_to_be_reported(monkeypatch):
    monkeypatch.setitem(COMMANDS, "ends", LazyCommand(f"{__name__}:ends", "Look up", "End."))
    monkeypatch.delenv("GUIDEGEN_DEBUG", raising=False)
    result = CliRunner().invoke(main, ["ends", "bug"])
    assert result.exit_code == 3
    assert result.stderr.count("\n") == 1
    assert "this is a bug in guidegen" in result.stderr and "please report it" in result.stderr
    assert "(ValueError at test_help.py:" in result.stderr
    assert "patient" not in result.stderr
    monkeypatch.setenv("GUIDEGEN_DEBUG", "1")
    assert "Traceback (most recent call last)" in CliRunner().invoke(main, ["ends", "bug"]).stderr
