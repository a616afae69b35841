"""Asking for the next fact; a check begins with what the document says of the pathway."""

from __future__ import annotations

from actions.conversation.asking import behind, question_of
from actions.conversation.decision import Decision
from actions.conversation.moves.ask_basis import with_progress
from actions.conversation.situation import Situation
from actions.conversation.speaking import clause_part, notices_on, region_ref, summary_parts
from actions.corpus import Clause
from actions.eligibility import Judgement
from actions.eligibility.evaluate import facts_of
from actions.turns.citations import cite_all
from actions.turns.model import Citation, Notice, Part, Turn
from actions.turns.quoting import lapse_lead, notice_parts


def perform(decision: Decision) -> Turn:
    """Ask; what the document says of the pathway is said first where the check begins."""
    situation, judgement = decision.situation, decision.judgement
    asked = question_of(situation, judgement) if judgement else None
    if judgement is None or asked is None:
        raise ValueError(f"{decision.pathway}: no fact is open")
    question, options = asked
    parts: list[Part] = []
    citations = _basis(situation, judgement, question.fact)
    notices: tuple[Notice, ...] = ()
    text = question.text
    begins = situation.state.checking != judgement.pathway.id or situation.moved_from
    if begins and not decision.progress:
        citations = cite_all(
            situation.services.corpus, _clauses(situation, judgement), situation.day
        )
        notices = notices_on(situation, citations)
        numbers = tuple(range(len(citations)))
        parts += summary_parts(situation, judgement.pathway, numbers, "eligibility.rule")
        if citations:
            hits = situation.hits()
            passage = hits[0].passage if hits else judgement.pathway.quotes[0]
            parts.append(clause_part(situation, citations, 0, passage))
        parts += notice_parts(notices)
        text = situation.say("answer.check", question=question.text)
    return Turn(
        "question",
        (*parts, Part("question", with_progress(situation, text, decision.progress))),
        region_ref(situation),
        judgement.pathway.id,
        citations,
        notices,
        options,
        question,
    )


def _basis(situation: Situation, judgement: Judgement, fact: str) -> tuple[Citation, ...]:
    """The clause for whose condition a fact is asked; it is at hand, and shown to who asks why.

    One of a document that has lapsed is not: its warning would stand before every question.
    """
    services = situation.services
    clause = services.corpus.find_quote(judgement.folder, behind(judgement, fact))
    cited = cite_all(services.corpus, [clause], situation.day, "condition")
    return () if lapse_lead(cited, services.wording) else cited


def _clauses(situation: Situation, judgement: Judgement) -> list[Clause]:
    """The clauses of the pathway, the one that search found best in front."""
    quotes = (*judgement.pathway.quotes, *_route_quotes(situation, judgement))
    corpus, hits = situation.services.corpus, situation.hits()
    clauses = [corpus.find_quote(judgement.folder, quote) for quote in quotes]
    best = hits[0].clause if hits else None
    return sorted(clauses, key=lambda clause: clause != best)


def _route_quotes(situation: Situation, judgement: Judgement) -> list[str]:
    """The words that open the pathway by which the applicant settles, where somebody joins."""
    book, facts = situation.services.eligibility.facts, situation.state.facts
    needed = facts_of(judgement.pathway.requires)
    named = (facts.get(name) for name in needed if book[name].names_pathway)
    opened = situation.opened
    return [opened[str(name)][1].quotes[0] for name in named if name in opened]
