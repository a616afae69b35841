"""A person's words turned into an answer: checked, handed to Rasa, and rendered."""

from __future__ import annotations

import asyncio
import logging
from weakref import WeakValueDictionary

from rasa.core.agent import Agent

from bot.channels.delivery import OnNewMessage
from bot.channels.once import Incoming, answer_once, answers_after
from bot.channels.tokens import keyed_hash
from bot.channels.wechat.accounts import Account
from bot.channels.wechat.api import ApiError, WeChatApi
from bot.channels.wechat.rating import Ratings, can_be_rated
from bot.channels.wechat.rendering import chosen, number_in, spoken
from bot.channels.wechat.wording import word
from bot.intake import take_in
from bot.records.wechat import Received

logger = logging.getLogger(__name__)


class Asking:
    """Asks Rasa for one account.

    Args:
        account: the account.
        rasa: Rasa's entry for messages.
        ratings: takes what is a rating and nothing for Rasa.
        api: the account's calls, for the content check.
        check_seconds: how long the content check may take; 0 for none.

    Attributes:
        agent: Rasa's agent, once the server has one.
    """

    def __init__(
        self,
        account: Account,
        rasa: OnNewMessage,
        ratings: Ratings,
        api: WeChatApi,
        check_seconds: float,
    ) -> None:
        self.agent: Agent | None = None
        self._account = account
        self._rasa = rasa
        self._ratings = ratings
        self._api = api
        self._check_seconds = check_seconds
        self._talking: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def ask(self, received: Received, text: str, resent: bool) -> tuple[str, ...]:
        """The answer to a message, as texts to send.

        Args:
            received: the message; of who wrote it Rasa gets a keyed hash.
            text: what they say.
            resent: the message may have been answered before this server was started.
        """
        openid = received.openid or ""
        if await self._is_risky(openid, text):
            return (word("risky"),)
        channel = self._account.channel
        sender = f"{channel}-{keyed_hash(openid, channel)}"
        talking = self._talking.setdefault(sender, asyncio.Lock())
        # Numbers and ratings are about the turn before them, which has to be there.
        async with talking:
            thanked = await self._ratings.reply_to(self.agent, sender, received, text, resent)
            if thanked is not None:
                return (thanked,)
            meant = await self._meant(sender, text)
            incoming = Incoming(meant, sender, channel, received.id)
            answer = await answer_once(self._rasa, self.agent, incoming, resent)
        return spoken(answer.turn, word("rate") if can_be_rated(answer.turn) else "")

    async def _meant(self, sender: str, text: str) -> str:
        if number_in(text) is None:
            return text
        try:
            answers = await answers_after(self.agent, sender, None)
        except Exception as error:  # then the number is what was said
            logger.error("conversation not read: %s", type(error).__name__)
            return text
        return chosen(text, answers[-1].turn["options"]) if answers else text

    async def _is_risky(self, openid: str, text: str) -> bool:
        """Whether WeChat objects to a text; what it cannot check goes through."""
        masked = take_in(text).text
        if not self._check_seconds or not masked:
            return False
        try:
            return await self._api.is_risky(openid, masked, self._check_seconds)
        except (ApiError, asyncio.TimeoutError) as error:
            told = error.code if isinstance(error, ApiError) else "no answer in time"
            logger.warning("WeChat content check failed, message let through (%s)", told)
            return False
