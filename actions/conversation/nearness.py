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
    return _is_among(context, hits_of(context), pathway)


def found_instead(context: Context, topic: str) -> str | None:
    """The pathway that search found where it found the one understood far behind, or not at all.

    Search must have found the clause that opens it, and understanding have heard something of it.
    """
    hits = hits_of(context)
    if not hits or _is_among(context, hits, topic):
        return None
    heard = context.message.subjects
    others = [n for n in opened_by(context, hits[0].clause) if heard.get(n, 0.0) >= _HEARD]
    return max(others, key=lambda name: heard[name], default=None)


def opened_by(context: Context, clause: Clause) -> list[str]:
    """The pathways of the session's region that a clause opens."""
    opened = context.services.eligibility.pathways(context.session.region or "")
    return [name for name, (f, rules) in opened.items() if quoted(context, f, rules)[0] == clause]


def _is_among(context: Context, hits: list[Hit], pathway: str) -> bool:
    folder, rules = context.services.eligibility.pathways(context.session.region or "")[pathway]
    meant = quoted(context, folder, rules)
    return any(hit.clause in meant for hit in hits if hit.score >= NEARLY * hits[0].score)
