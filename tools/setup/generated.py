"""The committed files that follow from data, made anew before anything is built of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.errors import UserError
from tools.processes import ending
from tools.setup.commands import run_logged

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tools.setup.progress import Progress


def make_generated(
    python: Path, root: Path, log: Path, variables: Mapping[str, str], progress: Progress
) -> None:
    """Make them and say which were not as their data says.

    Raises:
        UserError: the data cannot be read.
    """

    def nothing() -> None:
        return

    command = (str(python), "-m", "tools.generate")
    log.unlink(missing_ok=True)
    outcome = run_logged(command, log, variables, root, progress.say, nothing)
    if outcome.code != 0:
        raise UserError(
            f"Making the generated files failed ({ending(outcome.code)}).",
            "\n".join(outcome.tail),
            f"Mend what it says; the whole output is in {log}.\nThen run the same command again.",
        )
