"""What tests of the Rasa server's parts share: a stand-in for Rasa itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage


@dataclass
class StandIn:
    """Takes messages in Rasa's place and answers, says nothing, or breaks."""

    answers: list[dict[str, Any]] = field(default_factory=list)
    error: Exception | None = None
    taken: list[UserMessage] = field(default_factory=list)

    async def __call__(self, message: UserMessage) -> None:
        self.taken.append(message)
        if self.error:
            raise self.error
        for answer in self.answers:
            await message.output_channel.send_response(message.sender_id, answer)


@pytest.fixture
def turn() -> dict[str, Any]:
    """A turn as the action server utters it."""
    return {
        "kind": "answer",
        "text": "能。",
        "region": {"code": "371000", "name": "威海市"},
        "topic": "renting",
        "citations": [],
        "notices": [],
        "options": [],
    }


@pytest.fixture
def rasa(turn: dict[str, Any]) -> StandIn:
    """A Rasa that answers every message with one turn."""
    return StandIn(answers=[{"text": turn["text"], "custom": turn}])
