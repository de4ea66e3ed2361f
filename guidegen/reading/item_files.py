"""Files that a quiz names for the items of earlier forms, which it leaves out."""

from __future__ import annotations

from guidegen.diagnostics import Diagnostic
from guidegen.reading.reader import Reader
from guidegen.reading.used_items import path_of, used_items_in
from guidegen.source.files import Refusal
from guidegen.source.nodes import ScalarNode


def items_of_file(node: ScalarNode, reader: Reader) -> list[str]:
    """The ids in the file that a text names; what is wrong with it is reported at its path."""
    found = reader.files.resolve(reader.source.path.rpartition("/")[0], path_of(node.value))
    problem: Refusal | Diagnostic | None = found if isinstance(found, Refusal) else None
    if isinstance(found, str):
        source, problem = reader.files.read_text(found)
        if source is not None and problem is None:
            quiz = reader.source.path.rpartition("/")[2].rpartition(".")[0]
            ids = used_items_in(source.text, node.value, quiz)
            if not isinstance(ids, Refusal):
                reader.item_files.append((node, ids))
                return sorted(ids)
            problem = ids
    if problem is not None:
        reader.report(problem.code, node.span, problem.message, problem.hint)
    return []
