"""What answers a question: the conclusion, its clauses, and what must be known beside it."""

from __future__ import annotations

import re

from actions.conversation.decision import Decision, Found
from actions.conversation.moves import absent, silent
from actions.conversation.moves.facet import facet_part, materials_sentence
from actions.conversation.moves.pending import with_pending
from actions.conversation.plainly import put_plainly
from actions.conversation.relations import along_sentence, companion_sentences
from actions.conversation.situation import Situation
from actions.conversation.speaking import (
    clause_part,
    notices_on,
    region_name,
    region_ref,
    summary_parts,
)
from actions.corpus import Clause
from actions.turns.citations import cite_all, last_amendment, stated_dates
from actions.turns.model import Citation, Notice, Option, Part, Turn
from actions.turns.quoting import amended_by, excerpt, notice_parts
from luohu.policy import policy


def perform(decision: Decision) -> Turn:
    """Say it, the conclusion first, with the next question of a check below."""
    situation, found = decision.situation, decision.found
    if found is None:
        raise ValueError("an answer needs what was found")
    found = put_plainly(situation, found)
    corpus, day = situation.services.corpus, situation.day
    answering = cite_all(corpus, [*found.clauses, *offices(situation, found)], day)
    beside = cite_all(corpus, found.beside, day, "related")
    citations = (*answering, *beside)
    if not citations:
        return silent.perform(decision)
    notices = (*_own_notices(situation, found), *notices_on(situation, citations))
    first = tuple(range(len(answering)))
    clauses = (
        clause_part(situation, citations, number, found.passage) for number in range(len(citations))
    )
    turn = Turn(
        "answer",
        (*conclusion(situation, found, first), *clauses, *notice_parts(notices)),
        region_ref(situation),
        found.topic,
        citations,
        notices,
        taps(situation),
    )
    return with_pending(turn, decision)


def among_others(one: Decision, cited: list[Citation]) -> tuple[tuple[int, ...], list[Part]]:
    """One of several answers in a turn, each resting on its first clause alone.

    Args:
        one: the decision on one question or place; it has found something.
        cited: the turn's citations so far, to which this one's are added.

    Returns:
        The numbers of its citations, and its parts.
    """
    situation, found = one.situation, one.found
    if found is None:
        raise ValueError("an answer needs what was found")
    found = put_plainly(situation, found)
    own = cite_all(situation.services.corpus, found.clauses[:1], situation.day)
    numbers = tuple(range(len(cited), len(cited) + len(own)))
    cited += own
    clauses = (clause_part(situation, cited, number, found.passage) for number in numbers)
    return numbers, [*conclusion(situation, found, numbers), *clauses]


def conclusion(
    situation: Situation, found: Found, citations: tuple[int, ...] = ()
) -> tuple[Part, ...]:
    """What is said first, resting on the citations that answer."""
    pathway = situation.opened[found.pathway][1] if found.pathway else None
    name = region_name(situation)
    match found.treats:
        case "validity":
            documents = situation.services.corpus.by_region(situation.state.region or "")
            text = validity(situation)
            if all(one.status(situation.day) == "undated" for one in documents):
                said = situation.say("validity.asked") + text + situation.say("facet.ask")
                return (Part("silence", said, citations),)
        case "office":
            offices = "、".join(found.clauses[0].responsible)
            text = situation.say("answer.responsible", region=name, offices=offices)
        case "materials" if pathway:
            text = materials_sentence(situation, pathway)
        case "companions" if found.along:
            text = along_sentence(situation, found.along)
        case "companions" if pathway and pathway.companions:
            lead = situation.say("companions.lead", pathway=pathway.title)
            text = lead + companion_sentences(situation, pathway.companions)
        case "absent":
            return (Part("silence", absent.sentence(situation, found.topic or ""), citations),)
        case "facet":
            return (facet_part(situation, found.told, citations),)
        case "pathway" if pathway:
            return summary_parts(situation, pathway, citations)
        case _:
            text = found.plain or _nearest(situation, found)
    return (Part("conclusion", text, citations),)


def _own_notices(situation: Situation, found: Found) -> tuple[Notice, ...]:
    """What the rules of a pathway say beside it."""
    if found.treats != "pathway" or found.pathway is None:
        return ()
    rules = situation.opened[found.pathway][1]
    elsewhere = rules.elsewhere
    notices = tuple(Notice(notice.kind, notice.text) for notice in rules.notices)
    return (Notice("standard_elsewhere", elsewhere.text), *notices) if elsewhere else notices


def validity(situation: Situation) -> str:
    """What the region's documents say of their own dates."""
    services, sentences = situation.services, []
    for document in services.corpus.by_region(situation.state.region or ""):
        status: str = document.status(situation.day)
        if status == "in_force":
            status = "in_force_until" if document.expires_on else "in_force_open"
        dates = stated_dates(document, services.wording)
        number = situation.say("validity.number_none")
        if document.doc_number:
            number = situation.say("number", doc_number=document.doc_number)
        name = region_name(situation)
        sentences.append(situation.say("validity.stated", region=name, number=number, **dates))
        sentences.append(situation.say(f"validity.{status}", **dates))
        if amended := last_amendment(document):
            sentences.append(amended_by(amended, services.wording, "validity.amended"))
    return "".join(sentences)


def offices(situation: Situation, found: Found) -> list[Clause]:
    """Where the document names the offices for a clause: beside it, or at a heading above."""
    if found.treats != "office":
        return []
    clause = found.clauses[0]
    parts = clause.id.split("/")
    named = {f"{'/'.join(parts[:n])}/责任单位" for n in range(1, len(parts) + 1)}
    document = situation.services.corpus.documents[clause.document]
    return [one for one in document.clauses if one.id in named][:1]


def _nearest(situation: Situation, found: Found) -> str:
    """How a clause bears on the question: as one that answers, or that only states an aim."""
    subject = situation.services.subjects.get(found.topic or "")
    words = "|".join(situation.services.wording.listed("general_words"))
    shown = excerpt(found.clauses[0].quote, found.passage)
    general = len(re.findall(words, shown)) >= policy().search.words_of_an_aim
    name = "general" if general and subject else "subject" if subject else "plain"
    return situation.say(
        f"answer.{name}",
        region=region_name(situation),
        subject=subject.title if subject else "",
    )


def taps(situation: Situation) -> tuple[Option, ...]:
    """Taps that lead on from an answer."""
    entries = situation.services.wording.listed("answer.options")
    return tuple(Option(entry["title"], entry["payload"]) for entry in entries)
