"""The stand-in as a whole: its addresses, who may call, and how a test fills it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from tests.standins.clock import Time
from tests.standins.faults import Faults
from tests.standins.google_calendar import batch, refusals
from tests.standins.google_calendar.accounts import Account, Grant, OAuthClient, Token, service_key
from tests.standins.google_calendar.calendar_methods import CalendarMethods
from tests.standins.google_calendar.calendars import Calendar
from tests.standins.google_calendar.consent import Browser, ConsentScreen
from tests.standins.google_calendar.contract import Json, Method, method_for
from tests.standins.google_calendar.event_methods import EventMethods
from tests.standins.google_calendar.fields import selected
from tests.standins.google_calendar.people import Person
from tests.standins.google_calendar.question import Question
from tests.standins.google_calendar.refusals import Refusal
from tests.standins.google_calendar.state import Called, State
from tests.standins.google_calendar.tokens import TokenEndpoint
from tests.standins.serving import Server
from tests.standins.wire import Request, Response

Handler: TypeAlias = Callable[[Question], Json | None]

_ROOT = ("calendar", "v3")
_CONSENT = ("o", "oauth2", "v2", "auth")


class GoogleCalendar:
    """Google Calendar in memory. `with google.serve() as server:` answers on loopback."""

    def __init__(self, clock: Time | None = None) -> None:
        self.state = State(clock=clock) if clock is not None else State()
        self.consent_screen = ConsentScreen(self.state)
        self.tokens = TokenEndpoint(self.state, self.consent_screen)
        self.inner_faults = Faults()
        """Disturbs the inner calls of batches; a dropped one answers 503, as the rest of its batch stands."""
        self.methods = _handlers(self.state)
        """What is built, by the vendor's ids of its methods."""

    def serve(self) -> Server:
        """Return the server, to be entered. Its journal and counts tell requests by method, "token" and "batch"."""
        return Server(self, clock=self.state.clock, kind=kind)

    def add_user(self, mail: str, *, time_zone: str = "UTC") -> Account:
        """Add a person with a primary calendar."""
        account = Account(mail, time_zone=time_zone)
        primary = Calendar(mail, mail, mail, time_zone, primary=True, stamp=self.state.stamp())
        primary.roles[f"user:{mail}"] = "owner"
        self.state.calendars[mail] = primary
        account.listed[mail] = {"defaultReminders": [{"method": "popup", "minutes": 30}]}
        self.state.accounts[mail] = account
        return account

    def add_service_account(self, name: str, *, app: str = "streetdate", delegated: Iterable[str] = ()) -> Account:
        """Add a service account of a Cloud project, with a primary calendar that no person sees."""
        account = self.add_user(f"{name}@{app}.iam.gserviceaccount.com")
        account.robot, account.app, account.delegated = True, app, frozenset(delegated)
        return account

    def add_calendar(self, owner: Account, summary: str, *, time_zone: str = "") -> Calendar:
        """Add a secondary calendar that a person made by hand."""
        return self.state.new_calendar(owner, summary, time_zone=time_zone)

    def person(self, account: Account, calendar: Calendar) -> Person:
        """Return the hands of a person at one calendar."""
        return Person(self.state, account, calendar)

    def consent(self, account: Account, *scopes: str, app: str = "streetdate") -> Grant:
        """Let a person allow an app these scopes (without their addresses' common beginning)."""
        grant = Grant(account, self.oauth_client(app), frozenset(scopes), self.state.secret("1//"))
        self.state.grants[grant.refresh_token] = grant
        return grant

    def oauth_client(self, app: str = "streetdate") -> OAuthClient:
        """Return the OAuth client of a project; made on first use."""
        id_ = f"{app}.apps.googleusercontent.com"
        if id_ not in self.state.clients:
            self.state.clients[id_] = OAuthClient(id_, self.state.secret("GOCSPX-"), app)
        return self.state.clients[id_]

    def client_secrets(self, server: Server, app: str = "streetdate") -> Mapping[str, Mapping[str, str]]:
        """Return the file that the Cloud console hands out for an installed app."""
        client = self.oauth_client(app)
        places = {"auth_uri": f"{server.url}/o/oauth2/v2/auth", "token_uri": f"{server.url}/token"}
        return {"installed": {"client_id": client.id, "client_secret": client.secret, "project_id": app, **places}}

    def sit_at_browser(self, account: Account, *, unticked: Iterable[str] = (), refuses: bool = False) -> None:
        """Put a person before the consent screen: they grant everything but the scopes that they untick."""
        self.consent_screen.browser = Browser(account, frozenset(unticked), refuses)

    def revoke(self, account: Account) -> None:
        """Take back every grant and token that an account gave; a service account is disabled by it."""
        account.disabled = account.robot
        self.state.grants = {key: each for key, each in self.state.grants.items() if each.account is not account}
        self.expire_tokens(account)

    def expire_tokens(self, account: Account) -> None:
        """Let an account's access tokens die early; a refresh brings new ones."""
        self.state.tokens = {key: each for key, each in self.state.tokens.items() if each.account is not account}

    def expire_sync_tokens(self) -> None:
        """Let every sync token die."""
        for calendar in self.state.calendars.values():
            calendar.forget_sync()

    def service_account_info(self, account: Account, server: Server) -> Mapping[str, str]:
        """Return the key file of a service account, as the Cloud console would hand it out."""
        return {
            "type": "service_account",
            "project_id": account.app,
            "private_key_id": "0",
            "private_key": service_key()[0],
            "client_email": account.mail,
            "client_id": "0",
            "token_uri": f"{server.url}/token",
        }

    def authorized_user_info(self, grant: Grant, server: Server) -> Mapping[str, str]:
        """Return what an app keeps after a person's consent, as google-auth names it."""
        return {
            "type": "authorized_user",
            "client_id": grant.client.id,
            "client_secret": grant.client.secret,
            "refresh_token": grant.refresh_token,
            "token_uri": f"{server.url}/token",
        }

    def __call__(self, request: Request) -> Response:
        try:
            if request.segments == _CONSENT and request.method == "GET":
                return self.consent_screen.answer(request)
            if request.segments == ("token",) and request.method == "POST":
                return self.tokens.answer(request)
            if request.segments == ("batch", *_ROOT) and request.method == "POST":
                return batch.answered(request, self.state.manners.batch_limit, self._inner)
        except Refusal as refusal:
            return refusal.response
        return self._call(request)

    def _inner(self, request: Request) -> Response:
        fault = self.inner_faults.next(request)
        due = self._call(request) if fault is None or fault.saved else Response(200)
        if fault is None:
            return due
        return fault.answer(due) if fault.answer is not None else refusals.backend(503).response

    def _call(self, request: Request) -> Response:
        found = method_for(request.method, request.segments[2:]) if request.segments[:2] == _ROOT else None
        if found is None:
            return refusals.not_found().response
        method, path = found
        token = self._token(request)
        try:
            response = self._answered(method, path, token, request)
        except Refusal as refusal:
            response = refusal.response
        self.state.calls.append(Called(method.id, token.account.mail if token else "", response.status))
        return response

    def _token(self, request: Request) -> Token | None:
        token = self.state.tokens.get(request.headers.get("authorization", "").removeprefix("Bearer "))
        alive = token is not None and self.state.clock.monotonic() < token.dies_at
        return token if alive else None

    def _answered(self, method: Method, path: dict[str, str], token: Token | None, request: Request) -> Response:
        if token is None:
            raise refusals.bad_credentials()
        if token.app in self.state.switched_off:
            raise refusals.api_switched_off(token.app)
        if not token.scopes & method.scopes:
            raise refusals.insufficient_scope(method.id.replace("calendar.", "calendar.v3.", 1))
        question = Question(method, token, path, request)
        question.check_parameters()
        self.state.quotas.spend(token.app, token.account.mail, self.state.clock.monotonic())
        handler = self.methods.get(method.id)
        if handler is None:
            raise refusals.not_built(method.id)
        answer = handler(question)
        if answer is None:
            return Response(204)
        return Response.of(selected(answer, question.text("fields"), method.answer))


def kind(request: Request) -> str:
    """Return what a request is, for journals: a method's short name, "token", "batch", or "other"."""
    if request.segments[:2] == _ROOT:
        found = method_for(request.method, request.segments[2:])
        return found[0].id.removeprefix("calendar.") if found else "other"
    return request.segments[0] if request.segments[0] in ("token", "batch") else "other"


def _handlers(state: State) -> Mapping[str, Handler]:
    events, others = EventMethods(state), CalendarMethods(state)
    return {
        "calendar.events.list": events.list,
        "calendar.events.get": events.get,
        "calendar.events.insert": events.insert,
        "calendar.events.patch": events.patch,
        "calendar.events.update": events.update,
        "calendar.events.delete": events.delete,
        "calendar.events.import": events.import_,
        "calendar.calendars.insert": others.calendars_insert,
        "calendar.calendars.get": others.calendars_get,
        "calendar.calendars.patch": others.calendars_patch,
        "calendar.calendars.delete": others.calendars_delete,
        "calendar.acl.list": others.acl_list,
        "calendar.acl.insert": others.acl_insert,
        "calendar.acl.delete": others.acl_delete,
        "calendar.calendarList.list": others.list_list,
        "calendar.calendarList.get": others.list_get,
        "calendar.calendarList.insert": others.list_insert,
        "calendar.calendarList.patch": others.list_patch,
        "calendar.calendarList.delete": others.list_delete,
        "calendar.colors.get": others.colors_get,
        "calendar.settings.get": others.settings_get,
        "calendar.settings.list": others.settings_list,
    }
