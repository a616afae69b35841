"""The record of a run, item by item, for study."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evaluation.running import ItemResult, StepResult

LONGEST = 400


def write_records(results: Sequence[ItemResult], path: Path) -> None:
    """Write one line an item: open ones with what was answered, held-out ones only as passed."""
    with path.open("w", encoding="utf-8") as file:
        for result in results:
            file.write(json.dumps(record(result), ensure_ascii=True) + "\n")


def record(result: ItemResult) -> dict[str, Any]:
    """The record of one item. Of a held-out one nothing is told that could be tuned on."""
    item = result.item
    short = {"id": item.id, "split": item.split, "passed": result.passed}
    if item.split != "open":
        return short
    return {
        **short,
        "set": item.set,
        "group": item.group,
        "region": item.region,
        "steps": [_step(step) for step in result.steps],
    }


def _step(step: StepResult) -> dict[str, Any]:
    turn = step.reply.turn
    return {
        "say": step.say[:LONGEST],
        "missed": list(step.score.missed) if step.score else [],
        "fault": step.reply.fault,
        "audit": list(step.audit.faults),
        "milliseconds": round(1000 * step.reply.seconds, 1),
        "kind": turn.get("kind"),
        "region": (turn.get("region") or {}).get("code"),
        "topic": turn.get("topic"),
        "citations": [
            {"clause": citation.get("clause"), "quote": str(citation.get("quote"))[:LONGEST]}
            for citation in turn.get("citations") or ()
            if isinstance(citation, dict)
        ],
        "text": str(turn.get("text", ""))[:LONGEST],
    }
