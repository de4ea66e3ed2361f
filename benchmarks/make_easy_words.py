"""Make the list of easy English words anew: `python benchmarks/make_easy_words.py FOLDER-OF-SCOWL`.

FOLDER-OF-SCOWL is the folder `dict/scowl` of SCOWL 2020.12.07 (Kevin Atkinson), whose licence lets anybody use,
change and sell what is made from it; the Debian package `scowl` has it. A word is easy when it is among the most
common ones (level 10) and has one or two syllables, or among the next ones (level 20) and has one. A few of these
are no words for every reader: they are left out below. `easy-en-own.txt` adds the words of home and body, which lists
made from newspapers and programs miss.
"""

from __future__ import annotations

import sys
from pathlib import Path

from guidegen.readability.syllables.english import syllables

DATA = Path(__file__).parent.parent / "guidegen" / "readability" / "data"

#: Common in newspapers and programs, and yet no everyday words.
NO_EVERYDAY_WORDS = frozenset(
    "abstract acquire acute adhere adverse alias append aspect assert assign assume attain benign bias bizarre "
    "boolean buffer chronic cite clause coerce cohort commence comply compose comprise compute concede conceive "
    "concise concur conform consist constant constraint construct consult context contrast convey corrupt cumming "
    "datum debate deduce deem default defer define denote depict deploy deprive derive detect deter device devise "
    "devote diffuse digit diminish discrete disperse display distinct distort domain drastic enhance ensue ensure "
    "entail envisage equate essence evoke exact exceed excerpt exempt exert extract feedback fiscal flux forum "
    "fraction generic graphic hence hereby horde implied implies imply impose incline incur index induce infer "
    "inhibit insert instance integral intend invoke layout lesion lesser lieu likewise logic mandate median merit "
    "mode module myriad neural node notion novel null obscure obtain occur omit onset output parameter parse "
    "partial phase portray posit premise preserve presume prior proceed prompt prone prospect random rapid ratio "
    "recite refine regime relate relevant reliant remit renal render resort retain revert saki scope sector "
    "sequence session severe site sole solely stance status stem strand subset subtle suffice sustain syntax tact "
    "technique tenure thereby thesis thrust tissue toxic trait transmit trauma utility vary vector verb via vice "
    "vital whereby yield".split()
)


def main() -> None:
    scowl = Path(sys.argv[1])
    common, next_common = words_of(scowl, 10), words_of(scowl, 20)
    easy = {word for word in common if syllables(word) <= 2} | {word for word in next_common if syllables(word) == 1}
    write("easy-en.txt", "Easy English words", easy - NO_EVERYDAY_WORDS)
    write("common-en.txt", "Common English words", common | next_common | words_of(scowl, 35))


def write(name: str, title: str, words: set[str]) -> None:
    """A list, one word a line, that says where it comes from."""
    head = [
        f"# {title}: made by benchmarks/make_easy_words.py from SCOWL 2020.12.07, levels 10 to 35.",
        "# Copyright 2000-2020 by Kevin Atkinson; see SCOWL-LICENSE.txt beside this file.",
    ]
    (DATA / name).write_text("\n".join([*head, *sorted(words)]) + "\n", encoding="utf-8")
    print(f"{len(words)} words in {name}")


def words_of(scowl: Path, level: int) -> set[str]:
    """The plain words of a level: no names, no abbreviations."""
    found = set()
    for variant in ("english", "american", "british"):
        lines = (scowl / f"{variant}-words.{level}").read_text(encoding="latin-1").split()
        found |= {word for word in lines if word.isascii() and word.isalpha() and word.islower()}
    return found


if __name__ == "__main__":
    main()
