"""What a caller said in several stretches of speech, put together into messages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.channels.hotline.words import word
from bot.records.segments import Segment

# A longer story is asked in parts: NLU sees the point of a message, and a turn has one.
_LONGEST = 300


@dataclass(frozen=True)
class Said:
    """A message of the caller.

    Attributes:
        text: what was said.
        segments: the stretches of speech that it consists of, in order.
    """

    text: str
    segments: tuple[Segment, ...]

    @property
    def last(self) -> Segment:
        """The stretch after which the message is complete."""
        return self.segments[-1]


def messages(segments: Iterable[Segment]) -> list[Said]:
    """The messages in segments of one source; what the operator says ends a message."""
    found: list[Said] = []
    goes_on = False
    for one in sorted(segments, key=lambda segment: segment.sequence):
        if one.speaker == "operator":
            goes_on = False
        elif goes_on and len(found[-1].text) + len(one.text) < _LONGEST:
            before = found.pop()
            found.append(Said(_joined(before.text, one.text), (*before.segments, one)))
        else:
            found.append(Said(one.text, (one,)))
            goes_on = True
    return found


def _joined(first: str, second: str) -> str:
    between = word("between_segments") if first[-1:].isalnum() else ""
    return f"{first}{between}{second}"
