"""The whole diagnosis from what was looked at. Pure."""

from __future__ import annotations

from sync.doctor.access import of_access
from sync.doctor.columns import of_columns, of_values
from sync.doctor.facts import Facts
from sync.doctor.finding import Area, Finding
from sync.doctor.month import of_month
from sync.doctor.policy import of_policy
from sync.doctor.receivers import of_receivers
from sync.doctor.settings import of_files, of_settings
from sync.doctor.surroundings import of_clock, of_store, of_versions

_ORDER = {area: place for place, area in enumerate(Area)}


def examine(facts: Facts) -> tuple[Finding, ...]:
    """Return every line, area by area; what was not looked at has none."""
    found = [*of_settings(facts), *of_policy(facts), *of_store(facts), *of_versions(facts)]
    if facts.settings is None:
        found += [*of_files(facts), *of_clock(facts)]
    found += of_access("Google Calendar", facts.calendar_access)
    found += of_access("reports.living", facts.living_access)
    found += of_receivers(facts)
    for source in facts.sources:
        found += [*of_access(source.name, source.access), *of_month(source)]
        found += [*of_columns(source), *of_values(source)]
    return tuple(sorted(found, key=lambda finding: _ORDER[finding.area]))
