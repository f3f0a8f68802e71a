"""Real traffic, asked again of the stand-in: every answer has the recorded status, keys and kinds of values.

Values differ (ids, times, names), so answers are compared by their form: an object by its keys, a list by the forms in
it, a scalar by its kind.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

import pytest

from tests.recordings import recorded, recorded_names
from tests.standins.airtable.application import answer, serve
from tests.standins.airtable.online import online
from tests.standins.airtable.recorded_base import RecordedBase
from tests.standins.airtable.schema import NewField
from tests.standins.wire import Request


def _form(value: Any) -> Any:
    match value:
        case dict():
            return {key: _form(part) for key, part in value.items()}
        case list():
            return sorted({json.dumps(_form(part), sort_keys=True) for part in value})
        case bool() | None:
            return type(value).__name__
        case int() | float():
            return "number"
        case _:
            return type(value).__name__


def _bases() -> Iterator[RecordedBase]:
    lines = recorded("airtable/interactions.jsonl")
    schema = next(line["response"]["tables"] for line in lines if "tables" in line["response"])
    for folder in dict.fromkeys(PurePath(line["file"]).parts[0] for line in lines):
        yield RecordedBase([line for line in lines if PurePath(line["file"]).parts[0] == folder], schema)


def test_every_recorded_request_is_answered_in_its_recorded_form() -> None:
    asked = 0
    for recorded_base in _bases():
        with serve(recorded_base.airtable) as server:
            for number, line in enumerate(recorded_base.lines):
                if "tables" in line["response"]:
                    continue  # compared by field type below
                recorded_base.base.hides_schema = line["path"].endswith("/tables")
                got = recorded_base.ask(server.url, line)
                where = f"line {number}: {line['method']} {line['path']}"
                assert got.status_code == line["status"], (where, got.text)
                assert _form(got.json()) == _form(line["response"]), where
                if line["status"] >= 400:
                    assert _type(got.json()) == _type(line["response"]), where
                asked += 1
    assert asked > 80


def test_every_recorded_cell_that_was_written_reads_back_as_recorded() -> None:
    compared = 0
    for recorded_base in _bases():
        with serve(recorded_base.airtable) as server:
            for line in recorded_base.lines:
                got = recorded_base.ask(server.url, line) if line.get("request_body") else None
                if got is None or not got.ok:
                    continue
                rows = zip(
                    line["request_body"]["records"], line["response"]["records"], got.json()["records"], strict=True
                )
                for written, theirs, ours in rows:
                    for name in written["fields"]:
                        assert ours["fields"].get(name) == theirs["fields"].get(name), name
                        compared += 1
    assert compared > 100


def test_every_recorded_field_has_no_key_that_ours_lacks() -> None:
    schemas = [
        line["response"]["tables"] for line in recorded("airtable/interactions.jsonl") if "tables" in line["response"]
    ]
    with online() as on:
        on.tracks.hide_field("Bars")
        ours = on.send("GET", f"meta/bases/{on.base.id}/tables").json()["tables"]
        by_type = {field["type"]: field for table in ours for field in table["fields"]}
        for table in (table for schema in schemas for table in schema):
            assert table.keys() <= ours[0].keys()
            assert all(view.keys() <= ours[0]["views"][0].keys() for view in table["views"])
            for field in table["fields"]:
                if field["type"] not in by_type:
                    by_type[field["type"]] = on.tracks.add_field(NewField(field["type"], field["type"])).shown()
                assert _lacks(by_type[field["type"]], field) == set(), field


@pytest.mark.parametrize("name", recorded_names("airtable/errors"))
def test_every_recorded_error_is_one_of_ours(name: str) -> None:
    (error,) = recorded(name)
    with online(paced=False) as on:
        for request in _failing(on):
            got = answer(on.airtable, request)
            ours, theirs = (
                (status, _type(body), _form(body))
                for status, body in ((got.status, got.json()), (error["status"], error["body"]))
            )
            if ours == theirs:
                return
            on.clock.advance(1)
    pytest.fail(f"no request is answered like {name}")


def _failing(on: Any) -> Iterator[Request]:
    token = {"authorization": next(f"Bearer {secret}" for secret in on.airtable.tokens)}
    base, tracks = f"/v0/{on.base.id}", f"/v0/{on.base.id}/Tracks"
    yield Request(1, "GET", "/v0/meta/bases")
    yield Request(2, "GET", f"{tracks}/rec00000000000000", headers=token)
    yield Request(3, "GET", f"{base}/Gone", headers=token)
    yield Request(4, "GET", "/v0/meta/bases/junk/tables", headers=token)
    yield Request(5, "POST", tracks, (), token, json.dumps({"fields": {"Status": "Gone"}}).encode())
    yield Request(6, "POST", tracks, (), token, json.dumps({"fields": {"Loud": "x"}}).encode())
    on.base.hides_schema = True
    yield Request(7, "GET", f"/v0/meta/bases/{on.base.id}/tables", headers=token)
    on.airtable.limits.penalize(on.base.id)
    yield Request(8, "GET", tracks, headers=token)


def _type(body: Any) -> Any:
    error = body.get("error", body.get("errors"))
    return error["type"] if isinstance(error, dict) else error


def _lacks(ours: dict[str, Any], theirs: dict[str, Any]) -> set[str]:
    missing = theirs.keys() - ours.keys()
    for key in theirs.keys() & ours.keys():
        if isinstance(theirs[key], dict):
            missing |= _lacks(ours[key], theirs[key])
    return missing
