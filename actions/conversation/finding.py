"""Which clauses answer the question, and the sentence that says so first."""

from __future__ import annotations

import re

from actions.conversation.asides import companions, materials, responsible, validity
from actions.conversation.context import Context
from actions.conversation.found import MENTIONED, Found, quoted
from actions.conversation.menu import region_name
from actions.conversation.naming import titled_pathway
from actions.conversation.nearness import CLEAR, NEARLY, hits_of, nearest_first, opened_by
from actions.conversation.scoping import is_ours
from actions.corpus import Clause
from actions.eligibility.model import Pathway
from actions.retrieval.search import Hit
from actions.turns.model import Notice
from actions.turns.quoting import excerpt

_SURE_OF_PATHWAY = 0.45
# How near to the best hit's score a further clause must come to be cited beside it.
_BESIDE = (0.65, 0.8)
_SURELY_MEANT = 0.8
_NEAR_TOP = 2


def find(context: Context) -> Found | None:
    """Find what answers the message in the documents of the session's region."""
    region = context.session.region
    if region is None:
        return None
    topic, subjects = context.topic, context.message.subjects
    if not is_ours(context, region):
        return None
    hits = hits_of(context)
    if topic == "validity" and _is_of_document(hits, subjects[topic]):
        return validity(context, region)
    if topic == "materials":
        found = materials(context, region)
        if found:
            return found
    if topic == "accompany" and context.session.topic != topic:
        found = companions(context, region)
        if found:
            return found
    opened = context.services.eligibility.pathways(region)
    sure = _SURELY_MEANT if hits[0].score >= CLEAR else _SURE_OF_PATHWAY
    if topic and topic not in opened and subjects[topic] >= sure:
        found = _absent(context, region, topic)
        if found:
            return found
    hits = _with_evidence(context, topic, hits)
    if not hits:
        return None
    if topic == "responsibility":
        found = responsible(context, region)
        if found:
            return found
    return _pathway(context, region, hits) or _clauses(context, hits, topic)


def _is_of_document(hits: list[Hit], confidence: float) -> bool:
    """Whether a question is about the document itself, which it says at its beginning and end."""
    return confidence >= _SURELY_MEANT or hits[0].clause.kind in ("preamble", "closing")


def _with_evidence(context: Context, topic: str | None, hits: list[Hit]) -> list[Hit]:
    """The hits that can be about a subject on which documents are often silent."""
    subject = context.services.subjects.get(topic or "")
    if subject is None or subject.evidence is None or not subject.strict:
        return hits
    return [hit for hit in hits if re.search(subject.evidence, hit.clause.text)]


def _pathway(context: Context, region: str, hits: list[Hit]) -> Found | None:
    """The pathway that the question is about, opened by the document or not."""
    services = context.services
    subjects = context.message.subjects
    opened = services.eligibility.pathways(region)
    fitting = [
        name
        for name, (folder, pathway) in opened.items()
        if subjects.get(name, 0.0) >= MENTIONED
        and _is_found(hits, quoted(context, folder, pathway), subjects[name])
    ]
    best = titled_pathway(context.text, opened)
    best = best or max(fitting, key=lambda name: subjects[name], default=None)
    best = best or _opened_by(context, hits[0])
    if best is None:
        return None
    folder, pathway = opened[best]
    clauses = nearest_first(hits, quoted(context, folder, pathway))
    further = [hit for hit in hits if hit.clause not in clauses]
    beside = tuple(_beside(further, hits[0].score, len(clauses)))
    notices = tuple(Notice(n.kind, n.text) for n in pathway.notices)
    if pathway.elsewhere:
        notices = (Notice("standard_elsewhere", pathway.elsewhere.text), *notices)
    conclusion = _silence(context, pathway) + pathway.summary
    return Found(conclusion, clauses, best, hits[0].passage, best, notices, beside=beside)


def _silence(context: Context, pathway: Pathway) -> str:
    """That the document does not say the one thing that is asked, where it does not."""
    asked = context.services.facets.asked_in(context.text)
    silent = [gap.text for gap in pathway.gaps if gap.facet in asked]
    return context.say("answer.silent", text="；".join(silent)) if silent else ""


def _opened_by(context: Context, hit: Hit) -> str | None:
    """The one pathway that a clause opens, where search is clear about the clause."""
    opening = opened_by(context, hit.clause)
    return opening[0] if hit.score >= CLEAR and len(opening) == 1 else None


def _is_found(hits: list[Hit], clauses: list[Clause], confidence: float) -> bool:
    """Whether search found a pathway: first of all, or near the top of one that is surely meant."""
    if hits[0].clause == clauses[0]:
        return True
    near = [hit for hit in hits[:_NEAR_TOP] if hit.score >= NEARLY * hits[0].score]
    return confidence >= _SURELY_MEANT and any(hit.clause in clauses for hit in near)


def _absent(context: Context, region: str, topic: str) -> Found | None:
    """What the document says of a pathway that it does not open."""
    services = context.services
    absent = services.eligibility.absent(region, topic)
    if absent is None:
        return None
    folder, note = absent
    subject = services.subjects[topic]
    conclusion = context.say(
        "pathway.absent_see", region=region_name(context), subject=subject.title, note=note.note
    )
    quote = note.quote or _opening_quote(context, region, note.see)
    clause = services.corpus.find_quote(folder, quote) if quote else None
    if clause is None or not re.search(subject.evidence or "", clause.text):
        return Found(conclusion, [], topic, kind="no_answer")
    return Found(conclusion, [clause], topic, quote or "")


def _opening_quote(context: Context, region: str, pathway: str | None) -> str | None:
    """The words that open a pathway, if one is named."""
    opened = context.services.eligibility.pathways(region)
    return opened[pathway][1].quotes[0] if pathway and pathway in opened else None


def _clauses(context: Context, hits: list[Hit], topic: str | None) -> Found:
    """The best clause, and beside it those that answer nearly as well."""
    clauses = [hits[0].clause]
    subject = context.services.subjects.get(topic or "")
    shown = excerpt(clauses[0].quote, hits[0].passage)
    general = _is_general(context, shown)
    name = (
        "answer.general" if general and subject else "answer.subject" if subject else "answer.plain"
    )
    conclusion = context.say(
        name, region=region_name(context), subject=subject.title if subject else ""
    )
    return Found(
        conclusion,
        clauses,
        topic,
        hits[0].passage,
        beside=tuple(_beside(hits[1:], hits[0].score, 1)),
    )


def _beside(further: list[Hit], best: float, cited: int) -> list[Clause]:
    """The clauses beside those cited that may answer as well, at most three in all."""
    near = [
        hit.clause
        for hit, share in zip(further, _BESIDE, strict=False)
        if hit.score >= share * best
    ]
    return near[: 1 + len(_BESIDE) - cited]


def _is_general(context: Context, quote: str) -> bool:
    """Whether a quote only states an aim."""
    words = "|".join(context.services.wording.listed("general_words"))
    return len(re.findall(words, quote)) >= 2
