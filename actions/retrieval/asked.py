"""``questions.yml`` of a document's folder: what people may ask of each clause, in their words."""

from __future__ import annotations

from pathlib import Path

import yaml

from actions.corpus import Document
from actions.retrieval.passages import searched_clauses
from luohu.text import normalise

ASKED_FILE = "questions.yml"


def load_asked(corpus_dir: Path, document: Document) -> dict[str, list[str]]:
    """Clause id -> questions that the clause answers; nothing where the folder has no such file.

    Raises:
        ValueError: not readable, or a clause that the document does not have.
    """
    path = corpus_dir / document.folder / ASKED_FILE
    if not path.exists():
        return {}
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except yaml.YAMLError as error:
        raise ValueError(f"{path} cannot be read: {error}") from error
    searched = {clause.id for clause in searched_clauses(document)}
    unknown = [clause for clause in entries if clause not in searched]
    if unknown:
        raise ValueError(
            f"{path}: the document has no clause {', '.join(map(str, unknown))}; "
            "`python -m tools.regions` lists its clauses"
        )
    return {clause: [normalise(text) for text in texts] for clause, texts in entries.items()}
