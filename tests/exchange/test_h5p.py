"""H5P: a question set of our own making, and what has no place on paper."""

from __future__ import annotations

import json

from guidegen.exchange.importing import import_bank
from guidegen.exchange.opened import zipped
from guidegen.inline import plain_text
from guidegen.model.item import Cloze, Essay, MultipleChoice, MultipleResponse, TrueFalse

QUESTIONS = [
    ("H5P.MultiChoice 1.16", {"question": "<p>What removes mud?</p>", "answers": [
        {"text": "<div>Soap</div>", "correct": True, "tipsAndFeedback": {"chosenFeedback": "Yes."}},
        {"text": "<div>Gel</div>", "correct": False},
    ]}),
    ("H5P.MultiChoice 1.16", {"question": "Which?", "behaviour": {"type": "multi"}, "answers": [
        {"text": "a", "correct": True}, {"text": "b", "correct": True}, {"text": "c", "correct": False},
    ]}),
    ("H5P.TrueFalse 1.8", {"question": "<p>So?</p>", "correct": "false"}),
    ("H5P.Blanks 1.14", {"text": "<p>Fill in.</p>", "questions": ["<p>Wash *before/ahead of:a tip* you eat.</p>"]}),
    ("H5P.DragText 1.10", {"taskDescription": "Drag.", "textField": "Use *soap* and *water*.", "distractors": "*mud*"}),
    ("H5P.Essay 1.5", {"taskDescription": "<p>Why?</p>", "solution": {"sample": "<p>Germs.</p>"}}),
    ("H5P.InteractiveVideo 1.22", {"interactiveVideo": {}}),
]  # fmt: skip


def package(library="H5P.QuestionSet", content=None):
    questions = [
        {"library": name, "params": params, "metadata": {"title": f"Q{n}"}}
        for n, (name, params) in enumerate(QUESTIONS)
    ]
    content = content if content is not None else json.dumps({"questions": questions})
    head = json.dumps({"title": "Washing", "mainLibrary": library})
    return zipped({"h5p.json": head.encode(), "content/content.json": content.encode()})


def test_a_question_set_arrives():
    result = import_bank([("a.h5p", package())], "quizzes/a.yaml")
    assert result.formats == ("h5p",)
    assert [type(item) for item in result.bank.items] == [
        MultipleChoice,
        MultipleResponse,
        TrueFalse,
        Cloze,
        Cloze,
        Essay,
    ]
    assert len(result.bank.items[4].words) == 3
    assert [loss.item for loss in result.losses if loss.refused] == ["Q6"]
    assert any("tips" in loss.reason for loss in result.losses)


def test_content_that_is_no_json_is_named():
    result = import_bank([("a.h5p", package(content="{"))], "quizzes/a.yaml")
    assert result.bank is None and result.losses


def test_sets_with_one_task_are_divided():
    choices = [{"question": f"<p>Which {n}?</p>", "answers": ["<p>right</p>", "<p>wrong</p>"]} for n in range(3)]
    result = import_bank(
        [("a.h5p", package("H5P.SingleChoiceSet", json.dumps({"choices": choices})))], "quizzes/a.yaml"
    )
    assert result.found == len(result.bank.items) == 3
    summaries = [{"summary": ["<p>So it is.</p>", "<p>So it is not.</p>"], "tip": ""}]
    content = json.dumps({"intro": "<p>Choose the right statement.</p>", "summaries": summaries})
    (item,) = import_bank([("a.h5p", package("H5P.Summary", content))], "quizzes/a.yaml").bank.items
    assert isinstance(item, MultipleChoice)
    assert [plain_text(option.prose) for option in item.options if option.is_key] == ["So it is."]
