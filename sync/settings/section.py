"""What every section of the settings is: typed, closed, and built only when it is used."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """One section of the settings file; a key that it does not have is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
