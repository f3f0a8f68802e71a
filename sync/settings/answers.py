"""What the settings say about records that stand in several tools."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from sync.settings.section import Section

SortName = Literal["release", "deliverable", "track", "person"]


class SameSettings(Section):
    """Records of different tools that are, or are not, one and the same."""

    kind: SortName
    """What they are: release, deliverable, track or person."""
    records: Annotated[list[Annotated[str, Field(min_length=1)]], Field(min_length=2, max_length=16)]
    """The records: each a link, an id, "source/title", or a title that only one has."""
