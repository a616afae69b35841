"""What a resident sees of waiting for a person: contract/handover.schema.json."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.channels.handover.service import Service
from bot.channels.handover.wording import instead, length, page_words, word
from bot.channels.hotline.clock import iso, now
from bot.channels.hotline.model import Hotline
from bot.channels.hotline.shown import transcript
from bot.records.calls import find_call
from bot.records.database import Connection, database
from bot.records.handovers import (
    Handover,
    conversation_key,
    last_handover,
    note_seen,
    waiting_before,
)
from bot.records.segments import Segment, segments_of
from luohu.clock import CHINA

JSON = dict[str, Any]
# Which of the stages that people read belong to which state that programs read.
_STATES = {
    **dict.fromkeys(("waiting", "overdue"), "waiting"),
    **dict.fromkeys(("taken", "talking"), "talking"),
    **dict.fromkeys(("none", "closed"), "none"),
}
# How often a page that looks is noted within the time after which a silent one counts as gone.
_NOTED = 6
_OVER = ("resident", "operator", "absent", "unanswered")
# Where nobody helps yet, or any more.
_ALONE = ("none", "closed", "overdue", "absent", "unanswered")


@dataclass(frozen=True)
class Seen:
    """What the records hold of a resident's hand-over.

    Attributes:
        handover: the last one; None where there was none.
        before: how many wait before them.
        segments: what was said in its call.
        over: whether the operator has ended the call.
    """

    handover: Handover | None
    before: int
    segments: tuple[Segment, ...] = ()
    over: bool = False


async def state_of(hotline: Hotline | None, service: Service, sender: str) -> JSON:
    """What the resident of a conversation sees; looking keeps them in the queue."""
    at = now()
    seen = await database().read(_seen, conversation_key(sender), at)
    one = seen.handover
    if one and one.ended_at is None and _is_noted_again(one, service, at):
        await database().run(note_seen, one.id, at)
    is_open = hotline is not None and service.is_open(datetime.now(CHINA))
    stage = _stage(seen, service, at, is_open)
    on_duty = bool(hotline and hotline.hub.names_on_duty())
    waited = ((one.taken_at or one.ended_at or at) - one.asked_at) // 1000 if one else 0
    return {
        "state": _STATES.get(stage, "ended"),
        "stage": stage,
        **_told(stage, seen, service, waited, on_duty, is_open),
        "open": is_open,
        "waited": waited if one else None,
        "before": seen.before if stage in ("waiting", "overdue") else None,
        "messages": [_message(segment) for segment in seen.segments],
        "instead": instead() if stage in _ALONE or (stage in _OVER and not is_open) else [],
        "poll": service.poll,
    }


def _is_noted_again(one: Handover, service: Service, at: int) -> bool:
    """Whether it is time to note that the page gave a sign: not with each look."""
    return at - one.seen_at >= service.absent_after(one.channel) * 1000 // _NOTED


def _seen(connection: Connection, conversation: str, at: int) -> Seen:
    one = last_handover(connection, conversation)
    before = waiting_before(connection, one.asked_at if one and one.ended_at is None else at)
    if one is None or one.call is None:
        return Seen(one, before)
    call = find_call(connection, one.call)
    said = transcript(segments_of(connection, one.call))
    # What was said before stands at the console, and what the operator only noted.
    since = one.taken_at or 0
    written = tuple(segment for segment in said if segment.at >= since and _was_sent(segment))
    return Seen(one, before, written, over=call is None or call.ended_at is not None)


def _was_sent(segment: Segment) -> bool:
    return segment.speaker == "operator" or segment.source == "line"


def _stage(seen: Seen, service: Service, at: int, is_open: bool) -> str:
    one = seen.handover
    if one is None:
        return "none" if is_open else "closed"
    if one.ended_by:
        return str(one.ended_by)
    if seen.over:
        return "operator"
    if one.taken_at is not None:
        answered = any(segment.speaker == "operator" for segment in seen.segments)
        return "talking" if answered else "taken"
    return "overdue" if at - one.asked_at >= service.overdue * 1000 else "waiting"


def _told(
    stage: str, seen: Seen, service: Service, waited: int, on_duty: bool, is_open: bool
) -> dict[str, str]:
    words = page_words(stage)
    text = words["text"].format(
        hours=_hours(service), waited=length(waited), place=_place(seen.before)
    )
    if stage in ("none", "waiting", "overdue") and not on_duty:
        text += word("nobody_on_duty")
    elif stage == "none" and seen.before:
        text += word("others_wait").format(before=seen.before)
    elif stage in _OVER and not is_open:
        text += page_words("closed")["text"].format(hours=_hours(service))
    return {"title": words["title"], "text": text}


def _hours(service: Service) -> str:
    return service.hours or word("never")


def _place(before: int) -> str:
    return word("before").format(before=before) if before else word("first")


def _message(segment: Segment) -> JSON:
    return {
        "id": f"{segment.source}-{segment.sequence}",
        "speaker": "operator" if segment.speaker == "operator" else "resident",
        "text": segment.text,
        "at": iso(segment.at),
    }
