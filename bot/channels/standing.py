"""Reads what the policy desk has set, so often that it holds everywhere within seconds."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from datetime import datetime, timezone
from typing import Any

from bot.records.database import Connection, database
from bot.records.policy_desk.offices import Office, offices_of
from bot.records.policy_desk.switches import Switch, switches_on
from bot.standing import Standing, put_standing
from luohu.clock import CHINA

logger = logging.getLogger(__name__)

# It holds everywhere within five seconds; the rest is left for what is under way.
_SECONDS = 2.0


async def keep_refreshing(seconds: float = _SECONDS) -> None:
    """Read what stands again and again, until cancelled; no turn waits for it.

    Where the records cannot be read, what stood before goes on to stand.
    """
    while True:
        try:
            await refresh()
        except Exception as error:  # the next look may do
            logger.error("what the desk set was not read: %s", type(error).__name__)
        await asyncio.sleep(seconds)


async def refresh() -> None:
    """Read what stands.

    Raises:
        RecordsError, sqlalchemy.exc.SQLAlchemyError: it cannot be read.
    """
    put_standing(await database().read(standing_in, datetime.now(timezone.utc)))


def standing_in(connection: Connection, now: datetime) -> Standing:
    """What the records say that stands."""
    on = switches_on(connection, now)
    offices: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for office in offices_of(connection):
        offices[office.region].append(_office(office))
    banners: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for one in on:
        if one.aim.scope == "banner":
            banners[one.aim.region].append({"text": one.reason, "until": _day(one)})
    switches = [_switch(one) for one in on if one.aim.scope != "banner"]
    return Standing(switches, dict(offices), dict(banners))


def _switch(switch: Switch) -> dict[str, Any]:
    return {**vars(switch.aim), "reason": switch.reason, "until": _day(switch)}


def _day(switch: Switch) -> str:
    return datetime.fromtimestamp(switch.until, CHINA).date().isoformat()


def _office(office: Office) -> dict[str, str]:
    hidden = ("id", "region")
    told = {name: value for name, value in vars(office).items() if name not in hidden}
    return {name: str(value) for name, value in told.items() if value}
