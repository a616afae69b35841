"""The one thing asked of a pathway, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from actions.conversation.decision import Told
from actions.conversation.relations import companion_sentences
from actions.conversation.situation import Situation
from actions.conversation.speaking import region_name
from actions.eligibility.model import Pathway
from actions.turns.model import Part


def facet_part(situation: Situation, told: Sequence[Told], citations: tuple[int, ...]) -> Part:
    """What the document states, or that it is silent, and whom to ask then."""
    silent = not any(one.cell.stated for one in told)
    text = "".join(_sentence(situation, one) for one in told)
    if silent:
        text += situation.say("facet.ask")
    return Part("silence" if silent else "conclusion", text, citations)


def materials_sentence(situation: Situation, pathway: Pathway) -> str:
    """What to bring, as the document lists it."""
    if pathway.materials:
        return situation.say("answer.materials", items="、".join(pathway.materials.items))
    name = region_name(situation)
    return situation.say("answer.materials_absent", region=name, pathway=pathway.title)


def _sentence(situation: Situation, told: Told) -> str:
    """What is stated of one facet, and then on what of it the document is silent."""
    said = situation.say("facet.of", pathways="、".join(told.titles))
    if told.cell.stated:
        said += _stated(situation, told)
    if told.cell.silent:
        text = "；".join(gap.text for gap in told.cell.silent)
        said += situation.say("facet.silent", text=text)
    return said


def _stated(situation: Situation, told: Told) -> str:
    cell = told.cell
    text = "，".join(one.text for one in cell.stated)
    if cell.source != "part":
        return situation.say(f"facet.{cell.source}", text=text)
    rules = situation.opened[told.pathway][1]
    if cell.facet.part == "materials":
        return materials_sentence(situation, rules)
    if cell.facet.part == "companions" and rules.companions:
        return companion_sentences(situation, rules.companions)
    return situation.say(f"facet.{cell.facet.part}", place=text)
