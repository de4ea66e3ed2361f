"""A guide with all that a handout can have beside its text: places to write, and what else clinics ask for."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

GUIDE = """guide: medicine
title: Your new medicine
main-message: Take it once a day with food, and call us before you stop.
version: 3
status: draft
changes:
  3: ["Call us before you stop. [@first]", You can sign a copy.]
  2: The dose is **new**.
  1: First version.
current-at: https://clinic.example/{name}?v={version}&c={code}&l={language}
sources:
  first:
    text: A page with an address.
    url: https://example.org/a-page/about/this-medicine
    qr: true
  second: A book.
readers: patients
reviewer: {name: A. Example, credentials: RN}
disclosure: none
sections:
  - title: How you take it
    body:
      - "Bring this sheet to your visit on ____________ at ________ with **your ____ list**."
      - checklist: [I have a scale at home., I have a thermometer.]
      - fill-in:
          - "Your dose: ____ mg"
          - "Take it: ____ times a day, with food"
          - label: What it is for
            lines: 2
          - A label that is so long that it can stand beside no line, whatever the paper and the size of its print
        title: The clinic fills this in
      - notes: 4
      - notes: 2
        title: My questions
  - title: How it compares
    body:
      - comparison: Two medicines
        subjects: [Yours, Another]
        features:
          - feature: Once a day
            marks: [yes, unknown]
          - feature: With food
            cells: [{mark: partly, text: "Only at first. [@first]"}, {mark: "no"}]
          - feature: For children
            cells: [{mark: "no", span: 2}]
          - group: What we know
            features:
              - certainty: [high, {level: moderate, text: Two trials.}]
              - certainty: [low, very-low]
                feature: And for children?
              - sources: [[first, second], none]
      - pictograph: Who felt better
        of: 20
        count: 12
        how-to-read: Each icon is a person.
      - figure: pill.png
        alt: A pill with a line
        how-to-read: Break the pill where the line is.
        caption: Half a pill
        width: 0.2
  - title: Your agreement
    body:
      - acknowledge: |
          Someone went through this sheet with me. I know:

          - how much to take
          - when to call.
      - acknowledge: I got a copy.
        title: Copy received
        sign: [Name, Signature, "Relationship: ____ (if you sign for somebody)", Date]
        new-page: true
get-help: Call 911 if you cannot breathe.
"""
FILES = {"content/medicine.yaml": GUIDE}


def with_picture(folder: Path) -> Path:
    """The folder, with the picture that the guide names."""
    picture = folder / "content" / "pill.png"
    picture.parent.mkdir(parents=True, exist_ok=True)
    Image.new("L", (400, 200), 90).save(picture)
    return folder
