"""Which one thing is asked of which pathway, and what the document says of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from actions.conversation.deciding.pathways import named_subject
from actions.conversation.deciding.scope import of_another_matter
from actions.conversation.decision import Found, Told, opening_clauses
from actions.conversation.naming import pathways_called, titled_pathway
from actions.conversation.session import ANY_PATHWAY
from actions.conversation.situation import Situation
from actions.corpus import Clause
from actions.eligibility.evaluate import facts_of
from actions.eligibility.facets import Facet, cell_of
from actions.eligibility.model import Gap, Pathway, Stated
from actions.understanding.facets import (
    asks_outright,
    facets_asked,
    is_word_of,
    without_names,
    without_questions,
)
from actions.understanding.speech import pattern
from luohu.policy import policy


def facets_found(situation: Situation) -> tuple[Found, ...]:
    """What the document spoken of says of the one thing asked, once for each pathway meant.

    Returns:
        Nothing where no such thing is asked, or it is not clear of which pathway.
    """
    facets = asked_of(situation)
    if not facets:
        return ()
    names = _pathways_meant(situation, facets)
    found = (_found(situation, name, facets) for name in names)
    told = tuple(one for one in found if one)
    if told or names:
        return told
    everywhere = _of_every_pathway(situation, facets)
    return (everywhere,) if everywhere else ()


def asked_of(situation: Situation) -> list[Facet]:
    """The facets that the message asks for, or that it asks for of something else (那买房的呢)."""
    services, state = situation.services, situation.state
    if len(situation.text) > policy().lengths.story:
        return []
    asked = list(facets_asked(situation.text, services.facets))
    and_that = len(situation.text) <= policy().lengths.also_so and pattern("and_that").search(
        situation.text
    )
    if not asked and and_that and state.question and _named(situation, situation.text):
        asked = list(facets_asked(state.question.text, services.facets))
    return [services.facets[name] for name in asked]


def _pathways_meant(situation: Situation, facets: Sequence[Facet]) -> list[str]:
    """The pathways whose facet is asked: those named, or the one that is being spoken of."""
    opened, state, topic = situation.opened, situation.state, situation.topic
    text = situation.reading.whole
    named = _named(situation, without_names(text, facets))
    if len(named) > 1 and pattern("together").search(text):
        return named
    short = len(situation.reading.point) <= policy().lengths.leans_on_question
    spoken_of = next((n for n in (state.checking, state.topic, state.judged) if n in opened), None)
    names_one = _names_something(situation, without_questions(text, facets))
    leans = short and not names_one and not of_another_matter(situation)
    if short and spoken_of and (spoken_of in named or (leans and not named)):
        return [spoken_of]
    moves = topic if situation.reading.message.told and topic in opened else None
    meant = titled_pathway(text, opened) or moves
    if meant:
        return [meant]
    goes_on = leans or (short and spoken_of)
    agrees = topic in named or (short and named and topic is None)
    about_it = _speaks_of_settling(situation) and _may_be_of(situation, facets)
    if not (goes_on or agrees or about_it):
        return []
    heard = [topic] if topic and topic in opened else []
    best = named_subject(situation, [*named, *heard]) if named or heard else None
    return [best] if best else []


def _may_be_of(situation: Situation, facets: Sequence[Facet]) -> bool:
    """Whether a message is surely about nothing else than a pathway, and asks more than who acts.

    Which office acts is asked of a clause, be it one of a pathway or not.
    """
    topic, subjects = situation.topic, situation.services.subjects
    if all(facet.part == "responsible" for facet in facets):
        return topic in situation.opened
    if topic is None or topic in situation.opened or subjects[topic].aside:
        return True
    if situation.reading.subjects[topic] < policy().subjects.surely_meant or topic == ANY_PATHWAY:
        return True
    return any(is_word_of(word, facets) for word in subjects[topic].lay)


def _named(situation: Situation, text: str) -> list[str]:
    return pathways_called(text, situation.opened, situation.services.subjects)


def of_places_compared(situation: Situation) -> bool:
    """Whether a message without a place asks one thing of the places set side by side before."""
    state, text = situation.state, situation.text
    if not state.compared or situation.reading.places.regions or not asked_of(situation):
        return False
    both = pattern("both_places").search(text) or pattern("compares").search(text)
    return state.region is None or bool(both)


def _names_something(situation: Situation, text: str) -> bool:
    """Whether a text has a word for any subject that is not merely asked of another one."""
    return any(
        len(word) > 1 and word in text
        for subject in situation.services.subjects.values()
        if not subject.aside
        for word in subject.lay
    )


def _speaks_of_settling(situation: Situation) -> bool:
    """Whether a message is about a way to settle, and not about what else goes on there."""
    outside = situation.reading.message.ranking.get("out_of_scope", 0.0)
    settles = pattern("settles").search(situation.reading.whole)
    return bool(settles) and outside < policy().scope.something_else


def _found(situation: Situation, name: str, facets: Sequence[Facet]) -> Found | None:
    """What the rules of a pathway say of what is asked.

    Who tells a fact on which they depend wants to be judged, and does not ask for its facet.
    """
    folder, rules = situation.opened[name]
    first, *_ = opening_clauses(situation.services, folder, rules)
    if first.responsible and any(facet.part == "responsible" for facet in facets):
        return Found("office", (first,), "responsibility", name, rules.quotes[0])
    book = situation.services.eligibility.facts
    judged_by = facts_of(rules.requires) & situation.reading.stated.facts.keys()
    judged = {book[fact].facet for fact in judged_by}
    asked = (
        facet
        for facet in facets
        if facet.applies_to(name)
        and (facet.id not in judged or asks_outright(situation.text, facet))
    )
    cells = (cell_of(facet, rules, book) for facet in asked)
    told = tuple(Told((rules.title,), name, cell) for cell in cells if cell.says_anything)
    return _resting_on(situation, told, name) if told else None


def _of_every_pathway(situation: Situation, facets: Sequence[Facet]) -> Found | None:
    """What a document states of a facet where no pathway is named, the same words said once."""
    if len(situation.text) > policy().lengths.also_so or not _speaks_of_settling(situation):
        return None
    told: dict[tuple[str, ...], Told] = {}
    for name, (_folder, rules) in situation.opened.items():
        for one in _written_out(situation, name, rules, facets):
            words = tuple(stated.text for stated in one.cell.stated)
            before = told.get(words)
            titles = (*before.titles, rules.title) if before else (rules.title,)
            told[words] = replace(before or one, titles=titles)
    if not told or len(told) > policy().several.most:
        return None
    return _resting_on(situation, tuple(told.values()), None)


def _written_out(
    situation: Situation, name: str, rules: Pathway, facets: Sequence[Facet]
) -> Iterator[Told]:
    """What a pathway states of the facets that no part of it is for."""
    book = situation.services.eligibility.facts
    for facet in facets:
        if facet.part is None and facet.applies_to(name):
            cell = cell_of(facet, rules, book)
            if cell.stated:
                yield Told((rules.title,), name, cell)


def _resting_on(situation: Situation, told: tuple[Told, ...], name: str | None) -> Found:
    """What is told, with the clauses that state it or come nearest."""
    corpus, opened = situation.services.corpus, situation.opened
    quoted = [(opened[one.pathway][0], quote) for one in told for quote in _quotes(situation, one)]
    found = (corpus.find_quote(folder, quote) for folder, quote in quoted)
    clauses: dict[str, Clause] = {clause.id: clause for clause in found}
    topic = name or ANY_PATHWAY
    return Found("facet", tuple(clauses.values()), topic, name, quoted[0][1], told=told)


def _quotes(situation: Situation, told: Told) -> list[str]:
    parts: tuple[Stated | Gap, ...] = (*told.cell.stated, *told.cell.silent)
    quotes = list(dict.fromkeys(part.quote for part in parts if part.quote))
    return quotes or [situation.opened[told.pathway][1].quotes[0]]
