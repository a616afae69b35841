"""Several places side by side, each from its own document."""

from __future__ import annotations

from dataclasses import replace

from actions.conversation.decision import Decision
from actions.conversation.moves import answer
from actions.conversation.speaking import (
    clause_part,
    notices_on,
    region_name,
    region_options,
)
from actions.turns.citations import cite_all
from actions.turns.model import Answered, Citation, Outcome, Part, Turn
from actions.turns.quoting import lapse_lead, notice_parts


def perform(decision: Decision) -> Turn:
    """Say for each place what its document says to the question."""
    situation = decision.situation
    parts = [Part("offer", situation.say("comparison.lead"))]
    citations: list[Citation] = []
    answers: list[Answered] = []
    for one in decision.then:
        place = region_name(one.situation)
        lead = situation.say("comparison.one", region=place)
        if one.found is None:
            parts += [Part("answer", lead), Part("silence", situation.say("comparison.none"))]
            answers.append(Answered(place, "silent", situation.topic))
            continue
        cited = cite_all(situation.services.corpus, one.found.clauses[:1], situation.day)
        numbers = tuple(range(len(citations), len(citations) + len(cited)))
        citations += cited
        first, *rest = answer.conclusion(one.situation, one.found, numbers)
        lapse = lapse_lead(cited, situation.services.wording)
        parts += [Part("answer", lead, numbers), replace(first, text=lapse + first.text), *rest]
        parts += [clause_part(situation, citations, n, one.found.passage) for n in numbers]
        outcome: Outcome = "answered" if numbers else "silent"
        answers.append(Answered(place, outcome, one.found.topic, citations=numbers))
    notices = notices_on(situation, citations)
    return Turn(
        "comparison",
        (*parts, *notice_parts(notices)),
        None,
        situation.topic,
        tuple(citations),
        notices,
        region_options(situation, decision.places),
        answers=tuple(answers),
    )
