"""Several questions in one message, each with what answers it."""

from __future__ import annotations

from actions.conversation.decision import Decision
from actions.conversation.moves import answer, silent
from actions.conversation.speaking import notices_on, region_ref
from actions.turns.model import Answered, Citation, Outcome, Part, Turn
from actions.turns.quoting import notice_parts
from actions.understanding.breaths import bare_breaths
from luohu.policy import policy


def perform(decision: Decision) -> Turn:
    """Say each question again, and what answers it or that nothing does."""
    situation = decision.situation
    parts = [Part("offer", situation.say("several.lead"))]
    citations: list[Citation] = []
    answers: list[Answered] = []
    for number, one in enumerate(decision.then, start=1):
        question = _last_words(one.situation.text)
        lead = situation.say("several.one", number=number, question=question)
        if one.found:
            numbers, said = answer.among_others(one, citations)
        else:
            numbers, said = (), [Part("silence", silent.sentence(one))]
        parts += [Part("answer", lead, numbers), *said]
        outcome: Outcome = "silent" if said[0].kind == "silence" else "answered"
        answers.append(Answered(question, outcome, one.pathway, citations=numbers))
    notices = notices_on(situation, citations)
    topic = next((one.pathway for one in decision.then if one.pathway), situation.topic)
    return Turn(
        "answer",
        (*parts, *notice_parts(notices)),
        region_ref(situation),
        topic,
        tuple(citations),
        notices,
        answer.taps(situation) if any(one.pathway for one in decision.then) else (),
        answers=tuple(answers),
    )


def _last_words(question: str) -> str:
    """The end of a question, enough to know it by."""
    return ",".join(bare_breaths(question)[-policy().several.known_by :])
