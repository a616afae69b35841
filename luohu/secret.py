"""The secrets of an installation: what signs its tokens, and what the identity provider gave it."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path

from luohu.settings import SHORTEST_SECRET, Settings, SettingsError


def secret_of(settings: Settings) -> str:
    """The secret from the setting, else from the file, which is made where there is none.

    Raises:
        SettingsError: the file cannot be read or made, or what stands in it could be guessed.
    """
    file = settings.var_dir / "db" / "secret"
    try:
        return settings.secret or _read(file)
    except (OSError, UnicodeDecodeError) as error:
        reason = type(error).__name__
        raise SettingsError(
            f"the secret in {file} cannot be read or made ({reason}): see that it is a file "
            "of this user, or set LUOHU_SECRET"
        ) from error


def client_secret_of(settings: Settings) -> str:
    """What the console proves itself with to the identity provider.

    From the setting, else from the file ``db/oidc-secret``.

    Raises:
        SettingsError: neither holds one.
    """
    file = settings.var_dir / "db" / "oidc-secret"
    given = settings.identity_provider.secret if settings.identity_provider else ""
    try:
        secret = given or _private_text(file)
    except (OSError, UnicodeDecodeError):
        secret = ""
    if not secret:
        raise SettingsError(
            f"LUOHU_OIDC_ISSUER is set, and neither LUOHU_OIDC_SECRET nor {file} holds the "
            "client's secret: write what the identity provider gave for the console"
        )
    return secret


def _read(file: Path) -> str:
    if not file.exists():
        _make(file)
    secret = _private_text(file)
    if len(secret) < SHORTEST_SECRET:
        raise SettingsError(
            f"the secret in {file} is shorter than {SHORTEST_SECRET} bytes and could be guessed: "
            "restore it from a backup, or remove the file for a new one, with which everybody has "
            "to sign in again"
        )
    return secret


def _private_text(file: Path) -> str:
    """What a file holds that from now on only its owner may read."""
    if file.stat().st_mode & 0o077:
        file.chmod(0o600)
    return file.read_text(encoding="ascii").strip()


def _make(file: Path) -> None:
    """Make the file.

    Of several processes that make it at once one wins: it appears under its name only when it is
    complete, and never replaces another one.
    """
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
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
