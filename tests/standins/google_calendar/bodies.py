"""Events as the tests send them, and how they call."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from googleapiclient.errors import HttpError  # type: ignore[import-untyped]

from tests.standins.google_calendar.contract import Json


def a_day(day: str = "2026-12-04", **fields: Any) -> Json:
    """Return the body of an all-day event."""
    after = date.fromisoformat(day) + timedelta(days=1)
    return {"summary": "Release day", "start": {"date": day}, "end": {"date": after.isoformat()}, **fields}


def a_time(first: str, last: str, **fields: Any) -> Json:
    """Return the body of a timed event."""
    return {"summary": "Upload", "start": {"dateTime": first}, "end": {"dateTime": last}, **fields}


def refused(call: Any) -> tuple[int, str]:
    """Send a call that must fail; return its status and reason."""
    with pytest.raises(HttpError) as caught:
        call.execute(num_retries=0)
    body = json.loads(caught.value.content)  # `error_details` holds another reason where the body has `details`
    return caught.value.status_code, body["error"]["errors"][0]["reason"]
