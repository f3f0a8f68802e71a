"""What a failed request to Airtable means: whether it may pass, whether it may have been saved, and what to say of it.

No exception of `requests` goes any further: each holds the request, and with it the token.
"""

from __future__ import annotations

from typing import Any

import requests
from urllib3.exceptions import MaxRetryError, NameResolutionError, NewConnectionError

from connectors.airtable.errors import NotAccepted, TokenRefused
from connectors.calls.patience import Fate, Setback
from connectors.calls.said import said
from connectors.calls.wait import LONGEST_WAIT, asked_wait
from connectors.errors import AccessDenied, BudgetSpent, ConnectorError, NotShared

PENALTY = 30.0
"""Seconds in which Airtable refuses everything once there were too many requests; its answers do not say so."""
_MONTH_SPENT = "PUBLIC_API_BILLING_LIMIT_EXCEEDED"
_TOKENS = "https://airtable.com/create/tokens"
_UNREACHABLE = "Check the network and https://status.airtable.com, then run again."


def judge(error: Exception, place: str, secret: str) -> Setback | ConnectorError | None:
    """Judge what a request about a place raised. `secret` is taken out of whatever is repeated of an answer."""
    match error:
        case requests.HTTPError(response=requests.Response() as response):
            return _answered(response, place, secret)
        case requests.TooManyRedirects():
            return ConnectorError(
                f"What answered is not Airtable: it sends the request somewhere else ({place})",
                hint="Check the proxy or gateway on the way, and `address` in the settings.",
            )
        case requests.exceptions.JSONDecodeError() | requests.exceptions.ContentDecodingError():
            return _not_airtable(place)
        case requests.exceptions.SSLError():
            return ConnectorError(
                f"The connection to Airtable is not safe: its certificate does not hold ({place})",
                hint="Check the machine's clock, its certificates, and the proxy or gateway on the way.",
            )
        case requests.ConnectTimeout() | requests.exceptions.ProxyError():
            return Setback(Fate.REFUSED, ConnectorError(f"Airtable cannot be reached ({place})", hint=_UNREACHABLE))
        case requests.Timeout():
            late = ConnectorError(f"Airtable did not answer in time ({place})", hint=_UNREACHABLE)
            return Setback(Fate.UNKNOWN, late)
        case requests.ConnectionError() if _never_connected(error):
            return Setback(Fate.REFUSED, ConnectorError(f"Airtable cannot be reached ({place})", hint=_UNREACHABLE))
        case requests.ConnectionError() | requests.exceptions.ChunkedEncodingError():
            broken = f"The connection to Airtable broke before the answer was there ({place})"
            return Setback(Fate.UNKNOWN, ConnectorError(broken, hint=_UNREACHABLE))
        case requests.RequestException():
            return ConnectorError(f"The request cannot be sent ({place})", hint="Check `address` in the settings.")
        case ValueError():
            return _not_airtable(place)
    return None


def _not_airtable(place: str) -> Setback:
    return Setback(
        Fate.UNKNOWN,
        ConnectorError(
            f"What answered is not Airtable: it sent no JSON object ({place})",
            hint="Check the proxy or gateway on the way, and `address` in the settings.",
        ),
    )


def _never_connected(error: requests.ConnectionError) -> bool:
    """Tell whether nothing can have been sent. The library wraps what happened in other exceptions."""
    cause: object = error.args[0] if error.args else None
    if isinstance(cause, MaxRetryError):
        cause = cause.reason
    return isinstance(cause, NewConnectionError | NameResolutionError)


def _answered(response: requests.Response, place: str, secret: str) -> Setback | ConnectorError:
    body = _body(response)
    code, message = _kind(body)
    words = said(message, secret)
    quoted = f": “{words}”" if words else ""
    match response.status_code:
        case 401:
            return TokenRefused(
                "Airtable does not accept the token: it was revoked, has expired, or is not complete",
                hint=f"Make a new one at {_TOKENS} and put it where the settings refer to it.",
            )
        case 403 if "NOT_FOUND" not in code:
            return AccessDenied(
                f"Airtable does not allow this token to do that ({place}){quoted}",
                hint=f"Add the missing scope at {_TOKENS}, or give the token's user a higher role in the base.",
            )
        case 403 | 404:
            return NotShared(
                f"Airtable shows the token nothing there: it was deleted, or the token may not see it ({place})",
                hint=f"Add the base to the token at {_TOKENS}, and its user to the base's collaborators.",
            )
        case 429 if code == _MONTH_SPENT:
            return BudgetSpent(
                f"The workspace has used up the API calls that its Airtable plan allows for this month ({place})",
                hint="Airtable answers again when the month turns, or at once when the workspace gets a higher plan.",
            )
        case 429:
            return _too_many(response, place)
        case 408 | 425:
            return Setback(Fate.UNKNOWN, ConnectorError(f"Airtable did not take the request in time ({place})"))
        case status if status >= 500:
            failure = ConnectorError(f"Airtable failed ({place}, status {status}){quoted}", hint=_UNREACHABLE)
            return _later(Fate.UNKNOWN, failure, _wait(response))
        case status:
            kind = code or f"status {status}"
            return NotAccepted(f"Airtable refuses the request ({place}, {kind}){quoted}", code=code, said=words)


def _too_many(response: requests.Response, place: str) -> Setback | ConnectorError:
    stated = _wait(response)
    wait = PENALTY if stated is None else stated
    failure = ConnectorError(
        f"Airtable takes no more requests for {round(wait)} seconds, for there were too many at once ({place})",
        hint="If this comes again and again, another program is calling the same base too fast.",
    )
    return _later(Fate.REFUSED, failure, wait)


def _later(fate: Fate, failure: ConnectorError, wait: float | None) -> Setback | ConnectorError:
    return failure if wait is not None and wait > LONGEST_WAIT else Setback(fate, failure, wait)


def _wait(response: requests.Response) -> float | None:
    return asked_wait(response.headers.get("Retry-After", ""), response.headers.get("Date", ""))


def _body(response: requests.Response) -> Any:
    try:
        return response.json()
    except ValueError:
        return None


def _kind(body: Any) -> tuple[str, str]:
    """Return Airtable's word for the kind of an error and what it says, from any of the three forms of its answers."""
    error = body.get("error") if isinstance(body, dict) else None
    errors = body.get("errors") if isinstance(body, dict) else None
    if error is None and isinstance(errors, list) and errors:
        error = errors[0]
    if isinstance(error, dict):
        return _text(error.get("type") or error.get("error")), _text(error.get("message"))
    return _text(error), ""


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
