"""Whose case a message tells, where several people's are spoken of in one conversation."""

from __future__ import annotations

from actions.conversation.message import Message
from actions.conversation.reading import sure_topic
from actions.conversation.services import Services
from actions.conversation.session import Session
from actions.understanding.casting import SPEAKER, Person, principal_of
from actions.understanding.kinship import moves


def whose_case(message: Message, session: Session, services: Services) -> Person | None:
    """Who else's settling a message asks about than that spoken of; None where it does not say.

    Who joins somebody or comes along has a part in the case that is spoken of.
    """
    person = principal_of(message.text, services.kinship)
    if person is None or moves(message.text, services.kinship):
        return None
    if person.relation == SPEAKER:
        return person if "applicant" in session.persons else None
    topic = sure_topic(message.subjects)
    return None if topic in services.eligibility.of_relatives else person
