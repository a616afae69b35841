"""Words that somebody takes back while speaking: what is meant is what they say instead."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

_MARKS = ",。;!?.…—~"


def without_retracted(text: str) -> str:
    """A normalised text without what it takes back itself, up to the words that do so.

    What is taken back is the stretch between marks before them. A text that only begins with such
    words (不对,是一年) corrects what was said earlier and is left as it is.
    """
    while found := _taking_back().search(text):
        rest = text[: found.start()] + text[found.end() :]
        if not rest[found.start() :].strip(_MARKS + " "):
            return text
        text = rest
    return text


@lru_cache(maxsize=1)
def _taking_back() -> re.Pattern[str]:
    entries = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
    surely, behind, sigh = (
        "|".join(f"(?:{one})" for one in entries[kind])
        for kind in ("surely", "behind_a_sigh", "sigh")
    )
    marks, between = (f"[{no}{re.escape(_MARKS)} ]" for no in ("", "^"))
    dots = rf"(?:\.\.+|…+|—+|{marks}+(?:{sigh}),?)"
    back = rf"{marks}+(?:{surely})|{dots}(?:{sigh})?,?(?:{behind})"
    # Only where a stretch begins: tried from each of its characters, a long one takes too long.
    return re.compile(rf"(?<!{between}){between}+(?:{back})(?:{marks}+|$)")
