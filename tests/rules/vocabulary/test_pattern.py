"""A pattern is compiled when it is first used, and every one that is written down can be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import pytest

import connectors.normalize
import rules
from rules.vocabulary.pattern import Pattern


def _patterns(value: object) -> Iterator[Pattern]:
    if isinstance(value, Pattern):
        yield value
    elif isinstance(value, dict):
        yield from _patterns(tuple(value.values()))
    elif isinstance(value, tuple):
        for part in value:
            yield from _patterns(part)


def _written() -> Iterator[Pattern]:
    for package in (rules, connectors.normalize):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            for value in vars(import_module(module.name)).values():
                yield from _patterns(value)


def test_every_pattern_that_is_written_down_is_one() -> None:
    written = list(_written())
    assert len(written) > 50
    for pattern in written:
        pattern.search("")


def test_what_is_no_pattern_is_refused_only_by_its_first_use() -> None:
    pattern = Pattern("(")
    with pytest.raises(re.error):
        pattern.search("")


def test_it_finds_what_the_compiled_one_finds() -> None:
    pattern, compiled, text = Pattern("(a)(b?)", re.IGNORECASE), re.compile("(a)(b?)", re.IGNORECASE), "xAB a"
    for name in ("search", "match", "fullmatch"):
        for each in (text, "ab", ""):
            ours, theirs = getattr(pattern, name)(each), getattr(compiled, name)(each)
            assert (ours and ours.groups()) == (theirs and theirs.groups())
    assert [found.span() for found in pattern.finditer(text)] == [found.span() for found in compiled.finditer(text)]
    assert pattern.sub("-", text) == compiled.sub("-", text)
    assert pattern.split(text) == compiled.split(text)
