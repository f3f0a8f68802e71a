"""Users: the list without guests, one by id, and the connection's own bot."""

from __future__ import annotations

from tests.standins.notion.call import Call
from tests.standins.notion.refusals import lacking
from tests.standins.notion.state import Capability, Json, User


def list_users(call: Call) -> Json:
    """Answer members and bots, in no order."""
    _may_see(call)
    if call.token.personal:
        raise lacking("user information")
    there = [user for user in call.workspace.users.values() if not user.guest and not user.departed]
    return call.listed([_shown(call, user) for user in sorted(there, key=lambda user: user.id)], "user")


def retrieve(call: Call, user_id: str) -> Json:
    _may_see(call)
    user = call.workspace.users.get(call.uuid(user_id, "user_id"))
    if user is None or user.departed:
        raise call.missing("user", user_id)
    return _shown(call, user)


def me(call: Call) -> Json:
    """Answer the bot of the token; any capability will do."""
    return _own(call)


def _may_see(call: Call) -> None:
    if not (call.may(Capability.READ_USERS) or call.may(Capability.READ_MAIL)):
        raise lacking("user information")


def _shown(call: Call, user: User) -> Json:
    return _own(call) if user.id == call.token.bot_id else call.user(user.id)[0]


def _own(call: Call) -> Json:
    owner: Json = {"type": "workspace", "workspace": True}
    if call.token.personal:
        owner = {"type": "user", "user": {"object": "user", "id": call.workspace.owner.id}}
    return {
        "object": "user",
        "id": call.token.bot_id,
        "name": call.token.name,
        "avatar_url": None,
        "type": "bot",
        "bot": {
            "owner": owner,
            "workspace_name": call.workspace.name,
            "workspace_id": call.workspace.id,
            "workspace_limits": {"max_file_upload_size_in_bytes": 5242880},
        },
    }
