"""That the documents do not answer, and where to turn."""

from __future__ import annotations

from actions.conversation.decision import Decision
from actions.conversation.moves.pending import with_pending
from actions.conversation.speaking import menu_options, region_name, region_ref
from actions.turns.model import Kind, Part, Turn
from luohu.policy import policy

_HOTLINE = "12345"


def perform(decision: Decision) -> Turn:
    """Say so, plainer the longer nothing is found; in the end a person is named instead."""
    situation, patience = decision.situation, policy().patience.no_answer
    if decision.about:
        part = Part("silence", sentence(decision))
        return with_pending(Turn("no_answer", (part,), region_ref(situation)), decision)
    misses = situation.state.misses + 1
    kind: Kind = "handoff" if misses >= patience else "no_answer"
    text = sentence(decision)
    if misses >= patience:
        text = situation.say("no_answer.person")
    elif misses == patience - 1:
        text += situation.say("no_answer.again")
    options = menu_options(situation) if misses >= patience - 1 else ()
    turn = Turn(kind, (Part("silence", text),), region_ref(situation), options=options)
    return with_pending(turn, decision)


def sentence(decision: Decision) -> str:
    """That nothing answers: of what, and whom to ask instead, where that is known."""
    situation = decision.situation
    topic = situation.services.topics.get(decision.about or "")
    if topic is None:
        outside = situation.reading.act == "out_of_scope"
        name = "no_answer.out_of_scope" if outside else "no_answer.ask"
        return situation.say(name, region=region_name(situation))
    lead = "silent" if situation.state.region else "no_region"
    numbers = situation.services.wording.mapping("topic.hotline")
    hotline = numbers[topic.hotline or _HOTLINE]
    return (
        situation.say(
            f"topic.{lead if topic.ours else 'other'}",
            title=topic.title,
            region=region_name(situation),
        )
        + situation.say("topic.ask", office=topic.office, hotline=hotline)
        + situation.say("topic.say", say=topic.say)
    )
