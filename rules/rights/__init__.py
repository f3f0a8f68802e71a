"""Rules on rights: who has which share, whether it was agreed, and whether other people's work is cleared."""

from __future__ import annotations

from rules.rights.spl001_splits_not_100 import splits_not_100
from rules.rights.spl002_split_not_agreed import split_not_agreed
from rules.rights.spl003_split_reopened import split_reopened
from rules.rights.spl004_contributor_without_split import contributor_without_split
from rules.rights.spl005_holder_twice import holder_twice
from rules.rights.spl006_uncleared_use import uncleared_use
from rules.rule import Rule

RULES: tuple[Rule, ...] = (
    splits_not_100,
    split_not_agreed,
    split_reopened,
    contributor_without_split,
    holder_twice,
    uncleared_use,
)
