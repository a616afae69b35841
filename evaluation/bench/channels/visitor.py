"""One simulated person at a channel, and what went wrong for them."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from evaluation.bench.load import Sample
from evaluation.items import EvaluationError
from evaluation.reading import load_items

_SET = "questions"


def open_questions() -> dict[str, list[str]]:
    """What the open questions ask about each place, by its code, in the order of the codes.

    Raises:
        EvaluationError: there are none.
    """
    by_region: dict[str, list[str]] = {}
    for item in load_items(("open",)):
        if item.set == _SET and item.region:
            by_region.setdefault(item.region, []).append(item.steps[0].say)
    if not by_region:
        raise EvaluationError(f"the open set {_SET} has no question about a place")
    return dict(sorted(by_region.items()))


@dataclass
class Visitor:
    """Somebody who speaks of one place only.

    Attributes:
        channel: the channel they use.
        number: tells them from the channel's other visitors.
        region: code of their place.
        questions: what they ask, all about that place.
        pause: seconds between an answer and their next question, on average.
        samples: what they met.
        answered: the text of the turn that each of their messages got, in order.
    """

    channel: str
    number: int
    region: str
    questions: Sequence[str]
    pause: float
    samples: list[Sample] = field(default_factory=list)
    answered: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._random = Random(f"{self.channel}-{self.number}")

    @property
    def name(self) -> str:
        """What they are called."""
        return f"{self.channel}-{self.number}"

    def next(self) -> tuple[str, str]:
        """The next message's id and text."""
        return uuid.uuid4().hex, self._random.choice(self.questions)

    def wait(self, limit: float) -> bool:
        """Think for a while; False where the load ends before."""
        seconds = self._random.uniform(0.5, 1.5) * self.pause
        left = limit - time.perf_counter()
        time.sleep(max(0.0, min(seconds, left)))
        return seconds < left

    def met(self, began: float, message_id: str, told_id: object, turn: Mapping[str, Any]) -> None:
        """Take note of an answer."""
        fault = self._fault(message_id, told_id, turn)
        self.answered[message_id] = str(turn.get("text", ""))
        self._add(began, str(turn.get("kind", "")), fault)

    def missed(self, began: float, why: str) -> None:
        """Take note of a message that got no answer."""
        self._add(began, "", f"{self.channel}: {why}")

    def compare(self, kept: Mapping[str, str]) -> None:
        """Take note of what the bot keeps of the conversation: exactly what was answered."""
        now = time.perf_counter()
        if list(kept) != list(self.answered):
            self.missed(now, "the bot keeps other messages than were sent")
        elif dict(kept) != self.answered:
            self.missed(now, "the bot keeps other answers than were given")

    def _fault(self, message_id: str, told_id: object, turn: Mapping[str, Any]) -> str:
        if told_id != message_id:
            return f"{self.channel}: an answer to somebody else's message"
        if "degraded" in [notice.get("kind") for notice in turn.get("notices") or ()]:
            return f"{self.channel}: a turn that only apologises"
        region = turn.get("region")
        if region and region["code"] != self.region:
            return f"{self.channel}: an answer for another place"
        return ""

    def _add(self, began: float, kind: str, fault: str) -> None:
        now = time.perf_counter()
        self.samples.append(Sample(now - began, now, kind, fault))


Visit = Callable[[Visitor, float], None]
