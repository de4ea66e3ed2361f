"""Every fault that an audit can find in a finished PDF: what it means, what to do, and which rule it breaks.

The table is literal, so that it can be read as documentation; `guidegen explain CODE` prints an entry, and
docs/accessibility.md shows all of them. `rule` names the clause for those who keep the report: ISO 14289-1 is
PDF/UA-1, ISO 32000-1 is PDF 1.7, WCAG is version 2.1. What has no rule is good practice.
"""

from __future__ import annotations

from guidegen.diagnostics import Severity
from guidegen.records import dataclass

ERROR, WARNING = Severity.ERROR, Severity.WARNING

#: The parts of an audit in the order in which a report tells about them, with what each of them looks at.
AREAS: dict[str, str] = {
    "File": "can be opened and read to its end; assistive technology is not locked out",
    "Document": "tagged, title, language, claims of standards, tab order, page labels, bookmarks",
    "Content": "everything drawn belongs to exactly one element or is an artifact; both directories agree",
    "Text": "each character says what it is; words are apart; fonts are embedded",
    "Reading order": "elements follow each other as on the page; nothing that says something is an artifact",
    "Elements": "known roles, right nesting, nothing empty, headings in steps, pictures with words",
    "Tables": "rows of equal length, header cells, what they head",
    "Links and forms": "words for where a link leads and what a field asks; each in its element",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of fault. `summary` says what is wrong, `remedy` what to do; `area` is a key of AREAS."""

    code: str
    name: str
    area: str
    severity: Severity
    summary: str
    remedy: str
    rule: str = ""


_TABLE = (
    Fault(
        "A001", "cannot-be-read", "File", ERROR,
        "The file is no PDF, is damaged beyond repair, or is locked with a password.",
        "Export it again, or save it without a password.",
    ),
    Fault(
        "A002", "not-checked-to-the-end", "File", ERROR,
        "The file is so large or so deeply nested that the check stopped before its end.",
        "Part the file. A file that needs this much to be read also overloads a screen reader.",
    ),
    Fault(
        "A003", "damaged", "File", WARNING,
        "The file is damaged, and could be read only after a repair.",
        "Export it again; other programs may read it otherwise.",
        "ISO 32000-1, 7.5",
    ),
    Fault(
        "A004", "assistive-technology-locked-out", "File", ERROR,
        "The security settings forbid screen readers to take the text.",
        "Save the file without restrictions, or allow access for accessibility.",
        "ISO 14289-1, 7.16",
    ),
    Fault(
        "A101", "not-tagged", "Document", ERROR,
        "The file has no structure: it is not tagged.",
        "Export it as tagged PDF from the program that made it. A scan has to be recognised first.",
        "ISO 14289-1, 6.2 and 7.1; WCAG 1.3.1",
    ),
    Fault(
        "A102", "tags-are-suspect", "Document", WARNING,
        "The file says of itself that its tags may be wrong.",
        "Check the tags by hand and then set Suspects to false.",
        "ISO 14289-1, 7.1",
    ),
    Fault(
        "A103", "no-language", "Document", ERROR,
        "The file does not say in which language it is written.",
        "Set the language of the document, such as `en` or `es-US`.",
        "ISO 14289-1, 7.2; WCAG 3.1.1",
    ),
    Fault(
        "A104", "bad-language", "Document", ERROR,
        "A language is named in a way that nothing understands.",
        "Write a tag of BCP 47, such as `en`, `es-US` or `zh-Hant`.",
        "ISO 14289-1, 7.2; WCAG 3.1.2",
    ),
    Fault(
        "A105", "no-title", "Document", ERROR,
        "The metadata hold no title.",
        "Give the document a title that tells it from others.",
        "ISO 14289-1, 7.1; WCAG 2.4.2",
    ),
    Fault(
        "A106", "title-not-shown", "Document", ERROR,
        "The window shows the name of the file and not the title.",
        "Set `Initial View: Document Title` (DisplayDocTitle).",
        "ISO 14289-1, 7.1; WCAG 2.4.2",
    ),
    Fault(
        "A107", "no-standard-claimed", "Document", WARNING,
        "The file does not claim to conform to PDF/UA.",
        "Export it as PDF/UA, once all else is right.",
        "ISO 14289-1, 5",
    ),
    Fault(
        "A108", "metadata-unreadable", "Document", ERROR,
        "The metadata (XMP) cannot be read.",
        "Write them again as well-formed XML.",
        "ISO 14289-1, 5 and 7.1",
    ),
    Fault(
        "A109", "tab-order", "Document", ERROR,
        "A page with links or fields does not say that the Tab key follows the structure.",
        "Set the tab order of each page to `Use document structure` (Tabs S).",
        "ISO 14289-1, 7.18.3; WCAG 2.4.3",
    ),
    Fault(
        "A110", "page-labels", "Document", WARNING,
        "The page labels cannot be understood, or do not begin with the first page.",
        "Number the pages in the file as they are numbered on paper.",
        "ISO 32000-1, 12.4.2; WCAG 2.4.5",
    ),
    Fault(
        "A111", "no-bookmarks", "Document", WARNING,
        "A document of more than 20 pages has no bookmarks.",
        "Make bookmarks of the headings.",
        "WCAG 2.4.5",
    ),
    Fault(
        "A112", "bookmarks", "Document", WARNING,
        "A bookmark has no words, or the bookmarks run in a circle.",
        "Make the bookmarks of the headings again.",
        "ISO 32000-1, 12.3.3; WCAG 2.4.5",
    ),
    Fault(
        "A113", "dynamic-form", "Document", ERROR,
        "The file holds a dynamic form (XFA), which screen readers cannot follow.",
        "Save it as an ordinary form.",
        "ISO 14289-1, 7.15",
    ),
    Fault(
        "A201", "drawn-outside-structure", "Content", ERROR,
        "Something is drawn that is neither content of an element nor an artifact.",
        "Tag what says something; mark lines, boxes and backgrounds as artifacts.",
        "ISO 14289-1, 7.1",
    ),
    Fault(
        "A202", "content-without-element", "Content", ERROR,
        "Marked content belongs to no element, so that nobody hears it.",
        "Put it into the element where it is to be read.",
        "ISO 14289-1, 7.1",
    ),
    Fault(
        "A203", "element-without-content", "Content", ERROR,
        "An element names marked content that the page does not have.",
        "Tag the page again; text was probably deleted without its tag.",
        "ISO 32000-1, 14.7.4",
    ),
    Fault(
        "A204", "content-id-twice", "Content", ERROR,
        "Two pieces of a page have the same marked-content id, so that one of them is read at the wrong place.",
        "Give each piece an id of its own.",
        "ISO 32000-1, 14.7.4.2",
    ),
    Fault(
        "A205", "content-claimed-twice", "Content", ERROR,
        "Marked content is claimed by two elements, so that it is read twice.",
        "Take it out of one of them.",
        "ISO 32000-1, 14.7.4.4",
    ),
    Fault(
        "A206", "parent-tree", "Content", ERROR,
        "The parent tree names another element for a piece of content than the structure tree does, or none.",
        "Tag the file again; programs that find elements from the page are led astray.",
        "ISO 32000-1, 14.7.4.4",
    ),
    Fault(
        "A207", "nested-content", "Content", ERROR,
        "Content and artifacts stand inside each other.",
        "End the one before the other begins.",
        "ISO 14289-1, 7.1",
    ),
    Fault(
        "A208", "unbalanced", "Content", ERROR,
        "Marked content, a text object or a saved state is begun and not ended, or ended and never begun.",
        "Export the page again.",
        "ISO 32000-1, 8.4.2 and 14.6",
    ),
    Fault(
        "A209", "page-unreadable", "Content", ERROR,
        "The drawing instructions of a page cannot be read.",
        "Export the page again.",
        "ISO 32000-1, 7.8",
    ),
    Fault(
        "A301", "character-unknown", "Text", ERROR,
        "A font does not say which characters its glyphs stand for, so that text cannot be read aloud or searched.",
        "Export with a font that keeps its characters (ToUnicode).",
        "ISO 14289-1, 7.21.7",
    ),
    Fault(
        "A302", "character-meaningless", "Text", ERROR,
        "Text stands for private, replaced or missing characters, which are read as nothing or as nonsense.",
        "Replace the characters, or give the text that is meant (ActualText).",
        "ISO 14289-1, 7.21.7",
    ),
    Fault(
        "A303", "ligature", "Text", WARNING,
        "Text holds a ligature or a shaped form in place of letters; a search for the word does not find it.",
        "Map the glyph to the letters that it stands for.",
        "ISO 32000-1, 14.8.2.4",
    ),
    Fault(
        "A304", "words-glued", "Text", ERROR,
        "Two words are read as one, because no white space stands between them.",
        "End each line with a space, or export with a program that does.",
        "ISO 32000-1, 14.8.2.5",
    ),
    Fault(
        "A305", "hyphen-lost", "Text", ERROR,
        "A hyphen inside a line is stored as a soft hyphen, which is not read.",
        "Type a hyphen; a soft hyphen stands only where a word is parted at the end of a line.",
        "ISO 32000-1, 14.8.2.2.3",
    ),
    Fault(
        "A306", "glyph-missing", "Text", ERROR,
        "A character is drawn that its font does not have: an empty box stands on the page.",
        "Choose a font that has the character.",
        "ISO 14289-1, 7.21.8",
    ),
    Fault(
        "A307", "font-not-embedded", "Text", ERROR,
        "A font is not part of the file, so that another computer draws other letters.",
        "Export with all fonts embedded.",
        "ISO 14289-1, 7.21.4.1",
    ),
    Fault(
        "A401", "order-contradicts-page", "Reading order", ERROR,
        "An element is read after another that it stands above in the same column.",
        "Move the element in the structure to its place on the page.",
        "ISO 14289-1, 7.1; WCAG 1.3.2",
    ),
    Fault(
        "A402", "text-as-artifact", "Reading order", ERROR,
        "Text is marked as an artifact, but is no running head, footer or repeated heading: nobody hears it.",
        "Tag it as content where it is to be read.",
        "ISO 14289-1, 7.1 and 7.8; WCAG 1.3.1",
    ),
    Fault(
        "A501", "empty-element", "Elements", ERROR,
        "An element is empty.",
        "Remove it; a screen reader stops at it and says nothing.",
    ),
    Fault(
        "A502", "no-alternate-text", "Elements", ERROR,
        "A picture or formula has no alternate text.",
        "Say in words what it shows, or mark it as an artifact if it only adorns.",
        "ISO 14289-1, 7.3 and 7.7; WCAG 1.1.1",
    ),
    Fault(
        "A503", "alternate-text-says-nothing", "Elements", ERROR,
        "The alternate text is a file name or a word such as `image`.",
        "Say in words what the picture shows.",
        "ISO 14289-1, 7.3; WCAG 1.1.1",
    ),
    Fault(
        "A504", "heading-skipped", "Elements", ERROR,
        "A heading skips a level, so that readers look for a part that is not there.",
        "Go down one level at a time: after H1 comes H2.",
        "ISO 14289-1, 7.4.2; WCAG 1.3.1",
    ),
    Fault(
        "A505", "first-heading", "Elements", ERROR,
        "The first heading is not of level 1.",
        "Begin with H1.",
        "ISO 14289-1, 7.4.2; WCAG 1.3.1",
    ),
    Fault(
        "A506", "headings-mixed", "Elements", ERROR,
        "Headings with and without numbers (H and H1) stand in one document.",
        "Use H1 to H6 throughout.",
        "ISO 14289-1, 7.4.4",
    ),
    Fault(
        "A507", "role-unknown", "Elements", ERROR,
        "An element has a role of its own that stands for no standard role.",
        "Map it to a standard role (RoleMap), or use one.",
        "ISO 14289-1, 7.1",
    ),
    Fault(
        "A508", "role-map-circle", "Elements", ERROR,
        "The map of roles runs in a circle.",
        "Map each role to a standard role.",
        "ISO 14289-1, 7.1",
    ),
    Fault(
        "A509", "standard-role-changed", "Elements", ERROR,
        "The map of roles gives a standard role another meaning.",
        "Leave standard roles out of the map.",
        "ISO 14289-1, 7.1",
    ),
    Fault(
        "A510", "nesting", "Elements", ERROR,
        "An element stands where its role does not belong.",
        "A list holds LI, an item holds Lbl and LBody, a table holds rows, and a row holds TH and TD.",
        "ISO 14289-1, 7.2; ISO 32000-1, 14.8.4",
    ),
    Fault(
        "A511", "id-twice", "Elements", ERROR,
        "Two elements have the same id, so that what names it may mean either.",
        "Give each element an id of its own.",
        "ISO 32000-1, 14.7.2",
    ),
    Fault(
        "A512", "tree-broken", "Elements", ERROR,
        "The structure tree is broken: an element stands twice or in itself, or names another parent than its own.",
        "Tag the file again.",
        "ISO 32000-1, 14.7.2",
    ),
    Fault(
        "A513", "note-without-id", "Elements", ERROR,
        "A note has no id.",
        "Give each Note an id of its own.",
        "ISO 14289-1, 7.9",
    ),
    Fault(
        "A514", "no-headings", "Elements", WARNING,
        "A document of more than 3 pages has no heading.",
        "Tag its headings, by which readers find their way.",
        "WCAG 2.4.6",
    ),
    Fault(
        "A601", "rows-uneven", "Tables", ERROR,
        "A row of a table has more or fewer cells than the others, so that cells are read under the wrong heading.",
        "Complete the row with empty cells, or say which cells span several columns or rows.",
        "ISO 14289-1, 7.2; WCAG 1.3.1",
    ),
    Fault(
        "A602", "no-header-cells", "Tables", ERROR,
        "A table has no header cell.",
        "Tag the headings of columns and rows as TH; what is no table should not be tagged as one.",
        "ISO 14289-1, 7.5; WCAG 1.3.1",
    ),
    Fault(
        "A603", "header-without-scope", "Tables", ERROR,
        "A header cell does not say whether it heads a column or a row, and no cell names it.",
        "Set its Scope, or name its id in the Headers of its cells.",
        "ISO 14289-1, 7.5; WCAG 1.3.1",
    ),
    Fault(
        "A604", "header-not-found", "Tables", ERROR,
        "A cell names a header cell that does not exist.",
        "Name the id of a TH in the same table.",
        "ISO 14289-1, 7.5; WCAG 1.3.1",
    ),
    Fault(
        "A701", "link-without-words", "Links and forms", ERROR,
        "A link has no description of where it leads.",
        "Give the link Contents, such as the name of the page.",
        "ISO 14289-1, 7.18.5; WCAG 2.4.4",
    ),
    Fault(
        "A702", "annotation-without-element", "Links and forms", ERROR,
        "A link, field or note on a page belongs to no element, so that nobody comes to it in reading.",
        "Tag it where it is to be read.",
        "ISO 14289-1, 7.18.1",
    ),
    Fault(
        "A703", "annotation-in-wrong-element", "Links and forms", ERROR,
        "A link does not stand in a Link element, or a field not in a Form element.",
        "Tag links as Link and fields as Form.",
        "ISO 14289-1, 7.18.4 and 7.18.5",
    ),
    Fault(
        "A704", "field-without-name", "Links and forms", ERROR,
        "A field of a form does not say what to enter.",
        "Give the field a tooltip (TU).",
        "ISO 14289-1, 7.18.1; WCAG 4.1.2",
    ),
    Fault(
        "A705", "annotation-not-found", "Links and forms", ERROR,
        "An element names a link or field that stands on no page.",
        "Tag the page again; the link was probably deleted without its tag.",
        "ISO 32000-1, 14.7.4.3",
    ),
    Fault(
        "A706", "annotation-without-words", "Links and forms", ERROR,
        "A note or mark on a page has no words.",
        "Describe it in its Contents.",
        "ISO 14289-1, 7.18.1; WCAG 1.1.1",
    ),
    Fault(
        "A707", "form-with-several-fields", "Links and forms", ERROR,
        "A Form element holds more than one field, so that they are heard as one.",
        "Tag each field, and each circle of a group, as a Form of its own.",
        "ISO 32000-1, 14.8.4.5",
    ),
    Fault(
        "A708", "fields-say-the-same", "Links and forms", WARNING,
        "Two fields say the same, so that nobody who hears them can tell them apart.",
        "Say in each tooltip (TU) what this field asks for, such as the number of its question.",
        "WCAG 2.4.6 and 4.1.2",
    ),
)  # fmt: skip

FAULTS: dict[str, Fault] = {fault.code: fault for fault in _TABLE}
