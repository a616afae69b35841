"""Accounts of the staff in the running bot, made as the documentation says."""

from __future__ import annotations

import itertools
import os
import subprocess
from dataclasses import dataclass, field

from luohu.settings import ROOT
from tests.e2e.conftest import SETTINGS
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
    python = str(environments(ROOT)["bot"].python)
    command = [python, "-m", "bot.records.accounts", "add", name, *wanted, "--generate"]
    variables = {**os.environ, **SETTINGS, "LUOHU_VAR_DIR": str(bot.var_dir)}
    made = subprocess.run(
        command, cwd=ROOT, env=variables, capture_output=True, text=True, check=True
    )
    return Member(name, made.stdout.split()[-1])
