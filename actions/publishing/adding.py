"""Taking a received file into the corpus: a folder with the original, its text and its identity."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections import Counter
from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Any, get_args

import jieba
import yaml

from actions.corpus import CorpusError
from actions.corpus.model import RelationKind
from actions.corpus.reader import read_document as read_corpus_document
from actions.eligibility.loader import PATHWAYS_FILE
from actions.publications.levels import is_of_residents
from actions.publishing.divisions import packaged_divisions, region_tree
from actions.publishing.folding import is_visible
from actions.publishing.identity import Found, Identity
from actions.publishing.report import Reading
from actions.publishing.shelving import Known, code_of, same_document
from actions.publishing.wording import listed, refuse, words
from luohu.places.gazetteer import WORDS_FILE
from luohu.places.words import load_words
from luohu.settings import settings

_DATES = {"issued": "issued", "effective_from": "effective", "expires_on": "expires"}
_REGION_HEAD = "# Without towns and streets: `python -m tools.regions` writes them too.\n"


def add(
    reading: Reading,
    source: Path,
    folder: str,
    corpus: Path,
    title: str | None = None,
    issuer: str | None = None,
    known: Collection[Known] = (),
) -> list[str]:
    """Take a document in as ``corpus/folder``; all of it appears at once or nothing does.

    Its rules are an empty file: before somebody has written them it gives no verdicts.

    Args:
        reading: what was read of it.
        source: the received file, kept byte for byte.
        folder: code and name, as in 370285-laixi.
        corpus: the folder of all documents.
        title: where none was recognised, or another holds.
        issuer: likewise.
        known: the documents that are there, to which it may relate.

    Returns:
        What to tell the office, line by line.

    Raises:
        Refusal: the folder exists or is misnamed, or what a document must have is not known.
    """
    code = code_of(folder)
    if not corpus.is_dir():
        raise refuse("no_corpus", called=corpus)
    target = corpus / folder
    if target.exists():
        raise refuse("exists", folder=folder)
    received = received_text(reading)
    entries = _entries(reading, code, received, source, title, issuer)
    entries |= _further(reading, known, code)
    with tempfile.TemporaryDirectory(dir=corpus, prefix=".adding-") as place:
        made = Path(place) / folder
        made.mkdir()
        shutil.copyfile(source, made / f"original{source.suffix.lower()}")
        (made / "received.txt").write_bytes(received.encode("utf-8"))
        (made / "document.yml").write_text(_dump(entries), encoding="utf-8")
        (made / PATHWAYS_FILE).write_text(words().say("rules"), encoding="utf-8")
        region = _region(code)
        # What lies in a place stands in one folder of it.
        if region and not any(one.region == code and one.has_places for one in known):
            (made / "region.yml").write_text(_REGION_HEAD + _dump(region), encoding="utf-8")
        try:
            document = read_corpus_document(made)
        except CorpusError as error:
            raise refuse("not_loading", why=error) from error
        try:
            made.rename(target)
        except OSError as error:
            raise refuse("exists", folder=folder) from error
    count = len(document.clauses)
    said = [words().say("refused.added", folder=folder, clauses=count, place=target)]
    counted = Counter(clause.id for clause in document.clauses)
    repeated = [clause_id for clause_id, count in counted.items() if count > 1]
    if repeated:
        said.append(words().say("refused.same_ids", ids=listed(repeated)))
    if not region and is_of_residents(code):
        said.append(words().say("refused.added_no_region", code=code))
    stated = reading.identity.region.value if reading.identity.region else None
    if stated and stated.code and stated.code != code:
        said.append(
            words().say("refused.other_region", found=stated.name, code=stated.code, folder=folder)
        )
    if reading.identity.status and reading.identity.status.value == "draft":
        said.append(words().say("refused.draft"))
    return said


def _region(code: str) -> dict[str, Any] | None:
    """What lies in a place; None where the list of divisions has no such code.

    A province and the nation are no places whose residents ask: documents of theirs speak where
    those of a place are silent.
    """
    words = load_words(settings().corpus_dir / WORDS_FILE)
    divisions = packaged_divisions(words)
    if code not in divisions.names or not is_of_residents(code):
        return None
    jieba.initialize()
    return region_tree(code, divisions, words)


def _further(reading: Reading, known: Collection[Known], region: str) -> dict[str, Any]:
    """What a person has to look at before it counts: relations, and text from a picture."""
    found: dict[str, Any] = {}
    relations = [
        {
            "kind": kind,
            "document": same_document(relation, known, region),
            "name": relation.name,
            "number": relation.number,
            "quote": relation.quote,
            "confirmed": False,
        }
        for kind in get_args(RelationKind)
        for relation in getattr(reading.identity, kind)
    ]
    if relations:
        found["relations"] = relations
    if not reading.file.proof_read:
        found["proof_read"] = False
    return found


def received_text(reading: Reading) -> str:
    """The text of the blocks in reading order, one a line; what is all furniture is left out."""
    parts = [part for part in reading.structure.parts if part.kind != "furniture"]
    held = {stretch.block for part in parts for stretch in part.stretches}
    held |= {stretch.block for stretch in reading.structure.left}
    lines = []
    for number, block in enumerate(reading.file.blocks):
        if number in held:
            kept = "".join(c for c in block.text if c.isspace() or is_visible(c))
            # A row stays one line, so that what its cells number is no label of the document.
            split = [" ".join(kept.splitlines())] if block.kind == "row" else kept.splitlines()
            lines += [line.strip() for line in split if line.strip()]
    return "\n".join(lines) + "\n"


def _entries(
    reading: Reading,
    code: str,
    received: str,
    source: Path,
    title: str | None,
    issuer: str | None,
) -> dict[str, Any]:
    identity = reading.identity
    stated: dict[str, Any] = {
        "doc_number": identity.number.value if identity.number else None,
        **{key: _day(getattr(identity, name)) for key, name in _DATES.items()},
    }
    office = _needed("issuer", issuer, identity)
    return {
        # Whoever cites it names the issuer beside the title.
        "title": title or _needed("title", title, identity).removeprefix(office),
        "issuer": office,
        "doc_number": stated["doc_number"],
        "region": code,
        **{key: stated[key] for key in _DATES},
        "status": "current",
        "not_stated": [key for key in (*_DATES, "doc_number") if stated[key] is None],
        "confirmed": False,
        "original": f"original{source.suffix.lower()}",
        "original_sha256": hashlib.sha256(source.read_bytes()).hexdigest(),
        "sha256": hashlib.sha256(received.encode("utf-8")).hexdigest(),
    }


def _needed(name: str, given: str | None, identity: Identity) -> str:
    found: Found | None = getattr(identity, name)
    value = given or (found.value if found else None)
    if not value:
        raise refuse("needs", what=words().say(f"what.{name}"), option=f"--{name}")
    return value


def _day(found: Found | None) -> date | None:
    return date.fromisoformat(found.value) if found and found.value else None


def _dump(entries: dict[str, Any]) -> str:
    return yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=1000)
