"""Only WeChat gets in: signed, encrypted, in time, once, and of a sane size."""

from __future__ import annotations

import json
import logging
import time
from typing import Any

import pytest

from bot.turns import plain_turn
from tests.bot.channels.wechat.conftest import APP_IDS, Channel
from tests.wechat.cipher import encrypt, sign
from tests.wechat.pushing import Pusher

ACCOUNTS = sorted(APP_IDS)
BOMB = '<!DOCTYPE xml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


def envelope(pusher: Pusher, text: str) -> tuple[dict[str, str], bytes]:
    """A signed request with any encrypted text."""
    hidden = encrypt(pusher.aes_key, pusher.app_id, text)
    body = f"<xml><Encrypt><![CDATA[{hidden}]]></Encrypt></xml>"
    return pusher.query(hidden), body.encode()


@pytest.mark.parametrize("account", ACCOUNTS)
@pytest.mark.parametrize("encrypted", [False, True])
def test_the_address_can_be_entered_at_wechat(
    channel: Channel, account: str, encrypted: bool
) -> None:
    assert channel.pusher(account).verify("4375120948345356249", encrypted) == "4375120948345356249"


def test_nobody_else_gets_the_echo(channel: Channel) -> None:
    pusher = channel.pusher()
    query = {**pusher.query(), "echostr": "<script>", "signature": "0" * 40}
    assert pusher.ask(query)[0] == 403
    assert pusher.ask({"echostr": "<script>"})[0] == 403


def test_what_is_echoed_is_no_page(channel: Channel) -> None:
    pusher = channel.pusher()
    _status, kind, body = pusher.ask({**pusher.query(), "echostr": "<script>"})
    assert (kind.split(";")[0], body) == ("text/plain", "<script>")


@pytest.mark.parametrize("name", ["msg_signature", "timestamp", "nonce"])
def test_a_forged_request_is_refused(channel: Channel, name: str) -> None:
    pusher = channel.pusher()
    query, body = pusher.sealed(channel.message())
    for forged in ({**query, name: "1" + query[name][1:] + "0"}, {**query, name: "签"}):
        assert pusher.ask(forged, body)[0] == 403
    assert pusher.ask({key: query[key] for key in query if key != name}, body)[0] == 403
    assert channel.rasa.taken == []


def test_the_signature_of_plain_messages_does_not_open_encrypted_ones(channel: Channel) -> None:
    pusher = channel.pusher()
    query, body = pusher.sealed(channel.message())
    assert pusher.ask({**query, "msg_signature": query["signature"]}, body)[0] == 403


def test_another_accounts_message_is_refused(channel: Channel) -> None:
    official, other = channel.pusher(), channel.pusher("miniprogram")
    query, body = other.sealed(channel.message())
    assert official.ask(query, body)[0] == 403
    hidden = encrypt(official.aes_key, "wxother", "<xml></xml>")
    signed = official.query(hidden)
    assert official.ask(signed, f"<xml><Encrypt>{hidden}</Encrypt></xml>".encode())[0] == 403


@pytest.mark.parametrize("off", [-400, 400])
def test_a_request_of_another_time_is_refused_and_the_log_says_why(
    channel: Channel, caplog: pytest.LogCaptureFixture, off: int
) -> None:
    pusher = channel.pusher()
    _query, body = pusher.sealed(channel.message())
    hidden = body.decode().split("Encrypt><![CDATA[")[1].split("]")[0]
    assert pusher.ask(pusher.query(hidden, at=time.time() + off), body)[0] == 403
    assert "clock" in caplog.text
    assert pusher.ask(pusher.query(hidden, at=time.time() + off / 2), body)[0] == 200


@pytest.mark.parametrize("timestamp", ["", "x", "-1", "1e9", "٣", "9" * 4000])
def test_a_time_that_is_none_is_refused(channel: Channel, timestamp: str) -> None:
    pusher = channel.pusher()
    query, body = pusher.sealed(channel.message())
    assert pusher.ask({**query, "timestamp": timestamp}, body)[0] == 403


def test_a_captured_request_sent_again_gets_no_second_turn(channel: Channel) -> None:
    pusher = channel.pusher()
    query, body = pusher.sealed(channel.message())
    assert [pusher.ask(query, body)[0] for _ in range(3)] == [200] * 3
    assert len(channel.rasa.taken) == 1


def test_a_plain_messages_signature_is_good_for_that_message_only(idle: Channel) -> None:
    idle.environment = {"LUOHU_OFFICIAL_AES_KEY": ""}
    with idle.started():
        pusher = idle.pusher().plain()
        query, body = pusher.sealed(idle.message("真的"))
        assert pusher.ask(query, body)[0] == 200
        assert pusher.ask(query, pusher.sealed(idle.message("假的"))[1])[0] == 403
        assert pusher.ask(query, body)[0] == 200
    assert [message.text for message in idle.rasa.taken] == ["真的"]


@pytest.mark.parametrize("form", ["xml", "json"])
def test_an_account_without_a_key_is_served_in_plain_text(idle: Channel, form: str) -> None:
    idle.environment = {"LUOHU_OFFICIAL_AES_KEY": ""}
    with idle.started():
        pusher = idle.pusher(form=form).plain()
        assert pusher.verify()
        assert pusher.push(idle.message("租房")).text == "答:租房"
        query, body = idle.pusher(form=form).sealed(idle.message())
        assert pusher.ask(query, body)[0] == 403


@pytest.mark.parametrize("form", ["xml", "json"])
def test_an_account_with_a_key_takes_nothing_plain(channel: Channel, form: str) -> None:
    pusher = channel.pusher(form=form).plain()
    assert pusher.ask(*pusher.sealed(channel.message()))[0] == 403


def test_of_plain_and_encrypted_fields_the_encrypted_ones_count(channel: Channel) -> None:
    """In compatible mode WeChat sends both; only the encrypted ones are signed."""
    pusher = channel.pusher(form="json")
    query, body = pusher.sealed(channel.message("真的"))
    both = {**json.loads(body), "MsgType": "text", "Content": "假的"}
    assert pusher.ask(query, json.dumps(both).encode())[0] == 200
    assert [message.text for message in channel.rasa.taken] == ["真的"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"x",
        b"\xff\xfe\x00",
        b"{",
        b"[]",
        b"{}",
        b"null",
        b"[" * 60_000,
        b'{"Encrypt":' + b"[" * 60_000,
        b"<xml>",
        b"<xml/>",
        b"<xml></xml>",
        b"<other><Encrypt>a</Encrypt></other>",
        b"<xml><Encrypt><a/></Encrypt></xml>",
        b"<xml><Encrypt>a</Encrypt><Encrypt>b</Encrypt></xml>",
        b"<xml>" + b"<a>" * 15_000 + b"</xml>",
        (BOMB + "<xml><Encrypt>&b;</Encrypt></xml>").encode(),
        b'<!DOCTYPE xml SYSTEM "http://127.0.0.1:9/x"><xml><Encrypt>a</Encrypt></xml>',
    ],
    ids=range(18),
)
def test_a_broken_or_dangerous_body_is_refused(channel: Channel, body: bytes) -> None:
    pusher = channel.pusher()
    assert pusher.ask(pusher.query("a"), body)[0] == 403
    assert channel.pusher().push(channel.message()).text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "<xml></xml>",
        "{}",
        "[" * 30_000,
        BOMB + "<xml><FromUserName>&b;</FromUserName><MsgId>1</MsgId></xml>",
        "<xml><MsgType>text</MsgType><MsgId>1</MsgId></xml>",
        "<xml><MsgType>text</MsgType><FromUserName>o</FromUserName></xml>",
    ],
    ids=range(8),
)
def test_broken_content_under_a_good_signature_is_refused(channel: Channel, text: str) -> None:
    pusher = channel.pusher()
    assert pusher.ask(*envelope(pusher, text))[0] == 403


@pytest.mark.parametrize("hidden", ["!", "YWJj", "A" * 44, "AAAAAAAAAAAAAAAAAAAAAA=="])
def test_what_cannot_be_decrypted_is_refused(channel: Channel, hidden: str) -> None:
    pusher = channel.pusher()
    body = f"<xml><Encrypt>{hidden}</Encrypt></xml>".encode()
    assert pusher.ask(pusher.query(hidden), body)[0] == 403


def test_a_huge_request_is_not_read_to_its_end(channel: Channel) -> None:
    pusher = channel.pusher()
    try:
        status, _kind, _body = pusher.ask(pusher.query("a"), b"x" * 300_000)
    except OSError:  # it hung up while the rest was still being sent
        status = 413
    assert status == 413
    assert channel.pusher().push(channel.message()).text


@pytest.mark.parametrize(
    "text", ["<!DOCTYPE xml>", "]]", "&amp;<xml>", "\u0008退格", "😀" * 5, "a\nb\tc", "  空格 "]
)
@pytest.mark.parametrize("form", ["xml", "json"])
def test_whatever_a_person_types_is_taken(channel: Channel, form: str, text: str) -> None:
    pushed = channel.pusher(form=form).push(channel.message(f"甲{text}乙"))
    assert pushed.text
    assert pushed.text.startswith("答:甲")


def test_an_answer_with_anything_in_it_arrives_whole(channel: Channel) -> None:
    text = "a]]>b <&> “引” ]]]]>\u2028😀"

    def answer(_text: str) -> dict[str, Any]:
        return plain_turn(text, kind="smalltalk")

    channel.rasa.answer = answer
    for form in ("xml", "json"):
        assert channel.pusher(form=form).push(channel.message()).text == text


def test_an_account_that_is_not_set_up_says_what_is_missing(idle: Channel) -> None:
    idle.environment = {"LUOHU_OFFICIAL_SECRET": "", "LUOHU_OFFICIAL_AES_KEY": "too short"}
    with idle.started():
        pusher = idle.pusher()
        for status, _kind, body in (
            pusher.ask(pusher.query()),
            pusher.ask(*pusher.sealed(idle.message())),
        ):
            assert status == 503
            told = json.loads(body)["error"]
            assert told["code"] == "not_configured"
            assert "LUOHU_OFFICIAL_SECRET" in told["message"]
            assert "LUOHU_OFFICIAL_AES_KEY" in told["message"]
            assert "TOKEN" not in told["message"]
            assert "too short" not in body
        assert idle.pusher("miniprogram").push(idle.message()).attempts == 1


def test_a_refusal_tells_the_log_and_not_the_stranger(
    channel: Channel, caplog: pytest.LogCaptureFixture
) -> None:
    pusher = channel.pusher()
    query, body = pusher.sealed(channel.message("租房"))
    signature = sign("guessed", query["timestamp"], query["nonce"])
    with caplog.at_level(logging.DEBUG):
        _status, _kind, reply = pusher.ask({**query, "msg_signature": signature}, body)
    assert reply == "refused"
    assert "msg_signature does not hold" in caplog.text
    assert "token one" not in caplog.text
