"""What WeChat publishes to check an implementation against holds for ours and for the stand-in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.channels.wechat import wire
from bot.channels.wechat.accounts import Account
from luohu.settings import WeChatAccount
from tests.wechat import cipher

PUBLISHED = yaml.safe_load(Path(__file__).with_name("published.yml").read_text("utf-8"))


def each(kind: str) -> Any:  # noqa: ANN401 - a decorator
    cases = PUBLISHED[kind]
    return pytest.mark.parametrize("case", cases, ids=[case["source"] for case in cases])


def account(case: dict[str, Any]) -> Account:
    settings = WeChatAccount(
        "LUOHU_TEST", case["app_id"], "secret", case.get("token", ""), case["aes_key"]
    )
    return Account("test", True, settings)


@each("encrypted")
def test_a_message_is_encrypted_to_the_same_bytes(
    case: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire.secrets, "token_urlsafe", lambda _bytes: case["random"])
    known = account(case)
    assert wire._Crypto(known.key).encrypt(case["plain"], case["app_id"]).decode() == case["hidden"]
    assert wire._decrypt(known, case["hidden"]) == case["plain"]
    given = (case["aes_key"], case["app_id"])
    assert cipher.encrypt(*given, case["plain"], case["random"].encode()) == case["hidden"]
    assert cipher.decrypt(*given, case["hidden"]) == case["plain"]


@each("signed")
def test_a_signature_is_the_same(case: dict[str, Any]) -> None:
    known = Account("test", True, WeChatAccount("LUOHU_TEST", token=case["token"]))
    assert wire._signature(known, *case["parts"]) == case["signature"]
    assert cipher.sign(case["token"], *case["parts"]) == case["signature"]


@each("pushed")
def test_a_pushed_message_is_opened(case: dict[str, Any]) -> None:
    query = {name: case[name] for name in ("timestamp", "nonce", "msg_signature")}
    opened = wire.open_message(account(case), query, case["body"].encode())
    assert (opened.fields, opened.form) == (case["fields"], case["form"])


@each("pushed")
def test_a_pushed_message_with_another_signature_is_refused(case: dict[str, Any]) -> None:
    query = {name: case[name] for name in ("timestamp", "nonce", "msg_signature")}
    for name in query:
        other = {**query, name: query[name][:-1] + ("0" if query[name][-1] != "0" else "1")}
        with pytest.raises(wire.RefusedError):
            wire.open_message(account(case), other, case["body"].encode())


@each("echoed")
def test_an_address_is_verified(case: dict[str, Any]) -> None:
    assert wire.open_echo(account(case), case["query"]) == case["echo"]
