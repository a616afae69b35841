"""That the place's document does not open a pathway."""

from __future__ import annotations

from actions.conversation.decision import Decision
from actions.conversation.moves.pending import with_pending
from actions.conversation.situation import Situation
from actions.conversation.speaking import (
    clause_part,
    menu_options,
    notices_on,
    region_name,
    region_ref,
)
from actions.turns.citations import cite_all
from actions.turns.model import Kind, Part, Turn
from actions.turns.quoting import notice_parts


def perform(decision: Decision) -> Turn:
    """Say so, and what the document says of the matter elsewhere."""
    situation, pathway, found = decision.situation, decision.pathway or "", decision.found
    corpus = situation.services.corpus
    citations = cite_all(corpus, found.clauses if found else (), situation.day)
    notices = notices_on(situation, citations)
    passage = found.passage if found else ""
    clauses = (clause_part(situation, citations, n, passage) for n in range(len(citations)))
    silence = Part("silence", sentence(situation, pathway), tuple(range(len(citations))))
    kind: Kind = "answer" if citations else "no_answer"
    turn = Turn(
        kind,
        (silence, *clauses, *notice_parts(notices)),
        region_ref(situation),
        pathway,
        citations,
        notices,
        menu_options(situation),
    )
    return with_pending(turn, decision)


def sentence(situation: Situation, pathway: str) -> str:
    """That the document does not open it, with what the rules note beside that."""
    noted = situation.services.eligibility.absent(situation.state.region or "", pathway)
    return situation.say(
        "pathway.absent_see" if noted else "pathway.absent",
        region=region_name(situation),
        subject=situation.services.subjects[pathway].title,
        note=noted[1].note if noted else "",
    )
