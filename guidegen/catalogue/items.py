"""Q: how items are written."""

from __future__ import annotations

from guidegen.catalogue.code import NOTE, WARNING, Code

CODES = (
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
        "stem: Is salt a metal?\nkey: Not at all\ndistractors: [A little]",
        "stem: What is salt?\nkey: A crystal\ndistractors: [A metal, A gas]",
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
        "key: It closes the gaps between the cells of the wall\ndistractors: [It glows, It hums]",
        "key: It closes gaps\ndistractors: [It glows at night, It hums]",
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
        "Q305", "clang", NOTE,
        "The key alone repeats a longer word of the stem.",
        "Readers who know nothing choose the option that sounds like the question.",
        "stem: What does insulin regulation regulate?\nkey: The regulation of sugar\ndistractors: [Salt, Water]",
        "stem: What does insulin regulate?\nkey: Sugar in the blood\ndistractors: [Salt in the blood, Water]",
    ),
    Code(
        "Q306", "convergence", NOTE,
        "The right option shares more words with the others than any of them does.",
        "Distractors that are made from the key point at it.",
        "key: It cools warm lakes\ndistractors: [It cools sand, Some warm tea, The lakes boil]",
        "key: It cools warm lakes\ndistractors: [It dries sand, Some hot tea, The seas boil]",
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
        "Q402", "true-false-balance", NOTE,
        "Far more of a quiz's statements are true than false, or the other way round.",
        "Whoever marks everything the same scores well. It happens by chance in 1 of 20 quizzes.",
        "- {stem: Ice is cold., key: true}  (and nine more that are true)",
        "- {stem: Ice is cold., key: true}  (and as many that are false)",
    ),
    Code(
        "Q403", "matching-shape", NOTE,
        "A matching item has as many responses as premises, or more than ten premises.",
        "With equal lists the last pair answers itself.",
        "stem: Match them.\npairs:\n  - {premise: Heart, response: pumps}\n  - {premise: Lung, response: breathes}",
        "stem: Match them.\npairs:\n  - {premise: Heart, response: pumps}\n  - {premise: Lung, response: breathes}\n"
        "extra-responses: [digests]",
    ),
    Code(
        "Q404", "cloze-shape", WARNING,
        "A sentence has more than two blanks, or blanks have different widths.",
        "Such a sentence can hardly be understood, and a width of its own tells the answer.",
        'stem: "In [[anaphase]] the [[sister chromatids]] move to the [[poles]] of the cell."',
        'stem: "In [[anaphase]] the [[sister chromatids]] move apart."',
    ),
)  # fmt: skip
