"""Passwords: how they are hashed, checked and made."""

from __future__ import annotations

import secrets
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 10
LONGEST = 200

_HASHER = PasswordHasher()


def hashed(password: str) -> str:
    """The Argon2id hash of a password, with salt and parameters."""
    return _HASHER.hash(_bytes(password))


def holds(password: str, stored: str | None) -> bool:
    """Whether a password is the one behind a hash; takes as long where there is none."""
    try:
        _HASHER.verify(stored or _nobodys(), _bytes(password))
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def is_outdated(stored: str) -> bool:
    """Whether a hash was made with weaker parameters than today's."""
    return _HASHER.check_needs_rehash(stored)


def generated() -> str:
    """A new password that nobody can guess and that can be typed."""
    return secrets.token_urlsafe(12)


@lru_cache(maxsize=1)
def _nobodys() -> str:
    return hashed(generated())


def _bytes(password: str) -> bytes:
    return password[: LONGEST + 1].encode("utf-8", "surrogatepass")
