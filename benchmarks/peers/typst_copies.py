"""One process of Typst that sets copies: `typst_copies.py SOURCE INPUTS FONTS OUTPUT`, one line of INPUTS a copy."""

from __future__ import annotations

import sys
from pathlib import Path

import typst


def main(source: str, inputs: str, fonts: str, output: str) -> None:
    compiler = typst.Compiler(source, font_paths=[fonts], ignore_system_fonts=True)
    folder = Path(output)
    for number, line in enumerate(Path(inputs).read_text(encoding="utf-8").splitlines(), 1):
        data = compiler.compile(format="pdf", sys_inputs={"copy": line})
        (folder / f"copy-{number:04}.pdf").write_bytes(data)


if __name__ == "__main__":
    main(*sys.argv[1:])
