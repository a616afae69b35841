"""Programs that talk to the REST channel always get Rasa's list of items."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage
from sanic import Sanic

from bot.channels.rest import RestChannel
from tests.bot.conftest import StandIn

OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass
class Channel:
    """The channel on a real server, with whatever stands behind it in a test."""

    address: str = ""
    behind: StandIn = field(default_factory=StandIn)
    ready: bool = True

    def is_ready(self) -> bool:
        """Whether the model is loaded, as Rasa's agent says it."""
        return self.ready

    async def __call__(self, message: UserMessage) -> None:
        await self.behind(message)

    def ask(
        self, path: str, body: bytes | None = None, kind: str | None = None
    ) -> tuple[int, str, str]:
        """Status, content type and text that a request gets."""
        headers = {"Content-Type": kind} if kind else {}
        request = urllib.request.Request(self.address + path, data=body, headers=headers)
        try:
            reply = OPENER.open(request, timeout=30)
        except urllib.error.HTTPError as error:
            reply = error
        with reply:
            return reply.status, reply.headers["Content-Type"], reply.read().decode("utf-8")

    def post(self, body: bytes, kind: str | None = "application/json") -> list[dict[str, Any]]:
        """The items that a message gets, which are never none."""
        status, answered, text = self.ask("/webhook", body, kind)
        assert (status, answered) == (200, "application/json")
        items = json.loads(text)
        assert [item for item in items if "custom" in item]
        assert [item for item in items if item.get("text")]
        return list(items)


@pytest.fixture(scope="module")
def server() -> Iterator[Channel]:
    """One server for all tests here: Sanic starts only once in a process."""
    channel, listener = Channel(), socket.socket()
    listener.bind(("127.0.0.1", 0))
    channel.address = f"http://127.0.0.1:{listener.getsockname()[1]}/webhooks/rest"
    loop, ready = asyncio.new_event_loop(), threading.Event()

    async def start() -> None:
        app = Sanic("rest_channel_test")
        app.ctx.agent = channel
        app.blueprint(RestChannel().blueprint(channel), url_prefix="/webhooks/rest")
        served: Any = await app.create_server(sock=listener, return_asyncio_server=True)
        await served.startup()
        await served.start_serving()
        ready.set()

    def serve() -> None:
        asyncio.set_event_loop(loop)
        loop.create_task(start())
        loop.run_forever()

    threading.Thread(target=serve, daemon=True).start()
    assert ready.wait(30)
    yield channel
    loop.call_soon_threadsafe(loop.stop)


@pytest.fixture
def channel(server: Channel, rasa: StandIn) -> Channel:
    """The channel in front of a Rasa that answers."""
    server.behind, server.ready = rasa, True
    return server


def test_a_message_gets_its_turn(channel: Channel, rasa: StandIn, turn: dict[str, Any]) -> None:
    items = channel.post(json.dumps({"sender": "me", "message": "租房能落户吗"}).encode())
    assert [item["custom"] for item in items if "custom" in item] == [turn]
    assert {item["recipient_id"] for item in items} == {"me"}
    assert rasa.taken[0].text == "租房能落户吗"
    assert rasa.taken[0].input_channel == "rest"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"not json",
        b'{"sender": "me", "message": ',
        b"[]",
        b"null",
        b'"text"',
        b"5",
        b"{}",
        b"\xff\xfe",
        b"\x00",
        b'{"message": null}',
        b'{"message": 5, "sender": 6}',
        b'{"message": ["a"], "sender": {}}',
        b'{"message": {"text": "a"}}',
        b'{"message": "\\ud83d", "sender": "\\ud83d"}',
        b"[" * 5000,
    ],
    ids=range(17),
)
def test_a_broken_request_gets_a_turn_that_says_that_nothing_was_read(
    channel: Channel, rasa: StandIn, body: bytes
) -> None:
    channel.post(body)
    assert [message.text for message in rasa.taken] == ["/nothing_said"]


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", None])
def test_the_content_type_does_not_matter(
    channel: Channel, rasa: StandIn, kind: str | None
) -> None:
    channel.post(json.dumps({"sender": "me", "message": "租房能落户吗"}).encode(), kind)
    assert rasa.taken[0].text == "租房能落户吗"


def test_chinese_comes_back_readable(channel: Channel) -> None:
    body = json.dumps({"sender": "me", "message": "租房"}).encode()
    _status, _kind, text = channel.ask("/webhook", body, "application/json")
    assert "能。" in text


def test_a_failure_behind_the_channel_is_no_server_error(channel: Channel) -> None:
    channel.behind = StandIn(error=RuntimeError("boom"))
    assert "boom" not in str(channel.post(b'{"sender": "me", "message": "x1"}'))


def test_the_health_check_answers(channel: Channel) -> None:
    status, _kind, text = channel.ask("/")
    assert (status, json.loads(text)) == (200, {"status": "ok"})


def test_the_health_check_says_when_no_model_is_loaded(channel: Channel) -> None:
    channel.ready = False
    status, _kind, text = channel.ask("/")
    assert (status, json.loads(text)) == (503, {"status": "no model"})


@pytest.mark.parametrize(
    "sender", [None, "", 5, True, [], {}, "x" * 1000, "a\nb", "\x00", "\ud83d", "a\u2028b"]
)
def test_without_a_usable_sender_the_conversation_is_nobody_elses(
    channel: Channel, rasa: StandIn, sender: object
) -> None:
    body = json.dumps({"sender": sender, "message": "租房"}).encode()
    first, second = channel.post(body), channel.post(body)
    assert len({message.sender_id for message in rasa.taken}) == 2
    assert first[0]["recipient_id"] != second[0]["recipient_id"]


def test_who_sent_no_name_goes_on_under_the_one_that_they_were_given(
    channel: Channel, rasa: StandIn
) -> None:
    named = channel.post(b'{"message": "x1"}')[0]["recipient_id"]
    channel.post(json.dumps({"sender": named, "message": "x2"}).encode())
    assert len({message.sender_id for message in rasa.taken}) == 1
