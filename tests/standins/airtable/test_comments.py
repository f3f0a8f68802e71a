"""Comments as the SDK does them."""

from __future__ import annotations

import pytest
import requests

from tests.standins.airtable.online import online
from tests.standins.airtable.people import SCOPES
from tests.standins.airtable.settings import Role, Settings


def test_the_author_is_the_account_of_the_token_and_mentions_become_ids() -> None:
    with online() as on:
        group = on.airtable.group("Design", on.ana)
        record = on.tracks.add({"Title": "One"})
        text = f"@[ana@example.com] see @[{group.id}] and @[nobody@example.com]"
        made = on.remote.add_comment(record, text)
        assert made.author.id == on.robot.id
        assert made.text == f"@[{on.ana.id}] see @[{group.id}] and @[nobody@example.com]"
        kinds = {key: (who.type, who.display_name) for key, who in made.mentioned.items()}
        assert kinds == {on.ana.id: ("user", "Ana"), group.id: ("userGroup", "Design")}
        assert (made.last_updated_time, made.parent_comment_id) == (None, None)


def test_comments_come_newest_first_and_in_pages() -> None:
    with online() as on:
        record = on.tracks.add({"Title": "One"})
        for number in range(130):
            on.tracks.comment(record, str(number), by=on.ana)
        assert [one.text for one in on.remote.comments(record)] == [str(number) for number in range(129, -1, -1)]
        assert on.server.counts() == {"list_comments": 2}
        last = on.send("GET", f"{on.base.id}/Tracks/{record}/comments", query={"offset": "100"}).json()
        assert last["offset"] is None


def test_our_comment_is_edited_in_place_answered_and_deleted() -> None:
    with online() as on:
        record = on.tracks.add({"Title": "One"})
        made = on.remote.add_comment(record, "Late")
        reply = on.remote.add_comment(record, "Still", parent_comment_id=made.id)
        assert reply.parent_comment_id == made.id
        made.text = "Later"
        made.save()
        shown = {one.id: one for one in on.remote.comments(record)}
        assert shown[made.id].text == "Later"
        assert shown[made.id].last_updated_time is not None
        made.delete()
        assert [one.id for one in on.remote.comments(record)] == [reply.id]


def test_somebody_elses_comment_cannot_be_touched() -> None:
    with online() as on:
        record = on.tracks.add({"Title": "One"})
        theirs = on.tracks.comment(record, "Mine", by=on.ana)
        (shown,) = on.remote.comments(record)
        shown.text = "Ours"
        for call in (shown.save, shown.delete):
            with pytest.raises(requests.HTTPError, match="403"):
                call()
        assert on.tracks.records[record].comments == [theirs]
        assert theirs.text == "Mine"


def test_a_comment_that_somebody_deleted_is_not_found() -> None:
    with online() as on:
        record = on.tracks.add({"Title": "One"})
        made = on.remote.add_comment(record, "Late")
        on.tracks.delete_comment(record, made.id)
        for method in ("PATCH", "DELETE"):
            path = f"{on.base.id}/Tracks/{record}/comments/{made.id}"
            assert on.send(method, path, {"text": "x"}).status_code == 404


@pytest.mark.parametrize(("text", "status"), [("x" * 10, 200), ("x" * 11, 422), ("", 422), (None, 422)])
def test_a_comment_has_a_text_within_the_limit(text: str | None, status: int) -> None:
    with online(Settings(comment_limit=10)) as on:
        record = on.tracks.add({"Title": "One"})
        answer = on.send("POST", f"{on.base.id}/Tracks/{record}/comments", {"text": text})
        assert answer.status_code == status


def test_a_comment_is_no_edit_of_its_record() -> None:
    with online() as on:
        record = on.tracks.add({"Title": "One"})
        before = on.tracks.records[record].modified
        on.clock.advance(60)
        on.remote.add_comment(record, "Late")
        assert on.tracks.records[record].modified == before


@pytest.mark.parametrize(
    ("scopes", "role", "error"),
    [
        (("data.recordComments:read",), Role.CREATE, "INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND"),
        (SCOPES, Role.READ, "INVALID_PERMISSIONS"),
    ],
)
def test_commenting_needs_a_scope_and_a_role(scopes: tuple[str, ...], role: Role, error: str) -> None:
    with online(scopes=scopes, role=role) as on:
        record = on.tracks.add({"Title": "One"})
        assert on.remote.comments(record) == []
        answer = on.send("POST", f"{on.base.id}/Tracks/{record}/comments", {"text": "Late"})
        assert (answer.status_code, answer.json()["error"]["type"]) == (403, error)
