"""Running items against a bot, and what each came to."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from actions.clerk.check import load_rules
from actions.corpus import Corpus
from evaluation.auditing import Audit, Auditor
from evaluation.citizen import Speaker
from evaluation.client import Reply
from evaluation.items import Citizen, Item
from evaluation.scoring import Score, score, score_verdict
from luohu.settings import settings

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
    """One item and its steps; ``questions`` says how many a citizen was asked."""

    item: Item
    steps: tuple[StepResult, ...]
    questions: int | None = None

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

        def say(message: str, sender: str = sender) -> Reply:
            return bot.say(sender, message)

        if item.citizen:
            results.append(_interview(item, item.citizen, say, auditor))
            continue
        for step in item.steps:
            reply = say(step.say)
            scored = score(reply.turn, reply.text, step.expect, corpus) if step.expect else None
            steps.append(StepResult(step.say, reply, scored, _audit(reply, auditor)))
        results.append(ItemResult(item, tuple(steps)))
    return tuple(results)


def _interview(
    item: Item, citizen: Citizen, say: Callable[[str], Reply], auditor: Auditor
) -> ItemResult:
    """Let a citizen talk until there is a verdict or nothing more is asked."""
    names = load_rules(settings().corpus_dir).regions
    speaker = Speaker(citizen, names[item.region or ""], item.split, item.id)
    steps: list[StepResult] = []

    def talk(message: str) -> Reply:
        reply = say(message)
        steps.append(StepResult(message, reply, None, _audit(reply, auditor)))
        return reply

    for message in speaker.messages():
        reply = talk(message)
        if reply.turn.get("kind") == "eligibility":
            break
    while reply.turn.get("kind") != "eligibility":
        answer = speaker.answer(reply.turn)
        if answer is None:
            break
        reply = talk(answer)
    last = replace(steps[-1], score=score_verdict(reply.turn, citizen, item.region))
    return ItemResult(item, (*steps[:-1], last), len(speaker.asked))


def _audit(reply: Reply, auditor: Auditor) -> Audit:
    return sum((auditor.audit(turn) for turn in reply.turns), Audit())
