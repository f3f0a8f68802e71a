"""Which source the team calls right for which fact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

Authority: TypeAlias = Mapping[str, str]
"""The source's name by the fact's (`sync.assembly.compared.fact_names`)."""

NOBODY_IS_RIGHT: Authority = {}
