"""What `python -m benchmarks` tells of its measurements. What it measures is not run here."""

from __future__ import annotations

import pytest

import benchmarks.__main__ as suite
from benchmarks import fresh
from benchmarks.figures import Figure, Run, ratios, told
from benchmarks.scale import Played
from guidegen.batch.engines.engine import Engine
from guidegen.reading import read_project

OURS = Figure("ten copies", "guidegen, 1 process", [Run(1.0, 0.9, 50.0), Run(1.2, 1.0, 52.0), Run(1.1, 1.0, 51.0)])
PEER = Figure("ten copies", "Typst, 1 process", [Run(2.0, 2.0, 99.0), Run(3.0, 2.0, 99.0), Run(2.2, 2.0, 99.0)])
SOME = Figure("ten copies", "WeasyPrint (2 copies)", [Run(4.0, 4.0, 80.0)], share=0.2)


def test_an_engine_that_is_played_has_all_that_engines_have():
    asked = {name for name in vars(Engine) if not name.startswith("_")} | {"__enter__", "__exit__"}
    assert "hands" in asked and {name for name in asked if not hasattr(Played("file:///nowhere"), name)} == set()


def test_ratios_are_those_of_rounds():
    assert ratios(OURS, PEER) == pytest.approx((0.4, 0.5, 0.5))


def test_a_part_of_the_work_is_told_as_all_of_it():
    text = told([OURS, PEER, SOME], {"ten copies": (10, "copies")})
    ours, peer, some = text.splitlines()[1:]
    assert "1.100 s (1.000 to 1.200)" in ours and "9.1 copies/s" in ours and "0.50 times Typst (0.40 to 0.50)" in ours
    assert "times Typst" not in peer
    assert "20.000 s" in some and "0.5 copies/s" in some


def test_the_readme_and_the_docs_have_a_place_for_figures():
    for path in ("README.md", "docs/performance.md"):
        text = (suite.ROOT / path).read_text(encoding="utf-8")
        assert text.count(suite.BEGIN) == text.count(suite.END) == 1


def test_figures_are_put_between_the_marks(tmp_path, monkeypatch):
    monkeypatch.setattr(suite, "ROOT", tmp_path)
    (tmp_path / "a.md").write_text(f"before\n{suite.BEGIN}old\n{suite.END}\nafter\n", "utf-8")
    suite.put("a.md", suite.short([OURS, PEER, SOME]))
    text = (tmp_path / "a.md").read_text("utf-8")
    assert text.startswith("before\n") and text.endswith("after\n") and "old" not in text
    assert "| ten copies: guidegen, 1 process | 1.1 | 51 MB | 2.0 times as fast |" in text
    assert "| ten copies: WeasyPrint (2 copies) | 20 | 80 MB | 10.00 times its time |" in text
    (tmp_path / "a.md").write_text("no marks", "utf-8")
    with pytest.raises(ValueError):
        suite.put("a.md", "")


def test_the_longer_guide_has_its_sections_so_many_times(tmp_path):
    fresh.copy_project(tmp_path)
    once = read_project(tmp_path)[0].guides[fresh.NAME]
    fresh.edit(tmp_path, 7, length=3)
    project, problems, _ = read_project(tmp_path)
    sections = project.guides[fresh.NAME].sections
    assert not problems and len(sections) == 3 * len(once.sections)
    assert [each.title for each in sections[-len(once.sections) :]] == [each.title for each in once.sections]
