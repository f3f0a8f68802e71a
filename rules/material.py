"""What an approval is bound to: the material fields of the work, and which of them changed since the yes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from rules.memory import Memory
from rules.model import Actor, Decision, Deliverable, FileFact, Kind, Release, Unknown
from rules.policy import Policy


@dataclass(frozen=True, slots=True)
class MaterialChange:
    """One material field that differs from what was approved. `seen_at` is when a run first saw the difference."""

    field: str
    old: str
    new: str
    seen_at: datetime | None = None


def material(work: Deliverable | Release, kind: Kind, policy: Policy) -> dict[str, str]:
    """Return the material fields of `work` that are known, as text that two runs can compare.

    A file is its name and stable id: a link that was merely signed afresh is the same file. Order and spelling of
    white space do not count.
    """
    found: dict[str, str] = {}
    for name in policy.material_of(kind):
        if name == "date" and isinstance(work, Deliverable):
            continue
        value = getattr(work, name, None)
        if isinstance(value, Unknown):
            continue
        found[name] = _text(value)
    return found


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, FileFact):
        return f"{value.name.strip()} {value.stable_id}".strip() or value.url.partition("?")[0]
    if isinstance(value, tuple):
        return ", ".join(sorted(_text(part) for part in value))
    return " ".join(str(value).split())


def decision_mark(decision: Decision) -> str:
    """Return what tells one yes from another: a renewed approval is a new yes, for whatever the work is then."""
    by = decision.by.key if isinstance(decision.by, Actor) else ""
    at = "" if decision.at is None or isinstance(decision.at, Unknown) else decision.at.isoformat()
    version = decision.version if isinstance(decision.version, str) else ""
    return f"{decision.word}|{by}|{at}|{version}"


def changes_since_yes(
    gate_key: str, decision: Decision, work: Deliverable | Release, kind: Kind, policy: Policy, memory: Memory
) -> tuple[MaterialChange, ...]:
    """Return the material fields that changed after the yes; empty when none did, or nothing tells.

    The version that the tool recorded with the decision goes before the store's memory.
    """
    found: list[MaterialChange] = []
    recorded = decision.version
    version = getattr(work, "version", None)
    by_tool = isinstance(recorded, str) and isinstance(version, str) and "version" in policy.material_of(kind)
    if by_tool and _text(recorded).casefold() != _text(version).casefold():
        found.append(MaterialChange("version", _text(recorded), _text(version)))
    known = memory.approvals.get(gate_key)
    if known is not None and known.decision == decision_mark(decision):
        found.extend(
            MaterialChange(name, old, new, known.changed.get(name))
            for name, old, new in differences(known.material, material(work, kind, policy))
            if not (by_tool and name == "version")
        )
    return tuple(found)


def differences(old: Mapping[str, str], new: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return (field, old, new) for every field that both sides state, differently.

    A field that was empty at the yes and is filled in later documents the work; it does not change it.
    """
    return [(name, old[name], value) for name, value in new.items() if value and old.get(name, "") not in ("", value)]
