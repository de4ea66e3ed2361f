"""Quizzes: the fields that every quiz has, the quiz inside a guide and the quiz that prints alone."""

from __future__ import annotations

from guidegen.model.project import MOST_COLUMNS
from guidegen.model.quiz import DRAWS, KEY_MODES, MOST_FORMS, BankReference, Blueprint, Quiz, QuizSection
from guidegen.reading.blueprint import BLUEPRINT_FIELDS, names_in, read_blueprint
from guidegen.reading.reader import Reader
from guidegen.reading.shapes import (
    LANGUAGE,
    BlockText,
    Choice,
    Field,
    Identifier,
    InlineText,
    Integer,
    ItemOrFile,
    ListOf,
    Record,
    Switch,
    Text,
    Values,
)
from guidegen.reading.teach_back import TEACH_BACK
from guidegen.records import replace

_BANK_FIELDS = (
    Field("bank", Identifier(), "The bank from which the items come.", example="my-bank"),
    Field("banks", ListOf(Identifier(), least=1), "Several banks from which the items come."),
)


def _banks(values: Values, reader: Reader) -> tuple[BankReference, ...]:
    """The banks that are named here; `bank` and `banks` do not stand together."""
    if values.has("bank") and values.has("banks"):
        reader.report("S201", values.key("banks"), "`bank` and `banks` both stand here.", "Keep one of them.")
    references: dict[str, BankReference] = {}
    for name in ("bank", "banks"):
        if not values.has(name):
            continue
        for node in names_in(values.node(name), "bank", reader):
            if node.value in references:
                reader.report("S206", node.span, f"The bank `{node.value}` is named twice.", "Remove one of the two.")
            else:
                references[node.value] = BankReference(node.value, origin=node.span)
                reader.mention("bank", node.value, node.span)
    return tuple(references.values())


def _section(values: Values, reader: Reader) -> QuizSection:
    return QuizSection(
        title=values.runs("title"),
        instructions=values.blocks("instructions"),
        banks=_banks(values, reader),
        blueprint=read_blueprint(values, reader),
        origin=values.at,
    )


QUIZ_SECTION = Record(
    "a section",
    (
        Field("title", InlineText(), "The heading.", required=True, example="Part A"),
        Field("instructions", BlockText(), "What to do in this section."),
        *_BANK_FIELDS,
        *BLUEPRINT_FIELDS,
    ),
    _section,
    doc="A part of a quiz under its own heading. Numbers run through, and items are shuffled within the section.",
)

_SHARED = (
    *_BANK_FIELDS,
    *BLUEPRINT_FIELDS,
    Field(
        "exclude",
        ListOf(ItemOrFile()),
        "Ids of items that are left out, and files that name them: the manifest of an earlier build, or a list of ids.",
        example="last-year/manifest.json",
    ),
    Field("sections", ListOf(QUIZ_SECTION, least=1), "Parts of the quiz, each under its own heading."),
    Field("introduction", BlockText(), "What stands before the first item."),
    Field("seed", Integer(0), "The number that decides the order; the same number gives the same quiz.", example="1"),
    Field("shuffle-items", Switch(), "Whether the items are shuffled (default true)."),
    Field("shuffle-options", Switch(), "Whether the options of each item are shuffled (default true)."),
    Field(
        "key",
        Choice(KEY_MODES),
        "Where the answers stand: on the last page (end), in a file of their own (apart), turned at the foot of the "
        "last page (upside-down), in their places on a teacher's copy (inline), nowhere (none).",
    ),
    Field("show-points", Switch(), "Whether the points of each item are printed."),
    Field(
        "most-words",
        Integer(5, 10_000),
        "How many words an item may have, its options included: `guidegen check` notes longer ones (F108).",
        example="80",
    ),
)


SITE_FIELD = Field(
    "site", Identifier(), "Whose letterhead it has: one of `sites` in `guidegen.yaml`.", example="riverside"
)


def read_site(values: Values, reader: Reader) -> str:
    """The id of a site, which must be among those of the project."""
    if values.text("site"):
        reader.mention("site", values.text("site"), values.value("site"))
    return values.text("site")


def _quiz(values: Values, reader: Reader, *, alone: bool) -> Quiz | None:
    own = _banks(values, reader)
    sections = _sections(values, own, reader)
    is_banked = values.has("bank") or values.has("banks") or (sections and all(each.banks for each in sections))
    if not is_banked:
        reader.report("S202", values.at, "A quiz needs `bank`.", "Add `bank:` with the name of a bank.")
    return Quiz(
        name=values.text("quiz") if alone else "",
        title=values.runs("title"),
        subtitle=values.runs("subtitle"),
        language=values.text("language", reader.language),
        introduction=values.blocks("introduction"),
        banks=_all_banks(own, sections),
        blueprint=_without_items(read_blueprint(values, reader), sections),
        seed=values.get("seed", 1),
        shuffle_items=values.get("shuffle-items", True),
        shuffle_options=values.get("shuffle-options", True),
        key=values.text("key", "apart" if alone else "end"),
        version=values.text("version", "1") if alone else "",
        minutes=values.get("minutes"),
        show_points=values.get("show-points", alone),
        forms=values.get("forms", 1),
        draw=values.text("draw", "shared"),
        sections=sections,
        most_words=values.get("most-words"),
        teach_back=values.get("teach-back"),
        columns=values.get("columns"),
        site=read_site(values, reader),
        path=reader.source.path,
        origin=values.at,
    )


def _sections(values: Values, own: tuple[BankReference, ...], reader: Reader) -> tuple[QuizSection, ...]:
    """The sections, with the quiz's own banks where they name none. What only they can say is reported beside them."""
    if not values.has("sections"):
        return ()
    for name in ("items", "always", "blueprint"):
        if values.has(name):
            reader.report(
                "S201",
                values.key(name),
                f"`{name}` and `sections` both stand here.",
                f"Write `{name}` in the sections, each of which has its own.",
            )
    sections: tuple[QuizSection, ...] = values.items("sections")
    seen: set[str] = set()
    for section in sections:
        for id_ in section.blueprint.items:
            if id_ in seen:
                reader.report(
                    "S206", section.blueprint.origin, f"The item `{id_}` is named twice.", "Keep it in one section."
                )
            seen.add(id_)
    return tuple(replace(section, banks=section.banks or own) for section in sections)


def _all_banks(own: tuple[BankReference, ...], sections: tuple[QuizSection, ...]) -> tuple[BankReference, ...]:
    """Each bank once: those of the quiz, then those that only sections name."""
    banks = {reference.name: reference for reference in own}
    for section in sections:
        for reference in section.banks:
            banks.setdefault(reference.name, reference)
    return tuple(banks.values())


def _without_items(blueprint: Blueprint, sections: tuple[QuizSection, ...]) -> Blueprint:
    """With sections only what counts for the whole form is the quiz's own."""
    return replace(blueprint, count=None, items=(), rows=()) if sections else blueprint


QUIZ_IN_GUIDE = Record(
    "a quiz",
    (Field("title", InlineText(), "The heading of the quiz."), *_SHARED, TEACH_BACK),
    lambda values, reader: _quiz(values, reader, alone=False),
    doc="The self-check quiz at the end of a guide.",
)

QUIZ_FILE = Record(
    "a quiz",
    (
        Field(
            "quiz",
            Identifier(),
            "The name of the quiz; the file is called the same.",
            required=True,
            example="cell-division",
        ),
        Field("title", InlineText(), "The title.", required=True, example="Cell division"),
        Field("subtitle", InlineText(), "A line below the title."),
        Field("language", LANGUAGE, "The language of the quiz; the project's when left out.", example="en"),
        Field("version", Text(), "The author's version (default 1)."),
        SITE_FIELD,
        Field("minutes", Integer(1, 600), "The time to work on it.", example="20"),
        *_SHARED,
        Field(
            "forms",
            Integer(1, MOST_FORMS),
            "How many forms are printed: A, B, C and so on, with one key for all (default 1).",
            example="4",
        ),
        Field(
            "draw",
            Choice(DRAWS),
            "Whether the forms print the same items in another order (shared, the default), "
            "or each form draws items that no other prints (distinct).",
        ),
        Field(
            "columns",
            Integer(1, MOST_COLUMNS),
            "How many columns the questions are set in, where they are wide enough; the project's when left out.",
            example="2",
        ),
    ),
    lambda values, reader: _quiz(values, reader, alone=True),
    doc="A quiz that prints alone.",
)
