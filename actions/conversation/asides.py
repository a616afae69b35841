"""Questions beside the rules: dates, offices, materials, who may come along."""

from __future__ import annotations

from actions.conversation.companions import companion_sentences
from actions.conversation.context import Context
from actions.conversation.found import Found, quoted
from actions.conversation.menu import region_name
from actions.conversation.naming import named_pathway
from actions.corpus import Clause
from actions.turns.citations import stated_dates

# Asked about a pathway, these leave it what is being spoken of.
ASIDES = ("materials", "accompany", "responsibility", "validity", "where_to_apply")

_NEAR = 2
_ALL = 1000


def validity(context: Context, region: str) -> Found:
    """What the region's documents say of their own dates."""
    services = context.services
    say = services.wording.say
    sentences: list[str] = []
    clauses: list[Clause] = []
    for document in services.corpus.by_region(region):
        status: str = document.status(context.day)
        if status == "in_force":
            status = "in_force_until" if document.expires_on else "in_force_open"
        dates = stated_dates(document, services.wording)
        number = say("validity.number_none")
        if document.doc_number:
            number = say("number", doc_number=document.doc_number)
        name = region_name(context)
        sentences.append(say("validity.stated", region=name, number=number, **dates))
        sentences.append(say(f"validity.{status}", **dates))
        kinds = {clause.kind: clause for clause in reversed(document.clauses)}
        clauses += [kinds[kind] for kind in ("closing", "preamble") if kind in kinds]
    found = context.services.retriever.search(context.bare, region, {}, limit=_ALL)
    order = [hit.clause for hit in found]
    clauses.sort(key=lambda clause: order.index(clause) if clause in order else len(order))
    return Found("".join(sentences), clauses, "validity")


def responsible(context: Context, region: str) -> Found | None:
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
    return Found(conclusion, [clause, *offices[:1]], "responsibility", hits[0].passage)


def materials(context: Context, region: str) -> Found | None:
    """What to bring for the pathway that is meant, as its document lists it."""
    opened = context.services.eligibility.pathways(region)
    spoken_of = context.session.topic
    meant = named_pathway(context, opened) or (spoken_of if spoken_of in opened else None)
    if meant is None:
        return None
    folder, pathway = opened[meant]
    clauses = quoted(context, folder, pathway)
    if pathway.materials:
        conclusion = context.say("answer.materials", items="、".join(pathway.materials.items))
    else:
        conclusion = context.say(
            "answer.materials_absent", region=region_name(context), pathway=pathway.title
        )
    return Found(conclusion, clauses[:1], "materials", pathway.quotes[0])


def companions(context: Context, region: str) -> Found | None:
    """Who may come along on the pathway that is being spoken of."""
    opened = context.services.eligibility.pathways(region)
    folder, pathway = opened.get(context.session.topic or "", (None, None))
    if folder is None or pathway is None or pathway.companions is None:
        return None
    quotes = (pathway.companions.quote, pathway.quotes[0])
    clauses = [context.services.corpus.find_quote(folder, quote) for quote in quotes]
    lead = context.say("companions.lead", pathway=pathway.title)
    sentences = companion_sentences(context, pathway.companions)
    return Found(lead + sentences, clauses, "accompany", quotes[0])
