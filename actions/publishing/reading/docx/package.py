"""The parts of a Word document and how they refer to one another (ECMA-376, part 2)."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from lxml import etree

from actions.publishing.reading.archive import Archive, open_archive
from actions.publishing.reading.docx.names import transitional
from actions.publishing.reading.xml import parse_xml
from actions.publishing.wording import refuse

_MAIN = "/officeDocument"
_USUAL_MAIN = "word/document.xml"


@dataclass(frozen=True)
class Package:
    """A document's main part, and the others by what they are to it.

    Attributes:
        related: part names by id of relation.
        kinds: part names by kind of relation, such as ``numbering``; several for headers.
    """

    archive: Archive
    main: etree._Element
    related: dict[str, str]
    kinds: dict[str, list[str]]

    def part(self, kind: str) -> etree._Element | None:
        """The root of the part of a kind, or None."""
        names = self.kinds.get(kind, [])
        return self.named(names[0]) if names else None

    def named(self, name: str) -> etree._Element | None:
        """The root of a part, or None where it is missing."""
        data = self.archive.read(name)
        return None if data is None else parse_xml(transitional(data))

    @property
    def has_macros(self) -> bool:
        """Whether it holds a Visual Basic project, which is never run."""
        return any(name.lower().endswith("vbaproject.bin") for name in self.archive.names)

    @property
    def embedded(self) -> int:
        """How many other files stand in it."""
        return sum("/embeddings/" in name and name[-1] != "/" for name in self.archive.names)


def open_package(data: bytes) -> Package:
    """Open a Word document.

    Raises:
        Refusal: of the container or of its XML; ``broken`` where it has no main part.
    """
    archive = open_archive(data)
    found = [name for _, kind, name in _relations(archive, "") if kind.endswith(_MAIN)]
    name = next((one for one in found if one in archive.names), _USUAL_MAIN)
    main = archive.read(name)
    if main is None:
        raise refuse("broken")
    related, kinds = {}, dict[str, list[str]]()
    for relation, kind, target in _relations(archive, name):
        related[relation] = target
        kinds.setdefault(kind.rpartition("/")[2], []).append(target)
    return Package(archive, parse_xml(transitional(main)), related, kinds)


def _relations(archive: Archive, source: str) -> list[tuple[str, str, str]]:
    """(id, kind, part) of the parts that a part refers to."""
    folder, name = posixpath.split(source)
    data = archive.read(posixpath.join(folder, "_rels", f"{name}.rels"))
    if data is None:
        return []
    out = []
    for one in parse_xml(data):
        if not isinstance(one.tag, str) or one.get("TargetMode") == "External":
            continue
        target = one.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        out.append((one.get("Id", ""), one.get("Type", ""), posixpath.normpath(path)))
    return out
