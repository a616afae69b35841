"""From a message to a turn: the steps in the order in which they are tried."""

from __future__ import annotations

from collections.abc import Mapping
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
from actions.conversation.persons import recast
from actions.conversation.placing import ask_place, compare, only_a_place, uncovered_place
from actions.conversation.safety import calm, safety
from actions.conversation.services import Services
from actions.conversation.session import Session
from actions.conversation.several import several_questions
from actions.conversation.sharpening import sharpened
from actions.conversation.supposing import what_if
from actions.conversation.taking_up import take_up
from actions.conversation.whereabouts import facts_of_places, slot_asked_for, told_places
from actions.eligibility.evaluate import facts_of
from actions.eligibility.model import Fact, FactValue
from actions.eligibility.question import offered
from actions.turns.model import Notice
from actions.turns.quoting import lapse_first
from actions.understanding.casting import SPEAKER, Cast, Ear, cast_of
from actions.understanding.facts import Stated, longest_choice, stated_facts
from actions.understanding.speech import asks, is_personal
from luohu.essence import without_places
from luohu.places import Places, resolve

_STORY = 80
"""Characters: in a longer message people move about for many reasons."""

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
    reply = replace(reply, turn=lapse_first(reply.turn, services.wording))
    if masked:
        notice = Notice("privacy", services.wording.say("notice.masked"))
        turn = reply.turn
        text = f"{turn.text}\n{notice.text}"
        reply = replace(reply, turn=replace(turn, text=text, notices=(*turn.notices, notice)))
    return reply


def understand(message: Message, session: Session, services: Services, day: date) -> Context:
    """Read places and facts from a message and bring the session's region up to date."""
    spoken_of = services.gazetteer.region(session.region or services.home_region or "")
    places = resolve(message.text, services.gazetteer, spoken_of)
    message = sharpened(message, without_places(message.text, places), services.subjects)
    book = services.eligibility.facts
    pending = book.get(session.asked_fact or "")
    # 那赤峰呢 asks about another place, whatever was asked.
    slot = None if asks(message.text) else slot_asked_for(pending, session)
    told = told_places(message.text, places, slot)
    region = session.region or services.home_region
    outside = session.outside
    if slot in told and region:
        # The place answers what was asked about the person; it is not asked about.
        pass
    elif len(places.regions) == 1:
        region, outside = places.regions[0].code, None
    elif not region and len(places.fallback) == 1 and not places.outside:
        region = places.fallback[0].code
    region = region or _where_somebody_is(told, places, services)
    said = _localised(message.text, places, region, services)
    said = without_titles(said, services.eligibility.pathways(region or ""))
    preferred = _facts_in_question(message, session, region, services)
    meant = _relation_meant(session, preferred, book)
    cast = cast_of(message.text, services.kinship, book, meant)
    message = _of_move(message, cast, region, session.checking, services)
    session = earlier = recast(_of_another_case(session, cast, message), cast, book)
    ear = Ear(services.kinship, session.persons)
    stated = stated_facts(said, book, day, preferred, services.listener, ear)
    stated = replace(stated, facts={**stated.facts, **cast.facts})
    session = replace(session, places={**session.places, **told})
    if _is_of_a_person(message, session, stated, services):
        here = services.gazetteer.region(region or "")
        placed = facts_of_places(session.places, told.keys(), here, book)
        route = _route(said, session, region, services)
        known = frozenset(cast.facts.keys() | placed.keys())
        stated = replace(stated, facts={**route, **stated.facts, **placed}, known=known)
    else:
        stated = Stated()
    # Whether what was heard of the pending fact answers it is decided by its own step.
    unsure = stated.heard & {session.asked_fact}
    facts = {**session.facts, **{n: v for n, v in stated.facts.items() if n not in unsure}}
    unknown = tuple(name for name in session.unknown if name not in facts)
    exact = stated.facts.keys() - stated.rough
    rough = tuple(dict.fromkeys([*stated.rough, *(n for n in session.rough if n not in exact)]))
    return Context(
        message=message,
        session=replace(
            session, region=region, outside=outside, facts=facts, unknown=unknown, rough=rough
        ),
        places=places,
        stated=stated,
        said=said,
        earlier=earlier,
        topic=sure_topic(message.subjects),
        day=day,
        services=services,
        somebody_moves=message.told,
        moved_from=session.region if session.region != region else None,
    )


def _where_somebody_is(
    told: Mapping[str, tuple[str, str]], places: Places, services: Services
) -> str | None:
    """The one covered place of a person's life, where the message asks about no place."""
    if places.outside or places.ambiguous:
        return None
    codes = {code for code, _name in told.values()}
    named = {
        r.code for m in places.mentions for p in m.places if p.code in codes for r in m.regions
    }
    return named.pop() if len(named) == 1 and named <= set(services.regions) else None


def _relation_meant(session: Session, needed: set[str], book: Mapping[str, Fact]) -> Fact | None:
    """The relation that was asked for, or that the pathway spoken of still depends on."""
    pending = book.get(session.asked_fact or "")
    if pending:
        return pending
    open_ones = (book[name] for name in sorted(needed - session.facts.keys()))
    return next((fact for fact in open_ones if fact.kinship), None)


def _of_move(
    message: Message, cast: Cast, region: str | None, checking: str | None, services: Services
) -> Message:
    """The message as one about coming along, or about joining, where somebody is said to.

    What it tells beside it, such as a rented home, is then how the applicant settles. Who joins
    is left to the subject that was understood (joining in town or village), unless the one who
    asks wants to join and that is a broader subject, such as coming along or a relative's home.
    A check of joining in the country goes on where another host is named.
    """
    if cast.moves is None or not is_personal(message.text) or len(message.text) > _STORY:
        return message
    book = services.eligibility.facts
    opened = services.eligibility.pathways(region or "")
    kinships = {
        name: {book[fact].kinship for fact in facts_of(rules.requires)} - {None}
        for name, (_folder, rules) in opened.items()
    }
    likely = sorted(opened, key=lambda name: name != checking)
    meant = next((name for name in likely if cast.moves in kinships[name]), None)
    if meant is None:
        return message
    speaks = "applicant" in cast.persons and cast.persons["applicant"].relation == SPEAKER
    broader = sure_topic(message.subjects) in services.subjects[meant].narrows
    if cast.moves == "host" and not (broader and speaks):
        return message
    return message.about(meant)


def _of_another_case(session: Session, cast: Cast, message: Message) -> Session:
    """The session without its persons, where the message takes up something else.

    What answers a question (在赤峰上班) does not, whatever its subject.
    """
    topic = sure_topic(message.subjects)
    if cast.persons or topic in (None, session.topic, session.checking):
        return session
    if session.asked_fact and not asks(message.text):
        return session
    return replace(session, persons={}, kin={})


def _route(
    said: str, session: Session, region: str | None, services: Services
) -> dict[str, FactValue]:
    """The pathway by which the applicant settles, where somebody is to come along.

    It is the one that the message names, or else the one that was spoken of before.
    """
    if "companion" not in session.persons:
        return {}
    told: dict[str, FactValue] = {}
    for _folder, rules in services.eligibility.pathways(region or "").values():
        for name in facts_of(rules.requires) - session.facts.keys():
            fact = services.eligibility.facts[name]
            if fact.names_pathway:
                _words, named = longest_choice(said, fact)
                route = named or session.judged or session.topic
                if route in [choice.value for choice in offered(fact, rules.requires)]:
                    told[name] = route
    return told


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
            text = text[: mention.start] + name + text[mention.stem_end :]
    return text


def _facts_in_question(
    message: Message, session: Session, region: str | None, services: Services
) -> set[str]:
    """The facts on which the pathway that is being spoken of depends."""
    name = session.checking or sure_topic(message.subjects) or session.topic or ""
    found = services.eligibility.pathways(region or "").get(name)
    return facts_of(found[1].requires) if found else set()
