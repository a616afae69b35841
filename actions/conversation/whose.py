"""Whose case a message tells, where several people's are spoken of in one conversation."""

from __future__ import annotations

from actions.conversation.message import Message
from actions.conversation.reading import sure_topic
from actions.conversation.services import Services
from actions.conversation.session import Session
from actions.eligibility.evaluate import facts_of
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
    return None if _is_of_relatives(sure_topic(message.subjects), services) else person


def _is_of_relatives(topic: str | None, services: Services) -> bool:
    """Whether a pathway is one on which somebody settles as a relative of another."""
    rules = services.eligibility
    opened = [rules.pathways(region) for region in services.regions]
    trees = [one[topic][1].requires for one in opened if topic and topic in one]
    return any(rules.facts[name].kinship for tree in trees for name in facts_of(tree))
