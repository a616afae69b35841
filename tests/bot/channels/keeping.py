"""A stand-in for Rasa that keeps conversations as Rasa does: real store, real locks, own turns."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import FailSafeTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.stores import LocalTrackerStore
from bot.turns import plain_turn
from luohu.names import CONVERSE, SESSION_SLOT

DOMAIN = Domain.from_dict(
    {
        "intents": ["inform"],
        "actions": [CONVERSE],
        "slots": {
            SESSION_SLOT: {
                "type": "any",
                "influence_conversation": False,
                "mappings": [{"type": "custom"}],
            }
        },
    }
)


def turn_for(text: str) -> dict[str, Any]:
    """A turn that repeats what was said, so that answers cannot be mistaken for each other."""
    return plain_turn(f"答:{text}", kind="answer")


@dataclass
class Rasa:
    """What channels see of Rasa: the entry for messages and the agent, in one.

    Attributes:
        file: where the conversations are written.
        failing: how many of the next messages the action server does not answer.
        pause: seconds that a turn takes.
        taken: the messages that were really answered, in order.
        at_once: how many turns are being made.
        most_at_once: how many were at most.
    """

    file: Path
    failing: int = 0
    pause: float = 0.0
    taken: list[UserMessage] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    answer: Callable[[str], dict[str, Any]] = turn_for

    def __post_init__(self) -> None:
        self.restart()

    @property
    def processor(self) -> Rasa:
        """The agent's processor."""
        return self

    def restart(self) -> None:
        """Forget all that was only in memory."""
        self.domain = DOMAIN
        self.tracker_store = FailSafeTrackerStore(LocalTrackerStore(DOMAIN, db=str(self.file)))
        self.lock_store = InMemoryLockStore()

    def is_ready(self) -> bool:
        """Whether the model is loaded."""
        return True

    async def __call__(self, message: UserMessage) -> None:
        async with self.lock_store.lock(message.sender_id, wait_time_in_seconds=0.005):
            tracker = await self.fetch_tracker_and_update_session(message.sender_id)
            tracker.update(UserUttered(message.text, message_id=message.message_id))
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
            await asyncio.sleep(self.pause)
            self.at_once -= 1
            if self.failing:
                self.failing -= 1
            else:
                self.taken.append(message)
                turn = self.answer(message.text)
                tracker.update(ActionExecuted(CONVERSE))
                tracker.update(BotUttered(turn["text"], data={"custom": turn}))
                known = tracker.get_slot(SESSION_SLOT) or {}
                session = {**known, "region": "371000", "topic": "renting"}
                tracker.update(SlotSet(SESSION_SLOT, session))
                await message.output_channel.send_response(
                    message.sender_id, {"text": turn["text"], "custom": turn}
                )
            tracker.update(ActionExecuted("action_listen"))
            await self.tracker_store.save(tracker)

    async def fetch_tracker_and_update_session(self, sender: str) -> DialogueStateTracker:
        """The conversation, begun where there is none."""
        tracker = await self.tracker_store.get_or_create_tracker(sender, append_action_listen=False)
        if not tracker.events:
            self.begin_session(tracker)
        return tracker

    async def expire(self, sender: str) -> None:
        """Let a conversation's session end and a new one begin."""
        tracker = await self.fetch_tracker_and_update_session(sender)
        self.begin_session(tracker)
        await self.tracker_store.save(tracker)

    @staticmethod
    def begin_session(tracker: DialogueStateTracker) -> None:
        """Begin a session as Rasa does."""
        tracker.update(ActionExecuted("action_session_start"))
        tracker.update(SessionStarted())
        tracker.update(ActionExecuted("action_listen"))
