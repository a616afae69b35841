"""Proof that a consolidated text is that of its documents, and that a person has seen to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import accumulate
from pathlib import Path

from actions.consolidated.model import Piece
from actions.consolidated.reader import CONSOLIDATED_FILE, Consolidation, read_consolidation
from actions.corpus import Clause, CorpusError, Document
from actions.corpus.reader import read_document

# What a label is made of where neither document prints it.
_LABEL = re.compile(r"[第条之零〇○一二三四五六七八九十百千0-9（）()、.．\s]*")
_ENDING = ("replaces", "repeals")


def check_consolidated(folders: Mapping[str, Path]) -> list[str]:
    """What is wrong with the consolidated documents among some, each with file and mend.

    Args:
        folders: all documents by the names of their folders.
    """
    problems: list[str] = []
    for path in folders.values():
        try:
            consolidation = read_consolidation(path)
            if consolidation:
                problems += _problems(path, consolidation, folders)
        except CorpusError as error:
            problems.append(str(error))
    return problems


def _problems(
    path: Path, consolidation: Consolidation, folders: Mapping[str, Path]
) -> Iterator[str]:
    file = path / CONSOLIDATED_FILE
    named = {one.document for one in consolidation.pieces if one.document}
    missing = sorted({*named, consolidation.base, consolidation.act} - folders.keys())
    for name in missing:
        yield f"{file}: there is no document {name!r}, whose words are in the text; publish it too"
    if missing:
        return
    document = read_document(path)
    received = {
        name: (folders[name] / "received.txt").read_bytes().decode("utf-8") for name in named
    }
    if joined(consolidation.pieces, received) != document.received:
        yield (
            f"{path / 'received.txt'} is not put together of the documents that {file.name} names; "
            "make it anew with `python -m actions.publishing consolidate`"
        )
    for clause in _in_no_document(document, consolidation.pieces):
        yield f"{file}: {clause.id} has words that neither document prints; make it anew"
    for one in consolidation.unsettled:
        item = "".join(one.item)
        yield (
            f"{file}: left: item {item} ({one.text}) is not in the text; look at it, then write "
            "`settled: true` below it"
        )
    ends = {one.document for one in document.relations if one.kind in _ENDING and not one.clauses}
    if consolidation.base not in ends:
        yield (
            f"{path / 'document.yml'}: relations: compare received.txt with the act, then write "
            f"`confirmed: true`; without it {consolidation.base} would go on answering beside it"
        )


def joined(pieces: tuple[Piece, ...], received: Mapping[str, str]) -> str:
    """The text that stretches of documents make.

    Args:
        pieces: the stretches.
        received: the received text of each document that they name.
    """
    return "".join(
        received[one.document][one.start : one.end] if one.document else one.text for one in pieces
    )


def _in_no_document(document: Document, pieces: tuple[Piece, ...]) -> Iterator[Clause]:
    """The clauses in which something but the number of a label is printed by no document."""
    ends = list(accumulate(len(one.text) or one.end - one.start for one in pieces))
    own = [
        (end - len(one.text), end)
        for one, end in zip(pieces, ends, strict=True)
        if one.document is None and one.text.strip()
    ]
    for clause in document.clauses:
        begins = clause.spans[0][0]
        inside = (
            end for start, end in own if any(first <= start < last for first, last in clause.spans)
        )
        if not all(_LABEL.fullmatch(document.received, begins, end) for end in inside):
            yield clause
