"""The point of a message: what understanding and search look at, without place and story."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

from luohu.places import Gazetteer, Places, resolve
from luohu.policy import policy
from luohu.retracted import without_retracted

SOMEWHERE = "某地"

_STOPS = ",。;!"
_BREATH = re.compile(r"[^,。;!?]+[,。;!?]*")


def essence(text: str, gazetteer: Gazetteer, instead: str = SOMEWHERE) -> str:
    """The point of a normalised message, each of its places called ``instead``.

    Which place is meant is found apart; to understanding and search its name is noise.
    """
    return without_places(point_of(text), resolve(point_of(text), gazetteer), instead)


def without_places(text: str, places: Places, instead: str = "") -> str:
    """The text with each place it names replaced; the text itself where nothing else is left."""
    rest = text
    for mention in sorted(places.mentions, key=lambda m: -m.start):
        if rest[mention.start : mention.end] == mention.text:
            rest = rest[: mention.start] + instead + rest[mention.end :]
    return rest if any(character.isalnum() for character in rest) else text


def point_of(text: str) -> str:
    """What a message is about, without the wish to be checked and without the story around it.

    Of a long text the breaths that ask or wish for something of the matter are kept, or those
    that at least speak of it, each with the breath before it, which may say what "this" is.
    """
    text = without_retracted(text)
    breaths = [b for b in _BREATH.findall(text) if not _only_wants_check(b)]
    if not any(_worth(breath) for breath in breaths):
        breaths = _BREATH.findall(text)
    if sum(map(len, breaths)) <= policy().essence.story:
        return "".join(breaths).rstrip(",") or text
    worth = [_worth(breath) for breath in breaths]
    kept: set[int] = set()
    length = 0
    asking = _patterns()["asking"]
    for number in sorted(range(len(breaths)), key=lambda n: (-worth[n], -n)):
        to_the_point = worth[number] >= min(max(worth), policy().essence.to_the_point)
        if not worth[number] or not (to_the_point or asking.search(breaths[number].rstrip(_STOPS))):
            continue
        for near in (number, number - 1) if to_the_point else (number,):
            if (
                near >= 0
                and near not in kept
                and length + len(breaths[near]) <= policy().essence.longest
            ):
                kept.add(near)
                length += len(breaths[near])
    return (
        "".join(breaths[n] for n in sorted(kept)).rstrip(",") or text[-policy().essence.longest :]
    )


def wants_check(text: str) -> bool:
    """Whether somebody wants their own case to be judged."""
    return bool(_patterns()["checking"].search(text))


def _only_wants_check(breath: str) -> bool:
    told = breath.rstrip(_STOPS)
    return wants_check(told) and not _patterns()["business"].search(told)


def _worth(breath: str) -> int:
    bars, patterns = policy().essence, _patterns()
    worth = {"business": bars.business, "asking": bars.asking, "wishing": bars.wishing}
    told = breath.rstrip(_STOPS)
    return sum(worth[kind] for kind in worth if patterns[kind].search(told))


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    entries = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
    return {kind: re.compile("|".join(words)) for kind, words in entries.items()}
