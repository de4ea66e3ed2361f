"""Which script a character belongs to, without the library that knows them all."""

from __future__ import annotations

from fontTools.unicodedata import script

from guidegen.render.pdf.faces import _LATIN, _SIGNS, script_of


def test_scripts_are_those_of_the_library():
    for code in range(0xA0, 0x3000):
        found = script(chr(code))
        assert script_of(chr(code)) == ("" if found in ("Zyyy", "Zinh") else found), hex(code)


def test_the_library_is_not_asked_for_text_in_latin_letters():
    assert all(_SIGNS.match(sign) or _LATIN.match(sign) for sign in "éñßøœžşảªº§°·×÷–—‘’“”„…•€←→−≤≥■☐✓✗")
