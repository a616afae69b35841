"""Whose facts are whose: who is who in a case, and what the bot calls them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from actions.conversation.context import Context
from actions.conversation.menu import region_name
from actions.conversation.session import Session
from actions.eligibility.evaluate import facts_of, truth
from actions.eligibility.model import Fact, FactValue, Holder, Pathway, Tree
from actions.turns.telling import Called
from actions.understanding.casting import SPEAKER, Cast, Person

_ONESELF = Person("", SPEAKER)


def recast(session: Session, cast: Cast, book: Mapping[str, Fact]) -> Session:
    """The session with the persons that a message tells of; no fact passes to somebody else."""
    if not cast.persons:
        return session
    before = {"applicant": _ONESELF, **session.persons}
    changed = {
        role
        for role, person in cast.persons.items()
        if role in before and before[role].relation != person.relation
    }
    return replace(
        session,
        persons={**session.persons, **cast.persons},
        kin={**session.kin, **cast.kin},
        facts={n: v for n, v in session.facts.items() if book[n].holder not in changed},
        unknown=tuple(name for name in session.unknown if book[name].holder not in changed),
    )


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


def called(context: Context, pathway: Pathway) -> Called:
    """What the persons of a case under a pathway are called.

    Where somebody comes along, the applicant need not be the one who asks.
    """
    book = context.services.eligibility.facts
    holders = {book[name].holder for name in facts_of(pathway.requires)}
    somebody = "applicant" if "companion" in holders else "speaker"
    return Called(
        applicant=_name(context, "applicant", somebody),
        host=_name(context, "host", "host"),
        companion=_name(context, "companion", "companion"),
        place=region_name(context),
    )


def _name(context: Context, role: Holder, somebody: str) -> str:
    person = context.session.persons.get(role)
    if person is None:
        return context.say(f"persons.{somebody}")
    if person.relation == SPEAKER:
        return context.say("persons.speaker")
    return context.say("persons.your", words=person.words)
