"""People who write to the official account, or to the mini program's customer service."""

from __future__ import annotations

import itertools
import time
from typing import Any

import pytest

from actions.corpus import Corpus
from luohu.text import compact
from tests.e2e.conftest import ACCOUNT
from tests.wechat.pushing import Pusher
from tests.wechat.standin import WeChat
from tools.run import RunningBot

_NUMBERS = itertools.count(10**15)


def pusher(bot: RunningBot, account: str) -> Pusher:
    """WeChat's push of one account."""
    address = f"{bot.bot_url}/wechat/{account}"
    return Pusher(address, ACCOUNT["APP_ID"], ACCOUNT["TOKEN"], ACCOUNT["AES_KEY"])


def message(openid: str, text: str) -> dict[str, Any]:
    """A text message as WeChat writes it."""
    return {
        "ToUserName": "gh_account",
        "FromUserName": openid,
        "CreateTime": int(time.time()),
        "MsgType": "text",
        "Content": text,
        "MsgId": next(_NUMBERS),
    }


@pytest.fixture(scope="session")
def clause(corpus: Corpus) -> str:
    """What 威海 states of renting."""
    return compact(corpus.clause("371000-weihai", "一/(二)").quote)


def test_the_official_account_answers_in_the_reply_with_the_clause_and_its_lapse(
    bot: RunningBot, wechat: WeChat, clause: str
) -> None:
    before = len(wechat.sent)
    pushed = pusher(bot, "official").push(message("openid-1", "我在威海租房能落户吗"))
    texts = [pushed.text or "", *(sent.text for sent in wechat.sent[before:])]
    assert clause in compact("".join(texts))
    assert "2026年10月20日" in "".join(texts)


def test_customer_service_of_the_mini_program_answers_by_the_api(
    bot: RunningBot, wechat: WeChat, clause: str
) -> None:
    before = len(wechat.sent)
    pushed = pusher(bot, "miniprogram").push(message("openid-2", "我在威海租房能落户吗"))
    assert pushed.text is None
    sent = wechat.wait(before + 1)[before:]
    assert {one.openid for one in sent} == {"openid-2"}
    assert clause in compact("".join(one.text for one in sent))


def test_a_verdict_is_reached_by_numbers(bot: RunningBot) -> None:
    push = pusher(bot, "official").push
    asked = push(message("openid-3", "我在威海租房，帮我看看我符不符合条件")).text or ""
    for _question in range(8):
        if "写明的条件" in asked:
            break
        assert "回复数字选择" in asked
        asked = push(message("openid-3", "1")).text or ""
    assert asked.startswith("按已经过期的文件（有效期到2026年10月20日）")
    assert "符合威海市“租房落户”写明的条件" in asked
    assert "居民身份证" in asked


def test_the_same_message_pushed_three_times_is_one_message(bot: RunningBot) -> None:
    push, again = pusher(bot, "official").push, message("openid-4", "镇海区买房能落户吗")
    first, second, third = push(again).text, push(again).text, push(again).text
    assert first
    assert {second, third} <= {first, None}
