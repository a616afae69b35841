"""What documents, pathways and subjects are called, without asking the action server."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

from luohu.settings import settings


def document_title(folder: str) -> str:
    """The title of the document in a folder; the folder's name where there is none any more."""
    return _documents(settings().corpus_dir).get(folder, folder)


def subject_title(subject: str) -> str:
    """The title of a pathway or another subject; its id where there is none any more."""
    return _subjects(settings().corpus_dir).get(subject, subject)


@lru_cache(maxsize=4)
def _documents(corpus_dir: Path) -> dict[str, str]:
    files = sorted(corpus_dir.glob("*/document.yml"))
    return {file.parent.name: str(_read(file)["title"]) for file in files}


@lru_cache(maxsize=4)
def _subjects(corpus_dir: Path) -> dict[str, str]:
    subjects = _read(corpus_dir / "subjects.yml")
    return {name: subject["title"] for name, subject in subjects.items()}


def _read(file: Path) -> dict[str, dict[str, str]]:
    return dict(yaml.safe_load(file.read_text(encoding="utf-8")))
