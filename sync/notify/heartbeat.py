"""The dead man's switch: called after every run, so that somebody hears when no run comes any more."""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

from connectors.errors import ConnectorError
from sync.notify.silence import silence

_SECONDS = 10


class HeartbeatMissed(ConnectorError):
    """The dead man's switch was not reached."""


def beat(address: str, *, well: bool) -> None:
    """Call the switch, with /fail at the end of its path where the run was not well.

    Raises `HeartbeatMissed`, which says nothing of the address.
    """
    with silence():
        reached = _reached(address, well=well)
    if not reached:
        raise HeartbeatMissed(
            'the dead man\'s switch that "alarms.heartbeat" refers to was not reached',
            hint="see that its address is still right; it may now complain that no run came",
        )


def _reached(address: str, *, well: bool) -> bool:
    import httpx

    try:
        return httpx.get(address if well else _failing(address), timeout=_SECONDS).is_success
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        return False


def _failing(address: str) -> str:
    parts = urlsplit(address)
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/fail"))
