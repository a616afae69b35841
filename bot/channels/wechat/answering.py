"""Each message answered once: in the reply to WeChat's request or by the API, never by both."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Coroutine
from typing import Any

from bot.apology import degraded_turn
from bot.channels.limits import Limiter
from bot.channels.tokens import keyed_hash
from bot.channels.wechat.accounts import Account
from bot.channels.wechat.asking import Asking
from bot.channels.wechat.case import Case, Way
from bot.channels.wechat.limits import Limits
from bot.channels.wechat.messages import Message
from bot.channels.wechat.rating import as_stored
from bot.channels.wechat.rendering import spoken
from bot.channels.wechat.sending import Sender
from bot.channels.wechat.wording import word
from bot.limits import limits as flood_limits
from bot.records import wechat as records
from bot.records.database import Database

logger = logging.getLogger(__name__)


class Answering:
    """The messages of one account.

    A message is stored before WeChat hears that it arrived, its answer before it is sent, and
    both are deleted when the last piece is out. So a server that is killed goes on where it was;
    at worst the piece that was just going out is sent twice.

    Args:
        account: the account.
        asking: makes answers.
        sender: sends what does not go out in a reply.
        database: where messages are noted.
        limits: times.
    """

    def __init__(
        self, account: Account, asking: Asking, sender: Sender, database: Database, limits: Limits
    ) -> None:
        self._account = account
        self._asking = asking
        self._sender = sender
        self._database = database
        self._limits = limits
        self._messages = Limiter(flood_limits().messages_of_a_conversation)
        self._cases: dict[str, Case] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._keeping_up: asyncio.Task[None] | None = None

    def known_as(self, message: Message) -> str:
        """The message's id here, which tells nothing of the person.

        WeChat's number alone does not tell whose message it is.
        """
        return keyed_hash(f"{message.openid}\0{message.id}", self._account.channel)

    async def reply_to(self, message: Message) -> str | None:
        """The text to reply to WeChat's request with; None for an empty reply.

        With a text in hand the caller sends it and then calls ``replied``; if it does not, WeChat
        asks again, or the text goes by the API after a while.

        Who sends too many hears so, where that can stand in the reply, and nothing of it is stored.

        Raises:
            Exception: the message could not be stored; WeChat will repeat it.
        """
        if self.known_as(message) not in self._cases:
            if self._messages.wait(message.openid):
                return word("too_many") if self._account.passive else None
            self._messages.count(message.openid)
        case = self._case(message)
        if not await asyncio.shield(case.stored) or not self._account.passive:
            return None
        if case.way is None:
            await asyncio.wait({case.made}, timeout=self._limits.passive_seconds)
        if case.way is None:
            case.way = "reply" if case.made.done() else "api"
            self._unclaimed_later(case)
        return case.made.result()[0] if case.way == "reply" else None

    def replied(self, message: Message) -> None:
        """The text for a message was written as the reply: the rest of it goes by the API."""
        case = self._cases.get(self.known_as(message))
        if case is not None and case.way == "reply" and not case.replied:
            case.replied = True
            self._send(case, 1)

    def start(self) -> None:
        """Answer what was received before this server was started, and delete what is too old."""
        self._keeping_up = asyncio.get_running_loop().create_task(self._keep_up())

    async def _keep_up(self) -> None:
        while True:
            try:
                await self._take_up()
            except Exception as error:  # the next time may be better
                logger.error("WeChat messages not taken up: %s", type(error).__name__)
            await asyncio.sleep(self._limits.purge_seconds)

    async def _take_up(self) -> None:
        late = await self._database.run(records.purge, time.time())
        if late:
            logger.error("WeChat messages never answered, and too old now: %s", late)
        for received in await self._database.run(records.waiting, self._account.channel):
            if received.id not in self._cases:
                case = self._cases[received.id] = Case(received, way="api")
                case.stored.set_result(True)
                self._start(self._go_on(case, received))

    async def close(self) -> None:
        """Finish what needs only a moment, and leave the rest to the next start."""
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=self._limits.closing_seconds)
        tasks = {*self._tasks, *filter(None, [self._keeping_up])}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _case(self, message: Message) -> Case:
        known = self.known_as(message)
        case = self._cases.get(known)
        if case is None:
            masked = None if message.text is None else as_stored(message.text)
            received = records.Received(
                known,
                self._account.channel,
                time.time(),
                message.openid,
                text=masked,
                words=message.words,
            )
            way: Way | None = None if self._account.passive else "api"
            case = self._cases[known] = Case(received, said=message.text, way=way)
            self._start(self._begin(case))
        return case

    async def _begin(self, case: Case) -> None:
        try:
            before = await self._database.run(records.take, case.received)
        except Exception as error:
            logger.error("WeChat message not stored: %s", type(error).__name__)
            del self._cases[case.received.id]
            case.stored.set_exception(error)
            return
        case.stored.set_result(before is None or before.waiting)
        if before is not None and not before.waiting:
            self._forget_later(case)
            return
        await self._go_on(case, before)

    async def _go_on(self, case: Case, before: records.Received | None) -> None:
        """Make the answer, unless it was made before this server was started, and see it out."""
        if before is not None:
            case.received = before
            case.way = "api" if before.sent or case.way == "api" else None
        if case.received.pieces is None:
            pieces = await self._made(case, resent=before is not None)
            await self._note(records.answered, case.received.id, pieces)
        else:
            pieces = case.received.pieces
        case.made.set_result(pieces)
        if case.way == "api":
            self._send(case, case.received.sent)
        else:
            self._unclaimed_later(case)

    async def _made(self, case: Case, resent: bool) -> tuple[str, ...]:
        try:
            return await self._make(case, resent)
        except Exception as error:  # a person is waiting, whatever broke
            logger.error("WeChat message not answered: %s", type(error).__name__)
            return spoken(degraded_turn())

    async def _make(self, case: Case, resent: bool) -> tuple[str, ...]:
        received = case.received
        if received.words is not None:
            return (word(received.words),)
        text = case.said if case.said is not None else received.text or ""
        return await self._asking.ask(received, text, resent)

    def _unclaimed_later(self, case: Case) -> None:
        loop = asyncio.get_running_loop()
        loop.call_later(self._limits.unclaimed_seconds, self._send_unclaimed, case)

    def _send_unclaimed(self, case: Case) -> None:
        """Send an answer that was made and that no request of WeChat's has fetched."""
        if case.made.done() and not case.replied:
            case.way = "api"
            self._send(case, 0)

    def _send(self, case: Case, begin: int) -> None:
        if not case.sending:
            case.sending = True
            self._start(self._send_from(case, begin))

    async def _send_from(self, case: Case, begin: int) -> None:
        message, pieces = case.received.id, case.made.result()

        async def note(count: int) -> None:
            if count < len(pieces):
                await self._note(records.sent, message, count)

        if begin:
            await note(begin)
        await self._sender.send(case.received.openid or "", pieces, begin, note)
        await self._note(records.finished, message)
        self._forget_later(case)

    async def _note(self, work: Any, *values: Any) -> None:  # noqa: ANN401 - whatever work takes
        """Note how far an answer is; if that fails it is sent all the same, maybe twice."""
        try:
            await self._database.run(work, *values)
        except Exception as error:  # a person is waiting, whatever broke
            logger.error("WeChat answer not noted: %s", type(error).__name__)

    def _forget_later(self, case: Case) -> None:
        """Keep the answer for WeChat's repeats; later ones find in the database that it is done."""
        loop = asyncio.get_running_loop()
        seconds = self._limits.remembered_seconds
        loop.call_later(seconds, self._cases.pop, case.received.id, None)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            logger.error("WeChat message not answered: %s", type(error).__name__)
