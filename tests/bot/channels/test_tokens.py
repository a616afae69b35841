"""A token speaks for one conversation in one channel, for a while, and cannot be made by others."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import jwt
import pytest

from bot.channels import tokens
from bot.channels.hotline import HotlineChannel
from bot.channels.kiosk import KioskChannel
from bot.channels.miniprogram import MiniProgramChannel
from bot.channels.tokens import issue, keyed_hash, read, renewed
from luohu.settings import ROOT, SettingsError, read_settings, settings
from tests.bot.conftest import StandIn

MAKER = "from bot.channels.tokens import _secret; print(_secret())"


@pytest.fixture(autouse=True)
def own_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation whose secret is not made yet."""
    monkeypatch.delenv("LUOHU_SECRET", raising=False)
    monkeypatch.setenv("LUOHU_VAR_DIR", str(tmp_path))
    settings.cache_clear()
    return tmp_path / "db" / "secret"


def test_a_token_says_what_was_put_in() -> None:
    claims = read(issue({"sub": "me"}, 60, "kiosk"), "kiosk")
    assert claims is not None
    assert claims["sub"] == "me"


def test_a_token_of_one_channel_is_void_in_another() -> None:
    assert read(issue({"sub": "me"}, 60, "kiosk"), "miniprogram") is None


def test_a_token_runs_out() -> None:
    assert read(issue({"sub": "me"}, -1, "kiosk"), "kiosk") is None


def test_a_claim_cannot_prolong_a_token_or_move_it() -> None:
    token = issue({"sub": "me", "aud": "other", "exp": 2**40, "iat": 0}, 60, "kiosk")
    claims = read(token, "kiosk")
    assert claims is not None
    assert claims["exp"] - claims["iat"] == 60


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "\ud83d", "租房", "." * 5000])
def test_rubbish_is_no_token(token: str) -> None:
    assert read(token, "kiosk") is None


def test_a_token_with_another_signature_or_none_is_void() -> None:
    claims = {"sub": "me", "aud": "kiosk", "iat": 0, "exp": 2**40}
    assert read(jwt.encode(claims, "x" * 40, algorithm="HS256"), "kiosk") is None
    assert read(jwt.encode(claims, "", algorithm="none"), "kiosk") is None


@pytest.mark.parametrize("missing", ["aud", "iat", "exp"])
def test_a_token_must_say_for_whom_and_how_long(missing: str) -> None:
    claims = {"sub": "me", "aud": "kiosk", "iat": 0, "exp": 2**40}
    del claims[missing]
    token = jwt.encode(claims, tokens._secret(), algorithm="HS256")
    assert read(token, "kiosk") is None


def test_a_token_is_renewed_after_half_its_life(monkeypatch: pytest.MonkeyPatch) -> None:
    claims = read(issue({"sub": "me", "at": "hall"}, 100, "kiosk"), "kiosk")
    assert claims is not None
    assert renewed(claims) is None
    monkeypatch.setattr("bot.channels.tokens.time.time", lambda: claims["iat"] + 51)
    token = renewed(claims)
    assert token is not None
    again = jwt.decode(token, options={"verify_signature": False})
    assert (again["sub"], again["at"], again["aud"]) == ("me", "hall", "kiosk")
    assert again["exp"] == claims["exp"] + 51


def test_the_secret_is_made_once_and_only_its_owner_may_read_it(own_secret: Path) -> None:
    token = issue({"sub": "me"}, 60, "kiosk")
    assert stat.S_IMODE(own_secret.stat().st_mode) == 0o600
    assert len(own_secret.read_text()) >= 64
    tokens._secret_of.cache_clear()
    assert read(token, "kiosk")
    assert [file.name for file in own_secret.parent.iterdir()] == ["secret"]


def test_servers_that_start_at_once_take_the_same_secret(own_secret: Path) -> None:
    command = [sys.executable, "-c", MAKER]
    started = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]
    told = {process.communicate(timeout=60)[0] for process in started}
    assert told == {own_secret.read_text() + "\n"}


def test_the_setting_goes_before_the_file(
    own_secret: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUOHU_SECRET", "s" * 32)
    settings.cache_clear()
    assert read(issue({"sub": "me"}, 60, "kiosk"), "kiosk")
    assert not own_secret.exists()


@pytest.mark.parametrize("content", ["", " \n", "short", "s" * 31, "密" * 40])
def test_a_file_whose_secret_can_be_guessed_refuses_the_start(
    own_secret: Path, content: str
) -> None:
    own_secret.parent.mkdir()
    own_secret.write_text(content, encoding="utf-8")
    tokens._secret_of.cache_clear()
    for channel in (KioskChannel, MiniProgramChannel, HotlineChannel):
        with pytest.raises(SettingsError, match="secret"):
            channel().blueprint(StandIn())


def test_a_secret_file_that_others_may_read_is_closed_to_them(own_secret: Path) -> None:
    own_secret.parent.mkdir()
    own_secret.write_text("s" * 64)
    own_secret.chmod(0o644)
    tokens._secret_of.cache_clear()
    tokens.require_secret()
    assert stat.S_IMODE(own_secret.stat().st_mode) == 0o600


@pytest.mark.parametrize(("ahead", "holds"), [(299, True), (400, False)])
def test_a_token_bears_a_clock_that_is_set_back_by_five_minutes(
    ahead: int, holds: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = tokens.time.time
    monkeypatch.setattr(tokens.time, "time", lambda: real() + ahead)
    token = issue({"sub": "me"}, 3600, "kiosk")
    monkeypatch.setattr(tokens.time, "time", real)
    assert bool(read(token, "kiosk")) is holds


def test_a_secret_that_can_be_guessed_is_refused() -> None:
    with pytest.raises(SettingsError, match="LUOHU_SECRET"):
        read_settings({"LUOHU_SECRET": "password"})


def test_a_keyed_hash_tells_purposes_and_installations_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = keyed_hash("openid", "a")
    assert first == keyed_hash("openid", "a")
    assert len({first, keyed_hash("openid", "b"), keyed_hash("openid2", "a")}) == 3
    monkeypatch.setenv("LUOHU_SECRET", "s" * 32)
    settings.cache_clear()
    assert keyed_hash("openid", "a") != first
