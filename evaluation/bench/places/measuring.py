"""Turns over a corpus of many places, timed where the action server makes them."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from actions.conversation.message import Message
from actions.conversation.respond import Reply, respond
from actions.conversation.services import Services, load_services
from actions.conversation.session import Session
from actions.publications.serving import over_documents
from evaluation.bench.figures import milliseconds
from evaluation.bench.places.generating import generate
from evaluation.bench.usage import memory_mb
from evaluation.reading import load_items
from luohu.artefacts import artefacts
from luohu.clock import today
from luohu.places import resolve
from luohu.settings import Settings

_QUESTIONS = 60
_COLD = 40


@dataclass(frozen=True)
class Cost:
    """What so many places cost; 0 are those of the installation.

    Attributes:
        places: covered places.
        load_seconds: from nothing to being ready.
        memory_mb: of the process after the turns.
        p50_ms, p95_ms: a turn in a place whose documents were searched before.
        cold_ms: a first turn in a place, p50.
        nowhere_ms: a turn while no place is known, p50.
        resolve_ms: finding the places of a message, p50.
        turn_kb: the largest turn as JSON.
    """

    places: int
    load_seconds: float
    memory_mb: float
    p50_ms: float
    p95_ms: float
    cold_ms: float
    nowhere_ms: float
    resolve_ms: float
    turn_kb: float


def measure(config: Settings, places: int, folder: Path) -> Cost:
    """Cost of the installation's own places, or of ``places`` that are made up in ``folder``."""
    start = time.monotonic()
    services = load_services(config)
    own = tuple(services.regions)
    if places:
        made = generate(config.corpus_dir, services.corpus, places, folder / "corpus")
        indexes = artefacts(config).indexes
        start = time.monotonic()
        services = over_documents(
            services,
            folder / "corpus",
            {name: indexes[pattern].path for name, pattern in made.items()},
        )
    loaded = time.monotonic() - start
    questions = _questions()
    # The first time of each question pays for its vector and for what is kept of its words.
    replies = [_said(question, None, services)[1] for question in questions]
    nowhere = [_said(question, None, services)[0] for question in questions]
    others = [code for code in services.regions if code not in own] or list(own)
    step = max(1, len(others) // _COLD)
    cold = [_said(questions[0], code, services)[0] for code in islice(others, 0, None, step)]
    rounds = [
        [_said(question, code, services) for question in questions for code in own[:2]]
        for _ in range(2)
    ]
    warm = [seconds for seconds, _reply in rounds[1]]
    replies += [reply for _seconds, reply in rounds[1]]
    return Cost(
        places=len(services.regions),
        load_seconds=loaded,
        memory_mb=memory_mb([os.getpid()]),
        p50_ms=milliseconds(warm, 0.5),
        p95_ms=milliseconds(warm, 0.95),
        cold_ms=milliseconds(cold, 0.5),
        nowhere_ms=milliseconds(nowhere, 0.5),
        resolve_ms=milliseconds(list(_resolving(questions, services)), 0.5),
        turn_kb=max(len(json.dumps(reply.turn.as_dict())) for reply in replies) / 1000,
    )


def _questions() -> list[str]:
    """The first messages of open questions, each once."""
    said = dict.fromkeys(item.steps[0].say for item in load_items(("open",)) if item.steps)
    chosen = list(said)
    return chosen[:: max(1, len(chosen) // _QUESTIONS)][:_QUESTIONS]


def _said(text: str, region: str | None, services: Services) -> tuple[float, Reply]:
    session = replace(Session(), region=region)
    start = time.thread_time()
    reply = respond(Message(text, None, 0.0, {}), session, services, today())
    return time.thread_time() - start, reply


def _resolving(questions: Sequence[str], services: Services) -> Iterator[float]:
    for question in questions:
        start = time.thread_time()
        resolve(question, services.gazetteer)
        yield time.thread_time() - start
