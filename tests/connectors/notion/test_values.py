"""One property value, type by type; and whatever else may stand there."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.mapping.binding import DateOrder
from connectors.normalize.dates import DateColumn
from connectors.normalize.doubt import Doubt
from connectors.notion.flaw import Flaw
from connectors.notion.property_items import full_cell
from connectors.notion.values import Read, cell_of, flat
from connectors.record import FileCell, LinkCell, PersonCell
from rules.model import Unknown

SAM = "00000000-0000-4000-8000-0000000000aa"
KIM = "00000000-0000-4000-8000-0000000000bb"
CREW = "00000000-0000-4000-8000-0000000000cc"


def value(kind: str, body: object, **more: object) -> dict[str, object]:
    return {"id": "%3AUPp", "type": kind, kind: body, **more}


def words(*texts: str) -> list[dict[str, object]]:
    return [{"type": "text", "text": {"content": text}, "plain_text": text} for text in texts]


def mentions(count: int) -> list[dict[str, object]]:
    return [{"type": "mention", "mention": {"type": "user"}, "plain_text": "@Sam"}] * count


def day(start: str, end: str | None = None, zone: str | None = None) -> dict[str, object]:
    return {"start": start, "end": end, "time_zone": zone}


def pages(count: int) -> list[dict[str, str]]:
    return [{"id": f"00000000-0000-4000-8000-{number:012d}"} for number in range(count)]


def links(count: int) -> tuple[LinkCell, ...]:
    return tuple(LinkCell(page["id"]) for page in pages(count))


def rollup(kind: str, body: object, function: str = "show_original") -> dict[str, object]:
    return value("rollup", {"type": kind, kind: body, "function": function})


@pytest.mark.parametrize(
    ("given_value", "expected"),
    [
        (value("title", words("Mix", " v2")), "Mix v2"),
        (value("title", []), None),
        (value("rich_text", words("a", "\n", "b")), "a\nb"),
        (value("select", {"id": "x", "name": "High", "color": "red"}), "High"),
        (value("select", None), None),
        (value("status", {"id": "x", "name": "Done", "color": "green"}), "Done"),
        (value("multi_select", [{"name": "A"}, {"name": "B, C"}]), ("A", "B, C")),
        (value("multi_select", []), ()),
        (value("number", 0.1), Decimal("0.1")),
        (value("number", 12), Decimal(12)),
        (value("number", 9007199254740993), Decimal(9007199254740993)),
        (value("number", None), None),
        (value("checkbox", False), False),
        (value("checkbox", True), True),
        (value("url", "https://x.test/a?b=c"), "https://x.test/a?b=c"),
        (value("email", "sam@x.test"), "sam@x.test"),
        (value("phone_number", None), None),
        (value("unique_id", {"prefix": "PRE", "number": 12}), "PRE-12"),
        (value("unique_id", {"prefix": None, "number": 12}), "12"),
        (value("unique_id", {"prefix": None, "number": None}), None),
        (value("created_time", "2026-06-26T13:45:00.000Z"), datetime(2026, 6, 26, 13, 45, tzinfo=UTC)),
        (value("button", {}), None),
        (value("place", None), None),
        (value("place", {"lat": 1.5, "lon": 2, "name": "Studio", "address": "Main St"}), "Studio, Main St"),
        (value("place", {"lat": 1.5, "lon": 2, "name": None, "address": None}), "1.5, 2.0"),
        (value("verification", None), None),
        (value("verification", {"state": "expired", "date": None, "verified_by": None}), "expired"),
        (value("relation", pages(2), has_more=False), links(2)),
        (value("relation", [], has_more=False), ()),
        (value("relation", pages(25), has_more=False), links(25)),
        (value("relation", [{"id": "0" * 31 + "A"}]), (LinkCell("00000000-0000-0000-0000-00000000000a"),)),
        (value("formula", {"type": "string", "string": "x"}), "x"),
        (value("formula", {"type": "string", "string": None}), None),
        (value("formula", {"type": "number", "number": 1.5}), Decimal("1.5")),
        (value("formula", {"type": "boolean", "boolean": False}), False),
        (value("formula", {"type": "boolean", "boolean": None}), None),
        (value("formula", {"type": "date", "date": day("2026-06-01")}), date(2026, 6, 1)),
        (value("title", [{"type": "text", "plain_text": "a\ud83db\x00c"}]), "a\ufffdb\ufffdc"),
    ],
)
def test_a_value_is_the_cell_that_its_type_says(given_value: object, expected: Read) -> None:
    found = cell_of(given_value)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    ("user", "expected"),
    [
        ({"object": "user", "id": SAM}, PersonCell(SAM)),
        (
            {"object": "user", "id": SAM, "name": "Sam", "type": "person", "person": {"email": "sam@x.test"}},
            PersonCell(SAM, "Sam", "sam@x.test"),
        ),
        ({"object": "user", "id": SAM, "name": None, "type": "person", "person": {}}, PersonCell(SAM)),
        ({"object": "user", "id": KIM, "name": "Bot", "type": "bot", "bot": {}}, PersonCell(KIM, "Bot", group=True)),
        ({"object": "user", "id": KIM, "name": "AI", "type": "agent"}, PersonCell(KIM, "AI", group=True)),
        ({"object": "group", "id": CREW, "name": "Crew"}, PersonCell(CREW, "Crew", group=True)),
    ],
)
def test_a_person_is_told_from_a_bot_and_a_group(user: object, expected: PersonCell) -> None:
    assert cell_of(value("people", [user])) == (expected,)
    assert cell_of(value("created_by", user)) == (expected,)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (None, None),
        (day("2026-06-01"), date(2026, 6, 1)),
        (day("2026-06-01T10:00:00.000+02:00"), datetime(2026, 6, 1, 10, tzinfo=timezone(timedelta(hours=2)))),
        (
            day("2026-06-01T10:00:00.000", zone="Europe/Berlin"),
            datetime(2026, 6, 1, 10, tzinfo=ZoneInfo("Europe/Berlin")),
        ),
        (day("2026-06-01", "2026-06-05"), "2026-06-01 → 2026-06-05"),
        (day("2026-06-01", "2026-06-01"), date(2026, 6, 1)),
        (
            day("2026-06-01T10:00:00Z", "2026-06-01T11:00:00Z"),
            "2026-06-01T10:00:00+00:00 → 2026-06-01T11:00:00+00:00",
        ),
    ],
)
def test_a_date_is_a_day_an_instant_or_both_ends_of_a_range(body: object, expected: Read) -> None:
    found = cell_of(value("date", body))
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize("clock", ["", "T10:00:00.000+00:00"])
def test_a_range_is_doubted_like_one_that_was_typed_into_a_workbook(clock: str) -> None:
    found = cell_of(value("date", day(f"2026-06-01{clock}", f"2026-06-05{clock}")))
    assert isinstance(found, str)
    doubt = DateColumn([found], DateOrder.DAY_FIRST, UTC).read(found)
    assert isinstance(doubt, Doubt)
    assert "range" in doubt.reason


@pytest.mark.parametrize(
    "body",
    [
        day("2026-06-01T10:00:00"),
        day("2026-06-01T10:00:00", zone="Nowhere/At_All"),
        day("2026-06-01T10:00:00", zone="../../etc/passwd"),
        day("2026-02-30"),
        day("soon"),
        day("2026-06-01", "later"),
        day("0001-01-01T00:00:00+14:00"),
        {"end": "2026-06-01"},
        {"start": None},
        "2026-06-01",
    ],
)
def test_a_date_that_is_none_is_a_flaw_with_a_reason(body: object) -> None:
    found = cell_of(value("date", body))
    assert isinstance(found, Flaw)
    assert found.reason


def test_the_percentages_of_a_column_arrive_as_people_see_them() -> None:
    assert cell_of(value("number", 0.5), percent=True) == "50%"
    assert cell_of(value("number", 0.3333), percent=True) == "33.33%"
    assert cell_of(value("number", 1), percent=True) == "100%"
    assert cell_of(value("number", 0), percent=True) == "0%"
    assert cell_of(value("number", None), percent=True) is None
    assert cell_of(rollup("number", 0.25, "percent_checked")) == "25%"
    assert cell_of(rollup("number", 0.25, "sum")) == Decimal("0.25")


def test_a_hosted_file_keeps_what_stands_before_the_signature() -> None:
    def read(signature: str) -> Read:
        url = f"https://files.test/space/f00d/cover.png?{signature}#x"
        return cell_of(value("files", [{"name": "cover.png", "type": "file", "file": {"url": url}}]))

    kept = FileCell("cover.png", "https://files.test/space/f00d/cover.png", "cover.png /space/f00d/cover.png")
    assert read("X-Amz-Signature=1") == read("X-Amz-Signature=2") == (kept,)


def test_an_external_file_keeps_its_whole_address() -> None:
    url = "https://drive.test/open?id=1"
    assert cell_of(value("files", [{"name": "Mix", "type": "external", "external": {"url": url}}])) == (
        FileCell("Mix", url, url),
    )


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], None),
        ([value("title", words("Mix", " v2"))], "Mix v2"),
        ([value("title", words("Mix")), value("title", words("Master"))], ("Mix", "Master")),
        ([value("title", words("Mix")), value("title", []), value("title", words("Mix"))], "Mix"),
        ([value("date", day("2026-06-01")), value("date", None)], date(2026, 6, 1)),
        ([value("date", day("2026-06-01")), value("date", day("2026-06-02"))], ("2026-06-01", "2026-06-02")),
        ([value("number", 42)], Decimal(42)),
        ([value("number", 42), value("number", 0.5)], ("42", "0.5")),
        ([value("checkbox", True), value("checkbox", False)], ("yes", "no")),
        ([value("people", [{"id": SAM}]), value("people", [{"id": KIM}])], (PersonCell(SAM), PersonCell(KIM))),
        ([value("relation", pages(2)), value("relation", [])], links(2)),
        ([value("multi_select", [{"name": "A"}]), value("multi_select", [{"name": "B"}])], ("A", "B")),
    ],
)  # fmt: skip
def test_a_rollup_of_many_is_as_its_items_are(items: list[object], expected: Read) -> None:
    found = cell_of(rollup("array", items))
    assert found == expected
    assert type(found) is type(expected)


def test_one_unreadable_item_makes_a_rollup_unreadable() -> None:
    assert isinstance(cell_of(rollup("array", [value("number", 1), value("number", "one")])), Flaw)
    assert isinstance(cell_of(rollup("array", [value("people", [{"id": SAM}]), value("number", 1)])), Flaw)


@pytest.mark.parametrize(
    "odd",
    [
        None,
        [],
        {},
        {"type": "select"},
        {"type": ["select"], "select": None},
        value("people", None),
        value("people", {}),
        value("people", [{"object": "user"}]),
        value("relation", None, has_more=False),
        value("relation", {}, has_more=False),
        value("rich_text", {}),
        value("rich_text", ""),
        value("rich_text", None),
        value("multi_select", "AB"),
        value("select", []),
        value("select", {"id": "x"}),
        value("checkbox", None),
        value("checkbox", 1),
        value("number", True),
        value("number", "12"),
        value("number", float("nan")),
        value("files", [{"name": "x", "type": "external", "external": {"url": None}}]),
        value("files", [{"name": "x", "type": "cloud", "cloud": {"url": "https://x.test/x"}}]),
        value("unique_id", {"prefix": "A", "number": True}),
        value("formula", {"type": "unsupported", "unsupported": {}}),
        value("formula", {"type": "unheard_of", "unheard_of": 1}),
        rollup("unsupported", {}),
        rollup("incomplete", {}),
        rollup("array", {}),
        rollup("array", [rollup("number", 1)]),
        value("hologram", {"depth": 3}),
    ],
)
def test_what_cannot_be_read_is_a_flaw_and_never_empty(odd: object) -> None:
    found = cell_of(odd)
    assert isinstance(found, Flaw)
    assert found.reason


@pytest.mark.parametrize(
    ("given_value", "cut"),
    [
        (value("relation", pages(1), has_more=True), True),
        (value("relation", pages(25), has_more=False), False),
        (value("relation", pages(25)), True),
        (value("relation", pages(24)), False),
        (value("people", [{"id": SAM}] * 24), False),
        (value("people", [{"id": SAM}] * 25), True),
        (value("rich_text", words("x") * 30), False),
        (value("rich_text", mentions(24)), False),
        (value("rich_text", words("x") + mentions(25)), True),
        (rollup("array", [value("number", 1)] * 24), False),
        (rollup("array", [value("number", 1)] * 25), True),
        (rollup("array", [value("people", [{"id": SAM}] * 25)]), True),
        (value("select", None), False),
    ],
)
def test_a_value_that_may_be_cut_has_to_be_fetched(given_value: object, cut: bool) -> None:
    assert (cell_of(given_value) is Unknown.TRUNCATED) is cut


KEYS = [
    "type", "id", "name", "start", "end", "time_zone", "plain_text", "url", "file", "external", "number", "array",
    "function", "date", "string", "title", "people", "relation", "results", "property_item", "has_more", "object",
    "rollup", "prefix", "lat", "lon",
]  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(KEYS),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)
TYPES = [
    "title", "rich_text", "select", "status", "multi_select", "people", "date", "relation", "files", "checkbox",
    "number", "url", "email", "phone_number", "unique_id", "created_time", "last_edited_time", "created_by",
    "last_edited_by", "button", "place", "verification", "formula", "rollup", "hologram",
]  # fmt: skip


@given(st.sampled_from(TYPES), JSON, JSON, st.booleans())
def test_no_value_breaks_the_decoder(kind: str, body: object, more: object, percent: bool) -> None:
    found = cell_of(value(kind, body, has_more=more), percent=percent)
    flat([found, found])
    hash(found)
    str(found).encode("utf-8")
    if kind in ("people", "multi_select", "files", "relation") and not isinstance(body, list):
        assert isinstance(found, Flaw) or found is Unknown.TRUNCATED


@given(st.sampled_from([kind for kind in TYPES if kind not in ("formula", "rollup")]), JSON)
def test_no_computed_value_breaks_the_decoder(kind: str, body: object) -> None:
    cell_of(rollup("array", [value(kind, body), value(kind, body)]))
    cell_of(rollup(kind, body))
    cell_of(value("formula", {"type": kind, kind: body}))


@given(JSON)
def test_no_answer_breaks_the_decoder(answer: Any) -> None:
    full_cell([answer])
    full_cell([answer, answer])
    cell_of(answer)
