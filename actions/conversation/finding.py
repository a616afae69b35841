"""Which clauses answer the question, and the sentence that says so first."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from actions.conversation.context import Context
from actions.conversation.menu import region_name
from actions.corpus import Clause
from actions.eligibility.model import Pathway
from actions.retrieval.search import Hit
from actions.turns.model import Notice
from actions.turns.quoting import excerpt

_SURE_OF_PATHWAY = 0.45
_SECOND = 0.9
_OUT_OF_SCOPE = 0.35
_MENTIONED = 0.12
_NEAR = 2


@dataclass(frozen=True)
class Found:
    """What answers a question.

    Attributes:
        conclusion: what is said first.
        clauses: what is cited, the most telling first.
        passage: the part of the first clause that answers.
        topic: the subject answered.
        pathway: the pathway answered, if the question is about one.
    """

    conclusion: str
    clauses: list[Clause]
    topic: str | None
    passage: str = ""
    pathway: str | None = None
    notices: tuple[Notice, ...] = field(default=())


def find(context: Context) -> Found | None:
    """Find what answers the message in the documents of the session's region."""
    region = context.session.region
    if region is None:
        return None
    topic, subjects = context.topic, context.message.subjects
    if topic == "validity":
        return _validity(context, region)
    if topic == "materials":
        found = _materials(context, region)
        if found:
            return found
    hits = context.services.retriever.search(context.bare, region, subjects)
    hits = _with_evidence(context, topic, hits)
    if not hits or _is_elsewhere(context, hits):
        return None
    if topic == "responsibility":
        found = _responsible(context, region)
        if found:
            return found
    return _pathway(context, region, hits) or _clauses(context, hits, topic)


def _is_elsewhere(context: Context, hits: list[Hit]) -> bool:
    """Whether the question is none that these documents answer."""
    if context.message.ranking.get("out_of_scope", 0.0) >= _OUT_OF_SCOPE:
        return True
    return not context.services.retriever.answers(hits)


def _with_evidence(context: Context, topic: str | None, hits: list[Hit]) -> list[Hit]:
    """The hits that can be about the topic, where that shows in their words."""
    subject = context.services.subjects.get(topic or "")
    if subject is None or subject.evidence is None:
        return hits
    return [hit for hit in hits if re.search(subject.evidence, hit.clause.text)]


def _pathway(context: Context, region: str, hits: list[Hit]) -> Found | None:
    """The pathway that the question is about, opened by the document or not."""
    services = context.services
    subjects = context.message.subjects
    opened = services.eligibility.pathways(region)
    topic = context.topic
    if topic and topic not in opened and subjects[topic] >= _SURE_OF_PATHWAY:
        return _absent(context, region, topic, hits)
    fitting = [
        name
        for name, (folder, pathway) in opened.items()
        if subjects.get(name, 0.0) >= _MENTIONED
        and services.corpus.find_quote(folder, pathway.quotes[0]) == hits[0].clause
    ]
    best = max(fitting, key=lambda name: subjects[name], default=None)
    if best is None:
        return None
    folder, pathway = opened[best]
    clauses = _quoted(context, folder, pathway)
    notices = tuple(Notice(n.kind, n.text) for n in pathway.notices)
    if pathway.elsewhere:
        notices = (Notice("standard_elsewhere", pathway.elsewhere.text), *notices)
    return Found(pathway.summary, clauses, best, hits[0].passage, best, notices)


def _absent(context: Context, region: str, topic: str, hits: list[Hit]) -> Found | None:
    """What the document says of a pathway that it does not open."""
    services = context.services
    absent = services.eligibility.absent(region, topic)
    if absent is None:
        return None
    folder, note = absent
    subject = services.subjects[topic].title
    conclusion = context.say(
        "pathway.absent_see", region=region_name(context), subject=subject, note=note.note
    )
    quotes = [note.quote] if note.quote else []
    if not quotes and note.see:
        quotes = list(services.eligibility.pathways(region)[note.see][1].quotes[:1])
    clauses = [services.corpus.find_quote(folder, quote) for quote in quotes]
    return Found(conclusion, clauses or [hits[0].clause], topic, quotes[0] if quotes else "")


def _materials(context: Context, region: str) -> Found | None:
    """What to bring for the pathway that is meant, as its document lists it."""
    opened = context.services.eligibility.pathways(region)
    subjects = context.message.subjects
    named = [s for s in sorted(subjects, key=lambda s: -subjects[s]) if subjects[s] >= _MENTIONED]
    meant = next((name for name in (*named, context.session.topic) if name in opened), None)
    if meant is None:
        return None
    folder, pathway = opened[meant]
    clauses = _quoted(context, folder, pathway)
    if pathway.materials:
        conclusion = context.say("answer.materials", items="、".join(pathway.materials.items))
    else:
        conclusion = context.say(
            "answer.materials_absent", region=region_name(context), pathway=pathway.title
        )
    return Found(conclusion, clauses[:1], "materials", pathway.quotes[0])


def _quoted(context: Context, folder: str, pathway: Pathway) -> list[Clause]:
    clauses = [context.services.corpus.find_quote(folder, quote) for quote in pathway.quotes]
    return list({clause.id: clause for clause in clauses}.values())


def _clauses(context: Context, hits: list[Hit], topic: str | None) -> Found:
    """The best clause, and the second where it answers nearly as well."""
    clauses = [hits[0].clause]
    if len(hits) > 1 and hits[1].score >= _SECOND * hits[0].score:
        clauses.append(hits[1].clause)
    subject = context.services.subjects.get(topic or "")
    shown = excerpt(clauses[0].quote, hits[0].passage)
    general = _is_general(context, shown)
    name = "answer.general" if general and subject else "answer.subject" if subject else "answer.plain"
    conclusion = context.say(
        name, region=region_name(context), subject=subject.title if subject else ""
    )
    return Found(conclusion, clauses, topic, hits[0].passage)


def _is_general(context: Context, quote: str) -> bool:
    """Whether a quote only states an aim."""
    words = "|".join(context.services.wording.listed("general_words"))
    return len(re.findall(words, quote)) >= 2  # noqa: PLR2004


def _validity(context: Context, region: str) -> Found:
    """What the region's documents say of their own dates."""
    services = context.services
    sentences, clauses = [], []
    for document in services.corpus.by_region(region):
        status = document.status(context.day)
        key = status
        if status == "in_force":
            key = "in_force_until" if document.expires_on else "in_force_open"  # type: ignore[assignment]
        say, date = services.wording.say, services.wording.date
        number = document.doc_number
        sentences.append(
            say(
                "validity.stated",
                region=region_name(context),
                issuer=document.issuer,
                title=document.title,
                number=say("number", doc_number=number) if number else say("validity.number_none"),
            )
            + say(
                f"validity.{key}",
                effective_from=date(document.effective_from),
                expires_on=date(document.expires_on),
                signed=say("notice.signed", issued=date(document.issued)) if document.issued else "",
            )
        )
        closing = [c for c in document.clauses if c.kind == "closing"]
        clauses += closing or [c for c in document.clauses if c.kind == "preamble"][:1]
    return Found("".join(sentences), clauses, "validity")


def _responsible(context: Context, region: str) -> Found | None:
    """The clause asked about with the offices that the document names for it, if it names any."""
    subjects = {k: v for k, v in context.message.subjects.items() if k != "responsibility"}
    hits = context.services.retriever.search(context.bare, region, subjects)
    clause = next((hit.clause for hit in hits[:_NEAR] if hit.clause.responsible), None)
    if clause is None:
        return None
    conclusion = context.say(
        "answer.responsible", region=region_name(context), offices="、".join(clause.responsible)
    )
    parts = clause.id.split("/")
    paths = ["/".join(parts[:n]) for n in range(len(parts), 0, -1)]
    named = {f"{path}/责任单位" for path in paths}
    document = context.services.corpus.documents[clause.document]
    offices = [c for c in document.clauses if c.id in named]
    return Found(conclusion, [*offices[:1], clause], "responsibility", hits[0].passage)
