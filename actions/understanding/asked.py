"""Whether words of a message are asked about, wished for or supposed instead of stated."""

from __future__ import annotations

import re

from actions.understanding.speech import VERB_NOT_VERB, asks, negations, pattern, supposes

_AFTER = re.compile(r"^.{0,2}(?:吗|嘛|(?<![怎什那这多])么|没有\?|没\?|不\?)")
_AT_ONCE = re.compile(r"^(?:吗|嘛|(?<![怎什那这多])么|没有\?|没\?|不\?)")
_DONE_OR_NOT = re.compile(r"[了过好完]没有?\??$")
_REALISED = re.compile("[了过着]$")
_FULL = re.compile("[满够到]")
_LIMIT = re.compile("^(?:[以之]?内|.{0,4}才)")


def words_are_asked(breath: str, start: int, end: int, realised: bool = False) -> bool:
    """Whether the words between two positions of a breath are no statement.

    Args:
        breath: what was said in one breath.
        start, end: where the words stand.
        realised: they hold a deed told to have happened (交了社保).
    """
    before = pattern("rhetorical").sub("", breath[max(start - 3, 0) : end])
    after = breath[end:]
    chooses = VERB_NOT_VERB.search(breath[max(start - 3, 0) : end + 2])
    if chooses or pattern("not_stated").search(before) or supposes(breath):
        return True
    if (_AT_ONCE if realised else _AFTER).match(after):
        return True
    done_or_not = _DONE_OR_NOT.search(breath)
    if done_or_not and end >= done_or_not.start():
        return True
    if pattern("asked_whether", anchored=True).match(after):
        return True
    if realised or _is_realised(breath, end):
        return False
    if pattern("asked_further", anchored=True).match(after):
        return True
    # 不备案行不行 asks of a case; 我没备案怎么办 tells one.
    if pattern("first_person").search(breath):
        return False
    lacks = negations(before) % 2 and pattern("asked_of_lack", anchored=True).match(after)
    return bool(lacks or pattern("asked_behind", anchored=True).match(after))


def deed_is_asked(breath: str, end: int) -> bool:
    """Whether it is asked how to do what is named up to ``end`` (备案去哪办)."""
    return bool(
        pattern("asked_how", anchored=True).match(breath[end:]) and not _is_realised(breath, end)
    )


def is_what_if(breath: str, end: int) -> bool:
    """Whether it is asked what would be if what is named up to ``end`` were so (房东同意呢)."""
    asked = pattern("what_if_so", anchored=True).match(breath[end:])
    return bool(asked and not pattern("goes_on").search(breath[:end]))


def length_is_asked(breath: str, start: int, end: int) -> bool:
    """Whether a duration between two positions of a breath is no statement.

    住了三年能落户吗 tells how long and asks something else; 要住满三年吗 asks about the rule.
    """
    before, after = breath[:start], breath[end:]
    if supposes(breath):
        return True
    if after.startswith("了"):
        return bool(_AT_ONCE.match(after[1:]))
    if re.search(f"(?:{pattern('length_wanted').pattern})[^了过着]{{0,5}}$", before):
        return True
    if _REALISED.search(before):
        return bool(_AT_ONCE.match(after))
    if _AFTER.match(after):
        return True
    general = _LIMIT.match(after) or (
        _FULL.match(breath[start:]) and not pattern("first_person").search(breath)
    )
    return bool(general) and asks(after)


def _is_realised(breath: str, end: int) -> bool:
    """Whether what is said up to ``end`` is told to have happened (备案了, 断|了)."""
    return bool(_REALISED.search(breath[:end]) or _REALISED.search(breath[: end + 1]))


def without_verb_not_verb(text: str) -> str:
    """The text without the 不 or 没 of a question such as 是不是."""
    return VERB_NOT_VERB.sub("", text)
