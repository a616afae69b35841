"""Short-lived signed tokens: who a request speaks for, in one channel."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import tempfile
import time
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import jwt

from luohu.settings import settings

_ALGORITHM = "HS256"
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
        return jwt.decode(
            token,
            _secret(),
            algorithms=[_ALGORITHM],
            audience=audience,
            options={"require": _REQUIRED},
        )
    except (jwt.InvalidTokenError, UnicodeError):
        return None


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


def _secret() -> str:
    return settings().secret or _secret_in(settings().var_dir / "db" / "secret")


@lru_cache(maxsize=4)
def _secret_in(file: Path) -> str:
    """The secret in a file, which is made where there is none.

    Of several processes that make it at once one wins: the file appears under its name only when
    it is complete, and never replaces another one.
    """
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        # Made with mode 0600.
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=".secret-")
        try:
            with os.fdopen(handle, "w", encoding="ascii") as made:
                made.write(secrets.token_urlsafe(48))
                made.flush()
                os.fsync(made.fileno())
            os.link(name, file)
        except FileExistsError:
            pass
        finally:
            os.unlink(name)
    return file.read_text(encoding="ascii").strip()
