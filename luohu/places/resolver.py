"""What one message says about places."""

from __future__ import annotations

import re
from dataclasses import dataclass

from luohu.places.documents import UNHELD_CODE
from luohu.places.gazetteer import Gazetteer
from luohu.places.guesses import guessed_places
from luohu.places.mentions import Bearer, Found, find_places
from luohu.places.model import (
    PROVINCE,
    Heard,
    Mention,
    Place,
    Places,
    Region,
    Role,
    unique_regions,
)
from luohu.places.passing import asked_elsewhere, told_elsewhere
from luohu.places.roles import joined, roles
from luohu.places.spacing import Spaced, close_up
from luohu.places.words import Words
from luohu.policy import policy

# 那 at the beginning only leads on: in 那周村呢 it belongs to no word (那曲 is a place).
_THEN = re.compile("^那(?!曲)")
_SHORTEST_NAME, _LONGEST_ENDING = 2, 2
_PUNCTUATION = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class _Asked:
    """The mentions that the question is about, and whether it compares them."""

    mentions: tuple[Mention, ...]
    compares: bool


def resolve(text: str, gazetteer: Gazetteer, here: Region | None = None) -> Places:
    """Read the places of ``text`` and choose those the question is about.

    ``text`` is taken as ``luohu.text.normalise`` leaves it: Simplified characters, ASCII
    punctuation, single spaces. The spans of the mentions count its characters.

    ``here`` is the jurisdiction that is being spoken of: of several places that bear a name, the
    one in it is meant.
    """
    spaced = close_up(_THEN.sub(",", text))
    found = find_places(spaced.text, gazetteer, here)
    if not any(one.bearer is Bearer.NONE and unique_regions(one.places) for one in found):
        found = sorted(
            [*found, *guessed_places(spaced.text, found, gazetteer)], key=lambda one: one.start
        )
    found = _with_every(spaced.text, found, gazetteer)
    if not found:
        return Places()
    judged = roles(spaced.text, found, gazetteer.words)
    mentions = tuple(
        _mention(spaced, one, role, gazetteer) for one, role in zip(found, judged, strict=True)
    )
    only = _is_only_place(spaced.text, found, gazetteer)
    story = _of_story(spaced.text, mentions)
    asked = story or _asked(spaced.text, found, mentions, gazetteer, only=only)
    if not only and not story and _is_elsewhere(asked, mentions, here):
        kept = [
            index
            for index, one in enumerate(mentions)
            if not _is_passing(spaced.text, found, judged, index, gazetteer.words, here)
        ]
        told = tuple(mentions[index] for index in kept)
        asked = _asked(spaced.text, [found[index] for index in kept], told, gazetteer, only=False)
    return _places(_between(spaced.text, found), mentions, asked, gazetteer, only=only)


def _with_every(text: str, found: list[Found], gazetteer: Gazetteer) -> list[Found]:
    """``found`` with the words that mean all covered places, or all in a province named beside."""
    said = gazetteer.words.every.search(text)
    if not said or any(unique_regions(one.places) for one in found):
        return found
    wider = {place for one in found for place in one.places if gazetteer.inside(place)}
    meant = tuple(
        root
        for root in gazetteer.roots
        if not wider or any(place.contains(root) for place in wider)
    )
    every = Found(said.start(), said.end(), [meant], every=True)
    every.end = every.name_end
    rest = (one for one in found if not set(one.places) & wider)
    return sorted([*rest, every], key=lambda one: one.start)


def _is_elsewhere(asked: _Asked, mentions: tuple[Mention, ...], here: Region | None) -> bool:
    """Whether what seems to be asked about is not the place that is spoken of or named."""
    if any(here in one.regions for one in asked.mentions) or not asked.mentions:
        return False
    covered = {region for one in asked.mentions for region in one.regions}
    if here is not None:
        return len(covered) < 2
    return not covered and _covered(mentions)


def _is_passing(
    text: str,
    found: list[Found],
    judged: list[Role],
    index: int,
    words: Words,
    here: Region | None,
) -> bool:
    regions = unique_regions(found[index].places)
    if not regions:
        return not asked_elsewhere(text, found, judged, index, words)
    leaves = any(
        here in unique_regions(one.places) and role <= Role.HOME
        for one, role in zip(found, judged, strict=True)
    )
    if here is None or here in regions or leaves or found[index].document:
        return False
    return told_elsewhere(text, found, judged, index, words)


def _covered(mentions: tuple[Mention, ...]) -> bool:
    """Whether a covered place is named; a firm of its name counts only before other places."""
    named = [one for one in mentions if one.role > Role.THING]
    first = named[:1]
    return any(one.regions for one in named if one.role > Role.BODY or one in first)


def _mention(spaced: Spaced, one: Found, role: Role, gazetteer: Gazetteer) -> Mention:
    start, end = spaced.original(one.start, one.end)
    stem = _stem_end(spaced.text, one, gazetteer)
    stem_end = spaced.original(stem, one.end)[0] if stem < one.end else end
    text = spaced.source[start:end]
    return Mention(
        start, end, stem_end, text, one.places, role, one.shared, one.heard, one.document
    )


def _stem_end(text: str, one: Found, gazetteer: Gazetteer) -> int:
    """Where the words begin that tell town from village, which the name itself may end in."""
    if one.bearer is not Bearer.NONE:
        return one.end
    words = gazetteer.words
    first = max(one.start + _SHORTEST_NAME, one.name_end - _LONGEST_ENDING)
    for position in range(first, one.end):
        pattern = words.town_ending if position < one.name_end else words.town_tail
        if pattern.match(text, position):
            return position
    return one.end


def _is_only_place(text: str, found: list[Found], gazetteer: Gazetteer) -> bool:
    rest, position = [], 0
    for one in found:
        if one.bearer is not Bearer.NONE:
            return False
        rest.append(text[position : one.start])
        position = one.end
    rest.append(text[position:])
    return all(_is_filler(_PUNCTUATION.sub("", part), gazetteer) for part in rest)


def _is_filler(part: str, gazetteer: Gazetteer) -> bool:
    return bool(gazetteer.words.only_place.fullmatch(part))


def _asked(
    text: str,
    found: list[Found],
    mentions: tuple[Mention, ...],
    gazetteer: Gazetteer,
    *,
    only: bool,
) -> _Asked:
    every = tuple(one for one, each in zip(mentions, found, strict=True) if each.every)
    if every:
        return _Asked(every, compares=True)
    anywhere = gazetteer.words.anywhere
    open_ones = tuple(one for one in mentions if one.role >= Role.PLAIN)
    if anywhere["compare"].search(text) and len({one.places for one in open_ones}) > 1:
        return _Asked(open_ones, compares=True)
    homes = tuple(one for one in mentions if Role.ORIGIN <= one.role <= Role.WEAK)
    if not open_ones:
        weak = tuple(one for one in homes if one.role is Role.WEAK)
        if only:
            return _Asked(homes, compares=False)
        points_here = anywhere["here"].search(_between(text, found))
        return _Asked(() if points_here else weak, compares=False)
    best = max(one.role for one in open_ones)
    chosen = tuple(one for one in open_ones if one.role is best)
    pairs = zip(found, found[1:], mentions, mentions[1:], strict=False)
    listed = any(
        a.role is b.role is best and joined(text, one, other, gazetteer.words)
        for one, other, a, b in pairs
    )
    return _Asked(chosen, compares=listed or best is Role.SETTLE)


def _of_story(text: str, mentions: tuple[Mention, ...]) -> _Asked | None:
    """The one covered region of a long story, in which other places are other people's.

    Not where the story comes from there and leads elsewhere.
    """
    told = tuple(one for one in mentions if one.role > Role.REJECTED and one.regions)
    if (
        len(text) <= policy().places.story
        or len(unique_regions(tuple(p for o in told for p in o.places))) != 1
    ):
        return None
    leads_elsewhere = any(one.role is Role.SETTLE and not one.regions for one in mentions)
    if leads_elsewhere and max(one.role for one in told) <= Role.HOME:
        return None
    return _Asked(told, compares=False)


def _between(text: str, found: list[Found]) -> str:
    """The text around the places: the 这边 of 周村这边 points nowhere else."""
    for one in reversed(found):
        text = f"{text[: one.start]} {text[one.end :]}"
    return text


def _places(
    between: str,
    mentions: tuple[Mention, ...],
    asked: _Asked,
    gazetteer: Gazetteer,
    *,
    only: bool,
) -> Places:
    sure = tuple(p for one in asked.mentions if not one.shared for p in one.places)
    regions = unique_regions(sure)
    outside = [place for place in sure if place.region is None and not _holds(place, regions)]
    vague = [place for place in outside if place.level == PROVINCE and gazetteer.inside(place)]
    elsewhere = _first_of_each(asked.mentions, outside, vague)
    options = _options(asked.mentions, vague, gazetteer)
    if regions and not asked.compares:
        elsewhere = ()
        if len(regions) > 1:
            regions, options = (), regions
    if not regions:
        regions = _named_within(mentions, elsewhere, options)
        elsewhere = tuple(place for place in elsewhere if not _holds(place, regions))
    found = bool(regions or elsewhere)
    fallback = () if found or options else _fallback(between, mentions, gazetteer)
    return Places(
        regions=regions,
        outside=tuple(dict.fromkeys(p.name for p in elsewhere if p.code != UNHELD_CODE)),
        unheld=tuple(dict.fromkeys(p.name for p in elsewhere if p.code == UNHELD_CODE)),
        nearby=tuple(
            dict.fromkeys(region for place in elsewhere for region in gazetteer.inside(place))
        ),
        ambiguous=() if found else options,
        fallback=fallback,
        guess=_guess(mentions, regions or fallback),
        origins=_origins(mentions, asked, regions),
        mentions=mentions,
        only_place=only,
    )


def _guess(mentions: tuple[Mention, ...], meant: tuple[Region, ...]) -> Place | None:
    """The one place that is meant, if nothing but its sound says which it is."""
    naming = [one for one in mentions if set(one.regions) & set(meant)]
    by_sound = naming and all(one.heard is Heard.SOUND for one in naming)
    return naming[0].places[0] if len(meant) == 1 and by_sound else None


def _holds(place: Place, regions: tuple[Region, ...]) -> bool:
    return any(place.contains(Place(region.code, region.name)) for region in regions)


def _first_of_each(
    mentions: tuple[Mention, ...], outside: list[Place], vague: list[Place]
) -> tuple[Place, ...]:
    """One place a mention: 朝阳区 of several cities is one answer, not several."""
    known = set(outside)
    firsts = (next((p for p in one.places if p in known), None) for one in mentions)
    return tuple(place for place in firsts if place is not None and place not in vague)


def _options(
    mentions: tuple[Mention, ...], vague: list[Place], gazetteer: Gazetteer
) -> tuple[Region, ...]:
    shared = [region for one in mentions if one.shared for region in one.regions]
    within = [region for place in vague for region in gazetteer.inside(place)]
    return tuple(dict.fromkeys([*shared, *within]))


def _named_within(
    mentions: tuple[Mention, ...], elsewhere: tuple[Place, ...], options: tuple[Region, ...]
) -> tuple[Region, ...]:
    """The one region named in passing that tells which place a wider or shared name means."""
    named = unique_regions(
        tuple(
            place
            for one in mentions
            if one.role >= Role.WEAK and not one.shared
            for place in one.places
        )
    )
    fitting = [
        region
        for region in named
        if region in options or any(_holds(place, (region,)) for place in elsewhere)
    ]
    return tuple(fitting) if len(fitting) == 1 else ()


def _fallback(
    between: str, mentions: tuple[Mention, ...], gazetteer: Gazetteer
) -> tuple[Region, ...]:
    bodies = [one for one in mentions if one.role is Role.BODY]
    homes = [one for one in mentions if one.role in (Role.ORIGIN, Role.HOME)]
    comes_here = gazetteer.words.anywhere["here"].search(between)
    chosen = bodies or ([] if comes_here else homes)
    return unique_regions(tuple(place for one in chosen for place in one.places))


def _origins(
    mentions: tuple[Mention, ...], asked: _Asked, regions: tuple[Region, ...]
) -> tuple[Place, ...]:
    starts = {one.start for one in asked.mentions}
    homes = [
        one.places[0]
        for one in mentions
        if Role.ORIGIN <= one.role <= Role.WEAK
        and (one.start not in starts or one.role is not Role.WEAK)
        and not (one.role is Role.WEAK and one.places[0].region in regions)
    ]
    return tuple(dict.fromkeys(homes))
