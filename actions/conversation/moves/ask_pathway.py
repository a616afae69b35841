"""Asking which of the region's pathways is meant."""

from __future__ import annotations

from actions.conversation.decision import Decision
from actions.conversation.session import WHICH_PATHWAY
from actions.conversation.speaking import region_ref
from actions.turns.model import Option, Part, Question, Turn


def perform(decision: Decision) -> Turn:
    """Ask, with the pathways as taps."""
    situation = decision.situation
    titles = [rules.title for _folder, rules in situation.opened.values()]
    text, why = situation.say("eligibility.which"), situation.say("eligibility.which_why")
    return Turn(
        "question",
        (Part("question", text),),
        region_ref(situation),
        options=tuple(Option(title, title) for title in titles),
        question=Question(WHICH_PATHWAY, text, why),
    )
