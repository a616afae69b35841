"""From a message to a turn: the steps in the order in which they are tried."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from actions.conversation.acts import small_acts
from actions.conversation.answering import answer
from actions.conversation.checking import answer_question, start_check, stop_check, why_asked
from actions.conversation.context import Context, Reply, Step, sure_topic
from actions.conversation.follow_up import follow_up
from actions.conversation.message import Message
from actions.conversation.placing import ask_place, compare, only_a_place, uncovered_place
from actions.conversation.safety import safety
from actions.conversation.services import Services
from actions.conversation.session import Session
from actions.turns.model import Notice
from actions.understanding.facts import Stated, stated_facts
from actions.understanding.speech import is_personal
from luohu.places import resolve

STEPS: tuple[Step, ...] = (
    safety,
    stop_check,
    why_asked,
    uncovered_place,
    only_a_place,
    answer_question,
    compare,
    small_acts,
    follow_up,
    ask_place,
    start_check,
)


def respond(
    message: Message, session: Session, services: Services, day: date, masked: bool = False
) -> Reply:
    """Make the turn that answers ``message``.

    Args:
        message: what was said, as NLU understood it.
        session: what is remembered.
        services: corpus, retrieval, rules and places.
        day: today.
        masked: whether intake took out a personal number, which the turn then mentions.

    Returns:
        The turn and the session after it.
    """
    context = understand(message, session, services, day)
    reply = next((r for r in (step(context) for step in STEPS) if r), None) or answer(context)
    if masked:
        notice = Notice("privacy", services.wording.say("notice.masked"))
        turn = reply.turn
        text = f"{turn.text}\n{notice.text}"
        reply = replace(
            reply, turn=replace(turn, text=text, notices=(*turn.notices, notice))
        )
    return reply


def understand(message: Message, session: Session, services: Services, day: date) -> Context:
    """Read places and facts from a message and bring the session's region up to date."""
    places = resolve(message.text, services.gazetteer)
    region = session.region or services.home_region
    if len(places.regions) == 1:
        region = places.regions[0].code
    elif not region and len(places.fallback) == 1 and not places.outside:
        region = places.fallback[0].code
    stated = Stated()
    if _speaks_of_a_person(message, session):
        stated = stated_facts(message.text, services.eligibility.facts, day)
    facts = {**session.facts, **stated.facts}
    unknown = tuple(name for name in session.unknown if name not in facts)
    return Context(
        message=message,
        session=replace(session, region=region, facts=facts, unknown=unknown),
        places=places,
        stated=stated,
        topic=sure_topic(message.subjects),
        day=day,
        services=services,
    )


def _speaks_of_a_person(message: Message, session: Session) -> bool:
    """Whether facts in the message are somebody's, not part of a general question."""
    acts = ("inform", "check", "correct", "affirm", "deny")
    return bool(session.checking) or message.intent in acts or is_personal(message.text)
