"""Answers sent by WeChat's API: in order, tried again, given up in the end."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from weakref import WeakValueDictionary

from bot.channels.wechat.api import ApiError, WeChatApi

logger = logging.getLogger(__name__)

_REASONS = {
    "later": "WeChat did not take it after several tries",
    "closed": "the person wrote too long ago or has left",
    "too_many": "the person got as many messages as WeChat allows until they write again",
    "refused": "WeChat refused it, see its number in WeChat's list of return codes",
}


class Sender:
    """Sends pieces of answers, those of one person one after the other.

    Args:
        api: the account's calls.
        pauses: seconds before each further try.
    """

    def __init__(self, api: WeChatApi, pauses: Sequence[float]) -> None:
        self._api = api
        self._pauses = pauses
        self._order: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def send(
        self,
        openid: str,
        pieces: Sequence[str],
        begin: int,
        note: Callable[[int], Coroutine[None, None, None]],
    ) -> None:
        """Send the pieces from number ``begin`` on; where WeChat takes one not, give up.

        Args:
            openid: whom to.
            pieces: all pieces of the answer.
            begin: how many of them were sent before.
            note: is told how many were sent after each.
        """
        order = self._order.setdefault(openid, asyncio.Lock())
        async with order:
            for number, piece in enumerate(pieces[begin:], start=begin + 1):
                try:
                    await self._send(openid, piece)
                except ApiError as error:
                    # Not the text and not the person: whoever reads logs may know neither.
                    reason = _REASONS[error.kind]
                    logger.error("WeChat answer not sent: %s (%s)", reason, error.code)
                    return
                await note(number)

    async def _send(self, openid: str, piece: str) -> None:
        for pause in self._pauses:
            try:
                return await self._api.send_text(openid, piece)
            except ApiError as error:
                if error.kind != "later":
                    raise
                logger.warning("WeChat answer not sent yet (%s)", error.code)
            await asyncio.sleep(pause)
        await self._api.send_text(openid, piece)
