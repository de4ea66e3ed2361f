"""Tables of values beside a bank, each read once for all files of a project."""

from __future__ import annotations

from guidegen.diagnostics import Span
from guidegen.reading.reader import Reader
from guidegen.source.files import Refusal
from guidegen.source.tables import Table, read_table


def table_at(path: str, span: Span, reader: Reader) -> Table | None:
    """The table at a path relative to the file's folder; what is wrong with it is reported at its own lines."""
    found = reader.files.resolve(reader.source.path.rpartition("/")[0], path)
    if isinstance(found, Refusal):
        reader.report(found.code, span, found.message, found.hint)
        return None
    source, problem = reader.files.read_text(found)
    if source is None or problem is not None:
        message = problem.message if problem is not None else ""
        code, hint = (problem.code, problem.hint) if problem is not None else ("Y201", "")
        reader.report(code, span, message, hint)
        return None
    reader.texts[found] = source
    table, problems = read_table(source)
    reader.diagnostics += [each for each in problems if each not in reader.diagnostics]
    return table if not problems else None
