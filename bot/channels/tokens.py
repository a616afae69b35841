"""Short-lived signed tokens: who a request speaks for, in one channel."""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import jwt

from luohu.secret import secret_of
from luohu.settings import Settings, settings

_ALGORITHM = "HS256"
# A clock that was wrong is set back: what it signed before is dated ahead.
_SET_BACK = 300
_REQUIRED = ["aud", "iat", "exp"]
# Set by issue(); whatever else a token holds is its channel's.
_OWN = frozenset(_REQUIRED)


def issue(claims: Mapping[str, Any], seconds: int, audience: str) -> str:
    """Sign a token.

    Args:
        claims: what it says, for instance ``{"sub": sender}``.
        seconds: how long it is valid.
        audience: the channel that it is for; in another one it is void.
    """
    now = int(time.time())
    own = {"aud": audience, "iat": now, "exp": now + seconds}
    return jwt.encode({**claims, **own}, _secret(), algorithm=_ALGORITHM)


def read(token: str, audience: str) -> dict[str, Any] | None:
    """What a token says; None if it is forged, has run out, or is another channel's."""
    try:
        # Leeway would also let a token live longer than its end.
        claims = jwt.decode(
            token,
            _secret(),
            algorithms=[_ALGORITHM],
            audience=audience,
            options={"require": _REQUIRED, "verify_iat": False},
        )
    except (jwt.InvalidTokenError, UnicodeError):
        return None
    issued = claims["iat"]
    known = isinstance(issued, (int, float)) and issued <= time.time() + _SET_BACK
    return claims if known else None


def renewed(claims: Mapping[str, Any]) -> str | None:
    """A token that says the same, once the one read has lived half its life; None before.

    Args:
        claims: what ``read`` gave.
    """
    life = claims["exp"] - claims["iat"]
    if time.time() < claims["iat"] + life / 2:
        return None
    kept = {name: value for name, value in claims.items() if name not in _OWN}
    return issue(kept, life, claims["aud"])


def keyed_hash(text: str, purpose: str) -> str:
    """A name for ``text`` that only this installation can make: 32 characters, always alike.

    Args:
        text: what must not be stored itself, for instance an openid.
        purpose: what it is for; the same text has another name for another purpose.
    """
    message = f"{purpose}\0{text}".encode()
    return hmac.new(_secret().encode(), message, hashlib.sha256).hexdigest()[:32]


def require_secret() -> None:
    """See that there is a secret that nobody can guess: a channel that signs does not start else.

    Raises:
        SettingsError: there is none.
    """
    _secret()


def _secret() -> str:
    return _secret_of(settings())


@lru_cache(maxsize=4)
def _secret_of(installed: Settings) -> str:
    return secret_of(installed)
