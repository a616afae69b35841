"""Where a received document goes: a folder of the drafts, named by its place."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import yaml
from pypinyin import lazy_pinyin

from actions.consolidated.reader import read_consolidation
from actions.corpus.families import NATION
from actions.publishing.folding import folded
from actions.publishing.identity import Identity
from actions.publishing.places import Region
from actions.publishing.relations import Relation
from actions.publishing.wording import refuse

_FOLDER = re.compile(r"(?P<code>\d{6})-[a-z][a-z0-9-]*")


@dataclass(frozen=True)
class Known:
    """A document that is already there.

    Attributes:
        folder: its folder.
        title: as document.yml has it.
        number: its 文号, None where it has none.
        region: code of its place.
        has_places: whether its folder says what lies in the place.
        base: the folder of the text of which an act made it, None for a text received whole.
    """

    folder: str
    title: str
    number: str | None
    region: str
    has_places: bool
    base: str | None = None


def known_documents(*corpora: Path) -> list[Known]:
    """The documents of some corpora; a later one holds where two have a folder of one name."""
    found = []
    for folder in document_folders(*corpora).values():
        entries = yaml.safe_load((folder / "document.yml").read_text("utf-8"))
        consolidation = read_consolidation(folder)
        known = Known(
            folder.name,
            str(entries["title"]),
            entries.get("doc_number"),
            str(entries["region"]),
            (folder / "region.yml").exists(),
            consolidation.base if consolidation else None,
        )
        found.append(known)
    return found


def document_folders(*corpora: Path) -> dict[str, Path]:
    """The folders of the documents of some corpora by name; a later one holds."""
    paths = (path.parent for corpus in corpora for path in sorted(corpus.glob("*/document.yml")))
    return {path.name: path for path in paths}


def folder_name(identity: Identity, taken: Collection[str], chosen: Region | None = None) -> str:
    """A name for a document's folder: code and name of its place, and its year if need be.

    Args:
        identity: what the document is.
        taken: the names that folders have.
        chosen: its place, where somebody has said it.

    Raises:
        Refusal: which place it is of was not recognised.
    """
    region = chosen or (identity.region.value if identity.region else None)
    if not region or not (region.code or region.level == "nation"):
        raise refuse("no_place", option="--region")
    name = region.name
    short = name[:-1] if len(name) > len("全国") else name
    base = f"{region.code or NATION}-{''.join(lazy_pinyin(short))}"
    dates = (identity.effective, identity.issued)
    years = [date.value[:4] for date in dates if date and date.value]
    return free_name(base, taken, years)


def code_of(folder: str) -> str:
    """The code of the place that a folder is named by.

    Raises:
        Refusal: it has another form.
    """
    match = _FOLDER.fullmatch(folder)
    if not match:
        raise refuse("folder_name", called=folder)
    return match["code"]


def free_name(base: str, taken: Collection[str], endings: Collection[str] = ()) -> str:
    """A name that no folder has yet: the base, with one of the endings or a number."""
    wanted = (base, *(f"{base}-{ending}" for ending in endings))
    free = next((name for name in wanted if name not in taken), None)
    number = 2
    while not free:
        name = f"{base}-{number}"
        free = None if name in taken else name
        number += 1
    return free


def same_document(relation: Relation, known: Collection[Known], region: str) -> str | None:
    """The folder of the document that a relation names, None where none is surely that one.

    Args:
        relation: what a document says of another one.
        known: the documents that are there; several places have some of one title.
        region: code of the place of the document that says so.
    """
    title = folded(relation.name or "").strip("《》")
    found = {
        one.folder: one.region
        for one in known
        if (relation.number and one.number and folded(relation.number) == folded(one.number))
        or (title and (title == folded(one.title) or title.endswith(folded(one.title))))
    }
    # Of the texts of one document it is the last.
    for base in [one.base for one in known if one.folder in found]:
        found.pop(base or "", None)
    own = [folder for folder, code in found.items() if code == region]
    sure = own or list(found)
    return sure[0] if len(sure) == 1 else None
