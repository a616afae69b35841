"""How what is remembered changes: with what a message tells, and with what was decided on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from actions.conversation.session import (
    ALL_WAYS,
    ANY_PATHWAY,
    WHICH_PATHWAY,
    Asked,
    Case,
    Session,
)
from actions.eligibility.model import Fact, FactValue, Holder
from actions.understanding.casting import SPEAKER, Cast, Person
from actions.understanding.speech import asks
from luohu.policy import policy

if TYPE_CHECKING:
    from actions.conversation.decision import Decision
    from actions.conversation.reading import Reading
    from actions.conversation.situation import Situation

_ONESELF = Person("", SPEAKER)
_OF_A_CASE = tuple(field.name for field in fields(Case))


def recast(session: Session, cast: Cast, new_case: bool, book: Mapping[str, Fact]) -> Session:
    """The session with the persons that a message tells of; no fact passes to somebody else."""
    if new_case:
        nobody_else: dict[Holder, Person] = {
            "applicant": session.persons.get("applicant", _ONESELF)
        }
        return replace(session, persons=nobody_else, kin={})
    if not cast.persons:
        return session
    before = {"applicant": _ONESELF, **session.persons}
    changed = {
        role
        for role, person in cast.persons.items()
        if role in before and before[role].relation != person.relation
    }
    return replace(
        session,
        persons={**session.persons, **cast.persons},
        kin={**session.kin, **cast.kin},
        facts={n: v for n, v in session.facts.items() if book[n].holder not in changed},
        unknown=tuple(name for name in session.unknown if book[name].holder not in changed),
    )


def turned_to(session: Session, person: Person) -> Session:
    """The session with somebody else's case taken up, and the one that was spoken of laid aside.

    What is known of one person never counts for another; who comes up again finds theirs as left.
    """
    before = session.persons.get("applicant", _ONESELF)
    if before.relation == person.relation:
        return session
    cases = dict(session.cases)
    if session.facts or session.judged:
        cases[before.relation] = Case(**{name: getattr(session, name) for name in _OF_A_CASE})
    known = cases.pop(person.relation, Case(region=session.region, topic=session.topic))
    case = {name: getattr(known, name) for name in _OF_A_CASE}
    case["persons"] = {**known.persons, "applicant": person}
    return replace(_out_of_check(session), cases=cases, **case)


def take_in(earlier: Session, reading: Reading) -> Session:
    """The session with everything that a message tells; ``earlier`` knows its persons."""
    stated = reading.stated
    told = {n: v for n, v in stated.facts.items() if n not in reading.unsure}
    facts = {**earlier.facts, **told}
    exact = stated.facts.keys() - stated.rough
    rough = [*stated.rough, *(name for name in earlier.rough if name not in exact)]
    before, now = earlier.region, reading.region
    moved = before and now and now not in (before, *earlier.compared)
    return replace(
        earlier,
        region=reading.region,
        compared=(before, now) if before and now and moved else earlier.compared,
        outside=reading.outside,
        guess=None,
        offer=None,
        places={**earlier.places, **reading.whereabouts},
        facts=facts,
        unknown=tuple(name for name in earlier.unknown if name not in facts),
        rough=tuple(dict.fromkeys(rough)),
    )


def told(situation: Situation, facts: Mapping[str, FactValue]) -> Situation:
    """The situation with other facts known."""
    return replace(situation, state=replace(situation.state, facts=dict(facts)))


def answered(
    situation: Situation, name: str, facts: Mapping[str, FactValue], is_rough: bool = False
) -> Situation:
    """The situation with the pending fact answered, and the facts known beside it."""
    before = tuple(one for one in situation.state.rough if one != name)
    rough = (*before, name) if is_rough else before
    state = replace(situation.state, facts=dict(facts), rough=rough, misses=0)
    return replace(situation, state=state)


def left_open(situation: Situation, name: str) -> Situation:
    """The situation with a fact that the person does not know, whatever was heard in saying so."""
    unknown = (*situation.state.unknown, name)
    facts = {one: value for one, value in situation.state.facts.items() if one != name}
    state = replace(situation.state, facts=facts, unknown=unknown, misses=0)
    return replace(situation, state=state)


def reduce(decision: Decision) -> Session:
    """What is remembered after a decision."""
    before, after = decision.situation.earlier, _after(decision)
    stays = after.asked_fact is not None and after.asked_fact == before.asked_fact
    # Who tells something else meanwhile answers in an order of their own.
    in_vain = before.still_open + (after.facts == before.facts)
    return replace(after, told=_only_told(decision), still_open=in_vain if stays else 0)


def _only_told(decision: Decision) -> Asked | None:
    """What was told so far that asked nothing and found no answer: the next one may lean on it."""
    situation = decision.situation
    unanswered = decision.move == "silent" and not asks(situation.text)
    if not (unanswered or decision.saying == "smalltalk.noted"):
        return None
    now, before = situation.asked(), situation.earlier.told
    if before is None or len(before.text) + len(now.text) > policy().lengths.story:
        return now
    return before.followed_by(now)


def _after(decision: Decision) -> Session:
    state, situation = decision.situation.state, decision.situation
    match decision.move:
        case "explain" if not decision.vain:
            return state
        case "ask" | "why" | "explain":
            asked_fact = decision.judgement.next_fact if decision.judgement else None
            return replace(_asked_for(decision, asked_fact), topic=decision.pathway)
        case "ask_basis":
            after = _asked_for(decision, WHICH_PATHWAY)
            return replace(after, topic=ANY_PATHWAY, basis_asked=True)
        case "verdict" | "overview":
            return replace(
                _out_of_check(state),
                topic=decision.pathway or ANY_PATHWAY,
                judged=decision.pathway or ALL_WAYS,
                asked=0,
                waiting=False,
                misses=0,
            )
        case "suppose":
            return replace(state, topic=decision.pathway, judged=decision.pathway, misses=0)
        case "absent":
            return _after_absent(decision)
        case "ask_pathway":
            return replace(_asked_and_answered(decision, situation.topic), offer="all_ways")
        case "answer":
            return _after_answer(decision)
        case "several":
            named = (part.pathway for part in decision.then)
            topic = next((name for name in named if name), situation.topic)
            return _asked_and_answered(decision, topic or state.topic)
        case "compare":
            asked = situation.asked()
            topic = next((one.found.topic for one in decision.then if one.found), situation.topic)
            return replace(state, question=asked, topic=topic, compared=decision.places, misses=0)
        case "silent":
            misses = 0 if len(decision.about) == 1 else state.misses + 1
            return replace(state, misses=misses, waiting=False)
        case "hand_over" | "grounds":
            return replace(state, misses=0)
        case "ask_place":
            return _after_asking_place(decision)
        case "uncovered":
            return _after_uncovered(decision)
        case "take_up":
            return _after(decision.then[0])
        case "above":
            # What was asked of the place is what is remembered, whoever answered.
            own, upper = decision.situation.state, _after(decision.then[1])
            return replace(upper, region=own.region, outside=own.outside)
        case "take_up_place":
            return _out_of_check(state)
        case "say" if decision.saying == "smalltalk.stopped":
            return replace(_out_of_check(state), waiting=False)
        case "say" if decision.saying == "restart.ask":
            return replace(state, offer="start_over")
        case "say" if decision.saying == "restart.done":
            return Session(region=state.region)
        case "say" if decision.saying == "region_set.ready":
            return replace(state, waiting=False)
        case "say" | "refuse":
            return state


def _asked_for(decision: Decision, asked_fact: str | None) -> Session:
    """What is remembered with a question, of one pathway or of an interview over all of them."""
    state, situation, how_far = decision.situation.state, decision.situation, decision.progress
    return replace(
        state,
        checking=ALL_WAYS if how_far else decision.pathway,
        asked_fact=asked_fact,
        asked=how_far.number if how_far else 0,
        question=state.question if situation.earlier.checking else situation.asked(),
        waiting=False,
        misses=state.misses + 1 if decision.vain or decision.saying else 0,
    )


def _out_of_check(state: Session) -> Session:
    return replace(state, checking=None, asked_fact=None)


def _asked_and_answered(decision: Decision, topic: str | None) -> Session:
    situation = decision.situation
    return replace(
        situation.state, topic=topic, question=situation.asked(), waiting=False, misses=0
    )


def _after_answer(decision: Decision) -> Session:
    """An aside leaves the subject that is being spoken of; a question below begins a check."""
    state, found = decision.situation.state, decision.found
    topic = found.topic if found else None
    situation = decision.situation
    subject = situation.services.subjects.get(topic or "")
    # Who may come along is an aside where a way is spoken of, and a way where none is.
    aside = subject and subject.aside and (state.topic or topic not in situation.opened)
    spoken_of = state.topic if aside else topic or state.topic
    after = _asked_and_answered(decision, spoken_of)
    if decision.pending is None or state.checking == ALL_WAYS:
        return after
    pathway = decision.pending.pathway.id
    return replace(after, checking=pathway, asked_fact=decision.pending.next_fact)


def _after_absent(decision: Decision) -> Session:
    """A check of what is not opened ends; a digression from another one leaves that one on."""
    after = _asked_and_answered(decision, decision.pathway)
    return after if decision.pending else _out_of_check(after)


def _after_asking_place(decision: Decision) -> Session:
    """One place that is asked back is remembered, so that a yes takes it up."""
    guess = decision.places[0] if len(decision.places) == 1 else None
    waits = decision.asked is not None
    return replace(decision.situation.state, question=decision.asked, waiting=waits, guess=guess)


def _after_uncovered(decision: Decision) -> Session:
    situation = decision.situation
    if decision.saying:
        return situation.state
    places = situation.reading.places
    outside = "、".join(places.outside) or situation.state.outside
    nearby = decision.places[0] if len(decision.places) == 1 else None
    after = replace(situation.state, outside=outside, guess=nearby)
    if places.only_place:
        return after
    return replace(after, question=situation.asked(), waiting=True)
