"""What is said in calls, stretch by stretch; personal numbers are masked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Literal

import sqlalchemy as sa  # type: ignore[import-untyped]

from bot.masking.dictated import without_dictated_numbers
from bot.records.database import Connection, metadata

Speaker = Literal["caller", "operator"]
Source = Literal["page", "line"]
SPEAKERS: tuple[Speaker, ...] = ("caller", "operator")

# Numbers are dictated in a few pieces; further back nobody's pieces belong together.
_NEIGHBOURS = 8


SEGMENTS = sa.Table(
    "segments",
    metadata,
    sa.Column("call", sa.ForeignKey("calls.id", ondelete="CASCADE"), primary_key=True),
    # Page and telephone system count for themselves.
    sa.Column("source", sa.String(8), primary_key=True),
    sa.Column("sequence", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("speaker", sa.String(8), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Column("asked", sa.Boolean, nullable=False),
)


@dataclass(frozen=True)
class Segment:
    """A stretch of speech, recognised for good.

    Attributes:
        source: who sent it: the operator's page or the telephone line.
        sequence: its place among those of its source.
        speaker: who spoke.
        text: what was said, masked.
        at: when it came, in milliseconds.
        asked: whether the bot has answered it.
    """

    source: Source
    sequence: int
    speaker: Speaker
    text: str
    at: int
    asked: bool = False


class SequenceTakenError(ValueError):
    """Something else was said under a sequence of the operator's page."""


def segments_of(connection: Connection, call: str) -> list[Segment]:
    """What was said in a call, by source and sequence."""
    query = sa.select(SEGMENTS).where(SEGMENTS.c.call == call)
    return _segments(connection, query.order_by(SEGMENTS.c.source, SEGMENTS.c.sequence))


def add_segments(
    connection: Connection, call: str, segments: Sequence[Segment]
) -> tuple[list[Segment], list[Segment]]:
    """Keep segments of one source; those that are there already are not kept again.

    Numbers that were dictated over several segments are taken out of all of them.

    Returns:
        All segments of the batch as they are kept, and those that are new or have changed.

    Raises:
        SequenceTakenError: the page sent something else under the same sequence.
    """
    if not segments:
        return [], []
    of_source = (SEGMENTS.c.call == call) & (SEGMENTS.c.source == segments[0].source)
    sequences = [one.sequence for one in segments]
    there = sa.select(SEGMENTS).where(of_source & SEGMENTS.c.sequence.in_(sequences))
    known = {one.sequence: one for one in _segments(connection, there)}
    new = {one.sequence: one for one in reversed(segments) if one.sequence not in known}
    _check_taken(known, segments)
    for one in new.values():
        connection.execute(SEGMENTS.insert().values(call=call, **asdict(one)))
    changed = {
        one.sequence: one
        for speaker in {one.speaker for one in new.values()}
        for one in _hide_dictated(connection, of_source, speaker, list(new))
    }
    kept = {**known, **new, **changed}
    batch = [kept[sequence] for sequence in sorted(set(sequences))]
    fresh = {**new, **changed}
    return batch, [fresh[sequence] for sequence in sorted(fresh)]


def mark_asked(connection: Connection, call: str, segments: Iterable[Segment]) -> None:
    """Note that the bot has answered segments."""
    for one in segments:
        same = (SEGMENTS.c.call == call) & (SEGMENTS.c.source == one.source)
        same &= SEGMENTS.c.sequence == one.sequence
        connection.execute(SEGMENTS.update().where(same).values(asked=True))


def _check_taken(known: dict[int, Segment], segments: Iterable[Segment]) -> None:
    for one in segments:
        before = known.get(one.sequence)
        if before is None or one.source != "page":
            continue
        # Where a number was taken out, what was said cannot be compared any more.
        if before.text != one.text and "[" not in before.text:
            raise SequenceTakenError(str(one.sequence))


def _hide_dictated(
    connection: Connection,
    of_source: sa.sql.ClauseElement,
    speaker: str,
    new: Sequence[int],
) -> list[Segment]:
    """Take numbers out that a speaker dictated over new segments and those around them."""
    spoken = sa.select(SEGMENTS).where(of_source & (SEGMENTS.c.speaker == speaker))
    place = SEGMENTS.c.sequence
    before = spoken.where(place <= max(new)).order_by(place.desc()).limit(len(new) + _NEIGHBOURS)
    after = spoken.where(place > max(new)).order_by(place).limit(_NEIGHBOURS)
    around = [*reversed(_segments(connection, before)), *_segments(connection, after)]
    texts = without_dictated_numbers([one.text for one in around])
    changed = [
        replace(one, text=text) for one, text in zip(around, texts, strict=True) if text != one.text
    ]
    for one in changed:
        same = of_source & (place == one.sequence)
        connection.execute(SEGMENTS.update().where(same).values(text=one.text))
    return changed


def _segments(connection: Connection, query: sa.sql.Select) -> list[Segment]:
    names = Segment.__dataclass_fields__
    rows = connection.execute(query).mappings()
    return [Segment(**{name: row[name] for name in names}) for row in rows]
