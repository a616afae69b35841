"""That the place's document does not open the pathway that was to be judged."""

from __future__ import annotations

from actions.conversation.decision import Decision
from actions.conversation.speaking import menu_options, notices_on, region_name, region_ref
from actions.turns.citations import cite_all
from actions.turns.model import Part, Turn


def perform(decision: Decision) -> Turn:
    """Say so, and what the document says of the matter elsewhere."""
    situation, pathway = decision.situation, decision.pathway or ""
    services, region = situation.services, situation.state.region or ""
    absent = services.eligibility.absent(region, pathway)
    folder, quote = (absent[0], absent[1].quote) if absent else ("", None)
    clauses = [services.corpus.find_quote(folder, quote)] if quote else []
    citations = cite_all(services.corpus, clauses, situation.day)
    notices = notices_on(situation, citations)
    text = situation.say(
        "pathway.absent_see" if absent else "pathway.absent",
        region=region_name(situation),
        subject=services.subjects[pathway].title,
        note=absent[1].note if absent else "",
    )
    return Turn(
        "no_answer",
        (Part("silence", text, tuple(range(len(citations)))),),
        region_ref(situation),
        pathway,
        citations,
        notices,
        menu_options(situation),
    )
