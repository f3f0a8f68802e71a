"""Terraform's files as values: what they declare, which attributes they set, and what the providers have."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hcl2

from tests.infra.files import INFRA

CLOUDS = ("google", "aws")
FACTS = Path(__file__).parent / "providers"
_OF_TERRAFORM = {"for_each", "count", "depends_on", "lifecycle", "provider", "__is_block__", "__comments__"}


def text_of(cloud: str) -> str:
    """Return all files of a cloud, one after another."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((INFRA / cloud).glob("*.tf")))


def declared(cloud: str, sort: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Give the blocks of a sort (`variable`, `resource` …) by name, those of resources by type and name."""
    for path in sorted((INFRA / cloud).glob("*.tf")):
        for block in hcl2.loads(path.read_text(encoding="utf-8")).get(sort, []):
            for label, inner in block.items():
                if sort in ("resource", "data"):
                    for name, body in inner.items():
                        yield f"{_bare(label)}.{_bare(name)}", body
                else:
                    yield _bare(label), inner


def _bare(text: str) -> str:
    return text.strip('"')


def attributes(cloud: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Give each block of each resource as a path (`type/block/…`) with the names set in it; a block's end in {}."""
    for sort, prefix in (("resource", ""), ("data", "data.")):
        for label, body in declared(cloud, sort):
            yield from _attributes(body, prefix + label.partition(".")[0])


def _attributes(body: Mapping[str, Any], path: str) -> Iterator[tuple[str, frozenset[str]]]:
    names: set[str] = set()
    for key, value in body.items():
        name = _bare(key)
        if name in _OF_TERRAFORM:
            continue
        if name == "dynamic":
            for each in value:
                for label, inner in each.items():
                    if label not in _OF_TERRAFORM:
                        names.add(f"{_bare(label)}{{}}")
                        for content in inner["content"]:
                            yield from _attributes(content, f"{path}/{_bare(label)}")
        elif isinstance(value, list) and value and isinstance(value[0], dict) and value[0].get("__is_block__"):
            names.add(f"{name}{{}}")
            for inner in value:
                yield from _attributes(inner, f"{path}/{name}")
        else:
            names.add(name)
    yield path, frozenset(names)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a provider's published types say of the resources that are used here."""

    version: str
    known: Mapping[str, frozenset[str]]
    required: Mapping[str, frozenset[str]]
    given_back: Mapping[str, frozenset[str]]


def facts(cloud: str) -> Facts:
    """Read what is kept of a provider."""
    version = ""
    known: dict[str, frozenset[str]] = {}
    required: dict[str, frozenset[str]] = {}
    given_back: dict[str, frozenset[str]] = {}
    for line in (FACTS / f"{cloud}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        if line.startswith("provider "):
            version = line.removeprefix("provider ")
        elif " > " in line:
            kind, names = line.split(" > ")
            given_back[kind] = frozenset(names.split())
        else:
            path, _, names = line.partition(":")
            known[path] = frozenset(name.removeprefix("*") for name in names.split())
            required[path] = frozenset(name[1:] for name in names.split() if name.startswith("*"))
    return Facts(version, known, required, given_back)


def references(cloud: str) -> Mapping[str, set[str]]:
    """Return by resource type which attributes are read of its resources, straight or of one of several."""
    found: dict[str, set[str]] = defaultdict(set)
    kinds = {label.partition(".")[0] for label, _ in declared(cloud, "resource")}
    kinds |= {f"data.{label.partition('.')[0]}" for label, _ in declared(cloud, "data")}
    for kind in kinds:
        pattern = rf"(?<![\w.]){re.escape(kind)}\.\w+(?:\[[^\]]+\])?\.(\w+)"
        found[kind] |= set(re.findall(pattern, text_of(cloud)))
    return {kind: names for kind, names in found.items() if names}
