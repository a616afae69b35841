"""What the hotline's routes share."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from weakref import WeakValueDictionary

from bot.channels.delivery import OnNewMessage
from bot.channels.hotline.desk import Desk
from bot.channels.hotline.hub import Hub
from bot.channels.hotline.joining import Joiner
from bot.channels.library import Library
from bot.channels.limits import AtOnce
from bot.channels.shared_limits import SharedLimiter
from bot.limits import limits
from bot.records.calls import Call
from bot.records.segments import Segment

CHANNEL = "hotline"

# Call, source and sequence of a segment.
Key = tuple[str, str, int]


# Notes of supervisors that are shown, of a call and altogether.
_MOST_NOTES, _MOST_NOTED = 20, 500


@dataclass(frozen=True)
class Note:
    """What a supervisor writes to the operator of a call; nobody else sees it, and it is not kept.

    Attributes:
        id: its id.
        by: who wrote it, as others see them.
        text: what it says, masked.
        at: when, as pages get it.
    """

    id: str
    by: str
    text: str
    at: str


@dataclass(frozen=True)
class Hotline:
    """The channel's parts.

    Attributes:
        on_new_message: Rasa's entry for messages.
        joiner: puts together what the telephone line sends.
        desk: makes suggestions of turns.
        library: where documents are looked up.
        hub: pushes what happens to pages.
        wrong_codes: limit of an operator's wrong codes of cases.
        opened: limit of the calls that an operator opens.
        transcripts: limit of what the telephone line sends.
        pages: limit of an account's pages that are open.
        under_way: segments that are being answered.
        being_said: what the telephone line has not yet recognised for good, by call and speaker.
        notes: what supervisors wrote, by call.
    """

    on_new_message: OnNewMessage
    joiner: Joiner
    desk: Desk = field(default_factory=Desk)
    library: Library = field(default_factory=Library)
    hub: Hub = field(default_factory=Hub)
    wrong_codes: SharedLimiter = field(
        default_factory=lambda: SharedLimiter("wrong_codes_of_an_account")
    )
    opened: SharedLimiter = field(default_factory=lambda: SharedLimiter("calls_of_an_account"))
    transcripts: SharedLimiter = field(
        default_factory=lambda: SharedLimiter("requests_of_the_telephone_line")
    )
    pages: AtOnce = field(
        default_factory=lambda: AtOnce(limits().sockets_of_an_account, "too_many_sockets")
    )
    under_way: set[Key] = field(default_factory=set)
    being_said: dict[str, dict[str, Segment]] = field(default_factory=dict)
    notes: dict[str, list[Note]] = field(default_factory=dict)
    _locks: WeakValueDictionary[str, asyncio.Lock] = field(default_factory=WeakValueDictionary)

    def note(self, call: str, note: Note) -> None:
        """Take a supervisor's note; of too many the oldest are forgotten."""
        self.notes[call] = [*self.notes.pop(call, []), note][-_MOST_NOTES:]
        while len(self.notes) > _MOST_NOTED:
            del self.notes[next(iter(self.notes))]

    def lock(self, call: str) -> asyncio.Lock:
        """What is held while a call's turn is made or what is known in it is changed."""
        return self._locks.setdefault(call, asyncio.Lock())


def sender_of(call: Call) -> str:
    """The Rasa conversation of a call."""
    return f"{CHANNEL}-{call.id}"


def key_of(call: Call, segment: Segment) -> Key:
    """What tells a segment from all others."""
    return call.id, segment.source, segment.sequence
