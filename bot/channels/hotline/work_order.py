"""The work order of a call as JSON, for the systems of a 12345 line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.channels.hotline.clock import iso
from bot.channels.hotline.model import CHANNEL
from bot.channels.hotline.summary import sections, summary, verdicts_of
from bot.masking import mask
from bot.places import region_ref
from bot.records.calls import Call
from bot.records.handovers import Handover
from bot.records.suggestions import Suggestion
from bot.titles import subject_title

VERSION = 1


def work_order(
    call: Call, operator: str, suggestions: Sequence[Suggestion], handover: Handover | None
) -> dict[str, Any]:
    """The work order, by ``contract/work_order.schema.json``; personal numbers are masked.

    Args:
        call: the call.
        operator: the operator's name as others see it.
        suggestions: those of the call, oldest first.
        handover: whom it came from, None for a call by telephone.
    """
    told = sections(suggestions)
    facts = suggestions[-1].shown["facts"] if suggestions else []
    return {
        "version": VERSION,
        "id": call.id,
        "channel": handover.channel if handover else CHANNEL,
        "external_id": call.external_id,
        "operator": operator,
        "started_at": iso(call.started_at),
        "ended_at": iso(call.ended_at) if call.ended_at is not None else None,
        "region": region_ref(call.region),
        "asked": _masked(told["asked"]),
        "facts": [
            {"fact": one["name"], "label": one["label"], "value": mask(one["shown"])}
            for one in facts
        ],
        "verdicts": [
            {
                "region": region_ref(code),
                "pathway": pathway,
                "title": subject_title(pathway),
                "verdict": verdict,
            }
            for (code, pathway), verdict in verdicts_of(suggestions).items()
        ],
        "clauses": _masked(told["clauses"]),
        "told": _masked(told["told"]),
        "open": _masked(told["open"]),
        "text": summary(call, operator, suggestions),
    }


def _masked(texts: Sequence[str]) -> list[str]:
    return [mask(text) for text in dict.fromkeys(texts)]
