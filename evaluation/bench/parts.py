"""The parts of a turn, each timed by itself on recorded messages."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import yaml

from actions.conversation.answering import answer
from actions.conversation.context import Context
from actions.conversation.respond import STEPS, respond, understand
from actions.conversation.services import Services, load_services
from actions.understanding.facts import stated_facts
from evaluation.bench.figures import milliseconds
from evaluation.bench.recorded import Recorded
from luohu.clock import today
from luohu.encoder import Encoder
from luohu.places import resolve
from luohu.settings import ROOT, Settings
from tools.local_http import post_json

_ACTION = "action_converse"

Given = TypeVar("Given")


@dataclass(frozen=True)
class Part:
    """How long one part took, over ``calls`` calls."""

    name: str
    p50_ms: float
    p95_ms: float
    calls: int


def webhook_part(actions_url: str, recorded: Sequence[Recorded]) -> Part:
    """The round trip to the running action server, with what Rasa sends.

    A full stop makes each a message whose vector the server has not kept.
    """
    domain = yaml.safe_load((ROOT / "domain" / "session.yml").read_text(encoding="utf-8"))
    unseen = [replace(o, latest={**o.latest, "text": f"{o.message.text}."}) for o in recorded]
    calls = [one.webhook_call(domain, _ACTION) for one in unseen]
    return _part(
        "action server, round trip",
        _timed(lambda call: post_json(f"{actions_url}/webhook", call), calls),
    )


def parts_of_a_turn(settings: Settings, recorded: Sequence[Recorded]) -> list[Part]:
    """Every part that runs in the action server, timed in this process.

    Raises:
        CorpusError, RulesError, StaleError, EncoderError: something built is missing.
    """
    services = load_services(settings)
    day = today()
    messages = [(one.message, one.remembered) for one in recorded]
    texts = [message.text for message, _ in messages]
    never_keeps = Encoder(settings.model_dir, cache_size=0)
    keeps = Encoder(settings.model_dir, cache_size=len(texts) + 1)
    for text in texts:
        keeps.encode_query(text)
    replies = [respond(message, session, services, day) for message, session in messages]
    contexts = [understand(message, session, services, day) for message, session in messages]
    return [
        _part("respond(), vectors kept", _timed(lambda m: respond(*m, services, day), messages)),
        *_step_parts(contexts),
        _part("encode a question", _timed(never_keeps.encode_query, texts)),
        _part("encode, vector kept", _timed(keeps.encode_query, texts)),
        _part("places of a message", _timed(lambda t: resolve(t, services.gazetteer), texts)),
        _part(
            "facts of a message",
            _timed(lambda t: stated_facts(t, services.eligibility.facts, day), texts),
        ),
        _part("search, vector kept", _timed(_search, contexts)),
        _part("judge one pathway", _timed(lambda c: _judge(c, services), _people(contexts))),
        _part("turn to JSON", _timed(lambda r: json.dumps(r.turn.as_dict()), replies)),
    ]


def _step_parts(contexts: Sequence[Context]) -> list[Part]:
    """The steps of respond(), each over the turns in which it was tried."""
    seconds: dict[str, list[float]] = {"understand": []}
    for context in contexts:
        arguments = (context.message, context.session, context.services, context.day)
        seconds["understand"] += _timed(lambda a: understand(*a), [arguments])
        for step in (*STEPS, answer):
            start = time.perf_counter()
            reply = step(context)
            seconds.setdefault(step.__name__, []).append(time.perf_counter() - start)
            if reply:
                break
    return [_part(f"  step {name}", taken) for name, taken in seconds.items()]


def _search(context: Context) -> object:
    region = context.session.region or next(iter(context.services.regions))
    return context.services.retriever.search(context.bare, region, context.message.subjects)


def _people(contexts: Iterable[Context]) -> list[Context]:
    """The turns in which something is known of a person, or all where that is never so."""
    contexts = list(contexts)
    return [c for c in contexts if c.session.facts and c.session.region] or contexts


def _judge(context: Context, services: Services) -> object:
    region = context.session.region or next(iter(services.regions))
    pathway = next(iter(services.eligibility.pathways(region)), "")
    return services.eligibility.judge(region, pathway, context.session.facts, context.day)


def _timed(work: Callable[[Given], Any], inputs: Iterable[Given]) -> list[float]:
    """Seconds that ``work`` takes on each input."""
    taken = []
    for given in inputs:
        start = time.perf_counter()
        work(given)
        taken.append(time.perf_counter() - start)
    return taken


def _part(name: str, seconds: Sequence[float]) -> Part:
    return Part(name, milliseconds(seconds, 0.5), milliseconds(seconds, 0.95), len(seconds))
