"""That the documents do not answer, and where to turn."""

from __future__ import annotations

from actions.conversation.deciding.another_day import named
from actions.conversation.decision import Decision, opening_clauses
from actions.conversation.moves.pending import with_pending
from actions.conversation.speaking import (
    clause_part,
    menu_options,
    notices_on,
    region_name,
    region_ref,
)
from actions.corpus import Clause
from actions.turns.citations import cite_all
from actions.turns.model import Kind, Part, Turn
from actions.turns.quoting import notice_parts
from luohu.policy import policy

_HOTLINE = "12345"


def perform(decision: Decision) -> Turn:
    """Say so, plainer the longer nothing is found; in the end a person is named instead."""
    if decision.saying:
        return _of_another_time(decision)
    situation, patience = decision.situation, policy().patience.no_answer
    misses = situation.state.misses + 1
    if len(decision.about) == 1 or (decision.about and misses < patience):
        _title, near, words = _near(decision)
        citations = cite_all(situation.services.corpus, near, situation.day, "related")
        clauses = (clause_part(situation, citations, n, words) for n in range(len(citations)))
        notices = notices_on(situation, citations)
        turn = Turn(
            "no_answer",
            (Part("silence", sentence(decision)), *clauses, *notice_parts(notices)),
            region_ref(situation),
            citations=citations,
            notices=notices,
        )
        return with_pending(turn, decision)
    kind: Kind = "handoff" if misses >= patience else "no_answer"
    text = sentence(decision)
    if misses >= patience:
        text = situation.say("no_answer.person")
    elif misses == patience - 1:
        text += situation.say("no_answer.again")
    options = menu_options(situation) if misses >= patience - 1 else ()
    turn = Turn(kind, (Part("silence", text),), region_ref(situation), options=options)
    return with_pending(turn, decision)


def _of_another_time(decision: Decision) -> Turn:
    """That no document of the time asked about is held, and which are."""
    situation = decision.situation
    held = situation.services.corpus.by_region(situation.state.region or "")
    text = situation.say(
        decision.saying,
        region=region_name(situation),
        said=decision.said,
        documents=named(situation, held),
    )
    turn = Turn("no_answer", (Part("silence", text),), region_ref(situation))
    return with_pending(turn, decision)


def sentence(decision: Decision) -> str:
    """That nothing answers: of what, and whom to ask instead, where that is known."""
    situation = decision.situation
    topics = [situation.services.topics[name] for name in decision.about]
    if not topics:
        outside = situation.reading.act == "out_of_scope"
        name = "no_answer.out_of_scope" if outside else "no_answer.ask"
        return situation.say(name, region=region_name(situation))
    topic, *others = topics
    pathway, *_clause = _near(decision)
    lead = "near" if pathway else "silent" if situation.state.region else "no_region"
    numbers = situation.services.wording.mapping("topic.hotline")
    hotline = numbers[topic.hotline or _HOTLINE]
    return (
        situation.say(
            f"topic.{lead if any(one.ours for one in topics) else 'other'}",
            title=situation.say("topic.either", one=topic.title, other=others[0].title)
            if others
            else topic.title,
            region=region_name(situation),
            pathway=pathway,
        )
        + situation.say("topic.ask", office=topic.office, hotline=hotline)
        + situation.say("topic.say", say=topic.say)
    )


def _near(decision: Decision) -> tuple[str, list[Clause], str]:
    """Title, clause and words of the pathway under which the document may treat the matter."""
    situation = decision.situation
    topic = situation.services.topics.get(decision.about[0]) if decision.about else None
    for name in topic.near if topic and topic.ours else ():
        if name in situation.opened:
            folder, rules = situation.opened[name]
            clauses = opening_clauses(situation.services, folder, rules)[:1]
            return rules.title, clauses, rules.quotes[0]
    return "", [], ""
