"""Messages that lean on the last question: another place, the rule, once more, who may come."""

from __future__ import annotations

from actions.conversation.deciding.judging import judged
from actions.conversation.deciding.questions import answer_again, answered, companions
from actions.conversation.deciding.scope import is_ours
from actions.conversation.decision import Decision
from actions.conversation.situation import Situation
from actions.understanding.kinship import relatives
from actions.understanding.speech import asks, pattern
from luohu.acts import Act
from luohu.policy import policy

ALONG = "accompany"
_LEANING: tuple[Act, ...] = ("repeat", "which_rule")
_AND_THERE = "呢"


def follow_up(situation: Situation) -> Decision | None:
    """Answer the last question again where the message only points back to it."""
    state, reading = situation.state, situation.reading
    if not state.region:
        return None
    placed = bool(reading.places.regions) and (situation.topic is None or _and_there(situation))
    if placed and state.question and _leans(situation):
        return answer_again(situation)
    short = len(situation.text) <= policy().lengths.also_so
    also = short and pattern("also_so").search(situation.text)
    if (also and state.question) or reading.act in _LEANING:
        if state.question:
            return answer_again(situation)
        reason = "it points back, and nothing was asked yet"
        return Decision("say", reason, situation, saying="smalltalk.repeat_none")
    return None


def about_family(situation: Situation) -> Decision | None:
    """Say who may come along where relatives are asked about on the pathway being spoken of."""
    asked = asks(situation.text) and pattern("relatives").search(situation.text)
    if situation.state.region is None or situation.moved_from or not asked:
        return None
    if situation.topic not in (None, ALONG):
        return None
    leans = len(situation.text) <= policy().lengths.also_so
    if not leans and not is_ours(situation, situation.state.region):
        return None
    return _judged_with(situation) or _companions(situation)


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
    """Whether a message asks 那赤峰呢, whatever it says around it."""
    ends = (mention.end for mention in situation.reading.places.mentions)
    return any(situation.text.startswith(_AND_THERE, end) for end in ends)
