"""A number that comes in several messages is not put together again from what is stored."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

import pytest

from bot.channels.dictation import Dictation
from bot.redis import shared_redis
from luohu.settings import settings
from tests.bot.conftest import RedisServer


def told(texts: Iterable[str], *servers: Dictation) -> list[str]:
    """What is left of messages that one person sends to the servers in turn."""

    async def tell() -> list[str]:
        each = servers or (Dictation(),)
        return [
            await each[number % len(each)].without_piece("a", text)
            for number, text in enumerate(texts)
        ]

    return asyncio.run(tell())


def test_the_piece_that_completes_a_number_is_taken_out() -> None:
    said = ["我手机139", "5521", "8867谢谢", "在威海租房"]
    assert told(said) == ["我手机139", "5521", "[号码]谢谢", "在威海租房"]


def test_an_identity_card_in_pieces_loses_what_makes_it_one() -> None:
    assert told(("999999", "1980", "0101", "001X"))[-1] == "[号码]"


def test_answers_to_one_question_after_the_other_stay() -> None:
    answers = ["2019", "120", "3", "2020", "36", "50"]
    assert told(answers) == answers


def test_what_two_people_say_makes_no_number() -> None:
    dictation = Dictation()
    told(["1395521"], dictation)
    assert asyncio.run(dictation.without_piece("b", "8867")) == "8867"


def test_what_was_said_long_ago_makes_no_number() -> None:
    now = [0.0]
    dictation = Dictation(lambda: now[0])
    told(["13955"], dictation)
    now[0] = 1000.0
    assert told(["218867"], dictation) == ["218867"]


def test_what_was_said_before_something_else_makes_no_number() -> None:
    assert told(["我手机139", "在威海租房", "55218867"])[-1] == "55218867"


def test_a_pause_sent_by_itself_ends_no_number() -> None:
    assert told(["我手机1390631", "", "然后", "...", "5678谢谢"])[-1] == "[号码]谢谢"


def test_digits_as_they_are_said_on_the_radio_are_pieces_too() -> None:
    assert told(("勾勾勾勾勾勾", "幺勾八洞洞幺", "洞幺洞洞幺X"))[-1] == "[号码]"


def test_a_number_is_heard_whichever_server_its_pieces_come_to(
    redis_server: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUOHU_REDIS", redis_server.url)
    settings.cache_clear()
    shared_redis.cache_clear()
    said = ["我手机139", "5521", "8867谢谢"]
    assert told(said, Dictation(), Dictation()) == ["我手机139", "5521", "[号码]谢谢"]
