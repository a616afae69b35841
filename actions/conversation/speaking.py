"""What several moves say alike: the place, taps, citations and what must be known of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from actions.conversation.situation import Situation
from actions.eligibility.model import Pathway
from actions.turns.citations import standing_notices
from actions.turns.model import Citation, Notice, Option, Part, RegionRef
from actions.turns.quoting import LONGEST, SHORT, basis, excerpt
from actions.understanding.speech import pattern


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
    """The covered places, or those of ``codes`` if there are any, as taps."""
    regions = situation.services.regions
    chosen = [regions[code] for code in codes if code in regions] if codes else regions.values()
    return tuple(Option(region.full_name, region.full_name) for region in chosen)


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


def summary_of(situation: Situation, pathway: Pathway) -> str:
    """What a document says of a pathway; yes is only said to who asks whether they may settle."""
    summary = pathway.summary
    if pattern("may_settle").search(situation.text):
        return summary
    beginnings = situation.services.wording.listed("says_yes")
    yes = next((one for one in beginnings if summary.startswith(one)), "")
    return summary.removeprefix(yes)
