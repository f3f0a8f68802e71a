"""From the settings' policy section to the rules' policy; names that mean nothing are refused by name."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from rules.catalogue import ALL, RETIRED
from rules.errors import SettingsError
from rules.model import Kind
from rules.policy import DEFAULT_MATERIAL, Policy, Severity, Thresholds, Waiver
from rules.templates.agenda import Agenda
from rules.templates.template import Template
from rules.vocabulary.kinds import kind_of
from sync.settings.schema import PolicySettings, Settings
from sync.settings.templates import lead_times_with, templates_in

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MATERIAL_FIELDS = ("version", "file", "text", "due", "date", "scheduled_for", "notes")


def policy_of(settings: Settings, folder: Path) -> Policy:
    """Return the policy that the settings describe; `folder` is that of the settings file.

    Raises `SettingsError` for a zone, code, kind or field that does not exist, and for a template that is none.
    """
    section = settings.policy
    default = Policy()
    return Policy(
        zone=zone_name(settings.time_zone),
        weekdays=frozenset(_WEEKDAYS.index(day) for day in section.working_days),
        holidays=frozenset(section.holidays),
        team_of_one=section.team_of_one,
        off=frozenset(_code(code, "policy.off") for code in section.off),
        severities={_code(code, "policy.severities"): Severity(name) for code, name in section.severities.items()},
        thresholds=_thresholds(section),
        authorities={_kind(kind, "policy.authorities"): tuple(names) for kind, names in section.authorities.items()},
        gates_required=_kinds(section.gates_required, "policy.gates_required", default.gates_required),
        self_confirmed=_kinds(section.self_confirmed, "policy.self_confirmed", default.self_confirmed),
        material={
            **DEFAULT_MATERIAL,
            **{
                _kind(kind, "policy.material"): tuple(
                    _one_of(name, MATERIAL_FIELDS, "policy.material") for name in names
                )
                for kind, names in section.material.items()
            },
        },
        waivers=tuple(
            Waiver(waiver.code.strip().upper(), waiver.record, waiver.reason, waiver.by, waiver.until)
            for waiver in settings.waivers
        ),
        templates=tuple(
            template for template in templates_of(settings, folder).values() if isinstance(template, Template)
        ),
        lead_times=lead_times_with(section.distributors),
    )


def templates_of(settings: Settings, folder: Path) -> Mapping[str, Template | Agenda]:
    """Return every template that the team has, by name. Raises `SettingsError` for one that cannot be used."""
    own = settings.templates.folder
    return templates_in(folder / own if own else None)


def meeting_of(settings: Settings, folder: Path) -> Agenda:
    """Return the agenda of the team's ops meeting. Raises `SettingsError` where its template is none of a meeting."""
    found = templates_of(settings, folder)["ops-meeting"]
    if not isinstance(found, Agenda):
        raise SettingsError(
            'ops-meeting.toml is no agenda: it says for = "release" or "content"',
            hint='let it say for = "meeting", or give the file another name',
        )
    return found


def zone_name(name: str) -> str:
    """Return the name of a time zone that exists. Raises `SettingsError` with the nearest names otherwise."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        near = difflib.get_close_matches(name, available_timezones(), n=3, cutoff=0.5)
        hint = f"did you mean {', '.join(near)}?" if near else "use an IANA name such as Europe/Berlin"
        raise SettingsError(f'"time_zone" is {name!r}, which is no time zone', hint=hint) from error
    return name


def _thresholds(section: PolicySettings) -> Thresholds:
    given = section.thresholds
    chosen = {f.name: value for f in fields(Thresholds) if (value := getattr(given, f.name)) is not None}
    if isinstance(names := chosen.get("umbrella_names"), list):
        chosen["umbrella_names"] = tuple(names)
    return replace(Thresholds(), **chosen)


def _code(code: str, where: str) -> str:
    known = {rule.code for rule in ALL} | set(RETIRED)
    return _one_of(code.strip().upper(), sorted(known), where)


def _kinds(names: Iterable[str] | None, where: str, default: frozenset[Kind]) -> frozenset[Kind]:
    return default if names is None else frozenset(_kind(name, where) for name in names)


def _kind(name: str, where: str) -> Kind:
    words = name.strip().casefold().replace("_", " ")
    if words in {kind.value for kind in Kind}:
        return Kind(words)
    if (meant := kind_of(words)) is not Kind.OTHER:
        return meant
    return Kind(_one_of(words, [kind.value for kind in Kind], where))


def _one_of(name: str, known: Collection[str], where: str) -> str:
    if name in known:
        return name
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(known)}"
    raise SettingsError(f'"{where}" names {name!r}, which does not exist', hint=hint)
