"""Personal numbers that somebody sends piece by piece, over several messages of a conversation."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from bot.masking.dictated import is_pause, tells_digits, without_dictated_numbers

# A number is sent in a few pieces one after the other.
_MOST_PIECES = 8
_LONGEST_PIECE = 120
_SECONDS = 300.0
_MOST_SENDERS = 5_000


@dataclass(frozen=True)
class _Said:
    """The ends of a person's last messages, and when the last of them came."""

    at: float
    pieces: tuple[str, ...]


class Dictation:
    """Remembers for a few minutes how each person's last messages ended; in memory only.

    Args:
        clock: gives seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._said: OrderedDict[str, _Said] = OrderedDict()

    def without_piece(self, sender: str, text: str) -> str:
        """A message without the last piece of a number that the ones before began.

        Args:
            sender: the conversation's id.
            text: the message, whole numbers in it masked already.
        """
        now = self._clock()
        before = self._said.pop(sender, None)
        pieces = before.pieces if before and now - before.at < _SECONDS else ()
        masked = without_dictated_numbers([*pieces, text], shaped=True)[-1]
        if before and is_pause(text):
            # It ends no number.
            self._said[sender] = before
        elif tells_digits(text):
            kept = (*pieces, masked[-_LONGEST_PIECE:])[-_MOST_PIECES:]
            self._said[sender] = _Said(now, kept)
            while len(self._said) > _MOST_SENDERS:
                self._said.popitem(last=False)
        return masked

    def forget(self, sender: str) -> None:
        """Forget a person."""
        self._said.pop(sender, None)
