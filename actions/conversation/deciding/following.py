"""Messages that lean on the last question: another place, the rule, once more, who may come."""

from __future__ import annotations

from dataclasses import replace

from actions.conversation.deciding.along import ALONG, along
from actions.conversation.deciding.judging import judged, judgement_of, with_pending
from actions.conversation.deciding.questions import answer_again, answered, companions
from actions.conversation.deciding.scope import is_ours
from actions.conversation.decision import Decision, Found
from actions.conversation.naming import pathways_called
from actions.conversation.situation import Situation
from actions.understanding.casting import NO_KIN
from actions.understanding.kinship import relatives
from actions.understanding.speech import asks, ordinal, pattern
from luohu.acts import Act
from luohu.policy import policy

_LEANING: tuple[Act, ...] = ("repeat", "which_rule", "more")
_GROUNDS: tuple[Act, ...] = ("which_rule", "why")
_AND_THERE = "呢"


def follow_up(situation: Situation) -> Decision | None:
    """Answer the last question again where the message only points back to it."""
    state, reading = situation.state, situation.reading
    if not state.region:
        return None
    short = len(situation.text) <= policy().lengths.also_so
    topic = state.topic if state.topic in situation.opened else None
    if topic and short and pattern("and_i").search(situation.text):
        return judged(situation, topic)
    asks_else = pathways_called(reading.whole, situation.opened, situation.services.subjects)
    placed = bool(reading.places.regions) and not asks_else
    placed = placed and (situation.topic is None or _and_there(situation))
    answers = state.asked_fact and reading.places.only_place and not situation.names_another_place
    placed = placed and not answers
    if placed and state.question and _leans(situation):
        return answer_again(situation)
    also = short and not asks_else and pattern("also_so").search(situation.text)
    vain = short and pattern("and_that").search(situation.text) and _says_nothing_else(situation)
    if not (also and state.question) and reading.act not in _LEANING and not vain:
        return None
    if state.question is None:
        reason = "it points back, and nothing was asked yet"
        return Decision("say", reason, situation, saying="smalltalk.repeat_none")
    if reading.act == "more":
        reason = "all that was found has been said"
        return with_pending(Decision("say", reason, situation, saying="smalltalk.no_more"))
    again = answer_again(situation)
    return _only(again, ordinal(situation.text)) or again


def _says_nothing_else(situation: Situation) -> bool:
    """Whether a message points back to a question, and none was asked yet."""
    reading = situation.reading
    named = reading.places.mentions or relatives(situation.text, situation.services.kinship)
    return not (situation.state.question or situation.topic or named)


def grounds(situation: Situation) -> Decision | None:
    """Give the clauses and conditions behind the last verdict where the message asks for them."""
    state = situation.state
    if situation.reading.act not in _GROUNDS or state.checking or situation.moved_from:
        return None
    if state.judged is None or state.judged != state.topic:
        return None
    judgement = judgement_of(situation, state.judged)
    if judgement is None:
        return None
    reason = "it asks what the last verdict rests on"
    return Decision("grounds", reason, situation, state.judged, judgement)


def when_reached(situation: Situation) -> Decision | None:
    """Say again from which day it is enough, where the last verdict only waits (那到啥时候够)."""
    state, text = situation.state, situation.text
    pathway = state.checking or state.judged or ""
    if pathway not in situation.opened or len(text) > policy().lengths.also_so:
        return None
    if not pattern("when_reached").search(text):
        return None
    if state.checking:
        return judged(situation, pathway)
    judgement = judgement_of(situation, pathway)
    if judgement is None or judgement.earliest is None:
        return None
    reason = "it asks from when on it is enough"
    return Decision("verdict", reason, situation, pathway, judgement)


def _only(answered: Decision, number: int | None) -> Decision | None:
    """The answer with the one of its clauses that is meant, counted from 1, if it has so many."""
    found = answered.found
    clauses = (*found.clauses, *found.beside) if found else ()
    if found is None or number is None or number > len(clauses):
        return None
    only = replace(found, treats="clauses", clauses=(clauses[number - 1],), beside=(), passage="")
    return replace(answered, reason="one of the clauses is meant", found=only)


def about_family(situation: Situation) -> Decision | None:
    """Say who may come along where relatives are asked about on the pathway being spoken of."""
    leans = len(situation.text) <= policy().lengths.also_so
    is_question = asks(situation.text) or (leans and pattern("and_that").search(situation.text))
    text, kinship = situation.text, situation.services.kinship
    moving = any(pattern(name).search(text) for name in ("may_settle", "and_that", "comes_along"))
    spoken_of = situation.state.topic in situation.opened or situation.topic == ALONG
    kin = any(one.relation != NO_KIN for one in relatives(text, kinship))
    named = kin or pattern("relatives").search(text) or situation.topic == ALONG
    asked = is_question and named and (moving or spoken_of)
    described = _describes_who_was_asked_about(situation)
    if described:
        return answered(situation, described)
    if situation.state.region is None or situation.moved_from or not asked:
        return None
    if situation.topic not in (None, ALONG):
        return None
    if not leans and not is_ours(situation, situation.state.region):
        return None
    return _judged_with(situation) or _companions(situation)


def _describes_who_was_asked_about(situation: Situation) -> Found | None:
    """Whether the relative asked about before may come along, now that more is told of them."""
    state = situation.state
    if state.question is None or state.checking or asks(situation.text):
        return None
    if len(situation.text) > policy().lengths.story:
        return None
    before, now = along(situation.about(state.question)), along(situation)
    named = [
        relatives(text, situation.services.kinship)
        for text in (state.question.text, situation.text)
    ]
    same = before and now and named[0][0].relation == named[1][0].relation
    return now if same else None


def _companions(situation: Situation) -> Decision | None:
    found = companions(situation)
    return answered(situation, found) if found else None


def _judged_with(situation: Situation) -> Decision | None:
    """Whether the one relative asked about may come along with somebody who was just judged."""
    state = situation.state
    if state.checking or state.judged is None or state.judged != state.topic:
        return None
    if ALONG not in situation.opened or "companion" not in state.kin:
        return None
    one = len(relatives(situation.text, situation.services.kinship)) == 1
    return judged(situation, ALONG) if one else None


def _leans(situation: Situation) -> bool:
    """Whether a message that names another place asks nothing by itself."""
    if len(situation.reading.point) <= policy().lengths.leans_on_question or _and_there(situation):
        return True
    return not is_ours(situation, situation.state.region)


def _and_there(situation: Situation) -> bool:
    """Whether a message asks 那赤峰呢, whatever it says around it, or only 赤峰那边咋规定的."""
    text, mentions = situation.text, situation.reading.places.mentions
    if any(text.startswith(_AND_THERE, mention.end) for mention in mentions):
        return True
    return any(
        pattern("how_there").fullmatch(text[: mention.start] + text[mention.end :])
        for mention in mentions
    )
