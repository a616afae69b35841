"""Answers to questions of policy: the clause that answers, or that none does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.conversation.deciding.all_ways import begin, wants_all_ways
from actions.conversation.deciding.along import along, asks_of_a_relative
from actions.conversation.deciding.facets import facets_found, of_places_compared
from actions.conversation.deciding.judging import (
    absence,
    absent,
    judged,
    still_open,
    with_pending,
)
from actions.conversation.deciding.pathways import (
    is_case_of,
    is_known,
    is_near,
    named_subject,
    opened_surely,
    wants_verdict,
)
from actions.conversation.deciding.scope import is_ours, likelihood, silent, unread_documents
from actions.conversation.decision import Decision, Found, Treats, opening_clauses
from actions.conversation.naming import pathway_named, pathways_called, titled_pathway, words_said
from actions.conversation.session import ALL_WAYS, ANY_PATHWAY, Asked
from actions.conversation.situation import Situation
from actions.corpus import Clause
from actions.retrieval.search import Hit
from actions.understanding.facets import facets_asked
from actions.understanding.questions import questions_of
from actions.understanding.speech import pattern, speaks_of_oneself
from luohu.essence import essence
from luohu.policy import policy

_NOT_ABOUT_IT = "no clause is about it"


def answer(situation: Situation) -> Decision:
    """Answer a question about the region spoken of."""
    found = _found(situation)
    if found is None:
        return silent(situation, "no clause answers it")
    if found.treats == "absent" and found.topic:
        return absent(situation, found.topic)
    return _verdict_already(situation, found) or answered(situation, found)


def _found(situation: Situation) -> Found | None:
    """What answers the message: the one thing that is asked, or what search finds."""
    return next(iter(facets_found(situation)), None) or find(situation)


def answer_again(situation: Situation) -> Decision:
    """Take up what was being spoken of, for the place that is known now."""
    state = situation.state
    again = situation.about(state.question) if state.question else situation
    if state.checking == ALL_WAYS:
        return judged(again, ALL_WAYS)
    viewed = state.judged == ALL_WAYS and state.topic == ANY_PATHWAY
    if viewed or wants_all_ways(again):
        return begin(again)
    afresh = again.supposing(checking=None, asked_fact=None)
    spoken_of = (state.checking, again.topic, state.topic)
    pathway = next((name for name in spoken_of if name and is_known(again, name)), None)
    return judged(afresh, pathway) if pathway else answer(afresh)


def out_of_scope(situation: Situation) -> Decision | None:
    """Turn away what has nothing to do with these documents, whatever place it names."""
    reading, state = situation.reading, situation.state
    regions = reading.places.regions
    all_of_them = len(regions) == len(situation.services.regions)
    leans = regions and (state.question is not None or all_of_them)
    if leans or reading.stated.facts or reading.act != "out_of_scope":
        return None
    if is_ours(situation, state.region):
        return None
    return silent(situation, "it is taken for something else, and no known question is like it")


def one_thing(situation: Situation) -> Decision | None:
    """Answer the one thing that is asked of a pathway, or of each of several."""
    places = situation.reading.places
    if situation.state.region is None or len(places.regions) > 1 or places.outside:
        return None
    if wants_verdict(situation) or of_places_compared(situation):
        return None
    if not _all_ask_for_it(situation):
        return None
    found = facets_found(situation)
    if _is_a_case(situation, found):
        return None
    if len(found) < 2:
        return answered(situation, found[0]) if found else None
    parts = tuple(
        replace(
            answered(situation.about(Asked(title_of(situation, one))), one), pathway=one.pathway
        )
        for one in found
    )
    return Decision("several", "one thing is asked of several pathways", situation, then=parts)


def _all_ask_for_it(situation: Situation) -> bool:
    """Whether a message asks nothing but one thing, or several things of the same pathway."""
    questions = questions_of(situation.text)
    services, opened = situation.services, situation.opened
    if len(questions) < 2:
        return True
    named = [set(pathways_called(one, opened, services.subjects)) for one in questions]
    alike = all(not one or one == named[0] for one in named)
    return alike and all(facets_asked(question, services.facets) for question in questions)


def title_of(situation: Situation, found: Found) -> str:
    """What the pathway is called of which something was found."""
    return situation.opened[found.pathway or ""][1].title


def _is_a_case(situation: Situation, found: Sequence[Found]) -> bool:
    """Whether somebody tells their case and asks whether they may settle, rather than one thing."""
    return any(is_case_of(situation, one.pathway) for one in found if one.pathway)


def several(situation: Situation) -> Decision | None:
    """Answer each question of a message that asks about different clauses."""
    bars, state = policy().several, situation.state
    if state.region is None or state.checking or len(situation.text) > bars.longest:
        return None
    if wants_verdict(situation):
        return None
    questions = questions_of(situation.text)[: bars.most]
    questions = [one for one in questions if not _asks_of_the_whole(situation, one)]
    if len(questions) < 2 or likelihood(situation, state.region) < policy().scope.if_sure:
        return None
    parts: list[Decision] = []
    for question in questions:
        part = _one_of_several(situation, question)
        cited = [one.found.clauses[0] for one in parts if one.found]
        if part and not (part.found and part.found.clauses[0] in cited):
            parts.append(part)
    if sum(part.found is not None for part in parts) < 2:
        return None
    reason = "each of its questions has a clause of its own"
    return Decision("several", reason, situation, then=tuple(parts))


def _asks_of_the_whole(situation: Situation, question: str) -> bool:
    """Whether a question asks, of what the others tell, whether one may settle (我能不能办)."""
    services = situation.services
    whole = pattern("may_settle").search(question) and speaks_of_oneself(question)
    if not whole or facets_asked(question, services.facets):
        return False
    return not pathways_called(question, situation.opened, services.subjects)


def _one_of_several(situation: Situation, question: str) -> Decision | None:
    """What answers one question of a message, or that surely nothing does; None if that is open.

    Understanding heard the message as a whole; which pathway one of its questions means is told by
    its words, where search finds the clause that opens it.
    """
    bars, scope, state = policy().several, policy().scope, situation.state
    asked = situation.about(Asked(question))
    one = next(iter(facets_found(asked)), None)
    if one:
        return Decision("answer", "one thing is asked", asked, one.pathway, found=one)
    bare = essence(question, situation.services.gazetteer, "")
    called = pathways_called(question, situation.opened, situation.services.subjects)
    hits = situation.evidence.hits(bare, state.region or "", dict.fromkeys(called, 1.0))
    hit, pathway = _nearest(asked, hits, bool(called))
    clear = hit.score >= policy().search.clear
    if not clear and _is_silent(situation, question, hit):
        return silent(asked, _NOT_ABOUT_IT)
    likely = situation.evidence.likelihood(bare, state.region)
    named = pathway or clear or _treats_named(asked, hit)
    # A few words say too little to be judged by anything else than what they name.
    short = len(situation.text) <= policy().essence.story
    few = short and len(bare) <= policy().lengths.leans_on_question
    if (few and named) or likely >= (scope.if_sure if named else scope.answerable):
        treats: Treats = "pathway" if pathway else "clauses"
        found = Found(treats, (hit.clause,), pathway, pathway, hit.passage)
        return Decision("answer", "search found its clause", asked, pathway, found=found)
    surely = likely < scope.if_sure and len(bare) >= bars.says_enough
    return silent(asked, _NOT_ABOUT_IT) if surely else None


def _nearest(situation: Situation, hits: list[Hit], calls: bool) -> tuple[Hit, str | None]:
    """The clause that answers a question, and the pathway that it names if that opens it.

    Where search is not clear about a clause, or the question calls a pathway, that one says which.
    """
    opened = situation.opened
    opening = {
        name: opening_clauses(situation.services, folder, rules)[0]
        for name, (folder, rules) in opened.items()
    }
    clear = hits[0].score >= policy().search.clear and not calls
    least = hits[0].score * (1 if clear else policy().several.near)
    near = {hit.clause.id: hit for hit in hits if hit.score >= least}
    fitting = [name for name in opened if opening[name].id in near]
    # 作为毕业生落户,孩子随我一起迁 asks of who comes along, whatever the one who moves goes by.
    moves = situation.topic if situation.reading.message.told else None
    titled = None if moves in opened else titled_pathway(situation.text, opened)
    name = titled or named_subject(situation, fitting)
    return (near[opening[name].id], name) if name in fitting else (hits[0], None)


def _treats_named(situation: Situation, hit: Hit) -> bool:
    """Whether a clause shows that it is about the subject that the question names."""
    subjects = situation.services.subjects
    named = named_subject(situation, sorted(subjects.keys() - situation.opened.keys()))
    evidence = subjects[named].evidence if named else None
    return bool(evidence and re.search(evidence, hit.clause.text))


def _is_silent(situation: Situation, question: str, hit: Hit) -> bool:
    """Whether a question names a subject on which documents are often silent, as this one is."""
    return any(
        not re.search(subject.evidence or "", hit.clause.text)
        for subject in situation.services.subjects.values()
        if subject.strict and any(word in question for word in subject.lay)
    )


def _verdict_already(situation: Situation, found: Found) -> Decision | None:
    """The verdict, where a person has told all that counts; nobody is refused who only asked."""
    pathway = found.pathway if found.treats == "pathway" else None
    if pathway is None or not speaks_of_oneself(situation.text) or not is_known(situation, pathway):
        return None
    decision = judged(situation, pathway)
    if decision.judgement is None or decision.move == "ask":
        return None
    return None if decision.judgement.verdict == "ineligible" else decision


def answered(situation: Situation, found: Found) -> Decision:
    """What was found, with the next question of the check that it begins or that goes on."""
    treated = found.pathway if found.treats == "pathway" else None
    begins = treated if speaks_of_oneself(situation.text) else None
    decision = Decision("answer", f"found as {found.treats}", situation, found=found)
    if situation.state.checking == ALL_WAYS:
        return with_pending(decision)
    checked = begins or situation.state.checking
    return replace(decision, pending=still_open(situation, checked), begins=bool(begins))


def find(situation: Situation) -> Found | None:
    """Find what answers the message in the documents of the region spoken of."""
    state, topic = situation.state, situation.topic
    if state.region is None or not is_ours(situation, state.region):
        return None
    bars, subjects, hits = policy(), situation.reading.subjects, situation.hits()
    if not hits:
        return None
    if topic == "validity" and _is_of_document(hits, subjects[topic]):
        return _validity(situation, hits)
    if topic == "materials":
        found = _materials(situation)
        if found:
            return found
    if topic == "accompany" and state.topic != topic:
        found = companions(situation)
        if found:
            return found
    clear = hits[0].score >= bars.search.clear
    sure = bars.subjects.surely_meant if clear else bars.subjects.pathway
    if topic and topic not in situation.opened and subjects[topic] >= sure:
        found = None if _is_answered_unnamed(situation, topic) else absence(situation, topic)
        if found:
            return found
    hits = _with_evidence(situation, topic, hits)
    if topic and subjects[topic] >= sure and _is_unspoken_of(situation, topic):
        return None
    if not hits:
        return None
    if topic == "responsibility":
        found = _office(hits)
        if found:
            return found
    return _pathway(situation, hits) or _clauses(hits, topic)


def _is_answered_unnamed(situation: Situation, subject: str) -> bool:
    """Whether the documents surely answer what has no word for the subject it is taken for."""
    known, text = situation.services.subjects[subject], situation.reading.whole
    if words_said(known.lay, text) or (known.sign and re.search(known.sign, text)):
        return False
    return likelihood(situation, situation.state.region) >= policy().scope.says_yes


def _is_of_document(hits: list[Hit], likely: float) -> bool:
    """Whether a question is about the document itself, which it says at its beginning and end."""
    surely = likely >= policy().subjects.surely_meant
    return surely or hits[0].clause.kind in ("preamble", "closing")


def _with_evidence(situation: Situation, topic: str | None, hits: list[Hit]) -> list[Hit]:
    """The hits that can be about a subject on which documents are often silent."""
    subject = situation.services.subjects.get(topic or "")
    if subject is None or subject.evidence is None or not subject.strict:
        return hits
    return [hit for hit in hits if re.search(subject.evidence, hit.clause.text)]


def _is_unspoken_of(situation: Situation, topic: str) -> bool:
    """Whether documents without rules nowhere speak of a way to settle."""
    subject, region = situation.services.subjects[topic], situation.state.region or ""
    held = situation.services.corpus.by_region(region)
    if not (subject.pathway and subject.evidence):
        return False
    if unread_documents(situation.services, region) != held:
        return False
    clauses = (clause for document in held for clause in document.clauses)
    return not any(re.search(subject.evidence, clause.text) for clause in clauses)


def _validity(situation: Situation, hits: list[Hit]) -> Found:
    """Where the region's documents tell of their own dates, the clause nearest asked first."""
    clauses: list[Clause] = []
    for document in situation.services.corpus.by_region(situation.state.region or ""):
        kinds = {clause.kind: clause for clause in reversed(document.clauses)}
        clauses += [kinds[kind] for kind in ("closing", "preamble") if kind in kinds]
    order = [hit.clause for hit in hits]
    clauses.sort(key=lambda clause: order.index(clause) if clause in order else len(order))
    return Found("validity", tuple(clauses), "validity")


def _office(hits: list[Hit]) -> Found | None:
    """The clause asked about, where the document names offices for it."""
    near = hits[: policy().search.near_top]
    hit = next((hit for hit in near if hit.clause.responsible), None)
    if hit is None:
        return None
    return Found("office", (hit.clause,), "responsibility", passage=hits[0].passage)


def _materials(situation: Situation) -> Found | None:
    """What to bring for the pathway that is meant, as its document lists it."""
    opened, spoken_of = situation.opened, situation.state.topic
    meant = named_subject(situation, opened) or (spoken_of if spoken_of in opened else None)
    meant = meant or opened_surely(situation)
    if meant is None:
        return None
    folder, pathway = opened[meant]
    first = opening_clauses(situation.services, folder, pathway)[0]
    return Found("materials", (first,), "materials", meant, pathway.quotes[0])


def companions(situation: Situation) -> Found | None:
    """Whether the relative asked about may come along, or else who may, on what is spoken of."""
    relative = along(situation) if asks_of_a_relative(situation) else None
    if relative:
        return relative
    spoken_of = situation.state.topic or ""
    folder, pathway = situation.opened.get(spoken_of, (None, None))
    if folder is None or pathway is None or pathway.companions is None:
        return None
    quotes = (pathway.companions.quote, pathway.quotes[0])
    clauses = tuple(situation.services.corpus.find_quote(folder, quote) for quote in quotes)
    return Found("companions", clauses, "accompany", spoken_of, quotes[0])


def _pathway(situation: Situation, hits: list[Hit]) -> Found | None:
    """The pathway that the question is about."""
    services, subjects, opened = situation.services, situation.reading.subjects, situation.opened
    least = policy().subjects.mentioned
    fitting = [
        name
        for name, (folder, rules) in opened.items()
        if subjects.get(name, 0.0) >= least
        and _is_found(hits, opening_clauses(services, folder, rules), subjects[name])
    ]
    best = pathway_named(situation.text, opened, services.subjects)
    best = best or max(fitting, key=lambda name: subjects[name], default=None)
    # What is surely about another subject asks for no pathway, whichever its clause opens.
    if best is None and situation.topic in (None, *opened):
        called = pathways_called(situation.text, opened, services.subjects)
        surely = opened_surely(situation)
        # 买房落户要什么 names its way, whichever clause stands above that of its own; where search
        # is clear, 别的单位 names none that it found nowhere near.
        clear = hits[0].score >= policy().search.clear
        called = [name for name in called if not clear or is_near(situation, name)]
        best = surely if surely in called or not called else called[0]
    if best is None:
        return None
    folder, pathway = opened[best]
    clauses = opening_clauses(services, folder, pathway)
    clauses.sort(key=lambda clause: clause != hits[0].clause)
    further = [hit for hit in hits if hit.clause not in clauses]
    beside = _beside(further, hits[0].score, len(clauses))
    return Found("pathway", tuple(clauses), best, best, hits[0].passage, beside)


def _is_found(hits: list[Hit], clauses: list[Clause], likely: float) -> bool:
    """Whether search found a pathway: first of all, or near the top of one that is surely meant."""
    if hits[0].clause == clauses[0]:
        return True
    bars = policy().search
    near = [hit for hit in hits[: bars.near_top] if hit.score >= bars.nearly * hits[0].score]
    surely = likely >= policy().subjects.surely_meant
    return surely and any(hit.clause in clauses for hit in near)


def _clauses(hits: list[Hit], topic: str | None) -> Found:
    """The best clause, and beside it those that answer nearly as well."""
    beside = _beside(hits[1:], hits[0].score, 1)
    return Found("clauses", (hits[0].clause,), topic, passage=hits[0].passage, beside=beside)


def _beside(further: list[Hit], best: float, cited: int) -> tuple[Clause, ...]:
    """The clauses beside those cited that may answer as well, as many as policy has shares for."""
    shares = policy().search.beside
    near = [
        hit.clause for hit, share in zip(further, shares, strict=False) if hit.score >= share * best
    ]
    return tuple(near[: max(0, 1 + len(shares) - cited)])


def in_place(situation: Situation, region: str) -> Decision:
    """What the documents of one of several places say to the question."""
    there = replace(situation, state=replace(situation.state, region=region))
    found = _found(there)
    if found is None:
        return Decision("silent", "no clause of the place answers it", there)
    return Decision("answer", f"found as {found.treats}", there, found=found)
