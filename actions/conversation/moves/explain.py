"""What a word means, with the clause behind it; a pending question then stands again."""

from __future__ import annotations

from actions.conversation.decision import Decision
from actions.conversation.moves.pending import with_pending
from actions.conversation.speaking import clause_part, notices_on, region_name, region_ref
from actions.turns.citations import cite_all
from actions.turns.model import Part, Turn
from actions.turns.quoting import notice_parts


def perform(decision: Decision) -> Turn:
    """Say what the word means, or that the clause says no more; then the clause that has it."""
    situation, found = decision.situation, decision.found
    term = situation.services.terms.get("".join(decision.about))
    if found is None:
        unused = situation.say("term.unused", region=region_name(situation))
        text = (term.means if term else "") + unused
        turn = Turn("smalltalk", (Part("conclusion", text),), region_ref(situation))
        return with_pending(turn, decision)
    citations = cite_all(situation.services.corpus, found.clauses, situation.day)
    notices = notices_on(situation, citations)
    said = term.means if term else situation.say("eligibility.no_more_words")
    turn = Turn(
        "answer",
        (
            Part("conclusion", said, tuple(range(len(citations)))),
            *(clause_part(situation, citations, n, found.passage) for n in range(len(citations))),
            *notice_parts(notices),
        ),
        region_ref(situation),
        found.topic,
        citations,
        notices,
    )
    return with_pending(turn, decision)
