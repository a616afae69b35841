"""The exception that a person at the terminal is meant to read, and how programs end by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from luohu.settings import SettingsError
from tools.processes import stop_as_by_ctrl_c

if TYPE_CHECKING:
    from collections.abc import Callable

TO_GO_ON = "Stopped. Run the same command again to go on."


class UserError(Exception):
    """Something stops the program, and the person running it can mend it.

    Attributes:
        what: what did not work, in one sentence.
        why: what the program saw.
        next_step: what to do now.
    """

    def __init__(self, what: str, why: str, next_step: str) -> None:
        super().__init__(what)
        self.what = what
        self.why = why
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.what}\n  Why:  {_indent(self.why)}\n  Next: {_indent(self.next_step)}"


def exit_code(
    work: Callable[[], int | None], say: Callable[[str], None], stopped: str = "Stopped."
) -> int:
    """Do the work of a program; what a person can mend, or that it was stopped, is said.

    Returns:
        what the work returns, 0 for None; 1 where it failed, 130 where it was stopped.
    """
    stop_as_by_ctrl_c()
    try:
        return work() or 0
    except (UserError, SettingsError) as error:
        say(f"\n{error}")
        return 1
    except KeyboardInterrupt:
        say(stopped)
        return 130


def _indent(text: str) -> str:
    return text.replace("\n", "\n        ")
