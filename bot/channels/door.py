"""Keeps a rush of sign-ins from those who work here: browsers that know a name, and the others."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass

from sanic.request import Request

from bot.channels.limits import AtOnce
from bot.channels.shared_limits import SharedLimiter
from bot.channels.tokens import issue, keyed_hash, read
from bot.limits import limits
from bot.records.accounts.store import plain_name

# Who has been on leave for some months has no browser that knows them, and signs in all the same.
DEVICE_SECONDS = 180 * 86_400

_AUDIENCE = "device"
_WAIT = 5.0


@dataclass
class Outcome:
    """What came of a sign-in."""

    succeeded: bool = False


class Door:
    """Lets sign-ins in as fast as passwords can be looked at.

    Those from a browser in which the same name has signed in before have a queue of their own:
    strangers fill only theirs, and use up only their own attempts.
    """

    def __init__(self) -> None:
        most = limits()
        self._known = AtOnce(most.passwords_waiting, "sign_in_busy", _WAIT)
        self._strangers = AtOnce(most.passwords_waiting, "sign_in_busy", _WAIT)
        self._of_address = AtOnce(most.passwords_waiting_of_an_address, "sign_in_busy", _WAIT)
        self._failed = SharedLimiter("failed_sign_ins_of_an_address")

    @asynccontextmanager
    async def open_for(self, address: str, known: bool) -> AsyncIterator[Outcome]:
        """While a sign-in is looked at; it counts as failed unless the outcome says otherwise.

        Args:
            address: where it comes from, empty where nobody tells.
            known: whether the browser has proved that the name has signed in there.

        Raises:
            RefusedError: too many wait, or too many from this address failed of late.
        """
        outcome = Outcome()
        with ExitStack() as queue:
            if known:
                queue.enter_context(self._known.one())
            else:
                if address:
                    queue.enter_context(self._of_address.one(address))
                queue.enter_context(self._strangers.one())
            counted = bool(address) and not known
            if counted:
                await self._failed.take(address, "sign_in_busy")
            yield outcome
            if counted and outcome.succeeded:
                await self._failed.uncount(address)


def device_cookie(name: str) -> str:
    """The cookie by which a browser proves that a name has signed in there."""
    return f"known_{keyed_hash(plain_name(name), 'device')[:8]}"


def known_device(request: Request, name: str) -> str:
    """The id of a browser in which a name has signed in; empty where it has not."""
    claims = read(request.cookies.get(device_cookie(name)) or "", _AUDIENCE)
    if claims is None or claims.get("sub") != plain_name(name):
        return ""
    return str(claims.get("device") or "")


def device_token(name: str, device: str) -> str:
    """What the cookie holds; a browser that is new gets an id."""
    claims = {"sub": plain_name(name), "device": device or secrets.token_hex(16)}
    return issue(claims, DEVICE_SECONDS, _AUDIENCE)
