"""Whether a person is judged, by which pathway, and what a last word corrects."""

from __future__ import annotations

from dataclasses import replace

from actions.conversation import reducer
from actions.conversation.deciding.all_ways import begin
from actions.conversation.deciding.attempts import tells_and_asks
from actions.conversation.deciding.judging import judged, judgement_of
from actions.conversation.deciding.pathways import (
    asks_or_wants,
    is_near,
    pathway_meant,
    tells_of,
    wants_verdict,
)
from actions.conversation.deciding.telling import asks_barely
from actions.conversation.decision import Decision
from actions.conversation.naming import pathways_called
from actions.conversation.session import ALL_WAYS, ANY_PATHWAY
from actions.conversation.situation import Situation
from actions.understanding.facts import days_of
from actions.understanding.speech import asks, pattern
from luohu.policy import policy


def start_check(situation: Situation) -> Decision | None:
    """Judge the person where the message tells of them, or asks to be judged."""
    if situation.state.region is None:
        return None
    wanted = wants_verdict(situation)
    corrected = correct_last(situation)
    situation = corrected or situation
    pathway = _goes_on(situation) or pathway_meant(situation)
    if pathway is None and wanted:
        elsewhere = _opened_elsewhere(situation)
        return judged(situation, elsewhere) if elsewhere else begin(situation)
    if pathway is None:
        return None
    if situation.state.checking and not (wanted or corrected or asks_or_wants(situation)):
        return None
    if wanted or corrected:
        return judged(situation, pathway)
    is_open = bool(pattern("open_question").search(situation.text))
    enough = policy().check.facts_beside_open_question if is_open else 1
    if tells_of(situation, pathway) < enough or _is_aside(situation, pathway):
        return None
    # 没房本的公房算不算稳定住所 asks what a word means: a refusal would answer what nobody asked.
    beside = is_open and not pattern("may_settle").search(situation.text)
    refused = judgement_of(situation, pathway) if beside else None
    if refused and refused.verdict == "ineligible":
        return None
    return judged(situation, pathway)


def may_settle_now(situation: Situation) -> Decision | None:
    """Judge by the way spoken of, where it is asked whether they may settle and nothing else."""
    state = situation.state
    if state.region is None or state.checking == ALL_WAYS or not asks_barely(situation):
        return None
    if tells_and_asks(situation):
        return None
    spoken_of = (state.checking, state.judged, state.topic)
    pathway = next((name for name in spoken_of if name in situation.opened), None)
    if pathway is None:
        return None
    decision = judged(situation, pathway)
    goes_on = decision.move == "ask" and state.checking == pathway
    if goes_on and situation.earlier.still_open:
        return None
    lead = situation.say("eligibility.depends", question="") if goes_on else ""
    return replace(decision, lead=lead)


def which_way(situation: Situation) -> Decision | None:
    """Say which ways to settle a place opens, where nobody asks for one, or for themselves."""
    state, text = situation.state, situation.text
    if state.region is None or state.checking or state.topic in situation.opened:
        return None
    short = len(situation.reading.point) <= policy().lengths.leans_on_question
    if not short or not pattern("how_to_settle").search(text):
        return None
    if situation.topic != ANY_PATHWAY:
        return None
    if pathways_called(situation.reading.whole, situation.opened, situation.services.subjects):
        return None
    reason = "ways to settle are asked for, and none is named"
    return Decision("ask_pathway", reason, situation)


def correct_last(situation: Situation) -> Situation | None:
    """The situation with the last duration replaced, where the message only says a new one."""
    loose = situation.reading.stated.loose
    if situation.reading.act != "correct" or len(loose) != 1:
        return None
    book = situation.services.eligibility.facts
    known = situation.state.facts
    durations = [name for name in known if book[name].type == "duration"]
    if not durations:
        return None
    last = durations[-1]
    length = days_of(loose[0], book[last], situation.day)
    return None if length is None else reducer.told(situation, {**known, last: length})


def _is_aside(situation: Situation, pathway: str) -> bool:
    """Whether a message asks about something that other clauses treat, whatever it tells."""
    spoken_of = (situation.state.checking, situation.state.topic)
    if situation.reading.message.told:
        return False
    return pathway not in spoken_of and asks(situation.text) and not is_near(situation, pathway)


def _opened_elsewhere(situation: Situation) -> str | None:
    """The pathway that the message is about, where only other places' documents open it."""
    return situation.topic if situation.topic in situation.services.eligibility.opened else None


def _goes_on(situation: Situation) -> str | None:
    """The pathway just judged, where the message tells more of what it depends on."""
    judged_last, topic = situation.state.judged, situation.topic
    if judged_last is None or judged_last != situation.state.topic or asks(situation.text):
        return None
    opened = situation.opened
    if judged_last not in opened or (topic in opened and topic != judged_last):
        return None
    return judged_last if tells_of(situation, judged_last) else None
