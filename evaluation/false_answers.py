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


@dataclass(frozen=True)
class Judged:
    """What a reply to one message is worth.

    Attributes:
        answerable: whether a clause answers the message.
        presents: whether the reply presents a clause or a verdict as the answer.
        cites: whether a clause that answers is cited, as more than near.
        says_yes: whether it begins with yes.
    """

    answerable: bool
    presents: bool
    cites: bool
    says_yes: bool


def load(folder: Path = FOLDER) -> list[dict[str, Any]]:
    """The messages, file by file.

    Raises:
        EvaluationError: there are none.
    """
    lines = [
        line
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    if not lines:
        raise EvaluationError(f"{folder} holds no messages")
    return [json.loads(line) for line in lines]


def judge(message: Mapping[str, Any], bot: Inside) -> Judged:
    """Put a message to the bot, in a conversation about its place."""
    sender = f"message-{uuid.uuid4().hex}"
    bot.say(sender, bot.services.regions[message["region"]].full_name)
    (turn,) = bot.say(sender, message["text"]).turns
    said = [part for part in turn["parts"] if part["kind"] != "notice"]
    silent = turn["kind"] in _REFUSING or said[0]["kind"] == "silence"
    cited = [one["quote"] for one in turn["citations"] if one["role"] != "related"]
    gold = [compact(quote) for quote in message.get("gold", ())]
    return Judged(
        message["label"] == "answer",
        turn["kind"] in _PRESENTING and not silent,
        any(quote in compact(clause) for quote in gold for clause in cited),
        not silent and said[0]["text"].startswith(_YES),
    )


def figures(judged: Iterable[Judged]) -> dict[str, tuple[int, int]]:
    """Each figure as how many of how many."""
    judged = list(judged)
    answerable = [one for one in judged if one.answerable]
    rest = [one for one in judged if not one.answerable]
    return {
        "answered from the clause": _share(one.cites for one in answerable),
        "wrongly refused": _share(not one.presents for one in answerable),
        "falsely answered": _share(one.presents for one in rest),
        "falsely told yes": _share(one.presents and one.says_yes for one in rest),
    }


def lines(counted: Mapping[str, Sequence[int]]) -> list[str]:
    """The figures in words, each with its interval."""
    return [f"{name:26} {in_words(*counts)}" for name, counts in counted.items()]


def in_words(hits: int, count: int) -> str:
    """A share with the interval in which it lies by 95 % (Wilson), and of how many it is."""
    if not count:
        return "–"
    share = hits / count
    middle = (share + _Z**2 / 2 / count) / (1 + _Z**2 / count)
    half = _Z * math.sqrt(share * (1 - share) / count + _Z**2 / 4 / count**2)
    half /= 1 + _Z**2 / count
    return f"{share:.3f} [{middle - half:.3f}, {middle + half:.3f}] of {count}"


def _share(hits: Iterable[bool]) -> tuple[int, int]:
    counted = list(hits)
    return sum(counted), len(counted)
