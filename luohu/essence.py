"""The point of a message: what understanding and search look at, without place and story."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

from luohu.places import Gazetteer, Places, resolve

SOMEWHERE = "某地"

_STORY = 60
_LONGEST = 90
_BREATH = re.compile(r"[^,。;!?]+[,。;!?]*")


def essence(text: str, gazetteer: Gazetteer) -> str:
    """The point of a normalised message, its places called by one word.

    Which place is meant is found apart; to understanding and search its name is noise.
    """
    return without_places(point_of(text), resolve(point_of(text), gazetteer), SOMEWHERE)


def without_places(text: str, places: Places, instead: str = "") -> str:
    """The text with each place it names replaced; the text itself where nothing else is left."""
    rest = text
    for mention in sorted(places.mentions, key=lambda m: -m.start):
        if rest[mention.start : mention.end] == mention.text:
            rest = rest[: mention.start] + instead + rest[mention.end :]
    return rest if any(character.isalnum() for character in rest) else text


def point_of(text: str) -> str:
    """The breaths of a long story that speak of the matter or ask; a short text as it is."""
    if len(text) <= _STORY:
        return text
    breaths = _BREATH.findall(text)
    worth = [_worth(breath) for breath in breaths]
    kept: set[int] = set()
    length = 0
    for number in sorted(range(len(breaths)), key=lambda n: (-worth[n], -n)):
        if worth[number] == 0 or length + len(breaths[number]) > _LONGEST:
            break
        kept.add(number)
        length += len(breaths[number])
    return "".join(breaths[n] for n in sorted(kept)) or text[-_LONGEST:]


def _worth(breath: str) -> int:
    return sum(2 if kind == "business" else 1 for kind in _kinds() if _kinds()[kind].search(breath))


@lru_cache(maxsize=1)
def _kinds() -> dict[str, re.Pattern[str]]:
    entries = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
    return {kind: re.compile("|".join(words)) for kind, words in entries.items()}
