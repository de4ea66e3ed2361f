"""Comments that accept a problem where it stands: `# guidegen: ignore[R103] the law words it so`.

On a line with text the comment holds for that line. On a line of its own it holds for the next line with what belongs
to it: all that is set in further, such as a long text, in which no comment can stand. `ignore-file[...]` holds for the
whole file. The key `ignore` of an item, a section or a guide does the same for texts in which no comment can stand.
What accepts nothing (L001), names no rule (L002) or gives no reason (L003) is reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from guidegen.catalogue import CODES, diagnosed
from guidegen.diagnostics import Diagnostic, Fix, Span
from guidegen.lint.selection import can_be_ignored
from guidegen.model.acceptance import Acceptance
from guidegen.model.bank import ItemBank
from guidegen.model.guide import Guide
from guidegen.model.project import Project
from guidegen.patterns import pattern
from guidegen.records import dataclass, field
from guidegen.source.comments import Comment, comments
from guidegen.source.text import SourceText

_SIGN = "guidegen: ignore"
_FORM = pattern(r"guidegen: ignore(?P<file>-file)?\[(?P<codes>[^\]]*)\]\s*(?P<reason>.*)$")
_CODE = pattern(r"[^,\s]+")


@dataclass(slots=True)
class _Suppression:
    """The codes that a comment or key names and the lines that it holds for; `used` are those that did something.

    `whole` is where it stands, `removal` takes a comment away; `what` calls it in a sentence.
    """

    codes: dict[str, Span]
    lines: range
    reason: str
    whole: Span
    what: str = "comment"
    removal: Fix | None = None
    used: set[str] = field(default_factory=set)


def without_accepted(
    problems: Iterable[Diagnostic],
    sources: Mapping[str, SourceText],
    paths: Iterable[str],
    accepted: Iterable[Acceptance] = (),
) -> list[Diagnostic]:
    """The problems that no comment and no key accepts, with what is wrong with those of the files at `paths`."""
    found = {path: list(_suppressions(sources[path])) for path in paths if path in sources}
    for acceptance in accepted:
        if acceptance.span.path in found:
            found[acceptance.span.path].append(_by_key(acceptance))
    kept = []
    for problem in problems:
        accepting = [
            (each, code)
            for each in found.get(problem.span.path, ())
            for code in each.codes
            if problem.span.line in each.lines and _fits(problem, code)
        ]
        for each, code in accepting:
            each.used.add(code)
        if not accepting:
            kept.append(problem)
    for suppressions in found.values():
        for suppression in suppressions:
            kept += _complaints(suppression)
    return kept


def _fits(problem: Diagnostic, code: str) -> bool:
    if not can_be_ignored(problem):
        return False
    return problem.code == code.upper() or CODES[problem.code].name == code


def _suppressions(source: SourceText) -> Iterator[_Suppression]:
    for comment in comments(source, _SIGN):
        form = _FORM.search(comment.text)
        if form is None:
            continue
        start = source.line(comment.line).index("[", comment.column) + 1
        codes = {
            match.group(): Span(
                source.path, comment.line, start + match.start() + 1, comment.line, start + match.end() + 1
            )
            for match in _CODE.finditer(form["codes"])
        }
        lines = range(1, source.line_count + 1) if form["file"] else _lines(comment, source)
        yield _Suppression(codes, lines, form["reason"].strip(), *_place(comment, source))


def _place(comment: Comment, source: SourceText) -> tuple[Span, str, Fix]:
    """Where a comment stands, what it is, and how to take it away."""
    line = source.line(comment.line)
    whole = Span(source.path, comment.line, comment.column, comment.line, len(line.rstrip()) + 1)
    before = len(line[: comment.column - 1].rstrip())
    return whole, "comment", Fix(Span(source.path, comment.line, before + 1, comment.line, len(line) + 1), "")


def _by_key(accepted: Acceptance) -> _Suppression:
    lines = range(accepted.first, accepted.last + 1)
    return _Suppression({accepted.rule: accepted.span}, lines, accepted.reason, accepted.span, "line of `ignore`")


def acceptances(project: Project) -> Iterator[Acceptance]:
    """What the items, sections and guides of a project accept by their key."""
    translated = (*project.translations(), *project.translated_banks())
    for file in (*project.guides.values(), *project.banks.values(), *project.faulty, *translated):
        accepted = [*file.accepts] if isinstance(file, Guide) else []
        if isinstance(file, Guide):
            accepted += [each for section in file.sections for each in section.accepts]
        elif isinstance(file, ItemBank):
            accepted += [each for item in file.items for each in item.common.accepts]
        # What a translation has of its original is accepted there.
        yield from (each for each in accepted if each.span.path == file.path)


def _lines(comment: Comment, source: SourceText) -> range:
    """The lines that a comment holds for."""
    if not comment.is_alone:
        return range(comment.line, comment.line + 1)
    texts = [source.line(number) for number in range(1, source.line_count + 1)]
    first = next(
        (n for n in range(comment.line, len(texts)) if texts[n].strip() and not texts[n].lstrip().startswith("#")), None
    )
    if first is None:
        return range(0)
    depth = _indentation(texts[first])
    last = first + 1
    while last < len(texts) and (not texts[last].strip() or _indentation(texts[last]) > depth):
        last += 1
    return range(first + 1, last + 1)


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip())


def _complaints(each: _Suppression) -> Iterator[Diagnostic]:
    known = {code for code in each.codes if code.upper() in CODES or any(c.name == code for c in CODES.values())}
    for code, span in each.codes.items():
        if code not in known:
            yield _told("L002", span, f"There is no rule `{code}`.", "`guidegen explain` lists all codes.")
    unused = [code for code in known if code not in each.used]
    if unused and len(unused) == len(each.codes):
        yield _told(
            "L001", each.whole, f"This {each.what} accepts a problem that is not there.", "Remove it.", each.removal
        )
    else:
        for code in unused:
            yield _told("L001", each.codes[code], f"There is no problem {code} here.", "Take the code out.")
    if not each.reason:
        yield _told("L003", each.whole, f"This {each.what} does not say why.", "Write the reason after it.")


def _told(code: str, span: Span, message: str, hint: str, fix: Fix | None = None) -> Diagnostic:
    return diagnosed(code, message, span, hint=hint, fix=fix)
