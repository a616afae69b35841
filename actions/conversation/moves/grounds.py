"""What the last verdict rests on: the conditions that decided it, their clauses, and the dates."""

from __future__ import annotations

from actions.conversation.decision import Decision
from actions.conversation.moves.answer import validity
from actions.conversation.speaking import clause_part, notices_on, region_ref
from actions.eligibility import Judgement
from actions.eligibility.judge import ConditionState
from actions.turns.citations import cite_all
from actions.turns.model import Part, Turn
from actions.turns.quoting import notice_parts

_DECIDED_BY = {"eligible": "met", "ineligible": "unmet", "undetermined": "unknown"}


def perform(decision: Decision) -> Turn:
    """Name the conditions, quote the clauses, and say what the document says of its own dates."""
    situation, judgement = decision.situation, decision.judgement
    if judgement is None:
        raise ValueError("the grounds of a verdict need its judgement")
    corpus = situation.services.corpus
    states = deciding(judgement)
    clauses = {
        clause.id: (clause, state.quote)
        for state in reversed(states)
        for clause in [corpus.find_quote(judgement.folder, state.quote)]
    }
    order = list(reversed(clauses.values()))
    citations = cite_all(corpus, [clause for clause, _quote in order], situation.day)
    quotes = {clause.id: quote for clause, quote in order}
    notices = notices_on(situation, citations)
    conditions = "；".join(dict.fromkeys(state.text for state in states))
    names = {"pathway": judgement.pathway.title, "conditions": conditions}
    text = situation.say(f"grounds.{judgement.verdict}", **names)
    parts = (
        Part("conclusion", text, tuple(range(len(citations)))),
        *(
            clause_part(situation, citations, number, quotes[citation.clause])
            for number, citation in enumerate(citations)
        ),
        Part("answer", validity(situation)),
        *notice_parts(notices),
    )
    return Turn("answer", parts, region_ref(situation), judgement.pathway.id, citations, notices)


def deciding(judgement: Judgement) -> list[ConditionState]:
    """The conditions that a verdict turns on: those failed, those met, or those not known."""
    wanted = _DECIDED_BY[judgement.verdict]
    found = [state for state in judgement.conditions if state.state == wanted]
    return found or list(judgement.conditions)
