"""The turn that gives a verdict."""

from __future__ import annotations

from typing import Any

from actions.conversation.companions import companion_sentences
from actions.conversation.context import Context
from actions.conversation.menu import region_name, region_ref
from actions.conversation.persons import called
from actions.corpus import Clause
from actions.eligibility import Judgement
from actions.eligibility.evaluate import facts_of
from actions.eligibility.judge import ConditionState
from actions.eligibility.model import PathwayNotice
from actions.turns.citations import cite_all, standing_notices
from actions.turns.model import Citation, Notice, Option, Turn
from actions.turns.quoting import basis, with_notices

_SETTLED = {"ambiguous_clause": ("unmet", "met")}
_MAY_COME = ("allowed", "conditional")


def verdict_turn(context: Context, judgement: Judgement) -> Turn:
    """Conclusion first, then each condition, materials, place, notices and the clauses."""
    services, rules = context.services, judgement.pathway
    citations = cite_all(services.corpus, _clauses(context, judgement), context.day)
    notices = (
        *((Notice("standard_elsewhere", rules.elsewhere.text),) if rules.elsewhere else ()),
        *(Notice(notice.kind, notice.text) for notice in _notices(judgement)),
        *standing_notices(services.corpus, citations, context.day, services.wording),
    )
    lines = [
        _conclusion(context, judgement),
        *_condition_lines(context, judgement),
        *_practical_lines(context, judgement),
        *(basis(citation, services.wording, rules.quotes[0]) for citation in citations[:1]),
    ]
    options = [
        Option(choice.pathway.title, choice.pathway.title) for choice in judgement.alternatives[:3]
    ]
    return Turn(
        "eligibility",
        with_notices("\n".join(lines), notices),
        region_ref(context),
        rules.id,
        citations,
        notices,
        tuple(options),
        eligibility=_view(context, judgement, citations),
    )


def _notices(judgement: Judgement) -> list[PathwayNotice]:
    """What must be known beside the verdict: nothing on a condition that has failed, and no doubt
    about one that is clearly met."""
    states = {state.id: state.state for state in judgement.conditions}
    return [
        notice
        for notice in judgement.pathway.notices
        if states.get(notice.condition or "") not in _SETTLED.get(notice.kind, ("unmet",))
    ]


def _clauses(context: Context, judgement: Judgement) -> list[Clause]:
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
    return [_clause(context, judgement, quote) for quote in quotes]


def _clause(context: Context, judgement: Judgement, quote: str) -> Clause:
    return context.services.corpus.find_quote(judgement.folder, quote)


def _conclusion(context: Context, judgement: Judgement) -> str:
    names = {"region": region_name(context), "pathway": judgement.pathway.title}
    if judgement.verdict != "undetermined":
        text = context.say(f"eligibility.{judgement.verdict}", **names)
    elif judgement.missing:
        facts = context.services.eligibility.facts
        missing = "、".join(f"“{facts[name].label}”" for name in judgement.missing)
        text = context.say("eligibility.undetermined_facts", missing=missing, **names)
    else:
        text = "".join(_openings(context, judgement)) or context.say(
            "eligibility.undetermined_elsewhere", reason=""
        )
    if judgement.earliest:
        day = context.services.wording.date(judgement.earliest)
        name = "earliest" if judgement.earliest_is_sure else "earliest_of_time"
        text += context.say(f"eligibility.{name}", date=day)
    return text


def _openings(context: Context, judgement: Judgement) -> list[str]:
    """What the document leaves open, with the words that do and whom to ask."""
    openings = dict.fromkeys(state.opening for state in judgement.conditions if state.opening)
    window = context.say("eligibility.window")
    elsewhere = [one for one in openings if one.reason == "standard_elsewhere"]
    said = [
        context.say(
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
        whom = context.say("eligibility.ask", reason=reason, ask=asked)
        said.append(context.say("eligibility.undetermined_elsewhere", reason=whom))
    return said


def _condition_lines(context: Context, judgement: Judgement) -> list[str]:
    """What is unmet first, then what is met, what the text leaves open, and what is not known."""
    lines = []
    for wanted in ("unmet", "met"):
        for state in judgement.conditions:
            if state.state == wanted:
                how = context.say("eligibility.how", meet=state.how) if state.how else ""
                text = _of_whom(context, judgement, state)
                lines.append(context.say(f"eligibility.{wanted}", text=text, how=how))
    if judgement.missing and judgement.verdict == "undetermined":
        lines += _openings(context, judgement)
    unknown = [
        _of_whom(context, judgement, state)
        for state in judgement.conditions
        if state.reason == "fact_missing"
    ]
    if unknown:
        lines.append(context.say("eligibility.unknown", text="；".join(dict.fromkeys(unknown))))
    met = {state.id for state in judgement.conditions if state.state == "met"}
    if judgement.verdict != "ineligible":
        silent = [gap.text for gap in judgement.pathway.gaps if gap.condition in met]
        lines += [context.say("eligibility.silent", text="；".join(silent))] if silent else []
    return list(dict.fromkeys(lines))


def _of_whom(context: Context, judgement: Judgement, state: ConditionState) -> str:
    """The requirement, with the person who has to meet it where there are several."""
    facts = context.services.eligibility.facts
    fact = facts.get(state.fact or "")
    relative = context.session.persons.get(fact.kinship) if fact and fact.kinship else None
    if relative and relative.words and state.state == "unmet":
        return context.say("eligibility.relative", text=state.text, words=relative.words)
    holders = {facts[name].holder for name in facts_of(judgement.pathway.requires)}
    if "companion" not in holders or fact is None or fact.holder != "applicant":
        return state.text
    name = called(context, judgement.pathway).applicant
    return context.say("eligibility.of_whom", who=name, text=state.text)


def _practical_lines(context: Context, judgement: Judgement) -> list[str]:
    rules = judgement.pathway
    lines = []
    if judgement.verdict != "ineligible":
        if rules.materials:
            items = "、".join(rules.materials.items)
            lines.append(context.say("eligibility.materials", items=items))
        else:
            lines.append(context.say("eligibility.materials_none"))
        if rules.apply_at:
            lines.append(context.say("eligibility.apply_at", place=rules.apply_at.text))
        if rules.lands_at:
            lines.append(context.say("eligibility.lands_at", place=rules.lands_at.text))
        if rules.companions:
            along = companion_sentences(context, rules.companions, _MAY_COME)
            lines += [context.say("eligibility.companions", sentences=along)] if along else []
    if judgement.alternatives:
        items = "、".join(choice.pathway.title for choice in judgement.alternatives[:3])
        lines.append(context.say("eligibility.alternatives", items=items))
    return lines


def _view(
    context: Context, judgement: Judgement, citations: tuple[Citation, ...]
) -> dict[str, Any]:
    rules, facts = judgement.pathway, context.services.eligibility.facts
    index = {citation.clause: number for number, citation in enumerate(citations)}

    def number(quote: str) -> int | None:
        return index.get(_clause(context, judgement, quote).id)

    relations = context.services.wording.mapping("relations")
    companions = rules.companions
    return {
        "pathway": rules.id,
        "verdict": judgement.verdict,
        "conditions": [
            {
                "id": state.id,
                "text": _of_whom(context, judgement, state),
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
    }
