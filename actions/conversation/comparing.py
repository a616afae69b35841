"""Several places side by side."""

from __future__ import annotations

from dataclasses import replace

from actions.conversation.context import Context, Reply
from actions.conversation.finding import find
from actions.conversation.menu import region_options, region_ref
from actions.turns.citations import cite_all, standing_notices
from actions.turns.model import Citation, Turn
from actions.turns.quoting import basis, lapse_lead, with_notices


def compare_regions(context: Context, codes: list[str]) -> Reply:
    """Answer the question for each place, each from its own document."""
    asked = context
    if context.topic is None and context.session.question:
        asked = context.about(context.session.question)
    services = context.services
    parts: list[str] = []
    citations: list[Citation] = []
    for code in codes:
        place = asked.remember(region=code)
        ref = region_ref(place)
        found = find(place)
        name = ref.name if ref else code
        if found is None:
            parts.append(context.say("comparison.none", region=name))
            continue
        cited = cite_all(services.corpus, found.clauses[:1], context.day)
        citations += cited
        conclusion = lapse_lead(cited, services.wording) + found.conclusion
        parts.append(context.say("comparison.one", region=name, conclusion=conclusion))
        parts += [basis(citation, services.wording, found.passage) for citation in cited]
    notices = standing_notices(services.corpus, citations, context.day, services.wording)
    turn = Turn(
        "comparison",
        with_notices("\n".join([context.say("comparison.lead"), *parts]), notices),
        None,
        asked.topic,
        tuple(citations),
        notices,
        region_options(context, codes),
    )
    return Reply(turn, replace(context.session, question=asked.question(), topic=asked.topic))
