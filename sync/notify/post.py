"""Sending a message through Apprise, which knows some 150 chats, mails and phones. Imported when something is sent.

Nothing of an address gets out: Apprise's log is silenced while it works, and an error says only that it failed.
Nothing is sent twice by itself, for a chat cannot tell a repetition: the next run says again what was not taken, and
says so. (An address may ask for more with Apprise's own `?retry=2`.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from connectors.errors import ConnectorError
from sync.notify.message import Message, as_html, as_text, title_of
from sync.notify.silence import silence

if TYPE_CHECKING:
    from apprise import NotifyBase

_SECONDS = 60
"""How long one message may take."""
_SAFE = 0.9
"""How much of a service's limit is used: some count bytes, and some count what they put around the text."""


class NotTold(ConnectorError):
    """A receiver did not take a message."""


class Post(Protocol):
    """Sends messages."""

    def service(self, address: str) -> str:
        """Return the name of the service that an address is of; "" where it is of none. Sends nothing."""
        ...

    def send(self, receiver: str, address: str, message: Message) -> None:
        """Send a message once. Raises `NotTold`, which names the receiver and nothing of its address."""
        ...


class ApprisePost:
    """Sends through Apprise."""

    def service(self, address: str) -> str:
        with silence():
            try:
                plugin = _plugin(address)
                return str(plugin.service_name) if plugin is not None else ""
            except Exception:
                return ""

    def send(self, receiver: str, address: str, message: Message) -> None:
        with silence():
            taken = _taken(address, message)
        if taken is None:
            raise NotTold(
                f'"notify.{receiver}": what its address refers to is none that Apprise understands',
                hint="copy it again; apprise.readthedocs.io shows how the address of each service is written",
            )
        if not taken:
            raise NotTold(
                f'"notify.{receiver}": its service did not take the message',
                hint=f"see that the address is still right; streetdate digest --to {receiver} tries it, and the next "
                "run says what was not taken",
            )


def _taken(address: str, message: Message) -> bool | None:
    """Return whether the service took the message; `None` where the address is of none.

    Whatever Apprise raises may name the address, so that no error leaves this function, not even as a context.
    """
    try:
        plugin = _plugin(address)
        return None if plugin is None else _sent(plugin, message)
    except Exception:
        return False


def _sent(plugin: NotifyBase, message: Message) -> bool:
    from apprise import Apprise, NotifyFormat, OverflowMode

    if plugin.overflow_mode == OverflowMode.UPSTREAM:
        plugin.overflow_mode = OverflowMode.TRUNCATE
    title = title_of(message)
    html = plugin.resolve_format(None) is NotifyFormat.HTML
    # A service without titles gets the title on a line above the text.
    room = int(plugin.body_maxlen * _SAFE) - (0 if plugin.title_maxlen else len(title))
    body = as_html(message, room) if html else as_text(message, room)
    sender = Apprise(asset=plugin.asset)
    sender.add(plugin)
    format_ = NotifyFormat.HTML if html else NotifyFormat.TEXT
    return bool(sender.notify(body=body, title=title, body_format=format_, timeout=_SECONDS))


def _plugin(address: str) -> Any:
    from apprise import Apprise, AppriseAsset

    asset = AppriseAsset(
        app_id="Streetdate", app_desc="Streetdate", app_url="", image_url_mask="", image_url_logo="", async_mode=False
    )
    return Apprise.instantiate(address, asset=asset)
