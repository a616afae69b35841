"""The turn that gives a verdict."""

from __future__ import annotations

from typing import Any

from actions.conversation.companions import companion_sentences
from actions.conversation.context import Context
from actions.conversation.menu import region_name, region_ref
from actions.corpus import Clause
from actions.eligibility import Judgement
from actions.turns.citations import cite_all, standing_notices
from actions.turns.model import Citation, Notice, Option, Turn
from actions.turns.quoting import basis, with_notices

_MAY_COME = ("allowed", "conditional")


def verdict_turn(context: Context, judgement: Judgement) -> Turn:
    """Conclusion first, then each condition, materials, place, notices and the clauses."""
    services, rules = context.services, judgement.pathway
    citations = cite_all(services.corpus, _clauses(context, judgement), context.day)
    notices = (
        *((Notice("standard_elsewhere", rules.elsewhere.text),) if rules.elsewhere else ()),
        *(Notice(notice.kind, notice.text) for notice in rules.notices),
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


def _clauses(context: Context, judgement: Judgement) -> list[Clause]:
    rules = judgement.pathway
    quotes = [rules.quotes[0], *(state.condition.quote for state in judgement.conditions)]
    for stated in (rules.materials, rules.apply_at, rules.companions, rules.elsewhere):
        if stated:
            quotes.append(stated.quote)
    quotes += [notice.quote for notice in rules.notices]
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
        elsewhere = judgement.pathway.elsewhere
        reason = elsewhere.text if elsewhere else ""
        text = context.say("eligibility.undetermined_elsewhere", reason=reason, **names)
    if judgement.earliest:
        day = context.services.wording.date(judgement.earliest)
        name = "earliest" if judgement.earliest_is_sure else "earliest_of_time"
        text += context.say(f"eligibility.{name}", date=day)
    return text


def _condition_lines(context: Context, judgement: Judgement) -> list[str]:
    """What is unmet first, then what is met, and in one line what is not known."""
    lines = []
    for wanted in ("unmet", "met"):
        for state in judgement.conditions:
            if state.state == wanted:
                meet = state.condition.meet
                how = context.say("eligibility.how", meet=meet) if meet else ""
                lines.append(
                    context.say(f"eligibility.{wanted}", text=state.condition.text, how=how)
                )
    unknown = [state.condition.text for state in judgement.conditions if state.state == "unknown"]
    if unknown:
        lines.append(context.say("eligibility.unknown", text="；".join(dict.fromkeys(unknown))))
    return list(dict.fromkeys(lines))


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
                "id": state.condition.id,
                "text": state.condition.text,
                "state": state.state,
                "citation": number(state.condition.quote),
                "how_to_meet": None if state.state == "met" else state.condition.meet,
            }
            for state in judgement.conditions
        ],
        "materials": list(rules.materials.items) if rules.materials else [],
        "apply_at": rules.apply_at.text if rules.apply_at else None,
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
