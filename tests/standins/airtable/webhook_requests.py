"""Requests about webhooks: create, list, delete, refresh, read payloads."""

from __future__ import annotations

import base64
from datetime import timedelta
from typing import Any

from tests.standins.airtable.asked import Asked
from tests.standins.airtable.cells import exact_instant
from tests.standins.airtable.refusals import forbidden_or_missing, invalid_request, not_found, refusal
from tests.standins.airtable.settings import Role
from tests.standins.airtable.webhooks import Specification, Webhook


def create_webhook(asked: Asked) -> Any:
    asked.need("webhook:manage", Role.CREATE)
    if not asked.body.keys() <= {"notificationUrl", "specification"}:
        raise invalid_request()
    watches = Specification.read(asked.base, asked.body.get("specification"))
    _need_data_scopes(asked, watches)
    _forget(asked)
    settings, now = asked.airtable.settings, asked.airtable.clock.now()
    if len(asked.base.webhooks) >= settings.webhooks_per_base:
        raise refusal(422, "TOO_MANY_WEBHOOKS_IN_BASE", "Cannot create webhook: the base has the most it may have")
    life = timedelta(seconds=settings.webhook_life)
    key = asked.airtable.ids.new("ach")
    url = asked.body.get("notificationUrl")
    asked.base.webhooks[key] = Webhook(key, asked.body["specification"], watches, now + life, life, url)
    secret = base64.b64encode(key.encode()).decode()
    return {"id": key, "macSecretBase64": secret, "expirationTime": exact_instant(now + life)}


def list_webhooks(asked: Asked) -> Any:
    asked.need("webhook:manage", Role.READ)
    _forget(asked)
    now = asked.airtable.clock.now()
    return {"webhooks": [webhook.shown(now) for webhook in asked.base.webhooks.values()]}


def delete_webhook(asked: Asked) -> Any:
    asked.need("webhook:manage", Role.CREATE)
    del asked.base.webhooks[_found(asked).id]
    return None


def refresh_webhook(asked: Asked) -> Any:
    asked.need("webhook:manage", Role.CREATE)
    webhook, now = _found(asked), asked.airtable.clock.now()
    if not webhook.active(now):
        raise refusal(422, "INVALID_HOOK", "The webhook is expired or disabled")
    webhook.extend(now)
    return {"expirationTime": exact_instant(webhook.expires)}


def list_payloads(asked: Asked) -> Any:
    """Reading keeps the webhook alive."""
    asked.need("webhook:manage", Role.READ)
    webhook, now = _found(asked), asked.airtable.clock.now()
    _need_data_scopes(asked, webhook.watches)
    most = asked.airtable.settings.payloads_per_page
    cursor, limit = asked.request.one("cursor", "1"), asked.request.one("limit", str(most))
    if not (cursor.isdigit() and limit.isdigit() and int(cursor) >= 1 and 1 <= int(limit) <= most):
        raise invalid_request()
    payloads, after, more = webhook.payloads(int(cursor), int(limit), now)
    webhook.extend(now)
    return {"payloads": payloads, "cursor": after, "mightHaveMore": more}


def _found(asked: Asked) -> Webhook:
    _forget(asked)
    webhook = asked.base.webhooks.get(asked.part("webhook"))
    if webhook is None:
        raise not_found()
    return webhook


def _forget(asked: Asked) -> None:
    now = asked.airtable.clock.now()
    for key, webhook in list(asked.base.webhooks.items()):
        if webhook.gone(now):
            del asked.base.webhooks[key]


def _need_data_scopes(asked: Asked, watches: Specification) -> None:
    if "tableData" in watches.data_types:
        asked.need_scope("data.records:read")
    if watches.data_types & {"tableFields", "tableMetadata"} and "schema.bases:read" not in asked.token.scopes:
        raise forbidden_or_missing()
