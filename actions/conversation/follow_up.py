"""Messages that lean on the last question: another place, the materials, the rule, once more."""

from __future__ import annotations

from actions.conversation.answering import answer_again, answer_with
from actions.conversation.asides import companions
from actions.conversation.checking import judge_again
from actions.conversation.context import Context, Reply
from actions.conversation.menu import region_ref
from actions.conversation.scoping import is_ours
from actions.turns.model import Turn
from actions.understanding.kinship import relatives
from actions.understanding.speech import asks, pattern
from luohu.acts import Act

ALONG = "accompany"
_LEANING: tuple[Act, ...] = ("repeat", "which_rule")


def follow_up(context: Context) -> Reply | None:
    """Answer the last question again where the message only points back to it."""
    session = context.session
    if not session.region:
        return None
    there = _and_there(context)
    placed = bool(context.places.regions) and (context.topic is None or there)
    if placed and session.question and _leans(context):
        return answer_again(context)
    also = len(context.text) <= _TERSE and pattern("also_so").search(context.text)
    if (also and session.question) or any(context.message.is_act(act) for act in _LEANING):
        if session.question:
            return answer_again(context)
        turn = Turn("smalltalk", context.say("smalltalk.repeat_none"), region_ref(context))
        return Reply(turn, session)
    return None


def about_family(context: Context) -> Reply | None:
    """Say who may come along where relatives are asked about on the pathway being spoken of."""
    region = context.session.region
    asked = asks(context.text) and pattern("relatives").search(context.text)
    if region is None or context.moved_from or not asked:
        return None
    if context.topic not in (None, ALONG):
        return None
    return _judged_with(context) or _companions(context, region)


def _companions(context: Context, region: str) -> Reply | None:
    found = companions(context, region)
    return answer_with(context, found) if found else None


def _judged_with(context: Context) -> Reply | None:
    """Whether the one relative asked about may come along with somebody who was just judged."""
    session = context.session
    opened = context.services.eligibility.pathways(session.region or "")
    if session.checking or session.judged is None or session.judged != session.topic:
        return None
    if ALONG not in opened or "companion" not in session.kin:
        return None
    one = len(relatives(context.text, context.services.kinship)) == 1
    return judge_again(context, ALONG) if one else None


def _leans(context: Context) -> bool:
    """Whether a message that names another place asks nothing by itself."""
    short = len(context.bare) <= _SHORT or _and_there(context)
    return short or not is_ours(context, context.session.region)


def _and_there(context: Context) -> bool:
    """Whether a message asks 那赤峰呢, whatever it says around it."""
    ends = (mention.end for mention in context.places.mentions)
    return any(context.text.startswith(_AND_THERE, end) for end in ends)


_SHORT, _TERSE = 14, 20
_AND_THERE = "呢"
