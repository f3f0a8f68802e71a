"""Why the SDK's own retries stay off: what a lost answer does to a comment."""

from __future__ import annotations

import pyairtable
import pytest
import requests

from tests.standins.airtable.application import kind
from tests.standins.airtable.online import online
from tests.standins.airtable.settings import Settings
from tests.standins.faults import saved_and_dropped


def test_a_lost_answer_leaves_one_comment_without_retries_and_two_with_the_sdks_own() -> None:
    with online() as on:
        record = on.tracks.add({"Title": "One"})
        for retries, comments in ((None, 1), (True, 2)):
            on.tracks.records[record].comments.clear()
            on.server.faults.when(lambda request: kind(request) == "create_comment", saved_and_dropped())
            api = pyairtable.Api(on.api.api_key, endpoint_url=on.server.url, retry_strategy=retries, timeout=(5, 30))
            with api.session:
                table = api.table(on.base.id, on.tracks.id)
                if retries:
                    table.add_comment(record, "Late")
                else:
                    with pytest.raises(requests.ConnectionError):
                        table.add_comment(record, "Late")
            assert len(on.tracks.records[record].comments) == comments


@pytest.mark.parametrize(("masked", "status"), [(False, 404), (True, 403)])
def test_what_is_missing_may_be_answered_like_what_is_forbidden(masked: bool, status: int) -> None:
    with online(Settings(masks_missing=masked)) as on:
        assert on.send("GET", f"{on.base.id}/Gone").status_code == status
        assert on.send("GET", f"{on.base.id}/Tracks/rec00000000000000").status_code == status
