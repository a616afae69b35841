"""Who a request speaks for: the conversation that its token names, as long as there is one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rasa.core.agent import Agent
from sanic.request import Request

from bot.channels import tokens
from bot.channels.addresses import address_of
from bot.channels.refusals import RefusedError
from bot.channels.seeding import GoneError, begin_once, exists, has_ended
from bot.channels.talk.model import Talk, agent_of
from luohu.session import SessionState

RENEWED = "X-Renewed-Token"
_SCHEME = "bearer "
_BEGINS, _TERMINAL = "begins", "terminal"


@dataclass(frozen=True)
class Person:
    """Whoever holds the token of a conversation.

    Attributes:
        agent: Rasa's agent, which keeps the conversation.
        sender: the conversation's id.
        claims: what the token says.
        origin: what is counted of all that comes from where the person is: a terminal that has
            proved who it is, else an address; empty where nobody tells.
    """

    agent: Agent
    sender: str
    claims: Mapping[str, Any]
    origin: str = ""

    @property
    def begins(self) -> SessionState | None:
        """What a conversation that is not stored yet begins with; None for one that was stored."""
        begins: SessionState | None = self.claims.get(_BEGINS)
        return begins


async def person_of(request: Request, talk: Talk) -> Person:
    """The person whose token a request carries.

    Raises:
        RefusedError: no token, a void one, one of a conversation that is no more, or too many
            requests.
    """
    header = request.headers.get("authorization", "")
    token = header[len(_SCHEME) :] if header[: len(_SCHEME)].lower() == _SCHEME else ""
    return await person_with(request, talk, token)


async def person_with(request: Request, talk: Talk, token: object) -> Person:
    """The person who holds a token.

    Raises:
        RefusedError: it is void, its conversation is no more, or too many requests were made
            with it.
    """
    claims = tokens.read(token, talk.channel) if isinstance(token, str) else None
    if claims is None:
        raise RefusedError(401, "unauthorized")
    origin = claims.get(_TERMINAL) or address_of(request)
    person = Person(agent_of(request), str(claims.get("sub")), claims, origin)
    await talk.floods.requests.take(person.sender)
    await still_there(person)
    return person


async def still_there(person: Person) -> None:
    """Check that the person's conversation was not deleted.

    Raises:
        RefusedError: it was.
    """
    if await exists(person.agent, person.sender):
        return
    if person.begins is None or await has_ended(person.agent, person.sender):
        raise RefusedError(401, "unauthorized")


async def begun(person: Person) -> None:
    """Store the person's conversation, if nothing has happened in it so far.

    Raises:
        RefusedError: it was deleted meanwhile.
    """
    if person.begins is None or await exists(person.agent, person.sender):
        return
    try:
        await begin_once(person.agent, person.sender, person.begins)
    except GoneError:
        raise RefusedError(401, "unauthorized") from None


def session_of(
    talk: Talk, sender: str, begins: SessionState | None = None, terminal: str = ""
) -> dict[str, Any]:
    """The token for a conversation, as a channel hands it out at the beginning.

    Args:
        talk: the channel.
        sender: the conversation's id.
        begins: what it begins with, where it is not stored before something happens in it: who
            opens conversations and says nothing leaves nothing behind.
        terminal: the terminal that has proved who it is.
    """
    own = {"sub": sender, _BEGINS: begins, _TERMINAL: terminal}
    claims = {name: value for name, value in own.items() if value not in (None, "")}
    token = tokens.issue(claims, talk.seconds, talk.channel)
    return {"token": token, "expires_in": talk.seconds}
