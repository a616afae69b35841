"""Calls, segments, suggestions and hand-overs as pages get them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from bot.channels.hotline.clock import iso
from bot.channels.hotline.model import Note
from bot.channels.hotline.words import word
from bot.places import region_ref
from bot.records.calls import Call
from bot.records.handovers import Handover
from bot.records.segments import Segment
from bot.records.suggestions import Suggestion
from bot.turns import plain_turn

JSON = dict[str, Any]


def call_dict(call: Call) -> JSON:
    """A call."""
    return {
        "id": call.id,
        "external_id": call.external_id,
        "operator": call.operator,
        "region": region_ref(call.region),
        "started_at": iso(call.started_at),
        "ended_at": iso(call.ended_at) if call.ended_at is not None else None,
    }


def note_dict(note: Note) -> JSON:
    """What a supervisor wrote."""
    return asdict(note)


def segment_dict(segment: Segment, final: bool = True) -> JSON:
    """A stretch of speech; ``id`` tells those of page and telephone line apart."""
    return {
        "id": f"{segment.source}-{segment.sequence}",
        "source": segment.source,
        "sequence": segment.sequence,
        "speaker": segment.speaker,
        "text": segment.text,
        "final": final,
        "at": iso(segment.at),
    }


def suggestion_dict(suggestion: Suggestion) -> JSON:
    """A suggestion; below the bar its turn holds clauses and no conclusion."""
    shown = suggestion.shown
    turn = suggestion.turn if shown["confident"] else _withheld(suggestion.turn, shown)
    decision = suggestion.decision
    return {
        "id": suggestion.id,
        "at": iso(suggestion.at),
        "segment": f"{suggestion.source}-{suggestion.sequence}" if suggestion.source else None,
        "segment_sequence": suggestion.sequence,
        "text": suggestion.said,
        "turn": turn,
        **shown,
        "decision": asdict(decision) if decision else None,
    }


def handover_dict(one: Handover) -> JSON:
    """Somebody who waits, or who writes with an operator."""
    content = one.content
    return {
        "id": one.id,
        "channel": one.channel,
        "region": region_ref(one.region),
        "topic": one.topic,
        "asked_at": iso(one.asked_at),
        "taken_at": iso(one.taken_at) if one.taken_at is not None else None,
        "operator": one.operator,
        "call": one.call,
        "told": [{"label": label, "shown": shown} for label, shown in content.told]
        if content
        else [],
        "said": list(content.said) if content else [],
    }


def transcript(segments: list[Segment]) -> list[Segment]:
    """The segments of a call as they were spoken.

    Those of one source stand by their sequence; one that came late does not move the others.
    """
    placed: list[tuple[int, Segment]] = []
    for source in ("line", "page"):
        latest = 0
        for one in sorted(segments, key=lambda segment: segment.sequence):
            if one.source == source:
                latest = max(latest, one.at)
                placed.append((latest, one))
    return [one for _at, one in sorted(placed, key=lambda place: place[0])]


def _withheld(turn: Mapping[str, Any], shown: Mapping[str, Any]) -> JSON:
    """A turn that says only that nothing is concluded, with the clauses found."""
    return plain_turn(
        shown["notice"] or word("withheld"),
        region=turn["region"],
        topic=turn["topic"],
        citations=shown["clauses"],
    )
