"""What was noted of a case, for review before its verdict is relied on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from actions.conversation.persons import called
from actions.conversation.situation import Situation
from actions.eligibility.model import Pathway
from actions.turns.model import FactTold, Part, Turn
from actions.turns.telling import tell_value
from luohu.policy import policy


def with_noted(turn: Turn, situation: Situation, facts: Collection[str], pathway: Pathway) -> Turn:
    """The turn with the facts that its verdict rests on, where these are more than a few.

    Args:
        turn: a verdict.
        situation: what it was decided on.
        facts: those that the verdict depends on.
        pathway: the pathway by which the persons are called.
    """
    state, wording = situation.state, situation.services.wording
    book = situation.services.eligibility.facts
    names = called(situation, pathway)
    told = []
    for name, value in state.facts.items():
        if name in facts and name in book:
            fact = book[name]
            told.append(
                FactTold(
                    fact=name,
                    label=fact.label,
                    value=tell_value(fact, value, situation.day, wording),
                    whose=getattr(names, fact.holder),
                    payload=situation.say("noted.payload", label=fact.label),
                )
            )
    if len(told) <= policy().check.noted:
        return turn
    speaker = situation.say("persons.speaker")
    lines = []
    for one in told:
        line = situation.say("told.one", label=one.label, value=one.value)
        mine = one.whose == speaker or book[one.fact].holder != "applicant"
        lines.append(line if mine else situation.say("noted.of", whose=one.whose, fact=line))
    text = situation.say("noted.lead", facts=situation.say("told.between").join(lines))
    first = next(
        (n for n, part in enumerate(turn.parts) if part.kind in ("clause", "notice")),
        len(turn.parts),
    )
    parts = (*turn.parts[:first], Part("offer", text), *turn.parts[first:])
    return replace(turn, parts=parts, facts_told=tuple(told))
