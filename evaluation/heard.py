"""``python -m evaluation.heard``, in the bot's environment: how the built NLU hears messages.

Each line read is a JSON string, each line written what intake and NLU make of it, so that messages
can be put to the conversation without servers.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from typing import Any

from rasa.core.agent import Agent

from bot.intake import take_in
from luohu.settings import settings

_UNREAD = {"empty": "nothing_said", "too_long": "too_long"}


async def _hear(agent: Agent, message: str) -> dict[str, Any]:
    taken = take_in(message)
    if taken.kind != "text":
        return {"text": "", "intent": _UNREAD[taken.kind], "confidence": 1.0, "ranking": {}}
    parsed = await agent.parse_message(taken.text)
    return {
        "text": taken.text,
        "intent": parsed["intent"]["name"],
        "confidence": parsed["intent"]["confidence"],
        "ranking": {one["name"]: one["confidence"] for one in parsed["intent_ranking"]},
    }


async def main() -> None:
    """Answer line by line until the input ends."""
    # Rasa prints to the standard output, which is for answers only.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="ascii")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    agent = Agent.load(str(settings().var_dir / "rasa" / "luohu.tar.gz"))
    for line in sys.stdin:
        print(json.dumps(await _hear(agent, json.loads(line))), file=answers, flush=True)


if __name__ == "__main__":
    asyncio.run(main())
