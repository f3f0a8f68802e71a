"""Where the living report is kept, as the settings name it."""

from __future__ import annotations

from sync.settings.section import Section


class LivingSettings(Section):
    """One page in Notion, or one record in Airtable, that every run keeps current."""

    source: str
    """The source whose token writes it: one of Notion or Airtable."""
    under: str = ""
    """Notion: the link of a page that is shared with the connection; the report gets a page below it."""
    table: str = ""
    """Airtable: the table that gets the report's record, by name or id; one that is no part of the plan."""
    text: str = ""
    """Airtable: its long text field that the report is written into, by name or id."""
