"""The errors that Google answers with, as exceptions: each has the body that the vendor documents, or was seen to send.

Bodies marked "seen" come from public issue threads that quote them; all others are among the recordings.
"""

from __future__ import annotations

from typing import Any

from tests.standins.wire import Response


class Refusal(Exception):
    """One refused call."""

    def __init__(
        self,
        code: int,
        reason: str,
        message: str,
        *,
        domain: str = "global",
        location: tuple[str, str] | None = None,
        headline: str = "",
        more: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(f"{code} {reason}")
        error: dict[str, Any] = {"domain": domain, "reason": reason, "message": message}
        if location is not None:
            error["locationType"], error["location"] = location
        self.response = Response.of(
            {"error": {"errors": [error], "code": code, "message": headline or message, **(more or {})}}, code
        )


def invalid(message: str) -> Refusal:
    """A value in the body that cannot be (seen: "Invalid resource id value.")."""
    return Refusal(400, "invalid", message)


def required(message: str) -> Refusal:
    """A value that the body lacks (seen: "Missing end time.")."""
    return Refusal(400, "required", message)


def invalid_parameter(name: str, message: str) -> Refusal:
    """A query parameter that cannot be."""
    return Refusal(400, "invalidParameter", message, location=("parameter", name))


def time_range_empty() -> Refusal:
    return Refusal(
        400,
        "timeRangeEmpty",
        "The specified time range is empty.",
        domain="calendar",
        location=("parameter", "timeMax"),
    )


def sync_token_with_restrictions() -> Refusal:
    """Seen in a user's write-up (qiita.com/shiraily, 2021)."""
    return Refusal(
        400,
        "syncTokenWithRequestRestrictions",
        "Sync token cannot be used with other request restrictions.",
        domain="calendar",
        location=("parameter", "syncToken"),
    )


def bad_credentials() -> Refusal:
    return Refusal(401, "authError", "Invalid Credentials", location=("header", "Authorization"))


def insufficient_scope(method: str) -> Refusal:
    """Seen: analogdotnow/Analog#296."""
    service = "calendar-json.googleapis.com"
    details = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
        "domain": "googleapis.com",
        "metadata": {"service": service, "method": method},
    }
    return Refusal(
        403,
        "insufficientPermissions",
        "Insufficient Permission",
        headline="Request had insufficient authentication scopes.",
        more={"status": "PERMISSION_DENIED", "details": [details]},
    )


def api_switched_off(project: str) -> Refusal:
    """The project never enabled the Calendar API; the shape is that of other Google services' logs."""
    message = (
        f"Google Calendar API has not been used in project {project} before or it is disabled. Enable it by visiting "
        f"https://console.developers.google.com/apis/api/calendar-json.googleapis.com/overview?project={project} "
        "then retry."
    )
    return Refusal(403, "accessNotConfigured", message, domain="usageLimits", more={"status": "PERMISSION_DENIED"})


def access_level(role: str) -> Refusal:
    """Seen: google/google-api-javascript-client#521, spatie/laravel-google-calendar#95."""
    message = f"You need to have {role} access to this calendar."
    return Refusal(403, "requiredAccessLevel", message, domain="calendar")


def no_guests_from_service_accounts() -> Refusal:
    """Seen: spatie/laravel-google-calendar#242."""
    message = "Service accounts cannot invite attendees without Domain-Wide Delegation of Authority."
    return Refusal(403, "forbiddenForServiceAccounts", message, domain="calendar")


def not_the_organizer() -> Refusal:
    message = "Shared properties can only be changed by the organizer of the event."
    return Refusal(403, "forbiddenForNonOrganizer", message, domain="calendar")


def forbidden() -> Refusal:
    """Seen: googleapis/google-api-dotnet-client#891."""
    return Refusal(403, "forbidden", "Forbidden")


def rate_limit(code: int = 403) -> Refusal:
    return Refusal(code, "rateLimitExceeded", "Rate Limit Exceeded", domain="usageLimits")


def user_rate_limit() -> Refusal:
    return Refusal(403, "userRateLimitExceeded", "User Rate Limit Exceeded", domain="usageLimits")


def quota() -> Refusal:
    return Refusal(403, "quotaExceeded", "Calendar usage limits exceeded.", domain="usageLimits")


def not_found() -> Refusal:
    return Refusal(404, "notFound", "Not Found")


def duplicate() -> Refusal:
    return Refusal(409, "duplicate", "The requested identifier already exists.")


def conflict() -> Refusal:
    return Refusal(409, "conflict", "Conflict")


def deleted() -> Refusal:
    return Refusal(410, "deleted", "Resource has been deleted")


def full_sync_required() -> Refusal:
    return Refusal(
        410,
        "fullSyncRequired",
        "Sync token is no longer valid, a full sync is required.",
        domain="calendar",
        location=("parameter", "syncToken"),
    )


def updated_min_too_long_ago() -> Refusal:
    return Refusal(
        410,
        "updatedMinTooLongAgo",
        "The requested minimum modification time lies too far in the past.",
        domain="calendar",
        location=("parameter", "updatedMin"),
    )


def condition_not_met() -> Refusal:
    return Refusal(412, "conditionNotMet", "Precondition Failed", location=("header", "If-Match"))


def backend(code: int = 500) -> Refusal:
    return Refusal(code, "backendError", "Backend Error")


def not_built(what: str) -> Refusal:
    """The stand-in lacks something that Google has: a test that needs it has to build it first."""
    return Refusal(501, "notBuilt", f"the stand-in has no {what}")
