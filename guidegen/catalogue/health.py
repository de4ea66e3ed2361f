"""H: whether readers may rely on a guide."""

from __future__ import annotations

from guidegen.catalogue.code import ERROR, WARNING, Code

CODES = (
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
        "H110", "translation-not-reviewed", WARNING,
        "Nobody has read a translation for patients or the public against its original.",
        "A wrong word in a text about health does harm, and those who print it cannot see it.",
    ),
    Code(
        "H120", "certainty-unsourced", WARNING,
        "A comparison says how certain the evidence on a subject is, and cites no source for it.",
        "How certain evidence is can only be judged by whoever can read it.",
        "- comparison: Two teas\n  subjects: [Mint, Sage]\n  features:\n    - certainty: [moderate, low]",
        "- comparison: Two teas\n  subjects: [Mint, Sage]\n  features:\n    - certainty: [moderate, low]\n"
        "    - sources: [cochrane, none]",
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
)  # fmt: skip
