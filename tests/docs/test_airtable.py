"""What the README says of Airtable's tokens is what the code asks for."""

from __future__ import annotations

import re

from connectors.airtable.wording import TOKENS, Scope
from tests.docs.generated import README


def test_every_scope_that_can_be_missing_stands_in_the_readme_and_no_other() -> None:
    section = README.read_text(encoding="utf-8").partition("## Airtable\n")[2].partition("\n## ")[0]
    assert set(re.findall(r"`([\w.]+:[a-z]+)`", section)) == set(Scope)
    assert TOKENS in section
