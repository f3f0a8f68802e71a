"""The templates that come with Streetdate, as a policy has them."""

from __future__ import annotations

from pathlib import Path

import rules.templates
from rules.policy import Policy
from rules.templates.agenda import Agenda
from rules.templates.parse import read_template
from rules.templates.template import Template

FOLDER = Path(rules.templates.__path__[0])
ALL: dict[str, Template | Agenda] = {
    file.stem: read_template(file.read_text(encoding="utf-8"), file.name) for file in sorted(FOLDER.glob("*.toml"))
}
TEMPLATES = {name: each for name, each in ALL.items() if isinstance(each, Template)}
RELEASES = tuple(each for each in TEMPLATES.values() if each.release)
POLICY = Policy(templates=RELEASES)
