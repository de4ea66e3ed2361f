"""The names of output files: one place that knows how name, form, recipient, language and size are written."""

from __future__ import annotations

from collections.abc import Mapping

from guidegen.catalogue import diagnosed
from guidegen.diagnostics import Diagnostic, Span
from guidegen.records import dataclass

#: Print sizes and their body text in points; None is the theme's own size.
SIZES: Mapping[str, float | None] = {"compact": 11.0, "regular": None, "large": 18.0, "giant": 24.0}

#: What documents can be written as, by the ends of the files' names.
FORMATS = ("pdf", "docx")


@dataclass(frozen=True, slots=True)
class OutputId:
    """What an output file is: of which source, the quiz, its key or a page to teach back, and which variant.

    Empty means the only one.

    `copy` is the number of a row of a roster, or what else tells a copy from the others; where several are `merged`
    into one file it names the first and the last.
    The key of what is imposed is called like it, but has a page a side.
    The paper size is part of what a file is, but not of its name: another size replaces it.
    """

    name: str
    is_key: bool = False
    form: str = ""
    copy: str = ""
    language: str = ""
    size: str = "regular"
    page: str = "letter"
    impose: str = ""
    fillable: bool = False
    format: str = "pdf"
    site: str = ""
    is_teach_back: bool = False
    merged: bool = False

    @property
    def holds_answers(self) -> bool:
        """True for what is kept by those who mark or explain."""
        return self.is_key or self.is_teach_back

    def file_name(self) -> str:
        """The file's name.

        >>> OutputId("cells", is_key=True, size="large").file_name()
        'cells-key-large.pdf'
        >>> OutputId("cells", form="B", language="es").file_name()
        'cells-form-b.es.pdf'
        >>> OutputId("cells", copy="0017").file_name()
        'cells-0017.pdf'
        >>> OutputId("cells", copy="0001-0060", merged=True).file_name()
        'cells-copies-0001-0060.pdf'
        >>> OutputId("cells", size="large", fillable=True).file_name()
        'cells-large-fillable.pdf'
        >>> OutputId("sleep", is_teach_back=True).file_name()
        'sleep-teach-back.pdf'
        >>> OutputId("cells", impose="booklet").file_name()
        'cells-booklet.pdf'
        >>> OutputId("cells", form="A", language="es", site="north").file_name()
        'cells-form-a-at-north.es.pdf'
        >>> OutputId("cells", format="docx").file_name()
        'cells.docx'
        """
        copy = f"-copies-{self.copy}" if self.merged else f"-{self.copy}" if self.copy else ""
        variant = f"-form-{self.form.lower()}" if self.form else copy
        site = f"-at-{self.site}" if self.site else ""
        language = f".{self.language}" if self.language else ""
        size = "" if self.size == "regular" else f"-{self.size}"
        impose = f"-{self.impose}" if self.impose else ""
        fillable = "-fillable" if self.fillable else ""
        part = "-key" if self.is_key else "-teach-back" if self.is_teach_back else ""
        return f"{self.name}{part}{variant}{site}{language}{size}{impose}{fillable}.{self.format}"


def name_taken(name: str, path: str) -> Diagnostic:
    """That an output cannot have its name."""
    message = f"The file {name} would take the place of one that another guide or quiz makes."
    return diagnosed("S228", message, Span(path), hint="Give one of the two another name.")


def edition(language: str, site: str) -> str:
    """What the files of one language and one site have in common."""
    return f"{language}@{site}" if site else language
