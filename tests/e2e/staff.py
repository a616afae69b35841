"""Accounts of the staff in the running bot, made as the documentation says."""

from __future__ import annotations

import itertools
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field

from luohu.settings import ROOT
from tests.e2e.conftest import SETTINGS
from tests.oidc.standin import IdentityProvider
from tools.run import RunningBot
from tools.setup.environments import environments

_NUMBERS = itertools.count()


@dataclass(frozen=True)
class Member:
    """Somebody of the staff."""

    name: str
    password: str = field(repr=False)


def add_member(bot: RunningBot, *roles: str) -> Member:
    """Make an account with these roles."""
    name = f"member{next(_NUMBERS)}"
    wanted = [part for role in roles for part in ("--role", role)]
    return Member(name, _administer(bot, {}, "add", name, *wanted, "--generate").split()[-1])


def bind_member(bot: RunningBot, provider: IdentityProvider, name: str, subject: str) -> None:
    """Let somebody of the identity provider sign in with an account."""
    _administer(bot, provider.settings, "bind", name, "--subject", subject)


def _administer(bot: RunningBot, settings: Mapping[str, str], *arguments: str) -> str:
    python = str(environments(ROOT)["bot"].python)
    command = [python, "-m", "bot.records.accounts", *arguments]
    variables = {**os.environ, **SETTINGS, **settings, "LUOHU_VAR_DIR": str(bot.var_dir)}
    done = subprocess.run(
        command, cwd=ROOT, env=variables, capture_output=True, text=True, check=True
    )
    return done.stdout
