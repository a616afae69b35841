"""Regions, documents and search: passed through to the action server, which has them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.action_server import JSON, ActionServer, AwayError
from bot.channels.refusals import RefusedError
from bot.channels.web import answer
from bot.intake import take_in
from bot.standing import standing

_FOLDER = re.compile(r"[0-9a-z][0-9a-z_-]{0,63}")
_REGION = re.compile(r"[0-9]{6}")
_LONGEST_QUESTION = 200


class Library:
    """Asks the action server."""

    def __init__(self) -> None:
        self._server = ActionServer("library")

    async def regions(self) -> HTTPResponse:
        """Every covered region, each with the banners that are up for its halls.

        Raises:
            RefusedError: the action server is away.
        """
        status, body = await self._read("regions", {})
        for region in body.get("regions", ()):
            if banners := standing().banners_of(region["code"]):
                region["banners"] = banners
        return answer(body, status)

    async def document(self, folder: str) -> HTTPResponse:
        """A document with its clauses.

        Raises:
            RefusedError: no folder can have this name, or the action server is away.
        """
        if not _FOLDER.fullmatch(folder):
            raise RefusedError(404, "no_such_address")
        return await self._get(f"documents/{folder}", {})

    async def search(self, request: Request) -> HTTPResponse:
        """The clauses nearest to ``q``, in ``region`` or in all.

        Raises:
            RefusedError: a value that cannot be read, or the action server is away.
        """
        region, question = request.args.get("region"), request.args.get("q") or ""
        if (region and not _REGION.fullmatch(region)) or len(question) > _LONGEST_QUESTION:
            raise RefusedError(400, "bad_request")
        asked = {"q": take_in(question).text}
        return await self._get("search", {**asked, "region": region} if region else asked)

    async def facts(self, request: Request) -> HTTPResponse:
        """The facts that the pathways of ``region`` need.

        Raises:
            RefusedError: a value that cannot be read, or the action server is away.
        """
        region = request.args.get("region") or ""
        if not _REGION.fullmatch(region):
            raise RefusedError(400, "bad_request")
        return await self._get("facts", {"region": region})

    async def close(self) -> None:
        """Close the connections."""
        await self._server.close()

    async def _get(self, path: str, query: Mapping[str, str]) -> HTTPResponse:
        status, body = await self._read(path, query)
        return answer(body, status)

    async def _read(self, path: str, query: Mapping[str, str]) -> tuple[int, JSON]:
        try:
            return await self._server.get(path, query)
        except AwayError:
            raise RefusedError(503, "library_away", wait=60) from None


def add_library(routes: Blueprint, library: Library) -> None:
    """Close the library's connections when the server stops."""

    @routes.listener("after_server_stop")
    async def close(*_: object) -> None:
        await library.close()
