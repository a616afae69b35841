"""What the database says in the end of every message that was sent: answered once, in its place."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from evaluation.bench.channels.visitor import Visitor

EVENTS = """
SELECT json_build_object('sender', sender_id, 'type', type_name, 'data', data::json)
FROM events WHERE type_name IN ('user', 'bot') ORDER BY sender_id, id
"""


@dataclass
class Audit:
    """What was found.

    Attributes:
        turns: how many messages were answered, as those who sent them say.
        lost: messages without an answer, and answers that are not in the database.
        doubled: messages with more than one answer in the database.
        mixed: answers that are not those of their message, person or place.
    """

    turns: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    mixed: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Whether nothing was lost, doubled or mixed."""
        return not (self.lost or self.doubled or self.mixed)


def audit(rows: Iterable[str], visitors: Sequence[Visitor], unanswered: Sequence[str]) -> Audit:
    """Compare what people got with what is stored.

    Args:
        rows: the events of messages and turns as JSON, in their order (``EVENTS``).
        visitors: everybody who came.
        unanswered: ids of messages that nobody answered in time.
    """
    stored, order, misplaced = _stored(rows)
    found = Audit(sum(len(one.answered) for one in visitors), list(unanswered))
    found.mixed += misplaced
    for visitor in visitors:
        found.mixed += [sample.fault for sample in visitor.samples if sample.fault]
        senders = set()
        for message, text in visitor.answered.items():
            told = stored.get(message, [])
            senders |= {sender for sender, _ in told}
            if not told:
                found.lost.append(f"{message}: answered and not stored")
            elif len(told) > 1:
                found.doubled.append(message)
            elif told[0][1] != text:
                found.mixed.append(f"{message}: another answer is stored than was given")
        if len(senders) > 1:
            found.mixed.append(f"{visitor.name}: two conversations of one person")
        for sender in senders:
            kept = [message for message in order[sender] if message in visitor.answered]
            if kept != list(visitor.answered):
                found.mixed.append(f"{visitor.name}: stored in another order than it was said")
            if strangers := set(order[sender]) - set(visitor.answered) - set(unanswered):
                found.mixed.append(f"{visitor.name}: {len(strangers)} messages of others")
    return found


def _stored(
    rows: Iterable[str],
) -> tuple[Mapping[str, list[tuple[str, str]]], Mapping[str, list[str]], list[str]]:
    """Answers (sender, text) by message, answered messages by sender, and turns without a place."""
    stored: dict[str, list[tuple[str, str]]] = {}
    order: dict[str, list[str]] = {}
    misplaced: list[str] = []
    asked: dict[str, str | None] = {}
    for row in rows:
        event: dict[str, Any] = json.loads(row)
        sender, data = event["sender"], event["data"]
        if event["type"] == "user":
            asked[sender] = data.get("message_id")
            continue
        turn = (data.get("data") or {}).get("custom")
        if not turn:
            continue
        message = asked.get(sender)
        if message is None:
            misplaced.append(f"{sender.split('-')[0]}: a turn that follows no message")
            continue
        stored.setdefault(message, []).append((sender, str(turn.get("text", ""))))
        order.setdefault(sender, []).append(message)
        asked[sender] = None
    return stored, order, misplaced
