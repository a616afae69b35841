"""The answers of a conversation, read from its tracker, the only log of them.

The message's id stands in the user's event and the turn in the bot's event after it, so that what
was answered is known after a restart too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rasa.core.agent import Agent
from rasa.shared.core.events import BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.acts import is_act
from bot.patches import GOES_ON
from bot.turns import upgraded

# Messages that may still be repeated after as many others.
_MAY_BE_REPEATED = 10
# A cursor counts in these parts of a second.
_PARTS = 1_000_000


@dataclass(frozen=True)
class Answer:
    """The turn that a message got.

    Attributes:
        message_id: the message's id.
        cursor: place of the answer in the conversation, opaque; empty where it has none.
        turn: the turn.
        failed: the message was not answered and may be sent again under the same id.
        said: the message as intake left it; empty where a channel's own act or nothing was said.
    """

    message_id: str
    cursor: str
    turn: dict[str, Any]
    failed: bool = False
    said: str = ""

    @property
    def given_at(self) -> float:
        """When it was given, in seconds since 1970; 0 where it has no place."""
        return int(self.cursor or "0", 16) / _PARTS


@dataclass(frozen=True)
class Followed:
    """The answer that a message follows.

    Attributes:
        answer: the answer.
        overtaken: a later one was given before the message was looked at.
    """

    answer: Answer
    overtaken: bool


async def find_answer(
    agent: Agent | None, sender: str, message_id: str, everywhere: bool = False
) -> Answer | None:
    """The answer that a message got, None if it got none.

    Args:
        agent: Rasa's agent.
        sender: the conversation's id.
        message_id: the message's id.
        everywhere: look in all sessions of the conversation, not only in the latest.

    Raises:
        Exception: the tracker store's own, where it cannot be read.
    """
    tracker = await agent.tracker_store.retrieve(sender) if agent else None
    found = _with_id(_read(tracker.events), message_id) if tracker else None
    if found is None and (everywhere or _has_just_gone_on(tracker)):
        found = _with_id(await _answers(agent, sender, everywhere=True), message_id)
    return found


async def answers_after(agent: Agent | None, sender: str, cursor: str | None) -> list[Answer]:
    """The answers that came after the one at ``cursor``, in the order in which they were given.

    Args:
        agent: Rasa's agent.
        sender: the conversation's id.
        cursor: of the last answer that arrived; None or empty for all of the latest session.

    Raises:
        Exception: the tracker store's own, where it cannot be read.
    """
    answers = await _answers(agent, sender, everywhere=False)
    if not cursor:
        return answers
    if not any(answer.cursor == cursor for answer in answers):
        answers = await _answers(agent, sender, everywhere=True)
    places = [place for place, answer in enumerate(answers) if answer.cursor == cursor]
    if places:
        return answers[places[-1] + 1 :]
    return [answer for answer in answers if _later(answer.cursor, cursor)]


async def answer_before(agent: Agent | None, sender: str, moment: float) -> Followed | None:
    """The last answer that a person had at a moment, None where they had none.

    None also where something said after it got no answer: the person has an apology before them.

    Args:
        agent: Rasa's agent.
        sender: the conversation's id.
        moment: seconds since 1970.

    Raises:
        Exception: the tracker store's own, where it cannot be read.
    """
    tracker = await agent.tracker_store.retrieve(sender) if agent else None
    answers = _read(tracker.events) if tracker else []
    given = [answer for answer in answers if answer.given_at <= moment]
    if tracker is None or not given:
        return None
    last, answered = given[-1], {answer.message_id for answer in answers}
    apologised = any(
        isinstance(event, UserUttered)
        and event.message_id not in answered
        and last.given_at < event.timestamp <= moment
        for event in tracker.events
    )
    return None if apologised else Followed(last, overtaken=last is not answers[-1])


async def last_verdict(agent: Agent | None, sender: str) -> str:
    """What the last verdict of a conversation was, as the contract names it; empty for none.

    Raises:
        Exception: the tracker store's own, where it cannot be read.
    """
    answers = await _answers(agent, sender, everywhere=False)
    given = [one.turn["eligibility"] for one in answers if one.turn.get("eligibility")]
    return str(given[-1]["verdict"]) if given else ""


async def _answers(agent: Agent | None, sender: str, everywhere: bool) -> list[Answer]:
    """The answers of a conversation's latest session, or of all its sessions."""
    if agent is None:
        return []
    store = agent.tracker_store
    retrieve = store.retrieve_full_tracker if everywhere else store.retrieve
    tracker = await retrieve(sender)
    return _read(tracker.events) if tracker else []


def _has_just_gone_on(tracker: DialogueStateTracker | None) -> bool:
    """Whether a message that is repeated may have been answered in the session before."""
    if tracker is None:
        return False
    said = 0
    for event in reversed(tracker.events):
        said += isinstance(event, UserUttered)
        if isinstance(event, SlotSet) and GOES_ON in (event.metadata or {}):
            return said <= _MAY_BE_REPEATED
    return False


def _read(events: Iterable[Event]) -> list[Answer]:
    answers: list[Answer] = []
    message_id, said = None, ""
    for event in events:
        if isinstance(event, UserUttered):
            message_id, text = event.message_id, event.text or ""
            said = "" if is_act(text) else text
        elif isinstance(event, BotUttered) and message_id and (turn := event.data.get("custom")):
            cursor = _cursor(event.timestamp)
            answers.append(Answer(message_id, cursor, upgraded(turn), said=said))
    return answers


def _with_id(answers: list[Answer], message_id: str) -> Answer | None:
    return next((answer for answer in answers if answer.message_id == message_id), None)


def _cursor(timestamp: float) -> str:
    return f"{int(timestamp * _PARTS):x}"


def _later(cursor: str, than: str) -> bool:
    """Whether a cursor lies after one whose answer is gone; all do after what is no cursor."""
    try:
        return int(cursor, 16) > int(than, 16)
    except ValueError:
        return True
