"""What the rules about doses share: units, and the texts of a guide in which doses stand."""

from __future__ import annotations

#: Units of doses as they are printed; longer ones first.
UNITS = (
    r"(?:micrograms?|milligrams?|grams?|millilit(?:er|re)s?|lit(?:er|re)s?|milliequivalents?|units?|mcg|mEq|mmol|mg|kg|"
    r"ml|mL|dL|IU|g|L|microgramos?|miligramos?|gramos?|mililitros?|unidades|milligrammes?|grammes?|Milligramm|"
    r"Mikrogramm|Gramm|Milliliter|Einheiten|gotas|drops|teaspoons?|tablespoons?|puffs?|tablets?|pills?|capsules?)"
)
#: Results of a laboratory, in which a zero at the end says how exact they are.
LABORATORY = r"(?:\s*/\s*(?:dL|dl|L|l|mL|ml|mm|h|hr|µL|uL)\b|\s*mmol\b|\s*mEq\b)"
