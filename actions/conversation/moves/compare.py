"""Several places side by side, each from its own document."""

from __future__ import annotations

from dataclasses import replace

from actions.conversation.decision import Decision
from actions.conversation.moves import answer
from actions.conversation.speaking import notices_on, region_name, region_options
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
        numbers, said = answer.among_others(one, citations)
        own = [citations[number] for number in numbers]
        lapse = lapse_lead(own, situation.services.wording)
        first = replace(said[0], text=lapse + said[0].text)
        parts += [Part("answer", lead, numbers), first, *said[1:]]
        silent = said[0].kind == "silence" or not numbers
        outcome: Outcome = "silent" if silent else "answered"
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
