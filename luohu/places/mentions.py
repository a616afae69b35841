"""Finding the places named in a text: longest names first, joined into 山东青岛即墨."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from itertools import zip_longest

from luohu.places.context import after, clause_start, place_is_meant
from luohu.places.gazetteer import Gazetteer
from luohu.places.model import TOWN, Heard, Name, Place, Strength, unique_regions

LONGEST_GAP = 6


class Bearer(Enum):
    """What a name may belong to instead of being a place."""

    NONE = 0
    THING = 1
    BODY = 2


@dataclass
class Found:
    """A place name while it is being read.

    ``chain`` holds the steps of 山东|青岛|即墨; ``swallowed`` says that the span ends in a name
    that is no step of its own (北京的南京路 is in 北京).
    """

    start: int
    name_end: int
    chain: list[tuple[Place, ...]]
    shared: bool = False
    heard: Heard = Heard.EXACT
    bearer: Bearer = Bearer.NONE
    swallowed: bool = False
    end: int = field(default=0)

    @property
    def places(self) -> tuple[Place, ...]:
        """The places meant: those of the last step."""
        return self.chain[-1]


def find_places(text: str, gazetteer: Gazetteer) -> list[Found]:
    """The places of ``text`` as written, in order, streets and firms marked as bearers."""
    found: list[Found] = []
    position = 0
    while position < len(text):
        previous = found[-1] if found else None
        position = _read(text, position, previous, found, gazetteer) or position + 1
    for one, following in zip_longest(found, found[1:]):
        _close(text, one, following.start if following else len(text), gazetteer)
    return found


def _read(
    text: str, start: int, previous: Found | None, found: list[Found], gazetteer: Gazetteer
) -> int | None:
    for end, names in gazetteer.names.at(text, start):
        parent = previous if previous and _adjoins(text, previous, start, gazetteer) else None
        if parent:
            below = [one for one in names if any(up.contains(one.place) for up in parent.places)]
            if below:
                parent.chain.append(tuple(one.place for one in below))
                parent.shared = len(unique_regions(parent.places)) > 1
                parent.name_end = end
                return end
            if _lies_in_elsewhere(names, parent, text[parent.name_end : start]):
                parent.name_end = end
                parent.swallowed = True
                return end
        usable = [one for one in names if _usable(one, text, start, end, previous, gazetteer)]
        if usable:
            found.append(_found(usable, start, end))
            return end
    return None


def _adjoins(text: str, previous: Found, start: int, gazetteer: Gazetteer) -> bool:
    if start - previous.name_end > LONGEST_GAP:
        return False
    return text[_tail_end(text, previous, start, gazetteer) : start] in gazetteer.words.links


def _tail_end(text: str, found: Found, limit: int, gazetteer: Gazetteer) -> int:
    tail = gazetteer.words.tail.match(text, found.name_end, limit)
    return tail.end() if tail else found.name_end


def _lies_in_elsewhere(names: Iterable[Name], parent: Found, gap: str) -> bool:
    """Whether a name after an uncovered place is only something in it: 北京的南京路."""
    above = min(place.level for place in parent.places)
    if any(place.region for place in parent.places):
        return False
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
    highest = min(name.place.level for name in kept)
    places = tuple(dict.fromkeys(one.place for one in kept if one.place.level == highest))
    several = len(unique_regions(places)) > 1
    return Found(start, end, [places], shared=several or strongest is Strength.SHARED)


def _close(text: str, found: Found, limit: int, gazetteer: Gazetteer) -> None:
    bearer, stop = _bearer(text, found, gazetteer)
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


def _bearer(text: str, found: Found, gazetteer: Gazetteer) -> tuple[Bearer, int]:
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
    begin, stop = gazetteer.segmenter.holder(text, found.start, found.name_end)
    rest = text[found.name_end : stop]
    known = text[begin:stop] in gazetteer.names.values or words.place_after.fullmatch(rest)
    if (begin, stop) == (found.start, found.name_end) or known or words.tail.fullmatch(rest):
        return Bearer.NONE, found.name_end
    return Bearer.THING, max(stop, found.name_end)
