"""What the persons of a case are called, and what of their relations need not be asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from actions.conversation.session import Session
from actions.conversation.situation import Situation
from actions.conversation.speaking import region_name
from actions.eligibility.evaluate import facts_of, truth
from actions.eligibility.model import Fact, FactValue, Holder, Pathway, Tree
from actions.turns.telling import Called
from actions.understanding.casting import SPEAKER


def with_likely_kin(
    session: Session, tree: Tree, book: Mapping[str, Fact], day: date
) -> dict[str, FactValue]:
    """The facts with a relation that is told in part, where its other part makes no difference.

    Of a child of unknown age nothing more is asked where children of any age may come.
    """
    facts = dict(session.facts)
    for name in facts_of(tree) - facts.keys() - set(session.unknown):
        fact = book[name]
        relation = session.kin.get(fact.kinship or "")
        values = [choice.value for choice in fact.choices if relation in choice.kin]
        if len({truth(tree, {**facts, name: value}, day) for value in values}) == 1:
            facts[name] = values[0]
    return facts


def called(situation: Situation, pathway: Pathway) -> Called:
    """What the persons of a case under a pathway are called.

    Where somebody comes along, the applicant need not be the one who asks.
    """
    book = situation.services.eligibility.facts
    holders = {book[name].holder for name in facts_of(pathway.requires)}
    somebody = "applicant" if "companion" in holders else "speaker"
    return Called(
        applicant=_name(situation, "applicant", somebody),
        host=_name(situation, "host", "host"),
        companion=_name(situation, "companion", "companion"),
        place=region_name(situation),
    )


def _name(situation: Situation, role: Holder, somebody: str) -> str:
    person = situation.state.persons.get(role)
    if person is None:
        return situation.say(f"persons.{somebody}")
    if person.relation == SPEAKER:
        return situation.say("persons.speaker")
    return situation.say("persons.your", words=person.words)
