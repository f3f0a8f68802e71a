"""The workbook as a package of parts: which parts there are, how they point at each other, and what is no workbook."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from connectors.errors import SourceUnreadable
from connectors.workbook.limits import MAX_PART, MEGABYTE
from connectors.workbook.xml_events import attribute, ignore, scan

_SAVE_AS = "Open it in its own program and save it as .xlsx (Excel workbook), then name that file."
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@dataclass(frozen=True, slots=True)
class Relation:
    """One pointer of a part: the last word of its type, and the part or address it points to."""

    kind: str
    target: str
    external: bool = False


class Package:
    """The parts of one workbook, unpacked one at a time."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open the package. `name` is the file's name for messages; raises `SourceUnreadable` for anything else."""
        self.name = name
        if not data.startswith(b"PK"):
            raise _not_a_package(data, name)
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
            self._parts = {info.filename.lstrip("/").casefold(): info for info in self._archive.infolist()}
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise self._damaged(str(error)) from error
        self.main = self._main_part()

    def _main_part(self) -> str:
        found = [r.target for r in self.relations("").values() if r.kind == "officeDocument"]
        main = found[0] if found else "xl/workbook.xml"
        if main.endswith(".bin"):
            raise SourceUnreadable(f"{self.name}: this is a binary workbook (.xlsb); expected .xlsx.", hint=_SAVE_AS)
        if main.startswith(("word/", "ppt/")) or not self.has(main):
            raise self._foreign()
        return main

    def _foreign(self) -> SourceUnreadable:
        what = "an archive without a workbook in it"
        if self.has("content.xml") and self.has("mimetype"):
            what = "an OpenDocument file (.ods)"
        elif any(part.endswith(".iwa") or part == "index.zip" for part in self._parts):
            what = "a Numbers document"
        elif self.has("word/document.xml"):
            what = "a text document (.docx)"
        elif self.has("ppt/presentation.xml"):
            what = "a presentation (.pptx)"
        return SourceUnreadable(f"{self.name}: this is {what}; expected an .xlsx workbook.", hint=_SAVE_AS)

    def _damaged(self, reason: str) -> SourceUnreadable:
        return SourceUnreadable(
            f"{self.name}: the workbook is damaged or was not saved completely ({reason}).",
            hint="Wait until it is saved or synchronised, or open it in Excel or LibreOffice and save it again.",
        )

    def where(self, part: str) -> str:
        """Return what to call a part in a message: the file's name and the part's."""
        return f"{self.name}, {part}"

    def has(self, part: str) -> bool:
        return part.casefold() in self._parts

    def read(self, part: str) -> bytes:
        """Return one part unpacked; its declared size is checked first, and no more than that is ever unpacked."""
        info = self._parts.get(part.casefold())
        if info is None:
            raise self._damaged(f"its part {part} is missing")
        if info.flag_bits & 1:
            raise SourceUnreadable(
                f"{self.name}: the file is protected by a password; expected one that opens without.",
                hint="Remove the password from it, or from a copy, and name that file.",
            )
        if info.file_size > MAX_PART:
            raise SourceUnreadable(
                f"{self.name}: {part} unpacks to {info.file_size // MEGABYTE} MB; "
                f"at most {MAX_PART // MEGABYTE} MB are read.",
                hint="Delete unused rows and columns below and beside the plan, save, and try again.",
            )
        try:
            return self._archive.read(info)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise self._damaged(f"{part}: {error}") from error

    def relations(self, part: str) -> Mapping[str, Relation]:
        """Return what a part points to, by relation id; "" is the package itself."""
        folder, _, file = part.rpartition("/")
        rels = posixpath.join(folder, "_rels", f"{file}.rels")
        found: dict[str, Relation] = {}
        if not self.has(rels):
            return found

        def start(name: str, attributes: Mapping[str, str]) -> None:
            if name != "Relationship":
                return
            external = attribute(attributes, "TargetMode") == "External"
            target = attribute(attributes, "Target")
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = attribute(attributes, "Type").rpartition("/")[2]
            found[attribute(attributes, "Id")] = Relation(kind, target, external)

        scan(self.read(rels), self.where(rels), start, ignore, ignore)
        return found

    def part_of_kind(self, part: str, kind: str) -> str:
        """Return the part of a kind that `part` points to, "" when there is none."""
        found = (r.target for r in self.relations(part).values() if r.kind == kind and not r.external)
        return next((target for target in found if self.has(target)), "")


def _not_a_package(data: bytes, name: str) -> SourceUnreadable:
    if not data:
        return SourceUnreadable(
            f"{name}: the file is empty; expected a workbook.", hint="Name the file that holds the plan."
        )
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return SourceUnreadable(
                f"{name}: the workbook is protected by a password; expected one that opens without.",
                hint="In Excel: File, Info, Protect Workbook, Encrypt with Password, clear the field, and save.",
            )
        return SourceUnreadable(f"{name}: this is an old Excel workbook (.xls); expected .xlsx.", hint=_SAVE_AS)
    head = data[:512].lstrip().lower()
    if head.startswith((b"<html", b"<!doctype html", b"<table", b"<?xml")):
        return SourceUnreadable(
            f"{name}: this is a web page or XML file with a workbook's name; expected .xlsx.", hint=_SAVE_AS
        )
    return SourceUnreadable(
        f"{name}: this is not a workbook; expected an .xlsx file, or a file named .csv for delimited text.",
        hint="Export the plan as .xlsx or .csv and name that file.",
    )
