"""Whether an uncovered place is asked about, or only told of beside the place that is."""

from __future__ import annotations

from dataclasses import dataclass

from luohu.places.context import clause_end, clause_start
from luohu.places.mentions import Found
from luohu.places.model import Role
from luohu.places.words import Words


@dataclass(frozen=True)
class _Beside:
    """What stands around a name: in its clause, after that clause, and in the whole message.

    ``around`` is the message without its places and their tails: the 这边 of 周村这边 points
    nowhere else. ``covered_later`` says that a covered place is named after the clause.
    """

    left: str
    right: str
    clause: str
    later: str
    around: str
    covered_later: bool


def asked_elsewhere(
    text: str, found: list[Found], judged: list[Role], index: int, words: Words
) -> bool:
    """Whether the uncovered ``found[index]`` is what is asked about though a covered one is known.

    Most of what people tell of other places is their life: where they studied, worked, were in
    hospital, who lives there. So it must be said: a wish to settle there, a home there with
    nothing that points here, or the matter itself in that place (上海户口怎么办).
    """
    beside = _beside(text, found, index)
    if found[index].document:
        return not _leads_here(beside, words)
    points_here = bool(words.anywhere["points_here"].search(beside.around))
    match judged[index]:
        case Role.SETTLE:
            return _wants_there(beside, words, points_here=points_here)
        case Role.KIN:
            return not points_here and _moves_there(beside, words)
        case Role.STAY:
            here = points_here or _is_registered(found, judged, index)
            return not here and _has_home(beside, words)
        case Role.PLAIN | Role.WEAK:
            asked = _is_topic(beside, words) or _wants_what_it_has(beside, words)
            return not points_here and asked
        case _:
            return False


def told_elsewhere(
    text: str, found: list[Found], judged: list[Role], index: int, words: Words
) -> bool:
    """Whether another covered place, ``found[index]``, is only told of while one is spoken of.

    People go over to another covered place without saying so, and call it 这边 then. So it is only
    told of where a relative is there or it is heard of, and something else points here, or where
    somebody studied or served.
    """
    beside = _beside(text, found, index)
    points_here = words.anywhere["points_here"].search(beside.around)
    others = judged[index] is Role.KIN or words.before["heard_before"].search(beside.left)
    told = words.before["told_before"].search(beside.left) or words.after["told_after"].match(
        beside.right
    )
    passing = told or (points_here and others)
    return bool(passing) and not asked_elsewhere(text, found, judged, index, words)


def _beside(text: str, found: list[Found], index: int) -> _Beside:
    one = found[index]
    begin, stop = clause_start(text, one.start), clause_end(text, one.end)
    lowest = found[index - 1].end if index else 0
    highest = found[index + 1].start if index + 1 < len(found) else stop
    around = text
    for other in reversed(found):
        around = f"{around[: other.start]} {around[other.end :]}"
    covered = (place.region for other in found if other.start >= stop for place in other.places)
    return _Beside(
        left=text[max(lowest, begin) : one.start],
        right=text[one.end : min(stop, highest)],
        clause=text[begin:stop],
        later=text[stop:],
        around=around,
        covered_later=any(covered),
    )


def _wants_there(beside: _Beside, words: Words, *, points_here: bool) -> bool:
    """Whether somebody is to settle in a place, and it is not told as done nor led away from."""
    pairs = words.around["settle_around"]
    wished = words.before["settle_before"].search(beside.left) or any(
        before.search(beside.left) and after.match(beside.right) for before, after in pairs
    )
    spoken_of = words.after["settle_after"].match(beside.right)
    if not wished and not spoken_of:
        return not points_here and _moves_there(beside, words)
    told = words.after["told_after"].match(beside.right)
    if not wished and (told or words.anywhere["points_here"].search(beside.right)):
        return False
    if words.after["visit_after"].match(beside.right) or _is_measure(beside, words):
        return False
    return not _is_done(beside, words) and not _leads_here(beside, words)


def _moves_there(beside: _Beside, words: Words) -> bool:
    """Whether somebody is to move to a relative's place or back home, or asks how that is done."""
    return bool(words.anywhere["moves_there"].search(beside.around))


def _is_done(beside: _Beside, words: Words) -> bool:
    """Whether somebody has gone there, which they tell: 前妻回阜新了."""
    if words.before["past_before"].search(beside.left):
        return True
    wished = words.before["wished_before"].search(beside.left)
    return not wished and bool(words.after["gone_after"].match(beside.right))


def _is_measure(beside: _Beside, words: Words) -> bool:
    """Whether the place asked about is only measured by this one: 跟北京一样要积分吗."""
    pairs = words.around["measure_around"]
    return any(before.search(beside.left) and after.match(beside.right) for before, after in pairs)


def _leads_here(beside: _Beside, words: Words) -> bool:
    """Whether the place is told, and what is asked after it points back here."""
    if words.anywhere["asking"].search(beside.clause):
        return False
    return beside.covered_later or bool(words.anywhere["points_here"].search(beside.later))


def _has_home(beside: _Beside, words: Words) -> bool:
    """Whether the person has or rents a home there; what others have there is theirs."""
    others = words.before["others_before"].search(beside.left)
    return not others and bool(words.after["home_there_after"].match(beside.right))


def _is_registered(found: list[Found], judged: list[Role], index: int) -> bool:
    """Whether it is also told that somebody is registered there, so that all of it is a story."""
    return any(
        other.places == found[index].places and role is Role.ORIGIN
        for other, role in zip(found, judged, strict=True)
    )


def _is_topic(beside: _Beside, words: Words) -> bool:
    """Whether a clause begins with the place and asks about it: 上海居转户要几年."""
    begins = words.opening.match(beside.left) and not _is_measure(beside, words)
    return bool(begins and words.after["topic_after"].match(beside.right))


def _wants_what_it_has(beside: _Beside, words: Words) -> bool:
    """Whether the rules of the place are asked for, or its registration: 上海户口好不好办."""
    if words.after["matter_after"].match(beside.right):
        return True
    owned = words.whereabouts["hukou_after"].match(beside.right)
    return bool(owned and words.after["wanted_after"].match(beside.right, owned.end()))
