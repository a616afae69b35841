"""Visitors of the talk API: at a kiosk over HTTP, in the mini program over a WebSocket."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from websockets.exceptions import WebSocketException
from websockets.sync.client import connect
from websockets.sync.connection import Connection

from evaluation.bench.channels.http import Browser, ChannelError
from evaluation.bench.channels.visitor import Visitor

# One answer in so many gets lost on its way, with the connection.
_DROPPED = 7
_PATIENCE = 60.0


def at_a_kiosk(bot_url: str, visitor: Visitor, limit: float) -> None:
    """Ask until ``limit``; afterwards look at what the bot keeps, and end."""
    browser = Browser(f"{bot_url}/kiosk/api")
    began = time.perf_counter()
    try:
        session = browser.ask("POST", "session", {"region": visitor.region})
        browser.use(session["token"])
        while visitor.wait(limit):
            began = time.perf_counter()
            message_id, text = visitor.next()
            told = browser.ask("POST", "messages", {"id": message_id, "text": text})
            visitor.met(began, message_id, told["id"], told["turn"])
        visitor.compare(_kept(browser))
        browser.ask("POST", "end", {})
    except ChannelError as error:
        visitor.missed(began, str(error))


def in_the_mini_program(bot_url: str, visitor: Visitor, limit: float) -> None:
    """Ask until ``limit`` and lose the connection now and then; then look at what is kept."""
    browser = Browser(f"{bot_url}/miniprogram/api")
    address = f"{bot_url.replace('http', 'ws', 1)}/miniprogram/api/socket"
    began = time.perf_counter()
    cursor: str | None = None
    try:
        token = browser.ask("POST", "login", {"code": visitor.name})["token"]
        browser.use(token)
        browser.ask("POST", "region", {"code": visitor.region})
        asked = 0
        lost: tuple[str, str] | None = None
        while time.perf_counter() < limit or lost:
            with _socket(address, token, cursor) as (socket, missed):
                if lost and (told := missed.get(lost[0])):
                    visitor.met(began, lost[0], told["id"], told["turn"])
                    cursor, lost = told["cursor"], None
                while lost or visitor.wait(limit):
                    began = began if lost else time.perf_counter()
                    message_id, text = lost or visitor.next()
                    again = {"resent": True} if lost else {}
                    _send(socket, {"type": "message", "id": message_id, "text": text, **again})
                    asked += 1
                    if not lost and (asked + visitor.number) % _DROPPED == 0:
                        lost = message_id, text
                        break
                    told = _receive(socket, message_id)
                    visitor.met(began, message_id, told["id"], told["turn"])
                    cursor, lost = told["cursor"], None
        visitor.compare(_kept(browser))
    except (ChannelError, WebSocketException, OSError, KeyError) as error:
        visitor.missed(began, str(error) or type(error).__name__)


def _kept(browser: Browser) -> dict[str, str]:
    answers = browser.ask("GET", "messages")["answers"]
    return {answer["id"]: answer["turn"]["text"] for answer in answers}


@contextmanager
def _socket(
    address: str, token: str, cursor: str | None
) -> Iterator[tuple[Connection, dict[str, Any]]]:
    """A connection that has said hello, and the answers missed before, by message id."""
    with connect(address, proxy=None, open_timeout=_PATIENCE, close_timeout=5) as socket:
        _send(socket, {"type": "hello", "token": token, "after": cursor})
        ready = _next(socket)
        if ready["type"] != "ready":
            raise ChannelError(f"hello was answered with {ready['type']}")
        yield socket, {answer["id"]: answer for answer in ready["answers"]}


def _receive(socket: Connection, message_id: str) -> dict[str, Any]:
    while True:
        frame = _next(socket)
        if frame["type"] == "error":
            raise ChannelError(f"a message was refused: {frame.get('code')}")
        if frame["type"] == "answer" and frame["id"] == message_id:
            return frame


def _next(socket: Connection) -> dict[str, Any]:
    try:
        return dict(json.loads(socket.recv(timeout=_PATIENCE)))
    except TimeoutError as error:
        raise ChannelError("no answer over the WebSocket") from error


def _send(socket: Connection, frame: dict[str, Any]) -> None:
    socket.send(json.dumps(frame))
