"""R: how easily a guide reads."""

from __future__ import annotations

from guidegen.catalogue.code import NOTE, WARNING, Code

CODES = (
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
)  # fmt: skip
