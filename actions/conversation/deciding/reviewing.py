"""What was noted is gone through again: one fact is changed, or all of it is forgotten."""

from __future__ import annotations

from dataclasses import replace

from actions.conversation.deciding.judging import judged, judgement_of, with_pending
from actions.conversation.decision import Decision
from actions.conversation.interview import progress, pursued
from actions.conversation.session import ALL_WAYS
from actions.conversation.situation import Situation
from actions.eligibility.evaluate import facts_of
from actions.understanding.speech import pattern, polarity
from luohu.policy import policy
from luohu.text import normalise


def start_over(situation: Situation) -> Decision | None:
    """Ask back whether all that was told is to be forgotten, and forget it on a yes."""
    state, text = situation.state, situation.text
    short = len(text) <= policy().lengths.also_so
    wishes = short and bool(pattern("start_over").search(text))
    if situation.earlier.offer == "start_over":
        said = {"affirm": "yes", "deny": "no"}.get(situation.reading.act or "") or polarity(text)
        if wishes or said == "yes":
            return Decision("say", "all is to be forgotten", situation, saying="restart.done")
        if said == "no":
            reason = "nothing is to be forgotten"
            return with_pending(Decision("say", reason, situation, saying="restart.kept"))
    if not wishes:
        return None
    holds_something = state.facts or state.unknown or state.checking or state.judged
    name = "restart.ask" if holds_something else "restart.done"
    return Decision("say", "somebody wants to start over", situation, saying=name)


def revise(situation: Situation) -> Decision | None:
    """Ask again for a fact that the person wants to change, by the message of its line."""
    state, book = situation.state, situation.services.eligibility.facts
    known = [*state.facts, *state.unknown]
    payloads = {
        normalise(situation.say("noted.payload", label=book[name].label)): name
        for name in known
        if name in book
    }
    name = payloads.get(situation.text)
    checked = state.checking or state.judged
    if name is None or checked is None:
        return None
    facts = {fact: value for fact, value in state.facts.items() if fact != name}
    unknown = tuple(fact for fact in state.unknown if fact != name)
    afresh = situation.supposing(facts=facts, unknown=unknown)
    ways = pursued(situation) if checked == ALL_WAYS else [checked]
    needing = (way for way in ways if name in facts_of(situation.opened[way][1].requires))
    way = next(needing, None)
    judgement = judgement_of(afresh, way) if way else None
    if way is None or judgement is None:
        return judged(afresh, checked)
    decision = Decision(
        "ask", f"{name} is to be changed", afresh, way, replace(judgement, next_fact=name)
    )
    if checked != ALL_WAYS:
        return decision
    return replace(decision, progress=progress(afresh, name))
