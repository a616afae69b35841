"""The running bot that these tests talk to, and people who talk to it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

import pytest

from actions.corpus import Corpus, load_corpus
from luohu.settings import ROOT
from tests.e2e.at_the_kiosk import someone_arrives
from tests.e2e.browsing import browser, open_page, page
from tests.e2e.talking import Talk
from tests.oidc.standin import IdentityProvider
from tests.wechat.standin import WeChat
from tools.run import RunningBot, running_bot

# The fixtures that drive pages.
__all__ = ["browser", "open_page", "page", "someone_arrives"]

# A day after Weihai's document has lapsed; no place is preset.
SETTINGS = {
    "LUOHU_TODAY": "2026-11-22",
    "LUOHU_HOME_REGION": "",
    "LUOHU_RECORDS_DB": "",
    "LUOHU_ASR_KEY": "k" * 40,
    "LUOHU_RESULT_LINK": "https://hall.test/kiosk/result/",
}


# What an account at WeChat has.
ACCOUNT = {
    "APP_ID": "wx0123456789abcdef",
    "SECRET": "secret of the account",
    "TOKEN": "token of the push",
    "AES_KEY": "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
}


@pytest.fixture(scope="session")
def wechat() -> Iterator[WeChat]:
    """WeChat's API, where mini program and official account are one account."""
    with WeChat({ACCOUNT["APP_ID"]: ACCOUNT["SECRET"]}) as standin:
        yield standin


@pytest.fixture(scope="session")
def identity_provider() -> Iterator[IdentityProvider]:
    """The office's identity provider, another site's to a browser that is at the console."""
    with IdentityProvider(host="localhost") as standin:
        yield standin


@pytest.fixture(scope="session")
def bot(wechat: WeChat, identity_provider: IdentityProvider) -> Iterator[RunningBot]:
    """Both servers on free ports with conversations of their own, started once for all tests."""
    accounts = {
        f"LUOHU_{account}_{name}": value
        for account in ("OFFICIAL", "MINIPROGRAM")
        for name, value in ACCOUNT.items()
    }
    set_up = {**SETTINGS, **accounts, **identity_provider.settings}
    with running_bot({**set_up, "LUOHU_WECHAT_API": wechat.address}) as running:
        open_at_all_hours(running)
        identity_provider.console = running.bot_url
        yield running


def open_at_all_hours(bot: RunningBot) -> None:
    """Let operators answer people at kiosks and phones whenever the tests run."""
    hours = 'hours: [{days: [1, 2, 3, 4, 5, 6, 7], from: "00:00", to: "24:00"}]'
    (bot.var_dir / "db" / "handover.yml").write_text(hours, encoding="utf-8")


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """The five documents."""
    return load_corpus(ROOT / "policy_corpus")


@pytest.fixture(scope="session")
def someone(bot: RunningBot, corpus: Corpus) -> Callable[[], Talk]:
    """Begins a conversation of a new person."""
    numbers = itertools.count()
    return lambda: Talk(bot, corpus, f"person-{next(numbers)}")
