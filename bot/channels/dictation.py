"""Personal numbers that somebody sends piece by piece, over several messages of a conversation."""

from __future__ import annotations

import json
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from bot.channels.tokens import keyed_hash
from bot.masking.dictated import masked_and_pieces
from bot.redis import asked

_SECONDS = 300.0
_MOST_SENDERS = 5_000


@dataclass(frozen=True)
class _Said:
    """The ends of a person's last messages, and when the last of them came."""

    at: float
    pieces: tuple[str, ...]


class Dictation:
    """Remembers for a few minutes how each person's last messages ended; in memory only.

    Where several servers answer, that is Redis' memory, so that a number is heard whichever of them
    its pieces come to.

    Args:
        clock: gives seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._said: OrderedDict[str, _Said] = OrderedDict()

    async def without_piece(self, sender: str, text: str) -> str:
        """A message without the last piece of a number that the ones before began.

        Args:
            sender: the conversation's id.
            text: the message, whole numbers in it masked already.
        """
        before = await self._pieces(sender)
        masked, after = masked_and_pieces(before, text)
        if after and after != before:
            await self._keep(sender, after)
        elif before and not after:
            await self.forget(sender)
        return masked

    async def forget(self, sender: str) -> None:
        """Forget a person."""
        self._said.pop(sender, None)
        await asked(lambda client: client.delete(_key(sender)))

    async def _pieces(self, sender: str) -> tuple[str, ...]:
        """The ends of a person's last messages: as this server remembers them, or all servers."""
        told = await asked(lambda client: client.get(_key(sender)))
        if told is not None:
            return tuple(json.loads(told))
        said = self._said.get(sender)
        return said.pieces if said and self._clock() - said.at < _SECONDS else ()

    async def _keep(self, sender: str, pieces: tuple[str, ...]) -> None:
        self._said[sender] = _Said(self._clock(), pieces)
        self._said.move_to_end(sender)
        while len(self._said) > _MOST_SENDERS:
            self._said.popitem(last=False)
        value = json.dumps(pieces)
        await asked(lambda client: client.set(_key(sender), value, ex=int(_SECONDS)))


def _key(sender: str) -> str:
    return f"luohu:dictated:{keyed_hash(sender, 'dictation')}"
