"""The talk API of the running bot: kiosk over HTTP and WebSocket, through a loss and a restart."""

from __future__ import annotations

import itertools
import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pytest
from websockets.sync.client import ClientConnection, connect

from actions.corpus import Corpus
from tests.e2e.talking import check_turn
from tools.run import RunningBot

API = "/kiosk/api"
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))
_IDS = itertools.count()


@dataclass
class Kiosk:
    """Someone in front of a kiosk of the running bot."""

    bot: RunningBot
    token: str = ""

    def ask(self, method: str, path: str, body: object = None) -> tuple[int, Any]:
        """Status and JSON of a request."""
        request = urllib.request.Request(
            f"{self.bot.bot_url}{API}{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self.token}"},
            method=method,
        )
        try:
            reply = _OPENER.open(request, timeout=60)
        except urllib.error.HTTPError as error:
            reply = error
        with reply:
            return reply.status, json.loads(reply.read())

    def begin(self, region: str | None = None) -> Kiosk:
        status, session = self.ask("POST", "/session", {"region": region} if region else {})
        assert status == 200, session
        self.token = session["token"]
        return self

    def say(self, text: str, number: str | None = None) -> dict[str, Any]:
        message = {"id": number or f"m{next(_IDS)}", "text": text}
        status, answer = self.ask("POST", "/messages", message)
        assert status == 200, answer
        return dict(answer)

    @contextmanager
    def connected(self, after: str | None) -> Iterator[ClientConnection]:
        address = f"{self.bot.bot_url.replace('http', 'ws')}{API}/socket"
        with connect(address, proxy=None) as connection:
            hello = {"type": "hello", "token": self.token, "after": after}
            connection.send(json.dumps(hello))
            yield connection


def frame(connection: ClientConnection) -> dict[str, Any]:
    return dict(json.loads(connection.recv(timeout=60)))


def send(connection: ClientConnection, text: str, number: str) -> None:
    connection.send(json.dumps({"type": "message", "id": number, "text": text}))


@pytest.fixture
def kiosk(bot: RunningBot) -> Kiosk:
    """A kiosk in Weihai at which a conversation has just begun."""
    return Kiosk(bot).begin("371000")


def test_a_question_is_answered_for_the_place_of_the_kiosk(kiosk: Kiosk, corpus: Corpus) -> None:
    answer = kiosk.say("租房能落户吗")
    check_turn(answer["turn"], corpus)
    assert answer["turn"]["region"] == {"code": "371000", "name": "威海市"}
    assert answer["turn"]["citations"]


def test_a_repetition_is_the_same_answer_by_whatever_way(kiosk: Kiosk) -> None:
    answer = kiosk.say("租房能落户吗", "one")
    assert kiosk.say("租房能落户吗", "one") == answer
    with kiosk.connected(None) as connection:
        assert frame(connection) == {"type": "ready", "answers": [answer]}
        send(connection, "租房能落户吗", "one")
        assert frame(connection) == {"type": "answer", **answer}
    assert kiosk.ask("GET", "/messages") == (200, {"answers": [answer]})


def test_what_was_missed_comes_at_the_next_connection(kiosk: Kiosk, corpus: Corpus) -> None:
    seen = kiosk.say("租房能落户吗")["cursor"]
    with kiosk.connected(seen) as connection:
        assert frame(connection)["answers"] == []
        send(connection, "需要什么材料", "lost")
    answered = kiosk.say("需要什么材料", "lost")
    check_turn(answered["turn"], corpus)
    with kiosk.connected(seen) as connection:
        assert frame(connection)["answers"] == [answered]
    with kiosk.connected(answered["cursor"]) as connection:
        assert frame(connection)["answers"] == []


def test_a_check_goes_on_over_the_socket_in_order(kiosk: Kiosk, corpus: Corpus) -> None:
    with kiosk.connected(None) as connection:
        frame(connection)
        for number, text in enumerate(("我租房，符合落户条件吗", "为什么问这个", "你好")):
            send(connection, text, f"s{number}")
        frames = [frame(connection) for _ in range(3)]
    assert [one["id"] for one in frames] == ["s0", "s1", "s2"]
    for one in frames:
        check_turn(one["turn"], corpus)


def test_a_chosen_region_is_what_the_next_question_is_about(bot: RunningBot) -> None:
    someone = Kiosk(bot).begin()
    assert someone.say("租房能落户吗")["turn"]["kind"] == "clarify_region"
    assert someone.ask("POST", "/region", {"code": "370306"})[0] == 200
    assert someone.say("租房能落户吗")["turn"]["region"]["code"] == "370306"


def test_a_case_is_taken_up_at_another_place(kiosk: Kiosk, bot: RunningBot, corpus: Corpus) -> None:
    kiosk.say("我租房，符合落户条件吗")
    status, opened = kiosk.ask("POST", "/cases", {})
    assert (status, len(opened["code"])) == (200, 8)
    other = Kiosk(bot).begin("150400")
    status, answer = other.ask("POST", f"/cases/{opened['code']}", {})
    assert status == 200
    check_turn(answer["turn"], corpus)
    assert answer["turn"]["region"]["code"] == "371000"
    assert other.ask("POST", "/cases/AAAAAAAA", {})[0] == 404


def test_an_opinion_is_taken(kiosk: Kiosk) -> None:
    number = kiosk.say("租房能落户吗")["id"]
    opinion = {"id": number, "rating": "down", "reason": "unclear"}
    assert kiosk.ask("POST", "/feedback", opinion) == (200, {"ok": True})


def test_regions_documents_and_search_are_there(kiosk: Kiosk, corpus: Corpus) -> None:
    status, covered = kiosk.ask("GET", "/regions")
    assert status == 200
    assert {region["code"] for region in covered["regions"]} == {
        document.region for document in corpus.documents.values()
    }
    status, document = kiosk.ask("GET", "/documents/371000-weihai")
    assert (status, document["folder"]) == (200, "371000-weihai")
    assert document["clauses"]
    status, found = kiosk.ask("GET", f"/search?region=371000&q={quote('租房落户')}")
    assert status == 200
    assert found["hits"]


def test_the_end_deletes_the_conversation(kiosk: Kiosk, bot: RunningBot) -> None:
    sentence = "我表哥在环翠区租房三年了"
    kiosk.say(sentence)
    written = json.dumps(sentence).strip('"').encode()
    files = [bot.var_dir / "db" / name for name in ("tracker.db", "tracker.db-wal")]
    assert any(written in file.read_bytes() for file in files)
    assert kiosk.ask("POST", "/end", {}) == (200, {"ok": True})
    assert kiosk.ask("GET", "/messages")[0] == 401
    assert kiosk.ask("POST", "/messages", {"id": "x", "text": "你好"})[0] == 401
