"""Creating, updating and deleting records as the SDK does it."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from tests.standins.airtable.online import Online, online
from tests.standins.airtable.schema import NewField
from tests.standins.airtable.settings import Role
from tests.standins.airtable.transactions import Origin


def _refused(on: Online, method: str, body: Any, path: str = "") -> tuple[int, str, str]:
    response = on.send(method, f"{on.base.id}/Tracks{path}", body)
    error = response.json()["error"]
    return response.status_code, error["type"], error.get("message", "")


def test_what_is_created_comes_back_with_its_computed_cells() -> None:
    with online() as on:
        release = on.releases.add({"Title": "LP"})
        cells: dict[str, Any] = {
            "Title": "One",
            "Status": "Todo",
            "Tags": ["B", "A"],
            "Due": "2026-12-01",
            "Release": [release],
        }
        made = on.remote.create({**cells, "Owner": {"email": "ana@example.com"}})
        owner = {"id": on.ana.id, "email": "ana@example.com", "name": "Ana"}
        assert made["fields"] == {**cells, "Owner": owner, "Release title": ["LP"], "Loud": "ONE"}
        assert on.remote.get(made["id"]) == made
        assert on.releases.cell(release, "Tracks") == [made["id"]]


def test_an_update_leaves_other_cells_and_a_replacement_clears_them() -> None:
    with online() as on:
        record = on.tracks.add({"Title": "One", "Bars": 4, "Ready": True})
        assert on.remote.update(record, {"Bars": 5, "Ready": False})["fields"] == {
            "Title": "One",
            "Bars": 5,
            "Loud": "ONE",
        }
        assert on.remote.update(record, {"Title": "Two"}, replace=True)["fields"] == {"Title": "Two", "Loud": "TWO"}


def test_ten_records_go_in_one_request_and_eleven_are_refused() -> None:
    with online() as on:
        ids = [on.tracks.add({"Title": str(number)}) for number in range(11)]
        rows: list[Any] = [{"id": one, "fields": {"Bars": 1}} for one in ids]
        on.remote.batch_update(rows)
        assert on.server.counts() == {"update_records": 2}
        assert _refused(on, "PATCH", {"records": rows})[:2] == (422, "INVALID_REQUEST_UNKNOWN")
        query = {"records[]": ids}
        assert on.send("DELETE", f"{on.base.id}/Tracks", query=query).status_code == 422
        on.remote.batch_delete(ids)
        assert not on.tracks.records


def test_one_unknown_record_fails_the_whole_request() -> None:
    with online() as on:
        record = on.tracks.add({"Title": "One"})
        rows = [{"id": record, "fields": {"Title": "Two"}}, {"id": "rec00000000000000", "fields": {"Title": "Three"}}]
        assert _refused(on, "PATCH", {"records": rows})[:2] == (422, "ROW_DOES_NOT_EXIST")
        assert on.tracks.cell(record, "Title") == "One"


@pytest.mark.parametrize(
    ("cells", "error"),
    [
        ({"Status": "Doen"}, "INVALID_MULTIPLE_CHOICE_OPTIONS"),
        ({"Tags": ["A", "C"]}, "INVALID_MULTIPLE_CHOICE_OPTIONS"),
        ({"Bars": "4"}, "INVALID_VALUE_FOR_COLUMN"),
        ({"Bars": True}, "INVALID_VALUE_FOR_COLUMN"),
        ({"Title": 4}, "INVALID_VALUE_FOR_COLUMN"),
        ({"Ready": "yes"}, "INVALID_VALUE_FOR_COLUMN"),
        ({"Due": "tomorrow"}, "INVALID_VALUE_FOR_COLUMN"),
        ({"Tags": "A"}, "INVALID_VALUE_FOR_COLUMN"),
        ({"Owner": {"id": "usr00000000000000"}}, "INVALID_VALUE_FOR_COLUMN"),
        ({"Files": [{"id": "att00000000000000"}]}, "INVALID_VALUE_FOR_COLUMN"),
        ({"Release": ["rec00000000000000"]}, "ROW_DOES_NOT_EXIST"),
        ({"Loud": "X"}, "INVALID_VALUE_FOR_COLUMN"),
        ({"Release title": ["X"]}, "INVALID_VALUE_FOR_COLUMN"),
        ({"Gone": "X"}, "UNKNOWN_FIELD_NAME"),
    ],
)
def test_a_wrong_cell_fails_the_whole_request(cells: dict[str, Any], error: str) -> None:
    with online() as on:
        rows = [{"fields": {"Title": "Right"}}, {"fields": {"Title": "Wrong", **cells}}]
        assert _refused(on, "POST", {"records": rows})[:2] == (422, error)
        assert not on.tracks.records


def test_typecast_reads_texts_and_grows_the_options_only_of_a_creator() -> None:
    with online() as on:
        made = on.remote.create({"Status": "New", "Tags": "A, C", "Bars": "4", "Owner": "Ana"}, typecast=True)
        assert made["fields"].items() >= {"Status": "New", "Tags": ["A", "C"], "Bars": 4}.items()
        assert [option.name for option in on.tracks.field("Status").choices] == ["Todo", "Done", "New"]
        on.base.share(on.robot, Role.EDIT)
        assert _refused(on, "POST", {"fields": {"Status": "Newer"}, "typecast": True})[:2] == (
            422,
            "INVALID_MULTIPLE_CHOICE_OPTIONS",
        )


def test_a_request_that_fails_leaves_no_option_behind() -> None:
    with online() as on:
        rows = [{"fields": {"Status": "New"}}, {"fields": {"Bars": "many"}}]
        assert _refused(on, "POST", {"records": rows, "typecast": True})[1] == "INVALID_VALUE_FOR_COLUMN"
        assert on.tracks.field("Status").option("New") is None


def test_an_upsert_updates_one_match_creates_without_one_and_fails_on_two() -> None:
    with online() as on:
        one = on.tracks.add({"Title": "One"})
        rows = [{"fields": {"Title": "One", "Bars": 1}}, {"fields": {"Title": "Two", "Bars": 2}}]
        done = on.remote.batch_upsert(rows, ["Title"])
        assert done["updatedRecords"] == [one]
        assert [on.tracks.cell(one, "Title") for one in done["createdRecords"]] == ["Two"]
        on.tracks.add({"Title": "One"})
        body = {"records": rows, "performUpsert": {"fieldsToMergeOn": ["Title"]}}
        assert _refused(on, "PATCH", body)[0] == 422
        assert len(on.tracks.records) == 3


@pytest.mark.parametrize(
    ("body", "status"), [({"fields": []}, 422), ({}, 422), ({"records": []}, 422), ({"record": {}}, 422), ([], 422)]
)
def test_a_malformed_body_is_refused(body: Any, status: int) -> None:
    with online() as on:
        assert on.send("POST", f"{on.base.id}/Tracks", body).status_code == status


def test_dates_without_a_zone_are_read_in_the_zone_of_their_field() -> None:
    with online() as on:
        zone = {"timeZone": "Europe/Berlin"}
        on.tracks.add_field(NewField("Out", "dateTime", options=zone))
        made = on.remote.create({"Out": "2026-07-01T00:00:00"})
        assert made["fields"]["Out"] == "2026-06-30T22:00:00.000Z"


def test_links_are_the_same_seen_from_both_sides() -> None:
    with online() as on:
        first, second = on.releases.add({"Title": "LP"}), on.releases.add({"Title": "EP"})
        track = on.tracks.add({"Title": "One", "Release": [first]})
        on.remote.update(track, {"Release": [second]})
        assert (on.releases.cell(first, "Tracks"), on.releases.cell(second, "Tracks")) == (None, [track])
        on.releases.delete(second)
        assert on.tracks.cell(track, "Release") is None


def test_a_role_that_may_only_comment_writes_nothing() -> None:
    with online(role=Role.COMMENT) as on, pytest.raises(requests.HTTPError, match=r"403.*INVALID_PERMISSIONS'"):
        on.remote.create({"Title": "One"})


def test_a_write_that_changes_nothing_is_no_edit() -> None:
    with online() as on:
        record = on.tracks.add({"Title": "One"})
        before = on.tracks.records[record].modified
        on.clock.advance(60)
        on.remote.update(record, {"Title": "One"})
        assert on.tracks.records[record].modified == before
        with on.base.action(on.ana, Origin.AUTOMATION):
            on.tracks.edit(record, {"Title": "Two"})
        assert on.tracks.records[record].modified > before
