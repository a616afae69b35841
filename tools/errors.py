"""The one exception that a person at the terminal is meant to read."""

from __future__ import annotations


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


def _indent(text: str) -> str:
    return text.replace("\n", "\n        ")
