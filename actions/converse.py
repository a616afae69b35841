"""The Rasa actions: each hands the tracker to the conversation and utters its turn."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation.message import Message
from actions.conversation.respond import respond
from actions.conversation.services import Services
from actions.conversation.session import Session
from actions.conversation.standing import Standing
from actions.publications.serving import Serving
from luohu.clock import today
from luohu.failing import kind_and_place
from luohu.names import CONVERSE, SESSION_SLOT
from luohu.settings import settings


@lru_cache(maxsize=1)
def serving() -> Serving:
    """What this process answers from, loaded at the first call."""
    return Serving(settings())


def services() -> Services:
    """The services over the current publication; a turn asks once, and is made from one."""
    return serving().services


class TurnError(RuntimeError):
    """No turn could be made; the message says by which error."""


class Converse(Action):
    """Answers whatever was said: question, fact, place or dialogue act."""

    def name(self) -> str:
        """The action's name in rules."""
        return CONVERSE

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Mapping[str, Any]
    ) -> list[dict[str, Any]]:
        """Utter the turn and store the session.

        The work runs in a thread, so that one conversation's search does not hold up another's.

        Raises:
            TurnError: no turn could be made.
        """
        latest = tracker.latest_message
        metadata = latest.get("metadata") or {}
        masked = bool(metadata.get("masked"))
        try:
            standing = Standing.from_dict(metadata.get("standing"))
            session = Session.from_dict(tracker.get_slot(SESSION_SLOT))
            # In a thread: the first turn of a day may have to put other documents together.
            here = await asyncio.to_thread(services)
            reply = await asyncio.to_thread(
                respond, _message(latest), session, here, today(), masked, standing
            )
        except Exception as error:  # Rasa's SDK logs its text, which may hold what a person said
            raise TurnError(kind_and_place(error)) from None
        turn = reply.turn.as_dict()
        dispatcher.utter_message(text=turn["text"], json_message=turn)
        return [SlotSet(SESSION_SLOT, reply.session.as_dict())]


def _message(latest: Mapping[str, Any]) -> Message:
    intent = latest.get("intent") or {}
    ranking = {entry["name"]: entry["confidence"] for entry in latest.get("intent_ranking") or ()}
    return Message(
        text=latest.get("text") or "",
        intent=intent.get("name"),
        confidence=float(intent.get("confidence") or 0.0),
        ranking=ranking,
    )
