"""Several questions in one message, each answered from the clause that treats it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from actions.conversation.checking import wants_verdict
from actions.conversation.context import Context, Reply
from actions.conversation.found import quoted
from actions.conversation.menu import region_name, region_ref
from actions.conversation.naming import named_pathway, titled_pathway
from actions.conversation.nearness import CLEAR
from actions.conversation.session import Asked
from actions.retrieval.search import Hit
from actions.turns.citations import cite_all, standing_notices
from actions.turns.model import Citation, Turn
from actions.turns.quoting import LONGEST, basis, with_notices
from actions.understanding.questions import questions_of
from luohu.essence import essence

_LIKELY_OURS, _IF_CLEAR, _SURELY_NOT = 0.5, 0.1, 0.02
_SAYS_ENOUGH = 8
_MOST = 4
_KNOWN_BY = 2
_NEAR = 0.8
_LONGEST_MESSAGE = 120
"""Characters: a longer message is a story around one question."""


@dataclass(frozen=True)
class _Part:
    """A question of the message, and what answers it.

    Attributes:
        text: the question.
        hit: the clause nearest to it; None where no document answers.
        pathway: the pathway that the question names and the clause opens.
    """

    text: str
    hit: Hit | None
    pathway: str | None = None


def several_questions(context: Context) -> Reply | None:
    """Answer each question of a message that asks about different clauses."""
    region, session = context.session.region, context.session
    if region is None or session.checking or len(context.text) > _LONGEST_MESSAGE:
        return None
    if wants_verdict(context):
        return None
    parts = _parts(context, region)
    if sum(part.hit is not None for part in parts) < 2:
        return None
    services = context.services
    spoken = [context.say("several.lead")]
    citations: list[Citation] = []
    for number, part in enumerate(parts, start=1):
        spoken.append(context.say("several.one", number=number, question=_last_words(part.text)))
        spoken.append(_conclusion(context, region, part))
        if part.hit:
            cited = cite_all(services.corpus, [part.hit.clause], context.day)
            spoken += [basis(one, services.wording, part.hit.passage, LONGEST) for one in cited]
            citations += cited
    notices = standing_notices(services.corpus, citations, context.day, services.wording)
    topic = next((part.pathway for part in parts if part.pathway), context.topic)
    text = with_notices("\n".join(spoken), notices)
    turn = Turn("answer", text, region_ref(context), topic, tuple(citations), notices)
    after = replace(
        session, topic=topic or session.topic, question=context.question(), waiting=False, misses=0
    )
    return Reply(turn, after)


def _parts(context: Context, region: str) -> list[_Part]:
    """The questions with clauses of their own, and those that surely no document answers."""
    retriever = context.services.retriever
    parts: list[_Part] = []
    for question in questions_of(context.text)[:_MOST]:
        bare = essence(question, context.services.gazetteer, "")
        hit, pathway = _found(context, region, question, retriever.search(bare, region, {}))
        if hit.score < CLEAR and _is_silent(context, question, hit):
            parts.append(_Part(question, None))
            continue
        likely = retriever.likelihood(bare, region)
        clear = hit.score >= CLEAR and likely >= _IF_CLEAR
        if pathway or clear or likely >= _LIKELY_OURS:
            if hit.clause not in [part.hit.clause for part in parts if part.hit]:
                parts.append(_Part(question, hit, pathway))
        elif likely < _SURELY_NOT and len(bare) >= _SAYS_ENOUGH:
            parts.append(_Part(question, None))
    return parts


def _found(context: Context, region: str, question: str, hits: list[Hit]) -> tuple[Hit, str | None]:
    """The clause that answers a question, and the pathway that the question names if it opens it.

    Where search is not clear about a clause, the pathway named in the question says which.
    """
    opened = context.services.eligibility.pathways(region)
    opening = {name: quoted(context, f, rules)[0] for name, (f, rules) in opened.items()}
    least = hits[0].score * (1 if hits[0].score >= CLEAR else _NEAR)
    near = {hit.clause.id: hit for hit in hits if hit.score >= least}
    fitting = [name for name in opened if opening[name].id in near]
    asked = context.about(Asked(question))
    name = titled_pathway(question, opened) or named_pathway(asked, fitting)
    return (near[opening[name].id], name) if name in fitting else (hits[0], None)


def _is_silent(context: Context, question: str, hit: Hit) -> bool:
    """Whether a question names a subject on which documents are often silent, as this one is."""
    return any(
        not re.search(subject.evidence or "", hit.clause.text)
        for subject in context.services.subjects.values()
        if subject.strict and any(word in question for word in subject.lay)
    )


def _conclusion(context: Context, region: str, part: _Part) -> str:
    """What is said first of a part: the pathway's summary, or how the clause found bears on it."""
    if part.hit is None:
        return context.say("no_answer.ask", region=region_name(context))
    if part.pathway:
        return context.services.eligibility.pathways(region)[part.pathway][1].summary
    return context.say("answer.plain", region=region_name(context))


def _last_words(question: str) -> str:
    """The end of a question, enough to know it by."""
    breaths = re.split("[,。;!?]+", question.rstrip(",。;!? "))
    return ",".join(breaths[-_KNOWN_BY:])
