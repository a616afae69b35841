"""From a message to a turn: the steps in the order in which they are tried."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from actions.conversation.acts import small_acts
from actions.conversation.answering import answer, out_of_scope
from actions.conversation.checking import start_check
from actions.conversation.context import Context, Reply, Step, sure_topic
from actions.conversation.follow_up import about_family, follow_up
from actions.conversation.message import Message
from actions.conversation.naming import without_titles
from actions.conversation.pending import (
    ask_again,
    direct_answer,
    other_answer,
    stop_check,
    why_asked,
)
from actions.conversation.placing import ask_place, compare, only_a_place, uncovered_place
from actions.conversation.safety import calm, safety
from actions.conversation.services import Services
from actions.conversation.session import Session
from actions.conversation.several import several_questions
from actions.conversation.sharpening import sharpened
from actions.conversation.supposing import what_if
from actions.conversation.taking_up import take_up
from actions.eligibility.evaluate import facts_of
from actions.turns.model import Notice
from actions.understanding.facts import Stated, stated_facts
from actions.understanding.speech import is_personal
from luohu.essence import without_places
from luohu.places import Places, resolve

STEPS: tuple[Step, ...] = (
    safety,
    take_up,
    stop_check,
    why_asked,
    what_if,
    direct_answer,
    about_family,
    calm,
    out_of_scope,
    uncovered_place,
    only_a_place,
    other_answer,
    compare,
    small_acts,
    follow_up,
    ask_place,
    several_questions,
    start_check,
    ask_again,
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
        reply = replace(reply, turn=replace(turn, text=text, notices=(*turn.notices, notice)))
    return reply


def understand(message: Message, session: Session, services: Services, day: date) -> Context:
    """Read places and facts from a message and bring the session's region up to date."""
    places = resolve(message.text, services.gazetteer)
    message = sharpened(message, without_places(message.text, places), services.subjects)
    region = session.region or services.home_region
    outside = session.outside
    if len(places.regions) == 1:
        region, outside = places.regions[0].code, None
    elif not region and len(places.fallback) == 1 and not places.outside:
        region = places.fallback[0].code
    said = _localised(message.text, places, region, services)
    said = without_titles(said, services.eligibility.pathways(region or ""))
    preferred = _facts_in_question(message, session, region, services)
    stated = stated_facts(said, services.eligibility.facts, day, preferred, services.listener)
    if not _is_of_a_person(message, session, stated, services):
        stated = Stated()
    # Whether what was heard of the pending fact answers it is decided by its own step.
    unsure = stated.heard & {session.asked_fact}
    facts = {**session.facts, **{n: v for n, v in stated.facts.items() if n not in unsure}}
    unknown = tuple(name for name in session.unknown if name not in facts)
    return Context(
        message=message,
        session=replace(session, region=region, outside=outside, facts=facts, unknown=unknown),
        places=places,
        stated=stated,
        said=said,
        before=session.facts,
        topic=sure_topic(message.subjects),
        day=day,
        services=services,
        moved_from=session.region if session.region != region else None,
    )


def _is_of_a_person(message: Message, session: Session, stated: Stated, services: Services) -> bool:
    """Whether the facts in a message are somebody's, not part of a general question.

    Classes of people (毕业生, 退伍军人) stand in general questions as well; what has been done or
    how long it has lasted is told of somebody.
    """
    acts = ("inform", "check", "correct", "affirm", "deny")
    if session.checking or message.intent in acts or is_personal(message.text):
        return True
    rules = services.eligibility
    told = (name for name in stated.facts if name not in rules.presumed)
    return any(rules.facts[name].type != "enum" for name in told)


def _localised(text: str, places: Places, region: str | None, services: Services) -> str:
    """The text with each place called what facts call it: the session's, or any other."""
    if region is None:
        return text
    for mention in sorted(places.mentions, key=lambda m: -m.start):
        if text[mention.start : mention.end] == mention.text:
            here = [r.code for r in mention.regions] == [region]
            name = services.wording.say("here" if here else "elsewhere")
            text = text[: mention.start] + name + text[mention.end :]
    return text


def _facts_in_question(
    message: Message, session: Session, region: str | None, services: Services
) -> set[str]:
    """The facts on which the pathway that is being spoken of depends."""
    name = session.checking or sure_topic(message.subjects) or session.topic or ""
    found = services.eligibility.pathways(region or "").get(name)
    return facts_of(found[1].requires) if found else set()
