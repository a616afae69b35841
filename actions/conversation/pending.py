"""The question that is pending: its answer, why it is asked, giving up, and asking it again."""

from __future__ import annotations

from dataclasses import replace

from actions.conversation.checking import (
    WHICH_PATHWAY,
    ask_next,
    ask_pathway,
    asks_or_wants,
    correct_last,
    judge_again,
    pathway_meant,
)
from actions.conversation.context import Context, Reply
from actions.conversation.menu import menu_options, region_ref
from actions.conversation.whereabouts import lacks_other_place
from actions.eligibility.model import Choice, Fact, FactValue
from actions.turns.model import Turn
from actions.understanding.answers import answer_to
from actions.understanding.durations import find_spans
from actions.understanding.facts import leaves_open, tapped
from actions.understanding.speech import asks, is_personal, pattern, polarity

_TAKEN_UP = 0.5
_SURELY_MEANT = 0.7
_SHORT = 24
_PATIENCE = 2
_ASKING = ("which_rule", "why", "repeat", "what_if", "check")
_WISHES = ("hand_over", "menu", "repeat", "why", "stop")
_LEAVING = ("hand_over", "goodbye")
_TELLING = ("affirm", "deny", "inform", "correct")
_UNDECIDED = ("dont_know", "not_yet")
_CHATTER = ("greet", "thank", "goodbye", "smalltalk", "abuse", "out_of_scope")


def stop_check(context: Context) -> Reply | None:
    """End a check when the person says so; what they said stays known."""
    if not context.message.is_act("stop") or context.stated.facts:
        return None
    name = "smalltalk.stopped" if context.session.checking else "smalltalk.nothing_to_stop"
    session = replace(context.session, checking=None, asked_fact=None, waiting=False)
    turn = Turn("smalltalk", context.say(name), region_ref(context), options=menu_options(context))
    return Reply(turn, session)


def why_asked(context: Context) -> Reply | None:
    """Say why the pending question matters, with the clause that asks for it."""
    session = context.session
    if not context.message.is_act("why") or not session.checking or not session.asked_fact:
        return None
    asked = ask_next(context, session.checking)
    return Reply(replace(asked.turn, text=_why_text(context, asked.turn)), asked.session)


def direct_answer(context: Context) -> Reply | None:
    """Take the message as the answer to the pending question, if it gives one."""
    session = context.session
    fact = _pending(context)
    if fact is None or not session.checking:
        return None
    if lacks_other_place(fact, session) and not lacks_other_place(fact, context.earlier):
        return ask_next(context, session.checking)
    if context.names_another_place and fact.name not in context.stated.facts:
        return None
    tells = context.stated.facts or context.stated.loose
    if not tells and any(context.message.is_act(act) for act in _LEAVING):
        return None
    # 哪有啊 answers although it is worded like a question; 社保要交多久 asks.
    services = context.services
    listener = None if _wants_else(context) else services.listener
    value = answer_to(
        fact, context.said, context.stated, context.day, services.eligibility.facts, listener
    )
    said = polarity(context.text, fact.question)
    if value is None and fact.type == "bool" and not fact.choices and said not in _UNDECIDED:
        value = {"affirm": True, "deny": False}.get(context.message.intent or "")
    if value is not None:
        facts = _told_with(context, fact) | {fact.name: value}
        told = context.remember(facts=facts, rough=_rough_with(context, fact), misses=0)
        return judge_again(told, session.checking)
    if context.message.is_act("dont_know") or said == "dont_know":
        return _without(context, fact)
    return None


def other_answer(context: Context) -> Reply | None:
    """Take from the message what it says besides the pending question: a pathway, other facts."""
    session = context.session
    if not session.checking or not session.asked_fact:
        return None
    if session.asked_fact == WHICH_PATHWAY:
        chosen = pathway_meant(context)
        if chosen:
            return judge_again(context, chosen)
        return ask_pathway(context) if context.stated.facts else None
    corrected = correct_last(context)
    if not corrected and (not context.stated.facts or _turns_elsewhere(context)):
        return None
    reply = judge_again(corrected or context, session.checking)
    asked = reply.turn.question
    told = context.stated.facts
    news = any(context.earlier.facts.get(name) != value for name, value in told.items())
    if news or asked is None or asked.fact != session.asked_fact:
        return reply
    # Nothing new was told, nor what is asked: nobody is asked the same for ever.
    fact = _pending(context)
    if fact and session.misses >= _PATIENCE:
        return _without(context, fact)
    if fact:
        text = context.say(_why_again(context, fact), question=reply.turn.text)
        reply = replace(reply, turn=replace(reply.turn, text=text))
    return replace(reply, session=replace(reply.session, misses=session.misses + 1))


def ask_again(context: Context) -> Reply | None:
    """Ask the pending question again where the message is no question and answers nothing.

    After some vain attempts the fact is left open, and the check goes on without it.
    """
    session = context.session
    fact = _pending(context)
    if fact is None or not session.checking or asks(context.text):
        return None
    message = context.message
    # 同意 says yes to something, though not to what was asked: it is no question about policy.
    answering = message.intent in _TELLING and len(context.text) <= _SHORT
    tells = is_personal(context.text) or answering
    tells = tells and not pattern("wants").search(context.text)
    if not tells and (len(context.text) > _SHORT or message.confidence >= _SURELY_MEANT):
        return None
    if session.misses >= _PATIENCE:
        return _without(context, fact)
    asked = ask_next(context, session.checking)
    text = context.say(_why_again(context, fact), question=asked.turn.text)
    turn = replace(asked.turn, text=text)
    return Reply(turn, replace(asked.session, misses=session.misses + 1))


def _why_again(context: Context, fact: Fact) -> str:
    """The sentence with which a question is put again."""
    if fact.type == "duration" and find_spans(context.text, context.day):
        return "eligibility.vague"
    return f"eligibility.{'half_said' if leaves_open(context.said, fact) else 'not_understood'}"


def _why_text(context: Context, turn: Turn) -> str:
    if turn.question is None:
        return turn.text
    return f"{turn.question.why}\n{turn.question.text}"


def _told_with(context: Context, fact: Fact) -> dict[str, FactValue]:
    """The facts known beside an answer: a mere answer, or what is only heard in it, adds none."""
    known = {name: value for name, value in context.earlier.facts.items() if name != fact.name}
    chosen = tapped(context.text, fact) or next(
        (choice for choice in fact.choices if choice.also and context.text in choice.words), None
    )
    if chosen:
        return known | _settled_by(fact, chosen)
    if polarity(context.text, fact.question):
        return known
    stated = context.stated
    return known | {n: value for n, value in stated.facts.items() if n not in stated.heard}


def _settled_by(fact: Fact, chosen: Choice) -> dict[str, FactValue]:
    """What a choice settles besides: what it says, and not what its twins of one value say."""
    twins = (choice for choice in fact.choices if choice.value == chosen.value)
    others = {name: not value for twin in twins for name, value in twin.also.items()}
    return {**others, **chosen.also}


def _rough_with(context: Context, fact: Fact) -> tuple[str, ...]:
    """The durations that were not told exactly, after the answer to a fact."""
    before = tuple(name for name in context.session.rough if name != fact.name)
    told = find_spans(context.said, context.day) if fact.type == "duration" else []
    return (*before, fact.name) if any(span.days != span.most for span in told) else before


def _pending(context: Context) -> Fact | None:
    """The fact that was asked for last, if one was."""
    return context.services.eligibility.facts.get(context.session.asked_fact or "")


def _without(context: Context, fact: Fact) -> Reply:
    """Go on with the check although a fact is not known."""
    unknown = (*context.session.unknown, fact.name)
    checked = context.session.checking or ""
    return judge_again(context.remember(unknown=unknown, misses=0), checked)


def _wants_else(context: Context) -> bool:
    """Whether the message asks for something instead of answering."""
    intent = context.message.intent or ""
    if asks(context.text) and (intent.startswith("ask_") or intent in _ASKING):
        return True
    return any(context.message.is_act(act, _SURELY_MEANT) for act in (*_WISHES, *_CHATTER))


def _turns_elsewhere(context: Context) -> bool:
    """Whether the message takes up another subject instead of answering."""
    topic, checking = context.topic, context.session.checking
    if topic is None or topic == checking:
        return False
    if checking and not asks_or_wants(context):
        return False
    narrow = context.services.subjects.get(checking or "")
    if narrow and topic in narrow.narrows:
        return False
    return context.message.subjects[topic] >= _TAKEN_UP
