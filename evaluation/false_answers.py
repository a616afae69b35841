"""What is presented as an answer to messages that no document answers, and what is refused.

The messages (``evaluation/messages``) are by authors whose messages nothing is learnt from.
"""

from __future__ import annotations

import json
import math
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.inside import Inside
from evaluation.items import EvaluationError
from luohu.text import compact

FOLDER = Path(__file__).with_name("messages")

_REFUSING = ("no_answer", "handoff", "refusal", "unsupported_region")
_PRESENTING = ("answer", "eligibility", "comparison", "question")
_YES = ("能", "可以", "有条件，可以", "符合")
_Z = 1.96
"""Of a normal distribution, for an interval of 95 %."""

Counts = tuple[int, int]
"""How many of how many."""


@dataclass(frozen=True)
class Judged:
    """What a reply to one message is worth.

    Attributes:
        about: the matter or subject that the message is about.
        answerable: whether a clause answers the message.
        presents: whether the reply presents a clause or a verdict as the answer.
        cites: whether a clause that answers is cited, as more than near.
        says_yes: whether it begins with yes.
        names: whether a reply that presents nothing names the matter; None of what is no matter of
            our field.
    """

    about: str
    answerable: bool
    presents: bool
    cites: bool
    says_yes: bool
    names: bool | None = None


def load(part: str, folder: Path = FOLDER) -> dict[str, list[dict[str, Any]]]:
    """The messages of one part, ``open`` or ``held_out``, by the name of their file.

    Raises:
        EvaluationError: there are none.
    """
    sets = {
        path.stem: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for path in sorted((folder / part).glob("*.jsonl"))
    }
    if not any(sets.values()):
        raise EvaluationError(f"{folder / part} holds no messages")
    return sets


def judge(message: Mapping[str, Any], bot: Inside) -> Judged:
    """Put a message to the bot, in a conversation about its place."""
    sender = f"message-{uuid.uuid4().hex}"
    bot.say(sender, bot.services.regions[message["region"]].full_name)
    (turn,) = bot.say(sender, message["text"]).turns
    said = [part for part in turn["parts"] if part["kind"] != "notice"]
    silent = turn["kind"] in _REFUSING or said[0]["kind"] == "silence"
    presents = turn["kind"] in _PRESENTING and not silent
    cited = [one["quote"] for one in turn["citations"] if one["role"] != "related"]
    gold = [compact(quote) for quote in message.get("gold", ())]
    matter = bot.services.topics.get(message["about"])
    ours = matter is not None and matter.ours and not presents
    return Judged(
        message["about"],
        message["label"] == "answer",
        presents,
        any(quote in compact(clause) for quote in gold for clause in cited),
        not silent and said[0]["text"].startswith(_YES),
        matter.title in turn["text"] if matter and ours else None,
    )


def figures(judged: Iterable[Judged]) -> dict[str, Counts]:
    """Each figure as how many of how many."""
    judged = list(judged)
    answerable = [one for one in judged if one.answerable]
    rest = [one for one in judged if not one.answerable]
    return {
        "answered from the clause": share(one.cites for one in answerable),
        "wrongly refused": share(not one.presents for one in answerable),
        "falsely answered": share(one.presents for one in rest),
        "falsely told yes": share(one.presents and one.says_yes for one in rest),
        "matter named": share(one.names for one in rest if one.names is not None),
    }


def by_matter(judged: Iterable[Judged]) -> dict[str, Counts]:
    """Of each matter that no document answers, how many messages are falsely answered."""
    kinds: dict[str, list[bool]] = {}
    for one in judged:
        if not one.answerable:
            kinds.setdefault(one.about, []).append(one.presents)
    return {name: share(kinds[name]) for name in sorted(kinds, key=lambda n: -sum(kinds[n]))}


def lines(counted: Mapping[str, Sequence[int]]) -> list[str]:
    """The figures in words, each with its interval."""
    return [f"{name:26} {in_words(*counts)}" for name, counts in counted.items()]


def in_words(hits: int, count: int) -> str:
    """A share with the interval in which it lies by 95 % (Wilson), and of how many it is."""
    if not count:
        return "–"
    part = hits / count
    middle = (part + _Z**2 / 2 / count) / (1 + _Z**2 / count)
    half = _Z * math.sqrt(part * (1 - part) / count + _Z**2 / 4 / count**2)
    half /= 1 + _Z**2 / count
    return f"{part:.3f} [{middle - half:.3f}, {middle + half:.3f}] of {count}"


def share(hits: Iterable[bool | None]) -> Counts:
    """How many hits there are, of how many."""
    counted = list(hits)
    return sum(map(bool, counted)), len(counted)
