"""Without settings one server keeps all for itself; with them it shares, and says what it lacks."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.core.lock_store import InMemoryLockStore, LockStore
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import read_endpoint_config

from bot.locks import SharedLockStore
from bot.records.database import conversations, database
from bot.shared_stores import SharedTrackerStore
from bot.stores import LocalTrackerStore
from luohu.settings import ROOT, settings


@pytest.fixture(autouse=True)
def _endpoints(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LUOHU_TRACKER_DB", str(tmp_path / "tracker.db"))
    monkeypatch.setenv("LUOHU_ACTIONS_URL", "http://127.0.0.1:1/webhook")


def store() -> TrackerStore:
    """The tracker store that Rasa makes."""
    settings.cache_clear()
    endpoint = read_endpoint_config(str(ROOT / "endpoints.yml"), "tracker_store")
    return TrackerStore.create(endpoint, Domain.empty())


def locks() -> LockStore:
    """The locks that Rasa makes."""
    settings.cache_clear()
    return LockStore.create(read_endpoint_config(str(ROOT / "endpoints.yml"), "lock_store"))


def test_one_server_needs_neither_postgresql_nor_redis() -> None:
    assert isinstance(store(), LocalTrackerStore)
    assert type(locks()) is InMemoryLockStore


def test_settings_make_it_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUOHU_CONVERSATIONS_DB", "postgresql://me:secret@127.0.0.1:1/luohu")
    monkeypatch.setenv("LUOHU_REDIS", "redis://127.0.0.1:1/0")
    assert isinstance(store(), SharedTrackerStore)
    assert isinstance(locks(), SharedLockStore)


def test_conversations_and_records_in_one_database_share_its_connections(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("LUOHU_CONVERSATIONS_DB", "LUOHU_RECORDS_DB"):
        monkeypatch.setenv(name, "postgresql://me:secret@127.0.0.1:1/luohu")
    settings.cache_clear()
    assert conversations() is database()


@pytest.mark.parametrize(
    ("setting", "value", "told"),
    [
        ("LUOHU_CONVERSATIONS_DB", "sqlite:////tmp/x.db", "LUOHU_CONVERSATIONS_DB"),
        ("LUOHU_CONVERSATIONS_DB", "me:secret@host", "LUOHU_CONVERSATIONS_DB"),
        ("LUOHU_REDIS", "me:secret@host", "LUOHU_REDIS"),
    ],
)
def test_a_setting_of_no_use_refuses_the_start(
    setting: str, value: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(setting, value)
    with pytest.raises(SystemExit, match=told) as refused:
        (locks if setting == "LUOHU_REDIS" else store)()
    assert "secret" not in str(refused.value)


def test_servers_that_share_conversations_have_to_share_the_secret(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LUOHU_CONVERSATIONS_DB", "postgresql://me:secret@127.0.0.1:1/luohu")
    monkeypatch.delenv("LUOHU_SECRET")
    with pytest.raises(SystemExit, match="LUOHU_SECRET"):
        store()
