"""One message in a call: the bot's turn, and what the desk makes of it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rasa.core.agent import Agent

from bot.acts import Act
from bot.channels.action_server import JSON
from bot.channels.hotline.clock import now
from bot.channels.hotline.desk import DeskAwayError
from bot.channels.hotline.grouping import Said
from bot.channels.hotline.model import CHANNEL, Hotline, sender_of
from bot.channels.hotline.shown import call_dict, suggestion_dict
from bot.channels.hotline.words import word
from bot.channels.once import Answer, Incoming, answer_once
from bot.channels.seeding import read_session
from bot.records.calls import Call, touch_call
from bot.records.database import Connection, database
from bot.records.segments import mark_asked
from bot.records.suggestions import Suggestion, save_suggestion, suggestions_of


async def ask_said(hotline: Hotline, agent: Agent, call: Call, said: Said) -> Suggestion:
    """Answer what the caller said; the call's lock is held.

    Raises:
        RecordsError: what came of it cannot be kept.
    """
    last = said.last
    message = f"{call.id}/{last.source}-{last.sequence}"
    incoming = Incoming(said.text, sender_of(call), CHANNEL, message)
    answered = await answer_once(hotline.on_new_message, agent, incoming)
    return await _suggest(hotline, agent, call, answered, said)


async def ask_act(hotline: Hotline, agent: Agent, call: Call, act: Act | str) -> Suggestion:
    """Let the conversation go on after the operator changed something; the call's lock is held.

    Args:
        hotline: the channel.
        agent: Rasa's agent.
        call: the call.
        act: what the channel itself sends: an act, or the place that a question waits for.

    Raises:
        RecordsError: what came of it cannot be kept.
    """
    incoming = Incoming(act, sender_of(call), CHANNEL, f"{call.id}/{uuid.uuid4().hex}")
    answered = await answer_once(hotline.on_new_message, agent, incoming)
    return await _suggest(hotline, agent, call, answered, None)


async def _suggest(
    hotline: Hotline, agent: Agent, call: Call, answered: Answer, said: Said | None
) -> Suggestion:
    turn = answered.turn
    shown = await _shown(hotline, agent, call, answered)
    region = turn["region"]["code"] if turn["region"] else None
    suggestion = Suggestion(
        call=call.id,
        message=answered.message_id,
        at=now(),
        said=said.text if said else "",
        turn=turn,
        shown=shown,
        region=region,
        source=said.last.source if said else None,
        sequence=said.last.sequence if said else None,
        failed=answered.failed,
    )
    kept = await database().run(_keep, suggestion, said)
    if region and region != call.region:
        moved = replace(call, region=region)
        hotline.hub.push(call.operator, {"type": "call", "call": call_dict(moved)})
    push_suggestion(hotline, call, kept)
    return kept


def push_suggestion(hotline: Hotline, call: Call, suggestion: Suggestion) -> None:
    """Show a suggestion on all pages that show the call."""
    frame = {"type": "suggestion", "call": call.id, "suggestion": suggestion_dict(suggestion)}
    hotline.hub.push(call.operator, frame)


def _keep(connection: Connection, suggestion: Suggestion, said: Said | None) -> Suggestion:
    kept = save_suggestion(connection, suggestion)
    touch_call(connection, suggestion.call, suggestion.at, suggestion.region)
    if said and not suggestion.failed:
        mark_asked(connection, suggestion.call, said.segments)
    return kept


async def _shown(hotline: Hotline, agent: Agent, call: Call, answered: Answer) -> JSON:
    if answered.failed:
        return await _silent(call, (), word("not_answered"))
    try:
        session = await read_session(agent, sender_of(call))
        suggestion = await hotline.desk.suggestion(answered.said, answered.turn, session)
    except DeskAwayError:
        return await _silent(call, answered.turn["citations"], word("desk_away"))
    sure = _concluded(suggestion) if suggestion["confident"] else {}
    return {**_NOTHING, **suggestion, **_NO_CONCLUSION, **sure, "notice": None}


def _concluded(suggestion: Mapping[str, Any]) -> JSON:
    return {name: suggestion[name] for name in _NO_CONCLUSION}


async def _silent(call: Call, clauses: object, notice: str) -> JSON:
    """What is shown where nothing can be concluded; what is known of the caller stays."""
    before = await database().read(suggestions_of, call.id)
    facts = before[-1].shown["facts"] if before else []
    return {**_NOTHING, **_NO_CONCLUSION, "clauses": clauses, "facts": facts, "notice": notice}


_NO_CONCLUSION: JSON = {"short": None, "long": None, "verdict": None, "next_question": None}
_NOTHING: JSON = {"confidence": 0.0, "confident": False, "clauses": [], "facts": []}
