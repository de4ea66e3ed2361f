"""The long proof, run by hand: `python -m tests.long.proof --printed 2000 --blueprints 5000`.

Prints so many forms of generated banks of every kind, reads quizzes and keys back and compares them with the banks;
then draws from so many small blueprints and compares each with all forms that there are, found by brute force.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import tempfile
import time
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from tests.assembly import test_selection
from tests.generated_banks import generated
from tests.printed_proof import proof

FORMS_A_RUN = 20
QUIZZES = (
    "",
    "items: 12\n",
    "blueprint:\n  - {items: 4, level: low}\n  - {items: 4, level: high}\n",
    "draw: distinct\nitems: 3\n",
    "items: 8\nalways: [i0, i5]\nlimits:\n  - {at-most: 1, kind: essay}\n",
)
LOOKS = ({}, {"page": "a4"}, {"size": "large"}, {"theme": "classroom"}, {"size": "giant"})


def main() -> int:
    """1 when anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--printed", type=int, default=1000, help="forms to print")
    parser.add_argument("--blueprints", type=int, default=2000, help="blueprints to compare with brute force")
    parser.add_argument("--seed", type=int, default=1000, help="where the banks begin")
    asked = parser.parse_args()
    wrong = printed(asked.printed, asked.seed)
    compared_with_brute_force(asked.blueprints)
    return 1 if wrong else 0


def printed(forms: int, seed: int) -> int:
    """Print so many forms; how many faults there were."""
    start, done, items, wrong = time.perf_counter(), 0, 0, 0
    for run in itertools.count():
        if done >= forms:
            break
        quiz, look = QUIZZES[run % len(QUIZZES)], LOOKS[run // len(QUIZZES) % len(LOOKS)]
        with tempfile.TemporaryDirectory() as folder:
            bank = generated(seed + run, 60 if "distinct" in quiz else 24)
            found = proof(Path(folder) / "project", bank, f"seed: {run}\n{quiz}", FORMS_A_RUN, **look)
        for fault in found.faults:
            print(f"bank {seed + run}, {look}, {quiz!r}: {fault}")
        wrong += len(found.faults)
        done, items = done + FORMS_A_RUN, items + found.items
    seconds = time.perf_counter() - start
    print(f"{done:,} forms with {items:,} items printed and compared in {seconds:.0f} s: {wrong} faults")
    return wrong


def compared_with_brute_force(count: int) -> None:
    """The tests of the selection with so many blueprints each. AssertionError where one fails."""
    for test in (
        test_selection.test_draws_the_first_form_of_all_that_there_are,
        test_selection.test_how_many_distinct_forms_there_are,
    ):
        start = time.perf_counter()
        chosen = settings(max_examples=count, deadline=None, suppress_health_check=list(HealthCheck))
        chosen(given(test_selection.small())(test.hypothesis.inner_test))()
        print(f"{test.__name__}: {count:,} blueprints in {time.perf_counter() - start:.0f} s: no fault")


if __name__ == "__main__":
    sys.exit(main())
