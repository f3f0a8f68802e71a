"""What people do in the browser, as the API shows it afterwards."""

from __future__ import annotations

import pytest
import requests

from tests.standins.airtable.online import online
from tests.standins.airtable.settings import Role


def test_a_renamed_field_keeps_its_id_and_cells() -> None:
    with online() as on:
        record = on.tracks.add({"Title": "One"})
        field = on.tracks.field("Title").id
        on.tracks.rename_field("Title", "Name")
        assert on.remote.get(record)["fields"]["Name"] == "One"
        assert on.remote.get(record, use_field_ids=True)["fields"][field] == "One"


def test_a_retyped_field_keeps_what_can_be_read_in_the_new_type() -> None:
    with online() as on:
        number, text = on.tracks.add({"Title": "12"}), on.tracks.add({"Title": "twelve"})
        status = on.tracks.add({"Status": "Done"})
        on.tracks.retype_field("Title", "number")
        on.tracks.retype_field("Status", "multilineText")
        assert (on.tracks.cell(number, "Title"), on.tracks.cell(text, "Title")) == (12, None)
        assert on.remote.get(status)["fields"]["Status"] == "Done"


def test_a_deleted_field_is_gone_with_its_cells_and_its_opposite() -> None:
    with online() as on:
        record = on.tracks.add({"Title": "One", "Release": [on.releases.add({"Title": "LP"})]})
        on.tracks.delete_field("Release")
        assert on.releases.find_field("Tracks") is None
        assert on.remote.get(record)["fields"] == {"Title": "One", "Loud": "ONE"}


def test_a_deleted_option_leaves_the_cells_that_held_it() -> None:
    with online() as on:
        record = on.tracks.add({"Status": "Done", "Tags": ["A", "B"]})
        on.tracks.delete_option("Status", "Done")
        on.tracks.delete_option("Tags", "A")
        assert on.tracks.row(record) | {"Loud": None} == {"Tags": ["B"], "Loud": None}
        with pytest.raises(requests.HTTPError, match="INVALID_MULTIPLE_CHOICE_OPTIONS"):
            on.remote.update(record, {"Status": "Done"})


def test_a_renamed_option_shows_in_every_cell() -> None:
    with online() as on:
        record = on.tracks.add({"Status": "Done"})
        on.tracks.rename_option("Status", "Done", "Finished")
        assert on.remote.get(record)["fields"]["Status"] == "Finished"


def test_a_collaborator_who_is_let_in_and_out_sees_the_base_or_not() -> None:
    with online() as on:
        on.base.share(on.robot, Role.NONE)
        with pytest.raises(requests.HTTPError, match=r"403.*INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND"):
            on.remote.all()
        on.base.share(on.robot, Role.READ)
        assert on.remote.all() == []


def test_a_revoked_token_is_nobody() -> None:
    with online() as on:
        for token in on.airtable.tokens.values():
            token.revoked = True
        with pytest.raises(requests.HTTPError, match="401"):
            on.api.whoami()


def test_a_group_stands_in_a_cell_like_a_person_without_mail() -> None:
    with online() as on:
        group = on.airtable.group("Design", on.ana)
        record = on.tracks.add({"Owner": {"id": group.id}})
        assert on.remote.get(record)["fields"]["Owner"] == {"id": group.id, "name": "Design"}


def test_a_table_that_goes_turns_links_into_text() -> None:
    with online() as on:
        record = on.tracks.add({"Title": "One", "Release": [on.releases.add({"Title": "LP"})]})
        on.base.delete_table("Releases")
        assert on.tracks.field("Release").type == "singleLineText"
        assert on.remote.get(record)["fields"]["Title"] == "One"
        assert on.send("GET", f"{on.base.id}/Releases").status_code == 404
