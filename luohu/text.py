"""The one text normaliser: what people type and what documents print, brought to one form."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from opencc import OpenCC

_SPACE = re.compile(r"\s+")
_MARKS = {0xFE0E, 0xFE0F}
_APOSTROPHES = str.maketrans("\u2018\u2019\u02bc", "'''")


def normalise(text: str) -> str:
    """Bring text to the form in which it is understood, searched and stored.

    Compatibility forms (full-width letters, digits and punctuation) are folded, Traditional
    characters become Simplified, apostrophes become straight, controls, zero-width characters
    and lone surrogates go, and a run of white space becomes one space.
    """
    kept = "".join(character for character in text if not _is_noise(character))
    folded = unicodedata.normalize("NFKC", kept).translate(_APOSTROPHES)
    return _SPACE.sub(" ", _simplifier().convert(folded)).strip()


def compact(text: str) -> str:
    """Text without any white space: the form in which a quote equals its source."""
    return _SPACE.sub("", text)


def _is_noise(character: str) -> bool:
    if character.isspace():
        return False
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Cn", "Co") or (
        ord(character) in _MARKS
    )


@lru_cache(maxsize=1)
def _simplifier() -> OpenCC:
    return OpenCC("t2s")
