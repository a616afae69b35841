"""Covered places that were not written as they are: by sound, or in pinyin."""

from __future__ import annotations

from collections.abc import Iterator

import jieba

from luohu.places.context import clause_start, place_is_meant
from luohu.places.gazetteer import Gazetteer
from luohu.places.mentions import Found
from luohu.places.model import Heard


def guessed_places(text: str, found: list[Found], gazetteer: Gazetteer) -> Iterator[Found]:
    """Names in pinyin, and mistyped covered names where the sentence calls for a place.

    A mistyped name is taken only if the characters as written are no word and cross none.
    """
    for start, end, name in gazetteer.sounds.in_pinyin(text):
        typed = Found(start, end, [(name.place,)], heard=Heard.PINYIN)
        yield _guess(text, typed, gazetteer)
    free = 0
    for start, end, name in sorted(gazetteer.sounds.mistyped(text), key=lambda one: one[0]):
        if start < free or any(one.start < end and start < one.end for one in found):
            continue
        if _is_mistyped(text, start, end, gazetteer):
            one = Found(start, end, [(name.place,)], heard=Heard.SOUND)
            yield _guess(text, one, gazetteer)
            free = end


def _is_mistyped(text: str, start: int, end: int, gazetteer: Gazetteer) -> bool:
    if text[start:end] in jieba.dt.FREQ and jieba.dt.FREQ[text[start:end]]:
        return False
    words = gazetteer.words
    tail = words.tail.match(text, end)
    ends = {end, tail.end() if tail else end}
    if not any(gazetteer.segmenter.stands_alone(text, start, one) for one in ends):
        return False
    called = place_is_meant(text, clause_start(text, start), start, end, words)
    return called and bool(words.place_after.match(text, end))


def _guess(text: str, one: Found, gazetteer: Gazetteer) -> Found:
    tail = gazetteer.words.tail.match(text, one.name_end)
    one.end = tail.end() if tail else one.name_end
    return one
