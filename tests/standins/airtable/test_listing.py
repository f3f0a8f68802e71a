"""Listing records as the SDK does it."""

from __future__ import annotations

import pytest
import requests

from tests.standins.airtable.online import Online, online
from tests.standins.airtable.settings import Settings


def _filled(on: Online, count: int) -> list[str]:
    return [on.tracks.add({"Title": f"Track {number}", "Bars": number % 7}) for number in range(count)]


def _error(response: requests.Response) -> tuple[int, str]:
    return response.status_code, response.json()["error"]["type"]


def test_pages_hold_a_hundred_records_and_lead_to_the_next() -> None:
    with online() as on:
        ids = _filled(on, 230)
        pages = list(on.remote.iterate())
        assert [len(page) for page in pages] == [100, 100, 30]
        assert [record["id"] for page in pages for record in page] == ids
        assert on.server.counts() == {"list_records": 3}


def test_a_record_deleted_between_pages_is_left_out_and_nothing_else_is() -> None:
    with online() as on:
        ids = _filled(on, 120)
        pages = on.remote.iterate()
        first = next(pages)
        on.tracks.delete(ids[110])
        assert [record["id"] for record in first + next(pages)] == ids[:110] + ids[111:]


@pytest.mark.parametrize("restart", [True, False])
def test_an_offset_that_is_too_old_is_refused(restart: bool) -> None:
    with online() as on:
        _filled(on, 101)
        pages = on.remote.iterate()
        next(pages)
        if restart:
            on.airtable.iterators.expire()
        else:
            on.clock.advance(Settings().iterator_life)
        with pytest.raises(requests.HTTPError, match="LIST_RECORDS_ITERATOR_NOT_AVAILABLE"):
            next(pages)


def test_empty_cells_are_left_out() -> None:
    with online() as on:
        record = on.tracks.add({"Title": "One", "Ready": False, "Tags": [], "Due": "", "Bars": 0})
        assert on.remote.get(record)["fields"] == {"Title": "One", "Bars": 0, "Loud": "ONE"}


def test_only_the_named_fields_come_by_name_or_by_id() -> None:
    with online() as on:
        on.tracks.add({"Title": "One", "Bars": 4})
        title, bars = on.tracks.field("Title"), on.tracks.field("Bars")
        assert on.remote.all(fields=["Title", bars.id])[0]["fields"] == {"Title": "One", "Bars": 4}
        assert on.remote.all(fields=[title.id], use_field_ids=True)[0]["fields"] == {title.id: "One"}
        with pytest.raises(requests.HTTPError, match="UNKNOWN_FIELD_NAME"):
            on.remote.all(fields=["Title", "Gone"])


def test_comments_are_counted_where_asked() -> None:
    with online() as on:
        record = on.tracks.add({"Title": "One"})
        parent = on.tracks.comment(record, "Hm", by=on.ana)
        on.tracks.comment(record, "Yes", by=on.ana, parent=parent.id)
        assert on.remote.all(count_comments=True)[0]["commentCount"] == 2
        assert "commentCount" not in on.remote.all()[0]


def test_records_come_in_the_asked_order() -> None:
    with online() as on:
        for title, status, bars in (("b", "Done", 2), ("a", None, 10), ("c", "Todo", 1)):
            on.tracks.add({"Title": title, "Status": status, "Bars": bars})
        by = {
            order: "".join(row["fields"]["Title"] for row in on.remote.all(sort=[order]))
            for order in ("Title", "-Title", "Bars", "Status", "-Status")
        }
        assert by == {"Title": "abc", "-Title": "cba", "Bars": "cba", "Status": "acb", "-Status": "bca"}


def test_a_view_keeps_some_rows_and_hides_no_cell() -> None:
    with online() as on:
        on.tracks.add({"Title": "One", "Ready": True})
        on.tracks.add({"Title": "Two"})
        on.tracks.add_view("Ready", keeps=lambda row: row["Ready"] is True)
        on.tracks.hide_field("Title", "Ready")
        assert [row["fields"]["Title"] for row in on.remote.all(view="Ready")] == ["One"]
        assert _error(on.send("GET", f"{on.base.id}/Tracks", query={"view": "Gone"})) == (422, "VIEW_NAME_NOT_FOUND")


def test_a_long_filter_goes_by_post_and_a_long_address_is_refused() -> None:
    with online() as on:
        ids = _filled(on, 3)
        formula = "OR(" + ",".join(f"RECORD_ID()='{one}'" for one in ids * 300) + ")"
        found = on.remote.all(
            formula=formula, fields=["Title"], sort=["-Title"], count_comments=True, use_field_ids=True
        )
        assert [row["id"] for row in found] == ids[::-1]
        assert on.server.counts() == {"list_records_by_post": 1}
        assert on.send("GET", f"{on.base.id}/Tracks", query={"filterByFormula": formula}).status_code == 414


@pytest.mark.parametrize(
    "query",
    [{"pageSize": 101}, {"pageSize": 0}, {"cellFormat": "string"}, {"recordMetadata[]": "votes"}, {"page_size": 5}],
)
def test_an_option_that_is_not_there_is_refused(query: dict[str, str]) -> None:
    with online() as on:
        assert _error(on.send("GET", f"{on.base.id}/Tracks", query=query)) == (422, "INVALID_REQUEST_UNKNOWN")


def test_an_attachment_keeps_its_id_while_its_address_dies() -> None:
    with online() as on:
        record = on.tracks.add({"Files": [{"url": "https://example.com/a.wav", "size": 5, "type": "audio/wav"}]})
        (before,) = on.remote.get(record)["fields"]["Files"]
        on.clock.advance(7_200)
        (after,) = on.remote.get(record)["fields"]["Files"]
        assert before["url"] != after["url"]
        assert {**before, "url": ""} == {**after, "url": ""}


def test_a_formula_that_fails_shows_an_error_in_its_cell() -> None:
    with online() as on:
        assert on.remote.get(on.tracks.add({"Bars": 1}))["fields"]["Loud"] == {"error": "#ERROR!"}
