"""What search has to say of the pathway that understanding heard in a message."""

from __future__ import annotations

from collections.abc import Iterable

from actions.conversation.asides import ASIDES
from actions.conversation.context import Context
from actions.conversation.found import quoted
from actions.corpus import Clause
from actions.retrieval.search import Hit

NEARLY = 0.85
"""Share of the best hit's score that a hit needs to be nearly as good."""

CLEAR = 1.35
"""Score of a clause on which all signals of search agree."""

_HEARD = 0.05


def hits_of(context: Context) -> list[Hit]:
    """The clauses of the session's region nearest to the message, the best first.

    A question beside what is being spoken of (去哪办) is searched for together with it.
    """
    services, session = context.services, context.session
    spoken_of = services.subjects.get(session.topic or "")
    question = context.whole
    if context.topic in ASIDES and spoken_of and context.topic != session.topic:
        question = f"{spoken_of.title},{question}"
    return services.retriever.search(question, session.region or "", context.message.subjects)


def nearest_first(hits: list[Hit], clauses: Iterable[Clause]) -> list[Clause]:
    """The clauses with the one in front that search found best, if it is among them."""
    best = hits[0].clause if hits else None
    return sorted(clauses, key=lambda clause: clause != best)


def is_near(context: Context, pathway: str) -> bool:
    """Whether search found a clause that opens a pathway, or one of it, nearly as near as any."""
    hits = hits_of(context)
    folder, rules = context.services.eligibility.pathways(context.session.region or "")[pathway]
    meant = quoted(context, folder, rules)
    return any(hit.clause in meant for hit in hits if hit.score >= NEARLY * hits[0].score)


def found_instead(context: Context, topic: str) -> str | None:
    """The pathway that search found where it found the one understood far behind, or not at all.

    Search must have found the clause that opens it, and understanding have heard something of it.
    """
    hits = hits_of(context)
    if not hits or is_near(context, topic):
        return None
    heard = context.message.subjects
    opened = context.services.eligibility.pathways(context.session.region or "")
    others = [
        name
        for name, (folder, rules) in opened.items()
        if quoted(context, folder, rules)[0] == hits[0].clause and heard.get(name, 0.0) >= _HEARD
    ]
    return max(others, key=lambda name: heard[name], default=None)
