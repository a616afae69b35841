"""Whether danger is heard and nothing else raises an alarm, on messages nothing is learnt from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from actions.understanding.danger import Lookout
from evaluation.false_answers import in_words, share
from evaluation.items import EvaluationError
from luohu.text import normalise

FILES = sorted(Path(__file__).with_name("dangers").glob("*.jsonl"))
"""``apart`` (short) and ``remarks`` (in an interview) are by who wrote what is learnt; ``stories``,
in hukou matters, are by another author."""


@dataclass(frozen=True)
class Heard:
    """What was heard in one message.

    Attributes:
        text: the message.
        danger: what endangers somebody; None where nothing does.
        heard: what was heard; None where no alarm was raised.
    """

    text: str
    danger: str | None
    heard: str | None

    @property
    def is_right(self) -> bool:
        """Whether an alarm was raised where there is danger, and none where there is not."""
        return (self.heard is None) == (self.danger is None)


def listen(lookout: Lookout, path: Path) -> list[Heard]:
    """What is heard in each message of a file.

    Raises:
        EvaluationError: the file holds no messages.
    """
    entries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    if not entries:
        raise EvaluationError(f"{path} holds no messages")
    heard = []
    for entry in entries:
        danger = lookout.danger(normalise(entry["text"]))
        heard.append(Heard(entry["text"], entry["danger"], danger.kind if danger else None))
    return heard


def lines(heard: Sequence[Heard]) -> list[str]:
    """The figures in words, and each message that was misheard."""
    dangers = [one for one in heard if one.danger]
    rest = [one for one in heard if not one.danger]
    wrong = [one for one in heard if not one.is_right]
    return [
        f"danger found        {in_words(*share(one.is_right for one in dangers))}",
        f"by its right kind   {in_words(*share(one.heard == one.danger for one in dangers))}",
        f"false alarm         {in_words(*share(not one.is_right for one in rest))}",
        *(f"{one.danger or '–'} heard as {one.heard or '–'}: {one.text}" for one in wrong),
    ]
