"""Selection against brute force: what is drawn, which rows it fills, when nothing can be drawn and why."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from guidegen.assembly.kinds import PLACES
from guidegen.assembly.random_streams import Stream
from guidegen.assembly.selection import Refusal, Selection, plan_for, select, select_from
from guidegen.assembly.selection.budget import MOST_STEPS, Budget
from guidegen.assembly.selection.distinct import capacity, draw_distinct
from guidegen.assembly.selection.drawing import _exactly, _simply, _Taking
from guidegen.inline import Text
from guidegen.model.bank import ItemBank
from guidegen.model.item import Accepted, ItemCommon, ShortAnswer, TrueFalse, kind_name
from guidegen.model.prose import Paragraph
from guidegen.model.quiz import BankReference, Blueprint, BlueprintRow, Criteria, Limit, Quiz, QuizSection
from guidegen.reading.items.record import KINDS

LEVELS = ("recall", "apply", "judge")
PINNED = [("item-7", 1), ("item-9", 0), ("item-3", 0), ("item-4", 2), ("item-0", 2)]
TAGS = ("blood", "bone", "brain")


def item(id_, *, level="", objective="", tags=(), points=1, enemies=(), is_open=False, section=""):
    common = ItemCommon(
        id_,
        (Paragraph((Text(id_),)),),
        points=points,
        level=level,
        objective=objective,
        tags=tuple(tags),
        enemies=tuple(enemies),
        section=section,
    )
    return ShortAnswer(common, (Accepted((Text("so"),)),)) if is_open else TrueFalse(common, True)


def bank(*items, name="bank", enemies=()):
    return ItemBank(name, (), "en", "", (), tuple(items), enemies=tuple(enemies))


def quiz(blueprint=None, *, sections=(), banks=("bank",), seed=1):
    references = tuple(BankReference(name) for name in banks)
    return Quiz(
        "quiz", (Text("Q"),), (), "en", (), references, blueprint or Blueprint(), seed, True, True, "apart",
        sections=tuple(sections),
    )  # fmt: skip


def rows(*pairs):
    return tuple(BlueprintRow(count, Criteria(**criteria)) for count, criteria in pairs)


def message(result):
    assert isinstance(result, Refusal)
    return result.problems[0].message


# Small blueprints, by brute force


@st.composite
def small(draw):
    ids = [f"item-{index}" for index in range(draw(st.integers(1, 6)))]
    items = tuple(
        item(
            id_,
            level=draw(st.sampled_from(LEVELS[:2])),
            tags=draw(st.sets(st.sampled_from(TAGS[:2]))),
            points=draw(st.integers(1, 3)),
            enemies=draw(st.sets(st.sampled_from(ids), max_size=1)) - {id_} if draw(st.integers(0, 3)) == 0 else (),
        )
        for id_ in ids
    )
    groups = [tuple(sorted(draw(st.sets(st.sampled_from(ids), min_size=2, max_size=3))))] if len(ids) > 2 else []
    groups = groups if draw(st.booleans()) else []
    criteria = st.builds(
        Criteria,
        level=st.sampled_from([(), (), ("recall",), ("apply",)]),
        tag=st.sampled_from([(), (), ("blood",), ("bone",), ("blood", "bone")]),
        points=st.sampled_from([(), (), (1,), (1, 2)]),
    )
    row = st.builds(BlueprintRow, st.integers(1, 2), criteria)
    limit = st.builds(Limit, criteria, st.sampled_from([None, 1, 2]), st.sampled_from([None, 0, 1, 2]))
    fixed = draw(st.lists(st.sampled_from(ids), max_size=2, unique=True))
    parts = []
    for part in range(draw(st.integers(1, 2))):
        made = tuple(draw(st.lists(row, min_size=1, max_size=2)))
        more = draw(st.sampled_from([0, 0, 1]))
        parts.append(
            Blueprint(
                sum(each.count for each in made) + more,
                tuple(fixed[part : part + 1]),
                made,
                tuple(draw(st.lists(limit, max_size=1))),
                draw(st.sampled_from([None, None, None, 3, 4])),
            )
        )
    exclude = tuple(draw(st.sets(st.sampled_from(ids), max_size=1)) - set(fixed))
    seed = draw(st.integers(0, 5))
    if len(parts) == 1:
        return quiz(replace(parts[0], exclude=exclude), seed=seed), bank(*items, enemies=groups)
    sections = [QuizSection((Text(f"Part {index}"),), (), (), part) for index, part in enumerate(parts)]
    whole = Blueprint(limits=tuple(draw(st.lists(limit, max_size=1))), exclude=exclude)
    return quiz(whole, sections=sections, seed=seed), bank(*items, enemies=groups)


def brute(plan):
    """Every form that satisfies the plan, as the row of each item, straight from what the words mean."""
    ids = [id_ for id_ in plan.candidates if id_ not in plan.excluded]
    choices = [[None, *(r for r in range(len(plan.rows)) if plan.rows[r].takes(plan.candidates[id_]))] for id_ in ids]
    for placed in itertools.product(*choices):
        form = {id_: row for id_, row in zip(ids, placed, strict=True) if row is not None}
        if any(sum(row == index for row in form.values()) != each.need for index, each in enumerate(plan.rows)):
            continue
        if not set(plan.fixed) <= form.keys() or any(len(form.keys() & set(group)) > 1 for group in plan.enemies):
            continue
        sums = [
            sum(
                limit.weight(plan.candidates[id_])
                for id_, row in form.items()
                if limit.part in (None, plan.rows[row].part)
            )
            for limit in plan.limits
        ]
        if all(limit.least <= total <= limit.most for limit, total in zip(plan.limits, sums, strict=True)):
            yield form


@settings(max_examples=250, deadline=None)
@given(small())
def test_draws_the_first_form_of_all_that_there_are(case):
    asked, held = case
    plan = plan_for(asked, [held])
    forms = list(brute(plan))
    result = select_from(plan, asked.seed)
    assert isinstance(result, Refusal) == (not forms)
    if isinstance(result, Refusal):
        assert result.problems and all(problem.message.endswith(".") for problem in result.problems)
        return
    others = [id_ for id_ in plan.candidates if id_ not in plan.fixed]
    order = (*plan.fixed, *Stream(asked.seed).shuffled(others, "selection"))
    first = min({tuple(sorted(map(order.index, form))) for form in forms})
    assert result.ids == tuple(order[place] for place in first)
    assert result.rows == min(
        (form for form in forms if form.keys() == set(result.ids)),
        key=lambda form: [form[id_] for id_ in result.ids],
    )


@settings(max_examples=100, deadline=None)
@given(small())
def test_the_short_way_and_the_search_agree(case):
    asked, held = case
    plan = plan_for(asked, [held])
    order = (*plan.fixed, *(id_ for id_ in plan.candidates if id_ not in {*plan.fixed, *plan.excluded}))
    simple = _simply(_Taking(plan, order))
    if simple is not None:
        assert simple == _exactly(_Taking(plan, order), Budget())


def most_disjoint(sets):
    """The largest number of sets of which no two share an element."""
    if not sets:
        return 0
    first, *others = sets
    return max(1 + most_disjoint([each for each in others if not each & first]), most_disjoint(others))


@settings(max_examples=150, deadline=None)
@given(small())
def test_how_many_distinct_forms_there_are(case):
    asked, held = case
    plan = plan_for(asked, [held])
    drawn = {frozenset(form) - set(plan.fixed) for form in brute(plan)}
    found = capacity(plan, asked.seed)
    if found.most is None:
        assert found.least == len(drawn)
        return
    true = most_disjoint(sorted(drawn, key=sorted))
    assert found.least <= true <= found.most
    if not plan.limits and not plan.enemies:
        assert found.least == true == found.most
    for count in range(1, found.least + 1):
        assert draw_distinct(plan, asked.seed, count).refusal is None


# What can be read off


def test_pinned():
    """This selection never changes: it is that of algorithm 1."""
    held = bank(*(item(f"item-{index}", level=LEVELS[index % 3]) for index in range(12)))
    asked = quiz(Blueprint(5, ("item-7",), rows((2, {"level": ("recall",)}), (1, {"level": ("apply",)}))))
    result = select(asked, [held], 7)
    assert isinstance(result, Selection)
    assert list(result.rows.items()) == PINNED


def test_an_item_that_joins_exchanges_one_at_most():
    items = [item(f"item-{index}", level=LEVELS[index % 3], tags=[TAGS[index % 2]]) for index in range(40)]
    asked = quiz(Blueprint(9, (), rows((3, {"level": ("recall",)}), (3, {"tag": ("blood",)}), (2, {}))))
    for seed in range(30):
        before, after = (select(asked, [bank(*held)], seed) for held in (items, [*items, item("new", level="recall")]))
        assert len(set(before.ids) - set(after.ids)) <= 1


def test_what_is_drawn_does_not_depend_on_the_order_of_the_bank():
    items = [item(f"item-{index}", level=LEVELS[index % 3]) for index in range(20)]
    asked = quiz(Blueprint(6, (), rows((2, {"level": ("apply",)}))))
    assert select(asked, [bank(*items)], 3).rows == select(asked, [bank(*items[::-1])], 3).rows


def test_other_items_for_another_form():
    held = bank(*(item(f"item-{index}", level=LEVELS[index % 2]) for index in range(10)))
    asked = quiz(Blueprint(3, ("item-0",), rows((2, {"level": ("recall",)}))))
    first = select(asked, [held], 1)
    second = select(asked, [held], 1, exclude=first.drawn)
    assert set(first.ids) & set(second.ids) == {"item-0"}


def test_kinds_are_named_as_authors_write_them():
    names = {re.sub("(?<!^)([A-Z])", r"-\1", kind.__name__).lower() for kind in PLACES}
    assert names == set(KINDS)
    assert kind_name(item("a")) == "true-false"


# Refusals name what is wrong


def test_a_row_that_is_short():
    held = bank(item("a", level="apply"), item("b", level="apply"), item("c", level="recall"))
    result = select(quiz(Blueprint(rows=rows((1, {}), (3, {"level": ("apply",)})))), [held], 1)
    assert message(result) == "Row 2 asks for 3 items with level `apply`; the banks have 2: `a` and `b`."


def test_every_row_that_is_short_is_told():
    held = bank(item("a"), item("b"))
    result = select(quiz(Blueprint(rows=rows((1, {"tag": ("blod",)}), (2, {"points": (3,)})))), [held], 1)
    assert [problem.message for problem in result.problems] == [
        "Row 1 asks for 1 item with tag `blod`; the banks have none.",
        "Row 2 asks for 2 items worth 3 points; the banks have none.",
    ]


def test_a_slip_of_spelling_is_guessed():
    result = select(quiz(Blueprint(rows=rows((1, {"tag": ("blod",)})))), [bank(item("a", tags=["blood"]))], 1)
    assert "Is `blood` meant?" in result.problems[0].hint


def test_excluded_items_are_counted():
    held = bank(item("a", level="apply"), item("b", level="apply"))
    asked = quiz(Blueprint(rows=rows((2, {"level": ("apply",)})), exclude=("a",)))
    assert message(select(asked, [held], 1)).endswith("the banks have 1: `b` (1 more is excluded).")


def test_rows_that_only_together_cannot_be_met():
    held = bank(*(item(f"a{n}", level="apply", tags=["bone"]) for n in range(3)), *(item(f"r{n}") for n in range(5)))
    asked = rows((2, {}), (2, {"level": ("apply",)}), (2, {"tag": ("bone",)}))
    assert message(select(quiz(Blueprint(rows=asked)), [held], 1)) == (
        "Row 2 for 2 with level `apply` and row 3 for 2 with tag `bone`, together 4 items, cannot be met: "
        "the banks have 3 that fit one of them."
    )


def test_a_limit_that_conflicts_with_a_row():
    held = bank(*(item(f"i{n}", level="apply") for n in range(5)))
    limits = (Limit(Criteria(level=("apply",)), None, 1),)
    result = select(quiz(Blueprint(rows=rows((2, {}), (1, {"level": ("apply",)})), limits=limits)), [held], 1)
    assert message(result) == (
        "Row 1 (2 items) and the limit of at most 1 item with level `apply` cannot be met together."
    )


def test_points_that_do_not_add_up():
    held = bank(*(item(f"i{n}", points=2) for n in range(5)))
    result = select(quiz(Blueprint(3, points=7)), [held], 1)
    assert message(result) == "The total of 7 points cannot be met by any 3 items of the banks."


def test_enemies_that_are_both_always_in():
    held = bank(item("a", enemies=["b"]), item("b"), item("c"))
    result = select(quiz(Blueprint(2, ("a", "b"))), [held], 1)
    assert message(result) == (
        "The items `a` and `b` are always in, but they are enemies, which never stand in one form."
    )


def test_enemies_that_leave_too_few():
    held = bank(item("a"), item("b"), item("c"), enemies=[("a", "b", "c")])
    assert message(select(quiz(Blueprint(2)), [held], 1)) == (
        "The quiz (2 items) cannot be met, because enemies never stand in one form: `a`, `b` and `c`."
    )


def test_an_item_that_is_always_in_and_fits_no_row():
    held = bank(item("a", level="recall"), item("b", level="apply"))
    result = select(quiz(Blueprint(None, ("a",), rows((1, {"level": ("apply",)})))), [held], 1)
    assert message(result) == "The item `a` is always in, but it fits no row."


def test_items_that_are_always_in_beyond_their_row():
    held = bank(item("a", level="apply"), item("b", level="apply"), item("c", level="recall"))
    asked = rows((1, {"level": ("apply",)}), (1, {"level": ("recall",)}))
    result = select(quiz(Blueprint(2, ("a", "b"), asked)), [held], 1)
    assert message(result) == ("The items `a` and `b` are always in, but the rows have no room for all of them.")


def test_a_search_that_gives_up_says_so():
    held = bank(*(item(f"i{n}", points=2 + n % 3 * 2) for n in range(30)))
    plan = plan_for(quiz(Blueprint(10, points=33)), [held])
    result = select_from(plan, 1, steps=50)
    assert isinstance(result, Refusal) and result.problems[0].code == "S282"


# Large banks


def test_a_large_bank_with_limits_enemies_and_points():
    ids = [f"item-{n}" for n in range(600)]
    items = [
        item(id_, level=LEVELS[n % 3], objective=f"o{n % 8}", tags=[TAGS[n % 2]], points=n % 5 + 1,
             enemies=[ids[n - 1]] if n % 7 == 3 else ())
        for n, id_ in enumerate(ids)
    ]  # fmt: skip
    asked = rows((5, {"objective": ("o1",)}), (3, {"tag": ("blood", "bone")}), (4, {"level": ("apply",)}))
    limits = (Limit(Criteria(level=("judge",)), 4, 8), Limit(Criteria(tag=("bone",)), None, 9))
    plan = plan_for(quiz(Blueprint(20, (), asked, limits, 47)), [bank(*items)])
    result = select_from(plan, 4)
    assert isinstance(result, Selection)
    chosen = [plan.candidates[id_].item.common for id_ in result.ids]
    assert len(chosen) == 20 and sum(common.points for common in chosen) == 47
    assert 4 <= sum(common.level == "judge" for common in chosen) <= 8
    assert sum("bone" in common.tags for common in chosen) <= 9
    assert not any(set(common.enemies) & set(result.ids) for common in chosen)
    for index, row in enumerate(plan.rows):
        filling = [id_ for id_, place in result.rows.items() if place == index]
        assert len(filling) == row.need and all(row.takes(plan.candidates[id_]) for id_ in filling)


def test_a_total_that_only_the_dearest_items_reach():
    """Each question whether the form can still be completed is at the edge of what rows and limits allow."""
    ids = [f"item-{n}" for n in range(400)]
    items = [
        item(id_, level=LEVELS[n % 3], points=n % 3 + 1, tags=[f"tag-{n % 7}"], is_open=n % 5 == 0,
             enemies=[ids[n - 1]] if n % 50 == 1 else ())
        for n, id_ in enumerate(ids)
    ]  # fmt: skip
    asked = rows((8, {"level": ("recall",)}), (4, {"level": ("apply",)}))
    limits = (Limit(Criteria(tag=("tag-1",)), None, 3), Limit(Criteria(kind=("short-answer",)), 2, 6))
    held = [bank(*items)]
    result = select_from(plan_for(quiz(Blueprint(20, (), asked, limits, 40)), held), 1, steps=MOST_STEPS // 10)
    assert isinstance(result, Selection)
    assert [item_.points for item_ in (held[0].items[ids.index(id_)].common for id_ in result.ids)].count(3) == 8
    beyond = select_from(plan_for(quiz(Blueprint(20, (), asked, limits, 41)), held), 1, steps=MOST_STEPS // 10)
    assert isinstance(beyond, Refusal) and beyond.problems[0].code == "S281"
