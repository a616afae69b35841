"""Turns that this server makes itself, and stored ones of before, by the contract."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

VERSION = 2


def plain_turn(text: str, **fields: Any) -> dict[str, Any]:  # noqa: ANN401 - of the contract
    """A turn that says one thing.

    Args:
        text: what it says, as its conclusion.
        fields: what differs from a turn that does not answer and holds nothing else.
    """
    return {
        "version": VERSION,
        "kind": "no_answer",
        "text": text,
        "parts": [{"kind": "conclusion", "text": text, "citations": []}],
        "region": None,
        "topic": None,
        "citations": [],
        "notices": [],
        "options": [],
        **fields,
    }


def upgraded(turn: Mapping[str, Any]) -> dict[str, Any]:
    """A stored turn as the contract has turns now.

    Of version 1 neither parts nor roles are known: all of its text counts as the conclusion, all
    of its citations answer, and no earliest day is sure.
    """
    if turn.get("version") == VERSION:
        return dict(turn)
    citations = upgraded_citations(turn["citations"])
    newer = {**plain_turn(turn["text"]), **turn, "version": VERSION, "citations": citations}
    verdict = turn.get("eligibility")
    if verdict:
        sure = False if verdict["earliest_date"] else None
        newer["eligibility"] = {**verdict, "earliest_is_sure": sure}
    return newer


def upgraded_citations(citations: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Stored citations with a role; one of version 1 answers."""
    return [{"role": "answers", **citation} for citation in citations]
