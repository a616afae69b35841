"""Who a request speaks for: the conversation that its token names, as long as there is one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rasa.core.agent import Agent
from sanic.request import Request

from bot.channels import tokens
from bot.channels.refusals import RefusedError
from bot.channels.seeding import exists
from bot.channels.talk.model import Talk, agent_of

RENEWED = "X-Renewed-Token"
_SCHEME = "bearer "


@dataclass(frozen=True)
class Person:
    """Whoever holds the token of a conversation.

    Attributes:
        agent: Rasa's agent, which keeps the conversation.
        sender: the conversation's id.
        claims: what the token says.
    """

    agent: Agent
    sender: str
    claims: Mapping[str, Any]


async def person_of(request: Request, talk: Talk) -> Person:
    """The person whose token a request carries.

    Raises:
        RefusedError: no token, a void one, or one of a conversation that is no more.
    """
    header = request.headers.get("authorization", "")
    token = header[len(_SCHEME) :] if header[: len(_SCHEME)].lower() == _SCHEME else ""
    return await person_with(request, talk, token)


async def person_with(request: Request, talk: Talk, token: object) -> Person:
    """The person who holds a token.

    Raises:
        RefusedError: it is void, or its conversation is no more.
    """
    claims = tokens.read(token, talk.channel) if isinstance(token, str) else None
    if claims is None:
        raise RefusedError(401, "unauthorized")
    person = Person(agent_of(request), str(claims.get("sub")), claims)
    await still_there(person)
    return person


async def still_there(person: Person) -> None:
    """Check that the person's conversation was not deleted.

    Raises:
        RefusedError: it was.
    """
    if not await exists(person.agent, person.sender):
        raise RefusedError(401, "unauthorized")


def session_of(talk: Talk, sender: str) -> dict[str, Any]:
    """The token for a conversation, as a channel hands it out at the beginning."""
    token = tokens.issue({"sub": sender}, talk.seconds, talk.channel)
    return {"token": token, "expires_in": talk.seconds}
