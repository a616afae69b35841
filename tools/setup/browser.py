"""The browser that drives the pages in tests: Chromium of the system."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from tools.errors import UserError
from tools.setup.debian import install, may_install

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tools.setup.progress import Progress

SETTING = "LUOHU_CHROMIUM"
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_PACKAGES = ("chromium", "fonts-noto-cjk")


def find_browser(variables: Mapping[str, str]) -> str | None:
    """The Chromium that LUOHU_CHROMIUM names, or the first on PATH; None where there is none."""
    named = variables.get(SETTING)
    path = variables.get("PATH", "")
    found = (shutil.which(name, path=path) for name in ([named] if named else _NAMES))
    return next((program for program in found if program), None)


def require_browser(variables: Mapping[str, str], log: Path, progress: Progress) -> None:
    """See that there is a browser; on a Debian where this may install one, it does.

    Raises:
        UserError: there is none, and none could be installed.
    """
    if find_browser(variables):
        return
    if variables.get(SETTING) or not may_install(variables):
        raise _missing("No chromium on PATH, and this account may not install one.")
    failed = install(_PACKAGES, "Chromium for the tests", log, variables, progress)
    if failed:
        raise _missing(failed)
    if not find_browser(variables):
        raise _missing("Debian's package chromium was installed and brought no chromium.")
    progress.say("Installed: Chromium, for the tests of the pages.")


def _missing(why: str) -> UserError:
    return UserError(
        "Chromium is needed for the tests of the pages.",
        why,
        "Install it (apt-get install chromium fonts-noto-cjk) and run the same command again.\n"
        f"Or name one: {SETTING}=/path/to/chromium",
    )
