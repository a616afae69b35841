"""The parts of a turn, each timed by itself on recorded messages."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from actions.conversation.decide import decide
from actions.conversation.moves import perform
from actions.conversation.reducer import reduce
from actions.conversation.respond import respond, understand
from actions.conversation.services import Services, load_services
from actions.conversation.situation import Situation
from actions.understanding.facts import stated_facts
from evaluation.bench.figures import milliseconds
from evaluation.bench.recorded import Recorded
from evaluation.items import EvaluationError
from luohu.clock import today
from luohu.encoder import Encoder
from luohu.names import CONVERSE
from luohu.places import resolve
from luohu.settings import ROOT, Settings
from tools.local_http import post_json
from tools.setup.environments import environments
from tools.variables import project_variables

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
    unseen = [replace(o, latest={**o.latest, "text": f"{o.message.text}."}) for o in recorded]
    calls = [one.webhook_call(CONVERSE) for one in unseen]
    return _part(
        "action server, round trip",
        _timed(lambda call: post_json(f"{actions_url}/webhook", call), calls),
    )


def rasa_parts(
    recorded: Sequence[Recorded], folder: Path, variables: Mapping[str, str]
) -> list[Part]:
    """Every part that runs in the Rasa server, timed in a process of its environment.

    Args:
        recorded: the messages.
        folder: of the running bot, for what is written meanwhile.
        variables: environment variables.

    Raises:
        EvaluationError: the process failed.
    """
    texts = [text for text in (one.message.text for one in recorded) if text[:1] != "/"]
    command = [str(environments(ROOT)["bot"].python), "-m", "evaluation.bench.inside_rasa"]
    done = subprocess.run(
        [*command, str(folder)],
        cwd=ROOT,
        env=project_variables(ROOT, {**variables, "LUOHU_ACTIONS_URL": "http://127.0.0.1"}),
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise EvaluationError(f"the parts of the Rasa server cannot be timed: {last}")
    found: dict[str, list[float]] = json.loads(done.stdout.splitlines()[-1])
    return [_part(name, seconds) for name, seconds in found.items()]


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
    decisions = [decide(understand(*one, services, day)) for one in messages]
    situations = [decision.situation for decision in decisions]
    return [
        _part("respond(), vectors kept", _timed(lambda m: respond(*m, services, day), messages)),
        _part("  understand", _timed(lambda m: understand(*m, services, day), messages)),
        _part(
            "  decide",
            _timed(decide, (understand(*one, services, day) for one in messages)),
        ),
        _part("  perform", _timed(perform, decisions)),
        _part("  reduce", _timed(reduce, decisions)),
        _part("encode a question", _timed(never_keeps.encode_query, texts)),
        _part("encode, vector kept", _timed(keeps.encode_query, texts)),
        _part("places of a message", _timed(lambda t: resolve(t, services.gazetteer), texts)),
        _part(
            "facts of a message",
            _timed(lambda t: stated_facts(t, services.eligibility.facts, day), texts),
        ),
        _part("search, vector kept", _timed(_search, situations)),
        _part("judge one pathway", _timed(lambda c: _judge(c, services), _people(situations))),
        _part("turn to JSON", _timed(lambda r: json.dumps(r.turn.as_dict()), replies)),
    ]


def _search(situation: Situation) -> object:
    region = situation.state.region or next(iter(situation.services.regions))
    reading = situation.reading
    return situation.services.retriever.search(reading.whole, region, reading.subjects)


def _people(situations: Iterable[Situation]) -> list[Situation]:
    """The turns in which something is known of a person, or all where that is never so."""
    situations = list(situations)
    return [s for s in situations if s.state.facts and s.state.region] or situations


def _judge(situation: Situation, services: Services) -> object:
    region = situation.state.region or next(iter(services.regions))
    pathway = next(iter(services.eligibility.pathways(region)), "")
    return services.eligibility.judge(region, pathway, situation.state.facts, situation.day)


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
