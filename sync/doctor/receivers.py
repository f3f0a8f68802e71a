"""Whether everybody who is to be told can be: addresses that are understood, tokens that last. Sends nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from rules.errors import SettingsError, StreetdateError
from sync.doctor.facts import Facts, ReceiverFacts, Trouble
from sync.doctor.finding import Area, Finding, Level
from sync.notify.alarms import alarms_of_tokens
from sync.notify.settings import expiries_in
from sync.settings.notify import heartbeat_address, receiver_address
from sync.settings.schema import Settings


def with_receivers(facts: Facts, settings: Settings, folder: Path, environment: Mapping[str, str]) -> Facts:
    """Return the facts with those of every receiver, and of the dead man's switch where that cannot be used."""
    unreached = _unreached(settings, folder) if settings.notify else frozenset()
    found = [
        replace(_receiver(name, settings, folder, environment), unreached=name in unreached) for name in settings.notify
    ]
    try:
        heartbeat_address(settings.alarms, folder, environment)
    except SettingsError as error:
        found.append(ReceiverFacts("heartbeat", trouble=Trouble.of(error)))
    return replace(facts, receivers=tuple(found), expiries=expiries_in(settings), token_days=settings.alarms.token_days)


def _receiver(name: str, settings: Settings, folder: Path, environment: Mapping[str, str]) -> ReceiverFacts:
    from sync.notify.post import ApprisePost

    try:
        address = receiver_address(name, settings.notify[name], folder, environment)
    except SettingsError as error:
        return ReceiverFacts(name, trouble=Trouble.of(error))
    return ReceiverFacts(name, ApprisePost().service(address))


def _unreached(settings: Settings, folder: Path) -> frozenset[str]:
    from sync.bootstrap import store_of

    try:
        with closing(store_of(settings, folder, writing=False)) as store:
            return frozenset(name for name, told in store.told().items() if told.unreached)
    except StreetdateError:
        return frozenset()  # What is wrong with the store has a line of its own.


def of_receivers(facts: Facts) -> Iterator[Finding]:
    """Yield a line for each receiver, and for each token that is about to end."""
    for each in facts.receivers:
        if each.trouble is not None:
            yield Finding(Area.RECEIVERS, Level.PROBLEM, each.trouble.what, each.trouble.todo)
        elif not each.service:
            yield Finding(
                Area.RECEIVERS,
                Level.PROBLEM,
                f"{each.name}: what its address refers to is none that Apprise understands",
                "copy it again; apprise.readthedocs.io shows how the address of each service is written",
            )
        elif each.unreached:
            yield Finding(
                Area.RECEIVERS,
                Level.WARNING,
                f"{each.name}: {each.service}; it did not take its last message",
                f"see that the address is still right; to try it: streetdate digest --to {each.name}",
            )
        else:
            yield Finding(
                Area.RECEIVERS, Level.OK, f"{each.name}: {each.service}; to try it: streetdate digest --to {each.name}"
            )
    today = facts.now.astimezone(ZoneInfo(facts.policy.zone if facts.policy else "UTC")).date()
    for alarm in alarms_of_tokens(facts.expiries, today, facts.token_days):
        yield Finding(Area.ACCESS, Level.WARNING, alarm.words, alarm.todo)
