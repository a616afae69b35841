"""Which pathway a message is about, by its words, by understanding and by search."""

from __future__ import annotations

import re
from collections.abc import Iterable

from actions.conversation.decision import opening_clauses
from actions.conversation.interview import told_of_bases
from actions.conversation.naming import pathway_named, pathways_called, words_said
from actions.conversation.situation import Situation
from actions.corpus import Clause
from actions.eligibility.evaluate import facts_of
from actions.retrieval.search import Hit
from actions.understanding.speech import asks, is_personal, pattern
from luohu.essence import wants_check
from luohu.policy import policy


def pathway_meant(situation: Situation) -> str | None:
    """The pathway that the message, or else the conversation, is about."""
    opened, topic = situation.opened, situation.topic
    if situation.reading.message.told and topic in opened:
        return topic
    subjects = situation.services.subjects
    called = pathway_named(situation.text, opened, subjects)
    if called:
        return called
    wanted = wants_verdict(situation)
    if topic and topic in opened:
        topic = _told_more_of(situation, topic)
        wider = _wider_than_origin(situation, topic)
        if wider:
            return wider
        instead = None if wanted else found_instead(situation, topic)
        return instead or _told_by_its_basis(situation, topic) or topic
    named = named_subject(situation, opened, faintly=wanted)
    if named:
        return named
    remembered = (situation.state.checking, situation.state.topic)
    spoken_of = next((name for name in remembered if name in opened), None)
    if topic is None and spoken_of:
        return spoken_of
    enough = policy().check.facts_beside_open_question
    told = {name: tells_of(situation, name) for name in opened}
    told = {name: count for name, count in told.items() if count >= enough}
    near = [name for name in told if is_near(situation, name)] if told else []
    return max(near or told, key=lambda name: told[name], default=None)


def _wider_than_origin(situation: Situation, topic: str) -> str | None:
    """The wider pathway where the village that a narrower one is of is only where somebody is from.

    我爸在农村老家,想让他户口跟我到威海 joins nobody in a village.
    """
    text, narrows = situation.reading.said, situation.services.subjects[topic].narrows
    told = pattern("village_of_origin").sub("", text)
    wider = [name for name in narrows if name in situation.opened]
    if told == text or not wider or pattern("village").search(told):
        return None
    return max(wider, key=lambda name: situation.reading.subjects.get(name, 0.0))


def _told_more_of(situation: Situation, topic: str) -> str:
    """The pathway of which most is told, among those heard nearly as surely as the one understood.

    A shop that somebody bought is told of their property, whatever business is done in it.
    """
    heard = situation.reading.subjects
    least = policy().subjects.rival * heard.get(topic, 0.0)
    rivals = (n for n in situation.opened if n != topic and 0 < least <= heard.get(n, 0.0))
    return max((topic, *rivals), key=lambda name: tells_of(situation, name))


def _told_by_its_basis(situation: Situation, topic: str) -> str | None:
    """The pathway heard beside the one understood, by whose basis alone somebody could settle.

    Who rents a home and tells of none of their own is not asked for the title of one. A subject
    that narrows the other, as joining in a village does joining, stays.
    """
    have = told_of_bases(situation).have
    opens = [name for basis in have for name in basis.opens if name in situation.opened]
    if not opens or topic in opens:
        return None
    heard = situation.reading.subjects
    least = policy().subjects.rival * max(heard.get(name, 0.0) for name in opens)
    best = next(name for name in opens if heard.get(name, 0.0) >= least)
    if best in situation.services.subjects[topic].narrows:
        return None
    return best if heard.get(best, 0.0) >= policy().subjects.mentioned else None


def named_subject(situation: Situation, among: Iterable[str], faintly: bool = False) -> str | None:
    """The subject whose words the message uses, helped by what understanding makes of it.

    "租房落户要带什么材料" is about materials and names renting; "帮我看看租房够不够条件" asks for
    a check and names it too.

    Args:
        situation: what the message says.
        among: the subjects to choose from, such as the pathways of a place.
        faintly: whether even a slight likeness names one, because it is surely one of them.
    """
    bars, subjects, text = policy().subjects, situation.services.subjects, situation.reading.whole

    def score(name: str) -> float:
        whole = words_said(subjects[name].lay, text)
        heard = situation.reading.subjects.get(name, 0.0)
        sign = subjects[name].sign
        signed = bars.by_a_sign if sign and re.search(sign, text) else 0.0
        return heard + signed + bars.by_a_character * sum(map(len, whole))

    best = max(among, key=score, default=None)
    enough = bars.faintly_named if faintly else bars.named
    return best if best and score(best) >= enough else None


def wants_verdict(situation: Situation) -> bool:
    """Whether somebody wants their own case to be judged."""
    return situation.reading.act == "check" or wants_check(situation.text)


def asks_or_wants(situation: Situation) -> bool:
    """Whether the message is worded as a question or a wish, not as telling something."""
    return asks(situation.text) or bool(pattern("wants").search(situation.text))


def tells_of(situation: Situation, pathway: str) -> int:
    """How many facts the message states on which the pathway's conditions depend."""
    _folder, rules = situation.opened[pathway]
    needed = facts_of(rules.requires)
    telling = needed - set(rules.presumes)
    if not telling and is_personal(situation.text):
        telling = needed
    return len(telling & set(situation.reading.stated.facts))


def is_case_of(situation: Situation, pathway: str) -> bool:
    """Whether somebody tells what counts for a pathway and asks whether they may settle."""
    enough = policy().check.facts_beside_open_question
    asked = pattern("may_settle").search(situation.text)
    return bool(asked) and tells_of(situation, pathway) >= enough


def is_known(situation: Situation, pathway: str) -> bool:
    """Whether anything is known of the person that the pathway's conditions depend on."""
    found = situation.opened.get(pathway)
    if found is None:
        region = situation.state.region or ""
        absent = situation.services.eligibility.absent(region, pathway)
        return bool(situation.state.facts) and absent is not None
    return bool(facts_of(found[1].requires) & set(situation.state.facts))


def is_near(situation: Situation, pathway: str) -> bool:
    """Whether search found a clause that opens a pathway, or one of it, nearly as near as any."""
    return _is_among(situation, situation.hits(), pathway)


def found_instead(situation: Situation, topic: str) -> str | None:
    """The pathway that search found where it found the one understood far behind, or not at all.

    Search must have found the clause that opens it, and understanding have heard something of it.
    """
    hits = situation.hits()
    if not hits or _is_among(situation, hits, topic):
        return None
    heard, least = situation.reading.subjects, policy().subjects.heard
    others = [n for n in opened_by(situation, hits[0].clause) if heard.get(n, 0.0) >= least]
    called = pathways_called(situation.text, situation.opened, situation.services.subjects)
    if topic in called and not set(others) & set(called):
        return None
    return max(others, key=lambda name: heard[name], default=None)


def opened_by(situation: Situation, clause: Clause) -> list[str]:
    """The pathways of the region spoken of that a clause opens."""
    return [
        name
        for name, (folder, rules) in situation.opened.items()
        if opening_clauses(situation.services, folder, rules)[0] == clause
    ]


def opened_surely(situation: Situation) -> str | None:
    """The one pathway that the first clause found opens, where search is clear about the clause."""
    hits = situation.hits() if situation.state.region else []
    if not hits or hits[0].score < policy().search.clear:
        return None
    opening = opened_by(situation, hits[0].clause)
    return opening[0] if len(opening) == 1 else None


def _is_among(situation: Situation, hits: list[Hit], pathway: str) -> bool:
    folder, rules = situation.opened[pathway]
    meant = opening_clauses(situation.services, folder, rules)
    least = policy().search.nearly * hits[0].score
    return any(hit.clause in meant for hit in hits if hit.score >= least)
