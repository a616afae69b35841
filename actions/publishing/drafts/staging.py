"""A draft laid out as a corpus of its own, for all that is done with documents and rules."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from actions.eligibility.loader import PATHWAYS_FILE
from actions.publications.fitness import shared_files
from actions.publications.store import store
from actions.publishing.adding import add
from actions.publishing.drafts.received import DATES, reading_of
from actions.publishing.identity import Found
from actions.publishing.places import named_region
from actions.publishing.report import Reading
from actions.publishing.shelving import Known, folder_name, known_documents
from luohu.settings import Settings

_DOCUMENT = "document.yml"
_CHECKED = "checked.txt"


@dataclass(frozen=True)
class Staged:
    """A draft in a corpus of its own, beside the documents to which it relates.

    Attributes:
        corpus_dir: the corpus.
        folder: the document's folder in it.
    """

    corpus_dir: Path
    folder: str

    @property
    def path(self) -> Path:
        """Where the document lies."""
        return self.corpus_dir / self.folder


def documents_at_hand(config: Settings) -> list[Known]:
    """The documents that are answered from now, and the drafts of the command line."""
    kept = store(config)
    return known_documents(answered_from(config), kept.drafts)


def answered_from(config: Settings) -> Path:
    """The documents that are answered from now."""
    kept = store(config)
    current = kept.current()
    return kept.publication(current).corpus_dir if current else config.corpus_dir


@contextmanager
def staged(
    config: Settings,
    draft: Mapping[str, Any],
    rules: Mapping[str, Any] | None = None,
    received: bytes | None = None,
) -> Iterator[Staged]:
    """Lay a draft out; it is gone afterwards.

    Args:
        config: the installation.
        draft: ``kept``, as it was received, ``form``, as it was confirmed, and ``folder``, empty
            where it has none yet.
        rules: the content of its ``pathways.yml``; none where it is left out.
        received: its bytes; what is only looked at goes without them.

    Raises:
        Refusal: what a document must have is not known.
    """
    form = draft["form"]
    reading = _confirmed(reading_of(draft["kept"]), form)
    known = documents_at_hand(config)
    place = named_region(form["region"])
    folder = draft["folder"] or folder_name(reading.identity, {one.folder for one in known}, place)
    with tempfile.TemporaryDirectory(prefix="luohu-draft-") as name:
        corpus_dir = Path(name, "corpus")
        corpus_dir.mkdir()
        for shared in {path.split("/")[0] for path in shared_files(config.corpus_dir)}:
            (corpus_dir / shared).symlink_to(config.corpus_dir / shared)
        for other in {one["document"] for one in form["relations"] if one["confirmed"]} - {folder}:
            (corpus_dir / other).symlink_to(answered_from(config) / other)
        source = Path(name, Path(_CHECKED if received is None else draft["kept"]["name"]).name)
        source.write_bytes(received or b"")
        others = [one for one in known if one.folder != folder]
        add(reading, source, folder, corpus_dir, form["title"], form["issuer"], others)
        made = Staged(corpus_dir, folder)
        _confirm(made.path / _DOCUMENT, form)
        if rules:
            text = yaml.safe_dump(dict(rules), allow_unicode=True, sort_keys=False, width=1000)
            (made.path / PATHWAYS_FILE).write_text(text, encoding="utf-8")
        yield made


def _confirmed(reading: Reading, form: Mapping[str, Any]) -> Reading:
    """What was read, with what a person has put right in place of what was recognised."""
    identity = reading.identity
    changed: dict[str, Any] = {}
    for name in ("number", *DATES):
        found = getattr(identity, name)
        value = form[name]
        quote, part = (found.quote, found.part) if found else ("", "")
        changed[name] = Found(value, quote, part, confirmed=True) if value else None
    return replace(reading, identity=replace(identity, **changed))


def _confirm(path: Path, form: Mapping[str, Any]) -> None:
    """Say in ``document.yml`` what a person has compared with the original."""
    entries = yaml.safe_load(path.read_text("utf-8"))
    entries["confirmed"] = True
    if "proof_read" in entries:
        entries["proof_read"] = bool(form["proof_read"])
    entries.pop("relations", None)
    confirmed = [dict(one) for one in form["relations"] if one["confirmed"]]
    if confirmed:
        entries["relations"] = confirmed
    text = yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=1000)
    path.write_text(text, encoding="utf-8")
