"""Which Airtable bases a token opens, before the settings name one."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from connectors.calls.pace import Window
from sync.errors import UsageError
from sync.settings.token import token_of
from sync.tools.parts import Surroundings

if TYPE_CHECKING:
    from sync.settings.sources import AirtableSettings


def only_base(section: AirtableSettings, around: Surroundings) -> str:
    """Return the id of the one base that the token opens; the section's own base is not looked at.

    Raises `UsageError` where it opens several, with the link of each, or none.
    """
    from connectors.airtable.bases import bases_seen
    from connectors.airtable.client import Airtable
    from connectors.airtable.schema import SITE
    from connectors.airtable.wording import TOKENS

    token = token_of("airtable", section, around.folder, around.environment)
    pace = around.pace("airtable", token, windows=(Window(50, 1.0),))
    airtable = Airtable(token, "", (pace,), address=section.address, timeout=section.timeout_seconds)
    with closing(airtable):
        bases = list(bases_seen(airtable))
    if len(bases) == 1:
        return bases[0].id
    if not bases:
        raise UsageError(
            "the token opens no base",
            hint=f"add the base that holds the plan to the token at {TOKENS}, and its account to the base (Share)",
        )
    listed = "".join(f"\n  “{base.name}”: {SITE}/{base.id}" for base in bases)
    raise UsageError(
        f"the token opens several bases:{listed}", hint="say which one holds the plan: streetdate init airtable LINK"
    )
