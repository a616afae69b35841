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
    _locks: WeakValueDictionary[str, asyncio.Lock] = field(default_factory=WeakValueDictionary)

    def lock(self, call: str) -> asyncio.Lock:
        """What is held while a call's turn is made or what is known in it is changed."""
        return self._locks.setdefault(call, asyncio.Lock())


def sender_of(call: Call) -> str:
    """The Rasa conversation of a call."""
    return f"{CHANNEL}-{call.id}"


def key_of(call: Call, segment: Segment) -> Key:
    """What tells a segment from all others."""
    return call.id, segment.source, segment.sequence
