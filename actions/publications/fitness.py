"""Whether a publication fits what an installation has learnt, by the one manifest's rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from actions.publications.bundle import INDEX, Publication
from luohu.artefacts import artefacts
from luohu.manifest import Artefact, Manifest, hashes
from luohu.settings import Settings


def unfit(config: Settings, publication: Publication) -> str | None:
    """Why a publication must not be served by an installation, or None.

    Rules use the facts, subjects and topics of the installation, and what was learnt rests on
    them: a publication holds a copy of these files, and they have to be the same.
    """
    shared = publication.shared()
    if shared != shared_files(config.corpus_dir):
        now = shared_files(config.corpus_dir)
        other = sorted(name for name in {*now, *shared} if now.get(name) != shared.get(name))
        return f"it was made with another {' and another '.join(other)}"
    manifest = Manifest(publication.index_dir)
    reasons = manifest.reasons(indexes_of(config, publication).values())
    return reasons[0] if reasons else None


def indexes_of(config: Settings, publication: Publication) -> Mapping[str, Artefact]:
    """The index of each document of a publication."""
    return indexes_in(config, publication.corpus_dir, publication.folder / INDEX)


def indexes_in(config: Settings, corpus_dir: Path, index_dir: Path) -> Mapping[str, Artefact]:
    """The index, in a folder, of each document below another."""
    made = artefacts(replace(config, corpus_dir=corpus_dir)).indexes
    return {name: replace(one, outputs=(index_dir / name,)) for name, one in made.items()}


def shared_files(corpus_dir: Path) -> dict[str, str]:
    """The files of a corpus that belong to no document, with their hashes."""
    documents = {path.parent for path in corpus_dir.glob("*/document.yml")}
    paths = [path for path in sorted(corpus_dir.iterdir()) if path not in documents]
    named = [path for path in paths if not path.name.startswith(".")]
    return hashes(named)
