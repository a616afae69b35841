"""The operator's desk on the action server, over HTTP."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any, cast

from bot.channels.action_server import JSON, ActionServer, AwayError
from bot.channels.refusals import RefusedError
from bot.masking import mask
from bot.standing import standing
from luohu.session import SessionState

logger = logging.getLogger(__name__)


class DeskAwayError(Exception):
    """The desk does not answer, or answers with a failure of its own."""


class Desk:
    """Asks the desk."""

    def __init__(self) -> None:
        self._server = ActionServer("desk")

    async def suggestion(self, said: str, turn: Mapping[str, Any], session: SessionState) -> JSON:
        """What an operator is shown beside a turn.

        Raises:
            DeskAwayError: the desk does not answer, or cannot make anything of it.
        """
        try:
            return await self._post("suggestion", {"text": said, "turn": turn, "session": session})
        except RefusedError as refused:
            logger.error("suggestion refused: %s", refused.status)
            raise DeskAwayError from None

    async def facts(self, session: SessionState, facts: Mapping[str, Any]) -> SessionState:
        """The session with facts changed, None clearing one.

        Raises:
            DeskAwayError: the desk does not answer.
            RefusedError: there is no such fact, or it cannot have such a value.
        """
        changed = await self._post("facts", {"session": session, "facts": facts})
        return cast(SessionState, changed["session"])

    async def compare(self, session: SessionState, regions: Sequence[str]) -> list[JSON]:
        """The turn that the session's case comes to in each region.

        Raises:
            DeskAwayError: the desk does not answer.
            RefusedError: a region without documents, or fewer than two.
        """
        asked = {"session": session, "regions": list(regions), "standing": standing().told(regions)}
        compared = await self._post("compare", asked)
        return list(compared["turns"])

    async def close(self) -> None:
        """Close the connections."""
        await self._server.close()

    async def _post(self, name: str, body: Mapping[str, Any]) -> JSON:
        try:
            status, read = await self._server.post(name, body)
        except AwayError as error:
            raise DeskAwayError from error
        if status in (404, 422) and "error" in read:
            # It repeats what it was given.
            raise RefusedError(422, "desk_refused", reason=mask(str(read["error"]["message"])))
        if status != 200:
            logger.error("desk failed: %s", status)
            raise DeskAwayError
        return read
