"""The programs of a cluster that are not the project's own, and what to install where one lacks."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tools.errors import UserError


@dataclass(frozen=True)
class Program:
    """A program that the system provides.

    Attributes:
        name: of its file.
        setting: the environment variable that names it, or the folder it lies in.
        package: Debian's package that has it.
    """

    name: str
    setting: str
    package: str


_POSTGRESQL = ("LUOHU_POSTGRESQL_BIN", "postgresql")
PROGRAMS = (
    Program("postgres", *_POSTGRESQL),
    Program("initdb", *_POSTGRESQL),
    Program("psql", "LUOHU_POSTGRESQL_BIN", "postgresql-client"),
    Program("pg_dump", "LUOHU_POSTGRESQL_BIN", "postgresql-client"),
    Program("pg_restore", "LUOHU_POSTGRESQL_BIN", "postgresql-client"),
    Program("redis-server", "LUOHU_REDIS_SERVER", "redis-server"),
    Program("nginx", "LUOHU_NGINX", "nginx"),
    Program("openssl", "LUOHU_OPENSSL", "openssl"),
    Program("setpriv", "LUOHU_SETPRIV", "util-linux"),
)
# Debian keeps servers where a user's PATH does not look.
_FURTHER = ("/usr/sbin", "/usr/local/bin")
_VERSIONED = "/usr/lib/postgresql"


def find_programs(variables: Mapping[str, str]) -> dict[str, str]:
    """Where each program lies, by its name.

    Raises:
        UserError: one is not there; the message names the packages.
    """
    found = {one.name: _find(one, variables) for one in PROGRAMS}
    lacking = [one for one in PROGRAMS if not found[one.name]]
    if lacking:
        packages = " ".join(sorted({one.package for one in lacking}))
        settings = ", ".join(sorted({one.setting for one in lacking}))
        raise UserError(
            "The cluster cannot be put together.",
            f"Not found: {', '.join(one.name for one in lacking)}.",
            f"Install Debian's packages (apt-get install {packages}), or name them: {settings}.",
        )
    return {name: path for name, path in found.items() if path}


def _find(program: Program, variables: Mapping[str, str]) -> str | None:
    named = variables.get(program.setting)
    if named:
        path = Path(named)
        path = path / program.name if path.is_dir() else path
        return str(path) if path.is_file() else None
    versions = sorted(Path(_VERSIONED).glob("*/bin"), reverse=True)
    folders = [variables.get("PATH", ""), *_FURTHER, *map(str, versions)]
    return shutil.which(program.name, path=":".join(folders))
