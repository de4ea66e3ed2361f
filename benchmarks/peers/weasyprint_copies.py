"""One process of WeasyPrint that sets pages: `weasyprint_copies.py FOLDER`, each `*.html` to a tagged PDF beside it."""

from __future__ import annotations

import sys
from pathlib import Path

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration


def main(folder: str) -> None:
    fonts = FontConfiguration()
    for path in sorted(Path(folder).glob("*.html")):
        page = HTML(filename=str(path))
        page.write_pdf(path.with_suffix(".pdf"), pdf_variant="pdf/ua-1", font_config=fonts)


if __name__ == "__main__":
    main(*sys.argv[1:])
