"""Function words of spoken Chinese: yes, no, don't know, asking, supposing, speaking of oneself."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml

Polarity = Literal["yes", "no", "dont_know"]

_SHORT_ANSWER = 16


@lru_cache(maxsize=1)
def _patterns() -> dict[str, str]:
    entries = yaml.safe_load(Path(__file__).with_name("speech.yml").read_text(encoding="utf-8"))
    return {name: "|".join(f"(?:{entry})" for entry in listed) for name, listed in entries.items()}


@lru_cache(maxsize=64)
def pattern(name: str, anchored: bool = False) -> re.Pattern[str]:
    """The words of one purpose as a compiled pattern, at the beginning of a text if anchored."""
    return re.compile(("^" if anchored else "") + f"(?:{_patterns()[name]})")


def polarity(text: str, question: str = "") -> Polarity | None:
    """What a short answer to a yes-or-no question says.

    Args:
        text: a normalised message.
        question: what was asked; its own words may follow the yes or the no (有社保).

    Returns:
        None where the text is longer than such an answer, asks, tells something else or says
        neither.
    """
    if pattern("dont_know").search(text):
        return "dont_know"
    if len(text) > _SHORT_ANSWER:
        return None
    if _whole("{answer_lead}*{rhetorical_no}{answer_tail}*").match(text):
        return "no"
    if asks(text):
        return None
    nods = False
    for breath in filter(None, pattern("breath").split(text)):
        if _whole("{neither}{answer_tail}*").match(breath):
            continue
        said = _breath_polarity(breath, question)
        if said != "yes" or not _whole("[嗯啊哦对好]+{answer_tail}*").match(breath):
            return said or ("yes" if nods else None)
        # 嗯,没有: a nod shows that one listens until more is said.
        nods = True
    return "yes" if nods else None


def _breath_polarity(breath: str, question: str) -> Polarity | None:
    ended = _whole("{answer_lead}*(?P<what>{ended})[了过]{answer_tail}*").match(breath)
    if ended:
        return "yes" if ended["what"] in question else "no"
    if _whole("{answer_lead}*(?:{yes}{answer_tail}*)+").match(breath):
        return "yes"
    if _whole("{answer_lead}*(?:{deed}{deed_done}|在{deed}){answer_tail}*").match(breath):
        return "yes"
    denial = _whole(
        "{answer_lead}*(?:(?P<thing>{no_thing})|(?P<deed>{no_deed})){no_degree}*"
        "(?P<rest>.*?){answer_tail}*"
    ).match(breath)
    if denial:
        return "no" if _denies(denial["deed"], denial["rest"], question) else None
    more = _whole("{answer_lead}*(?P<word>{yes_of})(?P<rest>.+?){answer_tail}*").match(breath)
    if more and more["word"] in question and more["rest"] in question:
        return "yes"
    return None


def _denies(word: str | None, rest: str, question: str) -> bool:
    """Whether a no with the rest of its breath denies what was asked."""
    if not rest or pattern("deed", anchored=True).match(rest):
        return True
    if pattern("denied", anchored=True).match(rest) or (word == "不" and len(rest) <= 2):
        return True
    pairs = [rest[at : at + 2] for at in range(max(len(rest) - 1, 1))]
    return any(pair in question for pair in pairs)


@lru_cache(maxsize=32)
def _whole(shape: str) -> re.Pattern[str]:
    """A pattern for a whole breath; ``{name}`` stands for the words of one purpose."""
    filled = re.sub(r"\{(\w+)\}", lambda name: f"(?:{_patterns()[name[1]]})", shape)
    return re.compile(f"^{filled}$")


def asks(text: str) -> bool:
    """Whether the text is worded as a question."""
    return bool(pattern("question").search(pattern("no_question").sub("", text)))


def supposes(text: str) -> bool:
    """Whether the text supposes something instead of stating it."""
    return bool(pattern("supposing").search(text))


def is_personal(text: str) -> bool:
    """Whether the text speaks of the person or the family."""
    return bool(pattern("first_person").search(text) or pattern("relatives").search(text))
