"""Asking by what somebody could settle, before any condition."""

from __future__ import annotations

from actions.conversation.decision import Decision
from actions.conversation.interview import Basic, Progress, ways_here
from actions.conversation.session import WHICH_PATHWAY
from actions.conversation.situation import Situation
from actions.conversation.speaking import region_name, region_ref
from actions.turns.model import Option, Part, Question, Turn


def perform(decision: Decision) -> Turn:
    """Ask, with what somebody may have as taps; what was not understood is said first."""
    situation = decision.situation
    if decision.basic is None:
        raise ValueError("the question needs the bases that it offers")
    question, options = basis_question(situation, decision.basic)
    text = with_progress(situation, question.text, decision.progress)
    turn = Turn(
        "question",
        (Part("question", text),),
        region_ref(situation),
        options=options,
        question=question,
    )
    return turn.led_by(situation.say(decision.saying, question="")) if decision.saying else turn


def basis_question(situation: Situation, basic: Basic) -> tuple[Question, tuple[Option, ...]]:
    """The question, with its taps."""
    titles = [basis.title for basis in basic.bases]
    text = situation.say(
        "interview.basis" if basic.first else "interview.more",
        region=region_name(situation),
        count=len(ways_here(situation)),
        bases="；".join(titles),
    )
    none, unsure = situation.say("interview.none"), situation.say("eligibility.unsure")
    options = tuple(Option(title, title) for title in (*titles, none, unsure))
    return Question(WHICH_PATHWAY, text, situation.say("interview.basis_why")), options


def with_progress(situation: Situation, question: str, progress: Progress | None) -> str:
    """A question of an interview, with how far that is."""
    if progress is None:
        return question
    return situation.say(
        "interview.progress", number=progress.number, about=progress.about, question=question
    )
