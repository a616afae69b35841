"""The verdict: the conclusion first, then each condition, what is practical, and the clauses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from actions.conversation.decision import Decision
from actions.conversation.interview import facts_for
from actions.conversation.moves.noted import with_noted
from actions.conversation.moves.overview import (
    aside_parts,
    cite_ways,
    flips_in_words,
    flips_view,
    split,
    view_of,
    way_parts,
)
from actions.conversation.persons import called
from actions.conversation.relations import companion_sentences
from actions.conversation.situation import Situation
from actions.conversation.speaking import clause_part, notices_on, region_name, region_ref
from actions.corpus import Clause
from actions.eligibility import Judgement
from actions.eligibility.changes import Change
from actions.eligibility.evaluate import facts_of
from actions.eligibility.judge import ConditionState
from actions.eligibility.model import PathwayNotice
from actions.eligibility.overview import Way, flips_of
from actions.turns.citations import cite_all
from actions.turns.model import Citation, Notice, Option, Part, Turn
from actions.turns.quoting import notice_parts
from actions.understanding.casting import SPEAKER
from luohu.policy import policy

_SETTLED = {"ambiguous_clause": ("unmet", "met")}
_MAY_COME = ("allowed", "conditional")


def perform(decision: Decision) -> Turn:
    """Give the verdict with everything it rests on."""
    situation, judgement = decision.situation, decision.judgement
    if judgement is None:
        raise ValueError("a verdict needs a judgement")
    services, rules = situation.services, judgement.pathway
    first, *rest = _clauses(situation, judgement)
    answering = cite_all(services.corpus, [first], situation.day)
    further = [clause for clause in rest if clause != first]
    citations = (*answering, *cite_all(services.corpus, further, situation.day, "condition"))
    own = tuple(range(len(citations)))
    ways = [way for way in decision.ways if way.pathway.id != rules.id]
    told, aside = split(situation, ways)
    citations = (*citations, *cite_ways(situation, told, citations))
    notices = (
        *((Notice("standard_elsewhere", rules.elsewhere.text),) if rules.elsewhere else ()),
        *(Notice(notice.kind, notice.text) for notice in _notices(judgement)),
        *notices_on(situation, citations),
    )
    flips = _flips(situation, judgement)
    clause = [clause_part(situation, citations, 0, rules.quotes[0])] if citations else []
    parts = (
        Part("conclusion", _conclusion(situation, judgement, flips), own),
        *(Part("condition", line) for line in _condition_lines(situation, judgement)),
        *_silences(situation, judgement),
        *_practical_parts(situation, judgement, bool(told)),
        *_also(situation, told, citations),
        *aside_parts(situation, aside),
        *clause,
        *notice_parts(notices),
    )
    titles = [
        choice.pathway.title for choice in judgement.alternatives[: policy().check.alternatives]
    ]
    turn = Turn(
        "eligibility",
        parts,
        region_ref(situation),
        rules.id,
        citations,
        notices,
        tuple(Option(title, title) for title in titles),
        eligibility=_view(situation, judgement, citations, flips),
        overview=tuple(view_of(situation, way, citations) for way in decision.ways),
    )
    return with_noted(turn, situation, facts_of(rules.requires), rules)


def _also(
    situation: Situation, told: Sequence[Way], citations: Sequence[Citation]
) -> tuple[Part, ...]:
    """What the other pathways come to, in a line each."""
    if not told:
        return ()
    return (
        Part("offer", situation.say("eligibility.also")),
        *way_parts(situation, told, citations),
    )


def _flips(situation: Situation, judgement: Judgement) -> tuple[Change, ...]:
    """The fewest changes that turn the verdict."""
    if judgement.verdict == "eligible":
        return ()
    book = situation.services.eligibility.facts
    rules = judgement.pathway
    return flips_of(rules, facts_for(situation, rules), book, situation.day)


def _notices(judgement: Judgement) -> list[PathwayNotice]:
    """What must be known beside the verdict: nothing on a condition that has failed, and no doubt
    about one that is clearly met."""
    states = {state.id: state.state for state in judgement.conditions}
    return [
        notice
        for notice in judgement.pathway.notices
        if states.get(notice.condition or "") not in _SETTLED.get(notice.kind, ("unmet",))
    ]


def _clauses(situation: Situation, judgement: Judgement) -> list[Clause]:
    rules = judgement.pathway
    quotes = [rules.quotes[0], *(state.quote for state in judgement.conditions)]
    for stated in (
        rules.materials,
        rules.apply_at,
        rules.lands_at,
        rules.companions,
        rules.elsewhere,
    ):
        if stated:
            quotes.append(stated.quote)
    quotes += [notice.quote for notice in _notices(judgement)]
    return [_clause(situation, judgement, quote) for quote in quotes]


def _clause(situation: Situation, judgement: Judgement, quote: str) -> Clause:
    return situation.services.corpus.find_quote(judgement.folder, quote)


def _conclusion(situation: Situation, judgement: Judgement, flips: Sequence[Change]) -> str:
    names = {"region": region_name(situation), "pathway": judgement.pathway.title}
    if judgement.verdict != "undetermined":
        text = situation.say(f"eligibility.{judgement.verdict}", **names)
    elif judgement.missing:
        facts = situation.services.eligibility.facts
        missing = "、".join(f"“{facts[name].label}”" for name in judgement.missing)
        text = situation.say("eligibility.undetermined_facts", missing=missing, **names)
    else:
        text = "".join(_openings(situation, judgement)) or situation.say(
            "eligibility.undetermined_elsewhere", reason=""
        )
    if judgement.earliest:
        day = situation.services.wording.date(judgement.earliest)
        name = "earliest" if judgement.earliest_is_sure else "earliest_of_time"
        text += situation.say(f"eligibility.{name}", date=day)
    elif judgement.verdict == "ineligible" and flips:
        known = [one for one in flips if one.known]
        others = situation.say("eligibility.others") if len(known) < len(flips) else ""
        items = flips_in_words(situation, known)
        text += situation.say("eligibility.flips", items=items, others=others)
    applicant = situation.state.persons.get("applicant")
    if applicant is None or applicant.relation == SPEAKER:
        return text
    whose = situation.say("persons.your", words=applicant.words)
    return situation.say("eligibility.of", whose=whose) + text


def _openings(situation: Situation, judgement: Judgement) -> list[str]:
    """What the document leaves open, with the words that do and whom to ask."""
    openings = dict.fromkeys(state.opening for state in judgement.conditions if state.opening)
    window = situation.say("eligibility.window")
    elsewhere = [one for one in openings if one.reason == "standard_elsewhere"]
    said = [
        situation.say(
            "eligibility.undetermined_open",
            text=one.text,
            quote=one.quote,
            ask=one.ask or window,
        )
        for one in openings
        if one not in elsewhere
    ]
    if elsewhere:
        reason = "；".join(one.text.removesuffix("。") for one in elsewhere)
        asked = "、".join(dict.fromkeys(one.ask or window for one in elsewhere))
        whom = situation.say("eligibility.ask", reason=reason, ask=asked)
        said.append(situation.say("eligibility.undetermined_elsewhere", reason=whom))
    return said


def _condition_lines(situation: Situation, judgement: Judgement) -> list[str]:
    """What is unmet first, then what is met, what the text leaves open, and what is not known."""
    lines = []
    for wanted in ("unmet", "met"):
        for state in judgement.conditions:
            if state.state == wanted:
                text = _of_whom(situation, judgement, state)
                tells_more = state.how and state.how.rstrip("。") not in text
                how = situation.say("eligibility.how", meet=state.how) if tells_more else ""
                lines.append(situation.say(f"eligibility.{wanted}", text=text, how=how))
    if judgement.missing and judgement.verdict == "undetermined":
        lines += _openings(situation, judgement)
    unknown = [
        _of_whom(situation, judgement, state)
        for state in judgement.conditions
        if state.reason == "fact_missing"
    ]
    if unknown:
        lines.append(situation.say("eligibility.unknown", text="；".join(dict.fromkeys(unknown))))
    return list(dict.fromkeys(lines))


def _silences(situation: Situation, judgement: Judgement) -> list[Part]:
    """What the document does not say of conditions that are met."""
    met = {state.id for state in judgement.conditions if state.state == "met"}
    if judgement.verdict == "ineligible":
        return []
    silent = [gap.text for gap in judgement.pathway.gaps if gap.condition in met]
    text = situation.say("eligibility.silent", text="；".join(silent))
    return [Part("silence", text)] if silent else []


def _of_whom(situation: Situation, judgement: Judgement, state: ConditionState) -> str:
    """The requirement, with the person who has to meet it where there are several."""
    facts = situation.services.eligibility.facts
    fact = facts.get(state.fact or "")
    relative = situation.state.persons.get(fact.kinship) if fact and fact.kinship else None
    if relative and relative.words and state.state == "unmet":
        return situation.say("eligibility.relative", text=state.text, words=relative.words)
    holders = {facts[name].holder for name in facts_of(judgement.pathway.requires)}
    if "companion" not in holders or fact is None or fact.holder != "applicant":
        return state.text
    name = called(situation, judgement.pathway).applicant
    return situation.say("eligibility.of_whom", who=name, text=state.text)


def _practical_parts(situation: Situation, judgement: Judgement, ways_follow: bool) -> list[Part]:
    rules = judgement.pathway
    parts = []
    if judgement.verdict != "ineligible":
        if rules.materials:
            items = "、".join(rules.materials.items)
            parts.append(Part("answer", situation.say("eligibility.materials", items=items)))
        else:
            parts.append(Part("silence", situation.say("eligibility.materials_none")))
        for name, stated in (("apply_at", rules.apply_at), ("lands_at", rules.lands_at)):
            if stated:
                text = situation.say(f"eligibility.{name}", place=stated.text)
                parts.append(Part("answer", text))
        if rules.companions:
            along = companion_sentences(situation, rules.companions, _MAY_COME)
            text = situation.say("eligibility.companions", sentences=along)
            parts += [Part("answer", text)] if along else []
    if judgement.alternatives and not ways_follow:
        chosen = judgement.alternatives[: policy().check.alternatives]
        items = "、".join(choice.pathway.title for choice in chosen)
        parts.append(Part("offer", situation.say("eligibility.alternatives", items=items)))
    return parts


def _view(
    situation: Situation,
    judgement: Judgement,
    citations: tuple[Citation, ...],
    flips: Sequence[Change],
) -> dict[str, Any]:
    rules, facts = judgement.pathway, situation.services.eligibility.facts
    index = {(one.document, one.clause): number for number, one in enumerate(citations)}

    def number(quote: str) -> int | None:
        clause = _clause(situation, judgement, quote)
        return index.get((clause.document, clause.id))

    relations = situation.services.wording.mapping("relations")
    companions = rules.companions
    return {
        "pathway": rules.id,
        "verdict": judgement.verdict,
        "conditions": [
            {
                "id": state.id,
                "text": _of_whom(situation, judgement, state),
                "state": state.state,
                "reason": state.reason,
                "citation": number(state.quote),
                "how_to_meet": state.how,
            }
            for state in judgement.conditions
        ],
        "materials": list(rules.materials.items) if rules.materials else [],
        "apply_at": rules.apply_at.text if rules.apply_at else None,
        "lands_at": rules.lands_at.text if rules.lands_at else None,
        "companions": [
            {
                "relation": relations[relation],
                "state": state,
                "citation": number(companions.quote),
            }
            for relation, state in companions.relations.items()
        ]
        if companions
        else [],
        "companions_note": companions.note if companions else None,
        "missing_facts": [name for name in judgement.missing if name in facts],
        "alternatives": [
            {
                "pathway": choice.pathway.id,
                "verdict": choice.verdict,
                "text": choice.pathway.summary,
            }
            for choice in judgement.alternatives
        ],
        "earliest_date": judgement.earliest.isoformat() if judgement.earliest else None,
        "earliest_is_sure": judgement.earliest_is_sure if judgement.earliest else None,
        "flips": flips_view(flips),
    }
