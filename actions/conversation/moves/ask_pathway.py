"""Which pathways a place opens, with the offer to look at all of them for somebody."""

from __future__ import annotations

from actions.conversation.decision import Decision
from actions.conversation.session import WHICH_PATHWAY
from actions.conversation.speaking import region_name, region_ref
from actions.turns.model import Option, Part, Question, Turn


def perform(decision: Decision) -> Turn:
    """Name them, with the pathways and the offer as taps."""
    situation = decision.situation
    titles = [rules.title for _folder, rules in situation.opened.values()]
    names = {"region": region_name(situation), "pathways": "、".join(titles)}
    text = situation.say("eligibility.ways", **names)
    offer = situation.services.wording.mapping("eligibility.all_ways")
    why = situation.say("eligibility.which_why")
    return Turn(
        "question",
        (Part("question", text),),
        region_ref(situation),
        options=(
            Option(offer["title"], offer["payload"]),
            *(Option(title, title) for title in titles),
        ),
        question=Question(WHICH_PATHWAY, text, why),
    )
