"""The turn that is said when no other could be made."""

from __future__ import annotations

from typing import Any

from bot.turns import plain_turn
from bot.words import word


def degraded_turn() -> dict[str, Any]:
    """A complete turn that says that the answer could not be made and what to do next."""
    text = word("degraded")
    return plain_turn(
        text,
        parts=[{"kind": "notice", "text": text, "citations": []}],
        notices=[{"kind": "degraded", "text": text}],
    )
