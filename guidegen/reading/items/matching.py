"""Matching: premises, each with its response."""

from __future__ import annotations

from guidegen.model.item import ItemCommon, Matching, Premise, Response
from guidegen.model.scoring import PER_OPTION
from guidegen.reading.items.base import CREDIT, SHUFFLE, Placed, PlacedText, derived_id, report_equal
from guidegen.reading.names import folded
from guidegen.reading.reader import Reader
from guidegen.reading.shapes import Field, ListOf, Record, Values

PAIR = Record(
    "a pair",
    (
        Field("premise", PlacedText(), "What is to be matched.", required=True),
        Field("response", PlacedText(), "What it belongs to.", required=True),
    ),
    lambda values, _: (values.get("premise"), values.get("response")),
)

FIELDS = (
    Field("pairs", ListOf(PAIR, least=2), "What is to be matched: premises with their responses."),
    Field("extra-responses", ListOf(PlacedText()), "Responses that fit no premise."),
    SHUFFLE,
    CREDIT,
)


def matching(common: ItemCommon, values: Values, reader: Reader) -> Matching | None:
    """Pairs and extra responses; equal responses are one."""
    if not values.has("pairs"):
        reader.report("S101", values.at, "This item has nothing to be matched.", "Add `pairs:`.")
        return None
    pairs: tuple[tuple[Placed, Placed], ...] = values.items("pairs")
    report_equal([premise for premise, _ in pairs], reader, "premise")
    responses: dict[str, Response] = {}
    for response in (*(answer for _, answer in pairs), *values.items("extra-responses")):
        name = folded(response.prose)
        responses.setdefault(name, Response(derived_id(response.prose), response.prose, origin=response.span))
    premises = tuple(
        Premise(derived_id(premise.prose), premise.prose, responses[folded(answer.prose)].id, origin=premise.span)
        for premise, answer in pairs
    )
    shuffle, credit = values.get("shuffle", True), values.get("credit", PER_OPTION)
    return Matching(common, premises, tuple(responses.values()), shuffle, credit)
