"""The questions of a message that holds several."""

from __future__ import annotations

from actions.understanding.asked import without_verb_not_verb
from actions.understanding.breaths import MARKS, breaths
from actions.understanding.speech import asks, pattern
from luohu.policy import policy


def questions_of(text: str) -> list[str]:
    """The questions of a normalised text, each with what is told before it.

    A question of a few words (要带什么) leans on the one before it and stays with it, or opens the
    first (想问一下); what is told after the last question belongs to the last.
    """
    questions: list[str] = []
    told = ""
    for breath in _breaths(text):
        told += breath
        if not _is_question(breath):
            continue
        if sum(map(str.isalnum, told)) >= policy().lengths.question:
            questions.append(told)
        elif questions:
            questions[-1] += told
        else:
            continue
        told = ""
    if told and questions:
        questions[-1] += told
    return questions or [text]


def told_part(text: str) -> str:
    """What a normalised text tells beside what it asks (春天离的,这样够不够); empty for nothing."""
    told = [breath for breath in breaths(text) if not _is_question(breath)]
    return "".join(told).rstrip(f"{MARKS} ")


def _breaths(text: str) -> list[str]:
    """The breaths, cut also where words lead on to a further question (另外, 还有)."""
    cut = pattern("further_question").sub(lambda found: f"\0{found[0]}", text)
    return [breath for part in cut.split("\0") for breath in breaths(part)]


def _is_question(breath: str) -> bool:
    if breath.endswith("?"):
        return True
    told = pattern("asks_leave").sub("", breath.rstrip(f"{MARKS} "))
    chooses = without_verb_not_verb(told) != told
    return asks(told) or chooses or bool(pattern("question_end").search(told))
