"""One person, one address, one terminal: whoever asks too much waits, and nobody else does."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import websockets.client

from bot.channels import shared_limits
from bot.channels.kiosk import KioskChannel
from bot.channels.rest import RestChannel
from bot.channels.talk import model
from bot.channels.terminals import key_of_terminal, main
from bot.channels.upkeep import UpkeepChannel
from bot.channels.wechat.channel import WeChatChannel
from bot.limits import limits
from luohu.settings import settings
from tests.bot.channels.keeping import Rasa
from tests.bot.channels.serving import Reply, Served, serving
from tests.bot.channels.talk.conftest import API, Client, frame, refused, run

FEW = replace(
    limits(),
    requests_of_an_address=(30, 600),
    requests_of_a_conversation=(20, 600),
    sessions_of_an_address=(5, 600),
    sessions_of_a_terminal=(2, 600),
    sessions=(50, 600),
    wrong_codes_of_an_address=(3, 600),
    sockets_of_a_conversation=2,
)
ATTACKER, HALL = "203.0.113.9", "198.51.100.7"


@pytest.fixture(scope="module")
def few(keeper: Rasa) -> Iterator[Served]:
    """A kiosk's channel that allows little."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (shared_limits, model):
            patch.setattr(module, "limits", lambda: FEW)
        patch.setenv("LUOHU_SECRET", "s" * 40)
        settings.cache_clear()
        with serving("floods", keeper, [KioskChannel()]) as server:
            yield server


def open_session(server: Served, address: str = "", **body: str) -> Reply:
    headers = {"X-Forwarded-For": address} if address else {}
    return server.ask("POST", f"{API}/session", body, headers=headers)


def events(keeper: Rasa) -> int:
    with sqlite3.connect(keeper.file) as connection:
        return int(connection.execute("SELECT COUNT(*) FROM events").fetchone()[0])


def test_a_flood_of_new_sessions_locks_no_other_hall_out(few: Served) -> None:
    replies = [open_session(few, ATTACKER) for _ in range(8)]
    assert [reply.status for reply in replies] == [200] * 5 + [429] * 3
    assert refused(replies[-1], 429, "too_many_sessions")["retry_after"] > 500
    assert int(replies[-1].headers["Retry-After"]) > 500
    assert open_session(few, HALL).status == 200
    # What stands before the last address anybody may have written.
    assert open_session(few, f"{HALL}, {ATTACKER}").status == 429


def test_ten_new_sessions_a_second_are_too_few_to_lock_anybody_out() -> None:
    most, seconds = limits().sessions
    assert most / seconds > 10


def test_a_terminal_with_its_key_is_counted_for_itself(few: Served) -> None:
    for _ in range(60):
        open_session(few)
    assert open_session(few).status == 429
    key = key_of_terminal("hall-1")
    proved = [open_session(few, terminal="hall-1", key=key).status for _ in range(3)]
    assert proved == [200, 200, 429]
    assert open_session(few, terminal="hall-2", key=key_of_terminal("hall-2")).status == 200
    assert refused(open_session(few, terminal="hall-3", key=key), 403, "terminal_key")


def test_keys_of_terminals_are_printed_for_their_addresses(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["hall-1"]) == 0
    assert capsys.readouterr().out == f"terminal=hall-1&key={key_of_terminal('hall-1')}\n"
    with pytest.raises(SystemExit):
        main(["a hall"])


def test_who_opens_sessions_and_says_nothing_leaves_nothing_behind(
    served: Served, keeper: Rasa
) -> None:
    before = events(keeper)
    for _ in range(30):
        person = Client(served).begin(region="370983")
        assert person.get("/messages").status == 200
    assert events(keeper) == before
    assert person.post("/cases").json["code"]
    assert person.say("租房").status == 200
    assert events(keeper) > before


def test_a_conversation_that_has_ended_is_not_brought_back(served: Served) -> None:
    person = Client(served).begin()
    assert person.post("/end").status == 200
    refused(person.say("租房"), 401, "unauthorized")
    refused(person.post("/region", {"code": "370983"}), 401, "unauthorized")


def test_choosing_the_same_place_again_leaves_no_event(person: Client, keeper: Rasa) -> None:
    assert person.post("/region", {"code": "370983"}).status == 200
    before = events(keeper)
    for _ in range(10):
        assert person.post("/region", {"code": "370983"}).status == 200
    assert events(keeper) == before


def test_one_session_cannot_ask_for_ever(few: Served) -> None:
    opened = few.ask("POST", f"{API}/session", {}, headers={"X-Forwarded-For": "192.0.2.1"})
    person = Client(few, opened.json["token"])
    statuses = [person.post("/region", {"code": "370983"}).status for _ in range(25)]
    assert statuses == [200] * 20 + [429] * 5
    assert int(person.get("/regions").headers["Retry-After"]) > 500


def test_one_address_cannot_ask_for_ever_for_anything(few: Served) -> None:
    def look(address: str) -> int:
        return few.ask("GET", "/kiosk/", headers={"X-Forwarded-For": address}).status

    found = [look("2001:db8::1") for _ in range(30)]
    assert 429 not in found
    # Of the newer addresses one household has a whole network.
    assert look("2001:db8::2") == 429
    assert look("2001:db9::1") != 429


@pytest.fixture(scope="module")
def others(keeper: Rasa) -> Iterator[Served]:
    """The channels without sessions of their own, which allow little."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shared_limits, "limits", lambda: FEW)
        patch.setenv("LUOHU_SECRET", "s" * 40)
        settings.cache_clear()
        with serving("others", keeper, [RestChannel(), WeChatChannel(), UpkeepChannel()]) as server:
            yield server


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/webhooks/rest/"),
        ("POST", "/wechat/official"),
        ("GET", "/wechat/miniprogram"),
        ("POST", "/upkeep/erase"),
    ],
)
def test_no_other_channel_is_asked_for_ever_either(others: Served, method: str, path: str) -> None:
    address = f"192.0.2.{len(path)}"
    found = [
        others.ask(method, path, headers={"X-Forwarded-For": address}).status for _ in range(31)
    ]
    assert 429 not in found[:10]
    assert found[-1] == 429
    assert others.ask(method, path, headers={"X-Forwarded-For": HALL}).status != 429


def test_guessing_codes_in_new_conversations_ends_too(few: Served) -> None:
    key = key_of_terminal("hall-9")
    token = open_session(few, terminal="hall-9", key=key).json["token"]
    person = Client(few, token)
    tried = [person.post("/cases/ABCD3467").status for _ in range(4)]
    assert tried == [404, 404, 404, 429]


def test_only_so_many_sockets_of_a_conversation_are_open(few: Served) -> None:
    opened = few.ask("POST", f"{API}/session", {}, headers={"X-Forwarded-For": "192.0.2.2"})
    person = Client(few, opened.json["token"])

    async def listen() -> tuple[list[str], dict[str, Any]]:
        async with person.connected() as one, person.connected() as two:
            kinds = [(await frame(socket))["type"] for socket in (one, two)]
            async with person.connected() as three:
                return kinds, await frame(three)

    kinds, last = run(listen())
    assert kinds == ["ready", "ready"]
    assert (last["type"], last["code"]) == ("error", "too_many_sockets")


def test_what_an_unknown_address_is_called(few: Served) -> None:
    for told in ("", "nobody", "1.2.3.4, nobody"):
        assert few.ask("GET", "/kiosk/", headers={"X-Forwarded-For": told}).status != 429


def test_a_socket_of_nobody_is_closed(served: Served) -> None:
    async def knock() -> int:
        address = f"{served.socket_address}{API}/socket"
        async with websockets.client.connect(address) as connection:
            await connection.send("{}")
            await asyncio.wait_for(connection.wait_closed(), 10)
            return int(connection.close_code)

    assert run(knock()) == 4401
