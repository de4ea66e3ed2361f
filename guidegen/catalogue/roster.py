"""C: rows of a roster."""

from __future__ import annotations

from guidegen.catalogue.code import ERROR, WARNING, Code

CODES = (
    Code(
        "C101", "roster-unreadable", ERROR,
        "A roster has no header, or is no text in UTF-8.",
        "Nobody can tell which column holds the names.",
        "Student 1,1001", "name,id\nStudent 1,1001",
    ),
    Code(
        "C102", "roster-column-unknown", WARNING,
        "A column of a roster means nothing to guidegen.",
        "Nothing of it is printed, which may not be what was meant.",
        "name,papr", "name,paper",
    ),
    Code(
        "C103", "roster-columns-clash", ERROR,
        "Two columns of a roster mean the same, or the column to name files by is not there.",
        "Only one of the two can be printed.",
        "name,student", "name,id",
    ),
    Code(
        "C104", "row-cells", ERROR,
        "A row of a roster has more or fewer cells than the header.",
        "Its values would stand in the wrong columns.",
        "name,id\nOne, Student,1001", 'name,id\n"One, Student",1001',
    ),
    Code(
        "C105", "row-unreadable", ERROR,
        "A row of a roster cannot be read.",
        "A name would be printed wrong. The other rows are printed.",
    ),
    Code(
        "C106", "row-form-unknown", ERROR,
        "A row of a roster asks for a form that the quiz does not have.",
        "The copy would have no key.",
        "name,form\nStudent 1,F", "name,form\nStudent 1,B",
    ),
    Code(
        "C107", "row-size-unknown", ERROR,
        "A row of a roster asks for a print size that there is not.",
        "The person would get a copy that they cannot read.",
        "name,size\nStudent 1,big", "name,size\nStudent 1,large",
    ),
    Code(
        "C108", "row-language-unknown", ERROR,
        "A row of a roster asks for a language in which the guide or quiz is not written.",
        "The person would get a copy that they cannot read.",
    ),
    Code(
        "C109", "row-extra-time", ERROR,
        "The extra time in a row of a roster cannot be understood.",
        "The copy would promise a time that nobody meant.",
        "name,extra time\nStudent 1,some", "name,extra time\nStudent 1,25%",
    ),
    Code(
        "C110", "row-nobody", ERROR,
        "A row of a roster has neither name nor id.",
        "Nobody could tell whom the copy is for.",
    ),
    Code(
        "C111", "row-id-twice", ERROR,
        "Two rows of a roster have the same id.",
        "The id decides the arrangement of a copy, and tells people apart who have the same name.",
    ),
    Code(
        "C112", "row-character-missing", ERROR,
        "A value in a row of a roster has a character that no font of the theme can draw.",
        "An empty box would stand in somebody's name.",
    ),
    Code(
        "C113", "row-too-wide", ERROR,
        "A value in a row of a roster is too long for its place on the page.",
        "It would be cut off, or too small to read.",
    ),
    Code(
        "C114", "row-not-printable", ERROR,
        "The copy of a row cannot be printed, for a reason that is told beside it.",
        "The arrangement and the drawn values of a copy are its own, and so may its problems be.",
    ),
    Code(
        "C115", "row-file-name", ERROR,
        "The file of a row cannot be named by the column that was asked for.",
        "Two copies would be written to one file, or one over the key.",
    ),
    Code(
        "C116", "roster-teacher-copy", ERROR,
        "A roster was asked for with the key mode `inline`.",
        "A teacher's copy of every copy would be as long as all of them together.",
        "key: inline", "key: apart",
    ),
    Code(
        "C118", "no-make-up", ERROR,
        "There are not enough other items for make-up copies.",
        "Those who make up a quiz are to answer questions that the others have not told them.",
    ),
    Code(
        "C119", "used-items-unknown", ERROR,
        "A file that should name the items of earlier forms does not.",
        "Items that everybody knows already might be printed again.",
        "exclude: [last-year/test.pdf]", "exclude: [last-year/manifest.json]",
    ),
    Code(
        "C120", "used-items-elsewhere", WARNING,
        "A file with the items of earlier forms names none that the banks of the quiz have.",
        "It may be the file of another quiz, and then nothing is kept out.",
        "exclude: [last-year/history.json]", "exclude: [last-year/biology.json]",
    ),
    Code(
        "C121", "copy-longer-than-file", WARNING,
        "Copies have more pages than a merged file was to have.",
        "No copy is parted, so each of them has a file of its own, longer than what was asked for.",
        "guidegen build NAME.yaml --roster class.csv --merge 3",
        "guidegen build NAME.yaml --roster class.csv --merge 300",
    ),
    Code(
        "C117", "too-many-bad-rows", ERROR,
        "A roster has more bad rows than are told one by one.",
        "A mistake in the file itself, such as its separator, is likely.",
    ),
)  # fmt: skip
