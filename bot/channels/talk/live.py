"""The talk API over a WebSocket: missed answers first, then each answer when it is there."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any, cast

from sanic.request import Request
from sanic.server.websockets.impl import WebsocketImplProtocol

from bot.channels import tokens
from bot.channels.addresses import address_of
from bot.channels.draining import RESTARTS, draining
from bot.channels.limits import Limiter
from bot.channels.once import answers_after
from bot.channels.refusals import RefusedError
from bot.channels.talk.bearer import Person, person_with
from bot.channels.talk.messages import answer_dict, say
from bot.channels.talk.model import Talk
from bot.channels.web import LARGEST_BODY, json_object
from bot.limits import limits

logger = logging.getLogger(__name__)

_HELLO_SECONDS = 10.0
# After so long without a frame the server asks whether anybody is there, and hangs up the third
# time.
_QUIET_SECONDS = 25.0
_MOST_SILENCES = 3
_VOID, _LATER = 4401, 1013


class Live:
    """One WebSocket of a conversation.

    Args:
        talk: the channel.
        request: the request that opened it.
        socket: the WebSocket.
    """

    def __init__(self, talk: Talk, request: Request, socket: WebsocketImplProtocol) -> None:
        self._talk = talk
        self._request = request
        self._socket = socket
        self._under_way: set[asyncio.Task[None]] = set()
        self._frames = Limiter(limits().frames_of_a_socket)
        self._claims: Mapping[str, Any] = {}
        self._after: str | None = None

    async def run(self) -> None:
        """Serve it until either side hangs up."""
        floods = self._talk.floods
        try:
            with ExitStack() as places:
                if address := address_of(self._request):
                    places.enter_context(floods.sockets_of_address.one(address))
                with floods.strangers.one():
                    person = await self._greet()
                if person is not None:
                    places.enter_context(floods.sockets.one(person.sender))
                    places.enter_context(draining().socket(self._leave))
                    await self._catch_up(person)
                    await self._listen(person)
        except RefusedError as refused:
            await self._refuse(refused)
            await self._socket.close(_LATER, refused.code)
        except Exception as error:  # the text of an error may hold what a person said
            logger.error("socket failed: %s", type(error).__name__)
            await self._refuse(RefusedError(503, "conversation_away", wait=60))
        finally:
            # The answers themselves are made all the same, and fetched at the next connection.
            for task in self._under_way:
                task.cancel()

    async def _greet(self) -> Person | None:
        """Take the hello; None where it gives no right to listen."""
        try:
            hello = self._frame(await self._socket.recv(timeout=_HELLO_SECONDS) or "")
            self._after = hello.get("after")
            known = self._after is None or isinstance(self._after, str)
            if hello.get("type") != "hello" or not known:
                raise RefusedError(400, "bad_request")
            person = await person_with(self._request, self._talk, hello.get("token"))
        except RefusedError as refused:
            await self._refuse(refused)
            await self._socket.close(_LATER if refused.wait else _VOID, refused.code)
            return None
        self._claims = person.claims
        return person

    async def _catch_up(self, person: Person) -> None:
        """Send what was missed."""
        missed = await answers_after(person.agent, person.sender, self._after)
        await self._send({"type": "ready", "answers": [answer_dict(answer) for answer in missed]})
        await self._renew()

    async def _leave(self) -> None:
        """Send the person to another server, once the messages under way are answered."""
        while self._under_way:
            await asyncio.wait(self._under_way)
        await self._socket.close(RESTARTS, "restarts")

    async def _listen(self, person: Person) -> None:
        silences = 0
        while silences < _MOST_SILENCES:
            received = await self._socket.recv(timeout=_QUIET_SECONDS)
            if received is None:
                silences += 1
                await self._send({"type": "ping"})
                continue
            silences = 0
            if self._frames.wait():
                # Without a good-bye, for which a person who reads nothing would let us wait.
                cast(asyncio.WriteTransport, self._request.transport).abort()
                return
            self._frames.count()
            await self._take(person, received)

    async def _take(self, person: Person, received: str | bytes) -> None:
        try:
            frame = self._frame(received)
            kind = frame.get("type")
            if kind not in ("message", "ping", "pong"):
                raise RefusedError(400, "bad_request")
        except RefusedError as refused:
            await self._refuse(refused)
            return
        if kind == "ping":
            await self._send({"type": "pong"})
        elif kind == "message":
            task = asyncio.create_task(self._answer(person, frame))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)

    async def _answer(self, person: Person, frame: dict[str, Any]) -> None:
        message_id = frame.get("id")
        try:
            answer = await say(self._talk, person, frame)
        except RefusedError as refused:
            await self._refuse(refused, message_id)
            if refused.status == 401:
                await self._socket.close(_VOID, refused.code)
        except Exception as error:  # the text of an error may hold what a person said
            logger.error("message failed: %s", type(error).__name__)
            await self._refuse(RefusedError(503, "conversation_away", wait=60), message_id)
        else:
            await self._send({"type": "answer", **answer_dict(answer)})
            await self._renew()

    async def _renew(self) -> None:
        """Send a new token once the present one has lived half its life."""
        token = tokens.renewed(self._claims)
        if token is not None:
            self._claims = tokens.read(token, self._talk.channel) or self._claims
            await self._send({"type": "token", "token": token, "expires_in": self._talk.seconds})

    async def _refuse(self, refused: RefusedError, message_id: object = None) -> None:
        of = {"id": message_id} if isinstance(message_id, str) else {}
        await self._send({"type": "error", **of, **refused.as_dict()})

    async def _send(self, frame: Mapping[str, Any]) -> None:
        try:
            await self._socket.send(json.dumps(frame, ensure_ascii=False))
        except Exception as error:  # Sanic has several for a person who has gone
            logger.debug("frame not sent: %s", type(error).__name__)

    def _frame(self, received: str | bytes) -> dict[str, Any]:
        if not isinstance(received, str):
            raise RefusedError(400, "bad_request")
        if len(received.encode("utf-8", "replace")) > LARGEST_BODY:
            raise RefusedError(413, "too_large")
        return json_object(received)


async def live(talk: Talk, request: Request, socket: object) -> None:
    """Serve a WebSocket of the talk API until either side hangs up."""
    await Live(talk, request, cast(WebsocketImplProtocol, socket)).run()
