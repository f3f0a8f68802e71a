"""What a failed request to Google Calendar means: whether it may pass, and what to say of it."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping
from typing import Any

import httplib2  # type: ignore[import-untyped]
from google.auth.exceptions import GoogleAuthError, RefreshError, TransportError
from googleapiclient.errors import HttpError  # type: ignore[import-untyped]

from connectors.calendar import EventRefused
from connectors.calls.patience import Fate, Setback
from connectors.calls.said import said
from connectors.calls.wait import LONGEST_WAIT, asked_wait
from connectors.errors import AccessDenied, BudgetSpent, ConnectorError, NotShared
from connectors.google_calendar.errors import Changed, CredentialsRefused, CursorExpired, Deleted, Duplicate

_RATE = frozenset({"rateLimitExceeded", "userRateLimitExceeded"})
_BUDGET = frozenset({"quotaExceeded", "dailyLimitExceeded", "dailyLimitExceededUnreg"})
_PAUSE = 15.0
"""Seconds that everybody waits after a refusal for rate, which does not say how long: the window slides over a minute,
and six attempts then outlast it."""
_OF_ONE_EVENT = frozenset({"forbiddenForNonOrganizer", "forbiddenForServiceAccounts"})
"""What is refused for an event that somebody gave another organiser, or guests; other events are not."""
_UNREACHABLE = "Check the network and https://www.google.com/appsstatus/dashboard, then run again."
SHARING = "in Google Calendar, the calendar's settings → Share with specific people → {who} → “Make changes to events”."
"""What to click so that an account may write."""


def judge(error: Exception, where: str, who: str) -> Setback | ConnectorError | None:
    """Judge what a request raised. `where` names the calendar; `who` is the account that asks, for what to click."""
    if isinstance(error, HttpError):
        return _answered(error, where, who)
    if isinstance(error, RefreshError):
        return _no_token(error, who)
    if isinstance(error, TransportError | httplib2.ServerNotFoundError | ConnectionRefusedError):
        return Setback(Fate.REFUSED, ConnectorError(f"Google cannot be reached ({where})", hint=_UNREACHABLE))
    if isinstance(error, GoogleAuthError):
        return CredentialsRefused(
            "The credentials for Google cannot be used: they are not complete, or not for this",
            hint="Download them anew; the README's section “Google Calendar” says how.",
        )
    if isinstance(error, TimeoutError):
        return Setback(Fate.UNKNOWN, ConnectorError(f"Google did not answer in time ({where})", hint=_UNREACHABLE))
    if isinstance(error, OSError | httplib2.HttpLib2Error | http.client.HTTPException):
        message = f"The connection to Google broke before the answer was there ({where})"
        return Setback(Fate.UNKNOWN, ConnectorError(message, hint=_UNREACHABLE))
    if isinstance(error, ValueError):
        message = f"What answered is not Google Calendar: it sent no JSON object ({where})"
        return Setback(
            Fate.UNKNOWN, ConnectorError(message, hint="Check the proxy on the way, and “address” in the settings.")
        )
    return None


def _answered(error: HttpError, where: str, who: str) -> Setback | ConnectorError:
    body = _body(error)
    reason, quoted = _reason(body), _quoted(body)
    match int(error.resp.status):
        case 401:
            return CredentialsRefused(
                f"Google does not accept the token of {who}: it was revoked or has expired",
                hint="Connect again: streetdate init calendar.",
            )
        case 403 | 429 if reason in _RATE or error.resp.status == 429:
            wait = _wait(error)
            failure = ConnectorError(f"Google takes no more requests at this rate ({where}){quoted}")
            return failure if wait > LONGEST_WAIT else Setback(Fate.REFUSED, failure, wait)
        case 403 if reason in _BUDGET:
            return BudgetSpent(
                f"Google's quota for calendars is spent ({where}){quoted}",
                hint="What was written stays; run again in some hours, or raise the quota in the Google Cloud console.",
            )
        case 403 if reason not in _OF_ONE_EVENT:
            return _not_allowed(reason, quoted, where, who)
        case 404:
            return NotShared(
                f"Google shows {who} nothing at {where}: it was deleted, or is not shared any more",
                hint="If it was deleted, or this is not its id, connect another: streetdate init calendar. Else: "
                f"{SHARING.format(who=who)}",
            )
        case 409 if reason == "duplicate":
            return Duplicate(f"An event of this id is there already ({where})")
        case 410 if reason == "deleted":
            return Deleted(f"The event was deleted before ({where})")
        case 410:
            return CursorExpired(f"The sync token has expired ({where})")
        case 412:
            return Changed(f"Somebody changed the event meanwhile ({where})", hint="Run again.")
        case status if status >= 500 or status == 409:
            fate = Fate.REFUSED if status == 409 else Fate.UNKNOWN
            return Setback(fate, ConnectorError(f"Google failed ({where}, status {status}){quoted}", hint=_UNREACHABLE))
    return EventRefused(f"Google refuses the request ({where}, {reason or f'status {error.resp.status}'}){quoted}")


def _not_allowed(reason: str, quoted: str, where: str, who: str) -> ConnectorError:
    match reason:
        case "insufficientPermissions":
            return AccessDenied(
                f"The consent that {who} gave does not reach so far ({where})",
                hint="“calendar.google.access” in the settings says which right is asked for: set it to how the "
                "calendar was made, and connect again: streetdate init calendar.",
            )
        case "accessNotConfigured":
            return AccessDenied(
                f"The Google Cloud project of {who} has not switched the Calendar API on",
                hint="In the Google Cloud console: APIs & Services → Library → Google Calendar API → Enable.",
            )
        case "requiredAccessLevel" | "forbidden":
            return AccessDenied(
                f"{who} may not write in {where}{quoted}",
                hint=SHARING.format(who=who),
            )
    return AccessDenied(f"Google does not allow {who} to do this ({where}){quoted}", hint=SHARING.format(who=who))


def _no_token(error: RefreshError, who: str) -> Setback | ConnectorError:
    said = str(error.args[0]) if error.args else ""
    if getattr(error, "retryable", False):
        return Setback(Fate.REFUSED, ConnectorError("Google gives no token at the moment", hint=_UNREACHABLE))
    if "reasonable timeframe" in said or "short-lived" in said:
        return CredentialsRefused(
            "Google takes the clock of this computer for wrong, and gives no token",
            hint="Set the clock right (most systems can keep it by network time), and run again.",
        )
    if "unauthorized_client" in said or "invalid_scope" in said or "access_denied" in said:
        return CredentialsRefused(
            f"Google gives {who} no token with the right that is needed",
            hint="Connect again and tick every box of the consent: streetdate init calendar.",
        )
    return CredentialsRefused(
        f"Google gives {who} no token: access was revoked, or the account or its key was deleted",
        hint="Connect again: streetdate init calendar; for a service account, make a new key.",
    )


def _wait(error: HttpError) -> float:
    asked = asked_wait(error.resp.get("retry-after", ""), error.resp.get("date", ""))
    return _PAUSE if asked is None else asked


def _body(error: HttpError) -> Mapping[str, Any]:
    try:
        decoded = json.loads(error.content)
    except ValueError:
        return {}
    found = decoded.get("error") if isinstance(decoded, dict) else None
    return found if isinstance(found, dict) else {}


def _reason(body: Mapping[str, Any]) -> str:
    errors = body.get("errors")
    first = errors[0] if isinstance(errors, list) and errors else None
    reason = first.get("reason") if isinstance(first, dict) else None
    return reason if isinstance(reason, str) else ""


def _quoted(body: Mapping[str, Any]) -> str:
    """Return Google's own words as the end of a sentence of ours; no secret is in an answer to a request."""
    message = body.get("message")
    words = said(message, secret="") if isinstance(message, str) else ""
    return f": “{words}”" if words else ""
