"""Putting a document and an amending act together from the command line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import yaml

from actions.consolidated.reader import Consolidation, read_consolidation
from actions.corpus import CorpusError, Document
from actions.corpus.reader import read_document
from actions.publishing.amending.consolidating import Consolidated, Text, put_together
from actions.publishing.amending.telling import left_lines, told_of
from actions.publishing.amending.writing import text_of, write
from actions.publishing.shelving import code_of, free_name
from actions.publishing.wording import refuse, words

Folders = Mapping[str, Path]


def consolidate(
    base: str,
    act: str,
    folders: Folders,
    corpus: Path,
    since: date | None = None,
    folder: str | None = None,
) -> list[str]:
    """Write the text of a document as an act amends it as a draft.

    A document that was amended before is taken as the last act left it.

    Args:
        base: folder of the document.
        act: folder of the act.
        folders: all documents by the names of their folders.
        corpus: the drafts.
        since: the day from which the act holds, where it does not say so.
        folder: the name of the draft, if not one of its own.

    Returns:
        What to tell the office, line by line.

    Raises:
        Refusal: one of them is not there or cannot be read, the act does not amend the document,
            or is older than one that was put in already.
    """
    act_document = _document(folders, act)
    day = since or act_document.effective_from
    if day is None:
        raise refuse("no_since", folder=act)
    latest = _latest(base, act, day, folders)
    text = _text(folders, latest)
    made = put_together(text, act_document)
    _fits(text, act_document, made)
    name = folder or free_name(f"{base}-{day.year}", folders)
    code_of(name)
    written = write(text, folders[latest], act_document, made, day, corpus / name)
    told = [words().say("amending.edition", base=base, edition=latest)] if latest != base else []
    return [*told, *told_of(text, act_document, made, written, day)]


def offer(folder: Path) -> list[str]:
    """What to tell of a draft that amends another document; nothing of others."""
    entries = yaml.safe_load((folder / "document.yml").read_text("utf-8"))
    amended = [one for one in entries.get("relations") or () if one["kind"] == "amends"]
    say = words().say
    return [
        say("amending.offer", base=one["document"] or say("amending.base"), act=folder.name)
        for one in amended[:1]
    ]


def _fits(text: Text, act: Document, made: Consolidated) -> None:
    """Refuse what would be the text before once more.

    Raises:
        Refusal: the act changes nothing of the document.
    """
    if not made.read.changes and not made.left:
        raise refuse("not_amending", act=act.folder, base=text.document.title)
    if not made.applied.done:
        refusal = refuse("nothing_fits", act=act.folder, base=text.document.title)
        refusal.text = "\n".join([refusal.text, *left_lines(made)])
        raise refusal


def _latest(base: str, act: str, day: date, folders: Folders) -> str:
    """The last text of a document: that which no act was put into yet.

    Raises:
        Refusal: the act is in it already, or a later one is.
    """
    made = dict(_made(folders))
    latest = base
    while following := next((n for n, one in made.items() if one.base == latest), None):
        one = made[following]
        if one.act == act:
            raise refuse("already", act=act, folder=following)
        if day < one.since:
            raise refuse("earlier_act", act=act, folder=following, since=one.since)
        latest = following
    return latest


def _made(folders: Folders) -> Iterator[tuple[str, Consolidation]]:
    for name, path in folders.items():
        try:
            consolidation = read_consolidation(path)
        except CorpusError as error:
            raise refuse("not_loading", why=error) from error
        if consolidation:
            yield name, consolidation


def _text(folders: Folders, name: str) -> Text:
    _document(folders, name)
    return text_of(folders[name])


def _document(folders: Folders, name: str) -> Document:
    if name not in folders:
        raise refuse("no_folder", folder=name)
    try:
        return read_document(folders[name])
    except CorpusError as error:
        raise refuse("not_loading", why=error) from error
