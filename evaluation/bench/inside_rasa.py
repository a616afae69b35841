"""The parts of a turn that run in the Rasa server, each timed by itself, in the bot's environment.

``python -m evaluation.bench.inside_rasa FOLDER``: reads messages as a JSON list of texts, and
writes the seconds that each part takes on each of them; conversations are kept in FOLDER.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.engine.constants import PLACEHOLDER_MESSAGE, PLACEHOLDER_TRACKER
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig
from rasa.utils.log_utils import configure_structlog

import bot.channels.delivery  # noqa: F401 - Rasa as the server has it
from bot.encoding import encoder
from bot.essence import essence_of
from bot.intake import take_in
from bot.stores import LocalTrackerStore
from bot.turns import plain_turn
from luohu.artefacts import artefacts
from luohu.names import SESSION_SLOT
from luohu.settings import settings

Seconds = dict[str, list[float]]

_TURN = plain_turn("是。")
_REPLY = {
    "events": [{"event": "slot", "timestamp": None, "name": SESSION_SLOT, "value": {}}],
    "responses": [{"text": _TURN["text"], "custom": _TURN}],
}
_TURNS_A_SESSION = 8


class _AnswersAtOnce(EndpointConfig):
    """An action server that takes no time."""

    async def request(self, *_others: object, **_named: object) -> dict[str, Any]:
        """The same reply to every call."""
        return _REPLY


def main() -> None:
    """Time the messages that are read."""
    texts: list[str] = json.load(sys.stdin)
    found = asyncio.run(_timed(texts, Path(sys.argv[1])))
    json.dump(found, sys.stdout)


async def _timed(texts: list[str], folder: Path) -> Seconds:
    # As in the server: else each line for debugging is written, which takes longer than the turn.
    configure_structlog(logging.WARNING)
    store = LocalTrackerStore(db=str(folder / "timed.db"))
    agent = Agent.load(
        artefacts(settings()).nlu.path, tracker_store=store, action_endpoint=_AnswersAtOnce()
    )
    found: Seconds = {"Rasa server, a turn": []}
    # The first one loads what is loaded when first wanted.
    for number, text in enumerate([texts[0], *texts]):
        sender = f"timed-{number // _TURNS_A_SESSION}"
        message = UserMessage(text, CollectingOutputChannel(), sender, input_channel="rest")
        start = time.perf_counter()
        await agent.handle_message(message)
        found["Rasa server, a turn"].append(time.perf_counter() - start)
    del found["Rasa server, a turn"][0]
    vector, points = encoder().encode_query, [essence_of(text) for text in texts]
    return {
        **found,
        "  take in a message": [_seconds(partial(take_in, text)) for text in texts],
        "  find its point": [_seconds(partial(essence_of.__wrapped__, text)) for text in texts],
        "  encode it": [_seconds(partial(vector, f"{point}.")) for point in points],
        **_components(agent, texts),
    }


def _components(agent: Agent, texts: list[str]) -> Seconds:
    """How long each component of the pipeline takes, the vector being kept."""
    processor = agent.processor
    if processor is None:
        raise RuntimeError("Rasa has loaded no model")
    found: Seconds = {}
    for text in texts:
        given: dict[str, tuple[str, Any]] = {
            PLACEHOLDER_MESSAGE: (PLACEHOLDER_MESSAGE, [UserMessage(text)]),
            PLACEHOLDER_TRACKER: (
                PLACEHOLDER_TRACKER,
                DialogueStateTracker.from_events("timed", []),
            ),
        }
        for node, needed in processor.graph_runner.steps([processor.model_metadata.nlu_target]):
            start = time.perf_counter()
            name, output = node(*(given[one] for one in needed))
            found.setdefault(_called(name), []).append(time.perf_counter() - start)
            given[name] = (name, output)
    return found


def _called(node: str) -> str:
    """A component's name as the configuration has it, without its module."""
    return "  " + re.sub(r"^run_|\d+$", "", node).rpartition(".")[2]


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
