"""A question as Rasa understands it, for the action server to try."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa.core.agent import Agent

from bot.channels.action_server import JSON


async def understood(agent: Agent, text: str, region: str | None) -> JSON:
    """What a trial is given of a question.

    Args:
        agent: Rasa's agent.
        text: the question, as intake left it; may be empty.
        region: code of the place that is spoken of.
    """
    parsed: Mapping[str, Any] = await agent.parse_message(text) if text else {}
    intent = parsed.get("intent") or {}
    ranking = {one["name"]: one["confidence"] for one in parsed.get("intent_ranking") or ()}
    return {
        "text": text,
        "intent": intent.get("name"),
        "confidence": float(intent.get("confidence") or 0.0),
        "ranking": ranking,
        "region": region,
    }
