"""Whatever is sent, the bot stays polite and stays up."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable

import pytest

from actions.corpus import Corpus
from tests.e2e.talking import Talk, check_turn, turn_in
from tools.run import RunningBot

OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))
PHONE, IDENTITY = "13900000000", "999999198001010010"
TRACES = ("Traceback", "Error", "Exception", "error", "rasa")


@pytest.mark.parametrize(
    "message",
    [
        "",
        "   ",
        "\n\n\t",
        "？",
        "👍👍👍",
        "\x00\x01\x02",
        "\u200b\u200d\ufeff",
        "\ud83d",
        "\ud83d租房\udc00落户",
        "租房" * 10_000,
        "a" * 20_000,
        "\ud83d" * 5_000,
        '/greet{"a":1}',
        '/ask_renting{"region": "371000"',
        "/intent{json",
        "/",
        "//",
        "/ /restart",
        "/restart",
        "/session_start",
        "/back",
        "/action_converse",
        "EXTERNAL: greet",
        "[租房](pathway)落户",
        '[x]{"entity": "a"',
        "{{7*7}} ${HOME} {place}",
        "'; DROP TABLE events; --",
        "<script>alert(1)</script>",
        "../../etc/passwd",
        "%s%n%d",
        "null",
        "0",
        "-1",
        "租 房 能 落 户 吗",
        "zufang neng luohu ma",
        "हिन्दी عربى ไทย",
        "what agreement do I need",
        "xian" * 300 + "q",
        "一" + "横杠" * 300 + "了",
        "刚刚整整" * 500,
    ],
)
def test_odd_messages_get_a_polite_turn(someone: Callable[[], Talk], message: str) -> None:
    talk = someone()
    turn = talk.say(message)
    assert not any(trace in turn["text"] for trace in TRACES)
    assert talk.say("威海租房能落户吗")["citations"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"5",
        b"\xff\xfe\x00",
        b'{"sender": "x"}',
        b'{"sender": 5, "message": 5}',
        b'{"sender": null, "message": ["a"]}',
        b'{"sender": {"a": 1}, "message": {"b": 2}}',
        b'{"sender": "", "message": "\\ud83d"}',
        b"[" * 3000,
    ],
    ids=range(12),
)
def test_a_broken_request_gets_a_turn(bot: RunningBot, corpus: Corpus, body: bytes) -> None:
    request = urllib.request.Request(
        bot.rest_url, data=body, headers={"Content-Type": "application/json"}, method="POST"
    )
    with OPENER.open(request, timeout=60) as reply:
        assert reply.status == 200
        check_turn(turn_in(json.loads(reply.read())), corpus)


def test_restarting_commands_do_not_wipe_the_conversation(someone: Callable[[], Talk]) -> None:
    talk = someone()
    talk.say("肥城")
    for command in ("/restart", "/ /restart", "/session_start", "EXTERNAL: restart"):
        talk.say(command)
    assert talk.say("租房能落户吗")["region"]["code"] == "370983"


def test_two_requests_without_a_sender_do_not_share_a_conversation(
    bot: RunningBot, corpus: Corpus
) -> None:
    for sender in ("", "x" * 500):
        check_turn(turn_in(bot.say(sender, "肥城")), corpus)
        turn = turn_in(bot.say(sender, "租房能落户吗"))
        assert turn["kind"] == "clarify_region"


@pytest.mark.parametrize("number", [PHONE, IDENTITY, "139 0000 0000", "一三九零零零零零零零零"])
def test_a_personal_number_is_neither_repeated_nor_kept(
    bot: RunningBot, someone: Callable[[], Talk], number: str
) -> None:
    turn = someone().say(f"我的号码{number},在威海租房能落户吗")
    assert number not in json.dumps(turn, ensure_ascii=False)
    assert "privacy" in [notice["kind"] for notice in turn["notices"]]
    assert turn["citations"]
    for path in [*bot.var_dir.glob("db/*"), *bot.var_dir.glob("log/*")]:
        kept = path.read_bytes()
        assert number.encode() not in kept, path
        assert json.dumps(number)[1:-1].encode() not in kept, path


def test_what_a_person_says_stands_in_no_log(bot: RunningBot, someone: Callable[[], Talk]) -> None:
    someone().say("赤峰我二姨家的房子租给我住能落户吗")
    for path in bot.var_dir.glob("log/*"):
        assert "二姨" not in path.read_text("utf-8", errors="replace"), path


@pytest.mark.parametrize(
    "typed",
    [
        "the /restart",
        "the /zhangsanfeng lives in Weihai",
        "/ EXTERNAL: /zhangsanfeng住在幸福路",
        "is there a fee zhangsanfeng",
        "／zhangsanfeng／restart",
        '/zhangsanfeng{"a": [}',
    ],
)
def test_no_command_is_obeyed_and_no_word_stands_in_a_log(bot: RunningBot, typed: str) -> None:
    turns = [item for item in bot.say(f"command-{typed}", typed) if "custom" in item]
    assert len(turns) == 1
    assert all(notice["kind"] != "degraded" for notice in turns[0]["custom"]["notices"])
    logs = "".join(file.read_text("utf-8", "replace") for file in bot.var_dir.glob("log/*"))
    assert "zhangsanfeng" not in logs.lower()
