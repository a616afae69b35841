"""Both accounts on a real server, with WeChat and Rasa stood in for."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.channels import once
from bot.channels.wechat import WeChatChannel
from bot.channels.wechat.limits import Limits
from bot.records.database import Database
from luohu.settings import Settings, read_settings
from tests.bot.channels.keeping import Rasa, turn_for
from tests.bot.channels.serving import Served, serving
from tests.wechat.pushing import Pusher
from tests.wechat.standin import WeChat

AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
SECRETS = {"wxofficial": "secret of official", "wxmini": "secret of mini"}
TOKENS = {"official": "token one", "miniprogram": "token two"}
APP_IDS = {"official": "wxofficial", "miniprogram": "wxmini"}

# Times so short that no test waits for long; a turn at once is still much faster.
QUICK = Limits(
    passive_seconds=0.8,
    unclaimed_seconds=0.9,
    remembered_seconds=2.0,
    check_seconds=0.2,
    api_seconds=0.5,
    pauses=(0.02, 0.05, 0.1),
    closing_seconds=0.3,
)

_servers = itertools.count(1)


def chat(text: str) -> dict[str, Any]:
    """A turn that answers nothing, so that only its own words are said."""
    return {**turn_for(text), "kind": "smalltalk"}


@dataclass
class Channel:
    """The channel, and what stands at its two ends.

    Attributes:
        wechat: WeChat's API.
        rasa: Rasa.
        folder: where conversations and records are.
        limits: times of servers started from now on.
        environment: settings of servers started from now on.
    """

    wechat: WeChat
    rasa: Rasa
    folder: Path
    limits: Limits = QUICK
    environment: dict[str, str] = field(default_factory=dict)
    served: Served | None = None
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(10**15))

    @property
    def records(self) -> str:
        """The file of the records."""
        return f"{self.folder}/records.db"

    @contextmanager
    def started(self) -> Iterator[Served]:
        """A server; leaving drops what is not done in a moment, as a kill does."""
        records = Database(f"sqlite:///{self.records}")
        channel = WeChatChannel(self._settings(), records, self.limits)
        try:
            with serving(f"wechat-{next(_servers)}", self.rasa, [channel]) as self.served:
                yield self.served
        finally:
            self.served = None
            self.rasa.restart()
            # A process that is killed leaves none of these behind.
            once._under_way.clear()
            once._last.clear()
            records.close()

    def pusher(self, account: str = "official", **changes: Any) -> Pusher:  # noqa: ANN401
        """WeChat pushing for an account."""
        assert self.served
        told: dict[str, Any] = {"aes_key": AES_KEY, **changes}
        address = f"{self.served.address}/wechat/{account}"
        return Pusher(address, APP_IDS[account], TOKENS[account], **told)

    def message(self, text: str = "租房能落户吗", **fields: Any) -> dict[str, Any]:  # noqa: ANN401
        """A text message; other fields replace its own, None leaves one out."""
        number = next(self.numbers)
        message = {
            "ToUserName": "gh_7f083739789a",
            "FromUserName": "oia2TjjewbmiOUlr6X-1crbLOvLw",
            "CreateTime": 1_700_000_000 + number % 1000,
            "MsgType": "text",
            "Content": text,
            "MsgId": number,
        }
        return {name: value for name, value in {**message, **fields}.items() if value is not None}

    def event(self, event: str, **fields: Any) -> dict[str, Any]:  # noqa: ANN401
        """An event."""
        own = {"MsgType": "event", "Content": None, "MsgId": None, "Event": event}
        return self.message(**{**own, **fields})

    def rows(self) -> list[dict[str, Any]]:
        """What is stored of messages."""
        return self._all("wechat_messages")

    def feedback(self) -> list[dict[str, Any]]:
        """What is stored of ratings."""
        return self._all("feedback")

    def _all(self, table: str) -> list[dict[str, Any]]:
        engine = sa.create_engine(f"sqlite:///{self.records}")
        if not sa.inspect(engine).has_table(table):
            return []
        with engine.connect() as connection:
            found = connection.execute(sa.select(sa.text("*")).select_from(sa.table(table)))
            rows = [dict(row._mapping) for row in found]
        engine.dispose()
        return rows

    def _settings(self) -> Settings:
        own = {
            f"LUOHU_{account.upper()}_{name}": value
            for account in APP_IDS
            for name, value in (
                ("APP_ID", APP_IDS[account]),
                ("SECRET", SECRETS[APP_IDS[account]]),
                ("TOKEN", TOKENS[account]),
                ("AES_KEY", AES_KEY),
            )
        }
        own |= {"LUOHU_WECHAT_API": self.wechat.address, "LUOHU_VAR_DIR": str(self.folder)}
        return read_settings({**own, **self.environment})


@pytest.fixture
def wechat(monkeypatch: pytest.MonkeyPatch) -> Iterator[WeChat]:
    """WeChat's API."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with WeChat(SECRETS) as running:
        yield running


@pytest.fixture
def idle(wechat: WeChat, tmp_path: Path) -> Channel:
    """The channel before a server was started."""
    return Channel(wechat, Rasa(tmp_path / "tracker.db", answer=chat), tmp_path)


@pytest.fixture
def channel(idle: Channel) -> Iterator[Channel]:
    """The channel on a server."""
    with idle.started():
        yield idle


@pytest.fixture
def eventually() -> Callable[[Callable[[], bool]], None]:
    """Wait until something holds; fails after five seconds."""
    return _eventually


def _eventually(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 5
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)
