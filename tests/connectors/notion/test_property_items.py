"""A property fetched by itself gives the cell that the page could not hold."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from connectors.notion.flaw import Flaw
from connectors.notion.property_items import full_cell
from connectors.notion.values import Read
from connectors.record import LinkCell, PersonCell
from rules.model import Unknown


def answer(kind: str, bodies: list[object], *, more: bool = False, described: object = None) -> dict[str, object]:
    items = [{"object": "property_item", "id": "abcd", "type": kind, kind: body} for body in bodies]
    outer: dict[str, object] = {"id": "abcd", "next_url": None, "type": kind, kind: {}}
    return {"object": "list", "results": items, "has_more": more, "property_item": described or outer}


def rolled_up(kind: str, body: object, function: str, items: dict[str, object] | None = None) -> dict[str, object]:
    described = {"id": "abcd", "type": "rollup", "rollup": {"type": kind, kind: body, "function": function}}
    listed = items or answer("relation", [])
    return {**listed, "property_item": described}


def page(number: int) -> dict[str, str]:
    return {"id": f"00000000-0000-4000-8000-{number:012d}"}


def words(text: str) -> dict[str, object]:
    return {"type": "text", "plain_text": text}


def test_the_answers_are_joined_in_their_order() -> None:
    first = answer("relation", [page(number) for number in range(100)], more=True)
    second = answer("relation", [page(number) for number in range(100, 130)])
    assert full_cell([first, second]) == tuple(LinkCell(page(number)["id"]) for number in range(130))


def test_nothing_is_called_whole_before_the_last_answer() -> None:
    assert full_cell([answer("relation", [page(1)], more=True)]) is Unknown.TRUNCATED


def test_a_whole_list_of_people_is_whole_however_long() -> None:
    people = [{"object": "user", "id": page(number)["id"]} for number in range(60)]
    assert full_cell([answer("people", [*people])]) == tuple(PersonCell(str(person["id"])) for person in people)


@pytest.mark.parametrize("kind", ["title", "rich_text"])
def test_the_pieces_of_a_text_are_one_text(kind: str) -> None:
    mention = {"type": "mention", "plain_text": "@Sam"}
    assert full_cell([answer(kind, [words("Ask "), *[mention] * 30])]) == "Ask " + "@Sam" * 30


@pytest.mark.parametrize(
    ("answered", "expected"),
    [
        (rolled_up("number", 12, "sum"), Decimal(12)),
        (rolled_up("number", 0.5, "percent_checked"), "50%"),
        (rolled_up("date", {"start": "2026-06-01", "end": None}, "latest_date"), date(2026, 6, 1)),
        (rolled_up("array", [], "show_original"), None),
        (
            rolled_up("array", [], "show_original", answer("relation", [page(1), page(2)])),
            (LinkCell(page(1)["id"]), LinkCell(page(2)["id"])),
        ),
        (rolled_up("array", [], "show_original", answer("title", [words("Mix"), words("Cut")])), ("Mix", "Cut")),
        (rolled_up("array", [{"type": "number", "number": 1}], "show_original"), Decimal(1)),
    ],
)
def test_a_rollup_is_what_its_last_answer_says(answered: object, expected: Read) -> None:
    half = rolled_up("incomplete", {}, "sum")
    assert full_cell([{**half, "has_more": True}, answered]) == expected


def test_a_rollup_that_never_comes_to_an_end_is_a_flaw() -> None:
    assert isinstance(full_cell([rolled_up("incomplete", {}, "sum")]), Flaw)


def test_a_property_that_needs_no_pages_comes_as_one_item() -> None:
    item = {"object": "property_item", "id": "abcd", "type": "number", "number": 0.5}
    assert full_cell([item]) == Decimal("0.5")
    assert full_cell([item], percent=True) == "50%"


@pytest.mark.parametrize(
    "answers",
    [[], [None], [{}], [{"object": "list", "results": [], "has_more": False}], [answer("select", [None])]],
)
def test_an_answer_of_another_form_is_a_flaw(answers: list[object]) -> None:
    assert isinstance(full_cell(answers), Flaw)
