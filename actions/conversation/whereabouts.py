"""Facts that are places: where somebody is registered, compared with where they live."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict

from actions.conversation.session import Session
from actions.eligibility.model import Fact, FactValue, PlaceFact
from luohu.places import Place, Places, Region
from luohu.places.standing import Standing, Whereabouts, standing, whereabouts

_HERE = "here"


def slot_asked_for(fact: Fact | None, session: Session) -> str | None:
    """Which place a pending question asks for: the fact's own, or what it is compared with."""
    if fact is None or fact.place is None:
        return None
    return fact.place.from_ if lacks_other_place(fact, session) else fact.place.of


def lacks_other_place(fact: Fact, session: Session) -> bool:
    """Whether one place of a fact is known and the person's other one is not."""
    place = fact.place
    if place is None or place.from_ == _HERE:
        return False
    return place.of in session.places and place.from_ not in session.places


def told_places(
    text: str, places: Places, slot: str | None, of_kin: bool = False
) -> dict[str, tuple[str, str]]:
    """The places of a person's life that a message tells, each as code and name.

    ``of_kin`` says that the person is a relative of the one who asks.
    """
    told: Whereabouts = whereabouts(text, places, slot, of_kin)
    found: dict[str, Place | None] = {name: getattr(told, name) for name in asdict(Whereabouts())}
    return {name: (place.code, place.name) for name, place in found.items() if place}


def facts_of_places(
    known: Mapping[str, tuple[str, str]],
    told: Collection[str],
    here: Region | None,
    book: Mapping[str, Fact],
) -> dict[str, FactValue]:
    """The facts that follow from the places that are known, one of them ``told`` just now."""
    facts: dict[str, FactValue] = {}
    for fact in book.values():
        if fact.place and {fact.place.of, fact.place.from_} & set(told):
            how = _standing(fact.place, known, here)
            value = fact.place.values[how.value] if how else None
            facts |= {fact.name: value} if value is not None else {}
    return facts


def _standing(
    fact: PlaceFact, known: Mapping[str, tuple[str, str]], here: Region | None
) -> Standing | None:
    if fact.of not in known:
        return None
    place = Place(*known[fact.of])
    if fact.from_ in known:
        return standing(place, Place(*known[fact.from_]))
    if here is None:
        return None
    other = Place(here.code, here.name)
    if fact.from_ == _HERE and (place == other or other.contains(place)):
        return Standing.SAME
    return standing(place, other)
