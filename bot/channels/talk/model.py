"""What the routes of one channel share."""

from __future__ import annotations

from dataclasses import dataclass, field

from rasa.core.agent import Agent
from sanic.request import Request

from bot.channels.delivery import OnNewMessage
from bot.channels.library import Library
from bot.channels.limits import Limiter
from bot.channels.refusals import RefusedError

_MINUTE, _HOUR = 60.0, 3600.0


@dataclass(frozen=True)
class Talk:
    """One channel's talk.

    Attributes:
        channel: the channel's name, which its tokens are for.
        on_new_message: Rasa's entry for messages.
        seconds: how long a token is valid.
        library: where documents are looked up.
        messages: limit of a conversation's messages.
        sessions: limit of the conversations that begin, all together.
        codes: limit of the codes that a conversation hands out: each is one more to guess.
        wrong_codes: limit of a conversation's wrong codes of cases.
        all_wrong_codes: limit of all wrong codes together: conversations cost nothing.
    """

    channel: str
    on_new_message: OnNewMessage
    seconds: int
    library: Library = field(default_factory=Library)
    messages: Limiter = field(default_factory=lambda: Limiter(30, _MINUTE))
    sessions: Limiter = field(default_factory=lambda: Limiter(600, _MINUTE))
    codes: Limiter = field(default_factory=lambda: Limiter(30, _HOUR))
    wrong_codes: Limiter = field(default_factory=lambda: Limiter(10, _HOUR))
    # With a thousand cases open one guess in 280 million is right: at this rate one in five years.
    all_wrong_codes: Limiter = field(default_factory=lambda: Limiter(6000, _HOUR))


def agent_of(request: Request) -> Agent:
    """Rasa's agent.

    Raises:
        RefusedError: its model is not loaded.
    """
    agent = getattr(request.app.ctx, "agent", None)
    if agent is None or not agent.is_ready():
        raise RefusedError(503, "not_ready", wait=60)
    return agent
