"""The question for a fact: its words, why it is asked, and its taps."""

from __future__ import annotations

from actions.conversation.persons import called
from actions.conversation.situation import Situation
from actions.conversation.whereabouts import lacks_other_place
from actions.eligibility import Judgement
from actions.eligibility.evaluate import leaves
from actions.eligibility.model import Fact, Pathway
from actions.eligibility.question import offered
from actions.turns.model import Option, Question
from actions.turns.telling import address


def question_of(
    situation: Situation, judgement: Judgement
) -> tuple[Question, tuple[Option, ...]] | None:
    """The question that a judgement still needs, with its taps; None where it needs none."""
    if judgement.next_fact is None:
        return None
    fact = situation.services.eligibility.facts[judgement.next_fact]
    return _question(situation, judgement, fact), _options(situation, fact, judgement.pathway)


def _question(situation: Situation, judgement: Judgement, fact: Fact) -> Question:
    quote = behind(judgement, fact.name)
    clause = situation.services.corpus.find_quote(judgement.folder, quote)
    why = situation.say("eligibility.why", clause=clause.heading or clause.id, quote=quote)
    where = lacks_other_place(fact, situation.state)
    asked = situation.say("eligibility.where") if where else fact.question
    names = called(situation, judgement.pathway)
    return Question(fact.name, address(asked, names, situation.services.wording), why)


def behind(judgement: Judgement, name: str) -> str:
    """The words of the document that ask for a fact of the pathway judged."""
    tree = judgement.pathway.requires
    return next(condition.quote for condition in leaves(tree) if condition.fact == name)


def _options(situation: Situation, fact: Fact, pathway: Pathway) -> tuple[Option, ...]:
    say = situation.services.wording
    relation = situation.state.kin.get(fact.kinship or "")
    options = [
        Option(one.title, one.title)
        for one in offered(fact, pathway.requires)
        if (relation is None or relation in one.kin)
        and not lacks_other_place(fact, situation.state)
    ]
    if fact.type == "bool" and not options:
        options = [Option(title, title) for title in say.listed("eligibility.yes_no")]
    unsure = say.say("eligibility.unsure")
    return (*options, Option(unsure, unsure))
