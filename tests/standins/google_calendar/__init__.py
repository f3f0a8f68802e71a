"""Google Calendar on loopback: the API, its token endpoint and its batch endpoint, for the vendor's own client.

    google = GoogleCalendar()                                   # a Clock may be given; it moves only by hand
    ana = google.add_user("ana@example.com", time_zone="Europe/Berlin")
    robot = google.add_service_account("writer")                # writer@streetdate.iam.gserviceaccount.com
    releases = google.add_calendar(ana, "Releases")             # .id is what the API takes
    hands = google.person(ana, releases)
    hands.share(robot.mail, "writer")                           # reader, writerWithoutPrivateAccess, writer, owner
    with google.serve() as server:
        service = client(server, service_credentials(google, server, robot, "calendar.events"))
        service.events().list(calendarId=releases.id).execute()

`service_credentials` and `user_credentials` return google-auth's own credentials, which fetch and refresh their tokens
here; `client` builds the real client. Scopes are named without their addresses' common beginning. For the library's
batches: `BatchHttpRequest(batch_uri=f"{server.url}/batch/calendar/v3")`.

People's edits (`Person`): add, edit, move, note, colour, remind, invite, repeat, delete, restore, empty_bin,
occurrence, receive_invitation, share, withdraw, rename_calendar, delete_calendar; `sees` and `titles` look. An
administrator's: `google.consent(account, *scopes)` gives a refresh token, `google.revoke(account)` takes everything
back, `google.expire_tokens(account)`, `google.expire_sync_tokens()`; `google.state.switched_off` holds projects without
the API. For the consent of an installed app: `google.client_secrets(server)` is its file, `google.sit_at_browser(ana)`
says who clicks, and a GET of the `auth_uri` is answered with the way back to the app's loopback address.

`google.state` also holds: `manners` (what the vendor leaves open: undetected collisions, restoring, bare tombstones,
short pages, limits on texts), `quotas` (per minute for user and project, per calendar, use limits; `spent`), `mails`
that would have gone out, `calls` (every call, inner ones of batches too) and `counted()`. `server.faults` disturbs
requests, `google.inner_faults` the inner calls of batches; `refusals.backend(503).response` and its neighbours are what
to answer.

Not built: event types other than the default, conference data, watch channels, moving, quick adding, free/busy,
instances, sync tokens of calendar lists and settings (they answer 410). `sequence` follows RFC 5545: it moves with
times, recurrence and status; `etag` and `updated` move with every write but one to reminders only.
"""

from __future__ import annotations

from tests.standins.google_calendar.application import GoogleCalendar
from tests.standins.google_calendar.clients import client, service_credentials, user_credentials
from tests.standins.google_calendar.people import Person

__all__ = ["GoogleCalendar", "Person", "client", "service_credentials", "user_credentials"]
