"""Someone opens the mini program: WeChat says who it is, and nobody's openid is kept."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.channels import codes
from bot.channels.miniprogram import MiniProgramChannel
from luohu.settings import settings
from tests.bot.channels.keeping import Rasa
from tests.bot.channels.serving import Reply, Served, serving
from tests.bot.channels.standins import standing_in

OPENID = "oKnows-somebody"
APP_SECRET = "wx-secret-of-the-app"


@dataclass
class WeChat:
    """WeChat's code2Session: the next answers, then somebody's openid."""

    answers: list[tuple[int, Any]] = field(default_factory=list)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def __call__(self, path: str, query: dict[str, str]) -> tuple[int, Any]:
        self.asked.append((path, query))
        if self.answers:
            return self.answers.pop(0)
        return 200, {"openid": OPENID, "session_key": "k", "unionid": "u"}


@pytest.fixture(scope="module")
def keeper(tmp_path_factory: pytest.TempPathFactory) -> Rasa:
    """The Rasa behind the channel."""
    return Rasa(tmp_path_factory.mktemp("miniprogram") / "tracker.db")


@pytest.fixture(scope="module")
def served(keeper: Rasa) -> Iterator[Served]:
    """The channel on a server, started once."""
    with serving("miniprogram_test", keeper, [MiniProgramChannel()]) as server:
        yield server


@pytest.fixture
def wechat(monkeypatch: pytest.MonkeyPatch) -> Iterator[WeChat]:
    """A WeChat that knows the mini program."""
    monkeypatch.setattr(codes, "_PAUSES", (0.01, 0.01))
    known = WeChat()
    with standing_in(known) as port:
        for name, value in (
            ("LUOHU_SECRET", "s" * 40),
            ("LUOHU_WECHAT_API", f"http://127.0.0.1:{port}"),
            ("LUOHU_MINIPROGRAM_APP_ID", "wx1"),
            ("LUOHU_MINIPROGRAM_SECRET", APP_SECRET),
            ("NO_PROXY", "127.0.0.1"),
        ):
            monkeypatch.setenv(name, value)
        settings.cache_clear()
        yield known


def login(served: Served, code: str = "c1") -> Reply:
    return served.ask("POST", "/miniprogram/api/login", {"code": code})


def test_a_code_becomes_a_session(served: Served, wechat: WeChat) -> None:
    reply = login(served)
    assert (reply.status, reply.json["expires_in"]) == (200, 12 * 3600)
    assert wechat.asked == [
        (
            "/sns/jscode2session",
            {
                "appid": "wx1",
                "secret": APP_SECRET,
                "js_code": "c1",
                "grant_type": "authorization_code",
            },
        )
    ]


def test_the_same_person_goes_on_where_they_were(served: Served, wechat: WeChat) -> None:
    first, second = (login(served, code).json["token"] for code in ("c1", "c2"))
    said = served.ask("POST", "/miniprogram/api/messages", {"id": "a", "text": "租房"}, first)
    told = served.ask("GET", "/miniprogram/api/messages", token=second)
    assert told.json == {"answers": [said.json]}
    wechat.answers = [(200, {"openid": "another", "session_key": "k"})]
    other = login(served).json["token"]
    assert served.ask("GET", "/miniprogram/api/messages", token=other).json == {"answers": []}
    foreign = served.ask("GET", "/kiosk/api/messages", token=first)
    assert foreign.status == 404


def test_the_openid_is_neither_kept_nor_logged(
    served: Served, wechat: WeChat, keeper: Rasa, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        token = login(served).json["token"]
        served.ask("POST", "/miniprogram/api/messages", {"id": "b", "text": "租房"}, token)
    folder: Path = keeper.file.parent
    assert not any(OPENID.encode() in file.read_bytes() for file in folder.iterdir())
    assert OPENID not in caplog.text + token
    assert APP_SECRET not in caplog.text


@pytest.mark.parametrize(
    ("errcode", "status", "code"),
    [
        (40029, 401, "login_code"),
        (40163, 401, "login_code"),
        (45011, 429, "login_rate"),
        (40226, 403, "login_blocked"),
        (40013, 502, "login_refused"),
    ],
)
def test_each_error_of_wechat_is_told_for_what_it_is(
    served: Served, wechat: WeChat, errcode: int, status: int, code: str
) -> None:
    wechat.answers = [(200, {"errcode": errcode, "errmsg": "x"})] * 2
    reply = login(served)
    assert (reply.status, reply.json["error"]["code"]) == (status, code)
    assert len(wechat.asked) == 1


@pytest.mark.parametrize(
    "answer", [(200, {"errcode": -1, "errmsg": "busy"}), (502, {}), (200, b"<html>"), (200, {})]
)
def test_a_busy_wechat_is_asked_again(
    served: Served, wechat: WeChat, answer: tuple[int, Any]
) -> None:
    wechat.answers = [answer] * 2
    assert login(served).status == 200
    assert len(wechat.asked) == 3
    wechat.answers = [answer] * 3
    reply = login(served)
    assert (reply.status, reply.json["error"]["code"]) == (503, "login_away")
    assert int(reply.headers["Retry-After"]) > 0


def test_a_wechat_that_is_not_reached_is_said_to_be_away(
    served: Served,
    wechat: WeChat,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("LUOHU_WECHAT_API", "http://127.0.0.1:1")
    settings.cache_clear()
    assert login(served).json["error"]["code"] == "login_away"
    assert APP_SECRET not in caplog.text


@pytest.mark.parametrize("name", ["LUOHU_MINIPROGRAM_APP_ID", "LUOHU_MINIPROGRAM_SECRET"])
def test_without_its_settings_it_says_which_is_missing(
    served: Served, wechat: WeChat, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "")
    settings.cache_clear()
    reply = login(served)
    assert (reply.status, reply.json["error"]["code"]) == (503, "not_configured")
    assert name in reply.json["error"]["message"]
    assert wechat.asked == []


@pytest.mark.parametrize("body", [b"{", {}, {"code": ""}, {"code": 5}, {"code": "x" * 200}])
def test_a_login_without_a_code_is_refused(served: Served, wechat: WeChat, body: object) -> None:
    reply = served.ask("POST", "/miniprogram/api/login", body)
    assert (reply.status, reply.json["error"]["code"]) == (400, "bad_request")
    assert wechat.asked == []


def test_after_erasing_the_conversation_one_begins_anew(served: Served, wechat: WeChat) -> None:
    token = login(served).json["token"]
    served.ask("POST", "/miniprogram/api/messages", {"id": "c", "text": "租房"}, token)
    assert served.ask("POST", "/miniprogram/api/end", {}, token).status == 200
    assert served.ask("GET", "/miniprogram/api/messages", token=token).status == 401
    token = login(served).json["token"]
    assert served.ask("GET", "/miniprogram/api/messages", token=token).json == {"answers": []}
