"""Who may do what at the policy desk; which roles may stands in ``guard.yml``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Literal

from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.refusals import RefusedError
from bot.channels.staff import JSON_TYPE, staff_only
from bot.channels.web import Handler
from bot.records.accounts import Account
from bot.records.database import database
from bot.records.policy_desk.rights import DeskRole, Right, rights_of
from bot.words import words_beside

Action = Literal[
    "look",
    "switch",
    "banner",
    "offices",
    "queue",
    "review",
    "trial",
    "draft",
    "scenarios",
    "sign",
    "publish",
    "audit",
    "people",
]


@dataclass(frozen=True)
class Member:
    """Somebody at the policy desk.

    Attributes:
        name: of the account.
        rights: what the account may do, and for which places.
    """

    name: str
    rights: tuple[Right, ...]

    def places(self, action: Action) -> list[str]:
        """Codes of the places for which an action is allowed, each with all below it."""
        roles = roles_for()[action]
        return sorted({right.region for right in self.rights if right.role in roles})

    def may(self, action: Action, region: str | None = None) -> bool:
        """Whether an action is allowed for a place, or for any where none is named."""
        roles = roles_for()[action]
        held = (right for right in self.rights if right.role in roles)
        return any(region is None or right.covers(region) for right in held)

    def require(self, action: Action, region: str) -> None:
        """See that an action is allowed for a place.

        Raises:
            RefusedError: it is not.
        """
        if not self.may(action, region):
            raise RefusedError(403, "not_allowed")


@lru_cache(maxsize=1)
def roles_for() -> dict[Action, tuple[DeskRole, ...]]:
    """The roles that allow each action."""
    given: dict[Action, list[DeskRole]] = words_beside(__file__)  # type: ignore[assignment]
    return {action: tuple(roles) for action, roles in given.items()}


async def member_of(account: Account) -> Member:
    """An account with its rights, asked of the records each time."""
    return Member(account.name, await database().read(rights_of, account.name))


def desk_only(action: Action, sent: str = JSON_TYPE) -> Callable[[Handler], Handler]:
    """Let only those reach a handler who may do so somewhere; it gets them in place of the account.

    For which place, the handler requires itself.

    Args:
        action: what they must be allowed to do.
        sent: the type that the body is declared as.
    """

    def decorate(handler: Handler) -> Handler:
        @staff_only(sent=sent)
        @wraps(handler)
        async def guard(
            request: Request, account: Account, *args: object, **kwargs: object
        ) -> HTTPResponse:
            member = await member_of(account)
            if not member.may(action):
                raise RefusedError(403, "not_allowed")
            return await handler(request, member, *args, **kwargs)

        return guard

    return decorate
