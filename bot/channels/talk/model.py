"""What the routes of one channel share."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rasa.core.agent import Agent
from sanic.request import Request

from bot.channels.delivery import OnNewMessage
from bot.channels.library import Library
from bot.channels.limits import AtOnce
from bot.channels.refusals import RefusedError
from bot.channels.shared_limits import SharedLimiter
from bot.limits import limits

if TYPE_CHECKING:
    from bot.channels.talk.bearer import Person


Ending = Callable[[Request, "Person"], Awaitable[None]]


@dataclass(frozen=True)
class Floods:
    """What a channel's talk may be asked at most; each number stands in ``limits.yml``."""

    requests: SharedLimiter = field(
        default_factory=lambda: SharedLimiter("requests_of_a_conversation")
    )
    sessions: SharedLimiter = field(default_factory=lambda: SharedLimiter("sessions"))
    sessions_of_address: SharedLimiter = field(
        default_factory=lambda: SharedLimiter("sessions_of_an_address")
    )
    sessions_of_terminal: SharedLimiter = field(
        default_factory=lambda: SharedLimiter("sessions_of_a_terminal")
    )
    messages: SharedLimiter = field(
        default_factory=lambda: SharedLimiter("messages_of_a_conversation")
    )
    messages_of_origin: SharedLimiter = field(
        default_factory=lambda: SharedLimiter("messages_of_an_address")
    )
    waiting: AtOnce = field(default_factory=lambda: AtOnce(limits().waiting_of_a_channel))
    waiting_of_conversation: AtOnce = field(
        default_factory=lambda: AtOnce(limits().waiting_of_a_conversation, "too_many")
    )
    codes: SharedLimiter = field(default_factory=lambda: SharedLimiter("codes_of_a_conversation"))
    wrong_codes: SharedLimiter = field(
        default_factory=lambda: SharedLimiter("wrong_codes_of_a_conversation")
    )
    wrong_codes_of_origin: SharedLimiter = field(
        default_factory=lambda: SharedLimiter("wrong_codes_of_an_address")
    )
    wrong_codes_of_unknown: SharedLimiter = field(
        default_factory=lambda: SharedLimiter("wrong_codes_of_all_unknown_addresses")
    )
    sockets: AtOnce = field(
        default_factory=lambda: AtOnce(limits().sockets_of_a_conversation, "too_many_sockets")
    )
    sockets_of_address: AtOnce = field(
        default_factory=lambda: AtOnce(limits().sockets_of_an_address, "too_many_sockets")
    )
    strangers: AtOnce = field(default_factory=lambda: AtOnce(limits().sockets_without_a_hello))


@dataclass(frozen=True)
class Talk:
    """One channel's talk.

    Attributes:
        channel: the channel's name, which its tokens are for.
        on_new_message: Rasa's entry for messages.
        seconds: how long a token is valid.
        library: where documents are looked up.
        floods: what it may be asked at most.
        before_end: what is done with a request before its conversation is deleted.
    """

    channel: str
    on_new_message: OnNewMessage
    seconds: int
    library: Library = field(default_factory=Library)
    floods: Floods = field(default_factory=Floods)
    before_end: list[Ending] = field(default_factory=list)


def agent_of(request: Request) -> Agent:
    """Rasa's agent.

    Raises:
        RefusedError: its model is not loaded.
    """
    agent = getattr(request.app.ctx, "agent", None)
    if agent is None or not agent.is_ready():
        raise RefusedError(503, "not_ready", wait=60)
    return agent
