"""The question that is pending: its answer, why it is asked, giving up, and asking it again."""

from __future__ import annotations

from dataclasses import replace

from actions.conversation import reducer
from actions.conversation.deciding.checks import ask_pathway, correct_last
from actions.conversation.deciding.judging import judged
from actions.conversation.deciding.pathways import asks_or_wants, pathway_meant
from actions.conversation.decision import Decision
from actions.conversation.session import WHICH_PATHWAY
from actions.conversation.situation import Situation
from actions.conversation.whereabouts import lacks_other_place
from actions.eligibility.model import Choice, Fact, FactValue
from actions.understanding.answers import answer_to
from actions.understanding.durations import find_spans
from actions.understanding.facts import leaves_open, tapped
from actions.understanding.speech import asks, is_personal, pattern, polarity
from luohu.acts import Act
from luohu.names import SUBJECT_INTENT
from luohu.policy import policy

_ASKING: tuple[Act, ...] = ("which_rule", "why", "repeat", "what_if", "check")
_WISHES: tuple[Act, ...] = ("hand_over", "menu", "repeat", "why", "stop")
_LEAVING: tuple[Act, ...] = ("hand_over", "goodbye")
_TELLING: tuple[Act, ...] = ("affirm", "deny", "inform", "correct")
_UNDECIDED = ("dont_know", "not_yet")
_CHATTER: tuple[Act, ...] = ("greet", "thank", "goodbye", "smalltalk", "abuse", "out_of_scope")


def stop_check(situation: Situation) -> Decision | None:
    """End a check when the person says so; what they said stays known."""
    if situation.reading.act != "stop" or situation.reading.stated.facts:
        return None
    name = "smalltalk.stopped" if situation.state.checking else "smalltalk.nothing_to_stop"
    return Decision("say", "the person ends the check", situation, saying=name)


def why_asked(situation: Situation) -> Decision | None:
    """Say why the pending question matters, with the clause that asks for it."""
    state = situation.state
    if situation.reading.act != "why" or not state.checking or not state.asked_fact:
        return None
    decision = judged(situation, state.checking)
    if decision.move != "ask":
        return decision
    return replace(decision, move="why", reason="the person asks why it is asked")


def direct_answer(situation: Situation) -> Decision | None:
    """Take the message as the answer to the pending question, if it gives one."""
    state, reading = situation.state, situation.reading
    fact = _pending(situation)
    if fact is None or not state.checking:
        return None
    if lacks_other_place(fact, state) and not lacks_other_place(fact, situation.earlier):
        return judged(situation, state.checking)
    if situation.names_another_place and fact.name not in reading.stated.facts:
        return None
    tells = reading.stated.facts or reading.stated.loose
    if not tells and reading.act in _LEAVING:
        return None
    value = _answer(situation, fact)
    if value is not None:
        facts = _told_with(situation, fact) | {fact.name: value}
        answered = reducer.answered(situation, fact.name, facts, _is_rough(situation, fact))
        return judged(answered, state.checking)
    if reading.act == "dont_know" or polarity(situation.text, fact.question) == "dont_know":
        return _without(situation, fact)
    return None


def other_answer(situation: Situation) -> Decision | None:
    """Take from the message what it says besides the pending question: a pathway, other facts."""
    state, told = situation.state, situation.reading.stated.facts
    if not state.checking or not state.asked_fact:
        return None
    if state.asked_fact == WHICH_PATHWAY:
        chosen = pathway_meant(situation)
        if chosen:
            return judged(situation, chosen)
        return ask_pathway(situation) if told else None
    corrected = correct_last(situation)
    if not corrected and (not told or _turns_elsewhere(situation)):
        return None
    decision = judged(corrected or situation, state.checking)
    news = any(situation.earlier.facts.get(name) != value for name, value in told.items())
    asked = decision.judgement.next_fact if decision.judgement else None
    if news or decision.move != "ask" or asked != state.asked_fact:
        return decision
    # Nothing new was told, nor what is asked: nobody is asked the same for ever.
    fact = _pending(situation)
    if fact is None:
        return decision
    if state.misses >= policy().patience.asking:
        return _without(situation, fact)
    return replace(decision, saying=_why_again(situation, fact))


def ask_again(situation: Situation) -> Decision | None:
    """Ask the pending question again where the message is no question and answers nothing.

    After some vain attempts the fact is left open, and the check goes on without it.
    """
    state, message, text = situation.state, situation.reading.message, situation.text
    fact = _pending(situation)
    if fact is None or not state.checking or asks(text):
        return None
    short = len(text) <= policy().lengths.answer
    # 同意 says yes to something, though not to what was asked: it is no question about policy.
    answering = message.intent in _TELLING and short
    tells = is_personal(text) or answering
    tells = tells and not pattern("wants").search(text)
    surely = message.confidence >= policy().acts.no_answer_in_check
    if not tells and (not short or surely):
        return None
    if state.misses >= policy().patience.asking:
        return _without(situation, fact)
    decision = judged(situation, state.checking)
    if decision.move != "ask":
        return decision
    return replace(decision, saying=_why_again(situation, fact))


def _answer(situation: Situation, fact: Fact) -> FactValue | None:
    """The value that the message gives to the pending fact, if it gives one."""
    reading, services = situation.reading, situation.services
    # 哪有啊 answers although it is worded like a question; 社保要交多久 asks.
    listener = None if _wants_else(situation) else services.listener
    value = answer_to(
        fact, reading.said, reading.stated, situation.day, services.eligibility.facts, listener
    )
    said = polarity(reading.text, fact.question)
    if value is None and fact.type == "bool" and not fact.choices and said not in _UNDECIDED:
        value = {"affirm": True, "deny": False}.get(reading.message.intent or "")
    return value


def _why_again(situation: Situation, fact: Fact) -> str:
    """The sentence with which a question is put again."""
    if fact.type == "duration" and find_spans(situation.text, situation.day):
        return "eligibility.vague"
    half = leaves_open(situation.reading.said, fact)
    return f"eligibility.{'half_said' if half else 'not_understood'}"


def _told_with(situation: Situation, fact: Fact) -> dict[str, FactValue]:
    """The facts known beside an answer: a mere answer, or what is only heard in it, adds none."""
    text = situation.text
    known = {name: value for name, value in situation.earlier.facts.items() if name != fact.name}
    chosen = tapped(text, fact) or next(
        (choice for choice in fact.choices if choice.also and text in choice.words), None
    )
    if chosen:
        return known | _settled_by(fact, chosen)
    if polarity(text, fact.question):
        return known
    stated = situation.reading.stated
    return known | {n: value for n, value in stated.facts.items() if n not in stated.heard}


def _settled_by(fact: Fact, chosen: Choice) -> dict[str, FactValue]:
    """What a choice settles besides: what it says, and not what its twins of one value say."""
    twins = (choice for choice in fact.choices if choice.value == chosen.value)
    others = {name: not value for twin in twins for name, value in twin.also.items()}
    return {**others, **chosen.also}


def _is_rough(situation: Situation, fact: Fact) -> bool:
    """Whether the answer is a duration that is not told exactly."""
    if fact.type != "duration":
        return False
    told = find_spans(situation.reading.said, situation.day)
    return any(span.days != span.most for span in told)


def _pending(situation: Situation) -> Fact | None:
    """The fact that was asked for last, if one was."""
    return situation.services.eligibility.facts.get(situation.state.asked_fact or "")


def _without(situation: Situation, fact: Fact) -> Decision:
    """Go on with the check although a fact is not known."""
    decision = judged(reducer.left_open(situation, fact.name), situation.state.checking or "")
    return replace(decision, reason=f"{fact.name} is left open; {decision.reason}")


def _wants_else(situation: Situation) -> bool:
    """Whether the message asks for something instead of answering."""
    reading = situation.reading
    intent = reading.message.intent or ""
    if asks(situation.text) and (intent.startswith(SUBJECT_INTENT) or intent in _ASKING):
        return True
    surely = reading.message.confidence >= policy().acts.no_answer_in_check
    return surely and intent in (*_WISHES, *_CHATTER)


def _turns_elsewhere(situation: Situation) -> bool:
    """Whether the message takes up another subject instead of answering."""
    topic, checking = situation.topic, situation.state.checking
    if topic is None or topic == checking:
        return False
    if checking and not asks_or_wants(situation):
        return False
    narrow = situation.services.subjects.get(checking or "")
    if narrow and topic in narrow.narrows:
        return False
    return situation.reading.subjects[topic] >= policy().subjects.taken_up
