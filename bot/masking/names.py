"""People's names, where they are told as such (我叫张三, 户主李四) and not mere words."""

from __future__ import annotations

import re

import jieba

from bot.masking.addresses import is_place
from bot.masking.language import WORDS, alternatives
from bot.words import word

_SURNAMES = frozenset(WORDS["surnames"].split())
_UNCERTAIN = frozenset(WORDS["uncertain"].split())
_NO_NAME = frozenset(WORDS["no_name"])
_ENDS = frozenset(WORDS["ends"])
_SURE_ENDS = frozenset(WORDS["surely_ends"])
_NO_NAMES = frozenset(WORDS["words"])
_LAST = frozenset(WORDS["last"])
_CALLED = tuple(WORDS["called"])
_OUTRIGHT = re.compile(WORDS["told_outright"])
# A name whose parts a dot joins, and one without a surname that is known.
_DOTTED = re.compile("[一-鿿]{2,8}[·•・][一-鿿]{2,8}")
_WHOLE = re.compile(f"([一-鿿]{{2,5}})(?=[{re.escape(WORDS['surely_ends'])}]|$)")
_LEADS = re.compile("|".join(f"(?P<{name}>{one})" for name, one in WORDS["titles"].items()))
_JOINED = re.compile(rf"(?:{alternatives(WORDS['joined'])}) ?")
_ENGLISH = re.compile(WORDS["english_name"])
_HAN = re.compile("[一-鿿]")

# How often a word must occur in jieba's corpus to be one rather than somebody's name.
_WORD = {"told": 200, "part": 200, "kin": 20, "me": 20}
# And how often the word that may begin inside a name must.
_NEXT_WORD = 30
# No relative is called like so common a word.
_COMMON_WORD = 1500


def mask_names(text: str) -> str:
    """Mask the names that people tell of themselves, their relatives and others in their case."""
    text = _ENGLISH.sub(lambda found: found[1] + word("name"), text)
    masked, done = "", 0
    for lead in _LEADS.finditer(text):
        start = lead.end()
        if start < done:
            continue
        while end := _name_end(text, start, str(lead.lastgroup)):
            masked += text[done:start] + word("name")
            done = end
            joint = _JOINED.match(text, done)
            if joint is None:
                break
            start = joint.end()
    return masked + text[done:]


def _name_end(text: str, start: int, kind: str) -> int | None:
    """Where the name that begins at ``start`` ends; None where there is none."""
    if dotted := _DOTTED.match(text, start):
        return dotted.end()
    size = next((n for n in (2, 1) if text[start : start + n] in _SURNAMES), 0)
    given = start + size
    if not size:
        return _whole_end(text, start) if kind == "told" else None
    if not _may_be_given(text, given) or text.startswith(_CALLED, given):
        return None
    if _is_word(text[start : given + 1], kind) or _is_word(text[start : given + 2], kind):
        return None
    if kind == "kin" and _frequency(text[given : given + 2]) >= _COMMON_WORD:
        return None
    if is_place(text[start : start + 8]):
        return None
    end = given + (2 if _goes_on(text, given + 1) else 1)
    return end if _may_end(text, end, kind, text[start:given] in _UNCERTAIN) else None


def _whole_end(text: str, start: int) -> int | None:
    """Where a name without a known surname ends, where it is told outright and is no word."""
    found = _WHOLE.match(text, start)
    if not found or not _OUTRIGHT.search(text[max(0, start - 8) : start]):
        return None
    is_name = (
        not _is_word(found[1], "told") and not _NO_NAME & set(found[1]) and not is_place(found[1])
    )
    parts = [found[1][place : place + 2] for place in range(len(found[1]) - 1)]
    common = any(_frequency(one) >= _COMMON_WORD for one in parts)
    return found.end() if is_name and not common else None


def _may_end(text: str, end: int, kind: str, uncertain: bool) -> bool:
    """Whether a name told in this way may end here."""
    if end == len(text):
        return True
    if kind == "me" or uncertain:
        return text[end] in _SURE_ENDS
    return kind != "kin" or text[end] in _ENDS


def _may_be_given(text: str, place: int) -> bool:
    one = text[place : place + 1]
    return bool(_HAN.match(one)) and one not in _NO_NAME


def _goes_on(text: str, place: int) -> bool:
    """Whether the name has a second character of the given name at ``place``."""
    if text[place : place + 1] in _LAST:
        return place + 1 == len(text) or text[place + 1] in _SURE_ENDS
    if not _may_be_given(text, place):
        return False
    ahead = [text[place : place + size] for size in (2, 3)]
    return not any(len(one) > 1 and _frequency(one) >= _NEXT_WORD for one in ahead)


def _is_word(text: str, kind: str) -> bool:
    return text in _NO_NAMES or _frequency(text) >= _WORD[kind]


def _frequency(text: str) -> int:
    if not jieba.dt.initialized:
        jieba.initialize()
    return jieba.dt.FREQ.get(text) or 0
