"""What several moves say alike: the place, taps, citations and what must be known of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Literal

from actions.conversation.naming import pathways_called
from actions.conversation.situation import Situation
from actions.eligibility.evaluate import Truth, holds, leaves, truth
from actions.eligibility.model import Pathway
from actions.turns.citations import standing_notices
from actions.turns.model import Citation, Notice, Option, Part, RegionRef
from actions.turns.quoting import LONGEST, SHORT, basis, excerpt
from actions.understanding.speech import negations, pattern
from luohu.policy import policy


def region_ref(situation: Situation, code: str | None = None) -> RegionRef | None:
    """The region spoken of, or that of ``code``, as turns name it."""
    region = situation.services.regions.get(code or situation.state.region or "")
    return RegionRef(region.code, region.full_name) if region else None


def region_name(situation: Situation) -> str:
    """The full name of the region spoken of."""
    ref = region_ref(situation)
    return ref.name if ref else situation.say("handoff.any_region")


def menu_options(situation: Situation) -> tuple[Option, ...]:
    """The subjects that people ask about most, as taps."""
    entries = situation.services.wording.listed("menu.items")
    return tuple(Option(entry["title"], entry["payload"]) for entry in entries)


def region_options(situation: Situation, codes: Sequence[str] = ()) -> tuple[Option, ...]:
    """The covered places, or those of ``codes`` if there are any, as taps; the first of many."""
    regions = situation.services.regions
    chosen = [regions[code] for code in codes if code in regions] if codes else regions.values()
    offered = islice(chosen, policy().places.named)
    return tuple(Option(region.full_name, region.full_name) for region in offered)


def notices_on(situation: Situation, citations: Sequence[Citation]) -> tuple[Notice, ...]:
    """What must be said of the dates of the documents cited."""
    services = situation.services
    return standing_notices(services.corpus, citations, situation.day, services.wording)


def clause_part(
    situation: Situation, citations: Sequence[Citation], number: int, passage: str = ""
) -> Part:
    """A citation in words; what is only near is shown shorter and said to be so."""
    citation = citations[number]
    near = citation.role == "related"
    longest = SHORT if near else LONGEST
    name: Literal["basis", "related"] = "related" if near else "basis"
    text = basis(citation, situation.services.wording, passage, longest, name)
    shown = excerpt(citation.quote, passage, longest)
    return Part("clause", text, (number,), None if shown == citation.quote else shown)


def summary_parts(
    situation: Situation, pathway: Pathway, citations: tuple[int, ...], saying: str = ""
) -> tuple[Part, ...]:
    """What a document says of a pathway, after its silence on the case that is asked about.

    Args:
        situation: what is asked.
        pathway: the pathway.
        citations: the numbers of the citations that it rests on.
        saying: the sentence in which the summary is said, if not alone.
    """
    against, is_open = _against(situation, pathway)
    summary = ("" if is_open else against) + _summary(situation, pathway, bool(against))
    summary = situation.say(saying, summary=summary) if saying else summary
    silence = (Part("silence", against, citations),) if is_open else ()
    return (*silence, Part("conclusion", summary, citations))


def _summary(situation: Situation, pathway: Pathway, against: bool) -> str:
    """What a document says of a pathway.

    Yes is only said to who asks in a few words whether they may settle so, where the document
    surely answers it, and who tells nothing that the document does not open.
    """
    summary = pathway.summary
    plain = len(situation.reading.point) <= policy().lengths.also_so
    denies = negations(situation.text) > 0
    called = pathways_called(
        situation.text, {pathway.id: situation.opened[pathway.id]}, situation.services.subjects
    )
    asks_so = pattern("may_settle").search(situation.text) and plain and called
    likely = situation.evidence.likelihood(situation.reading.whole, situation.state.region)
    surely = likely >= policy().scope.says_yes
    if asks_so and surely and not denies and not against:
        return summary
    beginnings = situation.services.wording.listed("says_yes")
    yes = next((one for one in beginnings if summary.startswith(one)), "")
    return summary.removeprefix(yes)


def _against(situation: Situation, pathway: Pathway) -> tuple[str, bool]:
    """What of the case that is asked about the document does not open, and if it leaves it open."""
    told = {**situation.reading.cast.facts, **situation.reading.stated.facts}
    rules, day = pathway.requires, situation.day
    if truth(rules, told, day).best >= truth(rules, {}, day).best:
        return "", False
    for one in leaves(rules):
        best = holds(one, told, day).best
        if one.fact in told and best is Truth.NO:
            return situation.say("case.unmet", text=one.text), False
        if one.fact in told and best is Truth.OPEN and one.opening:
            return situation.say("case.open", text=one.opening.text), True
    return "", False
