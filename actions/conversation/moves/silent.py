"""That the documents do not answer, and where to turn."""

from __future__ import annotations

from actions.conversation.decision import Decision
from actions.conversation.moves.pending import with_pending
from actions.conversation.speaking import menu_options, region_name, region_ref
from actions.turns.model import Kind, Part, Turn
from luohu.policy import policy


def perform(decision: Decision) -> Turn:
    """Say so, plainer the longer nothing is found; in the end a person is named instead."""
    situation, patience = decision.situation, policy().patience.no_answer
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
    """That nothing answers, as it is said the first time."""
    situation = decision.situation
    if situation.reading.act == "out_of_scope":
        return situation.say("no_answer.out_of_scope")
    return situation.say("no_answer.ask", region=region_name(situation))
