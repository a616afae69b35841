"""What the action server is asked of drafts."""

from __future__ import annotations

import base64
from collections.abc import Awaitable, Mapping, Sequence
from typing import Any

from bot.channels.action_server import ActionServer, AwayError
from bot.channels.refusals import RefusedError
from bot.records.database import database
from bot.records.policy_desk.drafts import Draft, DraftError, reading_of, received_of

JSON = dict[str, Any]

# A scan is read for minutes, and so long publishing may take on a busy machine.
_SECONDS = 1800
_OK = 200


class Drafts:
    """The action server's part for drafts; it keeps nothing, so that each request says it all."""

    def __init__(self) -> None:
        self.server = ActionServer("drafts", seconds=_SECONDS)

    async def limits(self) -> JSON:
        """How large a received file may be, and how long reading one may take."""
        return await _answer(self.server.get("limits", {}))

    async def book(self) -> JSON:
        """What rules are made of."""
        return await _answer(self.server.get("book", {}))

    async def proposed(self, draft: Draft) -> JSON:
        """Rules that the document of a draft may have."""
        body = await _answer(self.server.post("propose", {"draft": await _sent(draft)}))
        return dict(body["rules"])

    async def checked(
        self, draft: Draft, rules: Mapping[str, Any], citizens: Sequence[JSON]
    ) -> JSON:
        """What rules of a draft lack, and what they come to for sample citizens."""
        sent = {"draft": await _sent(draft), "rules": rules, "citizens": citizens}
        return await _answer(self.server.post("check", sent))

    async def drawn(self, draft: Draft, page: int, words: Sequence[str]) -> JSON:
        """A page of a draft's file as a picture, with the places of words on it."""
        sent = {"received": await _received(draft), "page": page, "words": words}
        return await _answer(self.server.post("page", sent))

    async def published(self, draft: Draft) -> tuple[int, JSON]:
        """Publish a draft; status and answer as they come.

        Raises:
            AwayError: the action server did not answer.
        """
        sent = {
            "draft": await _sent(draft),
            "rules": draft.content["rules"],
            "received": await _received(draft),
        }
        return await self.server.post("publish", sent)

    async def publications(self) -> JSON:
        """What was answered from."""
        return await _answer(self.server.get("publications", {}))

    async def back(self, publication: str) -> JSON:
        """Go back to a publication."""
        return await _answer(self.server.post("back", {"publication": publication}))

    async def close(self) -> None:
        """Close the connections."""
        await self.server.close()


async def _received(draft: Draft) -> str:
    return base64.b64encode(await database().read(received_of, draft)).decode("ascii")


async def _sent(draft: Draft) -> JSON:
    reading = await database().read(reading_of, draft)
    if reading is None:
        raise DraftError("state")
    return {"kept": reading["kept"], "form": draft.content["form"], "folder": draft.folder}


async def _answer(asking: Awaitable[tuple[int, JSON]]) -> JSON:
    try:
        status, body = await asking
    except AwayError:
        raise RefusedError(503, "library_away", wait=60) from None
    if status != _OK:
        raise RefusedError(422, "desk_refused", reason=str(body["error"]["message"]))
    return body
