"""What a failed request to Notion means: whether it may pass, whether it may have been saved, and what to say of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import httpx
from notion_client.errors import HTTPResponseError, NotionClientErrorBase, RequestTimeoutError

from connectors.calls.patience import Fate, Setback
from connectors.calls.said import said
from connectors.calls.wait import LONGEST_WAIT, asked_wait
from connectors.errors import ConnectorError, NotShared
from connectors.notion.errors import CapabilityMissing, NotAccepted, SavedAnyway, TokenRefused, TooMuchAtOnce

_WINDOW = 60.0
"""Seconds of Notion's rate window: the wait where a 429 does not say how long."""
_CONNECTIONS = "https://www.notion.so/profile/integrations"
_UNREACHABLE = "Check the network and https://www.notion-status.com, then run again."


def judge(error: Exception, path: str, secret: str, *, creating: bool = False) -> Setback | ConnectorError | None:
    """Judge what a request to `path` raised. `secret` is taken out of whatever is repeated of an answer."""
    if isinstance(error, HTTPResponseError):
        return _answered(error, path, secret, creating)
    if isinstance(error, RequestTimeoutError):
        sent = not isinstance(error.__context__, httpx.ConnectTimeout | httpx.PoolTimeout)
        return Setback(
            Fate.UNKNOWN if sent else Fate.REFUSED,
            ConnectorError(f"Notion did not answer in time ({path})", hint=_UNREACHABLE),
        )
    if isinstance(error, httpx.ConnectError | httpx.ProxyError):
        return Setback(Fate.REFUSED, ConnectorError(f"Notion cannot be reached ({path})", hint=_UNREACHABLE))
    if isinstance(error, httpx.RequestError):
        return Setback(
            Fate.UNKNOWN,
            ConnectorError(f"The connection to Notion broke before the answer was there ({path})", hint=_UNREACHABLE),
        )
    if isinstance(error, ValueError):
        # The client lets the decoder's error through when a gateway answers a page where JSON is due.
        return Setback(
            Fate.UNKNOWN,
            ConnectorError(
                f"What answered is not Notion: it sent no JSON object ({path})",
                hint="Check the proxy or gateway on the way, and `address` in the settings.",
            ),
        )
    if isinstance(error, NotionClientErrorBase):
        return ConnectorError(f"The path “{path}” cannot be asked for", hint="Check the ids in the settings.")
    return None


def _answered(error: HTTPResponseError, path: str, secret: str, creating: bool) -> Setback | ConnectorError:
    body = _body(error)
    code = _text(body.get("code"))
    words = said(_text(body.get("message")), secret)
    quoted = f": “{words}”" if words else ""
    match error.status:
        case 401:
            return TokenRefused(
                "Notion does not accept the token: it was revoked, has expired, or is not complete",
                hint=f"Copy the connection's token from {_CONNECTIONS} to where the settings refer to it.",
            )
        case 403:
            return CapabilityMissing(
                f"Notion does not allow the connection to do this ({path}){quoted}",
                hint=f"Tick the missing capability of the connection at {_CONNECTIONS}, then run again.",
            )
        case 404:
            return NotShared(
                f"Notion shows the connection nothing at {path}: it was deleted, or is not shared with the connection",
                hint="Open it in Notion: ••• → Connections → add the connection.",
            )
        case 409 if code == "conflict_error":
            changing = f"Somebody else was changing the same thing ({path}){quoted}"
            return Setback(Fate.REFUSED, ConnectorError(changing, hint="Run again: what was not written is due still."))
        case 429:
            return _too_many(error, body, path)
        case 529:
            return _later(
                Fate.UNKNOWN, ConnectorError(f"Notion is overloaded ({path})", hint=_UNREACHABLE), _wait(error, body)
            )
        case 503 if creating and (saved := _saved(body)) != "":
            return SavedAnyway(f"Notion saved this and failed to show it ({path})", resource_id=saved)
        case 503 if _asks_for_less(body):
            return TooMuchAtOnce(f"Notion cannot answer this much at once ({path}){quoted}")
        case status if status >= 500:
            failure = ConnectorError(f"Notion failed ({path}, status {status}){quoted}", hint=_UNREACHABLE)
            return _later(Fate.UNKNOWN, failure, _wait(error, body))
    return NotAccepted(
        f"Notion refuses the request ({path}, {code or f'status {error.status}'}){quoted}", code=code, said=words
    )


def _too_many(error: HTTPResponseError, body: Mapping[str, Any], path: str) -> Setback | ConnectorError:
    reason = _text(_detail(body, "rate_limit_reason"))
    if reason == "public_api_request_blocked":
        return ConnectorError(
            "Notion has blocked the connection's requests, and repeating them does not help",
            hint="Write to Notion's support (team@makenotion.com); the connection's name and the time help them.",
        )
    whose = "the workspace's" if reason == "public_api_space_request_rate_limit" else "the connection's"
    wait = _wait(error, body)
    wait = _WINDOW if wait is None else wait
    failure = ConnectorError(
        f"Notion takes no more of {whose} requests for {round(wait)} seconds ({path})",
        hint="Run again when that time has passed; what was not read or written then is due still.",
    )
    return _later(Fate.REFUSED, failure, wait)


def _later(fate: Fate, failure: ConnectorError, wait: float | None) -> Setback | ConnectorError:
    return failure if wait is not None and wait > LONGEST_WAIT else Setback(fate, failure, wait)


def _saved(body: Mapping[str, Any]) -> str:
    """Return what a 503 says was saved after all: a new thing, or the first of those added to another; "" for none."""
    children = _detail(body, "committed_child_ids")
    first = children[0] if isinstance(children, list) and children else ""
    return _text(_detail(body, "committed_resource_id")) or _text(first)


def _asks_for_less(body: Mapping[str, Any]) -> bool:
    """Tell whether a 503 says that a smaller page would have been answered."""
    guidance = f"{body.get('message')} {_detail(body, 'retry_guidance')}".casefold()
    return "page_size" in guidance or "page size" in guidance


def _wait(error: HTTPResponseError, body: Mapping[str, Any]) -> float | None:
    """Return how many seconds Notion asks to wait: as a number, or as a moment on its own clock."""
    stated = str(error.headers.get("retry-after") or _detail(body, "retry_after") or "")
    return asked_wait(stated, error.headers.get("date", ""))


def _body(error: HTTPResponseError) -> Mapping[str, Any]:
    try:
        decoded = json.loads(error.body)
    except ValueError:
        return {}
    return decoded if isinstance(decoded, dict) else {}


def _detail(body: Mapping[str, Any], name: str) -> object:
    more = body.get("additional_data")
    return body.get(name) or (more.get(name) if isinstance(more, dict) else None)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
