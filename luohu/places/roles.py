"""What each place of a message is to the question: 从北京回青岛 asks about 青岛."""

from __future__ import annotations

from collections.abc import Mapping

from luohu.places.context import clause_end, clause_start
from luohu.places.mentions import Bearer, Found
from luohu.places.model import Role
from luohu.places.words import Pattern, Words


def roles(text: str, found: list[Found], words: Words) -> list[Role]:
    """The role of each place of ``found``, judged by the words before and after it."""
    sides = _sides(text, found, words)
    judged = [
        _role(one, left, right, follows, words)
        for one, (left, right, follows) in zip(found, sides, strict=True)
    ]
    return _with_family(text, judged, words)


def joined(text: str, one: Found, other: Found, words: Words) -> bool:
    """Whether ``other`` follows ``one`` in a list: 青岛和即墨."""
    gap = text[one.end : other.start]
    return not gap or bool(words.joined.fullmatch(gap))


def _sides(text: str, found: list[Found], words: Words) -> list[tuple[str, str, bool]]:
    lefts: list[str] = []
    rights: list[tuple[str, bool]] = []
    for index, one in enumerate(found):
        lowest = found[index - 1].end if index else 0
        if index and joined(text, found[index - 1], one, words):
            lefts.append(lefts[-1])
        else:
            if index:
                lowest += _owned(text, found[index - 1], lefts[-1], words)
            lefts.append(text[max(lowest, clause_start(text, one.start)) : one.start])
    for index in range(len(found) - 1, -1, -1):
        one = found[index]
        following = found[index + 1] if index + 1 < len(found) else None
        if following and joined(text, one, following, words):
            rights.append(rights[-1])
            continue
        stop = clause_end(text, one.end)
        follows = following is not None and following.start <= stop
        rights.append((text[one.end : following.start if follows and following else stop], follows))
    rights.reverse()
    return [(left, *right) for left, right in zip(lefts, rights, strict=True)]


def _owned(text: str, one: Found, left: str, words: Words) -> int:
    """How many characters after ``one`` still speak of it, so not of the next place.

    是北京户口现在在青岛: the registration is the former place's.
    """
    pairs = words.around["origin_around"]
    rests = [behind.match(text, one.end) for before, behind in pairs if before.search(left)]
    lengths = [rest.end() - one.end for rest in [*rests, words.owned.match(text, one.end)] if rest]
    return max(lengths, default=0)


def _role(one: Found, left: str, right: str, follows: bool, words: Words) -> Role:
    if one.document or one.every:
        return Role.PLAIN
    if one.bearer is not Bearer.NONE:
        return Role.THING if one.bearer is Bearer.THING else Role.BODY
    before = {key: bool(pattern.search(left)) for key, pattern in words.before.items()}
    here = words.anywhere["stops"].split(right, maxsplit=1)[0]
    behind = {key: bool(pattern.match(right)) for key, pattern in words.after.items()}
    settles = bool(words.after["settle_after"].match(here))
    if before["called_before"]:
        return Role.THING
    if _around("lacked_around", left, right, words):
        return Role.PLAIN
    if before["rejected"]:
        return Role.REJECTED
    if _around("settle_around", left, right, words):
        return Role.SETTLE
    if before["settle_before"] and not behind["home_after"]:
        done = behind["done_after"] and before["done_before"] and not before["supposed_before"]
        return Role.ORIGIN if done else Role.SETTLE
    if before["past_before"] or behind["away_after"]:
        return Role.ORIGIN
    if before["kin_before"]:
        return Role.SETTLE if settles else Role.KIN
    if before["origin_before"] or _around("origin_around", left, right, words):
        return Role.ORIGIN
    if before["home_before"] or behind["home_after"]:
        return Role.HOME
    if _leaves(right, follows, behind, words):
        return Role.ORIGIN
    if behind["weak_after"] and not before["moved_before"]:
        return Role.WEAK
    if settles:
        return Role.SETTLE
    stays = before["stay_before"] or words.after["stay_after"].match(here)
    return Role.STAY if stays else Role.PLAIN


def _leaves(right: str, follows: bool, behind: Mapping[str, bool], words: Words) -> bool:
    return behind["origin_after"] or (follows and bool(words.origin_to_next.fullmatch(right)))


def _around(key: str, left: str, right: str, words: Words) -> bool:
    pairs: tuple[tuple[Pattern, Pattern], ...] = words.around[key]
    return any(before.search(left) and behind.match(right) for before, behind in pairs)


def _with_family(text: str, judged: list[Role], words: Words) -> list[Role]:
    """Where the person wants to join their family, the family's place is the one asked about."""
    joins = words.anywhere["join_kin"].search(text) and not words.anywhere["kin_joins"].search(text)
    returns = words.anywhere["return"].search(text)
    lifted = {Role.KIN} if joins else set()
    if returns:
        lifted.add(Role.HOME)
    return [Role.SETTLE if role in lifted else role for role in judged]
