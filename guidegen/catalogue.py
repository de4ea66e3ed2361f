"""Every code that a diagnostic can carry, with what it means, why it matters and how to write it right.

The table is literal, so that it can be read as documentation; `guidegen explain CODE` prints an entry.
Y codes are about reading a file, S codes about what must stand in it, P codes about the printed page. R codes are about
how a guide reads, H codes about whether its readers may rely on it, Q codes about how items are
written, F codes about whole quizzes, L codes about comments that accept problems.
X codes are about the exchange with other programs.
C codes are about a roster and its rows, a copy for each.
"""

from __future__ import annotations

from dataclasses import dataclass

from guidegen.diagnostics import Severity

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of problem. `bad` and `good` are examples of YAML; one of them may be empty."""

    code: str
    name: str
    severity: Severity
    summary: str
    why: str
    bad: str = ""
    good: str = ""


_TABLE = (
    Code(
        "Y101", "text-cut-by-hash", ERROR,
        "A text ends early, because a space and `#` begin a comment.",
        "What follows the `#` would not be printed, and nobody would notice.",
        "- Take room #2 on the left", '- "Take room #2 on the left"',
    ),
    Code(
        "Y102", "coerced-value", ERROR,
        "A number, date or switch is spelled in a way that programs read differently.",
        "`012` is ten to one program and twelve to another; `yes` is a word to one and true to another.",
        "points: 012", "points: 12",
    ),
    Code(
        "Y201", "unreadable-file", ERROR,
        "A file or folder cannot be read.",
        "It is missing, is no ordinary file, or you may not open it.",
    ),
    Code(
        "Y202", "not-utf-8", ERROR,
        "A file is not saved with the encoding UTF-8.",
        "In another encoding letters such as é or ñ would be printed wrong.",
    ),
    Code(
        "Y203", "file-too-large", ERROR,
        "A file is larger than 32 MB.",
        "Such a file is nearly always there by mistake, and would use up the computer's memory.",
    ),
    Code(
        "Y204", "too-deep", ERROR,
        "Lists or markup are nested too deep.",
        "No reader can follow so many levels, and no page has room for them.",
        "- - - - - - - - a  (more than 64 levels)", "- a",
    ),
    Code(
        "Y205", "syntax", ERROR,
        "A line does not fit the lines around it, or something is opened and never closed.",
        "What the line belongs to cannot be told.",
        "title:Gut health", "title: Gut health",
    ),
    Code(
        "Y206", "duplicate-key", ERROR,
        "A key stands twice in the same group.",
        "Only one of the two could count, and the text of the other would be lost.",
        "audience: Adults\naudience: Carers", "audience: Adults and carers",
    ),
    Code(
        "Y207", "type-declared", ERROR,
        "A type is declared with `!!`.",
        "Guidegen takes every text as it is typed and makes nothing else of it; this keeps strangers' files safe.",
        "title: !!binary R3V0", "title: Gut health",
    ),
    Code(
        "Y208", "too-much-repetition", ERROR,
        "Repeated parts (`&name` and `*name`) stand for too much, or for themselves.",
        "A few lines could stand for more than any computer can hold.",
        "sections: &all [*all]", "sections:\n  - title: Rest\n    body: Sleep well.",
    ),
    Code(
        "Y209", "several-documents", ERROR,
        "A file holds more than one document, divided by `---`.",
        "A file holds one guide, one bank or one quiz.",
        "guide: a\n---\nguide: b", "guide: a",
    ),
    Code(
        "Y210", "empty-file", ERROR,
        "A file is empty.",
        "It was perhaps saved before it was written.",
        "", "guide: gut-health",
    ),
    Code(
        "Y211", "unknown-kind", ERROR,
        "The first key of a file is none of `guide:`, `bank:` and `quiz:`.",
        "The first key tells what the file is.",
        "title: Gut health\nguide: gut-health", "guide: gut-health\ntitle: Gut health",
    ),
    Code(
        "Y212", "control-character", ERROR,
        "An invisible control character stands in the text.",
        "It comes along when text is pasted, cannot be printed, and upsets screen readers.",
    ),
    Code(
        "Y213", "needs-quotes", ERROR,
        "A text begins with a character, or holds a colon, that has a meaning of its own.",
        "Without quotation marks the text would be taken for something else.",
        "stem: Glutamine: what is it?", 'stem: "Glutamine: what is it?"',
    ),
    Code(
        "S101", "key-invalid", ERROR,
        "An item has no key, has several where one is best, or has a key that is none of its options.",
        "Such an item cannot be marked.",
        "key: Rome\noptions: [Paris, Lyon]", "key: Paris\noptions: [Paris, Lyon]",
    ),
    Code(
        "S102", "duplicate-option", ERROR,
        "Two options of an item are equal but for letter case and white space.",
        "A reader who chooses the right words may be marked wrong.",
        "key: Paris\ndistractors: [paris, Lyon]", "key: Paris\ndistractors: [Nice, Lyon]",
    ),
    Code(
        "S201", "unknown-key", ERROR,
        "A key is not known where it stands.",
        "It is nearly always a slip of spelling, and what it holds would not be printed.",
        "titel: Gut health", "title: Gut health",
    ),
    Code(
        "S202", "missing", ERROR,
        "A required key, or the text of an entry, is missing.",
        "The page would have a hole there.",
        "title:", "title: Gut health",
    ),
    Code(
        "S203", "wrong-type", ERROR,
        "A list stands where text belongs, or text where a list belongs.",
        "What is meant cannot be told.",
        "key-points: Drink water", "key-points:\n  - Drink water",
    ),
    Code(
        "S204", "bad-value", ERROR,
        "A value is not one of those that are possible.",
        "It cannot be printed or followed.",
        "minutes: soon", "minutes: 20",
    ),
    Code(
        "S205", "bad-id", ERROR,
        "An id or name is not spelled with small letters, digits and hyphens.",
        "Ids become parts of file names and links, which must work everywhere.",
        "id: What it is", "id: what-it-is",
    ),
    Code(
        "S206", "duplicate-id", ERROR,
        "Two things have the same id.",
        "What names the id could mean either.",
        "- id: rest\n- id: rest", "- id: rest\n- id: sleep",
    ),
    Code(
        "S207", "duplicate-name", ERROR,
        "Two files of a project have the same name.",
        "Their printed files would overwrite each other.",
    ),
    Code(
        "S208", "no-such-file", ERROR,
        "A bank or guide is named that the project does not have.",
        "Its items or sections cannot be found.",
        "bank: cell-devision", "bank: cell-division",
    ),
    Code(
        "S209", "no-such-section", ERROR,
        "An item names a section that its guide does not have.",
        "The key sends readers back to that section.",
        "section: what-is-it", "section: what-it-is",
    ),
    Code(
        "S210", "no-such-source", ERROR,
        "A source is cited that is not listed.",
        "Readers could not look it up.",
        "It helps [@smith].", "It helps [@smith-2020].",
    ),
    Code(
        "S211", "no-such-picture", ERROR,
        "A picture is not where its path says.",
        "It cannot be printed.",
        "figure: Images/Gut.png", "figure: images/gut.png",
    ),
    Code(
        "S212", "no-such-objective", ERROR,
        "An item names an objective that its bank does not list.",
        "Items could not be counted by objective.",
        "objective: phase", "objective: phases",
    ),
    Code(
        "S213", "heading-level", ERROR,
        "A heading inside a text has the wrong number of `#`, or skips a level.",
        "Screen readers find their way by the levels of headings; levels 1 and 2 are title and section.",
        "# Side effects", "### Side effects",
    ),
    Code(
        "S214", "cells-do-not-fit", ERROR,
        "A row of a comparison has more or fewer cells than there are subjects.",
        "Cells would stand below the wrong subject.",
        "subjects: [A, B]\nfeatures:\n  - feature: Cost\n    cells: [low]",
        "subjects: [A, B]\nfeatures:\n  - feature: Cost\n    cells: [low, high]",
    ),
    Code(
        "S215", "path-leads-out", ERROR,
        "A path or link leads out of the project.",
        "A project from a stranger must not read your other files.",
        "figure: ../../private.png", "figure: images/gut.png",
    ),
    Code(
        "S216", "bad-picture", ERROR,
        "A picture is damaged, too large, or not of a kind that can be printed.",
        "PNG and JPEG pictures with RGB or grey colours print the same everywhere.",
        "figure: gut.gif", "figure: gut.png",
    ),
    Code(
        "S217", "unsafe-link", ERROR,
        "A link leads somewhere else than to the web, an e-mail address or a telephone number.",
        "On paper or on another computer it would lead nowhere, or do harm.",
        "[more](javascript:alert)", "[more](https://example.org)",
    ),
    Code(
        "S218", "not-supported", ERROR,
        "A text uses something that is kept for later or does not belong into a text.",
        "It would be printed as it is typed, which nobody wants.",
        "title: Dear {{name}}", "title: Dear ____",
    ),
    Code(
        "S219", "wrong-number", ERROR,
        "There are too few entries, or too many.",
        "One card is no row of cards, and a quiz cannot print more items than its banks hold.",
        "subjects: [A]", "subjects: [A, B]",
    ),
    Code(
        "S220", "no-alternate-text", ERROR,
        "A picture has no alternate text.",
        "Readers who cannot see it would not know what it shows.",
        "figure: gut.png", "figure: gut.png\nalt: The gut from mouth to bowel",
    ),
    Code(
        "S221", "dates-in-wrong-order", ERROR,
        "The next review comes before the last one.",
        "One of the two dates must be wrong.",
        "reviewed-on: 2025-06-30\nreview-by: 2024-06-30", "reviewed-on: 2025-06-30\nreview-by: 2027-06-30",
    ),
    Code(
        "S222", "name-differs-from-file", ERROR,
        "The name of a guide, bank or quiz is not that of its file.",
        "Files are found by their names.",
        "guide: gut  (in gut-health.yaml)", "guide: gut-health  (in gut-health.yaml)",
    ),
    Code(
        "S223", "unused-source", WARNING,
        "A source is listed and cited nowhere.",
        "Readers cannot tell what it supports.",
        "sources:\n  smith-2020: Smith, 2020", "It helps [@smith-2020].",
    ),
    Code(
        "S224", "no-such-item", ERROR,
        "A quiz names an item that its banks do not have.",
        "It cannot be printed.",
        "items: [capital]", "items: [capital-of-france]",
    ),
    Code(
        "S225", "left-out", ERROR,
        "A file is left out, because another file that it needs has errors.",
        "A quiz without its items would be wrong; mend the other file first.",
    ),
    Code(
        "S226", "colour-too-light", ERROR,
        "The house colour is too light to be read on the page.",
        "Text needs a contrast of 4.5 to 1 with what is behind it (WCAG 2.1, 1.4.3).",
        "primary-colour: '#ffcc00'", "primary-colour: '#0b4f5c'",
    ),
    Code(
        "S227", "language-without-words", ERROR,
        "The program has no words of its own, such as “Answers”, in the language of the file.",
        "A handout in two languages by accident would confuse its readers.",
        "language: xx", "language: en",
    ),
    Code(
        "S240", "points-do-not-add-up", ERROR,
        "The parts of an item are not worth what the item is worth.",
        "A perfect answer would get too few points or too many.",
        "points: 5\nrubric:\n  Names two causes: 2", "points: 2\nrubric:\n  Names two causes: 2",
    ),
    Code(
        "S243", "too-few-items", ERROR,
        "The banks do not hold enough items for all forms of a quiz.",
        "With `draw: distinct` no item is printed in two forms, so each form leaves fewer to the next.",
        "items: 30\nforms: 4\ndraw: distinct", "items: 30\nforms: 4\ndraw: shared",
    ),
    Code(
        "S241", "excluded-item-needed", ERROR,
        "A quiz always prints an item that this run is to keep out of it.",
        "Only one of the two can be done.",
    ),
    Code(
        "S242", "option-names-letters", ERROR,
        "An option refers to other options by their letters or numbers, and the options are shuffled.",
        "After the shuffle the letters stand for other options, and the key would be wrong.",
        "key: Both A and C\ndistractors: [Yeast, Salt, Flour]",
        "shuffle: false\noptions:\n  - Yeast\n  - Salt\n  - Flour\n  - text: Both A and C\n    key: true",
    ),
    Code(
        "S270", "formula-unreadable", ERROR,
        "A formula is not LaTeX that can be understood.",
        "It would be printed wrong, and nobody could say what was meant.",
        "Is $`\\frac{1}`$ right?", "Is $`\\frac{1}{2}`$ right?",
    ),
    Code(
        "S250", "no-such-stimulus", ERROR,
        "An item names a stimulus that its bank does not have.",
        "The item would be printed without the text or picture that it is about.",
        "stimulus: root-tips", "stimulus: root-tip",
    ),
    Code(
        "S251", "unused-stimulus", WARNING,
        "A stimulus is named by no item.",
        "It is never printed; perhaps an item lost its `stimulus:`.",
    ),
    Code(
        "S252", "blank-unknown", ERROR,
        "The blanks in a stem and those below `blanks:` do not belong together.",
        "Each blank needs its answer, and each answer its place in the text.",
        "stem: In [[stag]] they part.\nblanks: {stage: anaphase}",
        "stem: In [[stage]] they part.\nblanks: {stage: anaphase}",
    ),
    Code(
        "S253", "blank-misplaced", ERROR,
        "A blank with its answer stands in an item of another kind than cloze.",
        "The answer would be printed, or the blank could not be marked.",
        "stem: Is [[mitosis]] a division?\nkey: true", "stem: Is mitosis a division?\nkey: true",
    ),
    Code(
        "S254", "markers-overlap", ERROR,
        "The numbers of two markers of a picture stand at the same place.",
        "One would be printed over the other, and nobody could tell them apart.",
        'markers:\n  - {at: 50% 50%, label: Iris, alt: the coloured ring}\n'
        '  - {at: 51% 50%, label: Pupil, alt: the hole}',
        'markers:\n  - {at: 50% 50%, number-at: 80% 20%, label: Iris, alt: the coloured ring}\n'
        '  - {at: 51% 50%, label: Pupil, alt: the hole}',
    ),
    Code(
        "S260", "bad-expression", ERROR,
        "An expression is no calculation that can be worked out.",
        "Only numbers, variables, + - * / ** and the functions of the documentation have a meaning there.",
        "need: weight x dose", "need: weight * dose",
    ),
    Code(
        "S261", "no-such-variable", ERROR,
        "An expression or `{{...}}` names a variable, list, column or rule that there is not.",
        "There is no value to put in its place.",
        "variables:\n  weight: [40, 50]\nstem: A child of {{wait}} kg",
        "variables:\n  weight: [40, 50]\nstem: A child of {{weight}} kg",
    ),
    Code(
        "S262", "no-values-fit", ERROR,
        "No values of an item's variables fulfil what it requires.",
        "The item cannot be printed.",
        "variables:\n  a: [1, 2]\nrequire: a > 2", "variables:\n  a: [1, 2, 3]\nrequire: a > 2",
    ),
    Code(
        "S263", "unused-variable", WARNING,
        "A variable is declared and used nowhere.",
        "The text perhaps still holds a fixed number in its place.",
        "variables:\n  weight: [40, 50]\nstem: A child of 40 kg",
        "variables:\n  weight: [40, 50]\nstem: A child of {{weight}} kg",
    ),
    Code(
        "S264", "calculation-fails", ERROR,
        "For some values of an item's variables an expression has no result.",
        "A form that draws them would have a hole there.",
        "variables:\n  a: {from: 0, to: 5}\n  share: 60 / a", "variables:\n  a: {from: 1, to: 5}\n  share: 60 / a",
    ),
    Code(
        "S265", "texts-alike", ERROR,
        "For some values of an item's variables two options read the same.",
        "A reader who chooses the right words may be marked wrong.",
        'key: "{{a * b}}"\ndistractors: ["{{a + b}}"]',
        'require: distinct\nkey: "{{a * b}}"\ndistractors: ["{{a + b}}"]',
    ),
    Code(
        "S266", "ugly-number", ERROR,
        "For some values of an item's variables a number is printed with more digits than anybody asked for.",
        "0.333333333333 on a quiz confuses its readers.",
        'key: "{{a / 3}}"', 'key: "{{a / 3:.2}}"',
    ),
    Code(
        "S267", "rare-values", WARNING,
        "Hardly any values of an item's variables fulfil what it requires.",
        "Forms that should differ will often get the same values.",
        "require: a * b == 391", "require: a * b < 400",
    ),
    Code(
        "S271", "alternate-text-tells", WARNING,
        "The alternate text of an option's picture seems to say whether the option is right.",
        "Readers who listen would hear the answer.",
        "alt: The correct circuit", "alt: A circuit with two lamps in a row",
    ),
    Code(
        "S280", "row-too-large", ERROR,
        "A row or limit of a blueprint asks for more items than the banks have.",
        "A quiz with fewer questions, or with others than were asked for, would not test what it should.",
        "blueprint:\n  - items: 9\n    level: apply  (5 such items)", "blueprint:\n  - items: 5\n    level: apply",
    ),
    Code(
        "S281", "requirements-conflict", ERROR,
        "Rows, limits, enemies or items that are always in cannot be met together.",
        "Each item counts for one row only, and nothing of a blueprint is given up silently.",
        "items: 4\nlimits:\n  - at-most: 2", "items: 4\nlimits:\n  - at-most: 4",
    ),
    Code(
        "S282", "blueprint-too-hard", ERROR,
        "A blueprint has so many combinations that the search for its items was given up.",
        "A guess might break a rule, and an endless search helps nobody.",
    ),
    Code(
        "S283", "own-enemy", ERROR,
        "An item is named as an enemy of itself.",
        "Another item is meant, and the two would be printed together.",
        "- id: mitosis\n  enemies: [mitosis]", "- id: mitosis\n  enemies: [meiosis]",
    ),
    Code(
        "Q101", "all-of-above", WARNING,
        "An option says that all the others are right.",
        "Who knows two of them need not know the third; it is the key far more often than by chance.",
        "distractors: [Water, Salt, All of the above]", "distractors: [Water, Salt, Sugar]",
    ),
    Code(
        "Q102", "none-of-above", WARNING,
        "An option says that none of the others is right.",
        "It does not tell what a reader knows, and is mostly filler.",
        "distractors: [Water, Salt, None of the above]", "distractors: [Water, Salt, Sugar]",
    ),
    Code(
        "Q103", "k-type", WARNING,
        "Options combine other options, or points of the stem.",
        "They test how well a reader solves puzzles.",
        "distractors: [A and C, Both B and C]", "distractors: [Water, Salt]",
    ),
    Code(
        "Q104", "options-unordered", WARNING,
        "Options that are numbers neither rise nor fall.",
        "Readers must search for the one that they have in mind.",
        "options: [10 mg, 5 mg, 20 mg]", "options: [5 mg, 10 mg, 20 mg]",
    ),
    Code(
        "Q105", "option-count", NOTE,
        "An item has fewer than three options, or more than five.",
        "Three good options are enough; few writers find more.",
    ),
    Code(
        "Q106", "true-false-options", WARNING,
        "Two or more options are only True and False, or Yes and No.",
        "It is a statement to be judged, and prints better as one.",
        "key: Yes\ndistractors: [No, Maybe]", "key: true",
    ),
    Code(
        "Q201", "stem-unfocused", WARNING,
        "A stem asks nothing by itself.",
        "Readers must read all options to learn what is asked.",
        "stem: Mitosis", "stem: What does mitosis make?",
    ),
    Code(
        "Q202", "which-is-true", NOTE,
        "A stem asks which statement is true and not about what.",
        "It tests several things at once.",
        "stem: Which of the following is true?", "stem: Which cells divide by mitosis?",
    ),
    Code(
        "Q203", "negative-lead-in", WARNING,
        "A stem asks for what is not so.",
        "Readers overlook the negative, and knowing what is wrong is not knowing what is right.",
        "stem: Which of these is not a vitamin?", "stem: Which of these is a vitamin?",
    ),
    Code(
        "Q204", "negative-unemphasised", WARNING,
        "The negative of a stem is neither bold nor in capitals.",
        "It is easily overlooked.",
        "stem: Which of these is not a vitamin?", "stem: Which of these is **not** a vitamin?",
    ),
    Code(
        "Q205", "double-negative", WARNING,
        "A stem asks for what is not so, and an option is negative too.",
        "Two negatives must be undone to answer.",
        "stem: Which is not true?\ndistractors: [It does not dissolve]", "stem: Which is true?",
    ),
    Code(
        "Q206", "blank-mid-stem", WARNING,
        "A blank stands in the middle of a stem with options.",
        "Readers must hold the beginning in mind until the end.",
        "stem: The ____ pumps blood.", "stem: What pumps blood?",
    ),
    Code(
        "Q301", "length-cue", WARNING,
        "The right option is much longer than all others.",
        "Readers who know nothing choose the longest.",
    ),
    Code(
        "Q302", "absolute-term", NOTE,
        "A distractor has an absolute word, such as always or never.",
        "Readers learn to leave such options out.",
        "distractors: [It always helps]", "distractors: [It helps at night]",
    ),
    Code(
        "Q303", "hedge-cue", WARNING,
        "Only the right option is careful: usually, may, often.",
        "Readers who know nothing choose the careful one.",
        "key: It usually helps", "key: It helps",
    ),
    Code(
        "Q304", "grammar-cue", WARNING,
        "The stem ends in a or an, and only one option fits.",
        "Grammar gives the answer away.",
        "stem: An egg-laying mammal is an\nkey: echidna", "stem: Which mammal lays eggs?",
    ),
    Code(
        "Q306", "convergence", NOTE,
        "The right option shares more words with the others than any of them does.",
        "Distractors that are made from the key point at it.",
    ),
    Code(
        "Q307", "mixed-ends", NOTE,
        "One option ends or begins otherwise than the others.",
        "What looks different draws the eye.",
        "distractors: [Water., Salt]", "distractors: [Water, Salt]",
    ),
    Code(
        "Q401", "tf-determiner", NOTE,
        "An absolute word stands in a false statement, or a hedge in a true one.",
        "Readers learn that always means false.",
        "stem: Fever is always a bad sign.\nkey: false", "stem: Fever is a bad sign.\nkey: false",
    ),
    Code(
        "Q403", "matching-shape", NOTE,
        "A matching item has as many responses as premises, or more than ten premises.",
        "With equal lists the last pair answers itself.",
    ),
    Code(
        "F101", "key-position", ERROR,
        "The key stands in one place too often, in items whose options are printed in the author's order.",
        "Readers who know nothing choose that letter. It happens by chance in 1 of 100 quizzes.",
        "shuffle-options: false  (and the key first in 9 of 10 items)", "shuffle-options: true",
    ),
    Code(
        "F102", "key-run", WARNING,
        "The key stands in the same place in many items in a row, in a quiz that is printed in the author's order.",
        "Readers begin to doubt what they know, or to follow the pattern.",
        "shuffle-items: false\nshuffle-options: false", "shuffle-items: true",
    ),
    Code(
        "F103", "longest-is-key-rate", WARNING,
        "The longest option is the key in more items than chance explains.",
        "Readers who know nothing choose the longest. It is the commonest cue in official exams.",
    ),
    Code(
        "S284", "compact-handout", WARNING,
        "A handout is printed in compact print, which is for quizzes.",
        "Patients need letters of 12 points or more; many need larger ones.",
        "guidegen build content/asthma.yaml --size compact", "guidegen build content/asthma.yaml --size large",
    ),
    Code(
        "H101", "reviewer-missing", ERROR,
        "Nobody stands for the content of a guide: there is no reviewer, or their credentials are not told.",
        "Readers act upon it, and cannot tell whether they may. A reviewer who is still `pending` is a warning.",
        "title: Asthma", "reviewer:\n  name: A. Gomez\n  credentials: RN",
    ),
    Code(
        "H102", "review-expired", ERROR,
        "The guide is past its review-by date, its review is still to come, or no day of a review is told.",
        "Content that nobody has looked at for years may be wrong by now.",
        "review-by: 2020-01-01", "review-by: 2028-01-01",
    ),
    Code(
        "H103", "claim-unsourced", ERROR,
        "A statement that is marked as a claim cites no source.",
        "Readers and reviewers cannot check it.",
        "- claim: Honey eases a cough.", "- claim: Honey eases a cough. [@cochrane]",
    ),
    Code(
        "H104", "disclosure-missing", WARNING,
        "A guide does not say who paid for it and what interests its authors have.",
        "Readers should know who speaks; that there is nothing to declare is worth saying too.",
        "version: 1", "disclosure: none",
    ),
    Code(
        "H105", "urgent-help-missing", ERROR,
        "A guide for patients does not say when to get help at once.",
        "Who reads at home must know which signs cannot wait.",
        "readers: patients", "readers: patients\nget-help: Call 911 if you cannot breathe.",
    ),
    Code(
        "H106", "section-changed", WARNING,
        "The section that an item tests has changed since the item was last held against it.",
        "The key may not be right any more, or ask what the guide no longer says.",
        "reviewed: {on: 2026-01-31, section-code: 2HNC-70ZD}  (and the section reads otherwise now)",
        "reviewed: {on: 2026-11-24, section-code: 8K3W-M1QS}",
    ),
    Code(
        "H201", "cure-claim", ERROR,
        "A promise that no honest health text makes: a cure, a miracle, no side effects, clinically proven.",
        "Such words mark fraud, and in an honest text they mislead. Denied, asked and quoted ones do not count.",
        "This tea cures diabetes.", "No tea cures diabetes.",
    ),
    Code(
        "H301", "supplement-disclaimer", ERROR,
        "A guide about a supplement says what it does for the body, and the notice that the law words is missing.",
        "21 CFR 101.93(c) asks for it on labels and labeling. Asked only where `supplement: true` stands.",
        "supplement: true\nmain-message: It supports your joints.",
        "supplement: true\nmain-message: It supports your joints.\ndisclaimer: >-\n"
        "  This statement has not been evaluated by the Food and Drug Administration. This product is\n"
        "  not intended to diagnose, treat, cure, or prevent any disease.",
    ),
    Code(
        "H302", "disease-claim", ERROR,
        "A guide about a supplement says that something treats, prevents or cures a disease.",
        "21 CFR 101.93(g) makes a drug of what claims that. Asked only where `supplement: true` stands.",
        "supplement: true\nmain-message: It prevents colds.", "supplement: true\nmain-message: Take it with food.",
    ),
    Code(
        "H401", "dose-decimal", ERROR,
        "A dose has a decimal point that is easily overlooked: none before it, or a zero after it.",
        "Read without the point, the dose is ten times as high (Joint Commission, Do Not Use list).",
        "Take .5 mg, later 5.0 mg.", "Take 0.5 mg, later 5 mg.",
    ),
    Code(
        "H402", "dose-abbreviation", ERROR,
        "A short form in a dose is known to be misread: U, IU, QD, QOD, MS, MSO4, MgSO4, µg, cc.",
        "U has been read as 0 and QD as QID (Joint Commission, Do Not Use list). µg and cc are warnings.",
        "Inject 10U QD.", "Inject 10 units every day.",
    ),
    Code(
        "H403", "unit-missing", WARNING,
        "A dose has no unit.",
        "Two of what? A tablet, a spoon and a milligram are not the same.",
        "Take 2 twice a day.", "Take 2 tablets twice a day.",
    ),
    Code(
        "R101", "reading-grade", WARNING,
        "The text is harder to read than its readers were promised.",
        "Half of all adults read at grade 8 or below. For patients and the public the target is grade 6.",
    ),
    Code(
        "R102", "hard-words", WARNING,
        "A word that only experts use stands unexplained.",
        "Words that readers do not know make a text hard more than anything else.",
        "You have hyponatremia.", "You have too little salt in your blood (hyponatremia).",
    ),
    Code(
        "R103", "sentence-length", WARNING,
        "A sentence has more than 25 words; from 31 on it is an error.",
        "Readers have forgotten how it began when they come to its end.",
        "When you come home from the hospital, rest for two days, drink a lot of water, and do not lift\n"
        "anything heavy until the nurse has seen your wound.",
        "Rest for two days when you come home. Drink a lot of water. Do not lift anything heavy until\n"
        "the nurse has seen your wound.",
    ),
    Code(
        "R104", "plain-word", NOTE,
        "A stiff word stands where there is a plain one.",
        "Plain words are read faster, by experts too.",
        "Utilize the inhaler prior to exercise.", "Use the inhaler before exercise.",
    ),
    Code(
        "R105", "abbreviation-undefined", WARNING,
        "A short form is not spelled out where it first stands.",
        "Who does not know it cannot look it up on paper.",
        "You have IBS.", "You have irritable bowel syndrome (IBS).",
    ),
    Code(
        "R106", "passive", NOTE,
        "A sentence does not say who does something. Off unless it is selected.",
        "Readers should know what is theirs to do. By itself the passive hardly makes a sentence harder.",
        "The tablet is to be taken at night.", "Take the tablet at night.",
    ),
    Code(
        "R107", "percent-alone", NOTE,
        "A percentage stands without the same in whole numbers.",
        "Many readers picture 2 in 10 people, and not 20%.",
        "It helped 20% of people.", "It helped 2 in 10 people (20%).",
    ),
    Code(
        "R108", "paragraph-length", NOTE,
        "A paragraph has more than five sentences, or more than 150 words follow without a heading.",
        "Readers look for the part that they need; walls of text hide it.",
        "Wash. Rinse. Dry. Rest. Eat. Sleep.", "- Wash.\n- Rinse.\n- Dry.",
    ),
    Code(
        "R109", "latin", NOTE,
        "A Latin short form or `and/or` stands in the text.",
        "Many readers, and screen readers, do not know how to read them.",
        "Drink fluids, e.g. water and/or tea.", "Drink fluids, for example water or tea.",
    ),
    Code(
        "R110", "inflesz", WARNING,
        "A Spanish text is hard to read: less than 55 points of INFLESZ; from 55 to 65 it is a note.",
        "Health texts should be fairly easy, which is 65 or more.",
    ),
    Code(
        "X101", "unreadable-import", ERROR,
        "A file that is to be imported cannot be read.",
        "It is missing, is no ordinary file, or is of a kind that holds no questions.",
    ),
    Code(
        "X102", "damaged-import", ERROR,
        "A file that is to be imported is damaged or incomplete.",
        "Half of a file might look like all of it, and the other half would be missed in the exam.",
    ),
    Code(
        "X103", "dangerous-import", ERROR,
        "A file that is to be imported does what no question bank needs: it declares entities, leads out of its "
        "package, or is far too large when it is unpacked.",
        "Such files are made to read other files of your computer or to fill its memory.",
    ),
    Code(
        "X104", "import-not-utf-8", ERROR,
        "A file that is to be imported is not saved with the encoding UTF-8.",
        "In another encoding letters such as é or ñ would be read wrong.",
    ),
    Code(
        "X105", "unknown-format", ERROR,
        "The format of a file is not known, or is not the one that was named.",
        "Guessing would turn questions into something else.",
    ),
    Code(
        "X106", "nothing-to-import", ERROR,
        "A file holds no question that could be taken over.",
        "An empty bank would hide that something went wrong.",
    ),
    Code(
        "X107", "loss", WARNING,
        "Something of an item is lost when it is imported or exported.",
        "The other format has no place for it. With --strict a loss is an error, and nothing is written.",
    ),
    Code(
        "X108", "item-refused", WARNING,
        "An item is not imported or exported at all; the reason stands beside it.",
        "What cannot be carried over whole enough to be used is named, never dropped in silence.",
    ),
    Code(
        "L001", "unused-suppression", WARNING,
        "A comment accepts a problem that is not there.",
        "It would hide the problem if it came back, and nobody knows whether it is still meant.",
        "title: Asthma  # guidegen: ignore[R103] the law words it so", "title: Asthma",
    ),
    Code(
        "L002", "unknown-code", WARNING,
        "A comment accepts a rule that does not exist.",
        "The code is misspelt, and the problem is not accepted.",
        "# guidegen: ignore[R999] known", "# guidegen: ignore[R103] the law words it so",
    ),
    Code(
        "L003", "reason-missing", WARNING,
        "A comment accepts a problem and does not say why.",
        "Who reads it next year must know whether the reason still holds.",
        "# guidegen: ignore[R103]", "# guidegen: ignore[R103] the law words it so",
    ),
    Code(
        "P101", "character-missing", ERROR,
        "No font of the theme can draw a character.",
        "An empty box would stand in its place.",
        "title: Gut health \U0001f600", "title: Gut health",
    ),
    Code(
        "P102", "word-too-wide", ERROR,
        "A word is wider than its line and has no place to break.",
        "Its end would be cut off.",
        "- https://example.org/a-very-long-address-without-a-break", "- [the clinic's page](https://example.org)",
    ),
    Code(
        "P103", "table-too-wide", ERROR,
        "The columns of a table cannot hold their longest words.",
        "Words would be cut or run into the next column.",
        "subjects: [A, B, C, D, E, F, G, H, I, J]", "subjects: [A, B, C]",
    ),
    Code(
        "P104", "page-too-small", ERROR,
        "Something cannot be laid out on the page, because it is larger than the page.",
        "A part of it would be lost.",
        "page: a5", "page: a4",
    ),
    Code(
        "P111", "formula-not-drawn", ERROR,
        "A formula cannot be drawn.",
        "There would be a hole in its place.",
    ),
    Code(
        "P112", "formula-without-words", ERROR,
        "A formula cannot be said in words, in the language around it.",
        "Readers who listen would not hear what it says.",
        "language: xx", "language: en",
    ),
    Code(
        "P113", "formula-too-wide", ERROR,
        "A formula is wider than its line.",
        "Its end would be cut off; formulas are not broken by themselves.",
    ),
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
        "C117", "too-many-bad-rows", ERROR,
        "A roster has more bad rows than are told one by one.",
        "A mistake in the file itself, such as its separator, is likely.",
    ),
)  # fmt: skip

CODES: dict[str, Code] = {code.code: code for code in _TABLE}


def is_known(pattern: str) -> bool:
    """Whether a code, a name or the beginning of codes names a code."""
    return any(pattern == code.name or code.code.startswith(pattern.upper()) for code in CODES.values())
