"""``consolidated.yml`` of a document's folder: of what the text was put together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from actions.consolidated.model import Amendment, Edition, Origin, Piece, as_edition
from actions.corpus import Corpus, CorpusError
from luohu import fast_yaml

CONSOLIDATED_FILE = "consolidated.yml"


@dataclass(frozen=True)
class Unsettled:
    """What an act says that was not applied, and nobody has seen to yet."""

    item: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Consolidation:
    """What ``consolidated.yml`` says.

    Attributes:
        base: folder of the text before.
        act: folder of the act that was applied to it.
        pieces: of what the text consists, in order.
        clauses: the entries of the clauses that are not as they were.
        unsettled: what is left to a person.
    """

    base: str
    act: str
    since: date
    pieces: tuple[Piece, ...]
    clauses: tuple[dict[str, Any], ...]
    unsettled: tuple[Unsettled, ...]


def read_consolidation(folder: Path) -> Consolidation | None:
    """What a document's folder says of its making; None for a text that was received whole.

    Raises:
        CorpusError: the file cannot be used.
    """
    path = folder / CONSOLIDATED_FILE
    if not path.exists():
        return None
    try:
        entries = fast_yaml.load(path.read_text(encoding="utf-8"))
        return Consolidation(
            entries["base"],
            entries["act"],
            entries["since"],
            tuple(map(_piece, entries["pieces"])),
            tuple(entries["clauses"]),
            tuple(
                Unsettled(tuple(one["item"]), one["text"])
                for one in entries["left"]
                if one.get("settled") is not True
            ),
        )
    except (yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise CorpusError(
            f"{path} cannot be used: {error!r}; make the document anew with "
            "`python -m actions.publishing consolidate`"
        ) from error


def with_editions(corpus: Corpus, corpus_dir: Path) -> Corpus:
    """The corpus in which consolidated documents know where their clauses come from.

    Raises:
        CorpusError: a ``consolidated.yml`` that cannot be used, or an act that is not there.
    """
    made = {
        name: _edition(corpus, name, consolidation)
        for name in corpus.documents
        if (consolidation := read_consolidation(corpus_dir / name))
    }
    return replace(corpus, documents={**corpus.documents, **made}) if made else corpus


def _edition(corpus: Corpus, name: str, consolidation: Consolidation) -> Edition:
    acts = {one["document"] for clause in consolidation.clauses for one in clause["amendments"]}
    missing = sorted(acts - corpus.documents.keys())
    if missing:
        raise CorpusError(
            f"{name}/{CONSOLIDATED_FILE}: there is no document {missing[0]!r}; it is an act whose "
            "words are in the text, so publish it as well"
        )
    origins = tuple(_origin(corpus, one) for one in consolidation.clauses)
    document = corpus.documents[name]
    return as_edition(document, base=consolidation.base, origins=origins)


def _origin(corpus: Corpus, entry: dict[str, Any]) -> Origin:
    return Origin(
        entry["id"],
        entry["change"],
        entry["base"],
        tuple((former["id"], former["until"]) for former in entry["former"]),
        tuple(_amendment(corpus, one) for one in entry["amendments"]),
    )


def _amendment(corpus: Corpus, entry: dict[str, Any]) -> Amendment:
    act = corpus.documents[entry["document"]]
    item = tuple(entry["item"])
    return Amendment(act.folder, act.title, act.issuer, act.doc_number, item, entry["since"])


def _piece(entry: list[Any]) -> Piece:
    if len(entry) == 1:
        return Piece(None, text=str(entry[0]))
    folder, start, end = entry
    return Piece(str(folder), int(start), int(end))
