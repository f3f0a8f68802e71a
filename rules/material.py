"""What an approval is bound to: the material fields of the work, and which of them changed since the yes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from rules.memory import Approved
from rules.model import Actor, Decision, Deliverable, FileFact, Kind, Release, Split, Unknown
from rules.policy import Policy


@dataclass(frozen=True, slots=True)
class MaterialChange:
    """One material field that differs from what was approved. `seen_at` is when a run first saw the difference."""

    field: str
    old: str
    new: str
    seen_at: datetime | None = None


def material(work: Deliverable | Release, release: Release, kind: Kind, policy: Policy) -> dict[str, str]:
    """Return the material fields of `work` that are known, as text that two runs can compare.

    A file is its name and stable id: a link that was merely signed afresh is the same file. Order and spelling of
    white space do not count. A date that the release states itself goes before the day its confirmation is due.
    """
    found: dict[str, str] = {}
    for name in policy.material_of(kind):
        if name == "due" and kind is Kind.DATE and isinstance(release.date, date):
            continue
        value = getattr(release if name in ("date", "splits") else work, name, None)
        if type(value) is Unknown:
            continue
        found[name] = _text(value)
    return found


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, FileFact):
        return f"{_unsigned(value.name)} {value.stable_id}".strip() or _unsigned(value.url)
    if isinstance(value, Split):
        holder = value.holder.name if isinstance(value.holder, Actor) else ""
        share = f"{value.share.normalize():f} %" if isinstance(value.share, Decimal) else "?"
        return " ".join(f"{value.pie} {holder} {share}".split())
    if isinstance(value, tuple):
        return ", ".join(sorted(_text(part) for part in value))
    return " ".join(str(value).split())


def _unsigned(text: str) -> str:
    """Drop what a fresh signature changes about a link."""
    return text.strip().partition("?")[0] if "://" in text else text.strip()


def decision_mark(decision: Decision) -> str:
    """Return what tells one yes from another: a renewed approval is a new yes, for whatever the work is then."""
    by = decision.by.text.casefold() if isinstance(decision.by, Actor) else ""
    at = "" if decision.at is None or type(decision.at) is Unknown else decision.at.isoformat()
    version = decision.version if isinstance(decision.version, str) else ""
    return f"{decision.word}|{by}|{at}|{version}"


def changes_since_yes(
    decision: Decision, work: Deliverable | Release, now: Mapping[str, str], known: Approved | None
) -> tuple[MaterialChange, ...]:
    """Return the material fields that changed after the yes; empty when none did, or nothing tells.

    `now` is the work's material, `known` what earlier runs remember of an approval. The version that the tool
    recorded with the decision goes before the memory.
    """
    same = known if known is not None and known.decision == decision_mark(decision) else None
    found: list[MaterialChange] = []
    recorded = _text(decision.version) if isinstance(decision.version, str) else ""
    version = now.get("version", "") if recorded and isinstance(work, Deliverable) else ""
    if version and recorded.casefold() != version.casefold():
        found.append(MaterialChange("version", recorded, version, same.changed.get("version") if same else None))
    if same is not None:
        found.extend(
            MaterialChange(name, old, new, same.changed.get(name))
            for name, old, new in differences(same.material, now)
            if not (version and name == "version")
        )
    return tuple(found)


def differences(old: Mapping[str, str], new: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return (field, old, new) for every field that both sides state, differently.

    A field that was empty at the yes and is filled in later documents the work; it does not change it.
    """
    return [
        (name, before, value)
        for name, value in new.items()
        if value
        and (before := old.get(name, ""))
        and before != value
        and (name != "version" or before.casefold() != value.casefold())
    ]
