"""The token endpoint: for service accounts' signed assertions, people's refresh tokens and their codes."""

from __future__ import annotations

import base64
import binascii
import json
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, unquote

from google.auth.crypt import verify_signature

from tests.standins.google_calendar.accounts import Account, Token, service_key
from tests.standins.google_calendar.consent import ConsentScreen
from tests.standins.google_calendar.contract import SCOPE
from tests.standins.google_calendar.state import State
from tests.standins.wire import Request, Response

_ASSERTION = "urn:ietf:params:oauth:grant-type:jwt-bearer"
_BAD_TIMES = (
    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. "
    "Check your iat and exp values in the JWT claim."
)


class TokenEndpoint:
    """Answers POST /token. Assertions are judged by the wall's clock, by which the client's library dates them."""

    def __init__(self, state: State, screen: ConsentScreen, wall: Callable[[], float] = time.time) -> None:
        self._state = state
        self._screen = screen
        self.wall = wall
        """Seconds since 1970; a test of clock skew puts another in its place."""

    def answer(self, request: Request) -> Response:
        """Return an access token, or why there is none."""
        asked = _by_header(request) | dict(parse_qsl(request.body.decode()))
        if asked.get("grant_type") == _ASSERTION:
            return self._for_assertion(asked.get("assertion", ""))
        if asked.get("grant_type") == "refresh_token":
            return self._for_refresh_token(asked)
        if asked.get("grant_type") == "authorization_code":
            return self._for_code(asked)
        return _refused(400, "unsupported_grant_type", "Invalid grant_type: " + asked.get("grant_type", ""))

    def _for_assertion(self, assertion: str) -> Response:
        claims = _claims(assertion)
        if claims is None:
            return _refused(400, "invalid_grant", "Invalid JWT Signature.")
        robot = self._state.accounts.get(claims.get("iss", ""))
        if robot is None or not robot.robot:
            return _refused(400, "invalid_grant", "Invalid grant: account not found")
        if robot.disabled:
            return _refused(400, "invalid_grant", "Robot is disabled.")
        now, begins, ends = self.wall(), claims.get("iat", 0), claims.get("exp", 0)
        if not (begins - 300 <= now <= ends + 300 and ends - begins <= 3600):
            return _refused(400, "invalid_grant", _BAD_TIMES)
        scopes = _scopes(claims.get("scope", ""))
        if not scopes:
            return _refused(400, "invalid_scope", "Empty or missing scope not allowed.")
        account, subject = robot, claims.get("sub", robot.mail)
        if subject != robot.mail:
            if not scopes <= robot.delegated or subject not in self._state.accounts:
                message = (
                    "Client is unauthorized to retrieve access tokens using this method, or client not authorized "
                    "for any of the scopes requested."
                )
                return _refused(401, "unauthorized_client", message)
            account = self._state.accounts[subject]
        return self._granted(account, robot.app, scopes, for_a_person=account is not robot)

    def _for_code(self, asked: dict[str, str]) -> Response:
        found = self._screen.exchanged(asked)
        if found is None:
            return _refused(400, "invalid_grant", "Bad Request")
        grant, offline = found
        answer = self._granted(grant.account, grant.client.app, grant.scopes, for_a_person=True)
        if not offline:
            return answer
        self._state.grants[grant.refresh_token] = grant
        return Response.of({**answer.json(), "refresh_token": grant.refresh_token})

    def _for_refresh_token(self, asked: dict[str, str]) -> Response:
        grant = self._state.grants.get(asked.get("refresh_token", ""))
        if grant is None or grant.account.disabled:
            return _refused(400, "invalid_grant", "Token has been expired or revoked.")
        if (asked.get("client_id"), asked.get("client_secret")) != (grant.client.id, grant.client.secret):
            return _refused(401, "invalid_client", "The OAuth client was not found.")
        scopes = _scopes(asked.get("scope", "")) or grant.scopes
        if not scopes <= grant.scopes:
            return _refused(400, "invalid_scope", "Bad Request")
        return self._granted(grant.account, grant.client.app, scopes, for_a_person=True)

    def _granted(self, account: Account, app: str, scopes: frozenset[str], *, for_a_person: bool) -> Response:
        life = self._state.manners.token_life
        dies = self._state.clock.monotonic() + life
        token = Token(self._state.secret("ya29."), account, app, scopes, dies, for_a_person)
        self._state.tokens[token.value] = token
        answer: dict[str, Any] = {"access_token": token.value, "expires_in": int(life) - 1, "token_type": "Bearer"}
        return Response.of({**answer, "scope": " ".join(sorted(SCOPE + scope for scope in scopes))})


def _refused(status: int, error: str, description: str) -> Response:
    return Response.of({"error": error, "error_description": description}, status)


def _scopes(text: str) -> frozenset[str]:
    return frozenset(scope.removeprefix(SCOPE) for scope in text.split())


def _claims(assertion: str) -> dict[str, Any] | None:
    """Return what an assertion claims; nothing where it is none, or its signature is not the key's."""
    signed, _, signature = assertion.rpartition(".")
    try:
        proof, claims = (_decoded(part) for part in (signature, signed.partition(".")[2]))
        if not verify_signature(signed.encode(), proof, service_key()[1]):  # type: ignore[no-untyped-call]
            return None
        found: dict[str, Any] = json.loads(claims)
    except (ValueError, binascii.Error):
        return None
    return found


def _by_header(request: Request) -> dict[str, str]:
    """Return what a client says of itself in a header instead of the body (RFC 6749, 2.3.1)."""
    kind, _, coded = request.headers.get("authorization", "").partition(" ")
    try:
        name, sign, secret = base64.b64decode(coded).decode().partition(":")
    except ValueError:
        return {}
    return {"client_id": unquote(name), "client_secret": unquote(secret)} if kind == "Basic" and sign else {}


def _decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
