"""A document folder, and the folder of all of them, read into the corpus."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

import yaml

from actions.corpus.model import Corpus, CorpusError, Document, Relation, RelationKind
from actions.corpus.paragraphs import read_paragraphs
from actions.corpus.structure import read_structure
from luohu import fast_yaml
from luohu.text import compact

_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_PRINTED = re.compile(r".*\d{4}年\d{1,2}月\d{1,2}日印发")
_PUBLISHED = re.compile(r"[（(]此件.{2,8}[）)]")
_ADDRESSEES = re.compile(r"各[^。]*[：:]")


def load_corpus(folder: Path) -> Corpus:
    """Read every document folder below ``folder``.

    Raises:
        CorpusError: a folder that cannot be read, naming the file and the mend.
    """
    files = sorted(folder.glob("*/document.yml"))
    if not files:
        raise CorpusError(f"{folder}: no document.yml in any folder; add one for each document")
    documents = {path.parent.name: read_document(path.parent) for path in files}
    digest = hashlib.sha256()
    for name, document in documents.items():
        digest.update(name.encode() + document.received.encode())
        digest.update((folder / name / "document.yml").read_bytes())
        for relation in document.relations:
            if relation.document not in documents:
                raise CorpusError(
                    f"{folder / name / 'document.yml'}: relations: there is no document "
                    f"{relation.document!r}; name its folder, or take `confirmed: true` away"
                )
    return Corpus(documents, digest.hexdigest())


def read_document(folder: Path) -> Document:
    """Read one document folder: ``document.yml`` and the received file beside it.

    Raises:
        CorpusError: a key is missing or wrong, or the received file is not the one described.
    """
    described = folder / "document.yml"
    entries = _entries(described)
    path = folder / "received.txt"
    if not path.exists():
        raise CorpusError(f"{path} is missing; put the received file there, byte for byte")
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != entries["sha256"]:
        raise CorpusError(
            f"{path} is not the file that {described} describes: restore the received file, or, "
            "where the document itself was replaced, enter its new sha256"
        )
    received = content.decode("utf-8")
    paragraphs, marks = read_paragraphs(received)
    structure = read_structure(received, paragraphs, folder.name, _furniture_test(entries))
    document = Document(
        folder=folder.name,
        title=entries["title"],
        issuer=entries["issuer"],
        doc_number=entries.get("doc_number"),
        region=str(entries["region"]),
        issued=_date(entries, "issued", described),
        effective_from=_date(entries, "effective_from", described),
        expires_on=_date(entries, "expires_on", described),
        repealed_on=_date(entries, "repealed_on", described),
        not_stated=tuple(entries.get("not_stated", ())),
        received=received,
        clauses=structure.clauses,
        furniture=tuple(sorted(structure.furniture + tuple(marks))),
    )
    return replace(document, relations=tuple(_relations(entries, document, described)))


def _entries(path: Path) -> dict[str, Any]:
    try:
        entries = fast_yaml.load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise CorpusError(f"{path} is not readable YAML: {error}") from error
    if not isinstance(entries, dict):
        raise CorpusError(f"{path} must be a mapping of keys such as title, issuer, region")
    for key in ("title", "issuer", "region", "sha256"):
        if not entries.get(key):
            raise CorpusError(f"{path}: the key {key!r} is missing")
    if (entries.get("status") == "repealed") != bool(entries.get("repealed_on")):
        raise CorpusError(f"{path}: status: repealed and repealed_on go together")
    if entries.get("status") not in ("current", "repealed"):
        raise CorpusError(f"{path}: status must be current or repealed")
    return entries


def _date(entries: dict[str, Any], key: str, path: Path) -> date | None:
    value = entries.get(key)
    if value is None or type(value) is date:
        return value
    raise CorpusError(f"{path}: {key} is {value!r}; write a date as YYYY-MM-DD")


def _relations(entries: dict[str, Any], document: Document, path: Path) -> Iterator[Relation]:
    """The confirmed relations; what is only recognised says nothing yet."""
    for entry in entries.get("relations") or ():
        if not isinstance(entry, dict) or entry.get("kind") not in get_args(RelationKind):
            kinds = ", ".join(get_args(RelationKind))
            raise CorpusError(f"{path}: relations: each needs a kind, one of {kinds}")
        if not entry.get("confirmed"):
            continue
        if not entry.get("document"):
            raise CorpusError(f"{path}: relations: a confirmed one names the document's folder")
        quote = entry.get("quote")
        if not (document.states(quote) if quote else entry.get("note")):
            raise CorpusError(
                f"{path}: relations: {quote!r} does not stand in received.txt; copy the words that "
                "say so, or write as `note` who says so"
            )
        yield Relation(
            entry["kind"],
            str(entry["document"]),
            tuple(map(str, entry.get("clauses") or ())),
            _date(entry, "since", path),
        )


def _furniture_test(entries: dict[str, Any]) -> Callable[[str], bool]:
    """Tell what surrounds the provisions: title, number, addressees, signature, print note."""
    heads = compact(f"{entries['issuer']}{entries['title']}")
    number = compact(entries.get("doc_number") or "")

    def is_furniture(paragraph: str) -> bool:
        return (
            paragraph in heads
            or paragraph == number
            or bool(_ADDRESSEES.fullmatch(paragraph))
            or bool(_DATE.fullmatch(paragraph))
            or bool(_PUBLISHED.fullmatch(paragraph))
            or bool(_PRINTED.fullmatch(paragraph))
        )

    return is_furniture
