"""Our webhook on a base: one that calls nobody and is only read, as a log of what changed.

It is told from all others by having no address and by asking for the values of our own fields. Reading it keeps it
alive for another seven days; a webhook that ran out is still answered, and knows nothing new.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from connectors.airtable.client import Airtable, Json
from connectors.airtable.errors import NotAccepted
from connectors.airtable.payloads import NO_CHANGES, Changes, changes_in
from connectors.errors import AccessDenied, NotShared, OutcomeUnknown
from connectors.wanted import Wanted

LIFE = timedelta(days=7)
"""How long Airtable keeps a webhook that nobody reads, and its payloads."""
REFUSALS = (AccessDenied, NotShared, NotAccepted)
"""What says that there can be no webhook, or that this one is gone."""
_WATCHED = ["tableData", "tableFields", "tableMetadata"]


@dataclass(frozen=True, slots=True)
class Webhook:
    """One webhook, and where its next unread payload is."""

    id: str
    cursor: int = 1


def specification(wanted: Mapping[str, Wanted]) -> Json:
    """Return what our webhook watches: the whole base, whoever edits it, told with the values of the wanted fields.

    Nothing is filtered by source, for other programs' edits count like people's; nor by field, for it is not
    documented whether a deletion would then still be told.
    """
    fields = sorted({field for want in wanted.values() for field in want.columns | want.ours})
    return {
        "options": {"filters": {"dataTypes": _WATCHED}, "includes": {"includeCellValuesInFieldIds": fields}},
    }


def make(airtable: Airtable, wanted: Mapping[str, Wanted], stale: str = "") -> Webhook:
    """Return our webhook, made where there is none, and never a second one; `stale` is the id of one to remove.

    Raises one of `REFUSALS` where the token, its user's role or the base's ten webhooks do not allow it. One that was
    made unseen (`OutcomeUnknown`) is found the next time.
    """
    wished, found = specification(wanted), Webhook("")
    for hook in _listed(airtable):
        if hook["id"] != stale and not _is_ours(hook, wanted):
            continue
        enabled = hook.get("isHookEnabled") is True
        if not enabled or hook["id"] == stale:
            _delete(airtable, hook["id"])
        elif not found.id and hook.get("specification") == wished:
            found = Webhook(hook["id"], _cursor(hook))
    if found.id:
        return found
    made = airtable.create(_path(airtable), {"specification": wished})
    if not isinstance(id_ := made.get("id"), str) or not id_:
        raise OutcomeUnknown("Airtable made a webhook and did not say which")
    return Webhook(id_)


def remove(airtable: Airtable, wanted: Mapping[str, Wanted]) -> int:
    """Remove our webhook from the base, and return how many there were. Another program's is never touched."""
    try:
        ours = [hook["id"] for hook in _listed(airtable) if _is_ours(hook, wanted)]
    except REFUSALS:
        return 0  # A token that may not see webhooks made none.
    for id_ in ours:
        _delete(airtable, id_)
    return len(ours)


def changes_since(airtable: Airtable, webhook: Webhook, most: int) -> Changes:
    """Return what happened in the base since the webhook was last read, in at most so many requests.

    With more to read after those, `might_have_more` still holds. Raises one of `REFUSALS` when the webhook is gone.
    """
    found = NO_CHANGES
    cursor = webhook.cursor
    for _ in range(most):
        found = changes_in(airtable.read(f"{_path(airtable)}/{webhook.id}/payloads", {"cursor": cursor}), found)
        cursor = found.cursor
        if found.errors or not found.might_have_more:
            break
    return found


def _listed(airtable: Airtable) -> Iterator[Json]:
    hooks = airtable.read(_path(airtable)).get("webhooks")
    for hook in hooks if isinstance(hooks, list) else ():
        if isinstance(hook, dict) and isinstance(hook.get("id"), str):
            yield hook


def _is_ours(hook: Json, wanted: Mapping[str, Wanted]) -> bool:
    if hook.get("notificationUrl"):
        return False
    written = hook.get("specification")
    options = written.get("options") if isinstance(written, dict) else None
    includes = options.get("includes") if isinstance(options, dict) else None
    fields = includes.get("includeCellValuesInFieldIds") if isinstance(includes, dict) else None
    ours = {field for want in wanted.values() for field in want.ours}
    return written == specification(wanted) or (isinstance(fields, list) and not ours.isdisjoint(map(str, fields)))


def _cursor(hook: Json) -> int:
    cursor = hook.get("cursorForNextPayload")
    return cursor if type(cursor) is int and cursor >= 1 else 1


def _delete(airtable: Airtable, id_: str) -> None:
    try:
        airtable.delete(f"{_path(airtable)}/{id_}")
    except NotShared:
        return  # Somebody was quicker, or our own first try was.


def _path(airtable: Airtable) -> str:
    return f"bases/{airtable.base}/webhooks"
