"""One conversation over HTTP: nothing lost, nothing doubled, nobody else's."""

from __future__ import annotations

import asyncio
import json
import logging
import socket
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.channels import tokens
from bot.channels.limits import Limiter
from bot.channels.talk.bearer import RENEWED
from bot.records.database import database
from bot.records.feedback import FEEDBACK
from tests.bot.channels.keeping import Rasa, turn_for
from tests.bot.channels.serving import Served
from tests.bot.channels.talk.conftest import API, PHONE, Client, refused


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


def test_every_answer_has_the_security_headers(person: Client) -> None:
    for reply in (person.say("租房"), person.get("/nothing"), person.post("/messages", b"{")):
        assert "default-src 'self'" in reply.headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in reply.headers["Content-Security-Policy"]
        assert reply.headers["X-Content-Type-Options"] == "nosniff"
        assert reply.headers["Referrer-Policy"] == "no-referrer"


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
