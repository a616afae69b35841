"""Where a place's documents are silent, those of the places that it lies in may speak."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from actions.conversation.decision import Decision
from actions.conversation.situation import Situation
from actions.corpus.families import above
from actions.turns.levels import level_of
from luohu.places import Region

_SILENT = ("silent", "absent", "uncovered")


def from_above(decision: Decision, decide: Callable[[Situation], Decision]) -> Decision | None:
    """What the documents of the nearest place above say, where those of the place do not.

    Args:
        decision: what was decided on the place's own documents.
        decide: decides on a situation.

    Returns:
        None where the own documents speak, the matter is another office's, or none above does.
    """
    if decision.move not in _SILENT or _is_not_ours(decision):
        return None
    for situation in _above(decision):
        upper = decide(situation)
        found = upper if upper.move == "answer" else None
        if found and found.found and found.found.clauses:
            code = situation.state.region or ""
            reason = f"the documents of {code} speak where those of the place are silent"
            return Decision("above", reason, decision.situation, then=(decision, found))
    return None


def _is_not_ours(decision: Decision) -> bool:
    situation = decision.situation
    if situation.reading.act == "out_of_scope" or decision.saying:
        return True
    about = [situation.services.topics[name] for name in decision.about]
    return bool(about) and not any(topic.ours for topic in about)


def _above(decision: Decision) -> Iterator[Situation]:
    """The situation as if the question were put to each place above that has documents."""
    situation = decision.situation
    services, reading = situation.services, situation.reading
    for code in _codes(decision):
        held = services.corpus.by_region(code)
        if not held:
            continue
        name = situation.say(f"level.{level_of(code)}")
        region = services.regions.get(code) or Region(code, name, name, None)
        yield replace(
            situation,
            services=replace(services, regions={**services.regions, code: region}),
            state=replace(situation.state, region=code, outside=None, checking=None),
            reading=replace(reading, places=replace(reading.places, outside=(), nearby=())),
        )


def _codes(decision: Decision) -> tuple[str, ...]:
    situation = decision.situation
    if decision.move != "uncovered":
        region = situation.state.region
        return above(region) if region else ()
    places = situation.reading.places
    asked = {
        place.code
        for mention in places.mentions
        for place in mention.places
        if place.name in places.outside
    }
    if len(asked) != 1:
        return ()
    code = asked.pop()
    return (code, *above(code))
