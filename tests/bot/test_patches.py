"""Replies of the action server are still checked, and checked by the patched method."""

from __future__ import annotations

import asyncio
from typing import Any

import jsonschema
import pytest
from rasa.core.actions.action import RemoteAction
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

import bot.patches

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
