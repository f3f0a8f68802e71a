"""The token, the bases and their schema as the SDK reads and extends them."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from tests.standins.airtable.online import online
from tests.standins.airtable.people import SCOPES
from tests.standins.airtable.schema import DEFAULT_OPTIONS, PLAIN, NewField
from tests.standins.airtable.settings import Role, Settings


def test_whoami_tells_the_account_and_with_a_scope_its_mail() -> None:
    with online() as on:
        assert on.api.whoami() == {"id": on.robot.id, "scopes": sorted(SCOPES), "email": on.robot.email}
    with online(Settings(tells_scopes=False), scopes=("data.records:read",)) as on:
        assert on.api.whoami() == {"id": on.robot.id}


def test_only_what_the_token_may_see_is_listed() -> None:
    with online() as on:
        hidden, shared = on.airtable.base("Hidden"), on.airtable.base("Shared")
        shared.share(on.airtable.group("Robots", on.robot), Role.COMMENT)
        listed = {base.id: base.permission_level for base in on.api.bases()}
        assert listed == {on.base.id: "create", shared.id: "comment"}
        narrow = on.airtable.token(on.robot, bases=[shared])
        on.api.api_key = narrow.secret
        assert [base.id for base in on.api.bases(force=True)] == [shared.id]
        for base in (hidden, on.base):
            answer = on.send("GET", f"meta/bases/{base.id}/tables")
            assert answer.json()["error"]["type"] == "INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND"


@pytest.mark.parametrize("field_type", sorted(DEFAULT_OPTIONS.keys() | PLAIN))
def test_every_field_type_is_read_by_the_sdk(field_type: str) -> None:
    with online() as on:
        on.tracks.add_field(NewField("New", field_type, choices=("x",) if "Select" in field_type else ()))
        field = on.api.base(on.base.id).schema().table("Tracks").field("New")
        assert type(field).__name__ != "UnknownFieldSchema"
        assert field.type == field_type


def test_the_schema_names_links_lookups_and_visible_fields() -> None:
    with online() as on:
        on.tracks.hide_field("Bars")
        schema = on.api.base(on.base.id).schema()
        tracks, releases = schema.table("Tracks"), schema.table("Releases")
        link: Any = tracks.field("Release")
        back: Any = releases.field("Tracks")
        assert (link.options.linked_table_id, link.options.inverse_link_field_id) == (releases.id, back.id)
        lookup: Any = tracks.field("Release title")
        assert lookup.options.record_link_field_id == link.id
        assert lookup.options.result.type == "singleLineText"
        assert tracks.primary_field_id == tracks.field("Title").id
        visible = tracks.views[0].visible_field_ids or []
        assert tracks.field("Bars").id not in visible
        assert tracks.field("Due").id in visible


def test_a_creator_makes_fields_and_tables() -> None:
    with online() as on:
        choices = {"choices": [{"name": "Clear"}, {"name": "Blocked"}]}
        made: Any = on.api.base(on.base.id).table(on.tracks.id).create_field("Flag", "singleSelect", options=choices)
        assert [choice.name for choice in made.options.choices] == ["Clear", "Blocked"]
        record = on.tracks.add({"Title": "One"})
        assert on.remote.update(record, {made.id: "Clear"})["fields"]["Flag"] == "Clear"
        table = on.api.base(on.base.id).create_table("Notes", [{"name": "Text", "type": "multilineText"}])
        assert table.create({"Text": "x"})["fields"] == {"Text": "x"}


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({"name": "Changed", "type": "lastModifiedTime"}, "UNSUPPORTED_FIELD_TYPE_FOR_CREATE"),
        ({"name": "Sum", "type": "formula"}, "UNSUPPORTED_FIELD_TYPE_FOR_CREATE"),
        ({"name": "Flag", "type": "singleSelect"}, "INVALID_FIELD_TYPE_OPTIONS_FOR_CREATE"),
        (
            {"name": "Flag", "type": "singleSelect", "options": {"choices": [{"name": "A"}, {"name": "A"}]}},
            "INVALID_FIELD_TYPE_OPTIONS_FOR_CREATE",
        ),
        ({"name": "Note", "type": "multilineText", "options": {"x": 1}}, "INVALID_FIELD_TYPE_OPTIONS_FOR_CREATE"),
        ({"name": "Due", "type": "multilineText"}, "DUPLICATE_OR_EMPTY_FIELD_NAME"),
        ({"name": "New", "type": "text"}, "INVALID_REQUEST_UNKNOWN"),
        ({"type": "multilineText"}, "INVALID_REQUEST_UNKNOWN"),
    ],
)
def test_a_field_that_cannot_be_made_is_refused(body: dict[str, Any], error: str) -> None:
    with online() as on:
        answer = on.send("POST", f"meta/bases/{on.base.id}/tables/{on.tracks.id}/fields", body)
        assert (answer.status_code, answer.json()["error"]["type"]) == (422, error)


@pytest.mark.parametrize(
    ("scopes", "role"),
    [(SCOPES, Role.EDIT), (tuple(one for one in SCOPES if one != "schema.bases:write"), Role.CREATE)],
)
def test_making_a_field_needs_a_scope_and_the_creators_role(scopes: tuple[str, ...], role: Role) -> None:
    with online(scopes=scopes, role=role) as on, pytest.raises(requests.HTTPError, match="403"):
        on.remote.create_field("Note", "multilineText")


def test_a_field_is_renamed_through_the_api() -> None:
    with online() as on:
        field = on.tracks.field("Bars").id
        path = f"meta/bases/{on.base.id}/tables/{on.tracks.id}/fields/{field}"
        assert on.send("PATCH", path, {"name": "Beats"}).json()["name"] == "Beats"
        assert on.tracks.field("Beats").id == field


@pytest.mark.parametrize("name", ["Tracks/2026", 'It\'s "{final}"', "a\\b", "two\nlines", "?&=%2F#"])
def test_any_name_of_a_table_or_field_is_found_by_the_sdk(name: str) -> None:
    with online() as on:
        table = on.base.add_table(name, [NewField(name)])
        record = table.add({name: "x"})
        assert on.api.table(on.base.id, name).all(fields=[name], sort=[name])[0]["fields"] == {name: "x"}
        assert on.api.table(on.base.id, table.id).get(record)["fields"] == {name: "x"}
