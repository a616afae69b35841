"""One attempt to sign in, from the button to the way back, kept by the browser alone."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass

from bot.channels.tokens import issue, keyed_hash, read

# Long enough for a password and a second factor.
SECONDS = 600

_AUDIENCE = "single_sign_on"


@dataclass(frozen=True)
class Attempt:
    """What ties the way back to the browser that was sent out.

    The browser knows the state alone: what else is secret only this installation can make of it,
    so that several servers need share nothing.

    Attributes:
        state: what comes back with the code.
    """

    state: str

    @property
    def nonce(self) -> str:
        """What the identity token has to repeat."""
        return keyed_hash(self.state, "single sign-on: nonce")

    @property
    def verifier(self) -> str:
        """What proves to the provider that who was sent out redeems the code (PKCE)."""
        halves = ("first", "second")
        return "".join(keyed_hash(self.state, f"single sign-on: {half}") for half in halves)

    @property
    def token(self) -> str:
        """What the browser keeps in a cookie."""
        return issue({"state": self.state}, SECONDS, _AUDIENCE)

    def is_of(self, state: str) -> bool:
        """Whether it is the one that a way back belongs to."""
        return hmac.compare_digest(self.state.encode(), state.encode("utf-8", "replace"))


def new_attempt() -> Attempt:
    """An attempt that nobody can guess."""
    return Attempt(secrets.token_urlsafe(32))


def attempt_in(token: str) -> Attempt | None:
    """The attempt that a browser kept; None where it kept none, or for too long."""
    claims = read(token, _AUDIENCE)
    return Attempt(str(claims["state"])) if claims else None
