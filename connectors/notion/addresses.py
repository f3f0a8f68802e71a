"""The databases and pages that a person names: by the link that Notion copies, or by the id in any spelling."""

from __future__ import annotations

import re

from connectors.errors import SourceMissing
from connectors.notion.ids import hyphenated

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}", re.ASCII | re.IGNORECASE)


def id_in(written: str, what: str = "database") -> str:
    """Return the id of the database, data source or page; the id of a view behind the question mark is not it.

    Raises `SourceMissing` for what holds no id.
    """
    found = _ID.findall(re.split(r"[?#]", written, maxsplit=1)[0])
    if not found:
        raise SourceMissing(
            f"“{written}” is no link to a Notion {what}, and no id of one",
            hint=f"Open the {what} as a full page in Notion, and copy its link: ••• → Copy link.",
        )
    return hyphenated(found[-1])
