"""Webhooks as a change log that is read with a cursor."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.standins.airtable.online import Online, online
from tests.standins.airtable.people import SCOPES
from tests.standins.airtable.schema import NewField
from tests.standins.airtable.settings import Role
from tests.standins.airtable.transactions import Origin

_WEEK = 7 * 86_400
_ALL = {"dataTypes": ["tableData", "tableFields", "tableMetadata"]}


def _hook(on: Online, filters: dict[str, Any], **includes: Any) -> str:
    """Create a webhook without a listener, which the SDK cannot."""
    options = {"filters": filters, **({"includes": includes} if includes else {})}
    made = on.send("POST", f"bases/{on.base.id}/webhooks", {"specification": {"options": options}})
    assert made.status_code == 200, made.text
    return str(made.json()["id"])


def _log(on: Online, hook: str, cursor: int = 1, **more: int) -> dict[str, Any]:
    query = {"cursor": str(cursor), **{name: str(number) for name, number in more.items()}}
    answer = on.send("GET", f"bases/{on.base.id}/webhooks/{hook}/payloads", query=query)
    assert answer.status_code == 200, answer.text
    log: dict[str, Any] = answer.json()
    return log


def _tracks(on: Online, payload: dict[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = payload["changedTablesById"][on.tracks.id]
    return told


def test_every_change_of_people_is_told_once_in_order() -> None:
    with online() as on:
        hook = _hook(on, _ALL)
        title, status = on.tracks.field("Title").id, on.tracks.field("Status").id
        loud = on.tracks.field("Loud").id
        record = on.tracks.add({"Title": "One"}, by=on.ana)
        on.tracks.edit(record, {"Status": "Done"}, by=on.ana)
        on.tracks.rename_field("Status", "State")
        on.tracks.rename("Songs")
        on.tracks.delete(record)
        on.tracks.delete_field("State")
        log = _log(on, hook)
        made, edited, renamed, table, deleted, lost = (_tracks(on, payload) for payload in log["payloads"])
        created = on.airtable.clock.now().strftime("%Y-%m-%d")
        assert made["createdRecordsById"][record]["cellValuesByFieldId"] == {title: "One", loud: "ONE"}
        assert made["createdRecordsById"][record]["createdTime"].startswith(created)
        done = {"name": "Done", "color": "cyanLight2"}
        (value,) = edited["changedRecordsById"][record]["current"]["cellValuesByFieldId"].values()
        assert value.items() >= done.items()
        assert renamed == {"changedFieldsById": {status: {"current": {"name": "State"}}}}
        assert table == {"changedMetadata": {"previous": {"name": "Tracks"}, "current": {"name": "Songs"}}}
        assert deleted == {"destroyedRecordIds": [record]}
        assert lost == {"destroyedFieldIds": [status]}
        assert (log["cursor"], log["mightHaveMore"]) == (7, False)
        action = log["payloads"][0]["actionMetadata"]
        assert (action["source"], action["sourceMetadata"]["user"]["id"]) == ("client", on.ana.id)


def test_our_writes_are_told_as_ours_and_can_be_left_out() -> None:
    with online() as on:
        everything = _hook(on, {"dataTypes": ["tableData"]})
        people = _hook(on, {"dataTypes": ["tableData"], "fromSources": ["client", "automation"]})
        record = on.tracks.add({"Title": "One"})
        on.remote.update(record, {"Status": "Todo"})
        with on.base.action(on.ana, Origin.AUTOMATION):
            on.tracks.edit(record, {"Status": "Done"})
        sources = [payload["actionMetadata"]["source"] for payload in _log(on, everything)["payloads"]]
        assert sources == ["client", "publicApi", "automation"]
        sources = [payload["actionMetadata"]["source"] for payload in _log(on, people)["payloads"]]
        assert sources == ["client", "automation"]


def test_comments_and_writes_that_change_nothing_are_not_told() -> None:
    with online() as on:
        record = on.tracks.add({"Title": "One"})
        hook = _hook(on, _ALL)
        on.remote.add_comment(record, "Late")
        on.remote.update(record, {"Title": "One"})
        assert _log(on, hook) == {"payloads": [], "cursor": 1, "mightHaveMore": False}


def test_a_link_that_was_emptied_and_filled_again_is_told() -> None:
    with online() as on:
        releases = on.base.add_table("Albums", [NewField("Album")])
        work = on.base.add_table("Work", [NewField("Title"), NewField("For", "multipleRecordLinks", to="Albums")])
        hook, album = _hook(on, _ALL), releases.add({"Album": "Night Bus"})
        one, other = work.add({"Title": "Master", "For": [album]}), work.add({"Title": "Cover"})
        work.edit(one, {"For": []})
        work.edit(other, {"For": [album]})
        last = _log(on, hook)["payloads"][-1]["changedTablesById"][work.id]
        assert list(last["changedRecordsById"]) == [other]


def test_only_watched_fields_tables_and_kinds_are_told() -> None:
    with online() as on:
        title = on.tracks.field("Title").id
        fields = _hook(on, {"dataTypes": ["tableData"], "watchDataInFieldIds": [title]})
        table = _hook(on, {"dataTypes": ["tableData"], "recordChangeScope": on.releases.id})
        removals = _hook(on, {"dataTypes": ["tableData"], "changeTypes": ["remove"]})
        release = on.releases.add({"Title": "LP"})
        record = on.tracks.add({"Title": "One", "Bars": 1})
        on.tracks.edit(record, {"Bars": 2})
        on.tracks.edit(record, {"Title": "Two", "Bars": 3})
        on.tracks.delete(record)
        told = [
            _tracks(on, payload)
            for payload in _log(on, fields)["payloads"]
            if on.tracks.id in payload["changedTablesById"]
        ]
        assert [sorted(one) for one in told] == [["createdRecordsById"], ["changedRecordsById"], ["destroyedRecordIds"]]
        assert told[0]["createdRecordsById"][record]["cellValuesByFieldId"] == {title: "One"}
        assert told[1]["changedRecordsById"][record]["current"]["cellValuesByFieldId"] == {title: "Two"}
        assert [list(one["changedTablesById"][on.releases.id]) for one in _log(on, table)["payloads"]] == [
            ["createdRecordsById"]
        ]
        assert release in on.releases.records
        assert len(_log(on, removals)["payloads"]) == 1


def test_a_lookup_in_a_linked_record_is_told_when_what_it_shows_changes() -> None:
    with online() as on:
        release = on.releases.add({"Title": "LP"})
        record = on.tracks.add({"Title": "One", "Release": [release]})
        hook = _hook(
            on, {"dataTypes": ["tableData"], "recordChangeScope": on.tracks.id}, includePreviousCellValues=True
        )
        on.releases.edit(release, {"Title": "EP"})
        (payload,) = _log(on, hook)["payloads"]
        change = _tracks(on, payload)["changedRecordsById"][record]
        lookup = on.tracks.field("Release title").id
        assert change["current"]["cellValuesByFieldId"] == {
            lookup: {"linkedRecordIds": [release], "valuesByLinkedRecordId": {release: ["EP"]}}
        }
        assert change["previous"]["cellValuesByFieldId"][lookup]["valuesByLinkedRecordId"] == {release: ["LP"]}


def test_fifty_payloads_come_at_once_and_the_cursor_goes_on_from_there() -> None:
    with online() as on:
        hook = _hook(on, {"dataTypes": ["tableData"]})
        for number in range(60):
            on.tracks.add({"Title": str(number)})
        first = _log(on, hook)
        assert (len(first["payloads"]), first["cursor"], first["mightHaveMore"]) == (50, 51, True)
        rest = _log(on, hook, first["cursor"])
        assert (len(rest["payloads"]), rest["cursor"], rest["mightHaveMore"]) == (10, 61, False)
        assert _log(on, hook, 61) == {"payloads": [], "cursor": 61, "mightHaveMore": False}
        (shown,) = on.api.base(on.base.id).webhooks()
        assert shown.cursor_for_next_payload == 61
        assert [payload.cursor for payload in shown.payloads(cursor=59)] == [59, 60]
        assert len(_log(on, hook, limit=3)["payloads"]) == 3


def test_reading_keeps_a_webhook_alive_and_a_week_of_silence_ends_it() -> None:
    with online() as on:
        hook = _hook(on, {"dataTypes": ["tableData"]})
        on.clock.advance(_WEEK - 60)
        _log(on, hook)
        on.clock.advance(_WEEK - 60)
        on.tracks.add({"Title": "Told"})
        on.clock.advance(120)
        on.tracks.add({"Title": "Not told"})
        (shown,) = on.api.base(on.base.id).webhooks()
        assert not shown.is_hook_enabled
        expired = _log(on, hook)
        assert len(expired["payloads"]) == 1
        assert on.send("POST", f"bases/{on.base.id}/webhooks/{hook}/refresh").status_code == 422
        on.clock.advance(_WEEK)
        assert on.send("GET", f"bases/{on.base.id}/webhooks/{hook}/payloads").status_code == 404
        assert on.api.base(on.base.id).webhooks() == []


def test_payloads_are_gone_after_a_week_and_the_cursor_shows_the_hole() -> None:
    with online() as on:
        hook = _hook(on, {"dataTypes": ["tableData"]})
        on.tracks.add({"Title": "Purged"})
        on.clock.advance(_WEEK - 60)
        _log(on, hook, 99)
        on.clock.advance(120)
        on.tracks.add({"Title": "Kept"})
        log = _log(on, hook)
        assert (len(log["payloads"]), log["cursor"]) == (1, 3)


def test_a_refresh_gives_another_week() -> None:
    with online() as on:
        on.api.base(on.base.id).add_webhook("https://example.com/ping", {"options": {"filters": _ALL}})
        (hook,) = on.api.base(on.base.id).webhooks()
        assert hook.are_notifications_enabled
        on.clock.advance(_WEEK - 60)
        hook.extend_expiration()
        on.clock.advance(_WEEK - 60)
        (hook,) = on.api.base(on.base.id).webhooks()
        assert hook.is_hook_enabled
        hook.delete()
        assert on.api.base(on.base.id).webhooks() == []


def test_a_webhook_whose_field_is_gone_says_so_and_is_turned_off() -> None:
    with online() as on:
        bars = on.tracks.field("Bars").id
        hook = _hook(on, {"dataTypes": ["tableData"], "watchDataInFieldIds": [bars]})
        on.tracks.delete_field("Bars")
        (payload,) = _log(on, hook)["payloads"]
        assert (payload["error"], payload["code"]) == (True, "INVALID_FILTERS")
        assert not on.api.base(on.base.id).webhooks()[0].is_hook_enabled
        on.tracks.add({"Title": "Not told"})
        assert len(_log(on, hook)["payloads"]) == 1


def test_tables_that_come_and_go_are_told() -> None:
    with online() as on:
        hook = _hook(on, _ALL)
        table = on.base.add_table("People", [NewField("Name")])
        on.base.delete_table("People")
        made, lost = _log(on, hook)["payloads"]
        assert made["createdTablesById"][table.id]["metadata"]["name"] == "People"
        assert list(made["createdTablesById"][table.id]["fieldsById"].values()) == [
            {"name": "Name", "type": "singleLineText"}
        ]
        assert lost["destroyedTableIds"] == [table.id]


def test_a_base_has_ten_webhooks_at_most() -> None:
    with online() as on:
        for _ in range(10):
            _hook(on, _ALL)
        body = {"specification": {"options": {"filters": _ALL}}}
        refused = on.send("POST", f"bases/{on.base.id}/webhooks", body)
        assert (refused.status_code, refused.json()["error"]["type"]) == (422, "TOO_MANY_WEBHOOKS_IN_BASE")


@pytest.mark.parametrize(
    ("scopes", "role"),
    [
        (tuple(scope for scope in SCOPES if scope != "webhook:manage"), Role.CREATE),
        (tuple(scope for scope in SCOPES if scope != "data.records:read"), Role.CREATE),
        (tuple(scope for scope in SCOPES if scope != "schema.bases:read"), Role.CREATE),
        (SCOPES, Role.EDIT),
    ],
)
def test_a_webhook_needs_its_scopes_and_the_creators_role(scopes: tuple[str, ...], role: Role) -> None:
    with online(scopes=scopes, role=role) as on:
        body = {"specification": {"options": {"filters": _ALL}}}
        assert on.send("POST", f"bases/{on.base.id}/webhooks", body).status_code == 403


@pytest.mark.parametrize(
    "filters",
    [
        {},
        {"dataTypes": []},
        {"dataTypes": ["comments"]},
        {"dataTypes": ["tableData"], "recordChangeScope": "tbl00000000000000"},
        {"dataTypes": ["tableData"], "watchDataInFieldIds": ["fld00000000000000"]},
        {"dataTypes": ["tableData"], "tables": []},
    ],
)
def test_filters_that_mean_nothing_are_refused(filters: dict[str, Any]) -> None:
    with online() as on:
        body = {"specification": {"options": {"filters": filters}}}
        assert on.send("POST", f"bases/{on.base.id}/webhooks", body).status_code == 422


def test_a_payload_is_dated_by_its_action() -> None:
    with online() as on:
        hook = _hook(on, _ALL)
        on.clock.advance(timedelta(hours=1).total_seconds())
        now = on.clock.now()
        on.tracks.add({"Title": "One"})
        on.clock.advance(60)
        (webhook,) = on.api.base(on.base.id).webhooks()
        assert [(payload.timestamp, payload.payload_format) for payload in webhook.payloads()] == [(now, "v0")]
        assert webhook.id == hook


def test_a_deleted_option_is_told_for_the_records_that_held_it() -> None:
    with online() as on:
        held, other = on.tracks.add({"Status": "Done"}), on.tracks.add({"Status": "Todo"})
        hook = _hook(on, {"dataTypes": ["tableData"]})
        on.tracks.delete_option("Status", "Done")
        (payload,) = _log(on, hook)["payloads"]
        status = on.tracks.field("Status").id
        told = _tracks(on, payload)["changedRecordsById"]
        assert told == {held: {"current": {"cellValuesByFieldId": {status: None}}}}
        assert on.tracks.cell(other, "Status") == "Todo"
