"""Finding the places named in a text: longest names first, joined into 山东青岛即墨."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import zip_longest

from luohu.places.context import after, clause_start, place_is_meant
from luohu.places.gazetteer import Gazetteer
from luohu.places.model import (
    COUNTY,
    PROVINCE,
    TOWN,
    Heard,
    Name,
    Place,
    Region,
    Strength,
    unique_regions,
)
from luohu.places.words import Words
from luohu.policy import policy


class Bearer(Enum):
    """What a name may belong to instead of being a place."""

    NONE = 0
    THING = 1
    BODY = 2


@dataclass
class Found:
    """A place name while it is being read.

    ``chain`` holds the steps of 山东|青岛|即墨; ``swallowed`` says that the span ends in a name
    that is no step of its own (北京的南京路 is in 北京). ``document`` says that the number of a
    document stands for its place, ``every`` that words mean all covered places.
    """

    start: int
    name_end: int
    chain: list[tuple[Place, ...]]
    shared: bool = False
    heard: Heard = Heard.EXACT
    bearer: Bearer = Bearer.NONE
    swallowed: bool = False
    document: bool = False
    every: bool = False
    end: int = field(default=0)

    @property
    def places(self) -> tuple[Place, ...]:
        """The places meant: those of the last step."""
        return self.chain[-1]


def find_places(text: str, gazetteer: Gazetteer, here: Region | None = None) -> list[Found]:
    """The places of ``text`` as written, in order, streets and firms marked as bearers.

    A name that several places bear means the one in ``here``. A place that is said to lie where
    it does not (河北威海) is one place, ``shared`` since it must be asked about.
    """
    found: list[Found] = []
    position = 0
    while position < len(text):
        previous = found[-1] if found else None
        position = _read(text, position, previous, found, gazetteer, here) or position + 1
    for one, following in zip_longest(found, found[1:]):
        _close(text, one, following.start if following else len(text), gazetteer)
    return _with_misplaced(text, found, gazetteer.words)


def _read(
    text: str,
    start: int,
    previous: Found | None,
    found: list[Found],
    gazetteer: Gazetteer,
    here: Region | None,
) -> int | None:
    brand = gazetteer.words.brands.match(text, start)
    if brand:
        return brand.end()
    document = gazetteer.documents.at(text, start)
    if document:
        end, place = document
        found.append(Found(start, end, [(place,)], document=True))
        return end
    for end, names in gazetteer.names.at(text, start):
        parent = previous if previous and _adjoins(text, previous, start, gazetteer) else None
        if parent:
            below = [one for one in names if any(up.contains(one.place) for up in parent.places)]
            if below:
                parent.chain.append(_highest(below))
                parent.shared = len(unique_regions(parent.places)) > 1
                parent.name_end = end
                return end
            if _lies_in_elsewhere(text, start, end, names, parent, gazetteer):
                parent.name_end = end
                parent.swallowed = True
                return end
        meant = names if here is None else _in_here(names, here)
        usable = [one for one in meant if _usable(one, text, start, end, previous, gazetteer)]
        if usable:
            found.append(_found(usable, start, end))
            return end
    return None


def _highest(names: list[Name]) -> tuple[Place, ...]:
    """The places of ``names`` that hold most: 承德 is the city, not the county of that name."""
    highest = min(one.place.level for one in names)
    return tuple(dict.fromkeys(one.place for one in names if one.place.level == highest))


def _adjoins(text: str, previous: Found, start: int, gazetteer: Gazetteer) -> bool:
    if previous.document or start - previous.name_end > policy().places.gap:
        return False
    return text[_tail_end(text, previous, start, gazetteer) : start] in gazetteer.words.links


def _tail_end(text: str, found: Found, limit: int, gazetteer: Gazetteer) -> int:
    tail = gazetteer.words.tail.match(text, found.name_end, limit)
    return tail.end() if tail else found.name_end


def _in_here(names: Iterable[Name], here: Region) -> list[Name]:
    """What a name means where ``here`` is spoken of: the place in it, without asking.

    Every city has a 经开区, so without one in ``here`` that name says nothing.
    """
    if any(one.place.level == PROVINCE for one in names):
        return list(names)
    inside = [one for one in names if one.place.region == here]
    if not inside:
        return [one for one in names if one.strength is not Strength.SHARED or not one.alias]
    elsewhere = any(one.strength > Strength.CHAINED for one in names if one not in inside)
    raised = {Strength.SHARED: Strength.FREE}
    if elsewhere:
        raised[Strength.CHAINED] = Strength.CUED
    return [replace(one, strength=raised.get(one.strength, one.strength)) for one in inside]


def _lies_in_elsewhere(
    text: str,
    start: int,
    end: int,
    names: tuple[Name, ...],
    parent: Found,
    gazetteer: Gazetteer,
) -> bool:
    """Whether a name after an uncovered place is only something in it: 北京的南京路."""
    if unique_regions(parent.places):
        return False
    gap = text[parent.name_end : start]
    if not gap and all(place.code in gazetteer.undivided for place in parent.places):
        # Nothing is known of what lies in it, so 台北's 松山区 may well be there.
        return all(one.place.level >= COUNTY and not gazetteer.is_root(one.place) for one in names)
    if not gap and _is_a_covered_city(text, start, end, names, gazetteer):
        return False
    above = min(place.level for place in parent.places)
    deeper = all(one.place.level > above for one in names)
    lesser = all(one.short or one.place.level == TOWN for one in names)
    level = all(one.place.level >= above for one in names)
    return (deeper and lesser) or (bool(gap) and level and lesser)


def _usable(
    name: Name, text: str, start: int, end: int, previous: Found | None, gazetteer: Gazetteer
) -> bool:
    if name.strength is Strength.CHAINED:
        return False
    if (name.short or len(name.text) < 3) and not gazetteer.segmenter.stands_alone(
        text, start, end
    ):
        return False
    if name.strength is not Strength.CUED:
        return True
    lowest = _tail_end(text, previous, start, gazetteer) if previous else 0
    return place_is_meant(text, max(lowest, clause_start(text, start)), start, end, gazetteer.words)


def _found(names: list[Name], start: int, end: int) -> Found:
    strongest = max(name.strength for name in names)
    kept = [name for name in names if name.strength is strongest]
    places = _highest(kept)
    several = len(unique_regions(places)) > 1
    return Found(start, end, [places], shared=several or strongest is Strength.SHARED)


def _close(text: str, found: Found, limit: int, gazetteer: Gazetteer) -> None:
    if found.document:
        found.end = found.name_end
        return
    bearer, stop = _bearer(text, found, limit, gazetteer)
    if bearer is Bearer.NONE:
        found.end = _tail_end(text, found, limit, gazetteer)
        return
    found.end = stop
    if found.swallowed:
        return
    if len(found.chain) > 1:
        found.chain.pop()
        found.shared = len(unique_regions(found.places)) > 1
    else:
        found.bearer = bearer


def _is_a_covered_city(
    text: str, start: int, end: int, names: tuple[Name, ...], gazetteer: Gazetteer
) -> bool:
    """Whether a covered city is named, not a street of that name: 河北威海, not 河北威海路."""
    cities = [
        one
        for one in names
        if one.place.region and one.place.level <= COUNTY and one.strength is Strength.FREE
    ]
    if not cities or not gazetteer.segmenter.stands_alone(text, start, end):
        return False
    alone = Found(start, end, [tuple(one.place for one in cities)])
    return _bearer(text, alone, len(text), gazetteer)[0] is Bearer.NONE


def _with_misplaced(text: str, found: list[Found], words: Words) -> list[Found]:
    """``found`` with each covered place joined to the uncovered one that it cannot lie in."""
    kept: list[Found] = []
    for one in found:
        if kept and _is_misplaced(text, kept[-1], one, words):
            one.start = kept.pop().start
            one.shared = True
        kept.append(one)
    return kept


def _is_misplaced(text: str, above: Found, one: Found, words: Words) -> bool:
    if one.start != above.name_end or above.end != above.name_end:
        return False
    if above.bearer is not Bearer.NONE or one.bearer is not Bearer.NONE:
        return False
    if unique_regions(above.places) or not unique_regions(one.places):
        return False
    lowest = max(place.level for place in above.places)
    if lowest >= min(place.level for place in one.chain[0]):
        return False
    left = text[clause_start(text, above.start) : above.start]
    comes_from = any(words.before[key].search(left) for key in ("home_before", "origin_before"))
    leads_on = comes_from and words.after["stay_after"].match(text, one.end)
    return not leads_on and not words.anywhere["listed"].search(text)


def _bearer(text: str, found: Found, limit: int, gazetteer: Gazetteer) -> tuple[Bearer, int]:
    words = gazetteer.words
    stop = found.name_end
    for word in gazetteer.segmenter.cut(after(text, found.name_end))[:3]:
        if text.startswith(words.goods, stop):
            return Bearer.THING, stop + len(word)
        stop += len(word)
        if words.is_head(word, words.things):
            return Bearer.THING, stop
        if words.is_head(word, words.bodies):
            return Bearer.BODY, stop
        if word not in words.between:
            break
    body = words.firm.match(text, found.name_end, limit)
    if body:
        return Bearer.BODY, body.end()
    begin, stop = gazetteer.segmenter.holder(text, found.start, found.name_end)
    rest = text[found.name_end : stop]
    known = text[begin:stop] in gazetteer.names.values or words.place_after.fullmatch(rest)
    if (begin, stop) == (found.start, found.name_end) or known or words.tail.fullmatch(rest):
        return Bearer.NONE, found.name_end
    return Bearer.THING, max(stop, found.name_end)
