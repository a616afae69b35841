"""Drafts published and publications gone back to, by the command line in a process of its own.

What publishes learns and indexes; the server that answers residents loads none of it.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from actions.publications.bundle import CORPUS, Publication, PublicationError
from actions.publications.store import Store, store
from actions.publishing.drafts.rules import rules_of
from actions.publishing.drafts.staging import staged
from luohu.settings import ROOT, Settings

JSON = dict[str, Any]

# How long the command waits until residents are answered from what was published.
_TAKEN_SECONDS = "300"
_SHOWN = 50
_REGION = 6


@dataclass(frozen=True)
class Issued:
    """What came of publishing or going back.

    Attributes:
        done: whether another publication is the current one, or the same one is again.
        publication: the id of the current one.
        folder: of the document that was published.
        told: what the command said.
    """

    done: bool
    publication: str
    folder: str
    told: str


def publish_draft(
    config: Settings, draft: Mapping[str, Any], form: Mapping[str, Any] | None, received: bytes
) -> Issued:
    """Publish a draft with the confirmed part of its rules.

    Args:
        config: the installation.
        draft: as ``staged`` takes it.
        form: its rules; None where there are none.
        received: the bytes as they came.

    Raises:
        Refusal: what a document must have is not known.
    """
    rules = rules_of(form) if form else None
    with staged(config, draft, rules, received) as made:
        command = ("publish", made.folder, "--from", str(made.corpus_dir))
        return _run(config, made.folder, *command)


def go_back(config: Settings, publication: str) -> Issued:
    """Let an earlier publication be the current one again."""
    return _run(config, "", "roll-back", publication)


def publications(config: Settings) -> JSON:
    """The publications that were answered from, the latest first, each with what it changed."""
    kept = store(config)
    current = _read(kept, kept.current())
    events = []
    history = kept.history()[-_SHOWN:]
    for number, event in enumerate(history):
        made = _read(kept, event.publication)
        former = _read(kept, history[number - 1].publication) if number else None
        events.append(
            {
                "at": event.at,
                "publication": event.publication,
                "how": event.how,
                "usable": made is not None,
                "changed": _differing(made, former) if made and former else [],
                # Whose residents would be answered otherwise after going back to it.
                "places": _places(_differing(made, current)) if made and current else [],
            }
        )
    return {"current": kept.current(), "events": events[::-1]}


def _run(config: Settings, folder: str, *command: str) -> Issued:
    kept = store(config)
    before = len(kept.history())
    ran = subprocess.run(
        [sys.executable, "-m", "actions.publishing", *command, "--wait", _TAKEN_SECONDS],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        check=False,
    )
    # It also fails where all is published and the server of residents is slow to take it over.
    made = [event for event in kept.history()[before:] if event.how == command[0]]
    done = ran.returncode == 0 or bool(made)
    return Issued(done, kept.current() or "", folder, ran.stdout.strip())


def _read(kept: Store, name: str | None) -> Publication | None:
    try:
        return kept.publication(name) if name else None
    except PublicationError:
        return None


def _differing(one: Publication, other: Publication) -> list[str]:
    """The folders of documents that are other in one publication than in another."""
    contents = [_contents(publication) for publication in (one, other)]
    names = sorted({*contents[0], *contents[1]})
    return [name for name in names if contents[0].get(name) != contents[1].get(name)]


def _contents(publication: Publication) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {name: {} for name in publication.documents}
    for path, digest in publication.files.items():
        part, folder, *_ = path.split("/")
        if part == CORPUS and folder in found:
            found[folder][path] = digest
    return found


def _places(folders: list[str]) -> list[str]:
    return sorted({folder[:_REGION] for folder in folders})
