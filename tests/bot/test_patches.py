"""Replies of the action server are still checked, and checked by the patched method."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from rasa.core.actions.action import RemoteAction
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.core.processor import MessageProcessor
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

import bot.patches
from bot.limits import limits
from bot.metrics import WHOLE, stage
from bot.stores import LocalTrackerStore
from luohu.names import SESSION_SLOT
from luohu.settings import settings
from luohu.tracing import _tracer

VALID: dict[str, Any] = {
    "events": [{"event": "slot", "timestamp": None, "name": "session", "value": {"region": None}}],
    "responses": [{"text": "能。", "custom": {"kind": "answer"}}],
}
BROKEN: list[Any] = [
    {"events": [{"name": "session"}], "responses": []},
    {"events": "none", "responses": []},
    {"responses": [{"text": "x"}], "events": {}},
]


def action_with(reply: Any) -> RemoteAction:  # noqa: ANN401
    """The remote action of an action server that replies what a test wants."""

    async def request(*_: Any, **__: Any) -> Any:  # noqa: ANN401
        return reply

    server = EndpointConfig("http://127.0.0.1:1/webhook")
    server.request = request
    return RemoteAction("action_converse", server)


def run_action(reply: Any) -> list[Any]:  # noqa: ANN401
    """Let Rasa run the remote action on a reply of the server."""
    domain = Domain.from_dict({"actions": ["action_converse"], "slots": {}})
    tracker = DialogueStateTracker.from_events("me", [], domain.slots)
    action = action_with(reply)
    language = TemplatedNaturalLanguageGenerator({})
    return list(asyncio.run(action.run(CollectingOutputChannel(), language, tracker, domain)))


def test_a_turn_of_the_action_server_is_accepted() -> None:
    names = [event.as_dict()["event"] for event in run_action(VALID)]
    assert names == ["bot", "slot"]


@pytest.mark.parametrize("reply", BROKEN)
def test_a_broken_reply_is_refused(reply: Any) -> None:  # noqa: ANN401
    with pytest.raises(jsonschema.ValidationError):
        run_action(reply)


def test_rasa_calls_the_patched_check(monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[object] = []

    class Watched:
        def iter_errors(self, result: object) -> list[jsonschema.ValidationError]:
            checked.append(result)
            return []

    monkeypatch.setattr(bot.patches, "_VALIDATOR", Watched())
    run_action(VALID)
    assert checked == [VALID]


@pytest.mark.parametrize("reply", [VALID, *BROKEN, {}, {"events": []}, {"responses": [{}]}, []])
def test_the_patch_judges_as_rasa_does(reply: Any) -> None:  # noqa: ANN401
    schema = RemoteAction.action_response_format_spec()
    errors = list(jsonschema.validators.validator_for(schema)(schema).iter_errors(reply))
    action = action_with(reply)
    if errors:
        with pytest.raises(jsonschema.ValidationError):
            action._validate_action_result(reply)
    else:
        assert action._validate_action_result(reply)


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("/restart", "restart"),
        ("/ /张三住在幸福路", "张三住在幸福路"),
        ("EXTERNAL: /back", "back"),
        ("/take_up", "/take_up"),
        ("租房能落户吗", "租房能落户吗"),
    ],
)
def test_nobodys_words_are_a_command_whichever_channel_forgets_to_clean_them(
    text: str, parsed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def encode(_text: str) -> None:
        return None

    async def parse(_processor: object, message: UserMessage) -> dict[str, Any]:
        return {"text": message.text}

    monkeypatch.setattr(bot.patches, "encode_ahead", encode)
    monkeypatch.setattr(bot.patches, "_parse_message", parse)
    understood = MessageProcessor.parse_message(None, UserMessage(text))
    assert asyncio.run(understood) == {"text": parsed}


@dataclass
class Processor:
    """As much of Rasa's processor as a session begins with."""

    domain: Domain
    expired: bool = False
    nlg: None = None

    def _has_session_expired(self, _tracker: DialogueStateTracker) -> bool:
        return self.expired

    def _get_action(self, name: str) -> str:
        return name

    async def _run_action(self, tracker: DialogueStateTracker, **_: Any) -> None:  # noqa: ANN401
        tracker.update_with_events([SessionStarted(), ActionExecuted("action_listen")], self.domain)


def told(turns: int) -> dict[str, Any]:
    """What the action server is told after so many turns."""
    slot = {"type": "any", "influence_conversation": False, "mappings": [{"type": "custom"}]}
    domain = Domain.from_dict({"actions": ["action_converse"], "slots": {SESSION_SLOT: slot}})
    tracker = DialogueStateTracker.from_events("me", [SessionStarted()], domain.slots)
    tracker.update(SlotSet(SESSION_SLOT, {"region": "371000"}), domain)
    for number in range(turns):
        tracker.update(UserUttered(f"第{number % 2}句"), domain)
        tracker.update(ActionExecuted("action_listen"), domain)
    return action_with(VALID)._action_call_format(tracker, domain)


def test_the_action_server_is_told_what_was_said_last_and_what_is_remembered() -> None:
    state = told(8)["tracker"]
    assert state["latest_message"]["text"] == "第1句"
    assert state["slots"][SESSION_SLOT] == {"region": "371000"}


def test_what_the_action_server_is_told_does_not_grow_with_the_conversation() -> None:
    assert len(json.dumps(told(200))) == pytest.approx(len(json.dumps(told(2))), abs=20)


def test_one_connection_to_the_action_server_serves_turn_after_turn() -> None:
    connections: list[object] = []

    async def answer(request: web.Request) -> web.Response:
        connections.append(request.transport)
        return web.json_response(VALID)

    async def two_turns() -> None:
        app = web.Application()
        app.router.add_post("/webhook", answer)
        async with TestServer(app) as server:
            endpoint = EndpointConfig(str(server.make_url("/webhook")))
            for _turn in range(2):
                assert await endpoint.request(json={}, timeout=7) == VALID
            async with endpoint.session() as session:
                pass
            assert not session.closed
            await session.close()

    asyncio.run(two_turns())
    assert len(connections) == 2
    assert len(set(connections)) == 1


@pytest.mark.parametrize(("traces", "carried"), [("", False), ("http://127.0.0.1:9", True)])
def test_the_action_server_is_told_of_the_trace_where_traces_are_gathered(
    traces: str, carried: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Mapping[str, str]] = []

    async def answer(request: web.Request) -> web.Response:
        told.append(request.headers)
        return web.json_response(VALID)

    async def turn() -> None:
        app = web.Application()
        app.router.add_post("/webhook", answer)
        async with TestServer(app) as server:
            endpoint = EndpointConfig(str(server.make_url("/webhook")))
            with stage(WHOLE):
                assert await endpoint.request(json={}, timeout=7) == VALID
            async with endpoint.session() as session:
                await session.close()

    monkeypatch.setenv("LUOHU_TRACES", traces)
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_TIMEOUT", "1")
    for one in (settings, _tracer):
        one.cache_clear()
    asyncio.run(turn())
    _tracer.cache_clear()
    assert told[0]["Content-Type"] == "application/json"
    assert ("traceparent" in told[0]) is carried


@pytest.mark.parametrize(
    ("turns", "expired", "begins", "remembered"),
    [(300, False, True, True), (300, True, True, False), (3, False, False, True)],
)
def test_a_conversation_that_is_long_enough_goes_on_in_a_new_session(
    turns: int, expired: bool, begins: bool, remembered: bool
) -> None:
    slot = {"type": "any", "influence_conversation": False, "mappings": [{"type": "custom"}]}
    domain = Domain.from_dict({"actions": ["action_converse"], "slots": {SESSION_SLOT: slot}})
    tracker = DialogueStateTracker.from_events("me", [SessionStarted()], domain.slots)
    tracker.update(SlotSet(SESSION_SLOT, {"region": "371000"}), domain)
    for number in range(turns):
        tracker.update(UserUttered(f"第{number}句"), domain)
        tracker.update(ActionExecuted("action_listen"), domain)
    before = sum(isinstance(event, SessionStarted) for event in tracker.events)
    processor = Processor(domain, expired)
    update = MessageProcessor._update_tracker_session
    asyncio.run(update(processor, tracker, CollectingOutputChannel()))
    after = sum(isinstance(event, SessionStarted) for event in tracker.events)
    assert (after - before == 1) is begins
    assert (tracker.get_slot(SESSION_SLOT) is not None) is remembered
    assert len(tracker.applied_events()) < limits().events_of_a_session


def test_however_long_somebody_talks_no_turn_replays_more_than_one_session(tmp_path: Path) -> None:
    slot = {"type": "any", "influence_conversation": False, "mappings": [{"type": "custom"}]}
    domain = Domain.from_dict({"actions": ["action_converse"], "slots": {SESSION_SLOT: slot}})
    store = LocalTrackerStore(domain, db=str(tmp_path / "tracker.db"))

    async def talk() -> list[int]:
        replayed = []
        for number in range(limits().events_of_a_session):
            tracker = await store.get_or_create_tracker("me", append_action_listen=False)
            replayed.append(len(tracker.events))
            update = MessageProcessor._update_tracker_session
            await update(Processor(domain), tracker, CollectingOutputChannel())
            said = [SlotSet(SESSION_SLOT, {"turn": number}), ActionExecuted("action_listen")]
            tracker.update_with_events([UserUttered("你好"), *said], domain)
            await store.save(tracker)
        return replayed

    replayed = asyncio.run(talk())
    assert max(replayed) < limits().events_of_a_session + 10
    last = asyncio.run(store.get_or_create_tracker("me", append_action_listen=False))
    assert last.get_slot(SESSION_SLOT) == {"turn": limits().events_of_a_session - 1}
