"""What a channel itself sends in place of a person's message: the only commands that Rasa obeys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from luohu.acts import SentAct

_COMMAND = "/"
_SENT = frozenset(f"{_COMMAND}{name}" for name in get_args(SentAct))


@dataclass(frozen=True)
class Act:
    """An intent without words."""

    name: SentAct

    @property
    def text(self) -> str:
        """How Rasa is told of it."""
        return f"{_COMMAND}{self.name}"


def is_act(text: str) -> bool:
    """Whether a text that Rasa got is an act of a channel and not a person's words."""
    return text in _SENT
