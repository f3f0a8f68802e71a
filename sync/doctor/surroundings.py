"""Whether the store, the clock and the installation are fit for a run. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from sync.doctor.facts import Facts, StoreFacts
from sync.doctor.finding import Area, Finding, Level
from sync.guard import Guard

_AHEAD = timedelta(minutes=2)
"""How far a file's time may be ahead: the clocks of a network drive and of this computer are never quite the same."""


def of_store(facts: Facts) -> Iterator[Finding]:
    """Yield how the store is, and how the last runs ended."""
    store = facts.store
    if store is None:
        return
    if store.trouble is not None:
        yield Finding(Area.STORE, Level.PROBLEM, store.trouble.what, store.trouble.todo, unread=True)
        return
    if store.health is not None:
        if store.health.fault:
            yield Finding(
                Area.STORE,
                Level.PROBLEM,
                f"{store.place} is damaged: {store.health.fault}",
                "move it away and run again: what is ours is recognised on the records, and nothing is doubled",
                unread=True,
            )
        else:
            size = _size(store.health.size)
            yield Finding(Area.STORE, Level.OK, f"{store.place}: version {store.health.version}, {size}, sound")
    yield from _runs(store)


def _runs(store: StoreFacts) -> Iterator[Finding]:
    if store.holder:
        yield Finding(Area.STORE, Level.OK, f"a run holds the workspace: {store.holder}")
    elif store.runs and store.runs[0].finished is None:
        yield Finding(
            Area.STORE,
            Level.WARNING,
            f"the last run, of {_minute(store.runs[0].started)}, did not come to its end",
            "run again: the next run finishes what it began",
        )
    good = next((run for run in store.runs if run.outcome == "done"), None)
    if good is not None:
        yield Finding(Area.STORE, Level.OK, f"last good run: {_minute(good.started)}")
    elif store.runs:
        yield Finding(
            Area.STORE,
            Level.WARNING,
            f"none of the last {len(store.runs)} runs went well; the last one: {store.runs[0].outcome or 'unfinished'}",
            "see what a run says: streetdate plan",
        )
    else:
        yield Finding(Area.STORE, Level.OK, "no run yet")


def of_clock(facts: Facts) -> Iterator[Finding]:
    """Yield whether the clock agrees with the last run and with the files."""
    found = False
    last = facts.store.runs[0].started if facts.store and facts.store.runs else None
    if last is not None and facts.now < last:
        found = True
        yield Finding(
            Area.CLOCK,
            Level.WARNING,
            f"the clock says {_minute(facts.now)} and the last run was at {_minute(last)}",
            f"set the clock right; until then every run is held back, or trust it once: streetdate run {Guard.CLOCK}",
        )
    for file in facts.files:
        if file.modified is not None and file.modified > facts.now + _AHEAD:
            found = True
            yield Finding(
                Area.CLOCK,
                Level.WARNING,
                f"{file.name} was changed at {_minute(file.modified)}, which is still to come at {_minute(facts.now)}",
                "compare this computer's clock with that of the drive on which the file lies",
            )
    if not found:
        zone = f", team's zone {facts.policy.zone}" if facts.policy else ""
        yield Finding(Area.CLOCK, Level.OK, f"{_minute(facts.now)}{zone}")


def of_versions(facts: Facts) -> Iterator[Finding]:
    """Yield what is installed, and what is missing."""
    missing = sorted(name for name, version in facts.versions.items() if version is None)
    if missing:
        yield Finding(
            Area.VERSIONS,
            Level.PROBLEM,
            f"not installed: {', '.join(missing)}",
            "install Streetdate again, with its dependencies",
            unread=True,
        )
    listed = tuple(f"{name} {version}" for name, version in facts.versions.items() if version is not None)
    yield Finding(Area.VERSIONS, Level.OK, ", ".join(listed[:2]), examples=listed[2:])


def _minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{size // 1000} KB"
