"""Segments of speech as they come in: kept once, shown at once, answered once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rasa.core.agent import Agent

from bot.channels.hotline.asking import ask_said
from bot.channels.hotline.clock import now
from bot.channels.hotline.grouping import messages
from bot.channels.hotline.model import Hotline, key_of
from bot.channels.hotline.shown import segment_dict
from bot.channels.refusals import RefusedError
from bot.intake import LONGEST
from bot.masking.hiding import without_numbers
from bot.records.calls import Call, touch_call
from bot.records.database import Connection, database
from bot.records.segments import (
    SPEAKERS,
    Segment,
    SequenceTakenError,
    Source,
    add_segments,
    segments_of,
)
from bot.records.suggestions import Suggestion, suggestions_for

MOST_SEGMENTS = 100
_HIGHEST = 2**53


@dataclass(frozen=True)
class Heard:
    """Segments of one source as they were sent.

    Attributes:
        final: those that will not change any more.
        partial: those that are being recognised.
    """

    final: list[Segment]
    partial: list[Segment]

    @property
    def sequences(self) -> list[int]:
        """The places of the final ones."""
        return [one.sequence for one in self.final]


def read_segments(body: Mapping[str, Any], source: Source) -> Heard:
    """The segments in a request, without personal numbers.

    Raises:
        RefusedError: they cannot be read, or there are too many.
    """
    given = body.get("segments")
    if not isinstance(given, list) or len(given) > MOST_SEGMENTS:
        raise RefusedError(400, "bad_request")
    at = now()
    heard = Heard([], [])
    for one in given:
        segment, final = _segment(one, source, at)
        if any(character.isalnum() for character in segment.text):
            (heard.final if final else heard.partial).append(segment)
    return heard


async def hear(hotline: Hotline, call: Call, heard: Heard) -> list[Segment]:
    """Keep and show segments.

    Returns:
        Those that have to be answered, with what the operator said between; from now on they
        count as being answered. None of a call that has ended.

    Raises:
        RefusedError: the page sent something else under the same sequence.
    """
    try:
        batch, fresh, known = await database().run(_add, call.id, heard)
    except SequenceTakenError:
        raise RefusedError(409, "sequence_taken") from None
    partial = [one for one in heard.partial if (one.source, one.sequence) not in known]
    for one in fresh:
        _push(hotline, call, one, final=True)
    for one in partial:
        _push(hotline, call, one, final=False)
    if call.ended_at is not None:
        return []
    _remember_partial(hotline, call, heard.final, partial)
    waiting = [one for one in batch if not one.asked and key_of(call, one) not in hotline.under_way]
    hotline.under_way.update(key_of(call, one) for one in waiting if one.speaker == "caller")
    return waiting


async def answer_segments(
    hotline: Hotline, agent: Agent, call: Call, segments: Sequence[Segment]
) -> None:
    """Answer what the caller said in segments, message by message.

    Raises:
        RecordsError: what came of it cannot be kept.
    """
    try:
        for said in messages(segments):
            async with hotline.lock(call.id):
                await ask_said(hotline, agent, call, said)
    finally:
        hotline.under_way.difference_update(key_of(call, one) for one in segments)


async def answers_to(hotline: Hotline, call: Call, heard: Heard) -> list[Suggestion]:
    """The suggestions for segments, once nothing in the call is being answered any more."""
    if not heard.final:
        return []
    async with hotline.lock(call.id):
        source = heard.final[0].source
        return await database().read(suggestions_for, call.id, source, heard.sequences)


def _add(
    connection: Connection, call: str, heard: Heard
) -> tuple[list[Segment], list[Segment], set[tuple[Source, int]]]:
    batch, fresh = add_segments(connection, call, heard.final)
    touch_call(connection, call, now())
    known: set[tuple[Source, int]] = set()
    if heard.partial:
        known = {(one.source, one.sequence) for one in segments_of(connection, call)}
    return batch, fresh, known


def _remember_partial(
    hotline: Hotline, call: Call, final: Sequence[Segment], partial: Sequence[Segment]
) -> None:
    """Keep what is being said for pages that come to the call in the middle of a sentence."""
    said = hotline.being_said.pop(call.id, {})
    said |= {one.speaker: one for one in partial}
    done = {(one.source, one.sequence) for one in final}
    if left := {who: one for who, one in said.items() if (one.source, one.sequence) not in done}:
        hotline.being_said[call.id] = left


def _push(hotline: Hotline, call: Call, segment: Segment, final: bool) -> None:
    shown = segment_dict(segment, final)
    hotline.hub.push(call.operator, {"type": "segment", "call": call.id, "segment": shown})


def _segment(given: object, source: Source, at: int) -> tuple[Segment, bool]:
    if not isinstance(given, dict):
        raise RefusedError(400, "bad_request")
    sequence, speaker = given.get("sequence"), given.get("speaker")
    text, final = given.get("text"), given.get("final", True)
    if type(sequence) is not int or not 0 <= sequence < _HIGHEST:
        raise RefusedError(400, "bad_request")
    if speaker not in SPEAKERS or not isinstance(text, str) or not isinstance(final, bool):
        raise RefusedError(400, "bad_request")
    if len(text) > LONGEST:
        raise RefusedError(413, "too_large")
    return Segment(source, sequence, speaker, without_numbers(text), at), final
