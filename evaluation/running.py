"""Running items against a bot, and what each came to."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from actions.corpus import Corpus
from evaluation.auditing import Audit, Auditor
from evaluation.client import Reply
from evaluation.items import Item
from evaluation.scoring import Score, score

Progress = Callable[[int, int, str], None]


class Speaks(Protocol):
    """Anything that replies to a sender's message."""

    def say(self, sender: str, message: str) -> Reply:
        """The reply to one message."""


@dataclass(frozen=True)
class StepResult:
    """One message, the reply to it, its score where it was scored, and its audit."""

    say: str
    reply: Reply
    score: Score | None
    audit: Audit


@dataclass(frozen=True)
class ItemResult:
    """One item and its steps."""

    item: Item
    steps: tuple[StepResult, ...]

    @property
    def scored(self) -> tuple[StepResult, ...]:
        """The steps on which something is expected."""
        return tuple(step for step in self.steps if step.score)

    @property
    def last(self) -> Score:
        """The score of the last step."""
        return self.steps[-1].score or Score()

    @property
    def passed(self) -> bool:
        """Whether every expectation of every step is met."""
        return not any(step.score and step.score.missed for step in self.steps)


def run_items(
    items: Iterable[Item], bot: Speaks, corpus: Corpus, auditor: Auditor, progress: Progress
) -> tuple[ItemResult, ...]:
    """Run each item in a conversation of its own.

    Raises:
        EvaluationError: nobody answers at the bot's address.
    """
    items = tuple(items)
    results: list[ItemResult] = []
    for number, item in enumerate(items, 1):
        progress(number, len(items), item.set)
        sender = f"evaluation-{uuid.uuid4().hex}"
        steps: list[StepResult] = []
        for step in item.steps:
            reply = bot.say(sender, step.say)
            audit = sum((auditor.audit(turn) for turn in reply.turns), Audit())
            scored = score(reply.turn, reply.text, step.expect, corpus) if step.expect else None
            steps.append(StepResult(step.say, reply, scored, audit))
        results.append(ItemResult(item, tuple(steps)))
    return tuple(results)
