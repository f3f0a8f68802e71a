"""The consent screen: an app sends a person's browser here, and gets a code that it exchanges for tokens."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from tests.standins.google_calendar.accounts import Account, Grant, OAuthClient
from tests.standins.google_calendar.contract import SCOPE
from tests.standins.google_calendar.state import State
from tests.standins.wire import Request, Response


@dataclass(slots=True)
class Browser:
    """Who sits at the browser, and what they click."""

    account: Account
    unticked: frozenset[str] = frozenset()
    """Scopes that the person does not grant; the rest is granted all the same."""
    refuses: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """One authorization code, good for one exchange."""

    client: OAuthClient
    account: Account
    scopes: frozenset[str]
    redirect: str
    challenge: str = field(repr=False)
    offline: bool


class ConsentScreen:
    """Answers GET /o/oauth2/v2/auth as if the person had clicked through it; installed apps alone (loopback)."""

    def __init__(self, state: State) -> None:
        self._state = state
        self.browser: Browser | None = None
        self._codes: dict[str, Code] = {}

    def answer(self, request: Request) -> Response:
        """Send the browser back to the app, with a code or with what the person refused."""
        client = self._state.clients.get(request.one("client_id"))
        redirect = request.one("redirect_uri")
        local = urlsplit(redirect).hostname in ("127.0.0.1", "localhost", "::1")
        wanted = frozenset(scope.removeprefix(SCOPE) for scope in request.one("scope").split())
        if client is None or not local or request.one("response_type") != "code" or not wanted or self.browser is None:
            return Response(400, b"<html>Error 400: invalid_request</html>", {"content-type": "text/html"})
        granted = wanted - self.browser.unticked
        told = {"state": request.one("state")} if request.one("state") else {}
        if self.browser.refuses or not granted:
            told["error"] = "access_denied"
        else:
            told["code"] = self._state.secret("4/0A")
            told["scope"] = " ".join(sorted(SCOPE + scope for scope in granted))
            self._codes[told["code"]] = Code(
                client,
                self.browser.account,
                granted,
                redirect,
                request.one("code_challenge"),
                request.one("access_type") == "offline",
            )
        return Response(302, b"", {"location": f"{redirect}?{urlencode(told)}"})

    def exchanged(self, asked: dict[str, str]) -> tuple[Grant, bool] | None:
        """Return what a code stands for, and whether it may be refreshed; nothing where any part does not fit."""
        code = self._codes.pop(asked.get("code", ""), None)
        if code is None or asked.get("redirect_uri") != code.redirect:
            return None
        if (asked.get("client_id"), asked.get("client_secret")) != (code.client.id, code.client.secret):
            return None
        digest = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        if code.challenge and base64.urlsafe_b64encode(digest).decode().rstrip("=") != code.challenge:
            return None
        return Grant(code.account, code.client, code.scopes, self._state.secret("1//")), code.offline
