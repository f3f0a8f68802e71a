"""The demonstration's settings: what `init` proposes, and a policy that the label decided on."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from sync.bootstrap import read_workbook_at
from sync.settings.start import begin
from sync.settings.workbook import workbook_origin

POLICY = """
[policy.authorities]  # who may decide which kind of gate
master = ["Artist"]
artwork = ["Artist"]
teaser = ["Artist"]
"distributor upload" = ["Manager"]
"launch post" = ["Manager"]
"release date" = ["Manager"]
"""


def write_settings(plan: Path, config: Path, mark: str) -> None:
    """Write the settings file as `streetdate init workbook plan.xlsx --yes` would, and the label's policy below it."""
    begin(partial(read_workbook_at, plan), workbook_origin(plan, config), config, "UTC").settle()
    config.write_text(f"{mark}\n{config.read_text(encoding='utf-8').rstrip()}\n{POLICY}", encoding="utf-8")
