"""The tracker store and the locks that the settings choose; ``endpoints.yml`` names them."""

from __future__ import annotations

import sys
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.lock_store import InMemoryLockStore, LockStore
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain

from bot.locks import SharedLockStore
from bot.records.database import CONVERSATIONS_SETTING, RecordsError, conversations
from bot.redis import RedisSettingError, shared_redis
from bot.shared_stores import SharedTrackerStore
from bot.stores import LocalTrackerStore
from luohu.settings import settings


def tracker_store(
    domain: Domain | None, file: str, event_broker: EventBroker | None = None
) -> TrackerStore:
    """The store of conversations.

    Args:
        domain: Rasa's domain.
        file: the SQLite file, where no database is set for several servers.
        event_broker: Rasa's, None for none.

    Raises:
        RecordsError: the setting names no PostgreSQL database, or each server would sign tokens
            with a secret of its own.
    """
    if not settings().conversations_url:
        return LocalTrackerStore(domain, file, event_broker)
    if not settings().secret:
        raise RecordsError(
            f"{CONVERSATIONS_SETTING} is set and LUOHU_SECRET is not: several servers have to sign "
            "with the same secret; set LUOHU_SECRET to the same 32 bytes or more for all of them"
        )
    return SharedTrackerStore(domain, conversations(), event_broker)


class ChosenTrackerStore(TrackerStore):
    """What Rasa makes its tracker store of: making one gives ``tracker_store``'s."""

    def __new__(  # noqa: D102 - the class says it
        cls,
        domain: Domain | None = None,
        db: str = "rasa.db",
        event_broker: EventBroker | None = None,
        **_settings: Any,  # noqa: ANN401 - whatever else stands in endpoints.yml
    ) -> Any:  # noqa: ANN401 - another class than this one
        try:
            return tracker_store(domain, db, event_broker)
        except RecordsError as error:
            sys.exit(f"server not started: {error}")


class ChosenLockStore(LockStore):
    """What Rasa makes its locks of: Redis' where it is set, else those of this server alone."""

    def __new__(cls, **_settings: Any) -> Any:  # noqa: ANN401, D102 - the class says it
        try:
            redis = shared_redis()
        except RedisSettingError as error:
            sys.exit(f"server not started: {error}")
        return SharedLockStore(redis) if redis else InMemoryLockStore()
