"""Something wrong in a rule file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """Something wrong in a rule file.

    Attributes:
        steps: where it stands, from the top of the file.
        value: the text there that is wrong, to find its line.
        message: what is wrong and how to mend it.
    """

    steps: tuple[str, ...]
    value: str
    message: str
