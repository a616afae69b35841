"""One message's way: read, looked up, decided, said, remembered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from actions.conversation import reducer
from actions.conversation.decide import decide
from actions.conversation.decision import Decision
from actions.conversation.evidence import Evidence
from actions.conversation.message import Message
from actions.conversation.moves import perform
from actions.conversation.reading import read
from actions.conversation.services import Services
from actions.conversation.session import Session
from actions.conversation.situation import Situation
from actions.conversation.standing import NOTHING, Standing, said_of, switched, with_offices
from actions.conversation.whose import whose_case
from actions.metrics import ANSWERABILITY, DECIDING, READING, TELLING, stage
from actions.turns.model import Notice, Part, Turn
from actions.turns.quoting import lapse_first
from luohu.places import Gazetteer, resolve
from luohu.retracted import without_retracted


@dataclass(frozen=True)
class Reply:
    """A turn and what is remembered after it."""

    turn: Turn
    session: Session


def respond(
    message: Message,
    session: Session,
    services: Services,
    day: date,
    masked: bool = False,
    standing: Standing = NOTHING,
) -> Reply:
    """Make the turn that answers ``message``.

    Args:
        message: what was said, as NLU understood it.
        session: what is remembered.
        services: corpus, retrieval, rules and places.
        day: today.
        masked: whether intake took out a personal number, which the turn then mentions.
        standing: what is handed over only, and the offices.

    Returns:
        The turn and the session after it.
    """
    with stage(READING):
        situation = understand(message, session, services, day)
    with stage(DECIDING):
        decision = decide(situation)
    with stage(TELLING):
        reply = carry_out(decision, standing)
    if likely := situation.evidence.likelihoods.values():
        ANSWERABILITY.observe(max(likely))
    if not masked:
        return reply
    notice = Notice("privacy", services.wording.say("notice.masked"))
    turn = reply.turn.with_part(Part("notice", notice.text))
    return replace(reply, turn=replace(turn, notices=(*turn.notices, notice)))


def understand(message: Message, session: Session, services: Services, day: date) -> Situation:
    """What a message says, with what is remembered once it is taken in; nothing is decided yet."""
    message = replace(message, text=_in_the_end(message.text, services.gazetteer))
    person = whose_case(message, session, services)
    session = reducer.turned_to(session, person) if person else session
    reading = read(message, session, services, day, person)
    book = services.eligibility.facts
    earlier = reducer.recast(session, reading.cast, reading.new_case, book)
    state = reducer.take_in(earlier, reading)
    return Situation(reading, state, earlier, Evidence(services.retriever), services, day)


def _in_the_end(text: str, gazetteer: Gazetteer) -> str:
    """What is left of a text once what it takes back is gone; a place stands till another does."""
    left = without_retracted(text)
    if left == text or resolve(left, gazetteer).mentions:
        return left
    return ",".join([*(one.text for one in resolve(text, gazetteer).mentions[-1:]), left])


def carry_out(decision: Decision, standing: Standing = NOTHING) -> Reply:
    """The turn of a decision, the lapse of its document before all else, and what is remembered.

    Where the turn rests on what is switched off, it hands over instead, and what was being asked
    for is asked no longer.
    """
    turn = lapse_first(perform(decision), decision.situation.services.wording)
    switch = switched(decision, turn, standing.switches)
    if switch is None:
        return Reply(with_offices(decision, turn, standing), reducer.reduce(decision))
    instead = Decision("hand_over", f"{switch.scope} is switched off", decision.situation)
    turn = with_offices(instead, said_of(instead, perform(instead), switch), standing)
    after = replace(reducer.reduce(instead), checking=None, asked_fact=None, waiting=False)
    return Reply(turn, after)
