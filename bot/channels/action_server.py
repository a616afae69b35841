"""The action server's own routes, over HTTP."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import Any

import aiohttp

from luohu.settings import settings

logger = logging.getLogger(__name__)

_SECONDS = 10.0
_CONNECT_SECONDS = 2
JSON = dict[str, Any]


class AwayError(Exception):
    """The action server does not answer, or answers with a failure of its own."""


class ActionServer:
    """Asks the action server; its connections are opened by the first question.

    Args:
        name: which of its parts is asked, the beginning of its addresses.
        seconds: how long an answer may take.
    """

    def __init__(self, name: str, seconds: float = _SECONDS) -> None:
        self._name = name
        self._timeout = aiohttp.ClientTimeout(total=seconds, connect=_CONNECT_SECONDS)
        self._session: aiohttp.ClientSession | None = None

    async def get(self, path: str, query: Mapping[str, str]) -> tuple[int, JSON]:
        """Status and JSON object of a GET.

        Raises:
            AwayError: no answer, none that can be read, or a failure of the server.
        """
        return await self._ask("GET", path, params=query)

    async def post(self, path: str, body: Mapping[str, Any]) -> tuple[int, JSON]:
        """Status and JSON object of a POST.

        Raises:
            AwayError: no answer, none that can be read, or a failure of the server.
        """
        return await self._ask("POST", path, json=body)

    async def send(self, path: str, data: bytes, query: Mapping[str, str]) -> tuple[int, JSON]:
        """Status and JSON object of a POST of bytes.

        Raises:
            AwayError: no answer, none that can be read, or a failure of the server.
        """
        return await self._ask("POST", path, data=data, params=query)

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()

    async def _ask(self, method: str, path: str, **sent: Any) -> tuple[int, JSON]:  # noqa: ANN401
        address = f"{settings().actions_url}/{self._name}/{path}"
        try:
            if self._session is None:
                self._session = aiohttp.ClientSession(timeout=self._timeout)
            async with self._session.request(method, address, **sent) as reply:
                read, status = await reply.json(), reply.status
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError) as error:
            logger.error("%s not reached: %s", self._name, type(error).__name__)
            raise AwayError from error
        if status >= 500 or not isinstance(read, dict):
            logger.error("%s failed: %s", self._name, status)
            raise AwayError
        return status, read
