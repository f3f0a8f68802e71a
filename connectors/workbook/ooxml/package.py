"""A workbook as the parts in its zip container; reading and changing parts without disturbing the others."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from connectors.workbook.limits import MAX_PART, MEGABYTE

_MAX_UNPACKED = 2 * MAX_PART
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Package:
    """The bytes of a package, and the parts that were changed (`None`: taken out) since they were read."""

    data: bytes
    entries: Mapping[str, zipfile.ZipInfo]
    changed: Mapping[str, bytes | None] = field(default_factory=dict)

    def __contains__(self, name: str) -> bool:
        return self.changed[name] is not None if name in self.changed else name in self.entries

    def actual(self, name: str) -> str:
        """Return the name as the container spells it: references to parts are not case-sensitive."""
        if name in self:
            return name
        folded = name.casefold()
        return next((each for each in self.names() if each.casefold().lstrip("/") == folded), name)

    def names(self) -> Iterator[str]:
        """Yield the name of every part, in the order of the container, new ones last."""
        yield from (name for name in self.entries if name in self)
        yield from (name for name in self.changed if name not in self.entries and name in self)

    def part(self, name: str) -> bytes:
        """Return the bytes of a part; `KeyError` where there is none."""
        if name in self.changed:
            if (changed := self.changed[name]) is None:
                raise KeyError(name)
            return changed
        with zipfile.ZipFile(io.BytesIO(self.data)) as container:
            return container.read(self.entries[name])

    def with_parts(self, parts: Mapping[str, bytes | None]) -> Package:
        """Return the package with these parts put in, replaced or (`None`) taken out."""
        return Package(self.data, self.entries, {**self.changed, **parts})

    def to_bytes(self) -> bytes:
        """Write the container: the old order, dates and compression; equal input gives equal bytes."""
        target = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self.data)) as source, zipfile.ZipFile(target, "w") as container:
            for name in self.names():
                entry = self.entries.get(name)
                fresh = zipfile.ZipInfo(name, entry.date_time if entry else _EPOCH)
                fresh.compress_type = entry.compress_type if entry else zipfile.ZIP_DEFLATED
                if entry:
                    fresh.external_attr, fresh.create_system = entry.external_attr, entry.create_system
                changed = self.changed.get(name)
                content = changed if changed is not None else source.read(entry or name)
                container.writestr(fresh, content)
        return target.getvalue()


def read_package(data: bytes) -> Package:
    """Open the bytes of a workbook; `zipfile.BadZipFile` where they are no container, or one too large to copy."""
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        entries = {entry.filename: entry for entry in container.infolist() if not entry.is_dir()}
    unpacked = sum(entry.file_size for entry in entries.values())
    if unpacked > _MAX_UNPACKED:
        raise zipfile.BadZipFile(
            f"it unpacks to {unpacked // MEGABYTE} MB; at most {_MAX_UNPACKED // MEGABYTE} are written"
        )
    return Package(data, entries)
