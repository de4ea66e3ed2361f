"""A guide with every kind of block that is there to be looked at, for tests of print, Word and accessibility."""

from __future__ import annotations

from pathlib import Path

GUIDE = """guide: look
title: Things to look at
main-message: Look.
version: 1
sections:
  - title: Steps
    body:
      - steps:
          - Wet your hands.
          - text: Rub them for twenty seconds.
            picture: rub.png
            alt: Two hands with foam
          - text: Dry them.
            picture: rub.png
            decorative: true
      - do: [Cough into your elbow., Open the window.]
        dont: [Shake hands.]
  - title: Zones
    body:
      - zones: How is your asthma today?
        green: {title: Doing well, signs: [No cough, You sleep well], do: [Take your preventer]}
        yellow: {title: Getting worse, signs: [You wheeze], do: [Use your reliever, Call today]}
        red: {title: Get help now, signs: [It is hard to talk], do: [Call an ambulance]}
      - timeline:
          - when: Day 1
            text: Your arm may be sore.
          - when: Days 2 and 3
            text: |
              Some people have a fever.

              - Rest.
              - Drink.
      - schedule: Your medicines
        medicines:
          - {name: Metformin 500 mg, morning: 1 tablet, evening: 2 tablets, how: With food}
          - {name: Eye drops, night: 1 drop}
          - {name: Paracetamol, how: Only when in pain}
        blank-rows: 2
      - {callout: A note.}
      - {callout: A tip., kind: tip}
      - {callout: Look here., kind: important}
      - {callout: Hot., kind: warning}
      - figure: shapes.svg
        alt: A square and a see-through disc
        caption: Shapes
  - title: Numbers
    body:
      - chart: Hours of sleep
        unit: hours
        data: {Newborns: 16, Children: 10.5, Adults: 7}
        source: A table
      - chart: Colds
        series: [Without washing, With washing]
        data: {Children: [7, 5], Adults: [3, 2]}
      - chart: Visitors
        kind: columns
        data: {Monday: 1200, Tuesday: 980, Friday: 0}
      - chart: Vaccinated
        kind: columns
        unit: "%"
        series: [First, Second, Third]
        data: {Measles: [72, 84, 83], Polio: [75, 86, 83]}
      - chart: Temperature
        kind: line
        unit: °C
        data: {January: -3.5, April: 8, July: 19}
      - chart: Smokers
        kind: line
        unit: "%"
        series: [Men, Women]
        data: {1990: [33, 29], 2000: [28, 22], 2020: [14, 11]}
      - chart: A plate
        kind: pie
        unit: "%"
        data: {Vegetables: 40, Whole grains: 25, Protein: 25, Fruit: 10}
      - pictograph: Colds in a winter
        of: 100
        groups: {Without: 12, With: 8}
        source: A trial
      - pictograph: Side effects
        of: 1000
        count: 3
"""


SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40">
<linearGradient id="g"><stop stop-color="#fff"/><stop offset="1" stop-color="#03f"/></linearGradient>
<rect x="4" y="4" width="30" height="30" fill="url(#g)" stroke="#000"/><circle cx="40" cy="20" r="15" opacity=".5"/>
</svg>
"""


def write_visual_guide(folder: Path) -> None:
    """The guide with its pictures, as a project."""
    from PIL import Image

    content = folder / "content"
    content.mkdir(parents=True, exist_ok=True)
    (content / "look.yaml").write_text(GUIDE, encoding="utf-8")
    (content / "shapes.svg").write_text(SVG, encoding="utf-8")
    Image.new("RGB", (400, 300), (120, 120, 120)).save(content / "rub.png")
