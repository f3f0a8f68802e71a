"""A regular expression that costs nothing until a text is held against it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TypeAlias

_Found: TypeAlias = Callable[[str], re.Match[str] | None]


class Pattern:
    """A pattern that is compiled at its first use: compiling all that are known takes longer than a check does.

    Its methods are those of `re.Pattern`. A text that is no pattern raises `re.error` at that first use.
    """

    def __init__(self, text: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self._text = text
        self._flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._text, self._flags)

    # Each is looked up once and then as near as any attribute, for every cell of a plan is held against many.
    @cached_property
    def search(self) -> _Found:
        return self._compiled.search

    @cached_property
    def match(self) -> _Found:
        return self._compiled.match

    @cached_property
    def fullmatch(self) -> _Found:
        return self._compiled.fullmatch

    @cached_property
    def finditer(self) -> Callable[[str], Iterator[re.Match[str]]]:
        return self._compiled.finditer

    @cached_property
    def sub(self) -> Callable[[str | Callable[[re.Match[str]], str], str], str]:
        return self._compiled.sub

    @cached_property
    def split(self) -> Callable[[str], list[str]]:
        return self._compiled.split
