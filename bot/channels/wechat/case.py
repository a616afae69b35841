"""What the server knows of a message while it is under way."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.records.wechat import Received

Way = Literal["reply", "api"]


@dataclass(eq=False)
class Case:
    """A message under way.

    Attributes:
        received: what is stored of it.
        said: the message as the person wrote it, which is not stored; None after a restart.
        way: how its answer goes out, once that is decided.
        replied: WeChat has the first piece from a request.
        sending: the pieces for the API are under way.
        stored: it is stored, or was before; False for one that needs nothing more.
        made: the answer.
    """

    received: Received
    said: str | None = None
    way: Way | None = None
    replied: bool = False
    sending: bool = False
    stored: asyncio.Future[bool] = field(default_factory=lambda: _future())
    made: asyncio.Future[tuple[str, ...]] = field(default_factory=lambda: _future())


def _future() -> asyncio.Future[Any]:
    return asyncio.get_running_loop().create_future()
