"""A received file as the desk keeps it: what was read of it, to be read again without the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, get_args

from actions.corpus.model import RelationKind
from actions.publishing.blocks import ReadFile, Warned
from actions.publishing.dividing import divide
from actions.publishing.identity import Identity
from actions.publishing.parts import Part, Stretch
from actions.publishing.reading.carried import content_of
from actions.publishing.reading.content import Content
from actions.publishing.reading.file import read_data
from actions.publishing.report import Reading, read_document, show_origin
from actions.publishing.shelving import Known, same_document
from actions.turns.levels import level_of

JSON = dict[str, Any]

DATES = ("issued", "effective", "expires")
STATED = ("title", "issuer", "number", *DATES)


@dataclass(frozen=True)
class Received:
    """A document of a received file.

    Attributes:
        kept: its blocks, as ``reading_of`` takes them.
        shown: its clauses with their places, what is to be looked at, and what it is.
        form: what it is, for a person to confirm.
    """

    kept: JSON
    shown: JSON
    form: JSON


def receive(data: bytes, name: str, region: str, known: Iterable[Known]) -> list[Received]:
    """Read a file; each document in it is one.

    Args:
        data: the received bytes.
        name: the file's name.
        region: code of the place that it is handed in for.
        known: documents to which it may relate.

    Raises:
        Refusal: it is not taken.
    """
    there = list(known)
    return [
        Received(_kept(one.file), _shown(one), form_of(one.identity, region, there))
        for one in divide(read_document(read_data(data, name)))
    ]


def reading_of(kept: Mapping[str, Any]) -> Reading:
    """What was kept, read into clauses anew."""
    content = content_of(kept["content"])
    return read_document(
        ReadFile(
            kept["name"],
            kept["sha256"],
            kept["format"],
            content.blocks,
            content.warnings,
            content.proof_read,
        )
    )


def form_of(identity: Identity, region: str, known: Iterable[Known]) -> JSON:
    """What a document says it is, as a form to be confirmed."""
    there = list(known)
    stated = {name: getattr(identity, name) for name in STATED}
    values = {name: (found.value if found else None) or "" for name, found in stated.items()}
    # Whoever cites it names the issuer beside the title.
    values["title"] = values["title"].removeprefix(values["issuer"])
    return {
        **values,
        "region": region,
        "proof_read": False,
        "relations": [
            {
                "kind": kind,
                "name": relation.name,
                "number": relation.number,
                "quote": relation.quote,
                "document": same_document(relation, there, region),
                "confirmed": False,
            }
            for kind in get_args(RelationKind)
            for relation in getattr(identity, kind)
        ],
    }


def _kept(file: ReadFile) -> JSON:
    content = Content(file.blocks, file.warnings, file.proof_read)
    return {
        "name": file.name,
        "sha256": file.sha256,
        "format": file.format,
        "content": asdict(content),
    }


def _shown(reading: Reading) -> JSON:
    file, structure, identity = reading.file, reading.structure, reading.identity
    return {
        "format": file.format,
        "proof_read": file.proof_read,
        "characters": {"all": structure.characters, "covered": structure.covered},
        "clauses": [_clause(part) for part in structure.parts],
        "left": [_stretch(stretch) for stretch in structure.left],
        "warnings": [_warning(one) for one in (*file.warnings, *structure.warnings)],
        "quotes": {
            name: found.quote for name in (*STATED, "region") if (found := getattr(identity, name))
        },
        "region": _region(identity),
    }


def _clause(part: Part) -> JSON:
    return {
        "id": part.id,
        "kind": part.kind,
        "level": part.level,
        "label": part.label,
        "headings": list(part.headings),
        "text": part.text,
        "stretches": [_stretch(stretch) for stretch in part.stretches],
    }


def _stretch(stretch: Stretch) -> list[int]:
    return [stretch.block, stretch.start, stretch.end]


def _warning(warned: Warned) -> JSON:
    place = show_origin(warned.origin) if warned.origin else ""
    return {"kind": warned.kind, "text": warned.text, "place": place}


def _region(identity: Identity) -> JSON | None:
    found = identity.region.value if identity.region else None
    if not found:
        return None
    level = level_of(found.code) if found.code else found.level
    return {"code": found.code, "name": found.name, "level": level}
