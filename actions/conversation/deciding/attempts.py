"""Whether a message under a question is an attempt to answer it."""

from __future__ import annotations

from actions.conversation.deciding.pathways import asks_or_wants
from actions.conversation.naming import pathways_called, titled_pathway
from actions.conversation.situation import Situation
from actions.eligibility.model import Fact
from actions.understanding.answering import ANSWER, ELSEWHERE
from actions.understanding.durations import find_spans
from actions.understanding.facets import facets_asked
from actions.understanding.questions import told_part
from actions.understanding.speech import asks, pattern
from luohu.acts import Act
from luohu.policy import policy

CONTROL: tuple[Act, ...] = (
    *("why", "repeat", "more", "hand_over", "menu", "stop"),
    *("greet", "thank", "goodbye", "acknowledge"),
)
"""What is said about the conversation itself, or as one does."""
MISHEARD: tuple[Act, ...] = ("greet", "goodbye", "repeat", "more")
"""What an answer in unforeseen words is at times taken for."""


def pending_fact(situation: Situation) -> Fact | None:
    """The fact that was asked for last, if one was."""
    return situation.services.eligibility.facts.get(situation.state.asked_fact or "")


def asked_in_full(fact: Fact) -> str:
    """The question of a fact with all that may be chosen."""
    return fact.question + "".join(choice.title for choice in fact.choices)


def is_answer(situation: Situation) -> bool:
    """Whether a message under a question is an attempt to answer it, rather than asks or wishes.

    What was taken for a question a moment ago, and is said again, was meant as an answer.
    """
    text = situation.text
    if _insists(situation):
        return True
    if situation.reading.act in CONTROL and not _is_misheard(situation):
        return False
    if names_another_way(situation):
        return False
    if tells_and_asks(situation):
        return True
    if asks(text) and facets_asked(text, situation.services.facets):
        return False
    if not asks(text) and len(text) <= policy().lengths.yes_or_no:
        return True
    services, fact = situation.services, pending_fact(situation)
    leads_on = pattern("and_that").search(text) or pattern("wants_to_know").search(text)
    if fact and leads_on and not _is_read(situation, fact, text, policy().listening.is_answer):
        # 还有个小外孙子呢, 先问个别的,怕地叫人收回去 say nothing to the fact that is asked for.
        return False
    if services.listener.kind(text) == ANSWER:
        return True
    # What is heard, or read, as the fact that is asked for answers, though it sounds like a wish.
    if fact is None or asks(text):
        return False
    heard = services.listener.hear(text, [fact]).get(fact.name)
    hears = heard is not None and heard.sureness >= policy().listening.read
    return hears or is_surely_read(situation, fact, text)


def is_said_again(situation: Situation) -> bool:
    """Whether the same was said a moment ago, so that whatever was made of it did not help."""
    before = situation.earlier.question
    return before is not None and before.text == situation.text


def _insists(situation: Situation) -> bool:
    """Whether what is said again is no question about something else."""
    listener = situation.services.listener
    return is_said_again(situation) and listener.kind(situation.text) != ELSEWHERE


def tells_and_asks(situation: Situation) -> bool:
    """Whether a message surely answers beside what it asks (上哪儿办去?没办过; 离了,这样够不够)."""
    fact, told = pending_fact(situation), told_beside_question(situation.reading.said)
    if fact is None or not told or facets_asked(situation.text, situation.services.facets):
        return False
    if fact.type == "duration":
        return bool(find_spans(told, situation.day))
    return is_surely_read(situation, fact, told)


def told_beside_question(text: str) -> str:
    """What a text that asks tells besides; empty where it asks nothing, or nothing else."""
    return told_part(text) if asks(text) else ""


def names_another_way(situation: Situation) -> bool:
    """Whether a message turns to another pathway in so many words (不走上班这条了,改成租房呢)."""
    text = situation.text
    if titled_pathway(text, situation.opened) not in (None, situation.state.checking):
        return True
    if not (asks(text) or pattern("and_that").search(text)):
        return False
    opened, subjects, fact = situation.opened, situation.services.subjects, pending_fact(situation)
    # 给自己干活叫不叫上班 asks about the question in its own words.
    asked = pathways_called(asked_in_full(fact), opened, subjects) if fact else ()
    offered = [choice.value for choice in fact.choices] if fact else []
    named = pathways_called(text, opened, subjects)
    if not set(named) - {situation.state.checking, *asked, *offered}:
        return False
    if fact is None or pattern("and_that").search(text):
        return True
    # 前年买下的,写的我名,你说是不是 answers whose home it is.
    answers = situation.services.listener.kind(text) == ANSWER
    return not (answers and _is_read(situation, fact, text, policy().listening.read))


def turns_elsewhere(situation: Situation) -> bool:
    """Whether the message takes up another subject instead of answering."""
    topic, checking = situation.topic, situation.state.checking
    if topic is None or topic == checking or _insists(situation):
        return False
    if checking and not asks_or_wants(situation):
        return False
    narrow = situation.services.subjects.get(checking or "")
    if narrow and topic in narrow.narrows:
        return names_another_way(situation)
    surely = situation.reading.subjects[topic] >= policy().subjects.taken_up
    return surely or names_another_way(situation)


def _is_misheard(situation: Situation) -> bool:
    """Whether what sounds like small talk surely answers (没,谁派我哟)."""
    fact = pending_fact(situation)
    if fact is None or situation.reading.act not in MISHEARD or asks(situation.text):
        return False
    return is_surely_read(situation, fact, situation.text)


def is_surely_read(situation: Situation, fact: Fact, text: str) -> bool:
    """Whether the listener is sure enough of what a text says to take it unasked."""
    return _is_read(situation, fact, text, policy().listening.unasked)


def _is_read(situation: Situation, fact: Fact, text: str, least: float) -> bool:
    read = situation.services.listener.read(text, fact)
    return read is not None and read.likelihood >= least
