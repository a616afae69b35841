"""One conversation over HTTP and WebSocket: nothing lost, nothing doubled, nobody else's."""

from __future__ import annotations

import asyncio
import itertools
import json
import logging
import socket
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
import websockets.client

from bot.channels import tokens
from bot.channels.kiosk import KioskChannel
from bot.channels.limits import Limiter
from bot.channels.talk import live
from bot.channels.talk.bearer import RENEWED
from bot.records.database import database
from bot.records.feedback import FEEDBACK
from luohu.settings import settings
from tests.bot.channels.keeping import Rasa, turn_for
from tests.bot.channels.serving import Reply, Served, serving
from tests.bot.channels.standins import standing_in

_IDS = itertools.count()
PHONE = "13900000000"
API = "/kiosk/api"


@dataclass
class Library:
    """The action server's answer to every look-up, and what it was asked."""

    answer: tuple[int, Any] = (200, {})
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def __call__(self, path: str, query: dict[str, str]) -> tuple[int, Any]:
        self.asked.append((path, query))
        return self.answer


@pytest.fixture(scope="module")
def library() -> Library:
    """What stands in for the action server."""
    return Library()


@pytest.fixture(scope="module")
def keeper(tmp_path_factory: pytest.TempPathFactory) -> Rasa:
    """The Rasa behind the channel."""
    return Rasa(tmp_path_factory.mktemp("talk") / "tracker.db")


@pytest.fixture(scope="module")
def actions_port(library: Library) -> Iterator[int]:
    """Where the action server's stand-in listens."""
    with standing_in(library) as port:
        yield port


@pytest.fixture(scope="module")
def served(keeper: Rasa) -> Iterator[Served]:
    """The kiosk's channel on a server, started once."""
    with serving("talk_test", keeper, [KioskChannel()]) as server:
        yield server


@pytest.fixture(autouse=True)
def _settings(
    tmp_path_factory: pytest.TempPathFactory, actions_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUOHU_SECRET", "s" * 40)
    monkeypatch.setenv("LUOHU_ACTIONS_PORT", str(actions_port))
    monkeypatch.setenv("LUOHU_HOME_REGION", "371000")
    monkeypatch.setenv("LUOHU_CASE_LINK", "https://case.test/")
    settings.cache_clear()


@dataclass
class Client:
    """Someone in front of a kiosk."""

    served: Served
    token: str | None = None

    def post(self, path: str, body: Any = None) -> Reply:  # noqa: ANN401
        return self.served.ask("POST", API + path, {} if body is None else body, self.token)

    def get(self, path: str) -> Reply:
        return self.served.ask("GET", API + path, token=self.token)

    def begin(self, **body: str) -> Client:
        reply = self.post("/session", body)
        assert reply.status == 200
        self.token = reply.json["token"]
        return self

    def say(self, text: object, number: str | None = None, **more: object) -> Reply:
        return self.post("/messages", {"id": number or f"m{next(_IDS)}", "text": text, **more})

    def told(self, after: str | None = None) -> list[str]:
        reply = self.get(f"/messages?after={after}" if after else "/messages")
        return [answer["turn"]["text"] for answer in reply.json["answers"]]

    @asynccontextmanager
    async def connected(
        self, after: str | None = None
    ) -> AsyncIterator[websockets.client.WebSocketClientProtocol]:
        address = f"{self.served.socket_address}{API}/socket"
        async with websockets.client.connect(address, max_size=None) as connection:
            hello = {"type": "hello", "token": self.token, "after": after}
            await connection.send(json.dumps(hello))
            yield connection


@pytest.fixture
def person(served: Served, keeper: Rasa) -> Client:
    """Someone whose conversation has just begun."""
    keeper.pause, keeper.failing = 0.0, 0
    return Client(served).begin()


def refused(reply: Reply, status: int, code: str) -> dict[str, Any]:
    assert (reply.status, reply.json["error"]["code"]) == (status, code)
    assert any("\u4e00" <= one <= "\u9fff" for one in reply.json["error"]["message"])
    return dict(reply.json["error"])


def run(work: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401
    return asyncio.run(asyncio.wait_for(work, 20))


async def frame(connection: Any) -> dict[str, Any]:  # noqa: ANN401
    return dict(json.loads(await connection.recv()))


def test_a_session_begins_where_the_kiosk_stands(served: Served) -> None:
    reply = Client(served).post("/session", {"terminal": "hall-2"})
    assert reply.json["region"] == {"code": "371000", "name": "威海市"}
    assert reply.json["expires_in"] == 3600
    claims = tokens.read(reply.json["token"], "kiosk")
    assert claims is not None
    assert claims["sub"].startswith("kiosk-hall-2-")
    chosen = Client(served).post("/session", {"region": "150400"})
    assert chosen.json["region"]["code"] == "150400"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"region": "110000"}, 404, "no_region"),
        ({"region": 371000}, 400, "bad_request"),
        ({"terminal": "../x"}, 400, "bad_request"),
        ({"terminal": ["hall"]}, 400, "bad_request"),
    ],
)
def test_a_session_that_cannot_be_is_refused(
    served: Served, body: object, status: int, code: str
) -> None:
    refused(Client(served).post("/session", body), status, code)


def test_a_message_gets_its_turn_and_its_repetition_the_same(person: Client, keeper: Rasa) -> None:
    first = person.say("租房", "one")
    assert first.json["id"] == "one"
    assert first.json["turn"] == turn_for("租房")
    before = len(keeper.taken)
    assert person.say("租房", "one").json == first.json
    assert person.say("租房", "one", resent=True).json == first.json
    assert len(keeper.taken) == before
    assert person.get("/messages").json == {"answers": [first.json]}
    assert person.told(first.json["cursor"]) == []


def test_a_message_that_failed_says_so_and_may_come_again(person: Client, keeper: Rasa) -> None:
    keeper.failing = 1
    assert person.say("租房", "one").json["failed"] is True
    answered = person.say("租房", "one").json
    assert "failed" not in answered
    assert answered["turn"] == turn_for("租房")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'"x"',
        b'{"id": "a", "text": NaN}',
        b"[" * 5000,
        b"\xff\xfe",
        {"text": "x"},
        {"id": "a"},
        {"id": "", "text": "x"},
        {"id": 5, "text": "x"},
        {"id": "a b", "text": "x"},
        {"id": "x" * 65, "text": "x"},
        {"id": "a", "text": 5},
        {"id": "a", "text": "x", "resent": "yes"},
    ],
    ids=range(15),
)
def test_a_request_that_cannot_be_read_is_refused(person: Client, body: object) -> None:
    refused(person.post("/messages", body), 400, "bad_request")


def test_a_request_that_is_too_large_is_refused(person: Client) -> None:
    refused(person.say("租" * 20_000), 413, "too_large")
    assert person.say("租房").status == 200


def test_a_message_of_any_length_below_that_gets_a_turn(person: Client) -> None:
    assert person.say("x" * 3000).json["turn"]["text"] == "答:/too_long"
    assert person.say("").json["turn"]["text"] == "答:/nothing_said"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/messages"),
        ("GET", "/messages"),
        ("POST", "/feedback"),
        ("POST", "/cases"),
        ("POST", "/cases/ABCD3467"),
        ("POST", "/region"),
        ("POST", "/end"),
        ("GET", "/regions"),
        ("GET", "/documents/371000-weihai"),
        ("GET", "/search?q=x"),
        ("GET", "/facts?region=371000"),
    ],
)
def test_without_a_token_of_this_channel_nothing_is_told(
    served: Served, method: str, path: str
) -> None:
    body = {} if method == "POST" else None
    foreign = tokens.issue({"sub": "kiosk-x"}, 60, "miniprogram")
    gone = tokens.issue({"sub": "kiosk-nobody"}, 60, "kiosk")
    for token in (None, "rubbish", foreign, gone):
        refused(served.ask(method, API + path, body, token), 401, "unauthorized")


def test_nobody_reads_another_conversation(served: Served, person: Client) -> None:
    other = Client(served).begin()
    person.say("租房", "mine")
    assert other.told() == []
    other.say("买房", "mine")
    assert other.told() == ["答:买房"]
    assert person.told() == ["答:租房"]
    refused(other.post("/feedback", {"id": "none", "rating": "up"}), 404, "no_answer")


def test_too_many_messages_wait(person: Client) -> None:
    statuses = [person.say("租房").status for _ in range(31)]
    assert statuses == [200] * 30 + [429]
    reply = person.say("租房")
    assert 0 < int(reply.headers["Retry-After"]) <= 60
    assert refused(reply, 429, "too_many")["retry_after"] == int(reply.headers["Retry-After"])


def test_a_token_is_renewed_while_it_is_used(
    person: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert RENEWED not in person.say("租房").headers
    claims = tokens.read(person.token or "", "kiosk")
    assert claims is not None
    real = tokens.time.time
    monkeypatch.setattr(tokens.time, "time", lambda: real() - 2000)
    person.token = tokens.issue({"sub": claims["sub"]}, 3600, "kiosk")
    monkeypatch.setattr(tokens.time, "time", real)
    person.token = person.get("/messages").headers[RENEWED]
    assert person.say("租房").status == 200


def test_a_token_is_renewed_over_the_socket(
    person: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims = tokens.read(person.token or "", "kiosk")
    assert claims is not None
    real = tokens.time.time
    monkeypatch.setattr(tokens.time, "time", lambda: real() - 2000)
    person.token = tokens.issue({"sub": claims["sub"]}, 3600, "kiosk")
    monkeypatch.setattr(tokens.time, "time", real)

    async def listen() -> tuple[dict[str, Any], dict[str, Any]]:
        async with person.connected() as connection:
            await frame(connection)
            renewed = await frame(connection)
            await connection.send('{"type": "ping"}')
            return renewed, await frame(connection)

    renewed, after = run(listen())
    assert (renewed["type"], renewed["expires_in"], after["type"]) == ("token", 3600, "pong")
    person.token = renewed["token"]
    assert person.say("租房").status == 200


def test_after_the_end_the_conversation_is_gone_and_the_token_void(
    person: Client, keeper: Rasa
) -> None:
    person.say("租房")
    assert person.post("/end").json == {"ok": True}
    refused(person.get("/messages"), 401, "unauthorized")
    refused(person.say("买房"), 401, "unauthorized")
    refused(person.post("/region", {"code": "371000"}), 401, "unauthorized")


def test_a_message_that_arrives_after_the_end_brings_nothing_back(
    person: Client, keeper: Rasa, served: Served
) -> None:
    body = json.dumps({"id": "late", "text": "租房"}).encode()
    head = [
        f"POST {API}/messages HTTP/1.1",
        "Host: kiosk",
        f"Authorization: Bearer {person.token}",
        f"Content-Length: {len(body)}",
        "Connection: close",
    ]
    host, port = served.address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as slow:
        slow.sendall("\r\n".join([*head, "", ""]).encode() + body[:5])
        person.say("买房")
        person.post("/end")
        before = len(keeper.taken)
        slow.sendall(body[5:])
        assert b" 401 " in slow.recv(100)
    assert len(keeper.taken) == before
    refused(person.get("/messages"), 401, "unauthorized")


def test_a_conversation_survives_a_restart(person: Client, keeper: Rasa, served: Served) -> None:
    first = person.say("租房", "one").json
    served.loop.call_soon_threadsafe(keeper.restart)
    assert person.say("租房", "one").json == first
    second = person.say("买房", "two").json
    assert person.get(f"/messages?after={first['cursor']}").json == {"answers": [second]}


def test_feedback_is_kept_without_personal_numbers(person: Client) -> None:
    said = person.say("租房", "one").json
    comment = f"不对，打我电话{PHONE}"
    body = {"id": said["id"], "rating": "down", "reason": "wrong", "comment": comment}
    assert person.post("/feedback", body).json == {"ok": True}
    (row,) = asyncio.run(
        database().run(lambda connection: connection.execute(sa.select(FEEDBACK)).all())
    )
    assert (row.channel, row.rating, row.reason, row.question) == (
        "kiosk", "down", "wrong", "租房",
    )  # fmt: skip
    assert PHONE not in row.comment


@pytest.mark.parametrize(
    "body",
    [
        {"rating": "up"},
        {"id": "one", "rating": "good"},
        {"id": "one", "rating": ["up"]},
        {"id": "one", "rating": "down", "reason": "bad"},
        {"id": "one", "rating": "down", "reason": {}},
        {"id": "one", "rating": "down", "comment": 5},
    ],
)
def test_feedback_that_cannot_be_read_is_refused(person: Client, body: object) -> None:
    refused(person.post("/feedback", body), 400, "bad_request")


def test_a_case_goes_on_in_another_conversation(served: Served, person: Client) -> None:
    person.say("租房")
    opened = person.post("/cases").json
    assert opened["link"] == f"https://case.test/{opened['code']}"
    other = Client(served).begin(region="150400")
    taken = other.post(f"/cases/{opened['code'].lower()}", {"id": "t1"})
    assert taken.json["turn"]["text"] == "答:/take_up"
    assert other.post(f"/cases/{opened['code']}", {"id": "t1"}).json == taken.json
    assert other.post(f"/cases/{opened['code']}").json["id"] != "t1"


def test_without_anything_said_there_is_no_case(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUOHU_HOME_REGION", "")
    settings.cache_clear()
    someone = Client(served).begin()
    refused(someone.post("/cases"), 409, "nothing_to_carry")
    assert someone.post("/region", {"code": "371000"}).json["region"]["name"] == "威海市"
    assert someone.post("/cases").status == 200
    refused(someone.post("/region", {"code": "110000"}), 404, "no_region")


def test_a_case_is_not_put_under_ever_more_codes(person: Client) -> None:
    person.say("租房")
    statuses = [person.post("/cases").status for _ in range(31)]
    assert statuses == [200] * 30 + [429]


def test_codes_cannot_be_tried_out(served: Served, person: Client) -> None:
    person.say("租房")
    code = person.post("/cases").json["code"]
    other = Client(served).begin()
    for wrong in ["AAAAAAAA"] * 5 + ["x", "接办码", "A" * 200, "..%2f", "0000-0000"]:
        quoted = wrong.encode().hex() if not wrong.isascii() else wrong
        refused(other.post(f"/cases/{quoted}"), 404, "no_case")
    refused(other.post(f"/cases/{code}"), 429, "too_many_codes")
    assert person.post(f"/cases/{code}").status == 200


def test_codes_cannot_be_tried_out_from_many_conversations(
    person: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Limiter, "wait", lambda _limiter, key="": 0 if key else 40)
    refused(person.post("/cases/ABCD3467"), 429, "too_many_codes")


def test_the_library_is_passed_through(person: Client, library: Library) -> None:
    library.asked.clear()
    for path, body in (
        ("/regions", {"regions": [{"code": "371000", "name": "威海市"}]}),
        ("/documents/371000-weihai", {"folder": "371000-weihai", "clauses": []}),
        ("/search?region=371000&q=%E7%A7%9F%E6%88%BF", {"hits": []}),
        ("/facts?region=371000", {"facts": []}),
    ):
        library.answer = (200, body)
        assert person.get(path).json == body
    assert library.asked == [
        ("/library/regions", {}),
        ("/library/documents/371000-weihai", {}),
        ("/library/search", {"q": "租房", "region": "371000"}),
        ("/library/facts", {"region": "371000"}),
    ]


def test_what_the_library_refuses_is_told(person: Client, library: Library) -> None:
    error = {"error": {"code": "no_document", "message": "没有这个文件。"}}
    library.answer = (404, error)
    reply = person.get("/documents/nothing")
    assert (reply.status, reply.json) == (404, error)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/search?region=37&q=x", 400),
        (f"/search?q={'x' * 201}", 400),
        ("/documents/..", 404),
        ("/documents/..%2f..%2fhealth", 404),
        ("/documents/A B".replace(" ", "%20"), 404),
    ],
)
def test_the_library_is_asked_nothing_else(
    person: Client, library: Library, path: str, status: int
) -> None:
    library.asked.clear()
    assert person.get(path).status == status
    assert library.asked == []


@pytest.mark.parametrize("answer", [(500, {}), (200, b"<html>"), (200, [])])
def test_a_library_that_fails_is_said_to_be_away(
    person: Client, library: Library, answer: tuple[int, Any]
) -> None:
    library.answer = answer
    refused(person.get("/regions"), 503, "library_away")


def test_a_library_that_is_away_is_said_to_be(
    person: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        monkeypatch.setenv("LUOHU_ACTIONS_PORT", str(nobody.getsockname()[1]))
        settings.cache_clear()
        refused(person.get("/regions"), 503, "library_away")


def test_every_answer_has_the_security_headers(person: Client) -> None:
    for reply in (person.say("租房"), person.get("/nothing"), person.post("/messages", b"{")):
        assert "default-src 'self'" in reply.headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in reply.headers["Content-Security-Policy"]
        assert reply.headers["X-Content-Type-Options"] == "nosniff"
        assert reply.headers["Referrer-Policy"] == "no-referrer"


def test_over_the_socket_each_message_gets_its_answer(person: Client) -> None:
    async def talk() -> None:
        async with person.connected() as connection:
            assert await frame(connection) == {"type": "ready", "answers": []}
            for number in range(3):
                message = {"type": "message", "id": f"s{number}", "text": str(number)}
                await connection.send(json.dumps(message))
            got = [await frame(connection) for _ in range(3)]
            assert [one["id"] for one in got] == ["s0", "s1", "s2"]
            assert [one["turn"]["text"] for one in got] == ["答:0", "答:1", "答:2"]
            await connection.send('{"type": "ping"}')
            assert await frame(connection) == {"type": "pong"}

    run(talk())


def test_after_a_reconnection_exactly_the_missed_answers_come(person: Client, keeper: Rasa) -> None:
    seen = person.say("1", "one").json["cursor"]
    keeper.pause = 0.05

    async def lose() -> None:
        async with person.connected(seen) as connection:
            assert (await frame(connection))["answers"] == []
            for text in "23":
                message = {"type": "message", "id": f"n{text}", "text": text}
                await connection.send(json.dumps(message))
            await connection.send('{"type": "ping"}')
            await frame(connection)

    async def resume() -> list[dict[str, Any]]:
        async with person.connected(seen) as connection:
            missed = list((await frame(connection))["answers"])
            again = {"type": "message", "id": "n3", "text": "3", "resent": True}
            await connection.send(json.dumps(again))
            repeated = await frame(connection)
            assert {**missed[1], "type": "answer"} == repeated
            return missed

    before = len(keeper.taken)
    run(lose())
    run(asyncio.sleep(0.3))
    assert [answer["turn"]["text"] for answer in run(resume())] == ["答:2", "答:3"]
    assert len(keeper.taken) - before == 2


def test_without_a_good_hello_the_socket_is_closed(served: Served, person: Client) -> None:
    async def refused_with(first: str | bytes) -> str:
        address = f"{served.socket_address}{API}/socket"
        async with websockets.client.connect(address) as connection:
            await connection.send(first)
            told = await frame(connection)
            assert told["type"] == "error"
            await asyncio.wait_for(connection.wait_closed(), 5)
            assert connection.close_code == 4401
            return str(told["code"])

    void = {"type": "hello", "token": "x", "after": None}
    odd = {"type": "hello", "token": person.token, "after": 5}
    assert run(refused_with(json.dumps(void))) == "unauthorized"
    for first in (b"x", "{", json.dumps(odd), '{"type": "message", "id": "a", "text": "b"}'):
        assert run(refused_with(first)) == "bad_request"


def test_what_cannot_be_read_on_the_socket_is_refused_and_it_goes_on(person: Client) -> None:
    async def talk() -> None:
        async with person.connected() as connection:
            await frame(connection)
            for sent, code in (
                ("{", "bad_request"),
                (b"\x00", "bad_request"),
                ('{"type": "other"}', "bad_request"),
                ('{"type": "message", "id": "x", "text": 5}', "bad_request"),
                (json.dumps({"type": "message", "id": "x", "text": "x" * 17_000}), "too_large"),
            ):
                await connection.send(sent)
                told = await frame(connection)
                assert (told["type"], told["code"]) == ("error", code)
            await connection.send('{"type": "message", "id": "y", "text": "租房"}')
            assert (await frame(connection))["turn"]["text"] == "答:租房"

    run(talk())


def test_the_socket_ends_with_the_conversation(person: Client) -> None:
    async def talk() -> None:
        async with person.connected() as connection:
            await frame(connection)
            await asyncio.to_thread(person.post, "/end")
            await connection.send('{"type": "message", "id": "y", "text": "租房"}')
            told = await frame(connection)
            assert (told["type"], told["id"], told["code"]) == ("error", "y", "unauthorized")
            await asyncio.wait_for(connection.wait_closed(), 5)

    run(talk())


def test_too_many_messages_on_the_socket_wait(person: Client) -> None:
    async def talk() -> list[dict[str, Any]]:
        async with person.connected() as connection:
            await frame(connection)
            for number in range(32):
                message = {"type": "message", "id": f"q{number}", "text": "x"}
                await connection.send(json.dumps(message))
            return [await frame(connection) for _ in range(32)]

    frames = run(talk())
    errors = [one for one in frames if one["type"] == "error"]
    assert sorted(one["id"] for one in errors) == ["q30", "q31"]
    assert all(one["code"] == "too_many" and one["retry_after"] for one in errors)


def test_who_sends_without_end_is_hung_up_on(
    person: Client, keeper: Rasa, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "_MOST_FRAMES", 5)
    before = len(keeper.taken)

    async def flood() -> int:
        async with person.connected() as connection:
            for number in range(50):
                message = {"type": "message", "id": f"q{number}", "text": "x"}
                await connection.send(json.dumps(message))
            await asyncio.wait_for(connection.wait_closed(), 5)
            return int(connection.close_code)

    assert run(flood()) == 1006
    assert len(keeper.taken) - before <= 5
    assert person.say("租房").status == 200


def test_a_quiet_socket_is_asked_whether_anybody_is_there(
    person: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "_QUIET_SECONDS", 0.05)

    async def listen() -> list[str]:
        async with person.connected() as connection:
            await frame(connection)
            kinds = [str((await frame(connection))["type"]) for _ in range(3)]
            await asyncio.wait_for(connection.wait_closed(), 5)
            return kinds

    assert run(listen()) == ["ping"] * 3


def test_nothing_that_people_say_is_logged(
    person: Client, keeper: Rasa, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        keeper.failing = 1
        person.say(f"我要租房，电话{PHONE}")
        person.post("/messages", {"id": "a", "text": "我要租房", "resent": 5})
    assert "租房" not in caplog.text
    assert PHONE not in caplog.text


def test_the_limits_of_new_conversations_hold_for_all_together(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Limiter, "wait", lambda *_: 12.3)
    assert refused(Client(served).post("/session"), 429, "too_many_sessions")["retry_after"] == 13


def test_the_store_that_fails_is_told_without_a_word_of_it(
    person: Client, keeper: Rasa, served: Served, tmp_path: Path
) -> None:
    good = keeper.tracker_store

    class Broken:
        async def exists(self, _sender: str) -> bool:
            raise OSError("disk with 租房 on it")

    keeper.tracker_store = Broken()
    try:
        reply = person.get("/messages")
    finally:
        keeper.tracker_store = good
    refused(reply, 503, "conversation_away")
    assert "租房" not in reply.body.decode()
